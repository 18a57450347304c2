"""A column of times in whatever unit to seconds: as it says, if that can be, else as only one can.

No motion is recorded once a day or a million times a second. A unit that would say so is wrong,
whatever the header claims, and a hold of 5 s would become one of two months.
"""

import re
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ilio.core import ReadError
from ilio.core.signs import PERCENT
from ilio.knowledge import threshold
from ilio.observations import FloatArray

SECONDS = {"s": 1.0, "ms": 1e-3, "us": 1e-6, "ns": 1e-9}
DAY_S = 86400.0
_WORDS = {
    "s": "seconds", "ms": "milliseconds", "us": "microseconds", "ns": "nanoseconds",
    "min": "minutes", "d": "days", "frames": "frames",
}  # fmt: skip
_SPELLED = {
    "s": "s", "sec": "s", "secs": "s", "second": "s", "seconds": "s",
    "ms": "ms", "msec": "ms", "millis": "ms", "millisecond": "ms", "milliseconds": "ms",
    "us": "us", "µs": "us", "μs": "us", "usec": "us", "micros": "us", "microsecond": "us",
    "microseconds": "us", "ns": "ns", "nsec": "ns", "nanos": "ns", "nanosecond": "ns",
    "nanoseconds": "ns", "min": "min", "minute": "min", "minutes": "min",
}  # fmt: skip
UNEVEN = np.log(5.0)
"""Most steps of a clock lie within this factor of the middle one, however unevenly it is read."""

_SINCE_1970_S = (946_684_800.0, 4_102_444_800.0)
"""The years 2000 to 2100 on a clock that counts from 1970."""

_SINCE_1900_DAYS = (36_526.0, 73_050.0)
"""The same years as a spreadsheet counts days."""


@dataclass(frozen=True, eq=False)
class Clock:
    """Times in seconds.

    Parameters
    ----------
    time_s
        ``(n,)`` in the order of the file, NaN for an empty cell [s].
    note
        What was made of the file's own times; empty where they are as they say.

    Examples
    --------
    >>> Clock(np.arange(2.0), "").note
    ''
    """

    time_s: FloatArray
    note: str


def unit_named(name: str) -> str | None:
    """The unit that the name of a time column says; None for none.

    Examples
    --------
    >>> [unit_named(name) for name in ("Time (ms)", "time_s", "seconds_elapsed", "timestamp")]
    ['ms', 's', 's', None]
    """
    words = re.findall(r"[a-zµμ]+", name.lower())
    return next((_SPELLED[word] for word in reversed(words) if word in _SPELLED), None)


def in_seconds(
    column: FloatArray,
    path: object,
    *,
    name: str = "Time",
    unit: str | None = None,
    rate_hz: float | None = None,
) -> Clock:
    """Times in seconds, by their unit if a motion can be recorded at the rate that follows.

    Parameters
    ----------
    column
        ``(n,)`` as the file has it.
    path, name
        Of the file and of the column, for messages.
    unit
        As the file says; None where it says nothing, and then seconds are no more likely than
        another unit that fits.
    rate_hz
        Samples a second as the header says [Hz]: what contradicts it is no unit.

    Raises
    ------
    ReadError
        If no unit fits, or several and nothing tells which.

    Examples
    --------
    >>> clock = in_seconds(np.arange(0, 30e9, 20e6), "a.csv", name="timestamp")
    >>> clock.time_s[:3], clock.note
    (array([0.  , 0.02, 0.04]), "'timestamp' was taken as nanoseconds: only so it gives 50 Hz.")
    """
    steps = np.diff(column[np.isfinite(column)])
    if not (steps > 0).any():
        return Clock(column, "")
    steps = steps[steps > 0]
    step = float(np.median(steps))
    factors = _fitting(step, column, unit, rate_hz)
    even = 2 * np.sum(np.abs(np.log(steps / step)) < UNEVEN) > len(steps)
    if not even and (unit or "s") not in factors:
        factors = {}  # what steps by chance is no clock in another unit
    if not factors:
        raise _none_fits(step, path, name, rate_hz)
    if len(factors) > 1:
        raise _several_fit(step, path, name, list(factors))
    ((chosen, factor),) = factors.items()
    note = ""
    if chosen != (unit or "s"):
        rate = f"{1 / (step * factor):.4g} Hz"
        said = f", as the header says {rate}" if rate_hz else f": only so it gives {rate}"
        note = f"'{name}' was taken as {_WORDS[chosen]}{said}."
    return Clock(column * factor, note)


