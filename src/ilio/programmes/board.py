"""What is fixed before places are chosen: runs, busy times, free times, and what each week asks."""

from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from ilio.knowledge import dose, threshold
from ilio.programmes.spans import DAY, HOUR, MINUTE, WEEK_DAYS, Span

PlaceKind = Literal["strength", "length", "retest", "core"]


@dataclass(frozen=True, order=True)
class Place:
    """A stretch of time for one session.

    Parameters
    ----------
    begin, end
        Minutes of the plan [min].
    kind
        What is done.
    week
        Counted from 1.
    short
        Whether a strength session is cut to a short one.

    Examples
    --------
    >>> Place(1080, 1105, "strength", 1).day
    0
    """

    begin: int
    end: int
    kind: PlaceKind
    week: int
    short: bool = False

    @property
    def span(self) -> Span:
        """Begin and end [min].

        Examples
        --------
        >>> Place(0, 5, "core", 1).span
        (0, 5)
        """
        return self.begin, self.end

    @property
    def day(self) -> int:
        """Days since the first.

        Examples
        --------
        >>> Place(1500, 1520, "core", 1).day
        1
        """
        return self.begin // DAY

    @property
    def clock(self) -> int:
        """Minutes since midnight.

        Examples
        --------
        >>> Place(1500, 1520, "core", 1).clock
        60
        """
        return self.begin % DAY


@dataclass(frozen=True, kw_only=True)
class Week:
    """What one week asks for.

    Parameters
    ----------
    number
        Counted from 1.
    strength_low, strength
        Strength sessions: the floor and the target.
    length
        Sessions of lengthening.
    retest
        Whether a retest belongs into it.
    most
        The most entries beside the runs: a stretch straight after strength or a run is none.
    capped
        Strength sessions that `most` leaves out of the target.
    minutes
        Kind to time [min]; ``short`` is the short strength session.

    Examples
    --------
    >>> Week(number=2).days
    range(7, 14)
    """

    number: int
    strength_low: int = 0
    strength: int = 0
    length: int = 0
    retest: bool = False
    most: int = WEEK_DAYS
    capped: int = 0
    minutes: dict[str, int] = field(default_factory=dict)

    @property
    def days(self) -> range:
        """Its days since the first of the plan.

        Examples
        --------
        >>> Week(number=1).days
        range(0, 7)
        """
        return range((self.number - 1) * WEEK_DAYS, self.number * WEEK_DAYS)


@dataclass(frozen=True, kw_only=True)
class Board:
    """What the places have to respect; times in minutes of the plan.

    Parameters
    ----------
    start
        First day.
    weeks
        What each week asks for.
    runs
        All runs.
    hard
        The hard ones.
    tiring
        The hard and the long ones: after them leg strength waits.
    blocked
        Runs with what is attached to them, and busy times.
    stretches
        Stretches attached to runs.
    free
        The person's free times.
    done
        Sessions that stand: history, or neighbours of a week that is searched alone.
    easy_ends
        Where a run that does not tire ends, with what is attached.
    hard_ends
        Where a hard run ends, with what is attached.
    short_anywhere
        Whether strength sessions may be cut short wherever they lie.
    band_after_hard
        Whether a short one may follow a hard run outside the free times.

    Examples
    --------
    >>> Board(start=date(2026, 11, 23)).weeks
    ()
    """

    start: date
    weeks: tuple[Week, ...] = ()
    runs: tuple[Span, ...] = ()
    hard: tuple[Span, ...] = ()
    tiring: tuple[Span, ...] = ()
    blocked: tuple[Span, ...] = ()
    stretches: tuple[Span, ...] = ()
    free: tuple[Span, ...] = ()
    done: tuple[Place, ...] = ()
    easy_ends: frozenset[int] = frozenset()
    hard_ends: tuple[int, ...] = ()
    short_anywhere: bool = False
    band_after_hard: bool = False


def minutes_of(key: str) -> int:
    """A limit of the calendar in minutes, whatever its unit.

    Examples
    --------
    >>> minutes_of("planning.between_strength")
    2880
    """
    limit = threshold(key)
    return int(limit.value) * (HOUR if limit.unit == "h" else 1)


def short_minutes() -> int:
    """The longest short strength session [min].

    Examples
    --------
    >>> short_minutes()
    15
    """
    return int((dose("strength.band_only").session_s_most or 0) // MINUTE.total_seconds())
