"""From a programme, its log and the day to what the plan pages show."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from ilio.knowledge import exercise
from ilio.observations.running_week import Run
from ilio.observations.training_log import LogEntry
from ilio.programmes.entries import AROUND
from ilio.programmes.programme import Prescription, Programme, Session
from ilio.records.plan_words import SIDES, day_words, dose

State = Literal["done", "missed", "not logged", "today", "coming"]
WEEK = timedelta(weeks=1)


@dataclass(frozen=True)
class SessionCard:
    """A session as a page shows it.

    Parameters
    ----------
    key, title, kind, minutes
        Of the session.
    day, at, place
        In words.
    items
        One line an exercise.
    state
        ``done``, ``missed``, ``not logged``, ``today`` or ``coming``.
    moved
        Whether its person put it there.

    Examples
    --------
    >>> SessionCard("w1", "Strength", "strength", 25, "Mon 23 Nov", "18:00", "", (), "today").at
    '18:00'
    """

    key: str
    title: str
    kind: str
    minutes: int
    day: str
    at: str
    place: str
    items: tuple[str, ...]
    state: State
    moved: bool = False


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


def session_card(session: Session, log: Sequence[LogEntry], today: date) -> SessionCard:
    """A session as a page shows it.

    Parameters
    ----------
    session
        Of the plan.
    log
        What was done and missed.
    today
        The day.

    Examples
    --------
    >>> from datetime import datetime
    >>> session = Session(key="w1-length-1", start=datetime(2026, 11, 23, 18), minutes=5,
    ...                   kind="length", place="on its own", week=1, title="Length")
    >>> session_card(session, (), date(2026, 11, 24)).state
    'not logged'
    """
    return SessionCard(
        key=session.key,
        title=session.title,
        kind=session.kind,
        minutes=session.minutes,
        day=day_words(session.start.date()),
        at=f"{session.start:%H:%M}",
        place="" if session.place == "on its own" else session.place,
        items=tuple(_brief(item) for item in session.items),
        state=state_of(session, log, today),
        moved=session.moved,
    )


def _brief(item: Prescription) -> str:
    side = "" if item.side == "both" else f", {SIDES[item.side]}"
    return f"{exercise(item.exercise).title}{side}, {dose(item, brief=True)}"


def state_of(session: Session, log: Iterable[LogEntry], today: date) -> State:
    """Whether a session was done, was missed, waits for its log, or is still to come.

    Examples
    --------
    >>> from datetime import datetime
    >>> session = Session(key="w1-length-1", start=datetime(2026, 11, 23, 18), minutes=5,
    ...                   kind="length", place="on its own", week=1, title="Length")
    >>> done = LogEntry(session="w1-length-1", day=date(2026, 11, 23), done=True)
    >>> state_of(session, [done], date(2026, 11, 23)), state_of(session, [], date(2026, 11, 22))
    ('done', 'coming')
    """
    mine = [entry.done for entry in log if entry.session == session.key]
    if mine:
        return "done" if any(mine) else "missed"
    day = session.start.date()
    if day == today:
        return "today"
    return "not logged" if day < today else "coming"


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


def sessions_on(
    programme: Programme, log: Sequence[LogEntry], today: date, day: date
) -> tuple[SessionCard, ...]:
    """The sessions of a day, in order of time.

    Examples
    --------
    >>> plan = Programme(summary="", start=date(2026, 11, 23), weeks=0)
    >>> sessions_on(plan, (), date(2026, 11, 23), date(2026, 11, 23))
    ()
    """
    return tuple(
        session_card(session, log, today)
        for session in sorted(programme.sessions, key=lambda s: s.start)
        if session.start.date() == day
    )


def next_session(programme: Programme, log: Sequence[LogEntry], today: date) -> SessionCard | None:
    """The first session after today; None when the plan is over.

    Examples
    --------
    >>> plan = Programme(summary="", start=date(2026, 11, 23), weeks=0)
    >>> next_session(plan, (), date(2026, 11, 23)) is None
    True
    """
    coming = [s for s in programme.sessions if s.start.date() > today]
    if not coming:
        return None
    return session_card(min(coming, key=lambda s: s.start), log, today)


def movable(programme: Programme, log: Sequence[LogEntry], today: date) -> tuple[SessionCard, ...]:
    """The sessions that may go to another time: of their own, and not logged.

    Those of the last week are among them: what was missed may be done later.

    Examples
    --------
    >>> movable(Programme(summary="", start=date(2026, 11, 23), weeks=0), (), date(2026, 11, 23))
    ()
    """
    logged = {entry.session for entry in log}
    return tuple(
        session_card(session, log, today)
        for session in sorted(programme.sessions, key=lambda s: s.start)
        if session.kind not in AROUND
        and session.key not in logged
        and session.start.date() >= today - WEEK
        and programme.last_day >= today
        and programme.sessions_a_week
    )


def to_log(
    programme: Programme, log: Sequence[LogEntry], today: date, back: int = 2
) -> tuple[SessionCard, ...]:
    """Sessions of the last days of which nobody has said yet how they went.

    Parameters
    ----------
    programme, log, today
        As in `weeks_view`.
    back
        How many days count as the last ones.

    Examples
    --------
    >>> to_log(Programme(summary="", start=date(2026, 11, 23), weeks=0), (), date(2026, 11, 23))
    ()
    """
    return tuple(
        session_card(session, log, today)
        for session in programme.sessions
        if today - timedelta(days=back) <= session.start.date() < today
        and session.kind != "retest"
        and state_of(session, log, today) == "not logged"
    )


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
