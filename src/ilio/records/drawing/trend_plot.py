"""A number over the visits: error bars, and the band inside which a change shows nothing."""

import math
from collections.abc import Sequence
from datetime import date

from ilio.core import Measured
from ilio.records.drawing.axes import Axis
from ilio.records.drawing.svg import Drawing, Point
from ilio.records.history import Trend
from ilio.records.wording import UNITS, figure, measured_text, quantity_name

WIDTH, TALL = 420.0, 250.0
LEFT, RIGHT, TOP, BOTTOM = 50.0, 408.0, 26.0, 200.0
OPEN_SHARE, CAP, DOT = 0.12, 5.0, 4.6
"""How much of the height an open end is drawn long; half the width of a cap; the dot's radius."""


def trend_drawing(trend: Trend, name: str) -> Drawing:
    """The plot of one series.

    Parameters
    ----------
    trend
        With at least one point.
    name
        Unique on the page.

    Examples
    --------
    >>> from ilio.core import Side
    >>> from ilio.records.history import Point
    >>> point = Point(date(2026, 11, 22), Measured.from_sd(-8, 4, "deg"), 2, "v1")
    >>> series = Trend("thomas", Side.LEFT, "hip_extension", "phone", (point,), None, None, None)
    >>> trend_drawing(series, "t").title
    'Hip extension with the pelvis taken out (E), left, phone'
    """
    words = quantity_name(trend.quantity)
    title = f"{words}, {trend.side}, {trend.device}"
    drawing = Drawing(name, WIDTH, TALL, title, _told(trend))
    x, y = _across(trend), _up(trend)
    _band(drawing, trend, y)
    _frame(drawing, trend, x, y)
    places = [(x.place(p.day.toordinal()), y.place(p.value.value)) for p in trend.points]
    if len(places) > 1:
        drawing.line(places, "line")
    for place, point in zip(places, trend.points, strict=True):
        _bar(drawing, place, point.value, y)
    return drawing


def _across(trend: Trend) -> Axis:
    days = [point.day.toordinal() for point in trend.points]
    spare = max((days[-1] - days[0]) * 0.08, 3)
    return Axis(days[0] - spare, days[-1] + spare, LEFT, RIGHT)


def _up(trend: Trend) -> Axis:
    """Over all bars and the band; open ends take no room of their own."""
    ends = [p.value.value for p in trend.points]
    ends += [b for p in trend.points for b in (p.value.low, p.value.high) if math.isfinite(b)]
    ends += list(_kept(trend))
    low, high = min(ends), max(ends)
    spare = max(0.08 * (high - low), 1.0)
    least = 0.0 if trend.points[0].value.unit == "s" else low - spare
    return Axis(max(low - spare, least), high + spare, BOTTOM, TOP)


def _kept(trend: Trend) -> tuple[float, ...]:
    """Ends of the band around the first number inside which no change is shown."""
    if len(trend.points) < 2 or trend.change is None or not math.isfinite(trend.change.least.by):
        return ()
    return trend.change.least.around(trend.points[0].value.value + trend.change.regression)


def _band(drawing: Drawing, trend: Trend, y: Axis) -> None:
    ends = _kept(trend)
    if ends:
        low, high = y.place(ends[0]), y.place(ends[1])
        drawing.box(LEFT, high, RIGHT - LEFT, low - high, "window")


def _frame(drawing: Drawing, trend: Trend, x: Axis, y: Axis) -> None:
    for value in y.marks(6):
        at = y.place(value)
        drawing.line([(LEFT, at), (RIGHT, at)], "grid")
        label = figure(value, places=0 if value == round(value) else 1)
        drawing.text((LEFT - 6, at + 4), label, anchor="end", size=12.5, ink="words-soft")
    for day in _dates([point.day for point in trend.points], x):
        at = x.place(day.toordinal())
        drawing.line([(at, BOTTOM), (at, BOTTOM + 4)], "axis")
        label = f"{day.day} {day:%b}"
        drawing.text((at, BOTTOM + 17), label, anchor="middle", size=12.5, ink="words-soft")
    drawing.line([(LEFT, TOP), (LEFT, BOTTOM), (RIGHT, BOTTOM)], "axis")
    unit = UNITS.get(trend.points[0].value.unit, "").strip()
    drawing.text((LEFT - 6, TOP - 10), unit, anchor="end", size=12.5, ink="words-soft")


def _dates(days: Sequence[date], x: Axis) -> list[date]:
    """Days of visits that leave room for their labels, the last one for sure."""
    shown = [days[-1]]
    for day in reversed(days):
        if x.place(shown[-1].toordinal()) - x.place(day.toordinal()) > 52:
            shown.append(day)
    return shown


def _bar(drawing: Drawing, at: Point, value: Measured, y: Axis) -> None:
    """The 90 % interval with caps; an open end fades into an arrow without one."""
    centre, middle = at
    reach = OPEN_SHARE * (BOTTOM - TOP)
    for bound, away in ((value.low, 1), (value.high, -1)):
        if math.isfinite(bound):
            end = y.place(bound)
            drawing.line([(centre, middle), (centre, end)], "bold")
            drawing.line([(centre - CAP, end), (centre + CAP, end)], "bold")
        else:
            end = min(max(middle + away * reach, TOP), BOTTOM)
            drawing.line([(centre, middle), (centre, end)], "dots")
            tip: list[Point] = [
                (centre - CAP, end - away * CAP),
                (centre, end),
                (centre + CAP, end - away * CAP),
            ]
            drawing.line(tip, "thin")
    drawing.circle(at, DOT, "solid")


def _told(trend: Trend) -> str:
    rows = [f"{point.day}: {measured_text(point.value)}" for point in trend.points]
    shaded = " Shaded: around the first number, where no change is shown." if _kept(trend) else ""
    return "; ".join(rows) + "." + shaded
