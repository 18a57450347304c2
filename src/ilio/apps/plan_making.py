"""From a visit and a running week to a plan: what the command line and the page share."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from ilio.observations.running_week import FreeTime, Run, WeeklyRun
    from ilio.observations.training_log import LogEntry
    from ilio.programmes.programme import Programme
    from ilio.programmes.running_week import Wishes
    from ilio.records import Visit


@dataclass(frozen=True)
class Running:
    """The runs that a plan is made around.

    Parameters
    ----------
    pattern
        Weekly runs.
    runs
        Dated runs.
    busy
        Local start and end of what else takes time.

    Examples
    --------
    >>> Running().runs
    ()
    """

    pattern: "tuple[WeeklyRun, ...]" = ()
    runs: "tuple[Run, ...]" = ()
    busy: tuple[tuple[datetime, datetime], ...] = ()


def day_of(typed: str) -> date:
    """A day that was typed.

    Raises
    ------
    InputError
        If it is no day.

    Examples
    --------
    >>> day_of("2026-11-23")
    datetime.date(2026, 11, 23)
    """
    from ilio.core import InputError

    try:
        return date.fromisoformat(typed)
    except ValueError:
        todo = "Write year-month-day."
        raise InputError("a day such as 2026-11-23", f"'{typed}'", todo) from None


def first_day(typed: str | None, today: date) -> date:
    """The first day of a plan.

    Raises
    ------
    InputError
        If it is no day, or lies in the past.

    Examples
    --------
    >>> first_day("2026-11-23", date(2026, 11, 22))
    datetime.date(2026, 11, 23)
    """
    if typed is None:
        return today
    from ilio.core import InputError

    day = day_of(typed)
    if day < today:
        todo = f"Take {today.isoformat()} or later; to change a running plan use --previous."
        raise InputError("a start today or later", f"{typed}, which is past", todo)
    return day


def length_of(weeks: int | None) -> int:
    """The length of a plan [weeks]: the usual one for who did not say.

    Examples
    --------
    >>> length_of(4)
    4
    """
    from ilio.knowledge import threshold

    return weeks or round(threshold("planning.weeks").value)


def wishes_of(**chosen: Any) -> "Wishes":
    """The wishes; what was not chosen (None) stays at its default.

    Examples
    --------
    >>> wishes_of(no_stretch=True, session_minutes=None).no_stretch
    True
    """
    from ilio.programmes.running_week import Wishes

    return Wishes(**{name: value for name, value in chosen.items() if value is not None})


def make_plan(
    visit: "Visit",
    running: Running,
    first: date,
    weeks: int | None,
    free: "tuple[FreeTime, ...] | None",
    wishes: "Wishes",
    old: "Programme | None",
    today: date,
    log: "Sequence[LogEntry]" = (),
) -> "Programme":
    """The plan of a visit; with an old plan what can stay, stays, and the past stands.

    Parameters
    ----------
    visit, running, free, wishes
        Who, around what, when, and how.
    first, weeks
        First day and length; None for the usual one.
    old
        The plan so far.
    today
        First day of an old plan that may change.
    log
        What was done and missed of the old plan.

    Examples
    --------
    >>> from ilio.observations import Answers
    >>> from ilio.programmes.running_week import Wishes
    >>> from ilio.records import Visit
    >>> from ilio.verdicts import judge
    >>> fever = Answers(red_flags=frozenset({"fever"}))
    >>> visit = Visit(judge([], fever), answers=fever)
    >>> make_plan(visit, Running(), date(2026, 11, 23), 8, None, Wishes(), None,
    ...           date(2026, 11, 22)).sessions
    ()
    """
    from ilio.programmes import compose, every_day, expand_runs, plan, replan

    length = length_of(weeks)
    dated = (*running.runs, *expand_runs(running.pattern, first, length + 1))
    runs = tuple(sorted(set(dated)))
    times = every_day() if free is None else free
    answers = visit.answers_on(first)
    if old is None:
        made = plan(
            visit.judgement,
            answers,
            runs,
            first,
            weeks=length,
            free=times,
            wishes=wishes,
            busy=running.busy,
        )
        return replace(made, person=visit.person)
    so_far = compose(visit.judgement, visit.answers_on(max(first, today)), wishes, length, first)
    so_far = replace(so_far, sessions=old.sessions, person=visit.person)
    # a day on which something was done is history, the rest of it too
    trained = any(entry.done and entry.day == today for entry in log)
    open_from = today + timedelta(days=1) if trained else today
    return replan(so_far, runs, times, wishes, today=open_from, log=log, busy=running.busy)
