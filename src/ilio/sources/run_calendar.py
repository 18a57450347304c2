"""Planned runs and busy times from a calendar file (.ics)."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta, tzinfo
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ilio.core import InputError, ReadError
from ilio.knowledge.run_words import run_kinds, run_title_words
from ilio.observations.running_week import Run, RunKind
from ilio.sources.opening import read_text
from ilio.sources.recurrence import Occurrence, occurrences

if TYPE_CHECKING:
    from icalendar import Calendar, Event

ALL_DAY = timedelta(days=1)
OWN_EVENTS = "@ilio"
"""The end of the UID of every event that Ilio wrote: an older plan is neither run nor busy."""

TOO_OFTEN = ("SECONDLY", "MINUTELY")


@dataclass(frozen=True, kw_only=True)
class CalendarWeeks:
    """What a calendar holds within a window.

    Parameters
    ----------
    runs
        Planned runs, by time.
    busy
        Local start and end of everything else; busy times that overlap are one.
    notes
        What was left out or joined, one sentence each.

    Examples
    --------
    >>> CalendarWeeks().runs
    ()
    """

    runs: tuple[Run, ...] = ()
    busy: tuple[tuple[datetime, datetime], ...] = ()
    notes: tuple[str, ...] = ()


def read_calendar(path: str | Path, start: date, weeks: int, zone: tzinfo) -> CalendarWeeks:
    r"""Read the planned runs and busy times of a calendar.

    An event is a run when its title holds a word for running (``knowledge/run_words.toml``);
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

    Raises
    ------
    ReadError
        If the file is no whole calendar, or an event holds a date, zone or rule that cannot be
        read; the message names the event.

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
    calendar = _opened(path)
    last = start + timedelta(weeks=weeks)
    try:
        found = occurrences(calendar.events, start - ALL_DAY, last + ALL_DAY)
    except ValueError as problem:
        raise ReadError(
            path,
            "events whose dates can be worked out",
            f"one that cannot ({problem})",
            "Correct it in the calendar program and export again.",
        ) from problem
    return _sorted_out([o for o in found if _counts(o.event)], start, last, zone)


def _opened(path: str | Path) -> "Calendar":
    from icalendar import Calendar

    text = read_text(path)
    expected = "a calendar file (.ics)"
    if not text.lstrip().upper().startswith("BEGIN:VCALENDAR"):
        raise ReadError(path, expected, "other text", "Export the calendar as .ics.")
    if not text.rstrip().upper().endswith("END:VCALENDAR"):
        last = _last_title(text)
        got = f"one that was cut off{f' after the event {last!r}' if last else ''}"
        raise ReadError(path, f"a whole {expected[2:]}", got, "Export the calendar again.")
    try:
        calendar = Calendar.from_ical(text)
    except (ValueError, KeyError, IndexError) as problem:
        todo = "Export the calendar again."
        raise ReadError(path, expected, f"text that breaks its rules ({problem})", todo) from None
    for event in calendar.events:
        _check_event(event, path)
    return calendar


def _last_title(text: str) -> str:
    titles = re.findall(r"^SUMMARY[^:\n]*:(.+)$", text, flags=re.MULTILINE | re.IGNORECASE)
    return str(titles[-1].strip()) if titles else ""


def _check_event(event: "Event", path: str | Path) -> None:
    """Refuse an event of which the library would silently leave a part out."""
    faults = [f"{name}: {why}" for name, why in event.errors if name is not None]
    rule, begin = _entry(event, "RRULE"), _entry(event, "DTSTART")
    if not faults and rule and rule.get("FREQ", [""])[0] in TOO_OFTEN:
        faults = [f"RRULE: {rule['FREQ'][0]} repeats too often for a plan"]
    if not faults and begin is None:
        faults = ["DTSTART: missing"]
    for name in ("DTSTART", "DTEND", "RECURRENCE-ID"):
        faults += [] if faults else _lost_zone(event, name)
    if faults:
        day = "" if begin is None or faults[0].startswith("DTSTART") else f" of {_day(begin.dt)}"
        raise ReadError(
            path,
            "events with readable dates and rules",
            f"{faults[0]} in the event '{event.get('SUMMARY', 'without a title')}'{day}",
            "Correct that event in the calendar program and export again.",
        )


def _lost_zone(event: "Event", name: str) -> list[str]:
    """An unknown zone would quietly turn into local time."""
    entry = _entry(event, name)
    if entry is None or not isinstance(entry.dt, datetime) or entry.dt.tzinfo is not None:
        return []
    zone = entry.params.get("TZID")
    return [f"{name}: unknown time zone '{zone}'"] if zone else []


