"""Planned runs and busy times from a calendar file (.ics)."""

from collections.abc import Iterable
from datetime import date, timedelta, tzinfo
from pathlib import Path

from ilio.sources.calendar_event import event_of
from ilio.sources.calendar_sorting import Sorting, Window
from ilio.sources.calendar_text import whole_calendars
from ilio.sources.calendar_weeks import CalendarWeeks
from ilio.sources.calendar_zones import Zones
from ilio.sources.recurrence import RuleError, occurrences
from ilio.sources.run_titles import AS_IT_SAYS, TitleChoice
from ilio.sources.text_lines import lines_of

OWN_EVENTS = "@ilio"
"""The end of the UID of every event that Ilio wrote: an older plan is neither run nor busy."""


def read_calendar(
    path: str | Path,
    start: date,
    weeks: int,
    zone: tzinfo,
    choice: TitleChoice = AS_IT_SAYS,
) -> CalendarWeeks:
    r"""Read the planned runs and busy times of a calendar file.

    An event is a run when its title says so (``knowledge/run_words.toml``), or the person does;
    cancelled, free ("transparent") and all-day events do not make a person busy. An all-day run
    takes the usual hour of its kind.

    Parameters
    ----------
    path
        An .ics file; recurrence, exceptions and time zones are honoured.
    start
        First day of the window.
    weeks
        Its length [weeks].
    zone
        The person's zone; every time comes back as local time of it.
    choice
        Titles that the person ticked or unticked.

    Raises
    ------
    ReadError
        If the file is no whole calendar, or an event of the window holds a date, zone or rule
        that cannot be read; the message names the event. A fault anywhere else is left out and
        told as a note.

    Examples
    --------
    >>> from tempfile import TemporaryDirectory
    >>> from zoneinfo import ZoneInfo
    >>> text = ("BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:me\nBEGIN:VEVENT\nUID:1\nSUMMARY:Long run\n"
    ...         "DTSTAMP:20261101T000000Z\nDTSTART:20261128T080000Z\nDURATION:PT90M\n"
    ...         "RRULE:FREQ=WEEKLY\nEND:VEVENT\nEND:VCALENDAR\n")
    >>> with TemporaryDirectory() as folder:
    ...     file = Path(folder) / "runs.ics"
    ...     _ = file.write_text(text)
    ...     weeks = read_calendar(file, date(2026, 11, 23), 2, ZoneInfo("Europe/Berlin"))
    >>> [(run.start.isoformat(), run.minutes, run.kind) for run in weeks.runs]
    [('2026-11-28T09:00:00', 90, 'long'), ('2026-12-05T09:00:00', 90, 'long')]
    """
    return _weeks_of(lines_of(path), str(path), start, weeks, zone, choice)


def read_calendar_text(
    text: str, name: str, start: date, weeks: int, zone: tzinfo, choice: TitleChoice = AS_IT_SAYS
) -> CalendarWeeks:
    r"""The planned runs and busy times in the text of a calendar file; see `read_calendar`.

    Parameters
    ----------
    text
        Of the file.
    name
        What a message calls it.
    start, weeks, zone, choice
        As in `read_calendar`.

    Raises
    ------
    ReadError
        As in `read_calendar`.

    Examples
    --------
    >>> from datetime import UTC
    >>> text = "BEGIN:VCALENDAR\nEND:VCALENDAR\n"
    >>> read_calendar_text(text, "mine.ics", date(2026, 11, 23), 2, UTC).runs
    ()
    """
    return _weeks_of(text.split("\n"), name, start, weeks, zone, choice)


def _weeks_of(
    lines: Iterable[str], name: str, start: date, weeks: int, zone: tzinfo, choice: TitleChoice
) -> CalendarWeeks:
    window = Window(name, start, start + timedelta(weeks=weeks), zone)
    events = []
    for calendar in whole_calendars(lines, name):
        zones = Zones(calendar.zones)
        events += [event_of(given, zones, zone) for given in calendar.events]
    events = [event for event in events if not event.uid.endswith(OWN_EVENTS)]
    sorting = Sorting(window, choice)
    readable = [event for event in events if sorting.can_be_planned(event)]
    try:
        found = occurrences(readable, window.first, window.last, zone, sorting.too_often)
    except RuleError as problem:
        raise window.unreadable(problem.event, str(problem)) from problem
    for occurrence in found:
        sorting.take(occurrence)
    return sorting.weeks()
