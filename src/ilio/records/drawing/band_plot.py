"""Bands and lines over an axis, with measured points: what a model says beside what was seen."""

from dataclasses import dataclass

from ilio.records.drawing.axes import Axis
from ilio.records.drawing.svg import Drawing, Point

PANEL_WIDTH, TALL = 380.0, 262.0
LEFT, RIGHT, TOP, BOTTOM = 48.0, 366.0, 58.0, 214.0
STYLES = 5
"""Kinds of line that tell series apart without colour."""


@dataclass(frozen=True)
class Series:
    """One curve, or a band between two.

    Parameters
    ----------
    name
        As printed above the plot.
    x, low, high
        Points; where `low` and `high` are equal there is a line alone.

    Examples
    --------
    >>> Series("psoas", (0.0, 90.0), (24.0, 33.0), (24.0, 45.0)).name
    'psoas'
    """

    name: str
    x: tuple[float, ...]
    low: tuple[float, ...]
    high: tuple[float, ...]


@dataclass(frozen=True)
class Seen:
    """One measured point with its interval.

    Parameters
    ----------
    name
        As printed beside it.
    x, y
        Where.
    low, high
        Of `y`; equal to it when no interval was given.

    Examples
    --------
    >>> Seen("29 people", 0.0, 31.8, 14.0, 55.0).y
    31.8
    """

    name: str
    x: float
    y: float
    low: float
    high: float


@dataclass(frozen=True)
class Panel:
    """One plot.

    Parameters
    ----------
    title, across, up
        Words above it, below it and beside it.
    x, y
        Ends of the axes.
    series, seen
        What is drawn.
    unsure_from
        Place across from which the model is unsure, shaded; None for nowhere.
    here
        Place across that is this person's own, a dashed line; None for nowhere.

    Examples
    --------
    >>> Panel("Arms", "hip, °", "mm", (0, 90), (0, 60)).series
    ()
    """

    title: str
    across: str
    up: str
    x: tuple[float, float]
    y: tuple[float, float]
    series: tuple[Series, ...] = ()
    seen: tuple[Seen, ...] = ()
    unsure_from: float | None = None
    here: float | None = None


def band_plot(panels: tuple[Panel, ...], name: str, title: str, columns: int = 2) -> Drawing:
    """Plots side by side.

    Parameters
    ----------
    panels
        In reading order.
    name
        Unique on the page.
    title
        Of the whole drawing.
    columns
        How many stand in a row.

    Examples
    --------
    >>> line = Series("psoas", (0.0, 90.0), (24.0, 33.0), (24.0, 33.0))
    >>> panel = Panel("Arms", "hip, °", "mm", (0, 90), (0, 60), (line,))
    >>> band_plot((panel,), "arms", "Arms").desc
    'Arms: psoas from 24 to 33.'
    """
    across = min(columns, len(panels))
    rows = -(-len(panels) // columns)
    words = " ".join(_words(panel) for panel in panels)
    drawing = Drawing(name, across * PANEL_WIDTH, rows * TALL, title, words)
    for number, panel in enumerate(panels):
        _draw(drawing, panel, (number % columns * PANEL_WIDTH, number // columns * TALL))
    return drawing


def _draw(drawing: Drawing, panel: Panel, corner: Point) -> None:
    x = Axis(*panel.x, corner[0] + LEFT, corner[0] + RIGHT)
    y = Axis(*panel.y, corner[1] + BOTTOM, corner[1] + TOP)
    if panel.unsure_from is not None:
        start = x.place(panel.unsure_from)
        drawing.box(start, y.end, x.end - start, y.start - y.end, "window")
    _frame(drawing, panel, x, y)
    _legend(drawing, panel, corner)
    for number, series in enumerate(panel.series):
        upper: list[Point] = [
            (x.place(a), y.place(b)) for a, b in zip(series.x, series.high, strict=True)
        ]
        lower: list[Point] = [
            (x.place(a), y.place(b)) for a, b in zip(series.x, series.low, strict=True)
        ]
        if upper != lower:
            drawing.line(upper + lower[::-1], f"series-band-{number % STYLES}", closed=True)
        for line in (upper, lower) if upper != lower else (upper,):
            drawing.line(line, f"series-{number % STYLES}")
    if panel.here is not None:
        at = x.place(panel.here)
        drawing.line([(at, y.start), (at, y.end)], "level")
    for seen in panel.seen:
        _dot(drawing, seen, x, y)


def _frame(drawing: Drawing, panel: Panel, x: Axis, y: Axis) -> None:
    drawing.text((x.start - 40, y.end - 42), panel.title, size=13.5, strong=True)
    for value in y.marks(5):
        at = y.place(value)
        drawing.line([(x.start, at), (x.end, at)], "grid")
        drawing.text((x.start - 6, at + 4), f"{value:g}", anchor="end", size=12, ink="words-soft")
    for value in x.marks(7):
        at = x.place(value)
        drawing.line([(at, y.start), (at, y.start + 4)], "axis")
        drawing.text((at, y.start + 17), f"{value:g}", anchor="middle", size=12, ink="words-soft")
    drawing.line([(x.start, y.end), (x.start, y.start), (x.end, y.start)], "axis")
    below = ((x.start + x.end) / 2, y.start + 35)
    drawing.text(below, panel.across, anchor="middle", size=12, ink="words-soft")
    beside = (x.start - 36, (y.start + y.end) / 2)
    drawing.text(beside, panel.up, anchor="middle", size=12, ink="words-soft", turn_deg=-90)


def _legend(drawing: Drawing, panel: Panel, corner: Point) -> None:
    """Line samples with their names, over two rows where there are many."""
    left, line = corner[0] + LEFT - 40, 0
    for number, series in enumerate(panel.series):
        wide = 34 + 6.3 * len(series.name)
        if left + wide > corner[0] + PANEL_WIDTH:
            left, line = corner[0] + LEFT - 40, line + 1
        at = corner[1] + 30 + 15 * line
        drawing.line([(left, at), (left + 22, at)], f"series-{number % STYLES}")
        drawing.text((left + 27, at + 4), series.name, size=11.5)
        left += wide


def _dot(drawing: Drawing, seen: Seen, x: Axis, y: Axis) -> None:
    at = (x.place(seen.x), y.place(seen.y))
    if seen.low < seen.high:
        drawing.line([(at[0], y.place(seen.low)), (at[0], y.place(seen.high))], "thin")
    drawing.circle(at, 4.5, "solid")
    late = at[0] > (x.start + x.end) / 2
    beside = (at[0] - 9, at[1] - 5) if late else (at[0] + 9, at[1] - 5)
    drawing.text(beside, seen.name, anchor="end" if late else "start", size=11.5, strong=True)


def _words(panel: Panel) -> str:
    parts = [
        f"{series.name} from {min(series.low):.0f} to {max(series.high):.0f}"
        for series in panel.series
    ]
    parts += [f"measured, {seen.name}: {seen.y:g}" for seen in panel.seen]
    return f"{panel.title}: {'; '.join(parts)}."
