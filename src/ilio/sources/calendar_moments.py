"""Days and moments of a calendar, in any mix of day, wall-clock time, zone and UTC."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo

from ilio.sources.calendar_zones import Zones

Moment = date | datetime
"""A day, or a moment that knows its zone."""

_MOMENT = re.compile(r"(\d{4})-?(\d{2})-?(\d{2})(?:T(\d{2}):?(\d{2}):?(\d{2})?(Z?))?", re.I)
_LENGTH = re.compile(
    r"([+-]?)P(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?", re.IGNORECASE
)
LAST_OF_DAY = (time(), time(23, 59), time(23, 59, 59))
"""Times that programs write where they mean a day; the end of one just as its begin."""


@dataclass(frozen=True)
class Length:
    """How long an event lasts: days by the calendar, then time by the clock.

    Parameters
    ----------
    days
        Whole days; the hour stays when the clocks change.
    exact
        Time that really passes.

    Examples
    --------
    >>> Length(0, timedelta(hours=1)).after(datetime(2026, 12, 1, 18, tzinfo=UTC)).hour
    19
    """

    days: int
    exact: timedelta

    def after(self, begin: Moment) -> Moment:
        """The moment in which something ends that begins then.

        Raises
        ------
        OverflowError
            If that lies after the year 9999.

        Examples
        --------
        >>> Length(1, timedelta()).after(date(2026, 12, 1))
        datetime.date(2026, 12, 2)
        """
        if not isinstance(begin, datetime):
            return begin + timedelta(days=self.days) + self.exact
        wall = begin + timedelta(days=self.days)
        if not self.exact:
            return wall
        return (wall.astimezone(UTC) + self.exact).astimezone(begin.tzinfo)


def moment_of(text: str, params: Mapping[str, str], zones: Zones, here: tzinfo) -> Moment:
    """A day or a moment as it is written; one without a zone is local to the person (`here`).

    Raises
    ------
    ValueError
        If it is none, or its zone is unknown.

    Examples
    --------
    >>> moment_of("20261201T170000Z", {}, Zones({}), UTC).isoformat()
    '2026-12-01T17:00:00+00:00'
    """
    found = _MOMENT.fullmatch(text.strip())
    if found is None:
        raise ValueError(f"no date or time: '{text}'")
    day = date(*(int(part) for part in found.groups()[:3]))
    if found[4] is None:
        return day
    hour, minute, second = (int(part or 0) for part in found.groups()[3:6])
    # a leap second is the last one of its minute
    clock = time(hour, minute, min(second, 59))
    if found[7]:
        return datetime.combine(day, clock, UTC)
    name = params.get("TZID", "")
    zone = zones.zone(name) if name else here
    if zone is None:
        raise ValueError(f"unknown time zone '{name}'")
    return datetime.combine(day, clock, zone)


def length_of(text: str) -> Length:
    """A duration such as ``PT1H30M``.

    Raises
    ------
    ValueError
        If it is none.
    OverflowError
        If it is longer than time is counted.

    Examples
    --------
    >>> length_of("P1DT2H")
    Length(days=1, exact=datetime.timedelta(seconds=7200))
    """
    found = _LENGTH.fullmatch(text.strip())
    if found is None or not any(found.groups()[1:]):
        raise ValueError(f"no duration: '{text}'")
    weeks, days, hours, minutes, seconds = (int(part or 0) for part in found.groups()[1:])
    sign = -1 if found[1] == "-" else 1
    whole = timedelta(days=7 * weeks + days)
    exact = timedelta(hours=hours, minutes=minutes, seconds=seconds)
    return Length(sign * whole.days, sign * exact)


def between(begin: Moment, end: Moment) -> Length:
    """The length from begin to end, also across two zones or a change of clocks.

    Examples
    --------
    >>> from zoneinfo import ZoneInfo
    >>> start = datetime(2026, 12, 2, 10, tzinfo=ZoneInfo("Europe/Berlin"))
    >>> between(start, datetime(2026, 12, 2, 13, tzinfo=ZoneInfo("America/New_York"))).exact
    datetime.timedelta(seconds=32400)
    """
    if not isinstance(begin, datetime):
        return Length((day_of(end) - begin).days, timedelta())
    if not isinstance(end, datetime):
        end = datetime.combine(end, time(), begin.tzinfo)
    if skipped(begin) and end.tzinfo == begin.tzinfo:
        # the clock never showed that hour: what was meant is how long it is on paper
        return Length(0, end.replace(tzinfo=None) - begin.replace(tzinfo=None))
    return Length(0, end.astimezone(UTC) - begin.astimezone(UTC))


def skipped(moment: datetime) -> bool:
    """Whether the clock of its zone skips that time, as it does once in spring.

    Examples
    --------
    >>> from zoneinfo import ZoneInfo
    >>> skipped(datetime(2027, 3, 28, 2, 30, tzinfo=ZoneInfo("Europe/Berlin")))
    True
    """
    return local(moment, moment.tzinfo) != moment.replace(tzinfo=None)


def local(moment: datetime, zone: tzinfo | None) -> datetime:
    """What the clock of a zone shows, without the zone.

    Examples
    --------
    >>> from zoneinfo import ZoneInfo
    >>> local(datetime(2026, 12, 1, 17, tzinfo=UTC), ZoneInfo("Europe/Berlin")).hour
    18
    """
    # by way of UTC: a moment is never moved within its own zone, though that zone may skip it
    return moment.astimezone(UTC).astimezone(zone).replace(tzinfo=None)


def day_of(moment: Moment) -> date:
    """The day of a moment by its own clock.

    Examples
    --------
    >>> day_of(datetime(2026, 12, 1, 17, tzinfo=UTC))
    datetime.date(2026, 12, 1)
    """
    return moment.date() if isinstance(moment, datetime) else moment


def day_meant(moment: Moment, here: tzinfo) -> date:
    """The day that was meant where a moment stands in the place of a day.

    Programs write midnight or the last second of the day, in the zone of the person and told in
    UTC as often as not.

    Examples
    --------
    >>> from zoneinfo import ZoneInfo
    >>> day_meant(datetime(2026, 12, 7, 23, tzinfo=UTC), ZoneInfo("Europe/Berlin"))
    datetime.date(2026, 12, 8)
    """
    if isinstance(moment, datetime) and moment.time() not in LAST_OF_DAY:
        shown = local(moment, here)
        if shown.time() in LAST_OF_DAY:
            return shown.date()
    return day_of(moment)
