"""The newest version of each event: what was changed later holds."""

from collections.abc import Iterable
from datetime import UTC, datetime

from ilio.sources.calendar_event import CalendarEvent
from ilio.sources.calendar_moments import Moment


def newest(events: Iterable[CalendarEvent]) -> list[CalendarEvent]:
    """Each event once, in its newest version, in the order of the file.

    Two events with one name (UID) are versions of one another. The higher sequence number holds;
    with the same number, the one that was written later if they begin together, and both if not:
    some programs write every event of a series under one name.

    Parameters
    ----------
    events
        Of one calendar or several.

    Examples
    --------
    >>> from datetime import date
    >>> event = CalendarEvent(uid="1", title="Tempo", start=date(2026, 12, 1))
    >>> moved = CalendarEvent(uid="1", title="Tempo", start=date(2026, 12, 2), version=(1, ""))
    >>> newest([moved, event]) == [moved]
    True
    """
    events = list(events)
    highest: dict[object, int] = {}
    for at, event in enumerate(events):
        name = _name(event, at)
        highest[name] = max(highest.get(name, 0), event.version[0])
    latest: dict[object, tuple[tuple[str, int], CalendarEvent]] = {}
    for at, event in enumerate(events):
        name = _name(event, at)
        if event.version[0] < highest[name]:
            continue
        key, written = (name, _key(event.start)), (event.version[1], at)
        if key not in latest or written >= latest[key][0]:
            latest[key] = (written, event)
    kept = [event for _, event in latest.values()]
    off = {event.uid for event in kept if event.uid and _ended(event)}
    on = {event.uid for event in kept if event.replaces is None and not event.cancelled}
    return [event for event in kept if event.replaces is None or event.uid not in off - on]


def _ended(event: CalendarEvent) -> bool:
    return event.replaces is None and event.cancelled


def _name(event: CalendarEvent, at: int) -> object:
    return (event.uid, _key(event.replaces)) if event.uid else at


def _key(moment: Moment | None) -> object:
    return moment.astimezone(UTC) if isinstance(moment, datetime) else moment
