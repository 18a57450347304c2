"""The figure of a test, posed from its measured angles; what was not measured is dashed."""

from ilio.core import Measured, Side
from ilio.core.signs import HORIZONTAL_DEG
from ilio.protocols.measurement import Measurement
from ilio.records.drawing import limbs, marks
from ilio.records.drawing.ending import mark_ending, mark_pain, painful
from ilio.records.drawing.figure_words import (
    RAISED,
    dropped_label,
    measured,
    posed,
    raise_words,
    raised_label,
    thomas_words,
)
from ilio.records.drawing.limbs import Limb
from ilio.records.drawing.marks import HEIGHT, WIDTH
from ilio.records.drawing.skeleton import (
    LENGTHS,
    LYING_DEG,
    UP_DEG,
    Leg,
    Pose,
    Skeleton,
    along,
    reach,
    skeleton,
)
from ilio.records.drawing.svg import Drawing, Point
from ilio.records.told_in_words import told_in_words
from ilio.records.wording import degrees

STANDING_TALL, LYING_TALL = 304.0, 240.0

ASKED = {"thigh": 100.0, "knee": 90.0, "drop": 10.0, "hanging knee": 60.0, "hugged": 205.0}
"""Pose of the instruction, drawn dashed where nothing was measured [deg]."""


def body_drawing(m: Measurement, name: str) -> Drawing:
    """The figure of one test on one side; the tested leg is the near one.

    Parameters
    ----------
    m
        A ``knee-raise`` or a ``thomas`` measurement.
    name
        Unique on the page.

    Examples
    --------
    >>> from ilio.observations import Source
    >>> m = Measurement("thomas", Side.LEFT, Source("answers", "typed", "answers"))
    >>> body_drawing(m, "left-thomas").title
    'Left leg, Thomas test'
    """
    return _thomas(m, name) if m.protocol == "thomas" else _knee_raise(m, name)


def raise_pose(m: Measurement) -> Pose:
    """The standing pose of a knee raise; angles that were not measured as the cue asks.

    Examples
    --------
    >>> from ilio.observations import Source
    >>> m = Measurement("knee-raise", Side.LEFT, Source("answers", "typed", "answers"))
    >>> raise_pose(m).facing, raise_pose(m).near_thigh
    (-1, 100.0)
    """
    return Pose(
        facing=_facing(m.side),
        trunk=UP_DEG - _value(posed(m, "trunk_lean_change"), 0.0),
        near_thigh=_value(posed(m, *RAISED), ASKED["thigh"]),
        near_knee=_value(m.get("knee_flexion_hold"), ASKED["knee"]),
        far_thigh=0.0,
        far_knee=0.0,
        rounding=max(_value(posed(m, "lumbar_rounding_excess"), 0.0), 0.0),
    )


def thomas_pose(m: Measurement) -> Pose:
    """The lying pose of the Thomas test; angles that were not measured as the cue asks.

    Examples
    --------
    >>> from ilio.observations import Source
    >>> m = Measurement("thomas", Side.RIGHT, Source("phone", "a.csv", "phone"),
    ...                 {"thigh_drop": Measured(-8, -12, -4, "deg")})
    >>> thomas_pose(m).near_thigh
    98.0
    """
    return Pose(
        facing=_facing(m.side),
        trunk=LYING_DEG,
        near_thigh=HORIZONTAL_DEG - _value(posed(m, "thigh_drop"), ASKED["drop"]),
        near_knee=_value(m.get("knee_flexion"), ASKED["hanging knee"]),
        far_thigh=_value(m.get("hugged_thigh_elevation"), ASKED["hugged"]),
        far_knee=138.0,
    )


def _knee_raise(m: Measurement, name: str) -> Drawing:
    pose = raise_pose(m)
    ground = STANDING_TALL - 18
    stance = LENGTHS["thigh"] + LENGTHS["shank"] + LENGTHS["ankle"]
    hip = (WIDTH / 2 - pose.facing * 44, ground - stance * HEIGHT)
    figure = skeleton(pose, hip, HEIGHT)
    thigh, trunk = measured(m, *RAISED), posed(m, "trunk_lean_change")
    drawing = Drawing(
        name, WIDTH, STANDING_TALL, f"{m.side.capitalize()} knee raise", raise_words(m)
    )
    drawing.line([(14, ground), (WIDTH - 14, ground)], "axis")
    marks.level(drawing, hip, pose.facing, "level, 90°")
    _swing_arm(drawing, figure.shoulder, pose, 10, 16)
    limbs.draw(drawing, [_leg(figure.far)])
    _trunk(drawing, figure, pose, "outline-tested" if trunk else "outline-assumed")
    limbs.draw(drawing, _tested_leg(m, figure.near, RAISED, "knee_flexion_hold"))
    marks.fan(drawing, hip, pose.facing, thigh)
    _swing_arm(drawing, figure.shoulder, pose, -24, 0)
    mark_ending(drawing, hip, pose.facing, m)
    mark_pain(drawing, hip, m)
    drawing.circle(hip, 3.2, "solid")
    marks.thigh_label(drawing, hip, pose.facing, min(figure.near.knee[1], hip[1]), raised_label(m))
    marks.beside_shank(drawing, figure.near, pose.facing, m.get("knee_flexion_hold"))
    lean = measured(m, "trunk_lean_change")
    if lean:
        behind = along(figure.chest, pose.trunk + 90, 0.085 * HEIGHT, pose.facing)
        words = ("trunk", marks.tipped(lean.value))
        marks.stacked(drawing, (behind[0], behind[1] - 6), words, -pose.facing)
    marks.tilt_mark(drawing, hip, pose, m.get("pelvic_tilt_change"), (-pose.facing * 24, 24))
    return drawing


