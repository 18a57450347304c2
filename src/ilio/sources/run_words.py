"""A weekly pattern of runs from plain text: a few words, or whole sentences."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, time
from itertools import pairwise
from pathlib import Path

from ilio.core import InputError
from ilio.core.days import WEEKDAYS
from ilio.knowledge.run_words import day_times, run_kinds
from ilio.observations.running_week import Run, RunKind, WeeklyRun
from ilio.sources.typed_clauses import DAY_MINUTES, Clause, runs_said

NO_RUNS = ("none", "no runs", "nothing")
NOON = 12
_HOW_OFTEN = re.compile(
    r"\b\w{1,20} ?(?:x|times|days|runs|mal|tage|fois|jours|veces|días|volte|giorni|keer|dagen)? ?"
    r"(?:/|a|per|each|every|pro|je|die|in der|par|por|a la|la|alla|à la) ?"
    r"(?:week|wk|woche|semaine|semana|settimana)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class TypedWeek:
    """What a person typed about their running, and what it was taken for.

    Parameters
    ----------
    pattern
        Weekly runs, by weekday and time.
    dated
        Runs of one day of the calendar.
    understood
        One sentence a run, with what was not said and stands there by default.

    Examples
    --------
    >>> TypedWeek().pattern
    ()
    """

    pattern: tuple[WeeklyRun, ...] = ()
    dated: tuple[Run, ...] = ()
    understood: tuple[str, ...] = ()


def read_runs(text: str) -> tuple[WeeklyRun, ...]:
    """The weekly pattern that a person typed; see `read_week`.

    Raises
    ------
    InputError
        As in `read_week`, and if a run of one day stands in it.

    Examples
    --------
    >>> [(r.weekday, r.kind, r.minutes, r.at.hour) for r in read_runs("Tue track, Sun long 2 h")]
    [(1, 'intervals', 60, 18), (6, 'long', 120, 9)]
    """
    week = read_week(text)
    if week.dated:
        got = f"a run on {week.dated[0].start:%Y-%m-%d}"
        raise InputError("runs of every week", got, "Give that one in a calendar, or leave it out.")
    return week.pattern


def read_week(text: str) -> TypedWeek:
    r"""What a person typed about their running.

    Parameters
    ----------
    text
        Words or sentences with a weekday or a date for each run, such as ``"Tue intervals, Sun
        long 18:00 90 min"``, ``"I run 10k on Tuesday evening and long on Sundays"``, ``"Sun race
        2026-12-13"``. ``"none"`` is a week without runs.

    Returns
    -------
    TypedWeek
        Minutes and hour that were not said come from ``knowledge/run_words.toml``, and are told.

    Raises
    ------
    InputError
        If a word is not understood, a run has no weekday, a duration is no possible one, or two
        runs overlap.

    Examples
    --------
    >>> week = read_week("I run 10k on Tuesday evening and long on Sundays")
    >>> print("\n".join(week.understood))
    Tuesday 18:00: easy, 60 min (10 km at 6 min/km).
    Sunday 09:00: long, 90 min (hour and length as usual, since none was said).
    """
    if not text.strip():
        todo = "Write for example: Tue intervals, Thu easy 45 min, Sun long. Or: none."
        raise InputError("a weekly pattern of runs", "an empty text", todo)
    if text.strip().lower().rstrip(".") in NO_RUNS:
        return TypedWeek()
    runs: list[tuple[WeeklyRun | Run, str]] = []
    for clause in _clauses(text):
        runs += _runs_of(clause)
    runs.sort(key=lambda pair: (isinstance(pair[0], Run), pair[0]))
    pattern = [run for run, _ in runs if isinstance(run, WeeklyRun) and run.minutes]
    _check_overlap(pattern)
    dated = tuple(run for run, _ in runs if isinstance(run, Run))
    return TypedWeek(tuple(pattern), dated, tuple(told for _, told in runs))


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
    except (OSError, ValueError):
        is_file = False
    if not is_file:
        return given
    lines = (line.partition("#")[0] for line in read_text(given).splitlines())
    return "\n".join(line for line in lines if line.strip())


def _clauses(text: str) -> list[Clause]:
    """What is said about each run; who said how often is asked for the days."""
    try:
        return runs_said(text)
    except InputError:
        often = _HOW_OFTEN.search(text)
        if often is None:
            raise
        todo = "Name them, also roughly: Tue easy, Thu easy, Sun long."
        raise InputError("the days on which you run", f"how often: '{often[0]}'", todo) from None


def _runs_of(typed: Clause) -> Iterator[tuple[WeeklyRun | Run, str]]:
    """Each run of a clause and the sentence that tells it; one without minutes is a day of rest."""
    # "easy long run": the plainest word is also a filler, so any other kind wins over it
    kind: RunKind = next((kind for kind in typed.kinds if kind != "easy"), "easy")
    entry = run_kinds()[kind]
    at = _hour(typed) or entry.at
    minutes = typed.length.minutes if typed.length else entry.minutes
    if typed.day is not None:
        _check_weekday(typed)
        told = f"{typed.day} {at:%H:%M}: {kind}, {minutes} min{_defaults(typed)}."
        yield Run(datetime.combine(typed.day, at), minutes, kind), told
        return
    for day in dict.fromkeys(typed.days):
        name = WEEKDAYS[day]
        if typed.rest and not typed.kinds:
            yield WeeklyRun(day, kind, 0, at), f"{name}: no run."
        else:
            told = f"{name} {at:%H:%M}: {kind}, {minutes} min{_defaults(typed)}."
            yield WeeklyRun(day, kind, minutes, at), told


def _hour(typed: Clause) -> time | None:
    named = day_times()[typed.part].start if typed.part else None
    if typed.at is None or named is None or named.hour < NOON:
        return typed.at or named
    # "at 6 in the evening"
    return typed.at.replace(hour=typed.at.hour + NOON) if typed.at.hour < NOON else typed.at


def _defaults(typed: Clause) -> str:
    """What was not said, and how a distance became a time."""
    missing = [
        word
        for word, said in (("hour", typed.at or typed.part), ("length", typed.length))
        if not said
    ]
    usual = f"{' and '.join(missing)} as usual, since none was said" if missing else ""
    told = ", ".join(filter(None, (typed.length.told if typed.length else "", usual)))
    return f" ({told})" if told else ""


def _check_weekday(typed: Clause) -> None:
    day = typed.day
    if day is not None and typed.days and day.weekday() not in typed.days:
        said, is_one = (WEEKDAYS[n] for n in (typed.days[0], day.weekday()))
        todo = "Correct the day or the date."
        raise InputError(f"a date on a {said}", f"{day}, which is a {is_one}", todo)


def _check_overlap(runs: Iterable[WeeklyRun]) -> None:
    for first, second in pairwise(sorted(runs, key=_minute_of_week)):
        if _minute_of_week(second) < _minute_of_week(first) + first.minutes:
            raise InputError(
                "runs one after the other",
                f"two on {WEEKDAYS[second.weekday]} that overlap "
                f"({first.kind} at {first.at:%H:%M} for {first.minutes} min, "
                f"{second.kind} at {second.at:%H:%M})",
                "Give each its own time, such as Tue easy 7:00.",
            )


def _minute_of_week(run: WeeklyRun) -> int:
    return run.weekday * DAY_MINUTES + run.at.hour * 60 + run.at.minute
