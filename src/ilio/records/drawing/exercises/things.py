"""Floor, furniture, bands and arrows around the exercise figure."""

import math

import numpy as np

from ilio.knowledge.exercise_figure import Band, Prop
from ilio.records.drawing.exercises.body_points import Body
from ilio.records.drawing.exercises.contact import middle
from ilio.records.drawing.exercises.figure import View
from ilio.records.drawing.svg import Drawing, Point, path_of

WALL_TOP = 1.08
SLAB = 0.030


def corners(prop: Prop) -> tuple[tuple[float, float], tuple[float, float]]:
    """Lowest and highest corner of a thing, along the floor and up.

    Examples
    --------
    >>> corners(Prop(kind="step", x=0.1, top=0.2, width=0.2))
    ((0.0, 0.0), (0.2, 0.2))
    """
    half = prop.width / 2
    low = prop.top - SLAB if prop.kind == "bar" else 0.0
    high = WALL_TOP if prop.kind == "wall" else prop.top
    return (prop.x - half, low), (prop.x + half, high)


def draw_prop(drawing: Drawing, prop: Prop, view: View) -> None:
    """Draw one thing.

    Examples
    --------
    >>> drawing = Drawing("d", 99, 99, "t", "d")
    >>> draw_prop(drawing, Prop(kind="bench", x=0, top=0.3, width=0.4), View(0, 1, 90, (50, 90)))
    >>> len(drawing.parts)
    3
    """
    (left, low), (right, high) = corners(prop)
    if prop.kind in ("step", "pad"):
        _block(drawing, view, (left, low), (right, high), "soft" if prop.kind == "pad" else "wood")
    elif prop.kind == "bench":
        for foot in (left + 0.02, right - 0.045):
            _block(drawing, view, (foot, 0), (foot + 0.025, high - SLAB), "wood")
        _block(drawing, view, (left, high - SLAB), (right, high), "wood")
    elif prop.kind == "rod":
        drawing.line([_at(view, prop.x, 0), _at(view, prop.x, high)], "rod")
    elif prop.kind == "bar":
        ends = [np.array([prop.x, prop.top, z]) for z in (-0.28, 0.28)]
        drawing.line([view.place(end) for end in ends], "rod")
    else:
        _wall(drawing, view, prop.x)


def draw_band(drawing: Drawing, band: Band, body: Body, view: View) -> None:
    """Draw an elastic band; a tied end gets a small post.

    Examples
    --------
    >>> from ilio.knowledge.exercise_figure import PoseAngles
    >>> from ilio.records.drawing.exercises.contact import rested
    >>> drawing = Drawing("d", 99, 99, "t", "d")
    >>> body = rested(PoseAngles(rests={"near_foot": 0}))
    >>> band = Band(start="near_foot", end=(-0.4, 0.03))
    >>> draw_band(drawing, band, body, View(0, 1, 90, (50, 90)))
    >>> drawing.parts[-1].startswith('<circle')
    True
    """
    start = view.place(middle(band.start, body))
    if isinstance(band.end, str):
        drawing.line([start, view.place(middle(band.end, body))], "elastic")
        return
    end = _at(view, *band.end)
    drawing.line([start, end], "elastic")
    drawing.circle(end, 0.018 * view.scale, "solid")


def draw_arrow(drawing: Drawing, points: list[Point]) -> None:
    """Draw an arrow along points.

    Examples
    --------
    >>> drawing = Drawing("d", 99, 99, "t", "d")
    >>> draw_arrow(drawing, [(0, 0), (30, 0)])
    >>> drawing.parts[1]
    '<path class="i-arrow-head" fill="#a8340f" d="M32 0L22 5L22 -5Z"/>'
    """
    (x0, y0), (x1, y1) = points[-2], points[-1]
    far = math.dist((x0, y0), (x1, y1))
    ux, uy = (x1 - x0) / far, (y1 - y0) / far
    back = (x1 - 8 * ux, y1 - 8 * uy)
    drawing.line([*points[:-1], (x1 - 4 * ux, y1 - 4 * uy)], "arrow")
    left = (back[0] - 5 * uy, back[1] + 5 * ux)
    right = (back[0] + 5 * uy, back[1] - 5 * ux)
    drawing.line([(x1 + 2 * ux, y1 + 2 * uy), left, right], "arrow-head", closed=True)


def _at(view: View, x: float, y: float) -> Point:
    return view.place(np.array([x, y, 0.0]))


def _block(
    drawing: Drawing, view: View, low: tuple[float, float], high: tuple[float, float], ink: str
) -> None:
    (x0, y0), (x1, y1) = low, high
    around = [(x0, y0), (x1, y0), (x1, y1), (x0, y1)]
    drawing.path(path_of([_at(view, x, y) for x, y in around], closed=True), ink)


def _wall(drawing: Drawing, view: View, x: float) -> None:
    drawing.line([_at(view, x, 0), _at(view, x, WALL_TOP)], "bold")
    behind = 0.035 if x > 0 else -0.035
    for step in range(1, 13):
        up = step * WALL_TOP / 12
        drawing.line([_at(view, x, up), _at(view, x + behind, up - 0.05)], "hatch")
