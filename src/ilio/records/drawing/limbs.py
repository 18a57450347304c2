"""The line figure: tapered limbs with round ends, merged into one outline each."""

import math
from dataclasses import dataclass

from ilio.records.drawing.skeleton import LENGTHS, Leg, Pose, Skeleton, along
from ilio.records.drawing.svg import Drawing, Point, number

RADII = {
    "hip": 0.050,
    "knee": 0.031,
    "ankle": 0.019,
    "ball": 0.011,
    "buttock": 0.056,
    "waist": 0.047,
    "chest": 0.060,
    "shoulder": 0.040,
    "neck": 0.026,
    "head": 0.053,
    "jaw": 0.034,
    "arm": 0.024,
    "elbow": 0.019,
    "wrist": 0.014,
    "hand": 0.013,
}
"""Half-widths of the drawn figure as a share of its height; for the drawing only."""


@dataclass(frozen=True)
class Limb:
    """A chain of tapered pieces that share one outline.

    Parameters
    ----------
    pieces
        Path data of each piece.
    ink
        Ink of the outline.
    fill
        Ink of the inside.

    Examples
    --------
    >>> Limb((taper((0, 0), 5, (20, 0), 3),), "outline").fill
    'skin'
    """

    pieces: tuple[str, ...]
    ink: str
    fill: str = "skin"


def taper(a: Point, a_radius: float, b: Point, b_radius: float) -> str:
    """Path data of the outline around two circles, of which neither lies inside the other.

    Examples
    --------
    >>> taper((0, 0), 5, (20, 0), 5)
    'M0 5A5 5 0 0 1 0 -5L20 -5A5 5 0 0 1 20 5Z'
    """
    far = math.dist(a, b)
    heading = math.atan2(b[1] - a[1], b[0] - a[0])
    half = math.acos((a_radius - b_radius) / far)
    a1, a2 = _on(a, a_radius, heading + half), _on(a, a_radius, heading - half)
    b1, b2 = _on(b, b_radius, heading + half), _on(b, b_radius, heading - half)
    return (
        f"M{a1}A{number(a_radius)} {number(a_radius)} 0 {int(a_radius > b_radius)} 1 {a2}"
        f"L{b2}A{number(b_radius)} {number(b_radius)} 0 {int(b_radius > a_radius)} 1 {b1}Z"
    )


def draw(drawing: Drawing, limbs: list[Limb]) -> None:
    """Draw limbs so that they hide what lies behind them and share no inner lines.

    Examples
    --------
    >>> drawing = Drawing("d", 40, 40, "t", "d")
    >>> draw(drawing, [Limb((taper((9, 9), 5, (30, 9), 3),), "outline")])
    >>> len(drawing.parts)
    2
    """
    for limb in limbs:
        drawing.path("".join(limb.pieces), limb.ink)
    for limb in limbs:
        drawing.path("".join(limb.pieces), limb.fill)


def thigh(leg: Leg, height: float) -> tuple[str, ...]:
    """Pieces of a thigh.

    Examples
    --------
    >>> len(thigh(Leg((0, 0), (20, 0), (20, 20), (30, 22)), 100))
    1
    """
    return (taper(leg.hip, RADII["hip"] * height, leg.knee, RADII["knee"] * height),)


def shank(leg: Leg, height: float) -> tuple[str, ...]:
    """Pieces of a lower leg with its foot.

    Examples
    --------
    >>> len(shank(Leg((0, 0), (20, 0), (20, 20), (30, 22)), 100))
    4
    """
    middle, heel = _between(leg.knee, leg.ankle, 0.34), _between(leg.knee, leg.ankle, 1.10)
    ankle, ball = RADII["ankle"] * height, RADII["ball"] * height
    return (
        taper(leg.knee, RADII["knee"] * height * 0.94, middle, RADII["knee"] * height * 0.97),
        taper(middle, RADII["knee"] * height * 0.97, leg.ankle, ankle),
        taper(leg.ankle, ankle, heel, ankle * 0.8),
        taper(heel, ankle * 0.85, leg.toe, ball),
    )


def trunk(figure: Skeleton, pose: Pose, height: float) -> tuple[str, ...]:
    """Pieces of the trunk from the buttock to the shoulder.

    Examples
    --------
    >>> from ilio.records.drawing.skeleton import skeleton
    >>> pose = Pose(1, 180, 0, 0, 0, 0)
    >>> len(trunk(skeleton(pose, (0, 0), 100), pose, 100))
    4
    """
    hip = figure.near.hip
    seat = along(hip, pose.trunk + 90, 0.018 * height, pose.facing)
    waist = along(figure.waist, pose.trunk - 90, 0.004 * height, pose.facing)
    chest = along(figure.chest, pose.trunk - 90, 0.008 * height, pose.facing)
    size = {name: radius * height for name, radius in RADII.items()}
    return (
        taper(seat, size["buttock"], hip, size["hip"]),
        taper(hip, size["hip"] * 1.04, waist, size["waist"]),
        taper(waist, size["waist"], chest, size["chest"]),
        taper(chest, size["chest"], figure.shoulder, size["shoulder"]),
    )


def head(figure: Skeleton, pose: Pose, height: float) -> tuple[str, ...]:
    """Pieces of neck and head; a small nose shows where the figure looks.

    Examples
    --------
    >>> from ilio.records.drawing.skeleton import skeleton
    >>> pose = Pose(1, 180, 0, 0, 0, 0)
    >>> len(head(skeleton(pose, (0, 0), 100), pose, 100))
    4
    """
    size = {name: radius * height for name, radius in RADII.items()}
    front = pose.trunk - 90
    crown = along(figure.head, pose.trunk, 0.012 * height, pose.facing)
    jaw = along(figure.head, front - 42, 0.034 * height, pose.facing)
    nose = along(figure.head, front - 4, 0.055 * height, pose.facing)
    brow = along(figure.head, front + 8, 0.040 * height, pose.facing)
    return (
        taper(figure.shoulder, size["neck"] * 1.15, figure.head, size["neck"]),
        taper(crown, size["head"], figure.head, size["head"] * 0.94),
        taper(figure.head, size["head"] * 0.8, jaw, size["jaw"] * 0.8),
        taper(brow, 0.012 * height, nose, 0.008 * height),
    )


def arm(shoulder: Point, elbow: Point, hand: Point, height: float) -> tuple[str, ...]:
    """Pieces of an arm.

    Examples
    --------
    >>> len(arm((0, 0), (0, 17), (3, 32), 100))
    3
    """
    size = {name: radius * height for name, radius in RADII.items()}
    reach = LENGTHS["hand"] * height * 0.8
    tip = _between(elbow, hand, 1.0 + reach / math.dist(elbow, hand))
    return (
        taper(shoulder, size["arm"], elbow, size["elbow"]),
        taper(elbow, size["elbow"], hand, size["wrist"]),
        taper(hand, size["hand"], tip, size["hand"] * 0.8),
    )


def _between(a: Point, b: Point, share: float) -> Point:
    return a[0] + share * (b[0] - a[0]), a[1] + share * (b[1] - a[1])


def _on(centre: Point, radius: float, angle: float) -> str:
    x, y = centre[0] + radius * math.cos(angle), centre[1] + radius * math.sin(angle)
    return f"{number(x)} {number(y)}"
