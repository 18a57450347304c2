"""From a programme, its log and the day to what the plan pages show."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from ilio.apps.web.pages.session_cards import SessionCard, sessions_on
from ilio.observations.running_week import Run
from ilio.observations.training_log import LogEntry
from ilio.programmes.programme import Programme
from ilio.records.plan_words import day_words

WEEK = timedelta(weeks=1)


@dataclass(frozen=True)
class DayCell:
    """One day of the calendar.

    Parameters
    ----------
    name
        In words.
    sessions, runs
        What lies there; runs in words.
    is_today
        Whether it is this day.

    Examples
    --------
    >>> DayCell("Mon 23 Nov", (), (), True).empty
    True
    """

    name: str
    sessions: tuple[SessionCard, ...]
    runs: tuple[str, ...]
    is_today: bool

    @property
    def empty(self) -> bool:
        """Whether nothing lies there.

        Examples
        --------
        >>> DayCell("Mon 23 Nov", (), ("Easy run",), False).empty
        False
        """
        return not (self.sessions or self.runs)


@dataclass(frozen=True)
class WeekView:
    """One week of the calendar, from Monday.

    Parameters
    ----------
    name
        In words.
    days
        Seven of them.
    is_now
        Whether today lies in it.

    Examples
    --------
    >>> WeekView("From 23 Nov", (), True).is_now
    True
    """

    name: str
    days: tuple[DayCell, ...]
    is_now: bool


def weeks_view(
    programme: Programme, log: Sequence[LogEntry], today: date, runs: Sequence[Run] = ()
) -> tuple[WeekView, ...]:
    """The calendar of a plan, a row a week.

    Parameters
    ----------
    programme
        The plan as it stands.
    log
        What was done and missed.
    today
        The day.
    runs
        Dated runs around which it was planned.

    Examples
    --------
    >>> weeks_view(Programme(summary="", start=date(2026, 11, 23), weeks=0), (), date.min)
    ()
    """
    if not programme.sessions:
        return ()
    last = max(session.start.date() for session in programme.sessions)
    monday = _monday(min(programme.start, min(s.start.date() for s in programme.sessions)))
    found = []
    while monday <= last:
        days = tuple(
            _day(monday + timedelta(days=n), programme, log, today, runs) for n in range(7)
        )
        name = f"{day_words(monday)} to {day_words(monday + timedelta(days=6))}"
        found.append(WeekView(name, days, monday <= today < monday + WEEK))
        monday += WEEK
    return tuple(found)


def _day(
    day: date,
    programme: Programme,
    log: Sequence[LogEntry],
    today: date,
    runs: Iterable[Run],
) -> DayCell:
    return DayCell(
        name=day_words(day),
        sessions=sessions_on(programme, log, today, day),
        runs=tuple(_run_words(run for run in runs if run.start.date() == day)),
        is_today=day == today,
    )


def _run_words(runs: Iterable[Run]) -> Iterator[str]:
    for run in sorted(runs):
        yield f"{run.start:%H:%M} {run.title or RUNS[run.kind]}, {run.minutes} min"


RUNS = {
    "easy": "Easy run",
    "long": "Long run",
    "tempo": "Tempo run",
    "intervals": "Intervals",
    "race": "Race",
}


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())
