"""The weekly pattern behind recorded runs: a guess, to be shown and confirmed."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, time, timedelta
from itertools import pairwise
from statistics import median

from ilio.core import InputError
from ilio.knowledge.run_words import run_guesses
from ilio.observations.running_week import RunKind, WeeklyRun
from ilio.sources.past_run import PastRun
from ilio.sources.past_runs import latest

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
        One sentence with the numbers and the days behind it.

    Examples
    --------
    >>> GuessedRun(WeeklyRun(1, "easy", 45, time(18)), "7 of 8 weeks.").run.kind
    'easy'
    """

    run: WeeklyRun
    why: str


@dataclass(frozen=True)
class _Weeks:
    """The weeks in which the person ran at all, out of those that were looked at."""

    first: date
    last: date
    run: int
    all: int

    @property
    def words(self) -> str:
        span = f"from {self.first} to {self.last}"
        off = self.all - self.run
        weeks = "week" if self.run == 1 else "weeks"
        if not off:
            return f"{self.run} {weeks} {span}"
        return f"{self.run} {weeks} with a run {span} ({off} without any)"


def guess_pattern(runs: Iterable[PastRun]) -> tuple[GuessedRun, ...]:
    """Guess the weekly pattern from past runs.

    A weekday belongs to it when it was run in enough of the latest weeks with a run; weeks off
    change nothing. Two runs of one day are two, when they begin far apart. The run that is
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
    weeks = _weeks(recent)
    days = list(_regular_runs(recent, weeks.run))
    if not days:
        got = f"{len(recent)} runs on changing days from {weeks.first} to {weeks.last}"
        todo = "Type your week instead, such as Tue intervals, Sun long."
        raise InputError("a weekday that comes back", got, todo)
    return tuple(
        GuessedRun(_typical(day, _kind(day, days, recent)), _why(day, weeks)) for day in days
    )


def ended_long_ago(runs: Iterable[PastRun], start: date) -> str:
    """A sentence about a history that ends long before the plan begins; empty for others.

    Parameters
    ----------
    runs
        Past runs.
    start
        First day of the plan.

    Examples
    --------
    >>> from datetime import datetime
    >>> ended_long_ago([PastRun(datetime(2026, 5, 10, 18), 50)], date(2026, 11, 30))
    'The last recorded run is of 2026-05-10, 29 weeks before the plan begins. The week that is \
guessed from it is how you ran then.'
    """
    days = [run.start.date() for run in runs]
    if not days:
        return ""
    weeks = (start - max(days)).days // 7
    if weeks < run_guesses()["long_ago"].value:
        return ""
    return (
        f"The last recorded run is of {max(days)}, {weeks} weeks before the plan begins. The week "
        "that is guessed from it is how you ran then."
    )


def _weeks(runs: Sequence[PastRun]) -> _Weeks:
    days = sorted(run.start.date() for run in runs)
    mondays = {day - timedelta(days=day.weekday()) for day in days}
    every = (max(mondays) - min(mondays)).days // 7 + 1
    return _Weeks(days[0], days[-1], len(mondays), every)


def _regular_runs(runs: Sequence[PastRun], weeks: int) -> Iterator[list[PastRun]]:
    """The runs of the pattern by weekday and hour, each as the runs behind it, one a day."""
    for weekday in range(7):
        of_day = [run for run in runs if run.start.weekday() == weekday]
        for group in _apart(of_day):
            # what is close together is one run: the longest stands for it
            by_date: dict[date, PastRun] = {}
            for run in sorted(group, key=lambda r: r.minutes):
                by_date[run.start.date()] = run
            if by_date and 100 * len(by_date) >= run_guesses()["share"].value * weeks:
                yield sorted(by_date.values(), key=lambda r: r.start)


def _apart(runs: Sequence[PastRun]) -> list[list[PastRun]]:
    """Runs of a weekday in groups by hour; one group, unless they come on the same days."""
    ordered = sorted(runs, key=_minute)
    groups: list[list[PastRun]] = [ordered[:1]] if ordered else []
    for before, run in pairwise(ordered):
        if _minute(run) - _minute(before) > run_guesses()["apart"].value:
            groups.append([])
        groups[-1].append(run)
    days = [{run.start.date() for run in group} for group in groups]
    together = (2 * len(a & b) >= min(len(a), len(b)) for a, b in pairwise(days))
    return groups if len(groups) > 1 and all(together) else [ordered]


def _minute(run: PastRun) -> int:
    return run.start.hour * 60 + run.start.minute


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
    minute = median(_minute(run) for run in day)
    minute = min(round(minute / QUARTERS) * QUARTERS, 24 * 60 - QUARTERS)
    minutes = max(round(_minutes(day) / FIVES) * FIVES, FIVES)
    return WeeklyRun(day[0].start.weekday(), kind, minutes, time(minute // 60, minute % 60))


def _why(day: Sequence[PastRun], weeks: _Weeks) -> str:
    speed = _speed(day)
    fast = f", {speed:.1f} km/h" if speed is not None else ""
    return f"Run in {len(day)} of {weeks.words}, {_minutes(day):.0f} min{fast} in the middle."
