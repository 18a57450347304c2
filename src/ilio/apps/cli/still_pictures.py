"""`ilio measure` on one image: the angles in it, and what it cannot show."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from rich.console import RenderableType

    from ilio.core import Side
    from ilio.sources.video.single_picture import PictureAngles

LIMITS = "One picture shows angles. How long and how steadily a thigh is held needs a film."


def is_one_image(path: Path) -> bool:
    """Whether it is an image, and no folder of them.

    Examples
    --------
    >>> is_one_image(Path("left.JPG")), is_one_image(Path("left.mp4"))
    (True, False)
    """
    from ilio.sources.video.images import IMAGES

    return path.suffix.lower() in IMAGES and not path.is_dir()


def picture_view(found: "PictureAngles", tested: "Side") -> "list[RenderableType]":
    """The angles in one image, the tested side first.

    Examples
    --------
    >>> from ilio.core import Measured, Side
    >>> from ilio.sources.video.single_picture import PictureAngles
    >>> angles = {("thigh_elevation", Side.LEFT): Measured(84, 75, 93, "deg")}
    >>> picture_view(PictureAngles("a.png", Side.LEFT, angles, (), ()), Side.LEFT)[0]
    'One picture, a.png: the left side is nearer to the camera.'
    """
    from ilio.apps.cli.voice import table
    from ilio.records.wording import measured_text

    rows = table("Angles in the picture, with the 90 % interval", "what it is", "side", "value")
    for name, side in _in_order(found, tested):
        value = measured_text(found.angles[name, side])
        rows.add_row(name.replace("_", " "), str(side or ""), value)
    parts: list[RenderableType] = [
        f"One picture, {found.source}: the {found.near} side is nearer to the camera.",
        rows,
    ]
    checks = table("Can it be trusted?", "check", "state", "what was seen")
    for gate in found.gates:
        checks.add_row(gate.gate, gate.state, gate.detail)
    return [*parts, checks, *found.notes, LIMITS]


def picture_json(found: "PictureAngles", tested: "Side") -> dict[str, Any]:
    """The same as JSON.

    Examples
    --------
    >>> from ilio.core import Side
    >>> from ilio.sources.video.single_picture import PictureAngles
    >>> picture_json(PictureAngles("a.png", Side.LEFT, {}, (), ()), Side.LEFT)["angles"]
    []
    """
    return {
        "schema": "ilio/picture-angles/1",
        "source": found.source,
        "near": str(found.near),
        "angles": [
            {
                "name": name,
                "side": str(side) if side else None,
                "value": round(found.angles[name, side].value, 2),
                "low": round(found.angles[name, side].low, 2),
                "high": round(found.angles[name, side].high, 2),
                "unit": "deg",
            }
            for name, side in _in_order(found, tested)
        ],
        "gates": [{"gate": g.gate, "state": g.state, "detail": g.detail} for g in found.gates],
        "notes": [*found.notes, LIMITS],
    }


def _in_order(found: "PictureAngles", tested: "Side") -> "list[tuple[str, Side | None]]":
    return sorted(found.angles, key=lambda key: (key[1] is None, key[1] is not tested))
