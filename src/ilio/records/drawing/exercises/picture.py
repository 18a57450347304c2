"""The picture of an exercise: two key poses, arrows, what lies around, and the working muscle."""

from dataclasses import dataclass
from functools import cache
from typing import Literal

import numpy as np

from ilio.knowledge import Exercise
from ilio.knowledge import exercise as library_exercise
from ilio.knowledge.exercise_figure import ExerciseFigure, Move, Press
from ilio.records.drawing.exercises.body_points import Body
from ilio.records.drawing.exercises.contact import middle, rested
from ilio.records.drawing.exercises.figure import View, draw_body
from ilio.records.drawing.exercises.motion import between
from ilio.records.drawing.exercises.things import corners, draw_arrow, draw_band, draw_prop
from ilio.records.drawing.skeleton import towards
from ilio.records.drawing.svg import Drawing, Point

PictureSide = Literal["left", "right", "both"]

PANEL, HIGHEST = 250.0, 206.0
ROOM = 226.0
ABOVE, BELOW = 26.0, 12.0
LARGEST = 196.0
STEPS, FIRST, LAST = 13, 0.06, 0.97
SHORTEST = 0.13


@dataclass(frozen=True)
class _Frame:
    """What both panels share: scale, middle of all that is seen, and where the floor lies."""

    scale: float
    middle: float
    ground: float


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
    frame = _frame(figure, (start, end))
    name = f"exercise-{exercise.key}-{side}"
    words = "" if side == "both" else f", {side} side"
    drawing = Drawing(
        name, 2 * PANEL, frame.ground + BELOW, f"{exercise.title}{words}", _told(exercise, side)
    )
    for number, (body, left) in enumerate(((start, 0.0), (end, PANEL)), start=1):
        origin = (left + PANEL / 2 - facing * frame.scale * frame.middle, frame.ground)
        view = View(figure.turn, facing, frame.scale, origin)
        _scene(drawing, figure, body, view, left)
        if number == 1:
            for move in figure.moves:
                draw_arrow(drawing, _path(figure, move, view))
        else:
            for press in figure.presses:
                draw_arrow(drawing, _push(body, press, view))
        drawing.text((left + 12, 20), str(number), size=15, strong=True)
    drawing.line([(PANEL, 12), (PANEL, frame.ground + BELOW - 6)], "grid")
    return drawing.svg()


def _told(exercise: Exercise, side: PictureSide) -> str:
    worked = "Both sides work." if side == "both" else f"The {side} side works."
    return f"Two poses, from start to end. {exercise.set_up} {' '.join(exercise.cues)} {worked}"


def _frame(figure: ExerciseFigure, bodies: tuple[Body, Body]) -> _Frame:
    """One scale for both panels, so that all that belongs to the figure is seen."""
    view = View(figure.turn, 1, 1, (0, 0))
    balls = [ball for body in bodies for ball in body.values()]
    xs = [view.across(b.centre) + sign * b.radius for b in balls for sign in (-1, 1)]
    tops = [float(b.centre[1]) + b.radius for b in balls]
    flat = [np.array([x, y, -prop.aside]) for prop in figure.props for x, y in corners(prop)]
    flat += [np.array([*b.end, 0.0]) for b in figure.bands if not isinstance(b.end, str)]
    xs += [view.across(place) for place in flat]
    tops += [float(place[1]) for place in flat]
    wide = max(xs) - min(xs)
    scale = min(LARGEST, ROOM / wide, HIGHEST / max(tops))
    return _Frame(scale, (max(xs) + min(xs)) / 2, ABOVE + scale * max(tops))


def _scene(drawing: Drawing, figure: ExerciseFigure, body: Body, view: View, left: float) -> None:
    floor = view.origin[1] + 1
    drawing.line([(left + 8, floor), (left + PANEL - 8, floor)], "bold")
    for prop in figure.props:
        draw_prop(drawing, prop, view)
    draw_body(drawing, body, view, figure.tint, figure.both_sides)
    for band in figure.bands:
        draw_band(drawing, band, body, view)


def _path(figure: ExerciseFigure, move: Move, view: View) -> list[Point]:
    """The way of a part from the first pose to the second, through the poses between."""
    off = np.array([*move.off, 0.0])
    shares = (FIRST, LAST) if move.straight else np.linspace(FIRST, LAST, STEPS)
    bodies = [between(figure.start, figure.end, share) for share in shares]
    way = [middle(move.part, body) + off for body in bodies]
    far = float(np.linalg.norm(way[-1] - way[0]))
    if far < SHORTEST:
        way = [way[0], way[0] + (way[-1] - way[0]) * SHORTEST / far]
    return [view.place(place) for place in way]


def _push(body: Body, press: Press, view: View) -> list[Point]:
    dx, dy = towards(press.towards, 1)
    start = middle(press.part, body) + np.array([*press.off, 0.0])
    return [view.place(start + far * np.array([dx, -dy, 0.0])) for far in (0.0, 0.07, 0.14)]
