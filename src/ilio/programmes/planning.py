"""The verb of this room."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from ilio.core.days import WEEKDAYS
from ilio.knowledge import threshold
from ilio.observations import Answers
from ilio.observations.training_log import LogEntry
from ilio.programmes.board import minutes_of
from ilio.programmes.composing import compose
from ilio.programmes.placing import place
from ilio.programmes.programme import Programme, Session
from ilio.programmes.running_week import FreeTime, Run, WeeklyRun, Wishes
from ilio.programmes.runs import expand_runs
from ilio.programmes.spans import moment_of
from ilio.verdicts import Judgement

NO_WISHES = Wishes()


def plan(
    judgement: Judgement,
    answers: Answers,
    runs: Sequence[WeeklyRun] | Sequence[Run],
    start: date,
    *,
    weeks: int | None = None,
    free: Sequence[FreeTime] | None = None,
    wishes: Wishes = NO_WISHES,
    busy: Sequence[tuple[datetime, datetime]] = (),
) -> Programme:
    """From a judgement to dated sessions around the runs.

    Parameters
    ----------
    judgement
        Both sides.
    answers
        About the person.
    runs
        A weekly pattern, or dated runs.
    start
        First day.
    weeks
        Length [weeks]; ``planning.weeks`` when None.
    free
        Free times of a week; None for who did not say: all days from ``planning.day_begins`` to
        ``planning.day_ends``.
    wishes
        What the person chose.
    busy
        Times that are taken; they may overlap.

    Raises
    ------
    InputError
        If the length, a run, a free time or a busy time makes no sense.

    Examples
    --------
    >>> from ilio.verdicts import judge
    >>> fever = Answers(red_flags=frozenset({"fever"}))
    >>> plan(judge([], fever), fever, (), date(2026, 11, 23)).sessions
    ()
    """
    length = int(threshold("planning.weeks").value) if weeks is None else weeks
    programme = compose(judgement, answers, wishes, length, start)
    # a week more, since a hard run after the last day still forbids strength before it
    dated = [
        run
        for item in runs
        for run in ([item] if isinstance(item, Run) else expand_runs([item], start, length + 1))
    ]
    times = every_day() if free is None else free
    return place(programme, sorted(dated), times, wishes, busy=busy)


def every_day() -> tuple[FreeTime, ...]:
    """The free times of who did not say.

    Examples
    --------
    >>> len(every_day())
    7
    """
    begin, end = minutes_of("planning.day_begins"), minutes_of("planning.day_ends")
    low, high = (moment_of(minute, date.min).time() for minute in (begin, end))
    return tuple(FreeTime(day, low, high) for day in range(len(WEEKDAYS)))


def replan(
    programme: Programme,
    runs: Sequence[Run],
    free: Sequence[FreeTime],
    wishes: Wishes,
    *,
    today: date,
    log: Sequence[LogEntry] = (),
    busy: Sequence[tuple[datetime, datetime]] = (),
) -> Programme:
    """The same plan after something changed: the rest stays where it is.

    What lies before today stands, done or not. A session of this week that was missed is placed
    again when the week still has room; one of an earlier week is gone. A session that the person
    moved is given with its new start inside `programme`, and stays there if that is legal.

    Parameters
    ----------
    programme
        The plan so far.
    runs
        Dated runs as they are now.
    free
        Free times as they are now.
    wishes
        What the person chose.
    today
        First day that may change.
    log
        What was done and missed.
    busy
        Times that are taken.

    Examples
    --------
    >>> empty = Programme(summary="", start=date(2026, 11, 23), weeks=0)
    >>> replan(empty, (), (), Wishes(), today=date(2026, 11, 24)).sessions
    ()
    """
    missed = {entry.session for entry in log if not entry.done}
    week = (today - programme.start) // timedelta(weeks=1) + 1
    done = {entry.session for entry in log if entry.done}
    kept = [s for s in programme.sessions if not _to_place_again(s, missed - done, week, today)]
    return place(programme, runs, free, wishes, kept=kept, busy=busy, since=today)


def _to_place_again(session: Session, missed: set[str], week: int, today: date) -> bool:
    return session.key in missed and session.week == week and session.start.date() <= today
