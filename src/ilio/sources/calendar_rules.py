"""Recurrence rules of calendars, worked out for the days of a window only.

dateutil does the rule itself. What is done before it: an end or a number of times that programs
write in ways that no standard knows, and a start years ago, which is moved on to the window.
"""

import re
from collections.abc import Iterable, Mapping
from datetime import MAXYEAR, date, datetime, time, timedelta, tzinfo
from functools import lru_cache

from ilio.sources.calendar_moments import Moment, day_meant, day_of, local, moment_of
from ilio.sources.calendar_zones import Zones

PARTS = frozenset(
    (
        *("FREQ", "INTERVAL", "COUNT", "WKST", "BYSETPOS", "BYMONTH", "BYMONTHDAY", "BYYEARDAY"),
        *("BYWEEKNO", "BYDAY", "BYHOUR", "BYMINUTE", "BYSECOND"),
    )
)
KNOWN = PARTS | {"UNTIL", "RSCALE", "SKIP"}
STEPS = {
    "SECONDLY": timedelta(seconds=1),
    "MINUTELY": timedelta(minutes=1),
    "HOURLY": timedelta(hours=1),
    "DAILY": timedelta(days=1),
    "WEEKLY": timedelta(weeks=1),
}
"""Rules whose step always takes the same time, so that their start can be moved on."""

MOST_A_DAY = 48
"""An event that comes back more often, on the average of the window, is nothing to plan around."""

MOST_COUNTED = 100_000
CYCLE_YEARS, CYCLE = 400, timedelta(days=146_097)
"""After 400 years the calendar repeats, weekdays and leap years included."""


class TooOften(ValueError):
    """A rule by which an event happens so often that nothing can be planned around it.

    Examples
    --------
    >>> print(TooOften("HOURLY"))
    HOURLY repeats too often for a plan
    """

    def __init__(self, frequency: str) -> None:
        super().__init__(f"{frequency} repeats too often for a plan")


def walls_of_rule(
    rule: Mapping[str, str], start: Moment, first: date, last: date, here: tzinfo
) -> list[datetime]:
    """Wall-clock times, in the zone of the start, at which a rule lets an event happen.

    Parameters
    ----------
    rule
        Its parts in capital letters.
    start
        Day or moment of the first event.
    first, last
        Days of the window, both counted.
    here
        The person's zone.

    Raises
    ------
    ValueError
        If the rule cannot be worked out.
    TooOften
        If it lets the event happen all the time.

    Examples
    --------
    >>> rule = {"FREQ": "WEEKLY", "UNTIL": "20261208"}
    >>> window = date(2026, 12, 1), date(2026, 12, 31)
    >>> [w.day for w in walls_of_rule(rule, date(2026, 12, 1), *window, None)]
    [1, 8]
    """
    begin = wall_of(start)
    until = _until(rule, start, here)
    high = datetime.combine(last, time.max)
    high = high if until is None else min(high, until)
    low = datetime.combine(first, time())
    if begin > high or low > high:
        return []
    counted = _count(rule)
    if counted is None:
        begin = _moved_on(rule, begin, low)
    most = MOST_A_DAY * ((last - first).days + 1)
    timeless = tuple((name, value) for name, value in rule.items() if name != "UNTIL")
    return list(_between(timeless, counted, begin, low, high, most))


@lru_cache(maxsize=10_000)
def _between(
    rule: tuple[tuple[str, str], ...],
    counted: int | None,
    begin: datetime,
    low: datetime,
    high: datetime,
    most: int,
) -> tuple[datetime, ...]:
    """Every time from `low` to `high`; many events of a calendar come back by the same rule."""
    later = CYCLE * ((MAXYEAR - high.year) // CYCLE_YEARS)
    found: list[datetime] = []
    # near the end of dateutil's time, a rule that never comes again ends soon
    for number, wall in enumerate(_rule(dict(rule), counted, begin + later)):
        if wall > high + later:
            break
        if len(found) >= most or number >= MOST_COUNTED:
            raise TooOften(dict(rule)["FREQ"])
        if wall >= low + later:
            found.append(wall - later)
    return tuple(found)


def over_before(rule: Mapping[str, str], start: Moment, here: tzinfo) -> bool:
    """Whether a rule ends before its event begins: so programs write a series that was deleted.

    Raises
    ------
    ValueError
        If its end cannot be read.

    Examples
    --------
    >>> over_before({"FREQ": "DAILY", "UNTIL": "20261130"}, date(2026, 12, 1), None)
    True
    """
    until = _until(rule, start, here)
    return until is not None and until < wall_of(start)


def wall_of(moment: Moment) -> datetime:
    """What the own clock of a moment shows; a day begins at midnight.

    Examples
    --------
    >>> wall_of(date(2026, 12, 1))
    datetime.datetime(2026, 12, 1, 0, 0)
    """
    if isinstance(moment, datetime):
        return moment.replace(tzinfo=None)
    return datetime.combine(moment, time())


def _rule(rule: Mapping[str, str], count: int | None, begin: datetime) -> Iterable[datetime]:
    from dateutil.rrule import rrulestr

    parts = {key: value for key, value in rule.items() if key in PARTS and value}
    parts["COUNT"] = str(count or "")
    unknown = [key for key in rule if key not in KNOWN and not key.startswith("X-")]
    if unknown:
        raise ValueError(f"unknown part '{unknown[0]}'")
    if rule.get("RSCALE", "GREGORIAN") != "GREGORIAN" or rule.get("SKIP", "OMIT") != "OMIT":
        raise ValueError("a rule of another calendar than the Gregorian one")
    if parts.get("FREQ") not in (*STEPS, "MONTHLY", "YEARLY"):
        raise ValueError(f"no known FREQ: '{parts.get('FREQ', '')}'")
    _number(rule, "INTERVAL")
    text = ";".join(f"{key}={value}" for key, value in parts.items() if value)
    try:
        rules: Iterable[datetime] = rrulestr(text, dtstart=begin)
    except (ValueError, OverflowError) as problem:
        raise ValueError(f"{problem} in '{text}'") from problem
    return rules


def _count(rule: Mapping[str, str]) -> int | None:
    """How often it happens; programs write -1 or 0 for no limit."""
    count = rule.get("COUNT")
    if not count or re.fullmatch(r"-\d{1,9}|0{1,9}", count):
        return None
    return _number(rule, "COUNT")


def _number(rule: Mapping[str, str], name: str) -> int:
    text = rule.get(name) or "1"
    if not re.fullmatch(r"\+?0*[1-9]\d{0,8}", text):
        raise ValueError(f"{name} must be 1 or more, not '{text[:20]}'")
    return int(text)


def _moved_on(rule: Mapping[str, str], begin: datetime, low: datetime) -> datetime:
    """A later start of the same rule, still before the window."""
    step = STEPS.get(rule.get("FREQ", ""))
    if step is None or begin >= low:
        return begin
    step *= _number(rule, "INTERVAL")
    return begin + max((low - begin) // step - 1, 0) * step


def _until(rule: Mapping[str, str], start: Moment, here: tzinfo) -> datetime | None:
    """The last moment by the wall clock of the start; None when the rule never ends."""
    text = rule.get("UNTIL")
    if not text:
        return None
    zone = start.tzinfo if isinstance(start, datetime) else None
    until = moment_of(text, {}, Zones({}), zone or here)
    try:
        if not isinstance(start, datetime):
            return datetime.combine(day_meant(until, here), time.max)
        if isinstance(until, datetime):
            return local(until, zone)
    except OverflowError:
        return None  # the year 9999 is how programs write that there is no end
    return datetime.combine(day_of(until), time.max)
