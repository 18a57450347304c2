"""Sorting the events of the weeks that are planned: runs, busy times, and what cannot be read."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, tzinfo

from ilio.core import ReadError
from ilio.knowledge.run_words import run_kinds
from ilio.observations.running_week import Run, RunKind
from ilio.sources.calendar_event import CalendarEvent, Fault
from ilio.sources.calendar_moments import day_of, local, skipped
from ilio.sources.calendar_weeks import CalendarTitle, CalendarWeeks, join_busy
from ilio.sources.recurrence import Occurrence
from ilio.sources.run_titles import TitleChoice, kind_of_title

SHOWN = 3
"""So many examples of one kind of note; the others are counted."""

DATES, LENGTHS = ("DTSTART", "RECURRENCE-ID"), ("DTEND", "DURATION")


@dataclass(frozen=True)
class Window:
    """The days that are planned.

    Parameters
    ----------
    name
        Of the file, for messages.
    first, last
        First day, and the day after the last one.
    zone
        The person's.

    Examples
    --------
    >>> from datetime import UTC
    >>> window = Window("mine.ics", date(2026, 12, 1), date(2026, 12, 8), UTC)
    >>> window.needs(Fault("DTSTART", "", (date(2012, 3, 1), date(2012, 3, 31))))
    False
    """

    name: str
    first: date
    last: date
    zone: tzinfo

    def needs(self, fault: Fault) -> bool:
        """Whether something unreadable may be about one of these days.

        Examples
        --------
        >>> from datetime import UTC
        >>> Window("a.ics", date.min, date.max, UTC).needs(Fault("EXDATE", "no date"))
        True
        """
        return fault.about(self.first, self.last)

    def unreadable(self, event: CalendarEvent, problem: str) -> ReadError:
        """The error for an event of these days that cannot be read.

        Examples
        --------
        >>> from datetime import UTC
        >>> event = CalendarEvent(uid="1", title="Track", start=None)
        >>> window = Window("a.ics", date(2026, 12, 1), date(2026, 12, 8), UTC)
        >>> print(window.unreadable(event, "DTSTART: no date"))
        a.ics: expected events with readable dates and rules, got DTSTART: no date in the event \
