"""Times that are written as a day and an hour, as seconds."""

import calendar
import re
from collections.abc import Sequence
from datetime import date

import numpy as np

from ilio.observations import FloatArray

_TIME = re.compile(
    r"(?:(?P<year>\d{4})[-/.](?P<month>\d{1,2})[-/.](?P<day>\d{1,2})[T ,]+"
    r"|(?P<one>\d{1,2})(?P<between>[-/.])(?P<other>\d{1,2})[-/.](?P<year_at_end>\d{4})[T ,]+"
    r"|(?P<day_of>\d{1,2})[- ](?P<named>[A-Za-z]{3})[a-z]*[- ](?P<year_of>\d{4})[T ,]+)?"
    r"(?P<hour>\d{1,2}):(?P<minute>\d{1,2})(?::(?P<second>\d{1,2})(?:(?P<sign>[.,:])(?P<part>\d+))?)?"
    r"\s*(?P<half>[AaPp]\.?[Mm]\.?)?"
    r"\s*(?:Z|UTC|(?:UTC)?(?P<zone>[-+]\d\d:?\d\d))?"
)
_MONTHS = {name.lower(): number for number, name in enumerate(calendar.month_abbr) if name}
MONTHS = 12
_DAY_S, _HOUR_S, _MINUTE_S = 86400.0, 3600.0, 60.0

_TURNS_S = (_DAY_S, _DAY_S / 2, _HOUR_S)
"""By how much a clock steps back at midnight, at one o'clock without a.m. and p.m., in October."""


def seconds_of(column: Sequence[str]) -> FloatArray | None:
    """Seconds from the first row, NaN for an empty cell; None if these are no such times.

    A clock goes on where it steps back by a day, half a day or an hour: over midnight, over one
    o'clock where it says neither a.m. nor p.m., and in the night when the clocks are set back. It
    also goes on where it skips the hour that is missing in spring. A zone of each row is obeyed.

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
    found[known] -= _turns(found[known])
    return np.asarray(found - found[known][0], dtype=np.float64)


def _turns(time_s: FloatArray) -> FloatArray:
    """By how much a clock was set forward before each row; under 0 where it was set back [s]."""
    steps = np.diff(time_s, prepend=time_s[0])
    near = 10 * max(float(np.median(np.abs(steps))), 0.01)
    turned = np.zeros(len(steps))
    for turn in _TURNS_S:
        turned[np.abs(steps + turn) <= min(near, _MINUTE_S)] = -turn
    before, after = time_s - steps, time_s
    skips = (np.floor(before / _HOUR_S) + 2 == np.floor(after / _HOUR_S)) & (before > _DAY_S)
    turned[skips & (np.abs(steps - _HOUR_S) <= min(near, _MINUTE_S))] = _HOUR_S
    return np.asarray(np.cumsum(turned))


def _seconds(match: re.Match[str]) -> float:
    given = match.groupdict()
    try:
        days = _day(given)
    except ValueError:
        return float("nan")
    part, sign = given["part"], given["sign"]
    share = float(f"0.{part.zfill(3) if sign == ':' else part}") if part else 0.0
    hour = int(given["hour"])
    if half := given["half"]:
        hour = hour % 12 + 12 * (half[0] in "Pp")
    clock = hour * _HOUR_S + int(given["minute"]) * _MINUTE_S + int(given["second"] or 0) + share
    return days * _DAY_S + clock - _offset_s(given["zone"] or "+00:00")


def _day(given: dict[str, str | None]) -> int:
    """The day as a number; 0 where none is written."""
    if given["year"]:
        month, day = given["month"], given["day"]
    elif given["year_of"]:
        month, day = str(_MONTHS.get((given["named"] or "").lower(), 0)), given["day_of"]
    elif given["year_at_end"]:
        one, other = given["one"] or "0", given["other"] or "0"
        american = given["between"] == "/" and int(one) <= MONTHS
        month, day = (one, other) if american or int(other) > MONTHS else (other, one)
    else:
        return 0
    year = given["year"] or given["year_of"] or given["year_at_end"]
    return date(int(year or 0), int(month or 0), int(day or 0)).toordinal()


def _offset_s(zone: str) -> float:
    """How far a zone is ahead of Greenwich [s]."""
    ahead = int(zone[1:3]) * _HOUR_S + int(zone[-2:]) * _MINUTE_S
    return -ahead if zone[0] == "-" else ahead
