"""Options that the commands on films and points share."""

from pathlib import Path
from typing import Annotated

import typer

Landmarks = Annotated[
    Path | None,
    typer.Option(help="Films and points: points corrected by hand, as JSON (docs/video.md)."),
]
RateHz = Annotated[
    float | None,
    typer.Option(min=0.1, max=10_000, help="Points without a rate, and images: pictures a second."),
]
Size = Annotated[
    str | None,
    typer.Option(help="Points given as shares of the picture: its size, as 1920x1080."),
]
Level = Annotated[
    float | None,
    typer.Option(
        "--level",
        help="Films and points: how far a level line slopes in the picture, its right end lower + "
        "[deg]. Without it the table's edge is taken, where it is seen, else gravity that the file "
        "holds (docs/video.md).",
    ),
]
Fast = Annotated[bool, typer.Option("--fast", help="Films: look at few pictures, for a preview.")]
Exact = Annotated[
    bool, typer.Option("--exact", help="Films: look at every picture; takes about twice as long.")
]
Seconds = Annotated[
    float, typer.Option(min=2, max=600, help="Cameras (camera:0): for how long to film.")
]
Keep = Annotated[
    Path | None, typer.Option(help="Cameras: keep the film as this .mp4; else it is deleted.")
]


def chosen_effort(fast: bool, exact: bool) -> str:
    """How closely to look at films.

    Raises
    ------
    InputError
        If both ends are asked for.

    Examples
    --------
    >>> chosen_effort(False, True), chosen_effort(False, False)
    ('exact', 'default')
    """
    from ilio.core import InputError

    if fast and exact:
        raise InputError("--fast or --exact", "both", "Leave one of them away.")
    return "fast" if fast else "exact" if exact else "default"


def parsed_size(text: str | None) -> tuple[int, int] | None:
    """Width and height [px] out of what was typed.

    Raises
    ------
    InputError
        If it is not two whole numbers with an x between them.

    Examples
    --------
    >>> parsed_size("1920x1080"), parsed_size(None)
    ((1920, 1080), None)
    """
    from ilio.core import InputError

    if text is None:
        return None
    width, _, height = text.lower().partition("x")
    if not (width.isdigit() and height.isdigit() and 0 < len(text) < 12) or "0" in (width, height):
        raise InputError("a size such as 1920x1080", f"'{text}'", "Write width x height in pixels.")
    return int(width), int(height)