def _fitting(
    step: float, column: FloatArray, unit: str | None, rate_hz: float | None
) -> dict[str, float]:
    """Units that may be meant, with their factor to seconds; the named one alone if it fits."""
    known = SECONDS | ({"min": 60.0} if unit == "min" else {})
    if rate_hz:
        known |= {"frames": 1 / rate_hz}
    fits = {u: f for u, f in known.items() if is_rate(1 / (step * f), rate_hz)}
    if rate_hz and unit is None and "s" in fits:
        return {"s": 1.0}
    if unit in fits:
        return {unit: fits[unit]}
    if not fits and _SINCE_1900_DAYS[0] < float(np.nanmin(column)) < _SINCE_1900_DAYS[1]:
        fits = {"d": DAY_S} if is_rate(1 / (step * DAY_S), rate_hz) else {}
    return _likeliest(fits, column)


def _likeliest(fits: dict[str, float], column: FloatArray) -> dict[str, float]:
    """Of several units the one that tells a date of today, or a length of a test."""
    first, last = float(np.nanmin(column)), float(np.nanmax(column))
    shortest, longest = threshold("times.shortest").value, threshold("times.longest").value
    ways = (
        {u: f for u, f in fits.items() if _SINCE_1970_S[0] < first * f < _SINCE_1970_S[1]},
        {u: f for u, f in fits.items() if shortest <= (last - first) * f <= longest},
    )
    return next((way for way in ways if len(way) == 1), fits)


def rising(time_s: FloatArray, path: object) -> NDArray[np.bool_]:
    """Rows whose time is later than that of every row before; the others are to be left out.

    Raises
    ------
    ReadError
        If fewer than two rows or fewer than half of them are.

    Examples
    --------
    >>> rising(np.array([0.0, 0.1, 0.1, np.nan, 0.2]), "a.csv")
    array([ True,  True, False, False,  True])
    """
    known = np.where(np.isfinite(time_s), time_s, -np.inf)
    latest = np.concatenate([[-np.inf], np.maximum.accumulate(known)[:-1]])
    good = np.asarray(known > latest)
    count = int(good.sum())
    if count < 2:
        raise ReadError(path, "at least 2 rows", str(count), "Record a few seconds.")
    if 2 * count < len(good):
        got = f"times that rise in {count} of {len(good)} rows"
        todo = "Export it with milliseconds in the times, or sort its rows by time."
        raise ReadError(path, "times that rise from row to row", got, todo)
    return good


def left_out(good: NDArray[np.bool_]) -> tuple[str, ...]:
    """A note of how many rows `rising` found to be left out; none where none were.

    Examples
    --------
    >>> left_out(np.array([True, True, False]))
    ('1 rows whose time did not rise were left out.',)
    """
    lost = int((~good).sum())
    return (f"{lost} rows whose time did not rise were left out.",) if lost else ()


def is_rate(hz: float, said_hz: float | None = None) -> bool:
    """Whether a motion can be recorded at a rate, and it is what a header says.

    Examples
    --------
    >>> is_rate(50.0), is_rate(50_000.0), is_rate(50.0, 100.0), is_rate(59.94, 60.0)
    (True, False, False, True)
    """
    off = threshold("times.rate_off").value / PERCENT
    if said_hz and abs(hz / said_hz - 1) > off:
        return False
    least, most = threshold("times.rate_least").value, threshold("times.rate_most").value
    return bool(least * (1 - off) <= hz <= most * (1 + off))


def check_rate(hz: float, path: object) -> float:
    """The same rate, once it is one at which a motion can be recorded.

    Raises
    ------
    ReadError
        If it is not.

    Examples
    --------
    >>> check_rate(30.0, "a.json")
    30.0
    """
    if np.isfinite(hz) and is_rate(hz):
        return hz
    raise ReadError(path, f"a rate of {_span()} Hz", f"{hz:g}", "Correct the rate.")


def _span() -> str:
    least, most = threshold("times.rate_least").value, threshold("times.rate_most").value
    return f"{least:g} to {most:g}"


def _none_fits(step: float, path: object, name: str, rate_hz: float | None) -> ReadError:
    expected, got = f"{_span()} times a second", f"steps of {step:.3g} in '{name}'"
    if rate_hz:
        expected = f"times in '{name}' that fit the {rate_hz:g} Hz of the header"
        todo = "Correct the times or the rate, whichever is wrong."
        return ReadError(path, expected, f"steps of {step:.3g}", todo)
    return ReadError(path, expected, got, "Write the times in seconds, in a column 'time_s'.")


def _several_fit(step: float, path: object, name: str, units: list[str]) -> ReadError:
    got = f"steps of {step:.3g} in '{name}', which may be {' or '.join(units)}"
    todo = "Name the column after its unit: " + " or ".join(f"time_{unit}" for unit in units) + "."
    return ReadError(path, "times whose unit is known", got, todo)
