"""The occurrences of calendar events: rules, added and left-out days, and moved ones.

Rules are worked out in the event's own wall-clock time, so that a run at 18:00 stays at 18:00 when
the clocks change; dateutil does the rule itself.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, tzinfo
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from icalendar import Event

Moment = date | datetime


@dataclass(frozen=True)
class Occurrence:
    """One event on one day.

    Parameters
    ----------
    event
        The event that holds title and status; a moved occurrence is its own event.
    start, end
        Dates for an all-day event, else moments in the event's own zone (naive for floating time).

    Examples
    --------
    >>> Occurrence(None, date(2026, 11, 24), date(2026, 11, 25)).start.day
    24
    """

    event: "Event"
    start: Moment
    end: Moment


def occurrences(events: Iterable["Event"], first: date, last: date) -> list[Occurrence]:
    r"""Every occurrence that starts from `first` to before `last`, by time within each event.

    Parameters
    ----------
    events
        VEVENTs of one calendar; those with a RECURRENCE-ID stand for the occurrence they move.
    first, last
        Days in the events' own zones.

    Raises
    ------
    ValueError
        If a rule cannot be worked out; the message names the event.

    Examples
    --------
    >>> from icalendar import Event
    >>> run = Event.from_ical("BEGIN:VEVENT\r\nUID:1\r\nSUMMARY:Run\r\n"
    ...     "DTSTART:20261124T180000\r\nDURATION:PT45M\r\nRRULE:FREQ=WEEKLY;COUNT=3\r\n"
    ...     "EXDATE:20261201T180000\r\nEND:VEVENT\r\n")
    >>> [o.start.isoformat() for o in occurrences([run], date(2026, 11, 1), date(2027, 1, 1))]
    ['2026-11-24T18:00:00', '2026-12-08T18:00:00']
    """
    events = list(events)
    moved = [event for event in events if "RECURRENCE-ID" in event]
    replaced: list[Any] = [event["RECURRENCE-ID"] for event in moved]
    taken = {(_uid(event), _key(id_.dt)) for event, id_ in zip(moved, replaced, strict=True)}
    found = [Occurrence(event, event.start, event.end) for event in moved]
    for event in events:
        if "RECURRENCE-ID" not in event:
            found += [
                o for o in _of(event, first, last) if (_uid(event), _key(o.start)) not in taken
            ]
    return [o for o in found if first <= _wall(o.start).date() < last]


def _of(event: "Event", first: date, last: date) -> Iterator[Occurrence]:
    start, length = event.start, _wall(event.end) - _wall(event.start)
    zone = start.tzinfo if isinstance(start, datetime) else None
    left_out = {_key(moment) for moment in _moments(event, "EXDATE")}
    walls = {_wall(start), *(_wall(moment, zone) for moment in _moments(event, "RDATE"))}
    for rule in _listed(event, "RRULE"):
        walls |= set(_by_rule(event, rule, zone, first, last))
    for wall in sorted(walls):
        begin = _like(start, wall, zone)
        if _key(begin) not in left_out:
            yield Occurrence(event, begin, _like(start, wall + length, zone))


def _by_rule(
    event: "Event", rule: Any, zone: tzinfo | None, first: date, last: date
) -> list[datetime]:
    from dateutil.rrule import rrulestr
    from icalendar import vRecur

    local: Any = vRecur(rule)
    if "UNTIL" in local:
        local["UNTIL"] = [_wall(until, zone) for until in local["UNTIL"]]
    try:
        if min(local.get("INTERVAL", [1])) < 1:
            raise ValueError("INTERVAL must be 1 or more")
        expanded = rrulestr(local.to_ical().decode(), dtstart=_wall(event.start))
        between = expanded.between(_wall(first), _wall(last), inc=True)
    except (ValueError, TypeError, KeyError) as problem:
        title = str(event.get("SUMMARY", "without a title"))
        raise ValueError(f"RRULE: {problem} in the event '{title}'") from problem
    return list(between)


def _listed(event: "Event", name: str) -> list[Any]:
    entry: Any = event.get(name)
    if entry is None:
        return []
    return entry if isinstance(entry, list) else [entry]


def _moments(event: "Event", name: str) -> Iterator[Moment]:
    for entry in _listed(event, name):
        for value in entry.dts:
            # an RDATE may be a period: its start counts
            yield value.dt[0] if isinstance(value.dt, tuple) else value.dt


def _uid(event: "Event") -> str:
    return str(event.get("UID", ""))


def _key(moment: Moment) -> str:
    """The same instant has the same key, whatever zone it is written in."""
    if isinstance(moment, datetime) and moment.tzinfo is not None:
        return f"{moment.timestamp():.0f}"
    return _wall(moment).isoformat()


def _wall(moment: Moment, zone: tzinfo | None = None) -> datetime:
    """Wall-clock time, in `zone` if the moment has one of its own."""
    if not isinstance(moment, datetime):
        return datetime.combine(moment, time())
    if zone is not None and moment.tzinfo is not None:
        moment = moment.astimezone(zone)
    return moment.replace(tzinfo=None)


def _like(start: Moment, wall: datetime, zone: tzinfo | None) -> Moment:
    return wall.replace(tzinfo=zone) if isinstance(start, datetime) else wall.date()
