"""The occurrences of calendar events: by rule, added, left out, moved, and moved from a day on.

Rules are worked out in the event's own wall-clock time, so that a run at 18:00 stays at 18:00 when
the clocks change. What names one event of a series (an exception, a change) may do so as a day or
as a moment, in any zone; it names the same event either way.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta, tzinfo

from ilio.sources.calendar_event import NO_LENGTH, CalendarEvent
from ilio.sources.calendar_moments import Length, Moment, day_meant, day_of
from ilio.sources.calendar_rules import TooOften, over_before, wall_of, walls_of_rule
from ilio.sources.calendar_versions import newest

ROUND = timedelta(days=2)
"""Looked at on both sides of a window: the zones of the world lie up to a day apart."""

LONGEST = timedelta(days=62)
"""How far back the begin of an event is looked for that lasts into the window."""


@dataclass(frozen=True)
class Occurrence:
    """One event on one day.

    Parameters
    ----------
    event
        The event that holds title and status; a moved occurrence is its own event.
    start, end
        Days for an all-day event, else moments in the event's own zone.

    Examples
    --------
    >>> Occurrence(None, date(2026, 11, 24), date(2026, 11, 25)).start.day
    24
    """

    event: CalendarEvent
    start: Moment
    end: Moment


class RuleError(ValueError):
    """A rule that cannot be worked out, within the window for which it is needed.

    Parameters
    ----------
    event
        Whose rule it is.
    why
        In words.

    Examples
    --------
    >>> str(RuleError(None, "INTERVAL must be 1 or more"))
    'INTERVAL must be 1 or more'
    """

    def __init__(self, event: CalendarEvent, why: str) -> None:
        super().__init__(why)
        self.event = event


def occurrences(
    events: Iterable[CalendarEvent],
    first: date,
    last: date,
    here: tzinfo,
    left_out: Callable[[CalendarEvent, str], object] = lambda event, why: None,
) -> list[Occurrence]:
    """Every occurrence that touches the days from `first` to before `last`, by time.

    Parameters
    ----------
    events
        Events with a start; older versions of the same event are left out.
    first, last
        Days of the window.
    here
        The person's zone.
    left_out
        Told about each event that happens too often to plan around, and why.

    Raises
    ------
    RuleError
        If a rule that reaches the window cannot be worked out.

    Examples
    --------
    >>> run = CalendarEvent(uid="1", title="Run", start=date(2026, 11, 24),
    ...                     rules=({"FREQ": "WEEKLY", "COUNT": "3"},),
    ...                     left_out=(date(2026, 12, 1),))
    >>> found = occurrences([run], date(2026, 11, 1), date(2027, 1, 1), UTC)
    >>> [o.start.isoformat() for o in found]
    ['2026-11-24', '2026-12-08']
    """
    series: dict[object, list[CalendarEvent]] = {}
    for at, event in enumerate(newest(event for event in events if event.start is not None)):
        series.setdefault(event.uid or at, []).append(event)
    found: list[Occurrence] = []
    for group in series.values():
        try:
            found += list(_of_group(group, first, last, here))
        except TooOften as problem:
            left_out(group[0], f"RRULE: {problem}")
    inside = [one for one in found if _touches(one, first, last)]
    return sorted(inside, key=lambda one: (wall_of(one.start), one.event.title))


def _touches(one: Occurrence, first: date, last: date) -> bool:
    return day_of(one.start) - ROUND / 2 < last and day_of(one.end) + ROUND / 2 >= first


def _of_group(
    group: Sequence[CalendarEvent], first: date, last: date, here: tzinfo
) -> Iterator[Occurrence]:
    """All events of one name: the series, its changes, and its changes from a day on."""
    changes = [event for event in group if event.replaces is not None]
    masters = [event for event in group if event.replaces is None]
    onward = [event for event in changes if event.onward and masters]
    for event in changes:
        if event not in onward and not _undone(event, masters, here):
            yield from _made(event, event.start, event.length)
    for master in masters:
        dated = _Dated(master, here)
        steps = sorted(((dated.named(e.replaces), e) for e in onward), key=lambda s: wall_of(s[0]))
        reach = max((_distance(named, change) for named, change in steps), default=timedelta())
        dated.fill(first - ROUND - reach, last + ROUND + reach)
        for moment in master.left_out:
            dated.leave_out(moment)
        for change in changes:
            if change not in onward:
                dated.leave_out(change.replaces)
        for start, length in dated.left():
            since = [step for step in steps if wall_of(step[0]) <= wall_of(start)]
            if not since:
                yield from _made(master, start, length)
            else:
                named, change = since[-1]
                yield from _made(change, _moved(start, named, change), change.length)


def _undone(change: CalendarEvent, masters: Sequence[CalendarEvent], here: tzinfo) -> bool:
    """Whether a later version of the series no longer has the event that was changed."""
    later = [master for master in masters if master.version[0] > change.version[0]]
    if change.replaces is None or not later:
        return False
    day = day_of(change.replaces)
    for master in later:
        dated = _Dated(master, here)
        dated.fill(day - ROUND, day + ROUND)
        for moment in master.left_out:
            dated.leave_out(moment)
        before = len(dated.starts)
        dated.leave_out(change.replaces)
        if len(dated.starts) < before:
            return False
    return True


def _made(
    event: CalendarEvent, start: Moment | None, length: Length | None
) -> Iterator[Occurrence]:
    if start is None:
        return
    try:
        yield Occurrence(event, start, (length or NO_LENGTH).after(start))
    except OverflowError:
        return  # it would end after the year 9999


def _distance(named: Moment, change: CalendarEvent) -> timedelta:
    return abs(wall_of(change.start) - wall_of(named)) if change.start else timedelta()


def _moved(start: Moment, named: Moment, change: CalendarEvent) -> Moment | None:
    """Where a start of the series lies after a change that moved `named`."""
    to = change.start
    if isinstance(to, datetime):
        if isinstance(start, datetime):
            return (wall_of(start) + (wall_of(to) - wall_of(named))).replace(tzinfo=to.tzinfo)
        return datetime.combine(start + (to.date() - day_of(named)), to.time(), to.tzinfo)
    return None if to is None else day_of(start) + (to - day_of(named))


@dataclass
class _Dated:
    """The starts of a series within a window, found by the day or the moment that names them."""

    event: CalendarEvent
    here: tzinfo
    starts: dict[Moment, tuple[Moment, Length | None]] = field(default_factory=dict)

    @property
    def zone(self) -> tzinfo | None:
        """None for a series of whole days."""
        return self.event.start.tzinfo if isinstance(self.event.start, datetime) else None

    def fill(self, first: date, last: date) -> None:
        event = self.event
        length = event.length or NO_LENGTH
        first -= min(timedelta(days=length.days) + length.exact, LONGEST)
        for start, own in (*self._first(), *((self.like(m), own) for m, own in event.added)):
            if first <= day_of(start) <= last:
                self.starts[_key(start)] = (start, own or event.length)
        for start in self._by_rules(event.rules, first, last):
            self.starts.setdefault(_key(start), (start, event.length))
        for start in self._by_rules(event.rules_out, first, last):
            self.starts.pop(_key(start), None)

    def _first(self) -> list[tuple[Moment, None]]:
        """The start itself, unless every rule ends before it."""
        start, rules = self.event.start, self.event.rules
        try:
            if start is None or (rules and all(over_before(r, start, self.here) for r in rules)):
                return []
        except ValueError as problem:
            raise RuleError(self.event, f"RRULE: {problem}") from problem
        return [(start, None)]

    def _by_rules(
        self, rules: Sequence[Mapping[str, str]], first: date, last: date
    ) -> Iterator[Moment]:
        start = self.event.start
        for rule in rules:
            if start is None:
                return
            try:
                walls = walls_of_rule(rule, start, first, last, self.here)
            except TooOften:
                raise
            except (ValueError, OverflowError) as problem:
                raise RuleError(self.event, f"RRULE: {problem}") from problem
            zone = self.zone
            yield from (w.replace(tzinfo=zone) if zone else w.date() for w in walls)

    def left(self) -> list[tuple[Moment, Length | None]]:
        return [self.starts[key] for key in sorted(self.starts, key=wall_of)]

    def like(self, moment: Moment) -> Moment:
        """A day or moment as the series writes its own: a day at its hour, or a moment as a day."""
        zone = self.zone
        if zone is None:
            return day_meant(moment, self.here)
        if isinstance(moment, datetime):
            return moment.astimezone(UTC).astimezone(zone)
        return datetime.combine(moment, wall_of(self.event.start or moment).time(), zone)

    def named(self, moment: Moment | None) -> Moment:
        """The start of the series that a change names; midnight that is none means the day."""
        assert moment is not None  # changes are told by it
        exact = self.like(moment)
        if not isinstance(moment, datetime) or moment.time() != time():
            return exact
        usual = wall_of(self.event.start or exact).time()
        return exact if wall_of(exact).time() == usual else self.like(moment.date())

    def leave_out(self, moment: Moment | None) -> None:
        if moment is None:
            return
        key = _key(self.like(moment))
        midnight = isinstance(moment, datetime) and moment.time() == time()
        if key in self.starts or (isinstance(moment, datetime) and not midnight):
            self.starts.pop(key, None)
            return
        same = [k for k, (start, _) in self.starts.items() if day_of(start) == day_of(moment)]
        for key in same:
            del self.starts[key]


def _key(start: Moment) -> Moment:
    """The same instant has the same key, whatever zone it is written in."""
    return start.astimezone(UTC) if isinstance(start, datetime) else start
