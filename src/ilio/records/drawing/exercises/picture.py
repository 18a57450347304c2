"""The picture of an exercise: two key poses, arrows, what lies around, and the working muscle."""

from functools import cache
from typing import Literal

import numpy as np

from ilio.knowledge import Exercise
from ilio.knowledge import exercise as library_exercise
from ilio.knowledge.exercise_figure import ExerciseFigure, Press
from ilio.records.drawing.exercises.body_points import Body
from ilio.records.drawing.exercises.contact import middle, rested
from ilio.records.drawing.exercises.figure import View, draw_body
from ilio.records.drawing.exercises.framing import seen_of
from ilio.records.drawing.exercises.motion import way_of
from ilio.records.drawing.exercises.things import draw_arrow, draw_band, draw_prop
from ilio.records.drawing.skeleton import towards
from ilio.records.drawing.svg import Drawing, Point

PictureSide = Literal["left", "right", "both"]

PANEL, HIGHEST = 250.0, 206.0
ROOM = 226.0
ABOVE, BELOW = 26.0, 12.0
LARGEST = 196.0


@cache
def library_svg(key: str, side: PictureSide) -> str:
    """The picture of an exercise of the library, drawn once for all who ask.

    Raises
    ------
    UnknownNameError
        If the library has no such exercise.

    Examples
    --------
    >>> library_svg("front_plank", "both").startswith("<svg")
    True
    """
    return exercise_svg(library_exercise(key), side=side)


def exercise_svg(exercise: Exercise, *, side: PictureSide) -> str:
    """The picture of an exercise as one SVG element.

    Parameters
    ----------
    exercise
        Its `pose` holds the angles.
    side
        The working side: right faces right, left is its mirror image, both is drawn as right.

    Examples
    --------
    >>> from ilio.knowledge import exercise
    >>> exercise_svg(exercise("front_plank"), side="both").count("<title")
    1
    """
    figure, facing = exercise.pose, -1 if side == "left" else 1
    start, end = rested(figure.start), rested(figure.end)
    ties = [band.end for band in figure.bands if not isinstance(band.end, str)]
    seen = seen_of(figure.turn, (start, end), figure.props, ties)
    scale = min(LARGEST, ROOM / seen.wide, HIGHEST / seen.tall)
    ground = ABOVE + scale * seen.tall
    name = f"exercise-{exercise.key}-{side}"
    words = "" if side == "both" else f", {side} side"
    drawing = Drawing(
        name, 2 * PANEL, ground + BELOW, f"{exercise.title}{words}", _told(exercise, side)
    )
    for number, (body, left) in enumerate(((start, 0.0), (end, PANEL)), start=1):
        origin = (left + PANEL / 2 - facing * scale * seen.middle, ground)
        view = View(figure.turn, facing, scale, origin)
        _scene(drawing, figure, body, view, left)
        if number == 1:
            for move in figure.moves:
                draw_arrow(drawing, way_of(move, figure.start, figure.end, view))
        else:
            for press in figure.presses:
                draw_arrow(drawing, _push(body, press, view))
        drawing.text((left + 10, 24), str(number), size=20, strong=True)
    drawing.line([(PANEL, 12), (PANEL, ground + BELOW - 6)], "grid")
    return drawing.svg()


def _told(exercise: Exercise, side: PictureSide) -> str:
    worked = "Both sides work." if side == "both" else f"The {side} side works."
    return f"Two poses, from start to end. {exercise.set_up} {' '.join(exercise.cues)} {worked}"


def _scene(drawing: Drawing, figure: ExerciseFigure, body: Body, view: View, left: float) -> None:
    floor = view.origin[1] + 1
    drawing.line([(left + 8, floor), (left + PANEL - 8, floor)], "bold")
    for prop in figure.props:
        draw_prop(drawing, prop, view)
    draw_body(drawing, body, view, figure.tint, figure.both_sides)
    for band in figure.bands:
        draw_band(drawing, band, body, view)


def _push(body: Body, press: Press, view: View) -> list[Point]:
    dx, dy = towards(press.towards, 1)
    start = middle(press.part, body) + np.array([*press.off, 0.0])
    return [view.place(start + far * np.array([dx, -dy, 0.0])) for far in (0.0, 0.07, 0.14)]
