"""What is fixed before places are chosen: runs, busy times, free times, and what each week asks."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from ilio.knowledge import dose, threshold
from ilio.programmes.spans import DAY, HOUR, MINUTE, WEEK_DAYS, Span, inside, meet, without

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
    blocked
        Runs with what is attached to them, and busy times.
    stretches
        Stretches attached to runs.
    free
        The person's free times.
    done
        Sessions that stand: history, or neighbours of a week that is searched alone.
    easy_ends
        Where a run that is not hard ends, with what is attached.
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


def strength_allowed(board: Board, place: Place) -> bool:
    """Whether the hard runs allow leg strength there; free times are not looked at.

    Examples
    --------
    >>> board = Board(start=date(2026, 11, 23), hard=((1440 + 600, 1440 + 660),))
    >>> strength_allowed(board, Place(500, 525, "strength", 1))
    True
    >>> strength_allowed(board, Place(700, 725, "strength", 1))
    False
    """
    before, after = minutes_of("planning.before_hard"), minutes_of("planning.after_hard")
    for begin, end in board.hard:
        if meet(place.span, (begin - before, begin)):
            return False
        same_day = place.day in (begin // DAY, (end - 1) // DAY)
        if same_day and place.begin < end + after and not (place.short and straight(place, end)):
            return False
    return True


def straight(place: Place, end: int) -> bool:
    """Whether a place follows a run straight after its end [min].

    Examples
    --------
    >>> straight(Place(605, 620, "strength", 1, True), 600)
    True
    """
    return 0 <= place.begin - end <= minutes_of("planning.straight_after")


def kept_apart(board: Board, place: Place) -> bool:
    """Whether a strength session keeps its distance from those that stand.

    Examples
    --------
    >>> board = Board(start=date(2026, 11, 23), done=(Place(0, 20, "strength", 1),))
    >>> kept_apart(board, Place(1440, 1460, "strength", 1))
    False
    """
    apart = minutes_of("planning.between_strength")
    done = (p.begin for p in board.done if p.kind == "strength")
    return all(abs(place.begin - begin) >= apart for begin in done)


def length_allowed(board: Board, place: Place) -> bool:
    """Whether long stretching lies away from the next run, once a day.

    Examples
    --------
    >>> board = Board(start=date(2026, 11, 23), runs=((600, 660),))
    >>> length_allowed(board, Place(550, 555, "length", 1))
    False
    """
    before = minutes_of("planning.stretch_before_run")
    if any(p.kind == "length" and p.day == place.day for p in board.done):
        return False
    return not any(meet(place.span, (begin - before, begin)) for begin, _ in board.runs)


def retest_allowed(board: Board, place: Place) -> bool:
    """Whether a retest lies on a day of rest, away from the stretches that stand.

    Examples
    --------
    >>> board = Board(start=date(2026, 11, 23), runs=((600, 660),))
    >>> retest_allowed(board, Place(900, 930, "retest", 1))
    False
    """
    day = (place.day * DAY, (place.day + 1) * DAY)
    trained = [*board.runs, *(p.span for p in board.done if p.kind == "strength")]
    stretched = [*board.stretches, *(p.span for p in board.done if p.kind == "length")]
    return not any(meet(day, span) for span in trained) and not any(
        near_stretch(place, span) for span in stretched
    )


def near_stretch(retest: Place, stretch: Span) -> bool:
    """Whether a stretch lies too close to a retest.

    Examples
    --------
    >>> near_stretch(Place(600, 630, "retest", 1), (570, 575))
    True
    """
    gap = minutes_of("planning.stretch_before_retest")
    return meet((retest.begin - gap, retest.end + gap), stretch)


def open_spans(board: Board) -> list[Span]:
    """Free times without runs, busy times and sessions that stand.

    Examples
    --------
    >>> open_spans(Board(start=date(2026, 11, 23), free=((0, 60),), blocked=((10, 20),)))
    [(0, 10), (20, 60)]
    """
    return without(board.free, [*board.blocked, *(p.span for p in board.done)])


def legal(board: Board, place: Place, spans: list[Span]) -> bool:
    """Whether a place keeps every rule that does not depend on other new places.

    Parameters
    ----------
    board
        What is fixed.
    place
        The place.
    spans
        `open_spans` of the board.

    Examples
    --------
    >>> board = Board(start=date(2026, 11, 23), free=((0, 60),))
    >>> legal(board, Place(40, 70, "core", 1), open_spans(board))
    False
    """
    attached = place.short and board.band_after_hard and _follows_hard(board, place)
    fits = inside(place.span, spans) or (
        attached and not any(meet(place.span, span) for span in _taken(board))
    )
    if not fits:
        return False
    if place.kind == "strength":
        wanted = not place.short or board.short_anywhere or _follows_hard(board, place)
        return wanted and strength_allowed(board, place) and kept_apart(board, place)
    if place.kind == "length":
        return length_allowed(board, place)
    return place.kind == "core" or retest_allowed(board, place)


def _taken(board: Board) -> Iterator[Span]:
    yield from board.blocked
    yield from (place.span for place in board.done)


def _follows_hard(board: Board, place: Place) -> bool:
    return any(straight(place, end) for _, end in board.hard)