'Track'. Correct that event in the calendar program and export again.
        """
        return ReadError(
            self.name,
            "events with readable dates and rules",
            f"{problem} in the event {_called(event)}",
            "Correct that event in the calendar program and export again.",
        )


@dataclass
class Sorting:
    """Sorts the occurrences of a window into runs, busy times and what is neither.

    Parameters
    ----------
    window
        The days that are planned.
    choice
        Titles that the person ticked or unticked.
    runs, busy, titles
        Found so far.
    whole_days, left_out, all_the_time, moved, odd
        What the notes tell.

    Examples
    --------
    >>> from datetime import UTC
    >>> window = Window("a.ics", date(2026, 12, 1), date(2026, 12, 8), UTC)
    >>> Sorting(window, TitleChoice()).weeks().runs
    ()
    """

    window: Window
    choice: TitleChoice
    runs: set[Run] = field(default_factory=set)
    busy: list[tuple[datetime, datetime]] = field(default_factory=list)
    titles: dict[str, CalendarTitle] = field(default_factory=dict)
    whole_days: list[str] = field(default_factory=list)
    left_out: list[str] = field(default_factory=list)
    all_the_time: list[str] = field(default_factory=list)
    moved: list[str] = field(default_factory=list)
    odd: list[str] = field(default_factory=list)
    _kinds: dict[str, RunKind | None] = field(default_factory=dict, init=False, repr=False)

    def can_be_planned(self, event: CalendarEvent) -> bool:
        """Whether an event can be dated.

        Raises
        ------
        ReadError
            If it cannot and these weeks may need it.

        Examples
        --------
        >>> from datetime import UTC
        >>> window = Window("a.ics", date(2026, 12, 1), date(2026, 12, 8), UTC)
        >>> sorting = Sorting(window, TitleChoice())
        >>> sorting.can_be_planned(CalendarEvent(uid="1", title="Run", start=date(2026, 12, 1)))
        True
        """
        for fault in event.faults:
            # the others matter only where the event happens: see `take`
            dated = fault.name in DATES or (fault.name == "RDATE" and fault.span)
            if dated and fault.why != "missing" and self._may_matter(event, fault):
                raise self.window.unreadable(event, f"{fault.name}: {fault.why}")
        if event.faults:
            told = event.faults[0]
            self.left_out.append(f"{_called(event)} ({told.name}: {told.why})")
        self.odd += [f"{_called(event)} ({remark})" for remark in event.remarks]
        return event.start is not None and not any(f.name in DATES for f in event.faults)

    def _may_matter(self, event: CalendarEvent, fault: Fault) -> bool:
        series = bool(event.rules) and fault.name == "DTSTART"
        before = fault.span is None or fault.span[0] <= self.window.last
        return before if series else self.window.needs(fault)

    def too_often(self, event: CalendarEvent, why: str) -> None:
        """Note an event that happens all the time.

        Examples
        --------
        >>> from datetime import UTC
        >>> sorting = Sorting(Window("", date(2026, 12, 1), date(2026, 12, 8), UTC), TitleChoice())
        >>> sorting.too_often(CalendarEvent(uid="1", title="Ping", start=None), "every second")
        >>> sorting.all_the_time
        ["'Ping' (every second)"]
        """
        self.all_the_time.append(f"{_called(event)} ({why})")

    def take(self, one: Occurrence) -> None:
        """Sort one occurrence in.

        Raises
        ------
        ReadError
            If something of it that these weeks need cannot be read.

        Examples
        --------
        >>> from datetime import UTC
        >>> run = CalendarEvent(uid="1", title="Long run", start=date(2026, 12, 6))
        >>> sorting = Sorting(Window("", date(2026, 12, 1), date(2026, 12, 8), UTC), TitleChoice())
        >>> sorting.take(Occurrence(run, date(2026, 12, 6), date(2026, 12, 7)))
        >>> [taken.kind for taken in sorting.runs]
        ['long']
        """
        event, title = one.event, one.event.title
        kind = self._kind(title)
        begin, end = self._span(one, kind)
        outside = begin.date() >= self.window.last or end.date() < self.window.first
        if outside or event.cancelled:
            return
        needed = (f for f in event.faults if f.name in LENGTHS or self.window.needs(f))
        fault = next(needed, None)
        if fault is not None:
            raise self.window.unreadable(event, f"{fault.name}: {fault.why}")
        self._tell(one, begin)
        if kind is not None:
            if begin.date() >= self.window.first:
                self._count(title, kind, begin.date())
                self.runs.add(Run(begin, _minutes(one, kind), kind, title))
        elif not isinstance(one.start, datetime):
            self.whole_days.append(f"'{title}' on {begin.date()}")
        elif not event.free:
            self._count(title, "", begin.date())
            if end > begin:
                self.busy.append((begin, end))

    def _kind(self, title: str) -> RunKind | None:
        """Worked out once for all events of that title."""
        if title not in self._kinds:
            self._kinds[title] = kind_of_title(title, self.choice)
        return self._kinds[title]

    def _span(self, one: Occurrence, kind: RunKind | None) -> tuple[datetime, datetime]:
        """Local start and end; an all-day run starts at the usual hour of its kind."""
        if isinstance(one.start, datetime) and isinstance(one.end, datetime):
            return local(one.start, self.window.zone), local(one.end, self.window.zone)
        at = run_kinds()[kind].at if kind else datetime.min.time()
        first = datetime.combine(one.start, at)
        return first, first

    def _tell(self, one: Occurrence, begin: datetime) -> None:
        if not isinstance(one.start, datetime):
            return
        own = one.start.tzinfo is self.window.zone  # then it is worked out already
        if begin != one.start.replace(tzinfo=None) if own else skipped(one.start):
            self.moved.append(f"{_called(one.event)} from {one.start:%H:%M} to {begin:%H:%M}")

    def _count(self, title: str, kind: RunKind | str, day: date) -> None:
        known = self.titles.get(title)
        count, first = (known.count, known.first) if known else (0, day)
        self.titles[title] = CalendarTitle(title, kind, count + 1, min(first, day))

    def weeks(self) -> CalendarWeeks:
        """What was found.

        Examples
        --------
        >>> from datetime import UTC
        >>> window = Window("a.ics", date(2026, 12, 1), date(2026, 12, 8), UTC)
        >>> Sorting(window, TitleChoice()).weeks().notes
        ()
        """
        joined = tuple(join_busy(self.busy))
        order = sorted(self.titles.values(), key=lambda t: (not t.taken, t.first, t.title))
        return CalendarWeeks(
            runs=tuple(sorted(self.runs)),
            busy=joined,
            titles=tuple(order),
            notes=tuple(self._notes(joined)),
        )

    def _notes(self, joined: Sequence[tuple[datetime, datetime]]) -> Iterator[str]:
        if len(joined) < len(self.busy):
            yield (
                f"{len(self.busy)} busy times touch or overlap and were read as {len(joined)}; "
                "all of them are kept free of sessions."
            )
        for told, what in (
            (self.whole_days, "Events that last whole days do not count as busy"),
            (self.left_out, "Left out, since it cannot be read and these weeks do not need it"),
            (self.all_the_time, "Left out, since nothing can be planned around it"),
            (self.odd, "Written oddly, and read as it was meant"),
            (self.moved, "Moved, since the clock skips that hour"),
        ):
            if told:
                yield f"{what}: {_shown(list(dict.fromkeys(told)))}."


def _shown(told: list[str]) -> str:
    more = f", and {len(told) - SHOWN} more" if len(told) > SHOWN else ""
    return ", ".join(told[:SHOWN]) + more


def _minutes(one: Occurrence, kind: RunKind) -> int:
    """Duration; a run without an end takes the usual one of its kind."""
    if isinstance(one.start, datetime) and isinstance(one.end, datetime):
        passed = one.end.astimezone(UTC) - one.start.astimezone(UTC)
        return round(passed.total_seconds() / 60) or run_kinds()[kind].minutes
    return run_kinds()[kind].minutes


def _called(event: CalendarEvent) -> str:
    day = f" of {day_of(event.start)}" if event.start is not None else ""
    return f"'{event.title or 'without a title'}'{day}"
