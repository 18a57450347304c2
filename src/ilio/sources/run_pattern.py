"""The weekly pattern behind recorded runs: a guess, to be shown and confirmed."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import time, timedelta
from statistics import median

from ilio.core import InputError
from ilio.knowledge.run_words import run_guesses
from ilio.observations.running_week import RunKind, WeeklyRun
from ilio.sources.past_runs import PastRun, latest

QUARTERS = 15
"""Typical times are told to the quarter of an hour, durations to five minutes."""

FIVES = 5


@dataclass(frozen=True)
class GuessedRun:
    """One run of the pattern, with what it was guessed from.

    Parameters
    ----------
    run
        The guess.
    why
        One sentence with the numbers behind it.

    Examples
    --------
    >>> GuessedRun(WeeklyRun(1, "easy", 45, time(18)), "7 of 8 weeks.").run.kind
    'easy'
    """

    run: WeeklyRun
    why: str


def guess_pattern(runs: Iterable[PastRun]) -> tuple[GuessedRun, ...]:
    """Guess the weekly pattern from past runs.

    A weekday belongs to it when it was run in enough of the latest weeks. The weekday that is
    clearly longest is the long run; one that is clearly faster than the person's middle run is
    told as ``tempo`` (intervals look alike in an average). The shares stand in
    ``knowledge/run_words.toml``.

    Parameters
    ----------
    runs
        Past runs, in any order.

    Raises
    ------
    InputError
        If there is no run, or no weekday comes back often enough.

    Examples
    --------
    >>> from datetime import datetime
    >>> first = datetime(2026, 11, 3, 18, 4)
    >>> past = [PastRun(first + timedelta(weeks=i), 44.0, 8.0) for i in range(3)]
    >>> guess_pattern(past)[0].run
    WeeklyRun(weekday=1, kind='easy', minutes=45, at=datetime.time(18, 0))
    """
    known = run_guesses()
    recent = [
        run
        for run in latest(runs, round(known["weeks"].value))
        if run.minutes >= known["shortest"].value
    ]
    if not recent:
        raise InputError("recorded runs", "none", "Type your week instead, such as Tue intervals.")
    days = list(_regular_days(recent))
    if not days:
        got = f"{len(recent)} runs on changing days"
        todo = "Type your week instead, such as Tue intervals, Sun long."
        raise InputError("a weekday that comes back", got, todo)
    weeks = _weeks(recent)
    return tuple(
        GuessedRun(_typical(day, _kind(day, days, recent)), _why(day, weeks)) for day in days
    )


def _weeks(runs: Sequence[PastRun]) -> int:
    """How many calendar weeks lie between the first and the last run, both counted."""
    first, last = runs[0].start.date(), runs[-1].start.date()
    monday = first - timedelta(days=first.weekday())
    return (last - monday).days // 7 + 1


def _regular_days(runs: Sequence[PastRun]) -> Iterator[list[PastRun]]:
    weeks = _weeks(runs)
    for weekday in range(7):
        # two runs on one day: the longer one stands for it
        by_date: dict[object, PastRun] = {}
        for run in sorted(runs, key=lambda r: r.minutes):
            if run.start.weekday() == weekday:
                by_date[run.start.date()] = run
        if by_date and 100 * len(by_date) >= run_guesses()["share"].value * weeks:
            yield list(by_date.values())


def _minutes(day: Sequence[PastRun]) -> float:
    return median(run.minutes for run in day)


def _speed(day: Sequence[PastRun]) -> float | None:
    speeds = [run.km_per_hour for run in day if run.km_per_hour is not None]
    return median(speeds) if speeds else None


def _kind(day: list[PastRun], days: list[list[PastRun]], runs: Sequence[PastRun]) -> RunKind:
    known = run_guesses()
    others = [_minutes(other) for other in days if other is not day]
    longest = bool(others) and _minutes(day) >= max(others)
    if longest and 100 * _minutes(day) >= known["longer"].value * median(others):
        return "long"
    mine, middle = _speed(day), _speed(runs)
    faster = mine is not None and middle is not None
    if faster and 100 * (mine or 0) >= known["faster"].value * (middle or 0):
        return "tempo"
    return "easy"


def _typical(day: Sequence[PastRun], kind: RunKind) -> WeeklyRun:
    minute = median(run.start.hour * 60 + run.start.minute for run in day)
    minute = min(round(minute / QUARTERS) * QUARTERS, 24 * 60 - QUARTERS)
    minutes = max(round(_minutes(day) / FIVES) * FIVES, FIVES)
    return WeeklyRun(day[0].start.weekday(), kind, minutes, time(minute // 60, minute % 60))


def _why(day: Sequence[PastRun], weeks: int) -> str:
    speed = _speed(day)
    fast = f", {speed:.1f} km/h" if speed is not None else ""
    many = "week" if weeks == 1 else "weeks"
    return f"Run in {len(day)} of {weeks} {many}, {_minutes(day):.0f} min{fast} in the middle."
