"""A programme as a calendar file whose events a newer plan moves and cancels."""

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta, tzinfo
from typing import TYPE_CHECKING, Any

from ilio.core import InputError
from ilio.programmes.entries import entries_of, told_with
from ilio.programmes.programme import Programme, Session
from ilio.programmes.steps import next_step
from ilio.records.plan_holdings import NEXT_STEP
from ilio.records.plan_words import item_line, later
from ilio.records.plan_zone import zone_component
from ilio.records.retest_odds import retest_words

if TYPE_CHECKING:
    from icalendar import Calendar, Event

HOME = "ilio"
REMINDER = timedelta(minutes=-30)
WATCHED = ("DTSTART", "DTEND", "SUMMARY", "DESCRIPTION", "STATUS")
"""What a person would notice: a change of one of these raises the sequence number."""


def calendar_of(
    programme: Programme,
    *,
    stamp: datetime,
    zone: tzinfo | None,
    previous: bytes | None = None,
    reminders: bool = False,
) -> bytes:
    r"""The calendar file (RFC 5545) of a programme.

    Every session keeps its UID for ever: key of the session, first day of the plan and label of
    the person, which tells two plans in one calendar apart. What goes with a run has no event where
    that would be more of them than were asked for; the first event of the week tells it. Given the
    previous file, a changed session gets a higher SEQUENCE, one that is no longer in the plan is
    cancelled, and one that lies before the plan's first day stays as it was.

    Parameters
    ----------
    programme
        The plan.
    stamp
        When this file is made, with a zone.
    zone
        Zone of the local times, one of the IANA names; None for that of the previous file, and
        without one for times that are local wherever they are read.
    previous
        The file that was made of the plan's last version.
    reminders
        Whether each event reminds half an hour before.

    Raises
    ------
    InputError
        If `previous` is no calendar of Ilio.

    Examples
    --------
    >>> from datetime import UTC, date
    >>> from zoneinfo import ZoneInfo
    >>> plan = Programme(summary="Rest.", start=date(2026, 11, 23), weeks=1)
    >>> stamp = datetime(2026, 11, 22, 12, tzinfo=UTC)
    >>> calendar_of(plan, stamp=stamp, zone=ZoneInfo("Europe/Berlin")).startswith(b"BEGIN:VCAL")
    True
    """
    old = _opened(previous) if previous is not None else None
    plan_id = str(old["X-ILIO-PLAN"]) if old is not None else _plan_id(programme)
    before = {str(event["UID"]): event for event in old.events} if old is not None else {}
    calendar = _empty(plan_id)
    zone = zone or _zone_before(before.values())
    for session in entries_of(programme):
        event = _event(session, plan_id, stamp, zone, reminders)
        event.add("description", _description(programme, session))
        _raise_sequence(event, before.pop(str(event["UID"]), None))
        calendar.add_component(event)
    for event in _no_longer_planned(before, programme, stamp):
        calendar.add_component(event)
    _add_zones(calendar)
    content: bytes = calendar.to_ical()
    return content


def same_events(content: bytes, previous: bytes | None) -> bool:
    r"""Whether two calendar files say the same, whenever they were made.

    Examples
    --------
    >>> same_events(b"DTSTAMP:20261122T120000Z\r\nSUMMARY:Strength", None)
    False
    """
    if previous is None:
        return False
    told = (
        [line for line in text.split(b"\n") if not line.startswith(b"DTSTAMP")]
        for text in (content, previous)
    )
    return next(told) == next(told)


def _plan_id(programme: Programme) -> str:
    kept = (c if c.isascii() and c.isalnum() else "-" for c in programme.person.lower())
    letters = "".join(kept).strip("-")
    return f"{programme.start:%Y%m%d}{f'-{letters}' if letters else ''}"


def _empty(plan_id: str) -> "Calendar":
    from icalendar import Calendar

    calendar = Calendar()
    calendar.add("prodid", "-//Ilio//Plan//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", "Ilio")
    calendar.add("x-ilio-plan", plan_id)
    return calendar


