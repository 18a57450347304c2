"""An angle over time: the band of its interval, the level, the read-out window, the faults."""

from itertools import groupby

from ilio.core.signs import HORIZONTAL_DEG
from ilio.knowledge import protocol_card
from ilio.protocols.measurement import Curve, Fault, Measurement
from ilio.records.drawing.axes import Axis
from ilio.records.drawing.svg import Drawing, Point
from ilio.records.wording import figure, named_test

WIDTH, TALL = 360.0, 214.0
LEFT, RIGHT, TOP, BOTTOM = 46.0, 352.0, 32.0, 170.0

LEVELS = {"thigh_elevation": (HORIZONTAL_DEG, "level, 90°"), "thigh_drop": (0.0, "level")}
"""Channel to the number that is horizontal, and its label."""

AXIS_WORDS = {
    "thigh_elevation": "thigh, ° from down",
    "thigh_drop": "drop, ° below level",
}


def main_curve(m: Measurement) -> Curve | None:
    """The curve that the report plots: the thigh, else the first, else None.

    Examples
    --------
    >>> from ilio.core import Side
    >>> from ilio.observations import Source
    >>> main_curve(Measurement("thomas", Side.LEFT, Source("answers", "a", "answers"))) is None
    True
    """
    drawable = [c for c in m.curves if len(c.time_s) > 1 and any(_known(c))]
    thigh = [c for c in drawable if c.name in LEVELS]
    return next(iter(thigh or drawable), None)


def plot(m: Measurement, curve: Curve, name: str) -> Drawing:
    """The plot of one curve.

    Parameters
    ----------
    m
        The measurement, for its faults.
    curve
        One of its curves.
    name
        Unique on the page.

    Examples
    --------
    >>> from ilio.core import Side
    >>> from ilio.observations import Source
    >>> c = Curve("thigh_drop", (0.0, 1.0), (0.0, 9.0), (-3.0, 6.0), (3.0, 12.0), 0.5, 1.0)
    >>> m = Measurement("thomas", Side.LEFT, Source("phone", "a.csv", "phone"), curves=(c,))
    >>> plot(m, c, "p").title
    'Table test (modified Thomas test), left'
    """
    x = Axis(curve.time_s[0], curve.time_s[-1], LEFT, RIGHT)
    y = _vertical(curve)
    drawing = Drawing(name, WIDTH, TALL, named_test(m.protocol, m.side), _words(m, curve))
    _window(drawing, m, curve, x)
    _frame(drawing, curve, x, y)
    _band(drawing, curve, x, y)
    _trace(drawing, curve, x, y)
    _level(drawing, m, curve, x, y)
    flag = 0.0
    for number, fault in enumerate(m.faults, start=1):
        at = x.place(curve.start_s + fault.time_s)
        flag = max(at, flag + 20)
        _flag(drawing, number, at, flag)
    return drawing


def fault_words(number: int, fault: Fault) -> str:
    """The line beside a plot that says what its flag means.

    Examples
    --------
    >>> fault_words(1, Fault("trunk forward", 16.0, "The trunk came forward."))
    '1: after 16.0 s. The trunk came forward.'
    """
    return f"{number}: after {figure(fault.time_s)} s. {fault.text}"


def _vertical(curve: Curve) -> Axis:
    """Over all that is drawn, with the level in sight."""
    values = [v for column in (curve.low_deg, curve.high_deg) for v in column if v is not None]
    values += _known(curve)
    level = LEVELS.get(curve.name)
    values += [level[0] + 12, level[0] - 12] if level else []
    low, high = min(values), max(values)
    spare = max(0.06 * (high - low), 1.0)
    return Axis(low - spare, high + 3 * spare, BOTTOM, TOP)


def _window(drawing: Drawing, m: Measurement, curve: Curve, x: Axis) -> None:
    """The read-out window, shaded; its label stands clear of the curve."""
    if curve.end_s <= curve.start_s:
        return
    start, end = x.place(curve.start_s), x.place(curve.end_s)
    drawing.box(start, TOP, end - start, BOTTOM - TOP, "window")
    held = protocol_card(m.protocol).timed
    place, anchor = ((start + 6, BOTTOM - 7), "start") if held else ((end, TOP - 5), "end")
    drawing.text(place, "numbers read here", anchor=anchor, size=12, ink="words-soft")


