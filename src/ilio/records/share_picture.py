"""A picture to share: how often somebody trained, and nothing about their health."""

from ilio.core.counting import number_of
from ilio.records.drawing.exercises import library_svg
from ilio.records.drawing.svg import INKS
from ilio.records.typesetting import typeset

SIDE = 1080
PAPER, INK, ACCENT, SOFT = "#0b5a60", "#ffffff", "#7fd0cf", "#cfe6e4"
DRAWN = "banded_press_away"
FONT = "system-ui, sans-serif"


def share_svg(sessions: int, weeks: int) -> str:
    """The picture as an SVG image of 1080 by 1080.

    Neither name nor finding, number of a test or pain goes in: only what was counted.

    Parameters
    ----------
    sessions
        How many were done.
    weeks
        Over how many weeks.

    Examples
    --------
    >>> picture = share_svg(12, 4)
    >>> "12 sessions" in picture, "4 weeks" in picture
    (True, True)
    """
    count, time = number_of(sessions, "session"), f"in {number_of(weeks, 'week')}"
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {SIDE} {SIDE}" width="{SIDE}" '
        f'height="{SIDE}" role="img" aria-label="{count} {time}, with Ilio">'
        f'<rect width="{SIDE}" height="{SIDE}" fill="{PAPER}"/>'
        f'<circle cx="900" cy="150" r="330" fill="{ACCENT}" fill-opacity="0.12"/>'
        f'<g fill="{INK}" font-family="{FONT}" font-weight="700">'
        f'<text x="96" y="250" font-size="150">{sessions}</text>'
        f'<text x="96" y="340" font-size="64">{count.split()[1]}</text>'
        f'<text x="96" y="420" font-size="64" fill="{SOFT}">{time}</text></g>'
        f"{_figure()}"
        f'<g transform="translate(96 950) scale(2)" fill="none" stroke="{ACCENT}" '
        f'stroke-width="3" stroke-linecap="round">'
        f'<path d="M4 2v7a6 6 0 0 0 6 6h1a5 5 0 0 1 5 5v3"/>'
        f'<circle cx="10" cy="15" r="3" fill="{ACCENT}"/></g>'
        f'<text x="160" y="992" font-family="{FONT}" font-size="44" font-weight="700" '
        f'fill="{INK}">Ilio</text></svg>'
    )


def share_png(svg: str) -> bytes:
    r"""The same picture as PNG, for whoever takes no SVG.

    Parameters
    ----------
    svg
        From `share_svg`.

    Examples
    --------
    >>> share_png(share_svg(12, 4))[:8]
    b'\x89PNG\r\n\x1a\n'
    """
    page = f"#set page(width: {SIDE}pt, height: {SIDE}pt, margin: 0pt)\n"
    picture = '#image(bytes(sys.inputs.svg), format: "svg", width: 100%)'
    return typeset(page + picture, "png", {"svg": svg.replace(FONT, "Libertinus Serif")})


def _figure() -> str:
    """The exercise that the article begins with, in the colours of this picture."""
    drawing = library_svg(DRAWN, "both")
    for name, colour in (("skin", PAPER), ("skin-far", PAPER)):
        drawing = drawing.replace(INKS[name]["fill"], colour)
    for colour, light in (
        ("#12222b", INK),
        ("#7a8a92", SOFT),
        ("#a8340f", ACCENT),
        (INKS["elastic"]["stroke"], ACCENT),
    ):
        drawing = drawing.replace(colour, light)
    return drawing.replace("<svg ", '<svg x="96" y="470" width="888" height="420" ', 1)
