"""The place where all steps of a test are drawn: one scale, one floor, in one plane."""

from ilio.knowledge.drawn_steps import ProtocolFigure
from ilio.records.drawing.exercises.body_points import Body
from ilio.records.drawing.exercises.contact import rested
from ilio.records.drawing.exercises.figure import View
from ilio.records.drawing.exercises.framing import seen_of
from ilio.records.drawing.exercises.things import draw_prop
from ilio.records.drawing.svg import Drawing

SCALE = 190.0
EDGE, ABOVE, BELOW = 12.0, 16.0, 8.0


def stage_of(figure: ProtocolFigure) -> tuple[View, float, float]:
    """How to look at a test, and the width and height that it takes.

    Examples
    --------
    >>> from ilio.knowledge.protocol_figure import protocol_figure
    >>> view, wide, tall = stage_of(protocol_figure("thomas"))
    >>> wide > tall
    True
    """
    props = [*figure.props, *(prop for step in figure.steps for prop in step.props)]
    seen = seen_of(0, [rested(step.pose) for step in figure.steps], props)
    ground = ABOVE + SCALE * seen.tall
    view = View(0, 1, SCALE, (EDGE - SCALE * seen.left, ground))
    return view, 2 * EDGE + SCALE * seen.wide, ground + BELOW


def draw_place(drawing: Drawing, figure: ProtocolFigure, view: View) -> None:
    """The floor and what always stands on it.

    Examples
    --------
    >>> from ilio.knowledge.protocol_figure import protocol_figure
    >>> figure = protocol_figure("thomas")
    >>> view, wide, tall = stage_of(figure)
    >>> drawing = Drawing("d", wide, tall, "t", "d")
    >>> draw_place(drawing, figure, view)
    >>> 'class="i-wood"' in drawing.parts[-1]
    True
    """
    floor = view.origin[1] + 1
    drawing.line([(4, floor), (drawing.width - 4, floor)], "bold")
    for prop in figure.props:
        draw_prop(drawing, prop, view)


def draw_level(drawing: Drawing, body: Body, view: View) -> None:
    """The level line through the hip, to the edge in front.

    Examples
    --------
    >>> from ilio.knowledge.protocol_figure import protocol_figure
    >>> figure = protocol_figure("thomas")
    >>> view, wide, tall = stage_of(figure)
    >>> drawing = Drawing("d", wide, tall, "t", "d")
    >>> draw_level(drawing, rested(figure.steps[-1].pose), view)
    >>> len(drawing.parts)
    1
    """
    x, y = view.place(body["near_hip"].centre)
    drawing.line([(x, y), (drawing.width - 4, y)], "level")
