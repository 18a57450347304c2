"""The figure of a front plank: a person on forearms and toes, and the line that the hips leave."""

from ilio.core import Measured
from ilio.protocols.measurement import Measurement
from ilio.records.drawing import limbs, marks
from ilio.records.drawing.ending import mark_pain
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
from ilio.records.drawing.skeleton import UP_DEG, Pose, skeleton
from ilio.records.drawing.svg import Drawing
from ilio.records.figures.figure import Figure
from ilio.records.wording import degrees_with_interval, figure

TALL = 170.0
TRUNK_DEG = 98.0
"""Of a straight plank: the shoulders a little higher than the toes; for the drawing only."""

ANGLES = (("hips", ("hip_sag",)),)


def plank_pose(m: Measurement) -> Pose:
    """The pose on forearms and toes, the hips as low as they sank.

    Examples
    --------
    >>> from ilio.core import Side
    >>> from ilio.observations import Source
    >>> m = Measurement("front-plank", Side.BOTH, Source("video", "a.mp4", "video"),
    ...                 {"hip_sag": Measured(10, 6, 14, "deg")})
    >>> plank_pose(m).trunk, plank_pose(m).near_thigh
    (103.0, -87.0)
    """
    half = value_or(posed(m, "hip_sag"), 0.0) / 2
    leg = TRUNK_DEG - UP_DEG - half
    return Pose(facing(m.side), TRUNK_DEG + half, leg, 0.0, leg, 0.0)


def _words(m: Measurement) -> str:
    held = m.get("plank_hold_time")
    start = "Side view of a person on forearms and toes, the body in one line."
    if held is not None:
        start += f" Held for {figure(held.value, places=0)} s."
    sag = {"hips below the line": measured(m, "hip_sag")}
    return figure_words(m, start, sag, as_asked(m, ANGLES), words_shown(m, ()))


def _draw(m: Measurement, name: str) -> Drawing:
    pose, ground = plank_pose(m), TALL - 14
    hip = (WIDTH / 2 - 10 * pose.facing, ground - 0.175 * HEIGHT)
    body = skeleton(pose, hip, HEIGHT)
    drawing = Drawing(name, WIDTH, TALL, "Front plank", _words(m))
    drawing.line([(14, ground), (WIDTH - 14, ground)], "axis")
    limbs.draw(drawing, [whole_leg(body.far)])
    draw_trunk(drawing, body, pose, "outline")
    limbs.draw(drawing, leg_as_known(m, body.near, ("hip_sag",), "hip_sag"))
    draw_arm(drawing, body.shoulder, pose, 0.0, 90.0)
    drawing.line([body.shoulder, body.near.ankle], "dots")
    mark_pain(drawing, hip, m)
    drawing.circle(hip, 3.2, "solid")
    sag, held = measured(m, "hip_sag"), m.get("plank_hold_time")
    below = f"hips {degrees_with_interval(sag)} below" if sag else "hips: not measured"
    time = f"held {figure(held.value, places=0)} s" if held else "not timed"
    marks.stacked(drawing, (WIDTH / 2, 22.0), (time, below), pose.facing)
    return drawing


FIGURE = Figure(
    ANGLES,
    frozenset(),
    _draw,
    {
        "plank_hold_time": Measured(62, 60, 64, "s"),
        "hip_sag": Measured(3, 0, 6, "deg"),
    },
)
