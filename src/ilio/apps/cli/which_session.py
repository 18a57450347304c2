"""Which session of a plan is meant: by its key, or the one of today."""

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from ilio.apps.cli.voice import note
from ilio.core import InputError

if TYPE_CHECKING:
    from ilio.observations.training_log import LogEntry
    from ilio.programmes.programme import Programme, Session

TODAY = "today"

NIGHT_ENDS = 4
"""Until this hour, "today" may be the evening before."""


def named_session(session: "Session") -> str:
    """A session by title, day, hour and key, so that nobody has to guess which one it was.

    Examples
    --------
    >>> from datetime import datetime
    >>> from ilio.programmes.programme import Session
    >>> named_session(Session(key="w1-length-1", start=datetime(2026, 11, 23, 18), minutes=5,
    ...                       kind="length", place="on its own", week=1, title="Stretch"))
    'Stretch of Mon 23 Nov, 18:00 (w1-length-1)'
    """
    from ilio.records.plan_words import day_words

    day = day_words(session.start.date())
    return f"{session.title} of {day}, {session.start:%H:%M} ({session.key})"


def evening_before(
    programme: "Programme", now: datetime, logged: "tuple[LogEntry, ...]" = ()
) -> "Session | None":
    """The session of the evening before, for somebody who logs it shortly after midnight.

    Parameters
    ----------
    programme
        The plan.
    now
        Local time.
    logged
        What was logged so far.

    Examples
    --------
    >>> from ilio.programmes.programme import Programme
    >>> plan = Programme(summary="", start=date(2026, 11, 23), weeks=0)
    >>> evening_before(plan, datetime(2026, 11, 24, 0, 10)) is None
    True
    """
    done = {entry.session for entry in logged}
    from ilio.knowledge import threshold

    begins = threshold("planning.evening_begins").value
    yesterday: date = now.date() - timedelta(days=1)
    evening = [
        session
        for session in programme.sessions
        if session.start.date() == yesterday and session.start.hour >= begins
    ]
    open_still = [session for session in evening if session.key not in done]
    return open_still[-1] if now.hour < NIGHT_ENDS and open_still else None


def session_of(
    programme: "Programme", word: str, now: datetime, logged: "tuple[LogEntry, ...]" = ()
) -> "Session":
    """A session by its key, or today's first one that is not logged yet.

    Shortly after midnight that is the one of the evening before, if it was not logged yet; this is
    said.

    Raises
    ------
    InputError
        If the plan has no such session, or nothing is left for today.

    Examples
    --------
    >>> from ilio.programmes.programme import Programme
    >>> plan = Programme(summary="", start=date(2026, 11, 23), weeks=0)
    >>> session_of(plan, "today", datetime(2026, 11, 24, 12))
    Traceback (most recent call last):
    ...
    ilio.core.errors.InputError: Expected a session on 2026-11-24, got none. The plan holds no \
later one.
    """
    from ilio.sources.log_file import unknown_session

    if word != TODAY:
        found = next((s for s in programme.sessions if s.key == word), None)
        if found is None:
            raise unknown_session(word, [TODAY, *(s.key for s in programme.sessions)])
        return found
    evening = evening_before(programme, now, logged)
    if evening is not None:
        named = named_session(evening)
        note(f"It is past midnight: taken as {named}. For another one, give its key.")
        return evening
    today, done = now.date(), {entry.session for entry in logged}
    left = [s for s in programme.sessions if s.start.date() >= today and s.key not in done]
    if left and left[0].start.date() == today:
        return left[0]
    todo = "The plan holds no later one."
    if left:
        todo = f"The next one is {left[0].key} on {left[0].start:%Y-%m-%d at %H:%M}."
    raise InputError(f"a session on {today.isoformat()}", "none", todo)
