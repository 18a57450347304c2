"""The text of a calendar file as the lines of its events that planning reads.

Everything else is left behind here, so that a fault in it is never met: a creation date in the
year 0, an empty place, the text of an alarm.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from ilio.core import ReadError

READ = frozenset(
    (
        *("UID", "SUMMARY", "STATUS", "TRANSP", "SEQUENCE", "DTSTAMP", "LAST-MODIFIED"),
        *("DTSTART", "DTEND", "DURATION", "RRULE", "EXRULE", "RDATE", "EXDATE", "RECURRENCE-ID"),
    )
)
"""Names of the properties that decide when somebody runs or has no time."""

_LINE = re.compile(r'([A-Za-z0-9-]+)((?:;(?:[^:;="]+=(?:"[^"]*"|[^;:"])*)?)*):(.*)', re.DOTALL)
_PARAMETER = re.compile(r';([^:;="]+)=((?:"[^"]*"|[^;:"])*)')
_ESCAPED = {"n": " ", "N": " ", "\\": "\\", ",": ",", ";": ";"}


@dataclass(frozen=True)
class Line:
    """One property: ``NAME;PARAMETER=...:value``.

    Parameters
    ----------
    name
        Capital letters.
    params
        By name in capital letters, without quotes.
    value
        As it is written.

    Examples
    --------
    >>> Line("DTSTART", {"VALUE": "DATE"}, "20261201").value
    '20261201'
    """

    name: str
    params: Mapping[str, str]
    value: str


@dataclass(frozen=True)
class CalendarText:
    """One calendar of a file.

    Parameters
    ----------
    events
        The lines of each event.
    zones
        Name of a time zone to the lines that define it.

    Examples
    --------
    >>> CalendarText().events
    []
    """

    events: list[list[Line]] = field(default_factory=list)
    zones: dict[str, list[str]] = field(default_factory=dict)


def calendars_of(lines: Iterable[str]) -> list[CalendarText]:
    r"""Every calendar of a file; some programs write several into one.

    Parameters
    ----------
    lines
        Of the file; a long one need not be in memory as a whole.

    Examples
    --------
    >>> text = ("BEGIN:VCALENDAR\nBEGIN:VEVENT\nSUMMARY:Long\n  run\nGEO:;\nEND:VEVENT\n"
    ...         "END:VCALENDAR\n")
    >>> calendars_of(text.split("\n"))[0].events
    [[Line(name='SUMMARY', params={}, value='Long run')]]
    """
    reader = _Reader()
    for raw in _unfolded(lines):
        reader.take(raw)
    return reader.found


def whole_calendars(lines: Iterable[str], name: str) -> list[CalendarText]:
    """Every calendar of a file, once it is known to be a calendar file and not cut off.

    Parameters
    ----------
    lines
        Of the file.
    name
        What a message calls it.

    Raises
    ------
    ReadError
        If it is something else, or cut off.

    Examples
    --------
    >>> len(whole_calendars(["BEGIN:VCALENDAR", "END:VCALENDAR"], "mine.ics"))
    1
    """
    ends = _Ends()
    found = calendars_of(ends.noted(lines, name))
    if not ends.last.rstrip().upper().endswith("END:VCALENDAR"):
        events = [event for calendar in found for event in calendar.events]
        titles = [line.value for event in events for line in event if line.name == "SUMMARY"]
        got = f"one that was cut off{f' after the event {titles[-1]!r}' if titles else ''}"
        raise ReadError(name, "a whole calendar file (.ics)", got, "Export the calendar again.")
    return found


class _Ends:
    """Knows the last line that said anything; the first must open a calendar."""

    last = ""

    def noted(self, lines: Iterable[str], name: str) -> Iterator[str]:
        for line in lines:
            if line and not line.isspace():
                if not self.last and not line.lstrip().upper().startswith("BEGIN:VCALENDAR"):
                    break
                self.last = line
            yield line
        if not self.last:
            expected, todo = "a calendar file (.ics)", "Export the calendar as .ics."
            raise ReadError(name, expected, "other text", todo)


@dataclass
class _Reader:
    """Goes through the lines of a file and knows what it is in."""

    found: list[CalendarText] = field(default_factory=list)
    inside: list[str] = field(default_factory=list)
    zone: list[str] = field(default_factory=list)
    called_off: bool = False

    def take(self, raw: str) -> None:
        name, _, value = raw.partition(":")
        word, of = name.strip().upper(), value.strip().upper()
        if "VTIMEZONE" in self.inside:
            self.zone.append(raw)
        if word == "BEGIN":
            self.begin(of, raw)
        elif word == "END":
            self.end(of)
        elif word == "METHOD" and self.inside == ["VCALENDAR"]:
            self.called_off = of == "CANCEL"  # what such a calendar holds will not take place
        elif self.inside[-1:] == ["VEVENT"] and self.found:
            line = line_of(raw)
            if line is not None and line.name in READ:
                self.found[-1].events[-1].append(line)

    def begin(self, of: str, raw: str) -> None:
        self.inside.append(of)
        if of == "VCALENDAR":
            self.found.append(CalendarText())
            self.called_off = False
        elif of == "VEVENT" and self.found:
            off = [Line("STATUS", {}, "CANCELLED")] if self.called_off else []
            self.found[-1].events.append(off)
        elif of == "VTIMEZONE":
            self.zone = [raw]

    def end(self, of: str) -> None:
        if of == "VTIMEZONE" and self.found:
            self.found[-1].zones[_zone_name(self.zone)] = self.zone
        if of in self.inside:
            self.inside = self.inside[: self.inside.index(of)]


def reduced(calendars: Iterable[CalendarText], since: date) -> str:
    r"""The text of calendars with nothing left in them but what planning reads from a day on.

    Notes, places, people that were invited and single events of long before are gone, and so it is
    short enough to be kept.

    Parameters
    ----------
    calendars
        Of a file.
    since
        First day that is planned.

    Examples
    --------
    >>> text = ("BEGIN:VCALENDAR\nBEGIN:VEVENT\nSUMMARY:Long run\nATTENDEE:mailto:ada@example.org\n"
    ...         "END:VEVENT\nEND:VCALENDAR\n")
    >>> reduced(calendars_of(text.split("\n")), date(2026, 11, 23))
    'BEGIN:VCALENDAR\nBEGIN:VEVENT\nSUMMARY:Long run\nEND:VEVENT\nEND:VCALENDAR\n'
    """
    lines: list[str] = []
    for calendar in calendars:
        lines.append("BEGIN:VCALENDAR")
        for zone in calendar.zones.values():
            lines += zone
        for event in calendar.events:
            if _over(event, since):
                continue
            lines += ["BEGIN:VEVENT", *map(_written, event), "END:VEVENT"]
        lines.append("END:VCALENDAR")
    return "".join(f"{line}\n" for line in lines)


def _over(event: list[Line], since: date) -> bool:
    """Whether it is a single event of long before."""
    starts = [line.value for line in event if line.name == "DTSTART"]
    series = any(line.name in ("RRULE", "RDATE", "RECURRENCE-ID") for line in event)
    early = f"{since - LONG_BEFORE:%Y%m%d}"
    return not series and bool(starts) and starts[0][:8].isdigit() and starts[0][:8] < early


LONG_BEFORE = timedelta(days=62)
"""Events that lasted longer are none that somebody runs around."""


def _written(line: Line) -> str:
    params = "".join(
        f';{name}="{value}"' if re.search("[:;,]", value) else f";{name}={value}"
        for name, value in line.params.items()
    )
    return f"{line.name}{params}:{line.value}"


def line_of(raw: str) -> Line | None:
    """One unfolded line as a property; None when it is none.

    Examples
    --------
    >>> line_of('DTSTART;TZID="Europe/Berlin":20261201T180000').params
    {'TZID': 'Europe/Berlin'}
    """
    found = _LINE.fullmatch(raw)
    if found is None:
        # what is needed and broken is kept as it is, so that it is missed
        name = re.match(r"[A-Za-z-]+", raw)
        needed = name is not None and name[0].upper() in READ - {"SUMMARY"}
        return Line(name[0].upper(), {}, raw) if name is not None and needed else None
    params = {
        name.strip().upper(): value.strip().strip('"')
        for name, value in _PARAMETER.findall(found[2])
    }
    return Line(found[1].upper(), params, found[3].strip())


def plain_text(value: str) -> str:
    r"""The words of a text property, in one line.

    Examples
    --------
    >>> plain_text(r"Long run\, easy\nwith Ada")
    'Long run, easy with Ada'
    """
    words = re.sub(r"\\(.)", lambda found: _ESCAPED.get(found[1], found[1]), value)
    return " ".join(words.split())


def _unfolded(lines: Iterable[str]) -> Iterator[str]:
    """Lines, those that begin with a blank joined to the one before."""
    parts: list[str] = []
    for raw in lines:
        if not raw:
            continue  # some programs leave an empty line within a folded one
        if parts and raw[:1] in (" ", "\t"):
            parts.append(raw[1:])
            continue
        if parts:
            yield "".join(parts)
        parts = [raw]
    yield "".join(parts)


def _zone_name(lines: list[str]) -> str:
    named = (line_of(raw) for raw in lines)
    return next((line.value for line in named if line is not None and line.name == "TZID"), "")
