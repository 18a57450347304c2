"""A weekly pattern of runs becomes dated runs."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from ilio.core import InputError
from ilio.core.days import WEEKDAYS
from ilio.knowledge import threshold
from ilio.programmes.running_week import Run, RunKind, WeeklyRun, Wishes

HARD = frozenset({"intervals", "tempo", "race"})


@dataclass(frozen=True, kw_only=True)
class PlannedRun:
    """A run that a plan was made around, with what the plan took it for.

    Parameters
    ----------
    start, minutes, kind
        As in `Run`; what a calendar called it is not kept.
    hard, tiring
        Whether strength keeps away before it, and waits after it.

    Examples
    --------
    >>> PlannedRun(start=datetime(2026, 11, 24, 18), minutes=60, kind="tempo", hard=True,
    ...            tiring=True).kind
    'tempo'
    """

    start: datetime
    minutes: int
    kind: RunKind
    hard: bool
    tiring: bool

    @property
    def end(self) -> datetime:
        """Local end.

        Examples
        --------
        >>> PlannedRun(start=datetime(2026, 11, 24, 18), minutes=60, kind="easy", hard=False,
        ...            tiring=False).end.hour
        19
        """
        return self.start + timedelta(minutes=self.minutes)


def expand_runs(pattern: Sequence[WeeklyRun], start: date, weeks: int) -> tuple[Run, ...]:
    """The runs of a pattern for weeks that begin on the first day, whatever weekday that is.

    Parameters
    ----------
    pattern
        Runs of one week.
    start
        First day.
    weeks
        How many [weeks].

    Raises
    ------
    InputError
        If a weekday is not 0 to 6 or a run takes no time.

    Examples
    --------
    >>> from datetime import time
    >>> tuesday = WeeklyRun(1, "intervals", 60, time(18))
    >>> [run.start.day for run in expand_runs([tuesday], date(2026, 11, 25), 2)]
    [1, 8]
    """
    for run in pattern:
        if run.weekday not in range(len(WEEKDAYS)) or run.minutes < 1:
            raise InputError(
                "a run on a weekday from 0 (Monday) to 6 (Sunday) that takes time",
                f"weekday {run.weekday}, {run.minutes} min",
                "Correct the pattern.",
            )
    days = [start + timedelta(days=n) for n in range(weeks * len(WEEKDAYS))]
    return tuple(
        sorted(
            Run(datetime.combine(day, run.at), run.minutes, run.kind)
            for day in days
            for run in pattern
            if run.weekday == day.weekday()
        )
    )


def is_hard(run: Run, wishes: Wishes) -> bool:
    """Whether a run is hard: intervals, tempo, race, and the long run for who says so.

    Examples
    --------
    >>> long = Run(datetime(2026, 11, 29, 9), 120, "long")
    >>> is_hard(long, Wishes()), is_hard(long, Wishes(long_run_is_hard=True))
    (False, True)
    """
    return run.kind in HARD or (run.kind == "long" and wishes.long_run_is_hard)


def is_tiring(run: Run, wishes: Wishes) -> bool:
    """Whether leg strength waits after a run: a hard one, or a long one by name or by its time.

    Examples
    --------
    >>> is_tiring(Run(datetime(2026, 11, 29, 9), 180, "easy"), Wishes())
    True
    """
    long = run.kind == "long" or run.minutes >= threshold("planning.long_run").value
    return long or is_hard(run, wishes)


def planned_runs(runs: Iterable[Run], wishes: Wishes) -> tuple[PlannedRun, ...]:
    """Runs as a plan keeps them.

    Examples
    --------
    >>> [run.hard for run in planned_runs([Run(datetime(2026, 11, 29, 9), 60, "race")], Wishes())]
    [True]
    """
    return tuple(
        PlannedRun(
            start=run.start.replace(tzinfo=None),
            minutes=run.minutes,
            kind=run.kind,
            hard=is_hard(run, wishes),
            tiring=is_tiring(run, wishes),
        )
        for run in sorted(runs)
    )
