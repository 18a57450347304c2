"""The steps of a test as small pictures, in the order in which they are done."""

from dataclasses import dataclass
from functools import cache

from ilio.knowledge.drawn_steps import DrawnStep, ProtocolFigure
from ilio.knowledge.exercise_figure import PoseAngles
from ilio.knowledge.protocol_figure import protocol_figure
from ilio.records.drawing.exercises.contact import rested
from ilio.records.drawing.exercises.figure import draw_body
from ilio.records.drawing.exercises.motion import way_of
from ilio.records.drawing.exercises.things import draw_arrow, draw_prop
from ilio.records.drawing.instructions.stage import draw_level, draw_place, stage_of
from ilio.records.drawing.svg import Drawing


@dataclass(frozen=True)
class StepPicture:
    """One step of a test, drawn.

    Parameters
    ----------
    svg
        The picture; the tested leg is the near one, the figure faces right.
    words
        What is done.

    Examples
    --------
    >>> StepPicture("<svg/>", "Move down").words
    'Move down'
    """

    svg: str
    words: str


@cache
def step_pictures(protocol: str) -> tuple[StepPicture, ...]:
    """All steps of a test.

    Raises
    ------
    UnknownNameError
        If that test has no drawn steps.

    Examples
    --------
    >>> len(step_pictures("thomas"))
    3
    """
    figure = protocol_figure(protocol)
    after = [step.pose for step in figure.steps[1:]] + [None]
    return tuple(
        StepPicture(_drawn(f"{protocol}-step-{n}", figure, step, to), step.name)
        for n, (step, to) in enumerate(zip(figure.steps, after, strict=True), start=1)
    )


def _drawn(name: str, figure: ProtocolFigure, step: DrawnStep, to: PoseAngles | None) -> str:
    view, wide, tall = stage_of(figure)
    drawing = Drawing(name, wide, tall, step.name, "Seen from the side of the tested leg.")
    body = rested(step.pose)
    draw_place(drawing, figure, view)
    if step.level:
        draw_level(drawing, body, view)
    for prop in step.props:
        draw_prop(drawing, prop, view)
    draw_body(drawing, body, view, (), both=False)
    if to is not None:
        for move in step.moves:
            draw_arrow(drawing, way_of(move, step.pose, to, view))
    return drawing.svg()
