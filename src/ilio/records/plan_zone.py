"""The time zone of a plan's calendar, written so that every reader understands it.

One observance for each change of the clocks, each with its own begin: some readers take a list of
several in one line for the first of them only.
"""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from icalendar import Timezone, TimezoneDaylight, TimezoneStandard

DAY, YEAR = timedelta(days=1), timedelta(days=366)
ALWAYS = datetime(1970, 1, 1)  # noqa: DTZ001  local, as all begins of observances are


def zone_component(zone: tzinfo, name: str, first: date, last: date) -> "Timezone":
    """The definition of a zone for the years around some days.

    Parameters
    ----------
    zone
        The zone.
    name
        By which the events call it.
    first, last
        Days of the first and the last event.

    Examples
    --------
    >>> from zoneinfo import ZoneInfo
    >>> name, day = "Europe/Berlin", date(2027, 3, 22)
    >>> berlin = zone_component(ZoneInfo(name), name, day, day)
    >>> [str(part["DTSTART"].dt) for part in berlin.subcomponents][3:5]
    ['2027-03-28 02:00:00', '2027-10-31 03:00:00']
    """
    from icalendar import Timezone

    begin = datetime.combine(first, time(), UTC) - YEAR
    end = datetime.combine(last, time(), UTC) + YEAR
    component = Timezone()
    component.add("tzid", name)
    component.add_component(_observance(zone, begin, begin, ALWAYS))
    for moment in changes_of(zone, begin, end):
        before = moment - timedelta(seconds=1)
        # the begin is told by the clock as it ran until then
        component.add_component(_observance(zone, before, moment, _shown(zone, moment, before)))
    return component


def changes_of(zone: tzinfo, begin: datetime, end: datetime) -> Iterator[datetime]:
    """The moments (UTC) between two others at which the clocks of a zone change.

    Examples
    --------
    >>> from zoneinfo import ZoneInfo
    >>> year = datetime(2027, 1, 1, tzinfo=UTC), datetime(2027, 12, 31, tzinfo=UTC)
    >>> [str(moment) for moment in changes_of(ZoneInfo("Australia/Sydney"), *year)]
    ['2027-04-03 16:00:00+00:00', '2027-10-02 16:00:00+00:00']
    """
    low = begin
    while low < end:
        high = min(low + DAY, end)
        if _rule(zone, low) != _rule(zone, high):
            yield _change_between(zone, low, high)
        low = high


def _change_between(zone: tzinfo, low: datetime, high: datetime) -> datetime:
    before = _rule(zone, low)
    while high - low > timedelta(seconds=1):
        middle = (low + (high - low) / 2).replace(microsecond=0)
        low, high = (middle, high) if _rule(zone, middle) == before else (low, middle)
    return high


def _rule(zone: tzinfo, moment: datetime) -> tuple[timedelta, str]:
    there = moment.astimezone(zone)
    return there.utcoffset() or timedelta(), there.tzname() or ""


def _shown(zone: tzinfo, moment: datetime, clock_of: datetime) -> datetime:
    return (moment + _rule(zone, clock_of)[0]).replace(tzinfo=None)


def _observance(
    zone: tzinfo, before: datetime, moment: datetime, begin: datetime
) -> "TimezoneDaylight | TimezoneStandard":
    from icalendar import TimezoneDaylight, TimezoneStandard

    summer = bool(moment.astimezone(zone).dst())
    part = TimezoneDaylight() if summer else TimezoneStandard()
    part.add("dtstart", begin)
    part.add("tzoffsetfrom", _rule(zone, before)[0])
    part.add("tzoffsetto", _rule(zone, moment)[0])
    part.add("tzname", _rule(zone, moment)[1])
    return part
