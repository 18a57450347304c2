"""From a visit and a running week to a plan: what the command line and the page share."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta, tzinfo
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from ilio.observations import Answers, Safety
    from ilio.observations.running_week import FreeTime, Run, WeeklyRun
    from ilio.observations.training_log import LogEntry
    from ilio.programmes.programme import Programme
    from ilio.programmes.running_week import Wishes
    from ilio.records import Visit
    from ilio.sources.calendar_weeks import CalendarTitle


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
    titles
        What the titles of a calendar were taken for.
    understood
        What words were taken for, one sentence a run.

    Examples
    --------
    >>> Running().runs
    ()
    """

    pattern: "tuple[WeeklyRun, ...]" = ()
    runs: "tuple[Run, ...]" = ()
    busy: tuple[tuple[datetime, datetime], ...] = ()
    titles: "tuple[CalendarTitle, ...]" = ()
    understood: tuple[str, ...] = ()


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


AHEAD = timedelta(weeks=104)
"""A plan cannot begin later; its tests would be forgotten by then."""


def first_day(typed: str | None, today: date) -> date:
    """The first day of a plan.

    Raises
    ------
    InputError
        If it is no day, or lies in the past or far ahead.

    Examples
    --------
    >>> first_day("2026-11-23", date(2026, 11, 22))
    datetime.date(2026, 11, 23)
    """
    if typed is None:
        return today
    from ilio.core import InputError

    day = day_of(typed)
    if day - today > AHEAD:
        todo = "A plan is made of how you are now: take an earlier day."
        raise InputError("a start within two years", f"{typed}", todo)
    if day < today:
        todo = f"Take {today.isoformat()} or later; to change a running plan use --previous."
        raise InputError("a start today or later", f"{typed}, which is past", todo)
    return day


def length_of(weeks: int | None) -> int:
    """The length of a plan [weeks]: the usual one for who did not say, and never over the most.

    A longer one is refused where the plan is composed; until then no more is read for it.

    Examples
    --------
    >>> length_of(4)
    4
    """
    from ilio.knowledge import threshold

    usual, most = (threshold(f"planning.{name}").value for name in ("weeks", "weeks_most"))
    return min(weeks or round(usual), round(most))


def wishes_of(**chosen: Any) -> "Wishes":
    """The wishes; what was not chosen (None) stays at its default.

    Examples
    --------
    >>> wishes_of(no_stretch=True, session_minutes=None).no_stretch
    True
    """
    from ilio.programmes.running_week import Wishes

    return Wishes(**{name: value for name, value in chosen.items() if value is not None})


def zone_name(zone: "tzinfo | None") -> str:
    """The name by which a plan keeps its zone; empty for none.

    Examples
    --------
    >>> from zoneinfo import ZoneInfo
    >>> zone_name(ZoneInfo("Europe/Berlin")), zone_name(None)
    ('Europe/Berlin', '')
    """
    return "" if zone is None else str(zone)


def answers_on(visit: "Visit", day: date) -> "Answers":
    """The answers of a visit as they are on a later day: see `ilio.observations.on_day`.

    Parameters
    ----------
    visit
        What was answered, and when.
    day
        First day of a plan.

    Examples
    --------
    >>> from ilio.observations import Answers
    >>> from ilio.records import Visit
    >>> from ilio.verdicts import judge
    >>> asked = Answers(do_not_test=frozenset({"pregnancy"}), pregnancy_week=18)
    >>> visit = Visit(judge([], asked), answers=asked, date="2026-11-22")
    >>> answers_on(visit, date(2026, 12, 6)).pregnancy_week
    20.0
    """
    from ilio.observations import on_day

    return on_day(visit.answers, day.isoformat())


def safety_now(visit: "Visit", today: date) -> "Safety":
    """What the answers of a visit allow on a day.

    Examples
    --------
    >>> from ilio.observations import Answers
    >>> from ilio.records import Visit
    >>> from ilio.verdicts import judge
    >>> asked = Answers(red_flags=frozenset({"fever"}))
    >>> safety_now(Visit(judge([], asked), answers=asked), date(2026, 11, 22)).refers
    True
    """
    from ilio.observations import safety_of

    return safety_of(answers_on(visit, today), visit.judgement.hurts)


def safety_on(visit: "Visit", first: date, weeks: int | None) -> "Safety":
    """What the answers of a visit allow in a plan, up to its last day.

    Parameters
    ----------
    visit
        What was answered.
    first, weeks
        First day and length of the plan; None for the usual one.

    Examples
    --------
    >>> from ilio.observations import Answers
    >>> from ilio.records import Visit
    >>> from ilio.verdicts import judge
    >>> asked = Answers(red_flags=frozenset(), do_not_test=frozenset({"pregnancy"}),
    ...                 age_years=32, pregnancy_week=14)
    >>> visit = Visit(judge([], asked), answers=asked, date="2026-11-22")
    >>> [safety_on(visit, date(2026, 11, 22), weeks).plan for weeks in (4, 8)]
    ['allowed', 'after clearance']
    """
    from ilio.observations import safety_of, through

    last = first + timedelta(weeks=length_of(weeks))
    return safety_of(
        through(visit.answers, first.isoformat(), last.isoformat()), visit.judgement.hurts
    )


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
    *,
    zone: "tzinfo | None" = None,
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
    zone
        Of its local times, which the plan keeps.

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
    from ilio.apps.old_pain import with_old_pain
    from ilio.programmes import compose, every_day, expand_runs, plan, replan
    from ilio.programmes.guarding import spared

    length = weeks or length_of(None)
    dated = (*running.runs, *expand_runs(running.pattern, first, length_of(weeks) + 1))
    runs = tuple(sorted(set(dated)))
    times = every_day() if free is None else free
    answers = answers_on(visit, first)
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
        return replace(made, person=visit.person, zone=zone_name(zone))
    so_far = compose(with_old_pain(visit, old), answers, wishes, length, first, today)
    before = spared(old.sessions, so_far)
    so_far = replace(so_far, sessions=before, person=visit.person, zone=zone_name(zone))
    if so_far.refused:  # what is still to come today goes, too
        done = {entry.session for entry in log if entry.day <= today}
        past = tuple(s for s in old.sessions if s.start.date() < today or s.key in done)
        return replace(so_far, sessions=past)
    # a day on which something was done is history, the rest of it too
    trained = any(entry.done and entry.day == today for entry in log)
    open_from = today + timedelta(days=1) if trained else today
    return replan(so_far, runs, times, wishes, today=open_from, log=log, busy=running.busy)
