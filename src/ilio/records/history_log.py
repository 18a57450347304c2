"""What the log says over time: how much of the plan was done, and what hurt."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from ilio.knowledge import threshold
from ilio.observations.training_log import LogEntry
from ilio.programmes.programme import Programme

TEST = "retest"
"""Sessions of this kind are tests: they count as no training."""


@dataclass(frozen=True)
class WeekDone:
    """One week of the plan.

    Parameters
    ----------
    week
        Counted from 1.
    planned
        Sessions that were due.
    done
        Those that were logged as done.

    Examples
    --------
    >>> WeekDone(1, 3, 2).done
    2
    """

    week: int
    planned: int
    done: int


@dataclass(frozen=True)
class Adherence:
    """How much of the plan was done, of what was due so far.

    Parameters
    ----------
    weeks
        Those in which something was due.
    missed
        Sessions that were logged as missed; the others that were not done were not logged.

    Examples
    --------
    >>> Adherence((WeekDone(1, 3, 2), WeekDone(2, 1, 1)), 1).text
    'Done: 3 of 4 sessions so far (75 %).'
    """

    weeks: tuple[WeekDone, ...]
    missed: int

    @property
    def planned(self) -> int:
        """Sessions that were due.

        Examples
        --------
        >>> Adherence((), 0).planned
        0
        """
        return sum(week.planned for week in self.weeks)

    @property
    def done(self) -> int:
        """Sessions that were done.

        Examples
        --------
        >>> Adherence((), 0).done
        0
        """
        return sum(week.done for week in self.weeks)

    @property
    def text(self) -> str:
        """One sentence.

        Examples
        --------
        >>> Adherence((), 0).text
        'No session was due yet.'
        """
        if not self.planned:
            return "No session was due yet."
        share = 100 * self.done / self.planned
        return f"Done: {self.done} of {self.planned} sessions so far ({share:.0f} %)."


@dataclass(frozen=True)
class PainDay:
    """What hurt on a day of training.

    Parameters
    ----------
    day
        Of the session.
    during, next_day
        The highest that was said, 0 to 10; None where nothing was said.

    Examples
    --------
    >>> PainDay(date(2026, 11, 23), 2, None).during
    2
    """

    day: date
    during: float | None
    next_day: float | None


def adherence(programme: Programme, log: Iterable[LogEntry], today: date) -> Adherence:
    """How much of the plan was done; a session of today counts once it is logged.

    Parameters
    ----------
    programme
        The plan as it was made.
    log
        Everything that was logged.
    today
        What is due by then.

    Examples
    --------
    >>> adherence(Programme(summary="", start=date(2026, 11, 23), weeks=0), [], date(2026, 12, 1))
    Adherence(weeks=(), missed=0)
    """
    entries = list(log)
    done = {entry.session for entry in entries if entry.done}
    missed = {entry.session for entry in entries if not entry.done} - done
    due = [
        session
        for session in programme.sessions
        if session.kind != TEST and (session.start.date() < today or session.key in done | missed)
    ]
    weeks = sorted({session.week for session in due})
    return Adherence(
        tuple(
            WeekDone(
                week,
                sum(s.week == week for s in due),
                sum(s.week == week and s.key in done for s in due),
            )
            for week in weeks
        ),
        sum(s.key in missed for s in due),
    )


def pain_days(log: Iterable[LogEntry]) -> tuple[PainDay, ...]:
    """What hurt, day by day, in order; days without a word about pain are left out, checks too.

    Examples
    --------
    >>> entry = LogEntry(session="w1", day=date(2026, 11, 23), done=True, pain=2)
    >>> pain_days([entry])
    (PainDay(day=datetime.date(2026, 11, 23), during=2, next_day=None),)
    """
    trained = [entry for entry in log if not entry.checked_by]
    said = [e for e in trained if e.pain is not None or e.pain_next_day is not None]
    return tuple(
        PainDay(
            day,
            _highest(e.pain for e in said if e.day == day),
            _highest(e.pain_next_day for e in said if e.day == day),
        )
        for day in sorted({entry.day for entry in said})
    )


def pain_text(days: Sequence[PainDay], today: date) -> str:
    """The last week's pain beside what was before, in one sentence; empty without any word.

    Examples
    --------
    >>> days = [PainDay(date(2026, 11, 1), 4, None), PainDay(date(2026, 11, 23), 2, 1)]
    >>> pain_text(days, date(2026, 11, 24))
    'Pain in the last 7 days: 2 of 10 at most, before that 4.'
    """
    length = threshold("change.pain_week").value
    begin = today - timedelta(days=length)
    late, early = (
        _highest(p for d in days if (d.day > begin) == recent for p in (d.during, d.next_day))
        for recent in (True, False)
    )
    if late is None and early is None:
        return ""
    start = f"Pain in the last {length:g} days: "
    now = "nothing was said" if late is None else f"{late:g} of 10 at most"
    return f"{start}{now}" + ("." if early is None else f", before that {early:g}.")


def _highest(said: Iterable[float | None]) -> float | None:
    return max((p for p in said if p is not None), default=None)