def _thomas(m: Measurement, name: str) -> Drawing:
    pose = thomas_pose(m)
    hip = (WIDTH / 2 + pose.facing * 4, 106.0)
    figure = skeleton(pose, hip, HEIGHT)
    drop, hugged = measured(m, "thigh_drop"), m.get("hugged_thigh_elevation")
    drawing = Drawing(
        name, WIDTH, LYING_TALL, f"{m.side.capitalize()} leg, Thomas test", thomas_words(m)
    )
    _table(drawing, hip, pose.facing)
    thigh = drop.negated() if drop else None
    shifted = thigh and Measured(
        thigh.value + HORIZONTAL_DEG, thigh.low + HORIZONTAL_DEG, thigh.high + HORIZONTAL_DEG, "deg"
    )
    marks.level(drawing, hip, pose.facing, "level")
    hand = along(figure.far.knee, pose.far_thigh - pose.far_knee, 0.05 * HEIGHT, pose.facing)
    elbow, wrist = reach(figure.shoulder, hand, HEIGHT, -pose.facing)
    _head(drawing, figure, pose)
    limbs.draw(drawing, [_leg(figure.far, "outline-tested" if hugged else "outline-assumed")])
    limbs.draw(drawing, [Limb(limbs.trunk(figure, pose, HEIGHT), "outline")])
    limbs.draw(drawing, _tested_leg(m, figure.near, ("thigh_drop",), "knee_flexion"))
    limbs.draw(drawing, [Limb(limbs.arm(figure.shoulder, elbow, wrist, HEIGHT), "outline")])
    marks.fan(drawing, hip, pose.facing, shifted)
    mark_pain(drawing, hip, m)
    drawing.circle(hip, 3.2, "solid")
    marks.thigh_label(drawing, hip, pose.facing, figure.near.knee[1], dropped_label(m))
    marks.beside_shank(drawing, figure.near, pose.facing, m.get("knee_flexion"))
    if hugged:
        at = (figure.far.knee[0], figure.far.knee[1] - 0.062 * HEIGHT)
        drawing.text(at, f"hugged thigh {degrees(hugged.value)}", anchor="middle")
    marks.tilt_mark(drawing, hip, pose, measured(m, "pelvic_tilt"), (-pose.facing * 44, 46))
    return drawing


def _tested_leg(m: Measurement, leg: Leg, thigh: tuple[str, ...], knee: str) -> list[Limb]:
    """The tested leg: tinted where measured, plain where told in words, dashed where as asked."""
    return [
        Limb(limbs.shank(leg, HEIGHT), *_ink(m, knee)),
        Limb(limbs.thigh(leg, HEIGHT), *_ink(m, *thigh)),
    ]


def _ink(m: Measurement, *names: str) -> tuple[str, str]:
    if measured(m, *names):
        return "outline-tested", "tint"
    said = not painful(m) and any(name in told_in_words(m) for name in names)
    return ("outline-tested" if said else "outline-assumed"), "skin"


def _leg(leg: Leg, ink: str = "outline") -> Limb:
    return Limb((*limbs.thigh(leg, HEIGHT), *limbs.shank(leg, HEIGHT)), ink)


def _trunk(drawing: Drawing, figure: Skeleton, pose: Pose, ink: str) -> None:
    _head(drawing, figure, pose)
    limbs.draw(drawing, [Limb(limbs.trunk(figure, pose, HEIGHT), ink)])


def _head(drawing: Drawing, figure: Skeleton, pose: Pose) -> None:
    limbs.draw(drawing, [Limb(limbs.head(figure, pose, HEIGHT), "outline")])


def _swing_arm(drawing: Drawing, shoulder: Point, pose: Pose, upper: float, lower: float) -> None:
    """An arm that hangs; `upper` and `lower` from straight down [deg]."""
    elbow = along(shoulder, upper, LENGTHS["upper arm"] * HEIGHT, pose.facing)
    hand = along(elbow, lower, LENGTHS["forearm"] * HEIGHT, pose.facing)
    limbs.draw(drawing, [Limb(limbs.arm(shoulder, elbow, hand, HEIGHT), "outline")])


def _table(drawing: Drawing, hip: Point, facing: int) -> None:
    """A table that ends at the crease of the buttock."""
    top = hip[1] + 0.058 * HEIGHT
    edge, end = hip[0] + facing * 0.012 * HEIGHT, hip[0] - facing * 0.56 * HEIGHT
    left, right = min(edge, end), max(edge, end)
    ground = LYING_TALL - 14
    drawing.line([(14, ground), (WIDTH - 14, ground)], "axis")
    for x in (left + 14, right - 20):
        drawing.box(x, top + 9, 6, ground - top - 9, "paper")
    drawing.box(left, top, right - left, 9, "paper")


def _facing(side: Side) -> int:
    return 1 if side is Side.RIGHT else -1


def _value(found: Measured | None, otherwise: float) -> float:
    return found.value if found is not None else otherwise
