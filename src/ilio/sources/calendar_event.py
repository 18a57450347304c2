"""One event of a calendar as planning reads it, and what of it could not be read."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta, tzinfo

from ilio.sources.calendar_moments import Length, Moment, between, day_of, length_of, moment_of
from ilio.sources.calendar_text import Line, plain_text
from ilio.sources.calendar_zones import Zones

NO_LENGTH = Length(0, timedelta())
A_DAY = Length(1, timedelta())


@dataclass(frozen=True)
class Fault:
    """A property that planning needs and that cannot be read.

    Parameters
    ----------
    name
        Of the property.
    why
        In words.
    span
        First and last day that it may be about; None when it names none.

    Examples
    --------
    >>> Fault("DTSTART", "no date or time: 'soon'").span
    """

    name: str
    why: str
    span: tuple[date, date] | None = None

    def about(self, first: date, last: date) -> bool:
        """Whether it may be about a day of a window.

        Examples
        --------
        >>> past = Fault("EXDATE", "", (date(2012, 3, 25), date(2012, 3, 25)))
        >>> past.about(date(2026, 12, 1), date(2026, 12, 21))
        False
        """
        return self.span is None or (self.span[0] <= last and first <= self.span[1])


@dataclass(frozen=True, kw_only=True)
class CalendarEvent:
    """An event, or the change of one event of a series.

    Parameters
    ----------
    uid, title
        Its name for programs and for people.
    start
        None when it cannot be read or is missing.
    length
        None when nothing says it, or the end lies before the start.
    rules, rules_out
        Rules by which it comes back, and by which it does not.
    added
        Further begins, each with a length of its own or None.
    left_out
        Days or moments of the series at which it does not happen.
    replaces
        The day or moment of the series that this change is about.
    onward
        Whether the change holds for everything later as well.
    version
        What makes one version of it newer than another.
    cancelled, free
        Whether it is off; whether it makes nobody busy.
    faults
        What could not be read.
    remarks
        What is written in a way that no standard knows, and how it was taken.

    Examples
    --------
    >>> CalendarEvent(uid="1", title="Easy run", start=date(2026, 12, 1)).repeats
    False
    """

    uid: str
    title: str
    start: Moment | None
    length: Length | None = None
    rules: tuple[Mapping[str, str], ...] = ()
    rules_out: tuple[Mapping[str, str], ...] = ()
    added: tuple[tuple[Moment, Length | None], ...] = ()
    left_out: tuple[Moment, ...] = ()
    replaces: Moment | None = None
    onward: bool = False
    version: tuple[int, str] = (0, "")
    cancelled: bool = False
    free: bool = False
    faults: tuple[Fault, ...] = ()
    remarks: tuple[str, ...] = ()

    @property
    def repeats(self) -> bool:
        """Whether it may happen on other days than its first.

        Examples
        --------
        >>> rule = {"FREQ": "WEEKLY"}
        >>> CalendarEvent(uid="1", title="", start=date(2026, 12, 1), rules=(rule,)).repeats
        True
        """
        return bool(self.rules or self.added)


def event_of(lines: Sequence[Line], zones: Zones, here: tzinfo) -> CalendarEvent:
    """The event that some lines tell.

    Parameters
    ----------
    lines
        Of one event.
    zones
        Those of its calendar.
    here
        The person's zone, for times without one.

    Examples
    --------
    >>> from datetime import UTC
    >>> from ilio.sources.calendar_text import line_of
    >>> lines = [line_of("SUMMARY:Easy run"), line_of("DTSTART;VALUE=DATE:20261201")]
    >>> event_of(lines, Zones({}), UTC).start
    datetime.date(2026, 12, 1)
    """
    reading = _Reading(lines, zones, here)
    start = reading.moment("DTSTART")
    if start is None and not reading.faults:
        reading.faults.append(Fault("DTSTART", "missing"))
    replaces = reading.moment("RECURRENCE-ID")
    length = reading.length(start)
    early = length is not None and (length.days < 0 or length.exact < timedelta())
    if early:
        reading.remarks.append("it ends before it starts: taken as without an end")
    return CalendarEvent(
        uid=reading.text("UID"),
        title=reading.text("SUMMARY"),
        start=start,
        length=None if early or length == NO_LENGTH else length,
        rules=reading.rules("RRULE"),
        rules_out=reading.rules("EXRULE"),
        added=tuple(reading.added()),
        left_out=tuple(moment for moment, *_ in reading.listed("EXDATE")),
        replaces=replaces,
        onward=reading.onward(),
        version=reading.version(),
        cancelled=reading.text("STATUS").upper() == "CANCELLED",
        free=reading.text("TRANSP").upper() == "TRANSPARENT",
        faults=tuple(reading.faults),
        remarks=tuple(reading.remarks),
    )


class _Reading:
    """Reads the lines of one event; what cannot be read becomes a fault."""

    def __init__(self, lines: Sequence[Line], zones: Zones, here: tzinfo) -> None:
        self._lines: dict[str, list[Line]] = {}
        for line in lines:
            self._lines.setdefault(line.name, []).append(line)
        self._zones, self._here = zones, here
        self.faults: list[Fault] = []
        self.remarks: list[str] = []

    def all(self, name: str) -> list[Line]:
        return self._lines.get(name, [])

    def text(self, name: str) -> str:
        return next((plain_text(line.value) for line in self.all(name) if line.value), "")

    def moment(self, name: str) -> Moment | None:
        """The first one that can be read: some programs write the same property twice."""
        tried: list[Fault] = []
        for line in self.all(name):
            try:
                return moment_of(line.value, line.params, self._zones, self._here)
            except (ValueError, OverflowError) as problem:
                tried.append(_fault(line, problem))
        self.faults += tried[:1]
        return None

    def length(self, start: Moment | None) -> Length | None:
        end = self.moment("DTEND")
        if start is None:
            return None
        try:
            if end is not None:
                return between(start, end)
            for line in self.all("DURATION"):
                length = length_of(line.value)
                length.after(start)
                return length
        except (ValueError, OverflowError) as problem:
            name = "DTEND" if end is not None else "DURATION"
            self.faults.append(_fault(self.all(name)[0], problem))
            return None
        return None if isinstance(start, datetime) else A_DAY

    def rules(self, name: str) -> tuple[Mapping[str, str], ...]:
        """Each rule as its parts."""
        found = []
        for line in self.all(name):
            pairs = (part.partition("=") for part in line.value.split(";") if part.strip())
            parts = {k.strip().upper(): "".join(v.split()).upper() for k, _, v in pairs}
            if parts:
                found.append(parts)
            else:
                self.remarks.append("its rule is empty: taken as an event that happens once")
        return tuple(found)

    def listed(self, name: str) -> Iterator[tuple[Moment, str, Line]]:
        """Every moment of a list, with what stands behind its stroke, and its line."""
        for line in self.all(name):
            for value in line.value.split(","):
                begin, _, rest = value.strip().partition("/")
                if _time_alone(begin):
                    self.remarks.append(f"{name} holds a time without a day, which was left aside")
                    continue
                if not begin:
                    continue
                try:
                    yield moment_of(begin, line.params, self._zones, self._here), rest, line
                except (ValueError, OverflowError) as problem:
                    self.faults.append(_fault(line, problem, begin))

    def added(self) -> Iterator[tuple[Moment, Length | None]]:
        for begin, rest, line in self.listed("RDATE"):
            try:
                yield begin, self._period(begin, rest, line) if rest else None
            except (ValueError, OverflowError) as problem:
                day = day_of(begin)
                self.faults.append(Fault("RDATE", str(problem), (day, day)))

    def _period(self, begin: Moment, rest: str, line: Line) -> Length:
        if rest[:1] in "Pp+-":
            return length_of(rest)
        return between(begin, moment_of(rest, line.params, self._zones, self._here))

    def onward(self) -> bool:
        ranges = (line.params.get("RANGE", "") for line in self.all("RECURRENCE-ID"))
        return any(word.upper() == "THISANDFUTURE" for word in ranges)

    def version(self) -> tuple[int, str]:
        """The sequence number, then when it was written; what is unreadable counts as first."""
        sequence = self.text("SEQUENCE")
        stamps = (self.text(name).upper() for name in ("LAST-MODIFIED", "DTSTAMP"))
        stamp = next((s for s in stamps if re.fullmatch(r"\d{8}T\d{6}Z?", s)), "")
        short = sequence.isascii() and sequence.isdigit() and len(sequence) < 10
        return (int(sequence) if short else 0, stamp)


def _time_alone(text: str) -> bool:
    return re.fullmatch(r"T?\d{2}:?\d{2}:?\d{2}Z?", text) is not None and len(text) < 9


def _fault(line: Line, problem: Exception, value: str | None = None) -> Fault:
    why = str(problem)
    if isinstance(problem, OverflowError):
        why = f"out of the range of dates: '{line.value}'"
    return Fault(line.name, why, _span(line.value if value is None else value))


def _span(text: str) -> tuple[date, date] | None:
    """The days that a broken date may mean: a day, else its month, else its year."""
    found = re.match(r"(\d{4})-?(\d{2})?-?(\d{2})?", text.strip())
    if found is None:
        return None
    year, month, day = (int(part or 0) for part in found.groups())
    for first, last in (
        ((year, month, day), (year, month, day)),
        ((year, month, 1), (year, month, 28)),
        ((year, 1, 1), (year, 12, 31)),
    ):
        try:
            # a day more on each side: the zone may be what is broken
            return date(*first) - timedelta(days=1), date(*last) + timedelta(days=4)
        except (ValueError, OverflowError):
            continue
    return None
