"""Floor, furniture, bands and arrows around the exercise figure."""

import math

import numpy as np

from ilio.knowledge.exercise_figure import Band, Prop
from ilio.records.drawing.exercises.body_points import Ball, Body
from ilio.records.drawing.exercises.contact import balls_of, middle
from ilio.records.drawing.exercises.figure import View
from ilio.records.drawing.svg import Drawing, Point, path_of

WALL_TOP = 1.08
SLAB = 0.030
CHAIR_BACK = 0.26
CEILING = 0.07
BAR = 0.012
PALM = 0.0085
POST = 0.10
LOOP = 0.021


def corners(prop: Prop) -> tuple[tuple[float, float], tuple[float, float]]:
    """Lowest and highest corner of a thing, along the floor and up.

    Examples
    --------
    >>> corners(Prop(kind="step", x=0.1, top=0.2, width=0.2))
    ((0.0, 0.0), (0.2, 0.2))
    """
    half = prop.width / 2
    low = prop.top - {"bar": SLAB, "hand": 2 * PALM}.get(prop.kind, prop.top)
    above = {"chair": CHAIR_BACK, "bar": CEILING}
    high = WALL_TOP if prop.kind == "wall" else prop.top + above.get(prop.kind, 0.0)
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
    low, high = corners(prop)
    if prop.kind in ("step", "pad"):
        _block(drawing, view, low, high, "soft" if prop.kind == "pad" else "wood")
    elif prop.kind in ("bench", "chair"):
        _seat(drawing, view, prop)
    elif prop.kind == "rod":
        ends = [view.place(np.array([prop.x, y, -prop.aside])) for y in (0.0, prop.top)]
        drawing.line(ends, "rod")
    elif prop.kind == "bar":
        _bar(drawing, view, prop)
    elif prop.kind == "hand":
        _hand(drawing, view, prop)
    else:
        _wall(drawing, view, prop)


def draw_band(drawing: Drawing, band: Band, body: Body, view: View) -> None:
    """Draw an elastic band: a loop around two parts, or from a part to the post it is tied to.

    Examples
    --------
    >>> from ilio.knowledge.exercise_figure import PoseAngles
    >>> from ilio.records.drawing.exercises.contact import rested
    >>> drawing = Drawing("d", 99, 99, "t", "d")
    >>> body = rested(PoseAngles(rests={"near_foot": 0}))
    >>> band = Band(start="near_foot", end=(-0.4, 0.03))
    >>> draw_band(drawing, band, body, View(0, 1, 90, (50, 90)))
    >>> 'class="i-rod"' in drawing.parts[0], len(drawing.parts)
    (True, 3)
    """
    start = middle(band.start, body)
    if isinstance(band.end, str):
        lowest = np.array([-np.inf, LOOP, -np.inf])
        ends = (np.maximum(at, lowest) for at in (start, middle(band.end, body)))
        drawing.path(view.piece(*(Ball(at, LOOP) for at in ends)), "elastic")
        return
    x, y = band.end
    drawing.line([_at(view, x, 0), _at(view, x, y + POST)], "rod")
    drawing.line([view.place(start), _at(view, x, y)], "elastic")
    first, *_, last = (ball.centre for ball in balls_of(band.start, body))
    across = np.cross(last - first, (0.0, 0.0, LOOP / float(np.linalg.norm(last - first))))
    drawing.line([view.place(start - across), view.place(start + across)], "elastic")


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


def _seat(drawing: Drawing, view: View, prop: Prop) -> None:
    """A bench, or a chair with its back behind."""
    left, right, top = prop.x - prop.width / 2, prop.x + prop.width / 2, prop.top
    for foot in (left + 0.02, right - 0.045):
        _block(drawing, view, (foot, 0), (foot + 0.025, top - SLAB), "wood")
    if prop.kind == "chair":
        _block(drawing, view, (left, top), (left + SLAB, top + CHAIR_BACK), "wood")
    _block(drawing, view, (left, top - SLAB), (right, top), "wood")


def _bar(drawing: Drawing, view: View, prop: Prop) -> None:
    """A bar across, on two hooks under the ceiling."""
    ceiling = prop.top + CEILING
    ends = [np.array([prop.x, prop.top - BAR, z]) for z in (-0.28, 0.28)]
    for end in ends:
        hook = np.array([end[0], ceiling, end[2]])
        drawing.line([view.place(hook), view.place(end)], "hatch")
    drawing.line([_at(view, prop.x - 0.25, ceiling), _at(view, prop.x + 0.25, ceiling)], "bold")
    drawing.line([view.place(end) for end in ends], "rod")


def _hand(drawing: Drawing, view: View, prop: Prop) -> None:
    """A flat hand seen from its fingertips, tinted to be found."""
    half, y = prop.width / 2 - PALM, prop.top - PALM
    balls = (Ball(np.array([x, y, 0.0]), PALM) for x in (prop.x - half, prop.x + half))
    drawing.shape(view.piece(*balls), "figure", "muscle")


def _wall(drawing: Drawing, view: View, prop: Prop) -> None:
    """A wall, drawn where it is touched: beside the figure's middle or behind it."""

    def at(x: float, y: float) -> Point:
        return view.place(np.array([x, y, -prop.aside]))

    drawing.line([at(prop.x, 0), at(prop.x, WALL_TOP)], "bold")
    behind = 0.035 if prop.x > 0 else -0.035
    for step in range(1, 13):
        up = step * WALL_TOP / 12
        drawing.line([at(prop.x, up), at(prop.x + behind, up - 0.05)], "hatch")
