"""A weekly pattern of runs, and free times, from plain text."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import time
from itertools import pairwise
from pathlib import Path

from ilio.core import InputError
from ilio.knowledge.run_words import day_times, run_guesses, run_kinds
from ilio.observations.running_week import FreeTime, RunKind, WeeklyRun
from ilio.sources.typed_words import (
    FILLERS,
    WEEKDAYS,
    clock_of,
    minutes_of,
    not_understood,
    weekday_names,
    weekdays_of,
    words_of,
)

NO_RUNS = ("none", "no runs", "nothing")
EXPECTED = "a weekday, a kind of run, a time or a duration"
DAY_MINUTES = 24 * 60


@dataclass(frozen=True)
class _Typed:
    """What one clause said so far."""

    days: tuple[int, ...] = ()
    kinds: tuple[RunKind, ...] = ()
    at: time | None = None
    minutes: int | None = None
    words: tuple[str, ...] = field(default=())

    @property
    def said_more_than_days(self) -> bool:
        return bool(self.kinds or self.at or self.minutes)


def read_runs(text: str) -> tuple[WeeklyRun, ...]:
    """The weekly pattern that a person typed.

    Parameters
    ----------
    text
        Clauses with a weekday each, such as ``"Tue intervals, Sun long 18:00 90 min"``; commas,
        semicolons or new lines between them. ``"none"`` is a week without runs.

    Returns
    -------
    tuple of WeeklyRun
        By weekday and time. Minutes and hour that were not said come from
        ``knowledge/run_words.toml``.

    Raises
    ------
    InputError
        If a word is not understood, a clause names no weekday, a duration is no possible one, or
        two runs overlap.

    Examples
    --------
    >>> [(r.weekday, r.kind, r.minutes, r.at.hour) for r in read_runs("Tue track, Sun long 2 h")]
    [(1, 'intervals', 60, 18), (6, 'long', 120, 9)]
    """
    if not text.strip():
        todo = "Write for example: Tue intervals, Thu easy 45 min, Sun long. Or: none."
        raise InputError("a weekly pattern of runs", "an empty text", todo)
    if text.strip().lower().rstrip(".") in NO_RUNS:
        return ()
    runs = sorted(run for clause in _clauses(text) for run in _runs_of(clause))
    _check_overlap(runs)
    return tuple(runs)


def read_free_times(text: str) -> tuple[FreeTime, ...]:
    """Free times that a person typed; those that touch or overlap become one.

    Parameters
    ----------
    text
        Such as ``"Mon Wed Sat 18-21"``, ``"every day"``, ``"weekdays 6:30-7:30, Sun morning"``.
        A day without hours is free in the daytime hours of ``knowledge/run_words.toml``.

    Raises
    ------
    InputError
        If a word is not understood, a clause names no weekday, or a time ends before it starts.

    Examples
    --------
    >>> [(f.weekday, f.start.hour, f.end.hour) for f in read_free_times("Mon Sat evenings")]
    [(0, 18, 21), (5, 18, 21)]
    """
    found = [free for clause in _split(text) for free in _free_of(clause)]
    if not found:
        todo = "Write for example: Mon Wed Sat 18-21. Or: every day."
        raise InputError("free times", "an empty text", todo)
    return tuple(_merged(found))


def text_or_file(given: str) -> str:
    """The text itself, or that of the file when a file of that name exists.

    Examples
    --------
    >>> text_or_file("Tue intervals")
    'Tue intervals'
    """
    from ilio.sources.opening import read_text

    try:
        is_file = "\n" not in given and Path(given).is_file()
    except OSError:
        is_file = False
    if not is_file:
        return given
    lines = (line.partition("#")[0] for line in read_text(given).splitlines())
    return "\n".join(line for line in lines if line.strip())


def _split(text: str) -> list[str]:
    return [part for part in re.split(r"[,;\n]|\.\s", text) if part.strip(" .")]


def _clauses(text: str) -> Iterator[_Typed]:
    """One per run: a weekday after other words starts the next one."""
    for part in _split(text):
        typed = _Typed()
        for word in words_of(part):
            days = weekdays_of(word)
            if days and typed.days and typed.said_more_than_days:
                yield _complete(typed, part)
                typed = _Typed()
            typed = _with(typed, word, days, part)
        yield _complete(typed, part)


def _complete(typed: _Typed, part: str) -> _Typed:
    if not typed.days:
        raise InputError(
            "a weekday in each part", f"'{part.strip()}'", "Begin it with a day, such as Tue."
        )
    return typed


def _with(typed: _Typed, word: str, days: tuple[int, ...], part: str) -> _Typed:
    typed = replace(typed, words=(*typed.words, word))
    if days:
        return replace(typed, days=(*typed.days, *days))
    kind = next((kind for kind, entry in run_kinds().items() if word in entry.words), None)
    if kind:
        return replace(typed, kinds=(*typed.kinds, kind))
    moment = clock_of(word, bare=typed.words[-2:-1] == ("at",))
    named = next((t.start for t in day_times().values() if word in t.words), None)
    if moment or named:
        return replace(typed, at=moment or named)
    minutes = minutes_of(word)
    if minutes is None:
        minutes = _minutes_of_distance(word)
    if minutes is not None:
        return replace(typed, minutes=_possible(minutes, word, part))
    if word in FILLERS:
        return typed
    if word.isdigit():
        todo = f"Write {word} min for a duration, or a time such as 18:00."
        raise InputError("a unit behind a number", f"'{word}' in '{part.strip()}'", todo)
    raise not_understood(word, part, _known_words(), EXPECTED)


def _minutes_of_distance(word: str) -> int | None:
    found = re.fullmatch(r"(\d+(?:\.\d+)?)(?:km|k)", word)
    return round(float(found[1]) * run_guesses()["minutes_per_km"].value) if found else None


def _possible(minutes: int, word: str, part: str) -> int:
    if not 0 < minutes < DAY_MINUTES:
        got = f"'{word}' in '{part.strip()}'"
        raise InputError("a run between 1 min and a day", got, "Write for example 45 min.")
    return minutes


def _known_words() -> Iterator[str]:
    yield from weekday_names()
    for kind in run_kinds().values():
        yield from kind.words
    for part in day_times().values():
        yield from part.words


def _runs_of(typed: _Typed) -> Iterator[WeeklyRun]:
    # "easy long run": the plainest word is also a filler, so any other kind wins over it
    kind: RunKind = next((kind for kind in typed.kinds if kind != "easy"), "easy")
    entry = run_kinds()[kind]
    for day in dict.fromkeys(typed.days):
        yield WeeklyRun(day, kind, typed.minutes or entry.minutes, typed.at or entry.at)


def _check_overlap(runs: Sequence[WeeklyRun]) -> None:
    in_week = sorted(runs, key=_minute_of_week)
    for first, second in pairwise(in_week):
        if _minute_of_week(second) < _minute_of_week(first) + first.minutes:
            raise InputError(
                "runs one after the other",
                f"two on {WEEKDAYS[second.weekday].capitalize()} that overlap "
                f"({first.kind} at {first.at:%H:%M} for {first.minutes} min, "
                f"{second.kind} at {second.at:%H:%M})",
                "Give each its own time, such as Tue easy 7:00.",
            )


def _minute_of_week(run: WeeklyRun) -> int:
    return run.weekday * DAY_MINUTES + run.at.hour * 60 + run.at.minute


def _free_of(part: str) -> Iterator[FreeTime]:
    days: list[int] = []
    hours: list[tuple[time, time]] = []
    for word in words_of(part):
        named = next(((t.start, t.end) for t in day_times().values() if word in t.words), None)
        if found := weekdays_of(word):
            days += found
        elif span := named or _span(word, part):
            hours.append(span)
        elif word not in FILLERS and word not in ("free", "between"):
            expected = "a weekday or a time such as 18-21"
            raise not_understood(word, part, _known_words(), expected)
    if not days:
        raise InputError("a weekday with each free time", f"'{part.strip()}'", "Such as Mon 18-21.")
    whole = day_times()["day"]
    for day in dict.fromkeys(days):
        for start, end in hours or [(whole.start, whole.end)]:
            yield FreeTime(day, start, end)


def _span(word: str, part: str) -> tuple[time, time] | None:
    first, dash, last = word.partition("-")
    end = clock_of(last, bare=True) if dash else None
    start = clock_of(first, bare=True) if dash else None
    if start is None or end is None:
        return None
    if start >= end:
        got = f"'{word}' in '{part.strip()}'"
        raise InputError("a time that ends after it starts", got, "Write for example 18-21.")
    return start, end


def _merged(found: Iterable[FreeTime]) -> list[FreeTime]:
    merged: list[FreeTime] = []
    for free in sorted(found):
        last = merged[-1] if merged else None
        if last and last.weekday == free.weekday and free.start <= last.end:
            merged[-1] = replace(last, end=max(last.end, free.end))
        else:
            merged.append(free)
    return merged
