"""What was done and how it felt."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, kw_only=True)
class LogEntry:
    """One session as it went.

    Parameters
    ----------
    session
        Key of the session.
    day
        When it was done or missed.
    done
        Whether it was done.
    exercise
        Key of the exercise, empty for the whole session.
    reps
        Repetitions of the last set.
    hold_s
        Longest hold [s].
    effort
        Rating of perceived exertion, 0 to 10.
    pain
        During, 0 to 10.
    pain_next_day
        0 to 10.
    red_flag
        A red-flag answer was given.
    checked_by
        Who looked at the pain that stopped the plan; then `pain` is that of an ordinary day and
        the entry is no session.
    note
        Free words.

    Examples
    --------
    >>> LogEntry(session="w1-strength-1", day=date(2026, 11, 23), done=True, reps=15).effort
    """

    session: str
    day: date
    done: bool
    exercise: str = ""
    reps: int | None = None
    hold_s: float | None = None
    effort: float | None = None
    pain: float | None = None
    pain_next_day: float | None = None
    red_flag: bool = False
    checked_by: str = ""
    note: str = ""
