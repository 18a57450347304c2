"""The figure of a knee raise: a standing person, one knee up, and the level line."""

from ilio.core import Measured
from ilio.protocols.measurement import Measurement
from ilio.records.drawing import limbs, marks
from ilio.records.drawing.ending import mark_ending, mark_pain, painful
from ilio.records.drawing.figure_parts import (
    draw_arm,
    draw_trunk,
    facing,
    leg_as_known,
    value_or,
    whole_leg,
)
from ilio.records.drawing.figure_words import as_asked, figure_words, measured, posed, words_shown
from ilio.records.drawing.marks import HEIGHT, WIDTH
from ilio.records.drawing.skeleton import LENGTHS, UP_DEG, Pose, along, skeleton
from ilio.records.drawing.svg import Drawing
from ilio.records.figures.figure import Figure
from ilio.records.told_in_words import told_in_words
from ilio.records.wording import degrees, degrees_with_interval

TALL = 304.0
THIGH_DEG, KNEE_DEG = 100.0, 90.0
"""Pose of the instruction, drawn dashed where nothing was measured [deg]."""

RAISED = ("thigh_elevation_hold", "thigh_elevation_peak")
ANGLES = (
    ("thigh", RAISED),
    ("knee", ("knee_flexion_hold",)),
    ("trunk", ("trunk_lean_change",)),
)
WORDED = frozenset({*RAISED, "trunk_lean_change"})


def raise_pose(m: Measurement) -> Pose:
    """The standing pose of a knee raise; angles that were not measured as the cue asks.

    Examples
    --------
    >>> from ilio.core import Side
    >>> from ilio.observations import Source
    >>> m = Measurement("knee-raise", Side.LEFT, Source("answers", "typed", "answers"))
    >>> raise_pose(m).facing, raise_pose(m).near_thigh
    (-1, 100.0)
    """
    return Pose(
        facing=facing(m.side),
        trunk=UP_DEG - value_or(posed(m, "trunk_lean_change"), 0.0),
        near_thigh=value_or(posed(m, *RAISED), THIGH_DEG),
        near_knee=value_or(m.get("knee_flexion_hold"), KNEE_DEG),
        far_thigh=0.0,
        far_knee=0.0,
        rounding=max(value_or(posed(m, "lumbar_rounding_excess"), 0.0), 0.0),
    )


def raise_words(m: Measurement) -> str:
    """The figure of a knee raise in words, for whoever hears it.

    Examples
    --------
    >>> from ilio.core import Side
    >>> from ilio.observations import Source
    >>> bare = Measurement("knee-raise", Side.LEFT, Source("answers", "typed", "eye"))
    >>> raise_words(bare).startswith('Side view of a standing person')
    True
    """
    names = {"knee": "knee_flexion_hold", "trunk lean": "trunk_lean_change"}
    names |= {"pelvis": "pelvic_tilt_change"}
    start = "Side view of a standing person with one knee raised, and the level line at 90 degrees."
    angles = {word: measured(m, name) for word, name in names.items()}
    thigh = {"thigh": measured(m, *RAISED)}
    asked, said = as_asked(m, ANGLES), words_shown(m, WORDED)
    return figure_words(m, start, thigh | angles, asked, said)


def raised_label(m: Measurement) -> tuple[str, str]:
    """The two lines beside a raised thigh.

    Examples
    --------
    >>> from ilio.core import Side
    >>> from ilio.observations import Source
    >>> bare = Measurement("knee-raise", Side.LEFT, Source("answers", "typed", "eye"))
    >>> raised_label(bare)
    ('thigh', 'not measured')
    """
    thigh, said = measured(m, *RAISED), told_in_words(m).get("thigh_elevation_hold")
    if painful(m):
        return "painful", "drawn as asked"
    if thigh:
        return f"thigh {degrees(thigh.value)}", degrees_with_interval(thigh, only_interval=True)
    return (said, "seen, not measured") if said else ("thigh", "not measured")


def _draw(m: Measurement, name: str) -> Drawing:
    pose = raise_pose(m)
    ground = TALL - 18
    stance = LENGTHS["thigh"] + LENGTHS["shank"] + LENGTHS["ankle"]
    hip = (WIDTH / 2 - pose.facing * 44, ground - stance * HEIGHT)
    figure = skeleton(pose, hip, HEIGHT)
    thigh, trunk = measured(m, *RAISED), posed(m, "trunk_lean_change")
    drawing = Drawing(name, WIDTH, TALL, f"{m.side.capitalize()} knee raise", raise_words(m))
    drawing.line([(14, ground), (WIDTH - 14, ground)], "axis")
    marks.level(drawing, hip, pose.facing, "level, 90°")
    draw_arm(drawing, figure.shoulder, pose, 10, 16)
    limbs.draw(drawing, [whole_leg(figure.far)])
    draw_trunk(drawing, figure, pose, "outline-tested" if trunk else "outline-assumed")
    limbs.draw(drawing, leg_as_known(m, figure.near, RAISED, "knee_flexion_hold"))
    marks.fan(drawing, hip, pose.facing, thigh)
    draw_arm(drawing, figure.shoulder, pose, -24, 0)
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


FIGURE = Figure(
    ANGLES,
    WORDED,
    _draw,
    {
        "thigh_elevation_hold": Measured(101, 97, 105, "deg"),
        "knee_flexion_hold": Measured(90, 86, 94, "deg"),
        "trunk_lean_change": Measured(2, 0, 4, "deg"),
    },
)