def _frame(drawing: Drawing, curve: Curve, x: Axis, y: Axis) -> None:
    for value in y.marks(6):
        at = y.place(value)
        drawing.line([(LEFT, at), (RIGHT, at)], "grid")
        words = figure(value, places=0)
        drawing.text((LEFT - 6, at + 4), words, anchor="end", size=12.5, ink="words-soft")
    for value in x.marks(7):
        at = x.place(value)
        drawing.line([(at, BOTTOM), (at, BOTTOM + 4)], "axis")
        words = figure(value, places=0 if value == round(value) else 1)
        drawing.text((at, BOTTOM + 16), words, anchor="middle", size=12.5, ink="words-soft")
    drawing.line([(LEFT, TOP), (LEFT, BOTTOM), (RIGHT, BOTTOM)], "axis")
    middle = ((LEFT + RIGHT) / 2, BOTTOM + 36)
    drawing.text(middle, "time, s", anchor="middle", size=12.5, ink="words-soft")
    words = AXIS_WORDS.get(curve.name, f"{curve.name.replace('_', ' ')}, °")
    side = (11, (TOP + BOTTOM) / 2)
    drawing.text(side, words, anchor="middle", size=12.5, ink="words-soft", turn_deg=-90)


def _band(drawing: Drawing, curve: Curve, x: Axis, y: Axis) -> None:
    rows = zip(curve.time_s, curve.low_deg, curve.high_deg, strict=True)
    seen = [(t, low, high) for t, low, high in rows]
    for known, group in groupby(seen, lambda row: row[1] is not None and row[2] is not None):
        if known:
            run = [(t, low, high) for t, low, high in group if low is not None and high is not None]
            upper: list[Point] = [(x.place(t), y.place(high)) for t, _, high in run]
            lower: list[Point] = [(x.place(t), y.place(low)) for t, low, _ in reversed(run)]
            drawing.line(upper + lower, "band", closed=True)


def _trace(drawing: Drawing, curve: Curve, x: Axis, y: Axis) -> None:
    """The angle, broken where samples were lost."""
    rows = list(zip(curve.time_s, curve.angle_deg, strict=True))
    for known, group in groupby(rows, lambda row: row[1] is not None):
        if known:
            points = [(x.place(t), y.place(a)) for t, a in group if a is not None]
            drawing.line(points if len(points) > 1 else points * 2, "line")


def _level(drawing: Drawing, m: Measurement, curve: Curve, x: Axis, y: Axis) -> None:
    """The level line; its label stands where a held thigh leaves room: below, in the window."""
    if curve.name not in LEVELS:
        return
    value, words = LEVELS[curve.name]
    at = y.place(value)
    drawing.line([(LEFT, at), (RIGHT, at)], "level")
    held = protocol_card(m.protocol).timed
    label = (x.place(curve.start_s) + 6, at + 14) if held else (LEFT + 5, at - 5)
    drawing.text(label, words, size=12, strong=True)


def _flag(drawing: Drawing, number: int, x: float, flag: float) -> None:
    """A numbered flag at `flag` over the time at `x`; close flags stand side by side."""
    drawing.line([(flag, TOP - 8), (x, TOP), (x, BOTTOM)], "dots")
    drawing.circle((flag, TOP - 16), 9, "solid")
    at = (flag, TOP - 11.8)
    drawing.text(at, str(number), anchor="middle", size=12, ink="words-on-solid", strong=True)


def _words(m: Measurement, curve: Curve) -> str:
    known = _known(curve)
    parts = [
        f"{curve.name.replace('_', ' ').capitalize()} over {figure(curve.time_s[-1])} s, "
        f"from {figure(min(known))} to {figure(max(known))} degrees; its 90 % interval is a band."
    ]
    parts += [fault_words(number, fault) for number, fault in enumerate(m.faults, start=1)]
    return " ".join(parts)


def _known(curve: Curve) -> list[float]:
    return [a for a in curve.angle_deg if a is not None]
