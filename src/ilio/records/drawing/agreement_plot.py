"""Bland and Altman's plot: differences against means, the bias and the limits of agreement."""

import math

import numpy as np

from ilio.observations import FloatArray
from ilio.records.drawing.axes import Axis
from ilio.records.drawing.svg import Drawing, Point
from ilio.records.study_words import Scale
from ilio.reliability import Agreement, Estimate

WIDTH, TALL = 420.0, 290.0
LEFT, RIGHT, TOP, BOTTOM = 52.0, 336.0, 36.0, 236.0
DOT = 3.6
RATIOS = (0.1, 0.2, 0.25, 0.33, 0.5, 0.67, 0.8, 0.9, 1.0, 1.1, 1.25, 1.5, 2.0, 3.0, 4.0, 5.0, 10.0)
"""Marks of an axis of ratios."""

MOST_RATIOS, MOST_MARKS, SPARE = 7, 6, 0.08


def agreement_plot(
    agreement: Agreement,
    scale: Scale,
    pair: tuple[str, str],
    name: str,
    title: str,
    *,
    hips: bool = False,
) -> Drawing:
    """The plot of one pair of columns.

    Parameters
    ----------
    agreement
        With its points.
    scale
        How its numbers are printed.
    pair
        Names of the columns, the first and the second.
    name
        Unique on the page.
    title
        What was compared.
    hips
        Whether the first half of the points are left hips and the second right ones.

    Examples
    --------
    >>> from ilio.reliability import agreement_of
    >>> found = agreement_of([10, 12, 9, 15], [11, 13, 9, 17])
    >>> agreement_plot(found, Scale("deg", False), ("A", "B"), "p", "Raters").title
    'Raters'
    """
    drawing = Drawing(name, WIDTH, TALL, title, _told(agreement, scale, pair))
    x, y = _across(agreement.means), _up(agreement)
    for limit in (agreement.lower, agreement.upper, agreement.bias):
        low, high = y.place(limit.low), y.place(limit.high)
        drawing.box(LEFT, high, RIGHT - LEFT, low - high, "window")
    _frame(drawing, x, y, scale, pair)
    _lines(drawing, agreement, y, scale)
    half = len(agreement.means) // 2
    for number, (mean, gap) in enumerate(zip(agreement.means, agreement.differences, strict=True)):
        right = hips and number >= half
        drawing.circle((x.place(mean), y.place(gap)), DOT, "paper" if right else "solid")
    if hips:
        _legend(drawing)
    return drawing


def _across(means: FloatArray) -> Axis:
    low, high = float(means.min()), float(means.max())
    spare = max(SPARE * (high - low), 1e-6)
    return Axis(low - spare, high + spare, LEFT, RIGHT)


def _up(agreement: Agreement) -> Axis:
    ends = [*agreement.differences, agreement.lower.low, agreement.upper.high, 0.0]
    low, high = float(np.min(ends)), float(np.max(ends))
    spare = max(SPARE * (high - low), 1e-6)
    return Axis(low - spare, high + spare, BOTTOM, TOP)


def _lines(drawing: Drawing, agreement: Agreement, y: Axis, scale: Scale) -> None:
    """Bias and limits, their numbers beside the right end, kept apart where lines are close."""
    zero = y.place(0.0)
    drawing.line([(LEFT, zero), (RIGHT, zero)], "dots")
    rows: list[tuple[Estimate, str, str]] = [
        (agreement.upper, "upper limit", "series-1"),
        (agreement.bias, "bias", "line"),
        (agreement.lower, "lower limit", "series-1"),
    ]
    above = -math.inf
    for estimate, words, ink in rows:
        at = y.place(estimate.value)
        drawing.line([(LEFT, at), (RIGHT, at)], ink)
        label = max(at, above + 32)
        above = label
        drawing.text((RIGHT + 6, label - 2), words, size=11, ink="words-soft")
        drawing.text((RIGHT + 6, label + 12), scale.difference(estimate.value), strong=True)


def _frame(drawing: Drawing, x: Axis, y: Axis, scale: Scale, pair: tuple[str, str]) -> None:
    for value, words in _marks(y, scale):
        at = y.place(value)
        drawing.line([(LEFT, at), (RIGHT, at)], "grid")
        drawing.text((LEFT - 6, at + 4), words, anchor="end", size=12, ink="words-soft")
    for value, words in _values(x, scale):
        at = x.place(value)
        drawing.line([(at, BOTTOM), (at, BOTTOM + 4)], "axis")
        drawing.text((at, BOTTOM + 17), words, anchor="middle", size=12, ink="words-soft")
    drawing.line([(LEFT, TOP), (LEFT, BOTTOM), (RIGHT, BOTTOM)], "axis")
    unit = {"deg": "°", "": ""}.get(scale.unit, scale.unit)
    below = "mean of the two" + (f", {unit}" if unit else "")
    drawing.text(((LEFT + RIGHT) / 2, BOTTOM + 36), below, anchor="middle", size=12)
    how = "÷" if scale.log else "−"
    said = f"{pair[1]} {how} {pair[0]}" + (f", {unit}" if unit and not scale.log else "")
    drawing.text((12, (TOP + BOTTOM) / 2), said, anchor="middle", size=12, turn_deg=-90)


def _marks(y: Axis, scale: Scale) -> list[tuple[float, str]]:
    if not scale.log:
        marks = y.marks(MOST_MARKS)
        return [(value, f"{value:g}".replace("-", "−")) for value in marks]
    inside = [ratio for ratio in RATIOS if y.low <= math.log(ratio) <= y.high]
    if len(inside) > MOST_RATIOS:
        inside = [ratio for ratio in inside if ratio not in (0.2, 0.33, 0.67, 0.9, 1.1, 3.0, 4.0)]
    return [(math.log(ratio), f"{ratio:g}") for ratio in inside]


def _values(x: Axis, scale: Scale) -> list[tuple[float, str]]:
    """Marks across: of logarithms the values that they stand for."""
    if not scale.log:
        return [(value, f"{value:g}".replace("-", "−")) for value in x.marks(MOST_MARKS)]
    steps = (s * 10.0**power for power in range(-2, 4) for s in (1, 2, 3, 5, 7))
    inside = [step for step in steps if x.low <= math.log(step) <= x.high]
    return [(math.log(step), f"{step:g}") for step in inside]


def _legend(drawing: Drawing) -> None:
    for at, words, ink in ((LEFT + 6, "left hip", "solid"), (LEFT + 74, "right hip", "paper")):
        place: Point = (at, TOP - 16)
        drawing.circle(place, DOT, ink)
        drawing.text((at + 9, TOP - 12), words, size=12, ink="words-soft")


def _told(agreement: Agreement, scale: Scale, pair: tuple[str, str]) -> str:
    numbers = (
        f"{words} {scale.difference(one.value)} ({scale.ends(one)})"
        for words, one in (
            ("bias", agreement.bias),
            ("lower limit", agreement.lower),
            ("upper limit", agreement.upper),
        )
    )
    how = "divided by" if scale.log else "less"
    return f"{len(agreement.means)} points, {pair[1]} {how} {pair[0]}: {'; '.join(numbers)}."
