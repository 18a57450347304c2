"""Colours of the exercise pictures on a screen; in print each ink carries its own."""

LIGHT = {
    "paper": "#ffffff",
    "ink": "#12222b",
    "far": "#7a8a92",
    "far-skin": "#e9edee",
    "muscle": "#4fa3a5",
    "accent": "#0b5a60",
    "arrow": "#a8340f",
    "wood": "#e3ddd3",
    "soft": "#cfd8dc",
    "line": "#66757d",
    "rule": "#d3dbde",
}
DARK = {
    "paper": "#172126",
    "ink": "#e9eff1",
    "far": "#8fa0a8",
    "far-skin": "#2a383f",
    "muscle": "#2f8a8c",
    "accent": "#7fd0cf",
    "arrow": "#ff9d73",
    "wood": "#3a3a36",
    "soft": "#33434b",
    "line": "#92a3ab",
    "rule": "#35444c",
}

_USES = {
    "stroke": {
        "figure": "ink",
        "figure-far": "far",
        "muscle-edge": "accent",
        "elastic": "accent",
        "arrow": "arrow",
        "rod": "line",
        "wood": "line",
        "soft": "line",
        "bold": "ink",
        "hatch": "line",
        "grid": "rule",
        "level": "accent",
    },
    "fill": {
        "skin": "paper",
        "skin-far": "far-skin",
        "muscle": "muscle",
        "arrow-head": "arrow",
        "wood": "wood",
        "soft": "soft",
        "solid": "ink",
        "words": "ink",
    },
}


def screen_css(scope: str = ".exercise") -> str:
    """Style rules that let the pictures follow a light or dark screen.

    Parameters
    ----------
    scope
        Selector of what holds the pictures, so that other drawings keep their own rules.

    Examples
    --------
    >>> ".exercise .i-figure{stroke:var(--figure-ink)}" in screen_css()
    True
    """
    rules = [
        f"{scope} .i-{ink}{{{what}:var(--figure-{colour})}}"
        for what, inks in _USES.items()
        for ink, colour in inks.items()
    ]
    dark = f"@media (prefers-color-scheme: dark){{{_variables(DARK)}}}"
    return "\n".join([_variables(LIGHT), dark, *rules])


def _variables(colours: dict[str, str]) -> str:
    pairs = ";".join(f"--figure-{name}:{colour}" for name, colour in colours.items())
    return f":root{{{pairs}}}"
