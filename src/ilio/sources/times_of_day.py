"""Times that are written as a day and an hour, as seconds."""

import re
from collections.abc import Sequence
from datetime import date

import numpy as np

from ilio.observations import FloatArray

_TIME = re.compile(
    r"(?:(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})[T ]+)?"
    r"(\d{1,2}):(\d{1,2})(?::(\d{1,2})(?:([.,:])(\d+))?)?"
    r"\s*(?:Z|UTC|[-+]\d\d:?\d\d|UTC[-+]\d\d:?\d\d)?"
)
_DAY_S, _HOUR_S, _MINUTE_S = 86400.0, 3600.0, 60.0


def seconds_of(column: Sequence[str]) -> FloatArray | None:
    """Seconds from the first row, NaN for an empty cell; None if these are no such times.

    Without a day, a clock that steps back by more than half a day has passed midnight.

    Examples
    --------
    >>> seconds_of(["2024-01-17 23:59:59.5", "2024-01-18T00:00:00,25Z"])
    array([0.  , 0.75])
    >>> seconds_of(["23:59:59:900", "", "0:00:00:100"])
    array([0. , nan, 0.2])
    """
    found = np.full(len(column), np.nan)
    for at, cell in enumerate(column):
        match = _TIME.fullmatch(cell.strip())
        if match:
            found[at] = _seconds(match)
        elif cell.strip():
            return None
    known = np.isfinite(found)
    if not known.any():
        return None
    steps = np.diff(found[known], prepend=found[known][0])
    found[known] += np.cumsum(steps < -_DAY_S / 2) * _DAY_S
    return np.asarray(found - found[known][0], dtype=np.float64)


def _seconds(match: re.Match[str]) -> float:
    year, month, day, hour, minute, second, sign, part = match.groups()
    days = 0
    if year:
        try:
            days = date(int(year), int(month), int(day)).toordinal()
        except ValueError:
            return float("nan")
    share = float(f"0.{part.zfill(3) if sign == ':' else part}") if part else 0.0
    return days * _DAY_S + int(hour) * _HOUR_S + int(minute) * _MINUTE_S + int(second or 0) + share
