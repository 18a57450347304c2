"""A test as one moving drawing: the limbs turn about their joints as the steps follow each other.

The picture holds the figure in its last step, each part of a limb in a group of its own; style
rules turn the groups. Whoever asks for less motion, or has no style rules, sees the last step.
"""

from functools import cache
from itertools import pairwise

from ilio.knowledge.drawn_steps import ProtocolFigure
from ilio.knowledge.exercise_figure import PoseAngles
from ilio.knowledge.protocol_figure import protocol_figure
from ilio.records.drawing.exercises.body_points import Body
from ilio.records.drawing.exercises.contact import rested
from ilio.records.drawing.exercises.figure import View, groin_pieces, head_pieces, trunk_pieces
from ilio.records.drawing.exercises.things import draw_prop
from ilio.records.drawing.instructions.stage import draw_level, draw_place, stage_of
from ilio.records.drawing.svg import Drawing

CHAINS = {
    "leg": (("hip", "knee"), ("knee", "calf", "ankle"), ("ankle", "heel", "toes")),
    "arm": (("shoulder", "elbow"), ("elbow", "wrist"), ("wrist", "fingers")),
}
"""The parts of a limb, each with its joint first; the next part hangs on its end."""


@cache
def moving_svg(protocol: str) -> str:
    """The moving drawing of a test; the tested leg is the near one, the figure faces right.

    Raises
    ------
    UnknownNameError
        If that test has no drawn steps.

    Examples
    --------
    >>> 'class="thomas-near-leg-1"' in moving_svg("thomas")
    True
    """
    figure = protocol_figure(protocol)
    view, wide, tall = stage_of(figure)
    words = ". ".join(step.name for step in figure.steps)
    drawing = Drawing(f"{protocol}-moving", wide, tall, "The test, step by step", f"{words}.")
    draw_place(drawing, figure, view)
    body = rested(figure.steps[-1].pose)
    with drawing.group(f"{protocol}-all"):
        for n, step in enumerate(figure.steps):
            with drawing.group(f"{protocol}-step-{n}", shown=step is figure.steps[-1]):
                if step.level:
                    draw_level(drawing, body, view)
                for prop in step.props:
                    draw_prop(drawing, prop, view)
        with drawing.group(f"{protocol}-body"):
            _draw_joined(drawing, protocol, body, view)
    return drawing.svg()


def _draw_joined(drawing: Drawing, protocol: str, body: Body, view: View) -> None:
    """As `draw_body` does, each part of a limb in its group."""
    for limb in ("arm", "leg"):
        _draw_limb(drawing, protocol, body, view, ("far", limb, "figure-far"))
        _draw_limb(drawing, protocol, body, view, ("far", limb, "skin-far"))
    drawing.shape("".join(head_pieces(body, view)), "figure", "skin")
    drawing.shape("".join(trunk_pieces(body, view)), "figure", "skin")
    _draw_limb(drawing, protocol, body, view, ("near", "leg", "figure"))
    _draw_limb(drawing, protocol, body, view, ("near", "leg", "skin"))
    drawing.path(groin_pieces(body, view), "skin")
    _draw_limb(drawing, protocol, body, view, ("near", "arm", "figure"))
    _draw_limb(drawing, protocol, body, view, ("near", "arm", "skin"))


def _draw_limb(
    drawing: Drawing,
    protocol: str,
    body: Body,
    view: View,
    which: tuple[str, str, str],
    first: int = 0,
) -> None:
    side, limb, ink = which
    if first == len(CHAINS[limb]):
        return
    balls = [body[f"{side}_{name}"] for name in CHAINS[limb][first]]
    with drawing.group(f"{protocol}-{side}-{limb}-{first}"):
        drawing.path("".join(view.piece(a, b) for a, b in pairwise(balls)), ink)
        _draw_limb(drawing, protocol, body, view, which, first + 1)


def turns_of(pose: PoseAngles) -> dict[str, float]:
    """How far each part is turned against the one that it hangs on, clockwise on the page [deg].

    Examples
    --------
    >>> turns_of(PoseAngles(near_leg=(90, 80, 0), rests={"far_foot": 0}))["near-leg-1"]
    80.0
    """
    turned = {"body": 180.0 - pose.trunk}
    for side, leg, arm, wrist in (
        ("near", pose.near_leg, pose.near_arm, pose.near_wrist),
        ("far", pose.far_leg, pose.far_arm, pose.far_wrist),
    ):
        joints = {"leg": (-leg[0], leg[1], -leg[2]), "arm": (-arm[0], -arm[1], -wrist)}
        for limb, angles in joints.items():
            turned |= {f"{side}-{limb}-{n}": float(angle) for n, angle in enumerate(angles)}
    return turned


def moments_of(figure: ProtocolFigure) -> list[tuple[float, float]]:
    """When each step is reached and left, in percent of the whole.

    Examples
    --------
    >>> moments_of(protocol_figure("thomas"))[0][0]
    0.0
    """
    whole = sum(step.rest_s + step.go_s for step in figure.steps)
    moments, now = [], 0.0
    for step in figure.steps:
        moments.append((100 * now / whole, 100 * (now + step.rest_s) / whole))
        now += step.rest_s + step.go_s
    return moments
