"""Where the joints of the drawn figure lie, from its angles.

Screen coordinates: x to the right, y down. Every direction is an elevation as in
`ilio.core.signs`: from straight down, forward +; a figure faces right (+1) or left (-1).
"""

import math
from dataclasses import dataclass

Point = tuple[float, float]

LENGTHS = {
    "thigh": 0.245,
    "shank": 0.246,
    "ankle": 0.039,
    "foot": 0.115,
    "trunk": 0.288,
    "neck": 0.115,
    "upper arm": 0.172,
    "forearm": 0.150,
    "hand": 0.060,
}
"""Lengths of the drawn figure as a share of its height: Drillis and Contini's proportions, rounded
for the drawing. They say nothing about the person."""

UP_DEG = 180.0
LYING_DEG = 270.0
"""Elevation of the trunk, hip to shoulder: upright, and on the back."""


@dataclass(frozen=True)
class Pose:
    """Angles of the drawn figure [deg].

    Parameters
    ----------
    facing
        1 faces right, -1 faces left.
    trunk
        Elevation of the line from hip to shoulder: 180 upright, 170 leaning 10 forward, 270 lying.
    near_thigh, near_knee, far_thigh, far_knee
        Thigh elevation and knee flexion of the leg that is seen first and of the other one.
    rounding
        Rounding of the low back, shared between its lower and upper half.

    Examples
    --------
    >>> Pose(1, 180, 90, 90, 0, 0).rounding
    0.0
    """

    facing: int
    trunk: float
    near_thigh: float
    near_knee: float
    far_thigh: float
    far_knee: float
    rounding: float = 0.0


@dataclass(frozen=True)
class Leg:
    """Joints of one leg on the screen.

    Examples
    --------
    >>> Leg((0, 0), (1, 0), (1, 1), (2, 1)).knee
    (1, 0)
    """

    hip: Point
    knee: Point
    ankle: Point
    toe: Point


@dataclass(frozen=True)
class Skeleton:
    """Joints of the figure on the screen.

    Examples
    --------
    >>> figure = skeleton(Pose(1, 180, 90, 90, 0, 0), (0, 0), 100)
    >>> round(figure.near.knee[0], 3), round(figure.near.knee[1], 3)
    (24.5, 0.0)
    """

    near: Leg
    far: Leg
    waist: Point
    chest: Point
    shoulder: Point
    head: Point


def towards(elevation_deg: float, facing: int) -> Point:
    """Unit vector on the screen.

    Examples
    --------
    >>> x, y = towards(0, 1)
    >>> round(x), round(y)  # straight down
    (0, 1)
    """
    angle = math.radians(elevation_deg)
    return math.sin(angle) * facing, math.cos(angle)


def along(start: Point, elevation_deg: float, length: float, facing: int) -> Point:
    """The point at a distance in a direction.

    Examples
    --------
    >>> x, y = along((0, 0), 90, 10, -1)  # forward is to the left
    >>> round(x), round(y)
    (-10, 0)
    """
    x, y = towards(elevation_deg, facing)
    return start[0] + length * x, start[1] + length * y


def skeleton(pose: Pose, hip: Point, height: float) -> Skeleton:
    """Joints of the figure.

    Parameters
    ----------
    pose
        Its angles.
    hip
        Where the hip joint lies on the screen.
    height
        Standing height on the screen.

    Examples
    --------
    >>> figure = skeleton(Pose(1, 180, 100, 90, 0, 0), (0, 0), 100)
    >>> figure.near.knee[1] < 0  # over level
    True
    """
    size = {name: share * height for name, share in LENGTHS.items()}
    lower, upper = pose.trunk + pose.rounding / 2, pose.trunk - pose.rounding / 2
    waist = along(hip, lower, 0.42 * size["trunk"], pose.facing)
    chest = along(waist, upper, 0.36 * size["trunk"], pose.facing)
    shoulder = along(chest, upper, 0.22 * size["trunk"], pose.facing)
    neck = pose.trunk if pose.trunk > 225 else pose.trunk - 8
    return Skeleton(
        near=_leg(hip, pose.near_thigh, pose.near_knee, size, pose.facing),
        far=_leg(hip, pose.far_thigh, pose.far_knee, size, pose.facing),
        waist=waist,
        chest=chest,
        shoulder=shoulder,
        head=along(shoulder, neck, size["neck"], pose.facing),
    )


def reach(shoulder: Point, hand: Point, height: float, facing: int) -> tuple[Point, Point]:
    """Elbow and hand of an arm that reaches for a place, stretched if it is too far.

    Examples
    --------
    >>> elbow, hand = reach((0, 0), (100, 0), 100, 1)
    >>> round(hand[0], 1)
    32.2
    """
    upper, fore = LENGTHS["upper arm"] * height, LENGTHS["forearm"] * height
    dx, dy = hand[0] - shoulder[0], hand[1] - shoulder[1]
    far = math.hypot(dx, dy)
    span = min(max(far, abs(upper - fore) + 1e-6), upper + fore)
    ux, uy = dx / far, dy / far
    lengthwise = (span**2 + upper**2 - fore**2) / (2 * span)
    aside = math.sqrt(max(upper**2 - lengthwise**2, 0.0)) * facing
    elbow = (
        shoulder[0] + ux * lengthwise - uy * aside,
        shoulder[1] + uy * lengthwise + ux * aside,
    )
    return elbow, (shoulder[0] + ux * span, shoulder[1] + uy * span)


def _leg(hip: Point, thigh: float, knee: float, size: dict[str, float], facing: int) -> Leg:
    shank = thigh - knee
    knee_at = along(hip, thigh, size["thigh"], facing)
    ankle = along(knee_at, shank, size["shank"], facing)
    stands = abs(shank) < 20 and thigh < 45
    sole = along(ankle, shank, size["ankle"] * 0.6, facing)
    toe = along(sole, 90.0 if stands else shank + 72, size["foot"], facing)
    return Leg(hip, knee_at, ankle, toe)
