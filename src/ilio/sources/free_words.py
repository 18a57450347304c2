"""Free times of a week, from plain text."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import time

from ilio.core import InputError
from ilio.core.days import WEEKDAYS
from ilio.knowledge.run_words import day_times, run_guesses
from ilio.observations.running_week import FreeTime
from ilio.sources.typed_clauses import clauses_of
from ilio.sources.typed_numbers import clock_of, clock_span, minutes_between
from ilio.sources.typed_words import (
    known_words,
    listed,
    not_understood,
    time_of_day,
    two_letter_days,
    weekdays_of,
    words_of,
)

MIDNIGHT, LAST = time(), time(23, 59)


@dataclass(frozen=True)
class TypedFreeTimes:
    """Free times that a person typed, and what was taken for them.

    Parameters
    ----------
    times
        By weekday; those that touch or overlap are one.
    understood
        One sentence a time.

    Examples
    --------
    >>> TypedFreeTimes().times
    ()
    """

    times: tuple[FreeTime, ...] = ()
    understood: tuple[str, ...] = ()


def read_free_times(text: str) -> tuple[FreeTime, ...]:
    """Free times that a person typed; see `read_free_week`.

    Raises
    ------
    InputError
        As in `read_free_week`.

    Examples
    --------
    >>> [(f.weekday, f.start.hour, f.end.hour) for f in read_free_times("Mon Sat evenings")]
    [(0, 18, 21), (5, 18, 21)]
    """
    return read_free_week(text).times


def read_free_week(text: str) -> TypedFreeTimes:
    r"""Free times that a person typed; those that touch or overlap become one.

    Parameters
    ----------
    text
        Such as ``"Mon Wed Sat 18-21"``, ``"every day"``, ``"weekdays after 18, Sun morning"``,
        ``"Fri 21-1"``. A day without hours is free in the daytime hours of
        ``knowledge/run_words.toml``; a time that goes past midnight ends on the next day.

    Raises
    ------
    InputError
        If a word is not understood, a clause names no weekday, or a time is none.

    Examples
    --------
    >>> print("\n".join(read_free_week("Fri 21-1").understood))
    Friday 21:00 to 23:59.
    Saturday 00:00 to 01:00.
    """
    two_letters = two_letter_days(text)
    found = [free for part in clauses_of(text) for free in _free_of(part, two_letters)]
    if not found:
        todo = "Write for example: Mon Wed Sat 18-21. Or: every day."
        raise InputError("free times", "an empty text", todo)
    times = tuple(_merged(found))
    told = (f"{WEEKDAYS[f.weekday]} {f.start:%H:%M} to {f.end:%H:%M}." for f in times)
    return TypedFreeTimes(times, tuple(told))


def _free_of(part: str, two_letters: bool) -> Iterator[FreeTime]:
    days: list[int] = []
    hours: list[tuple[time, time]] = []
    whole = day_times()["day"]
    words = words_of(part, two_letters=two_letters)
    for before, word in zip(["", *words], words, strict=False):
        named = time_of_day(word)
        if found := weekdays_of(word):
            days += found
        elif named:
            hours.append((day_times()[named].start, day_times()[named].end))
        elif span := _span(word, before, part):
            hours.append(span)
        elif word not in listed("fillers") | listed("split") | listed("after") | listed("before"):
            expected = "a weekday or a time such as 18-21"
            raise not_understood(word, part, known_words(), expected)
    if not days:
        raise InputError("a weekday with each free time", f"'{part.strip()}'", "Such as Mon 18-21.")
    for day in dict.fromkeys(days):
        for start, end in hours or [(whole.start, whole.end)]:
            yield from _within_days(day, start, end)


def _within_days(day: int, start: time, end: time) -> Iterator[FreeTime]:
    if start < end:
        yield FreeTime(day, start, end)
        return
    yield FreeTime(day, start, LAST)
    if end > MIDNIGHT:
        yield FreeTime((day + 1) % len(WEEKDAYS), MIDNIGHT, end)


def _span(word: str, before: str, part: str) -> tuple[time, time] | None:
    """Such as 18-21, or a single hour behind 'after' or 'before'."""
    said = f"'{word}' in '{part.strip()}'"
    if span := clock_span(word):
        past_midnight = span[0] >= span[1]
        longest = 60 * run_guesses()["longest_night"].value
        if past_midnight and not 0 < minutes_between(*span) <= longest:
            raise InputError("a time that ends after it starts", said, "Write for example 18-21.")
        return span
    start, whole = clock_of(word, bare=True), day_times()["day"]
    if start is None:
        return None
    if before in listed("before"):
        return (whole.start if whole.start < start else MIDNIGHT), start
    if before in listed("after"):
        return start, (whole.end if start < whole.end else LAST)
    todo = f"Write for example {start:%H}-{min(start.hour + 3, 23)}, or after {start:%H}."
    raise InputError("from when to when", said, todo)


def _merged(found: Iterable[FreeTime]) -> list[FreeTime]:
    merged: list[FreeTime] = []
    for free in sorted(found):
        last = merged[-1] if merged else None
        if last and last.weekday == free.weekday and free.start <= last.end:
            merged[-1] = replace(last, end=max(last.end, free.end))
        else:
            merged.append(free)
    return merged
