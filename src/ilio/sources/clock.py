"""A column of times in whatever unit to seconds: as it says, if that can be, else as only one can.

No motion is recorded once a day or a million times a second. A unit that would say so is wrong,
whatever the header claims, and a hold of 5 s would become one of two months.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ilio.core import ReadError
from ilio.knowledge import threshold
from ilio.observations import FloatArray
from ilio.sources.clock_units import SECONDS, WORDS, as_long_as_a_test, units_of
from ilio.sources.rates import span

UNEVEN = np.log(5.0)
"""Most steps of a clock lie within this factor of the middle one, however unevenly it is read."""


HALF = 0.5


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
    factors = units_of(column, step, unit, rate_hz)
    even = 2 * np.sum(np.abs(np.log(steps / step)) < UNEVEN) > len(steps)
    if not even and (unit or "s") not in factors:
        factors = {}  # what steps by chance is no clock in another unit
    if not factors:
        raise _none_fits(step, path, name, rate_hz)
    if not rate_hz and unit not in factors and (unit is None or len(factors) > 1):
        length = float(np.nanmax(column) - np.nanmin(column))
        factors = as_long_as_a_test(factors, length)
        if not factors:
            raise _no_length(length, path, name)
    if len(factors) > 1:
        raise _several_fit(step, path, name, list(factors))
    ((chosen, factor),) = factors.items()
    note = ""
    if chosen != (unit or "s"):
        rate = f"{1 / (step * factor):.4g} Hz"
        said = f", as the header says {rate}" if rate_hz else f": only so it gives {rate}"
        note = f"'{name}' was taken as {WORDS[chosen]}{said}."
    return Clock(column * factor, note)


def rising(time_s: FloatArray, path: object) -> NDArray[np.bool_]:
    """Rows whose time is later than that of every row before; the others are to be left out.

    A few rows that repeat or come late are left out. A clock that steps back and goes on from there
    was set back, or begins a second recording: without those rows a hold would end too early.

    Raises
    ------
    ReadError
        If fewer than two rows or fewer than half of them are, or the clock goes on from earlier.

    Examples
    --------
    >>> rising(np.array([0.0, 0.1, 0.1, np.nan, 0.2]), "a.csv")
    array([ True,  True, False, False,  True])
    """
    known = np.where(np.isfinite(time_s), time_s, -np.inf)
    latest = np.concatenate([[-np.inf], np.maximum.accumulate(known)[:-1]])
    good = np.asarray(known > latest)
    count = int(good.sum())
    if len(good) < 2:
        raise ReadError(path, "at least 2 rows", str(len(good)), "Record a few seconds.")
    if 2 * count < len(good) or count < 2:
        got = f"times that rise in {count} of {len(good)} rows"
        todo = "Export it with milliseconds in the times, or sort its rows by time."
        raise ReadError(path, "times that rise from row to row", got, todo)
    _check_no_second_start(time_s, good, path)
    return good


def _check_no_second_start(time_s: FloatArray, good: NDArray[np.bool_], path: object) -> None:
    for start, end in _stretches(~good & np.isfinite(time_s)):
        held = time_s[start:end]
        length = float(held[-1] - held[0])
        if length > threshold("times.second_start").value and (np.diff(held) > 0).mean() > HALF:
            back = float(np.nanmax(time_s[:start]) - held[0])
            got = f"a clock that steps back by {back:.1f} s in row {start + 1} and goes on"
            todo = "Cut the file there if it holds two recordings, else correct the times."
            raise ReadError(path, "times that rise from row to row", got, todo)


def _stretches(flags: NDArray[np.bool_]) -> list[tuple[int, int]]:
    edges = np.flatnonzero(np.diff(np.concatenate([[False], flags, [False]]).astype(np.int8)))
    return [(int(start), int(end)) for start, end in zip(edges[::2], edges[1::2], strict=True)]


def left_out(good: NDArray[np.bool_]) -> tuple[str, ...]:
    """A note of how many rows `rising` found to be left out; none where none were.

    Examples
    --------
    >>> left_out(np.array([True, True, False]))
    ('1 rows whose time did not rise were left out.',)
    """
    lost = int((~good).sum())
    return (f"{lost} rows whose time did not rise were left out.",) if lost else ()


def _none_fits(step: float, path: object, name: str, rate_hz: float | None) -> ReadError:
    expected, got = f"{span()} times a second", f"steps of {step:.3g} in '{name}'"
    if rate_hz:
        expected = f"times in '{name}' that fit the {rate_hz:g} Hz of the header"
        todo = "Correct the times or the rate, whichever is wrong."
        return ReadError(path, expected, f"steps of {step:.3g}", todo)
    return ReadError(path, expected, got, "Write the times in seconds, in a column 'time_s'.")


def _no_length(length: float, path: object, name: str) -> ReadError:
    shortest, longest = threshold("times.shortest").value, threshold("times.longest").value
    expected = f"a recording of {shortest:g} to {longest:g} s"
    got = f"a length of {length:.3g} in '{name}', whose unit is not known"
    return ReadError(path, expected, got, "Write the times in seconds, in a column 'time_s'.")


def _several_fit(step: float, path: object, name: str, units: list[str]) -> ReadError:
    may_be = " or ".join(WORDS[unit] for unit in units)
    named = " or ".join(f"time_{unit}" for unit in units if unit in SECONDS)
    todo = "Write the times in seconds, in a column 'time_s'"
    todo += f", or name the column after its unit: {named}." if named else "."
    got = f"steps of {step:.3g} in '{name}', which may be {may_be}"
    return ReadError(path, "times whose unit is known", got, todo)