def _entry(event: "Event", name: str) -> Any:
    return event.get(name)


def _day(moment: date) -> str:
    return f"{moment:%Y-%m-%d}"


def _counts(event: "Event") -> bool:
    if str(event.get("UID", "")).endswith(OWN_EVENTS):
        return False
    return str(event.get("STATUS", "")).upper() != "CANCELLED"


def _sorted_out(
    found: Iterable[Occurrence], start: date, last: date, zone: tzinfo
) -> CalendarWeeks:
    runs: set[Run] = set()
    busy: list[tuple[datetime, datetime]] = []
    whole_days: list[str] = []
    for occurrence in found:
        event = occurrence.event
        title = str(event.get("SUMMARY", "")).strip()
        kind = kind_of_title(title)
        begin, end = _span(occurrence, zone, kind)
        if begin.date() >= last or end.date() < start:
            continue
        if kind is not None and begin.date() >= start:
            runs.add(Run(begin, _minutes(begin, end, kind), kind, title))
        elif not isinstance(occurrence.start, datetime):
            whole_days.append(f"'{title}' on {_day(begin)}")
        elif str(event.get("TRANSP", "")).upper() != "TRANSPARENT" and end > begin:
            busy.append((begin, end))
    joined = tuple(join_busy(busy))
    return CalendarWeeks(
        runs=tuple(sorted(runs)), busy=joined, notes=tuple(_notes(busy, joined, whole_days))
    )


def _notes(
    busy: list[tuple[datetime, datetime]],
    joined: tuple[tuple[datetime, datetime], ...],
    whole_days: list[str],
) -> Iterator[str]:
    if len(joined) < len(busy):
        yield (
            f"{len(busy)} busy times touch or overlap and were read as {len(joined)}; all of them "
            "are kept free of sessions."
        )
    if whole_days:
        shown = ", ".join(whole_days[:3]) + (" ..." if len(whole_days) > 3 else "")
        yield f"Events that last whole days do not count as busy: {shown}."


def kind_of_title(title: str) -> RunKind | None:
    """Which kind of run a title names; None when it names no run.

    Examples
    --------
    >>> kind_of_title("Long run with Ada"), kind_of_title("Easy jog"), kind_of_title("Long lunch")
    ('long', 'easy', None)
    """
    words = re.findall(r"[a-z0-9-]+", title.lower())
    if not any(word in run_title_words().words for word in words):
        return None
    kinds = [kind for kind, entry in run_kinds().items() if set(entry.words) & set(words)]
    return next((kind for kind in kinds if kind != "easy"), "easy")


def join_busy(busy: Iterable[tuple[datetime, datetime]]) -> list[tuple[datetime, datetime]]:
    """Busy times in order, those that touch or overlap as one.

    Raises
    ------
    InputError
        If a time ends before it starts.

    Examples
    --------
    >>> nine, ten, noon = (datetime(2026, 11, 24, hour) for hour in (9, 10, 12))
    >>> join_busy([(ten, noon), (nine, ten)]) == [(nine, noon)]
    True
    """
    joined: list[tuple[datetime, datetime]] = []
    for start, end in sorted(busy):
        if end < start:
            got = f"{start:%Y-%m-%d %H:%M} to {end:%Y-%m-%d %H:%M}"
            raise InputError("a busy time that ends after it starts", got, "Correct one of them.")
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined


def _span(occurrence: Occurrence, zone: tzinfo, kind: RunKind | None) -> tuple[datetime, datetime]:
    """Local start and end without zone; an all-day run starts at the usual hour of its kind."""
    begin, end = occurrence.start, occurrence.end
    if isinstance(begin, datetime) and isinstance(end, datetime):
        return _local(begin, zone), _local(end, zone)
    at = run_kinds()[kind].at if kind else datetime.min.time()
    first = datetime.combine(begin, at)
    return first, first


def _local(moment: datetime, zone: tzinfo) -> datetime:
    return moment.replace(tzinfo=None) if moment.tzinfo is None else _in_zone(moment, zone)


def _in_zone(moment: datetime, zone: tzinfo) -> Any:
    return moment.astimezone(zone).replace(tzinfo=None)


def _minutes(begin: datetime, end: datetime, kind: RunKind) -> int:
    """Duration; a run without an end takes the usual one of its kind."""
    return round((end - begin).total_seconds() / 60) or run_kinds()[kind].minutes
