"""Typed weeks as words: weekdays, clock times, durations, and the one error for all of them."""

import re
from collections.abc import Iterable
from datetime import time
from difflib import get_close_matches

from ilio.core import InputError

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
GROUPS: dict[str, tuple[int, ...]] = {
    "daily": (0, 1, 2, 3, 4, 5, 6),
    "everyday": (0, 1, 2, 3, 4, 5, 6),
    "weekday": (0, 1, 2, 3, 4),
    "weekdays": (0, 1, 2, 3, 4),
    "workdays": (0, 1, 2, 3, 4),
    "weekend": (5, 6),
    "weekends": (5, 6),
}
SHORT = {"tues": 1, "thur": 3, "thurs": 3, "weds": 2}
FILLERS = frozenset(
    "a an and at by each every for from in of on only or the then with".split()  # noqa: SIM905
)
"""Words that say nothing; a list of literals would take a line each."""

_CLOCK = re.compile(r"(\d{1,2})(?:[:.](\d{2}))?(am|pm)?")
_LENGTH = re.compile(
    r"(?:(\d+(?:\.\d+)?|\d+:\d{2})(?:h|hr|hrs|hour|hours))?(?:(\d+)(?:m|min|mins|minutes|')?)?"
)


def weekday_names() -> tuple[str, ...]:
    """Every word for days that is understood.

    Examples
    --------
    >>> weekday_names()[:2]
    ('monday', 'tuesday')
    """
    return (*WEEKDAYS, *(day[:3] for day in WEEKDAYS), *SHORT, *GROUPS)


def weekdays_of(word: str) -> tuple[int, ...]:
    """Days that a word names, 0 Monday to 6 Sunday; none when it names no day.

    Examples
    --------
    >>> weekdays_of("thurs"), weekdays_of("fri-sun"), weekdays_of("easy")
    ((3,), (4, 5, 6), ())
    """
    if word in GROUPS:
        return GROUPS[word]
    first, dash, last = word.partition("-")
    if dash:
        ends = (_weekday(first), _weekday(last))
        if ends[0] is None or ends[1] is None:
            return ()
        return tuple((ends[0] + i) % 7 for i in range((ends[1] - ends[0]) % 7 + 1))
    day = _weekday(word)
    return () if day is None else (day,)


def _weekday(word: str) -> int | None:
    singular = word.removesuffix("s") if word.endswith("days") else word
    if singular in SHORT:
        return SHORT[singular]
    fits = [i for i, day in enumerate(WEEKDAYS) if singular in (day, day[:3])]
    return fits[0] if fits else None


def clock_of(word: str, *, bare: bool = False) -> time | None:
    """A clock time such as ``18:00`` or ``6:30am``; with `bare` also ``18``. None for others.

    Examples
    --------
    >>> clock_of("6:30pm"), clock_of("18"), clock_of("24", bare=True)
    (datetime.time(18, 30), None, datetime.time(23, 59))
    """
    found = _CLOCK.fullmatch(word)
    if not found or not (bare or found[2] or found[3]):
        return None
    hour, minute = int(found[1]), int(found[2] or 0)
    if found[3]:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if found[3] == "pm" else 0)
    if (hour, minute) == (24, 0):
        return time(23, 59)
    return time(hour, minute) if hour < 24 and minute < 60 else None


def minutes_of(word: str) -> int | None:
    """A duration such as ``45min``, ``1.5h`` or ``1h30``; None for others.

    Examples
    --------
    >>> minutes_of("45min"), minutes_of("1h30"), minutes_of("1.5h"), minutes_of("45")
    (45, 90, 90, None)
    """
    found = _LENGTH.fullmatch(word)
    if not found or word.isdigit() or not (found[1] or found[2]):
        return None
    hours, _, minutes = (found[1] or "0").partition(":")
    return round(60 * float(hours)) + int(minutes or 0) + int(found[2] or 0)


def words_of(clause: str) -> list[str]:
    """Small words of a clause, a number joined to the unit behind it.

    Examples
    --------
    >>> words_of("Thu easy 1 h 30 min, 6 pm")
    ['thu', 'easy', '1h30min', '6pm']
    """
    text = clause.lower().replace("–", "-").replace("’", "'").replace("every day", "everyday")
    text = re.sub(r"\s+to\s+(?=\d)|\s*-\s*(?=\d)", "-", text)
    text = re.sub(r"(\d)\s*(h|hr|hrs|hour|hours)\b\s*", r"\1h ", text)
    text = re.sub(r"(\d)\s*(min|mins|minutes|')(?![a-z])", r"\1min", text)
    text = re.sub(r"(\dh)\s+(\d+min)\b", r"\1\2", text)
    text = re.sub(r"(\d)\s+(am|pm|km|k)\b", r"\1\2", text)
    return [word for word in re.split(r"[\s,;/&+]+", text) if word.strip(".")]


def not_understood(word: str, clause: str, known: Iterable[str], expected: str) -> InputError:
    """The error for a word that nobody knows, with the nearest one that is known.

    Examples
    --------
    >>> print(not_understood("intervalls", "Tue intervalls", ["intervals"], "a kind of run"))
    Expected a kind of run, got 'intervalls' in 'Tue intervalls'. Did you mean 'intervals'?
    """
    near = get_close_matches(word, sorted(known), n=1, cutoff=0.6)
    todo = f"Did you mean '{near[0]}'?" if near else "Leave it out or write it in another way."
    return InputError(expected, f"'{word}' in '{clause.strip()}'", todo)