def _opened(previous: bytes) -> "Calendar":
    from icalendar import Calendar

    expected = "the plan's previous calendar file"
    todo = "Give the file that Ilio wrote for the last version of this plan."
    try:
        calendar = Calendar.from_ical(previous)
    except (ValueError, KeyError, IndexError) as problem:
        raise InputError(
            "the plan's previous calendar file", f"other text ({problem})", todo
        ) from None
    if "X-ILIO-PLAN" not in calendar:
        raise InputError(expected, "a calendar of another program", todo)
    return calendar


def _event(
    session: Session, plan_id: str, stamp: datetime, zone: tzinfo | None, reminders: bool
) -> "Event":
    from icalendar import Alarm, Event

    event = Event()
    start = session.start.replace(tzinfo=zone)
    event.add("uid", f"{session.key}.{plan_id}@{HOME}")
    event.add("dtstamp", stamp)
    event.add("dtstart", start)
    event.add("dtend", later(start, session.minutes))
    event.add("summary", session.title)
    event.add("categories", ["Ilio", session.kind])
    event.add("status", "CONFIRMED")
    if reminders:
        alarm = Alarm()
        alarm.add("action", "DISPLAY")
        alarm.add("description", session.title)
        alarm.add("trigger", REMINDER)
        event.add_component(alarm)
    return event


def _description(programme: Programme, session: Session) -> str:
    return "\n".join((*_own_lines(programme, session), *_lines_of_runs(programme, session)))


def _lines_of_runs(programme: Programme, session: Session) -> Iterator[str]:
    for around in told_with(programme, session):
        yield f"With each run of this week, {around.place.replace(' a run', '')}:"
        yield from map(item_line, around.items)


def _own_lines(programme: Programme, session: Session) -> list[str]:
    if session.kind == "retest":
        return [f"The same tests as the first time, before any stretching. {retest_words()}"]
    lines = [item_line(item) for item in session.items]
    if session.place != "on its own":
        lines.insert(0, session.place.capitalize() + ".")
    if more := next_step(programme, session):
        lines += [f"{NEXT_STEP}:", *map(item_line, more)]
    return lines


def _zone_before(events: "Iterable[Event]") -> tzinfo | None:
    starts: list[Any] = [event.start for event in events]
    return next((start.tzinfo for start in starts if start.tzinfo is not None), None)


def _raise_sequence(event: "Event", old: "Event | None") -> None:
    last = _number(old) if old is not None else 0
    changed = old is not None and any(_told(event, name) != _told(old, name) for name in WATCHED)
    event.add("sequence", last + 1 if changed else last)


def _number(event: "Event") -> int:
    sequence: Any = event.get("SEQUENCE", 0)
    return int(sequence)


def _told(event: "Event", name: str) -> object:
    entry: Any = event.get(name)
    if entry is None or not name.startswith("DT"):
        return str(entry or "")
    return entry.dt


def _add_zones(calendar: "Calendar") -> None:
    """Define each zone that an event names; the events of an earlier version may name another."""
    begins: dict[str, list[Any]] = {}
    for event in calendar.events:
        for name in ("DTSTART", "DTEND"):
            entry: Any = event[name]
            begins.setdefault(str(entry.params.get("TZID", "")), []).append(entry.dt)
    for name, moments in sorted(begins.items()):
        if name:
            days = sorted(moment.date() for moment in moments)
            component = zone_component(moments[0].tzinfo, name, days[0], days[-1])
            calendar.subcomponents.insert(0, component)


def _no_longer_planned(
    before: dict[str, "Event"], programme: Programme, stamp: datetime
) -> Iterator["Event"]:
    """What the plan dropped, as cancelled events with title and times; the past is history."""
    for event in before.values():
        start: Any = event.start
        if start.date() >= programme.start and _told(event, "STATUS") != "CANCELLED":
            event["SEQUENCE"] = _number(event) + 1
            event["STATUS"] = "CANCELLED"
            event.pop("DESCRIPTION", None)
            event.DTSTAMP = stamp
            event.subcomponents.clear()
        yield event
