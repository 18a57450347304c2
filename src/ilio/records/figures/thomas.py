"""The figure of a table test: a person on the back, one knee hugged, the other leg hanging."""

from ilio.core import Measured
from ilio.core.signs import HORIZONTAL_DEG
from ilio.protocols.measurement import Measurement
from ilio.records.drawing import limbs, marks
from ilio.records.drawing.ending import level_words, mark_pain, painful
from ilio.records.drawing.figure_parts import (
    draw_head,
    facing,
    leg_as_known,
    value_or,
    whole_leg,
)
from ilio.records.drawing.figure_words import as_asked, figure_words, measured, posed, words_shown
from ilio.records.drawing.limbs import Limb
from ilio.records.drawing.marks import HEIGHT, WIDTH
from ilio.records.drawing.skeleton import LYING_DEG, Pose, along, reach, skeleton
from ilio.records.drawing.svg import Drawing, Point
from ilio.records.figures.figure import Figure
from ilio.records.told_in_words import told_in_words
from ilio.records.wording import degrees

TALL = 240.0
DROP_DEG, KNEE_DEG, HUGGED_DEG = 10.0, 60.0, 205.0
"""Pose of the instruction, drawn dashed where nothing was measured [deg]."""

ANGLES = (
    ("thigh", ("thigh_drop",)),
    ("knee", ("knee_flexion",)),
    ("hugged thigh", ("hugged_thigh_elevation",)),
)
WORDED = frozenset({"thigh_drop", "pelvic_tilt"})


def thomas_pose(m: Measurement) -> Pose:
    """The lying pose of the Thomas test; angles that were not measured as the cue asks.

    Examples
    --------
    >>> from ilio.core import Side
    >>> from ilio.observations import Source
    >>> m = Measurement("thomas", Side.RIGHT, Source("phone", "a.csv", "phone"),
    ...                 {"thigh_drop": Measured(-8, -12, -4, "deg")})
    >>> thomas_pose(m).near_thigh
    98.0
    """
    return Pose(
        facing=facing(m.side),
        trunk=LYING_DEG,
        near_thigh=HORIZONTAL_DEG - value_or(posed(m, "thigh_drop"), DROP_DEG),
        near_knee=value_or(m.get("knee_flexion"), KNEE_DEG),
        far_thigh=value_or(m.get("hugged_thigh_elevation"), HUGGED_DEG),
        far_knee=138.0,
    )


def thomas_words(m: Measurement) -> str:
    """The figure of a table test in words, for whoever hears it.

    Examples
    --------
    >>> from ilio.core import Side
    >>> from ilio.observations import Source
    >>> bare = Measurement("thomas", Side.LEFT, Source("answers", "typed", "eye"))
    >>> thomas_words(bare).startswith('Side view of a person on the back')
    True
    """
    names = {"thigh drop": "thigh_drop", "knee": "knee_flexion"}
    names |= {"hugged thigh": "hugged_thigh_elevation", "pelvic tilt": "pelvic_tilt"}
    start = "Side view of a person on the back on a table, one knee hugged, the other leg hanging."
    angles = {word: measured(m, name) for word, name in names.items()}
    return figure_words(m, start, angles, as_asked(m, ANGLES), words_shown(m, WORDED))


def dropped_label(m: Measurement) -> tuple[str, str]:
    """The two lines beside a hanging thigh.

    Examples
    --------
    >>> from ilio.core import Side
    >>> from ilio.observations import Source
    >>> bare = Measurement("thomas", Side.LEFT, Source("answers", "typed", "eye"))
    >>> dropped_label(bare)
    ('thigh', 'not measured')
    """
    drop, said = measured(m, "thigh_drop"), told_in_words(m).get("thigh_drop")
    if painful(m):
        return "painful", "drawn as asked"
    if drop:
        return level_words(drop)
    if not said:
        return "thigh", "not measured"
    first, _, rest = said.partition(" ")
    return first, rest


def _draw(m: Measurement, name: str) -> Drawing:
    pose = thomas_pose(m)
    hip = (WIDTH / 2 + pose.facing * 4, 106.0)
    figure = skeleton(pose, hip, HEIGHT)
    drop, hugged = measured(m, "thigh_drop"), m.get("hugged_thigh_elevation")
    drawing = Drawing(name, WIDTH, TALL, f"{m.side.capitalize()} leg, Thomas test", thomas_words(m))
    _table(drawing, hip, pose.facing)
    thigh = drop.negated() if drop else None
    shifted = thigh and Measured(
        thigh.value + HORIZONTAL_DEG, thigh.low + HORIZONTAL_DEG, thigh.high + HORIZONTAL_DEG, "deg"
    )
    marks.level(drawing, hip, pose.facing, "level")
    hand = along(figure.far.knee, pose.far_thigh - pose.far_knee, 0.05 * HEIGHT, pose.facing)
    elbow, wrist = reach(figure.shoulder, hand, HEIGHT, -pose.facing)
    draw_head(drawing, figure, pose)
    limbs.draw(drawing, [whole_leg(figure.far, "outline-tested" if hugged else "outline-assumed")])
    limbs.draw(drawing, [Limb(limbs.trunk(figure, pose, HEIGHT), "outline")])
    limbs.draw(drawing, leg_as_known(m, figure.near, ("thigh_drop",), "knee_flexion"))
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


def _table(drawing: Drawing, hip: Point, facing: int) -> None:
    """A table that ends at the crease of the buttock."""
    top = hip[1] + 0.058 * HEIGHT
    edge, end = hip[0] + facing * 0.012 * HEIGHT, hip[0] - facing * 0.56 * HEIGHT
    left, right = min(edge, end), max(edge, end)
    ground = TALL - 14
    drawing.line([(14, ground), (WIDTH - 14, ground)], "axis")
    for x in (left + 14, right - 20):
        drawing.box(x, top + 9, 6, ground - top - 9, "paper")
    drawing.box(left, top, right - left, 9, "paper")


FIGURE = Figure(
    ANGLES,
    WORDED,
    _draw,
    {
        "thigh_drop": Measured(14, 10, 18, "deg"),
        "knee_flexion": Measured(62, 57, 67, "deg"),
        "hugged_thigh_elevation": Measured(206, 202, 210, "deg"),
    },
)
