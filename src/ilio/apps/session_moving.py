"""One session of a plan put at another time: what command line, page and API share."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING

from ilio.core import InputError

if TYPE_CHECKING:
    from ilio.observations.training_log import LogEntry
    from ilio.programmes.programme import Programme


def with_moved(
    made: "Programme",
    standing: "Programme",
    log: "Sequence[LogEntry]",
    key: str,
    to: datetime,
    now: datetime,
) -> "Programme":
    """The plan as it was made, with one session at another time.

    Parameters
    ----------
    made
        The plan as it was made.
    standing
        The same as it stands today, under the log and the newest answers: both have to allow it.
    log
        What was done and missed of it.
    key
        Of the session.
    to
        Its new local start.
    now
        Local time.

    Raises
    ------
    InputError
        If the plan stands still, has no such session, or a rule forbids the new time.

    Examples
    --------
    >>> from ilio.programmes.programme import Programme
    >>> ill = Programme(summary="", start=date(2026, 11, 23), weeks=0, refused="See a doctor.")
    >>> noon = datetime(2026, 11, 23, 12)
    >>> with_moved(ill, ill, (), "w1-core-1", noon, noon)
    Traceback (most recent call last):
    ...
    ilio.core.errors.InputError: Expected a plan with exercises, got one without. See a doctor.
    """
    from ilio.programmes.moving import moved
    from ilio.records.plan_words import cited
    from ilio.sources.log_file import unknown_session

    if standing.refused:
        raise InputError("a plan with exercises", "one without", cited(standing.refused))
    keys = [session.key for session in standing.sessions]
    if key not in keys:
        raise unknown_session(key, keys)
    logged = {entry.session for entry in log}
    moved(standing, key, to, now=now, logged=logged)
    return moved(made, key, to, now=now, logged=logged)


def moment_typed(day: str, at: str, today: date) -> datetime:
    """A day and a time that were typed; a weekday is the next one, today too.

    Raises
    ------
    InputError
        If one of them is none.

    Examples
    --------
    >>> moment_typed("Thu", "18:30", date(2026, 11, 23)).isoformat()
    '2026-11-26T18:30:00'
    >>> moment_typed("2026-11-27", "7", date(2026, 11, 23)).isoformat()
    '2026-11-27T07:00:00'
    """
    from ilio.apps.plan_making import day_of
    from ilio.sources.typed_words import weekdays_of

    days = weekdays_of(day.strip().lower())
    if len(days) == 1:
        when = today + timedelta(days=(days[0] - today.weekday()) % 7)
    else:
        when = day_of(day.strip())
    return datetime.combine(when, _time_of(at))


def _time_of(typed: str) -> time:
    hour, _, minute = typed.strip().partition(":")
    try:
        return time(int(hour), int(minute or 0))
    except ValueError:
        todo = "Write hours and minutes."
        raise InputError("a time such as 18:30", f"'{typed}'", todo) from None
