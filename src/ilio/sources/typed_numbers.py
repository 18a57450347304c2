"""Numbers of typed weeks: clock times, lengths in time and distance, days of the calendar."""

import re
from dataclasses import dataclass
from datetime import date, time

from ilio.core import InputError
from ilio.knowledge.run_words import run_distances, run_guesses
from ilio.sources.plain_words import plain

KM_PER_MILE = 1.609344
BY_NAME = "by its name"
_CLOCK = re.compile(r"(\d{1,2})(?:[:.](\d{2})|h(\d{2})?(?:min)?)?(am|pm)?")
_TIME = re.compile(r"(?:(\d{1,9}(?:\.\d+)?|\d{1,9}:\d{2})h)?(?:(\d{1,9})(?:min)?)?")
_DISTANCE = re.compile(r"(\d{1,9}(?:\.\d+)?)(km|mi)")


@dataclass(frozen=True)
class RunLength:
    """How long a run is, in minutes, and what it was worked out from.

    Parameters
    ----------
    minutes
        Duration [min].
    told
        How it was worked out; empty for a time that was said.

    Examples
    --------
    >>> length_in("10km")
    RunLength(minutes=60, told='10 km at 6 min/km')
    """

    minutes: int
    told: str = ""


def clock_of(word: str, *, bare: bool = False) -> time | None:
    """A clock time such as ``18:00``, ``18h30`` or ``6:30am``; with `bare` also ``18``.

    Examples
    --------
    >>> clock_of("6:30pm"), clock_of("18"), clock_of("24", bare=True)
    (datetime.time(18, 30), None, datetime.time(23, 59))
    """
    found = _CLOCK.fullmatch(word)
    hours = bool(found) and "h" in word
    if not found or not (bare or found[2] or hours or found[4]):
        return None
    hour, minute = int(found[1]), int(found[2] or found[3] or 0)
    if hours and hour < run_guesses()["clock_hours"].value:
        return None
    if found[4]:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if found[4] == "pm" else 0)
    if (hour, minute) == (24, 0):
        return time(23, 59)
    return time(hour, minute) if hour < 24 and minute < 60 else None


def clock_span(word: str) -> tuple[time, time] | None:
    """From when to when, such as ``18:00-19:30``, ``18-21`` or ``6-9pm``; None for other words.

    Examples
    --------
    >>> clock_span("6-9pm")
    (datetime.time(18, 0), datetime.time(21, 0))
    """
    first, dash, last = word.partition("-")
    if not dash:
        return None
    half = re.search(r"[ap]m$", last)
    if half and not re.search(r"[ap]m$", first):
        first = f"{first}{half[0]}" if clock_of(f"{first}{half[0]}", bare=True) else first
    start, end = clock_of(first, bare=True), clock_of(last, bare=True)
    return None if start is None or end is None else (start, end)


def minutes_between(start: time, end: time) -> int:
    """Minutes from one time to the next of the other, by way of midnight if need be.

    Examples
    --------
    >>> minutes_between(time(23), time(1))
    120
    """
    return ((end.hour - start.hour) * 60 + end.minute - start.minute) % (24 * 60)


def named_distance(word: str) -> RunLength | None:
    """The length of a run that its name tells, such as a half marathon.

    Examples
    --------
    >>> named_distance("half_marathon").minutes
    127
    """
    for entry in run_distances().values():
        if word.replace("_", " ") in map(_plain_words, entry.words):
            return RunLength(_minutes_of(entry.km), BY_NAME)
    return None


def _plain_words(words: str) -> str:
    return plain(words).replace("-", " ")


def _minutes_of(km: float) -> int:
    return round(km * run_guesses()["minutes_per_km"].value)


def length_in(word: str) -> RunLength | None:
    """The length of a run, such as ``45min``, ``1h30``, ``7.5km``, ``4mi``, ``40-50min``.

    Examples
    --------
    >>> length_in("1h30").minutes, length_in("40-50min").minutes, length_in("45")
    (90, 50, None)
    """
    first, dash, last = word.partition("-")
    if "-" in last:
        return None  # no range has three ends
    if dash:
        unit = re.sub(r"[\d.:]", "", last)
        low, high = length_in(first if re.search("[a-z]", first) else first + unit), length_in(last)
        if low is None or high is None:
            return None
        longer = max((low, high), key=lambda length: length.minutes)
        known = f", {longer.told}" if longer.told else ""
        return RunLength(longer.minutes, f"the longer of the two{known}")
    return _in_time(word) or _in_distance(word)


def _in_time(word: str) -> RunLength | None:
    found = _TIME.fullmatch(word)
    if not found or word.isdigit() or not (found[1] or found[2]):
        return None
    hours, _, minutes = (found[1] or "0").partition(":")
    return RunLength(round(60 * float(hours)) + int(minutes or 0) + int(found[2] or 0))


def _in_distance(word: str) -> RunLength | None:
    found = _DISTANCE.fullmatch(word)
    if not found:
        return None
    pace = run_guesses()["minutes_per_km"].value
    km = float(found[1]) * (KM_PER_MILE if found[2] == "mi" else 1)
    unit = "miles" if found[2] == "mi" else "km"
    return RunLength(_minutes_of(km), f"{found[1]} {unit} at {pace:g} min/km")


def date_in(word: str) -> date | None:
    """A day of the calendar, such as ``2026-12-13`` or ``13.12.2026``; None for other words.

    Raises
    ------
    InputError
        If there is no such day, or it may be two different ones.

    Examples
    --------
    >>> date_in("13.12.2026")
    datetime.date(2026, 12, 13)
    """
    written = re.fullmatch(r"(\d{4})-(\d{1,2})-(\d{1,2})", word)
    dotted = re.fullmatch(r"(\d{1,2})([./])(\d{1,2})\2(\d{4})", word)
    if not written and not dotted:
        return None
    expected, todo = "a day such as 2026-12-13", "Write year-month-day."
    if dotted and dotted[2] == "/":
        raise InputError(expected, f"'{word}', which may be two different days", todo)
    parts = written.groups() if written else dotted.group(4, 3, 1)  # type: ignore[union-attr]
    try:
        return date(*(int(part) for part in parts))
    except ValueError:
        raise InputError(expected, f"'{word}'", todo) from None
