"""Corrected hip extension E on its scale, and the chance that it is tight."""

import math

from ilio.core import Measured
from ilio.knowledge import threshold
from ilio.records.drawing.axes import Axis
from ilio.records.drawing.svg import Drawing, Point, path_of
from ilio.records.wording import chance_text, degrees, degrees_with_interval
from ilio.verdicts.verdict import TightnessAxis, Verdict

WIDTH, TALL = 360.0, 190.0
ENDS = (-20.0, 30.0)
"""Of the scale [deg]; what lies beyond stands at the end, with an arrow."""

BAR_TOP, BAR_TALL = 52.0, 26.0
CHANCE_TOP, CHANCE_TALL = 122.0, 16.0


def extension_scale(verdict: Verdict, name: str) -> Drawing | None:
    """E with its interval on the bands tight, limited, normal, long; None when E is unmeasured.

    Parameters
    ----------
    verdict
        Of one side.
    name
        Unique on the page.

    Examples
    --------
    >>> from ilio.core import Side
    >>> from ilio.verdicts.verdict import Axis, axes_of
    >>> nothing = Verdict(Side.LEFT, axes_of(Axis("sound"), TightnessAxis("normal")))
    >>> extension_scale(nothing, "e") is None
    True
    """
    measured = verdict.tightness.hip_extension
    if measured is None:
        return None
    title = f"{verdict.side.capitalize()} hip extension with the pelvis taken out (E)"
    drawing = Drawing(name, WIDTH, TALL, title, _words(verdict.tightness, measured))
    x = Axis(*ENDS, 14, WIDTH - 14)
    _bands(drawing, x)
    _pointer(drawing, x, measured)
    _chances(drawing, verdict.tightness)
    return drawing


def _limits() -> list[tuple[str, float]]:
    """Each band with its upper end [deg]."""
    keys = (("tight", "thomas.tight"), ("limited", "thomas.limited"), ("normal", "thomas.long"))
    return [(band, threshold(key).value) for band, key in keys] + [("long", ENDS[1])]


def _bands(drawing: Drawing, x: Axis) -> None:
    start = ENDS[0]
    for number, (band, end) in enumerate(_limits()):
        left, right = x.place(start), x.place(end)
        drawing.box(left, BAR_TOP, right - left, BAR_TALL, f"zone-{number}")
        if band == "tight":
            _hatch(drawing, left, right)
        at = ((left + right) / 2, BAR_TOP + BAR_TALL + 29)
        drawing.text(at, band, anchor="middle", size=12.5, strong=True)
        if end < ENDS[1]:
            drawing.line([(right, BAR_TOP), (right, BAR_TOP + BAR_TALL + 4)], "thin")
            words = f"{end:g}°"
            below = (right, BAR_TOP + BAR_TALL + 15)
            drawing.text(below, words, anchor="middle", size=11.5, ink="words-soft")
        start = end
    drawing.box(x.start, BAR_TOP, x.end - x.start, BAR_TALL, "axis")


def _hatch(drawing: Drawing, left: float, right: float) -> None:
    corners = [(left, BAR_TOP), (right, BAR_TOP)]
    corners += [(right, BAR_TOP + BAR_TALL), (left, BAR_TOP + BAR_TALL)]
    strokes: list[tuple[Point, Point]] = [
        ((at, BAR_TOP + BAR_TALL), (at + BAR_TALL, BAR_TOP))
        for at in range(int(left - BAR_TALL), int(right), 7)
    ]
    drawing.clipped(path_of(corners, closed=True), strokes, "hatch")


def _pointer(drawing: Drawing, x: Axis, measured: Measured) -> None:
    """A diamond at the value, a bar over the interval, arrows where it runs on."""
    middle = BAR_TOP + BAR_TALL / 2
    low = x.place(measured.low if math.isfinite(measured.low) else ENDS[0])
    high = x.place(measured.high if math.isfinite(measured.high) else ENDS[1])
    drawing.line([(low, middle), (high, middle)], "bold")
    for at, bound, inward in ((low, measured.low, 1), (high, measured.high, -1)):
        if ENDS[0] <= bound <= ENDS[1]:
            drawing.line([(at, middle - 7), (at, middle + 7)], "bold")
        else:
            tip = [(at + inward * 7, middle - 6), (at, middle), (at + inward * 7, middle + 6)]
            drawing.line(tip, "bold")
    at = x.place(measured.value)
    drawing.line(
        [(at, middle - 10), (at + 8, middle), (at, middle + 10), (at - 8, middle)],
        "paper",
        closed=True,
    )
    drawing.line([(at, BAR_TOP - 12), (at, middle - 10)], "thin")
    place = min(max(at, 88), WIDTH - 88)
    words = f"E {degrees_with_interval(measured)}"
    drawing.text((place, BAR_TOP - 18), words, anchor="middle", size=15, strong=True)


def _chances(drawing: Drawing, axis: TightnessAxis) -> None:
    """The chance of tight, on a bar with its two limits; the one with the prior only as a ring."""
    if axis.probability is None:
        return
    x = Axis(0.0, 1.0, 14, WIDTH - 14)
    low = threshold("thomas.chance_not_tight").value
    high = threshold("thomas.chance_tight").value
    zones = ((0.0, low, "not tight", 2), (low, high, "cannot tell", 1), (high, 1.0, "tight", 0))
    for start, end, words, zone in zones:
        left, right = x.place(start), x.place(end)
        drawing.box(left, CHANCE_TOP, right - left, CHANCE_TALL, f"zone-{zone}")
        at = ((left + right) / 2, CHANCE_TOP + CHANCE_TALL + 15)
        drawing.text(at, words, anchor="middle", size=11.5, ink="words-soft")
    drawing.box(x.start, CHANCE_TOP, x.end - x.start, CHANCE_TALL, "axis")
    middle = CHANCE_TOP + CHANCE_TALL / 2
    if axis.with_prior is not None:
        drawing.circle((x.place(axis.with_prior), middle), 5, "thin")
    drawing.circle((x.place(axis.probability), middle), 5, "solid")
    bottom = CHANCE_TOP + CHANCE_TALL + 31
    words = f"chance of tight {chance_text(axis.probability)}"
    drawing.circle((x.start + 5, bottom - 4), 5, "solid")
    drawing.text((x.start + 16, bottom), words, size=12, strong=True)
    if axis.with_prior is not None:
        words = f"with the published prior {chance_text(axis.with_prior)} (shown only)"
        drawing.circle((x.start + 5, bottom + 13), 5, "thin")
        drawing.text((x.start + 16, bottom + 17), words, size=12, ink="words-soft")


def _words(axis: TightnessAxis, measured: Measured) -> str:
    parts = [f"E is {degrees_with_interval(measured)}, called {axis.call}."]
    parts += [f"{band} under {degrees(end)}," for band, end in _limits()[:-1]]
    parts.append("long beyond.")
    if axis.probability is not None:
        parts.append(f"Chance of tight: {chance_text(axis.probability)}.")
    if axis.with_prior is not None:
        parts.append(f"With the published prior: {chance_text(axis.with_prior)}, shown only.")
    return " ".join(parts)
