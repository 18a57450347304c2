"""The sessions of a plan as pages show them: one, a day's, the next, to log, to move."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from ilio.knowledge import exercise
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
