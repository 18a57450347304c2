"""Stretches of time on the minutes of a plan: whole minutes since the first midnight."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime, time, timedelta
from typing import TypeVar

MINUTE = timedelta(minutes=1)
HOUR = timedelta(hours=1) // MINUTE
DAY = timedelta(days=1) // MINUTE
WEEK_DAYS = timedelta(weeks=1) // timedelta(days=1)
Moment = TypeVar("Moment", int, datetime)
Span = tuple[int, int]
"""Begin and end [min]; the end belongs to it no more."""


def minute_of(when: datetime, start: date) -> int:
    """Whole minutes since the midnight of the first day; earlier is negative.

    Examples
    --------
    >>> minute_of(datetime(2026, 11, 24, 1), date(2026, 11, 23))
    1500
    """
    return (when.replace(tzinfo=None) - datetime.combine(start, time())) // MINUTE


def moment_of(minute: int, start: date) -> datetime:
    """The moment of a minute of the plan.

    Examples
    --------
    >>> moment_of(1500, date(2026, 11, 23))
    datetime.datetime(2026, 11, 24, 1, 0)
    """
    return datetime.combine(start, time()) + minute * MINUTE


def minute_of_day(at: time) -> int:
    """Minutes since midnight.

    Examples
    --------
    >>> minute_of_day(time(18, 30))
    1110
    """
    return minute_of(datetime.combine(date.min, at), date.min)


def merged(spans: Iterable[Span]) -> list[Span]:
    """Overlapping and touching spans as one, in order; empty ones are dropped.

    Examples
    --------
    >>> merged([(5, 9), (1, 3), (8, 12), (4, 4)])
    [(1, 3), (5, 12)]
    """
    out: list[Span] = []
    for low, high in sorted(span for span in spans if span[0] < span[1]):
        if out and low <= out[-1][1]:
            out[-1] = (out[-1][0], max(out[-1][1], high))
        else:
            out.append((low, high))
    return out


def without(spans: Iterable[Span], holes: Iterable[Span]) -> list[Span]:
    """What is left of spans when holes are cut out.

    Examples
    --------
    >>> without([(0, 10)], [(2, 4), (9, 12)])
    [(0, 2), (4, 9)]
    """
    cuts = merged(holes)
    out = []
    for low, high in merged(spans):
        begin = low
        for cut in cuts:
            if cut[0] >= high:
                break
            if begin < cut[0]:
                out.append((begin, cut[0]))
            begin = max(begin, cut[1])
        if begin < high:
            out.append((begin, high))
    return out


def meet(one: tuple[Moment, Moment], other: tuple[Moment, Moment]) -> bool:
    """Whether two spans share time, in minutes or as moments.

    Examples
    --------
    >>> meet((0, 5), (5, 9))
    False
    """
    return one[0] < other[1] and other[0] < one[1]


def inside(span: Span, spans: Sequence[Span]) -> bool:
    """Whether one of the spans holds all of it.

    Examples
    --------
    >>> inside((2, 3), [(0, 5)])
    True
    """
    return any(low <= span[0] and span[1] <= high for low, high in spans)
