"""Which units a column of times may be in, by its name, its rate, its dates and its length.

Programs count in many scales, often ten apart, and a test at 50 samples a second looks like one
of 5 or 500. So a scale is taken only where nothing else can be meant.
"""

import re

import numpy as np

from ilio.knowledge import threshold
from ilio.observations import FloatArray
from ilio.sources.rates import is_rate

DAY_S = 86400.0
SECONDS = {"s": 1.0, "ms": 1e-3, "us": 1e-6, "ns": 1e-9}

TICKS = {"10 ms": 1e-2, "0.1 ms": 1e-4, "100 ns": 1e-7}
"""Scales of counters without a name of their own: POSIX clock ticks, sensors, Windows and .NET."""

WORDS = {
    "s": "seconds", "ms": "milliseconds", "us": "microseconds", "ns": "nanoseconds",
    "min": "minutes", "d": "days", "frames": "frames",
} | {tick: f"ticks of {tick}" for tick in TICKS}  # fmt: skip

_SPELLED = {
    "s": "s", "sec": "s", "secs": "s", "second": "s", "seconds": "s",
    "ms": "ms", "msec": "ms", "millis": "ms", "millisecond": "ms", "milliseconds": "ms",
    "us": "us", "µs": "us", "μs": "us", "usec": "us", "micros": "us", "microsecond": "us",
    "microseconds": "us", "ns": "ns", "nsec": "ns", "nanos": "ns", "nanosecond": "ns",
    "nanoseconds": "ns", "min": "min", "minute": "min", "minutes": "min",
}  # fmt: skip

_TODAY_S = (946_684_800.0, 4_102_444_800.0)
"""The years 2000 to 2100 on a clock that counts from 1970."""

_BEFORE_1970_S = {"100 ns": (11_644_473_600.0, 62_135_596_800.0)}
"""Where Windows (1601) and .NET (the year 1) begin to count; all others begin in 1970."""

_SINCE_1900_DAYS = (36_526.0, 73_050.0)
"""The same years as a spreadsheet counts days."""


def unit_named(name: str) -> str | None:
    """The unit that the name of a time column says; None for none.

    Examples
    --------
    >>> [unit_named(name) for name in ("Time (ms)", "time_s", "seconds_elapsed", "timestamp")]
    ['ms', 's', 's', None]
    """
    words = re.findall(r"[a-zµμ]+", name.lower())
    return next((_SPELLED[word] for word in reversed(words) if word in _SPELLED), None)


def unit_by_format(column: FloatArray) -> str | None:
    """Seconds, where the format of a file says so; whole numbers may count frames all the same.

    Examples
    --------
    >>> unit_by_format(np.array([0, 0.5])), unit_by_format(np.array([0.0, 1.0]))
    ('s', None)
    """
    return None if _counts(column) else "s"


def units_of(
    column: FloatArray, step: float, unit: str | None, rate_hz: float | None
) -> dict[str, float]:
    """Units that may be meant, with their factor to seconds; the named one alone if it fits.

    Parameters
    ----------
    column
        ``(n,)`` times.
    step
        The usual one from row to row.
    unit
        As the file names it.
    rate_hz
        Samples a second as the header says [Hz].

    Examples
    --------
    >>> [list(units_of(step * np.arange(500.0), step, None, None)) for step in (0.02, 2e7, 2e5)]
    [['s'], ['ns'], ['us', '100 ns']]
    """
    known = _known(column, unit, rate_hz)
    fits = {name: f for name, f in known.items() if is_rate(1 / (step * f), rate_hz)}
    if rate_hz and unit is None and "s" in fits:
        return {"s": 1.0}
    if unit in fits:
        return {unit: fits[unit]}
    first = float(np.nanmin(column))
    if not fits and _SINCE_1900_DAYS[0] < first < _SINCE_1900_DAYS[1]:
        fits = {"d": DAY_S} if is_rate(1 / (step * DAY_S), rate_hz) else {}
    dated = {name: f for name, f in fits.items() if _is_today(first * f, name)}
    return dated if len(dated) == 1 else fits


def as_long_as_a_test(units: dict[str, float], length: float) -> dict[str, float]:
    """Those units in which a column of such a length may be a recording of a test.

    Where that leaves one, it must be as long as a test: a short piece may well be of another unit.
    Ticks raise a doubt and are no answer to it: there are more kinds of them than are known here.

    Examples
    --------
    >>> as_long_as_a_test({"ns": 1e-9, "100 ns": 1e-7}, 24e9)
    {'ns': 1e-09}
    """
    instant, longest = threshold("times.instant").value, threshold("times.longest").value
    left = {name: f for name, f in units.items() if instant <= length * f <= longest}
    if len(units) > 1 and left.keys() <= TICKS.keys():
        return units
    too_short = len(left) == 1 and length * max(left.values()) < threshold("times.shortest").value
    return {} if too_short else left


def _known(column: FloatArray, unit: str | None, rate_hz: float | None) -> dict[str, float]:
    """Every unit there is for such a column: one with fractions counts no ticks."""
    known = SECONDS | ({"min": 60.0} if unit == "min" else {})
    if rate_hz:
        frame_s = 1 / rate_hz
        return {n: f for n, f in known.items() if not np.isclose(f, frame_s)} | {"frames": frame_s}
    return known | TICKS if _counts(column) else known


def _counts(column: FloatArray) -> bool:
    held = column[np.isfinite(column)]
    return np.array_equal(held, np.round(held))


def _is_today(count_s: float, unit: str) -> bool:
    begins = _BEFORE_1970_S.get(unit, (0.0,))
    return any(_TODAY_S[0] < count_s - before < _TODAY_S[1] for before in begins)
