"""Sentences about running, taken apart: what is said about each run."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, time
from typing import Any

from ilio.core import InputError
from ilio.observations.running_week import RunKind
from ilio.sources.typed_numbers import (
    BY_NAME,
    RunLength,
    clock_of,
    clock_span,
    date_in,
    length_in,
    minutes_between,
    named_distance,
)
from ilio.sources.typed_words import (
    kind_of,
    known_words,
    listed,
    not_understood,
    time_of_day,
    two_letter_days,
    weekdays_of,
    words_of,
)

EXPECTED = "a weekday, a kind of run, a time or a duration"
DAY_MINUTES = 24 * 60


@dataclass(frozen=True)
class Clause:
    """What was said about one run so far.

    Parameters
    ----------
    days, day
        Weekdays, or the one day of the calendar.
    kinds
        Every kind that was named.
    at, part
        The hour, and the part of the day.
    length
        How long or how far.
    rest
        Whether it is a day without a run.
    last
        The last word.

    Examples
    --------
    >>> Clause(days=(1,)).dated
    True
    """

    days: tuple[int, ...] = ()
    day: date | None = None
    kinds: tuple[RunKind, ...] = ()
    at: time | None = None
    part: str = ""
    length: RunLength | None = None
    rest: bool = False
    last: str = ""

    @property
    def dated(self) -> bool:
        """Whether it says when.

        Examples
        --------
        >>> Clause().dated
        False
        """
        return bool(self.days or self.day)

    @property
    def says_more(self) -> bool:
        """Whether it says anything but when.

        Examples
        --------
        >>> Clause(rest=True).says_more
        True
        """
        return bool(self.kinds or self.at or self.part or self.length or self.rest)


def clauses_of(text: str) -> list[str]:
    """The parts between commas, semicolons, lines and full stops; a decimal comma parts nothing.

    Examples
    --------
    >>> clauses_of("Tue 7,5 km, Sun long. Thu easy")
    ['Tue 7,5 km', ' Sun long', 'Thu easy']
    """
    parts = re.split(r",(?!\d)|(?<!\d),|[;\n]|[.!?]\s", text)
    return [part for part in parts if part.strip(" .!?")]


def runs_said(text: str) -> list[Clause]:
    """What a text says about each run.

    A part that only says at which hour or how long belongs to the run before it.

    Parameters
    ----------
    text
        As it was typed.

    Raises
    ------
    InputError
        If a word is not understood, or a run has no day.

    Examples
    --------
    >>> [clause.days for clause in runs_said("easy Tue and Thu and long Sun")]
    [(1, 3), (6,)]
    """
    found: list[Clause] = []
    two_letters = two_letter_days(text)
    for part in clauses_of(text):
        for typed in _clauses_of(words_of(part, two_letters=two_letters), part):
            if typed.dated:
                found.append(typed)
            elif found and typed.says_more and not typed.kinds and not typed.rest:
                before = found.pop()
                at, length = typed.at or before.at, typed.length or before.length
                found.append(replace(before, at=at, length=length, part=typed.part or before.part))
            elif typed.says_more or not found:
                todo = "Begin it with a day, such as Tue."
                raise InputError("a weekday in each part", f"'{part.strip()}'", todo)
    return found


def _clauses_of(words: Sequence[str], part: str) -> Iterator[Clause]:
    """The runs of one part, each with its days before it or behind it, as the first one has."""
    typed = Clause()
    first = next((w for w in words if weekdays_of(w) or kind_of(w) or length_in(w)), "")
    days_first = bool(weekdays_of(first))
    for at, word in enumerate(words):
        if typed.dated and typed.says_more and any(weekdays_of(w) for w in words[at:]):
            if days_first:
                ended = bool(weekdays_of(word)) or word in listed("split")
            elif weekdays_of(word):
                # "10k Tue evening Thu morning": the same run on another day at another hour
                ended = False
                if typed.at or typed.part:
                    yield typed
                    typed = replace(typed, days=(), at=None, part="")
            else:
                again = bool(kind_of(word) and typed.kinds)
                again = again or bool(length_in(word) and typed.length)
                next_is_day = any(weekdays_of(w) for w in words[at + 1 : at + 2])
                ended = again or (word in listed("split") and not next_is_day)
            if ended:
                yield typed
                typed = Clause()
        typed = _with(typed, word, part)
    yield typed


def _with(typed: Clause, word: str, part: str) -> Clause:
    bare = typed.last in listed("clock") and length_in(word) is None
    typed = replace(typed, last=word)
    if days := weekdays_of(word):
        return replace(typed, days=(*typed.days, *days))
    if kind := kind_of(word):
        length = typed.length or named_distance(word)
        return replace(typed, kinds=(*typed.kinds, kind), length=length)
    if day := date_in(word):
        return replace(typed, day=day)
    if (timed := _timed(typed, word, part, bare)) is not None:
        return timed
    if word in listed("rest"):
        return replace(typed, rest=True)
    if word in listed("fillers") or word in listed("split"):
        return typed
    if word.isdigit():
        todo = f"Write {word} min for a duration, or a time such as 18:00."
        raise InputError("a unit behind a number", f"'{word}' in '{part.strip()}'", todo)
    raise not_understood(word, part, known_words(), EXPECTED)


def _timed(typed: Clause, word: str, part: str, bare: bool) -> Clause | None:
    """With the hour or the length that a word says; None when it says neither."""
    if span := clock_span(word):
        length = RunLength(minutes_between(*span), "from when to when")
        return _once(_once(typed, part, at=span[0]), part, length=_possible(length, word, part))
    if moment := clock_of(word, bare=bare):
        return _once(typed, part, at=moment)
    if named := time_of_day(word):
        return typed if named == "day" else replace(typed, part=named)
    if (said := length_in(word)) is not None:
        return _once(typed, part, length=_possible(said, word, part))
    return None


def _once(typed: Clause, part: str, **said: Any) -> Clause:
    for name, value in said.items():
        known = getattr(typed, name)
        named = name == "length" and known is not None and known.told == BY_NAME
        if known is not None and known != value and not named:
            what = "time" if name == "at" else "length"
            todo = "Part two runs by a comma, each with its day."
            raise InputError(f"one {what} for each run", f"two in '{part.strip()}'", todo)
    return replace(typed, **said)


def _possible(length: RunLength, word: str, part: str) -> RunLength:
    if not 0 < length.minutes < DAY_MINUTES:
        got = f"'{word}' in '{part.strip()}'"
        raise InputError("a run between 1 min and a day", got, "Write for example 45 min.")
    return length
