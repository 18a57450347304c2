"""The person's week: runs that are planned, and times that are free."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Literal

RunKind = Literal["easy", "long", "tempo", "intervals", "race"]


@dataclass(frozen=True, order=True)
class Run:
    """One planned run on the calendar.

    Parameters
    ----------
    start
        Local start.
    minutes
        Duration [min].
    kind
        ``easy``, ``long``, ``tempo``, ``intervals`` or ``race``.
    title
        What the calendar called it; may be empty.

    Examples
    --------
    >>> Run(datetime(2026, 11, 24, 18, 0), 50, "intervals").end.hour
    18
    """

    start: datetime
    minutes: int
    kind: RunKind
    title: str = ""

    @property
    def end(self) -> datetime:
        """Local end.

        Examples
        --------
        >>> Run(datetime(2026, 11, 24, 18, 30), 45, "easy").end
        datetime.datetime(2026, 11, 24, 19, 15)
        """
        return self.start + timedelta(minutes=self.minutes)


@dataclass(frozen=True, order=True)
class WeeklyRun:
    """One run of a weekly pattern.

    Parameters
    ----------
    weekday
        0 Monday to 6 Sunday.
    kind
        As in `Run`.
    minutes
        Duration [min].
    at
        Local start.

    Examples
    --------
    >>> WeeklyRun(1, "intervals", 60, time(18)).weekday
    1
    """

    weekday: int
    kind: RunKind
    minutes: int
    at: time


@dataclass(frozen=True, order=True)
class FreeTime:
    """A stretch of a weekday in which a session may lie.

    Parameters
    ----------
    weekday
        0 Monday to 6 Sunday.
    start, end
        Local times, start before end.

    Examples
    --------
    >>> FreeTime(0, time(18), time(21)).end.hour
    21
    """

    weekday: int
    start: time
    end: time
