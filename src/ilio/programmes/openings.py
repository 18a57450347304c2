"""All places that are worth trying: few, and enough.

Moving every strength session to the earliest legal moment keeps a week legal, and 48 h later is the
same time of day. So it is enough to look at the begins of legal stretches, at the same times of day
on other days, and at the wished times.
"""

from collections.abc import Iterable, Iterator, Sequence

from ilio.programmes.allowing import legal, open_spans
from ilio.programmes.board import Board, Place, PlaceKind, Week, minutes_of
from ilio.programmes.spans import DAY


def openings(board: Board, kept: Sequence[Place], kinds: Iterable[PlaceKind]) -> list[Place]:
    """Legal places of some kinds in all weeks, in order of time.

    Parameters
    ----------
    board
        What is fixed.
    kept
        Places of an earlier plan: tried as well.
    kinds
        Which.

    Examples
    --------
    >>> from datetime import date
    >>> week = Week(number=1, strength=1, minutes={"strength": 20, "short": 15})
    >>> board = Board(start=date(2026, 11, 23), weeks=(week,), free=((1070, 1140),))
    >>> [place.begin for place in openings(board, (), ("strength",))]
    [1070, 1080]
    """
    spans = open_spans(board)
    clocks = _clocks(board, [low for low, _ in spans], kept)
    found = {
        place
        for kind in kinds
        for week in board.weeks
        if _asked(week, kind)
        for day in week.days
        for clock in clocks
        for place in _variants(kind, week, day * DAY + clock)
        if legal(board, place, spans)
    }
    return sorted(found)


def _asked(week: Week, kind: PlaceKind) -> bool:
    wanted = {"strength": week.strength, "retest": int(week.retest)}
    return bool(wanted.get(kind)) and bool(week.minutes.get(kind))


def _variants(kind: PlaceKind, week: Week, begin: int) -> Iterator[Place]:
    yield Place(begin, begin + week.minutes[kind], kind, week.number)
    if kind == "strength" and week.minutes.get("short"):
        yield Place(begin, begin + week.minutes["short"], kind, week.number, short=True)


def _clocks(board: Board, lows: Iterable[int], kept: Iterable[Place]) -> list[int]:
    """Times of day worth trying [min]."""
    after = minutes_of("planning.after_hard")
    begins = {low % DAY for low in lows}
    begins |= {place.clock for place in (*kept, *board.done) if place.kind != "length"}
    begins |= {(end + after) % DAY for _, end in {*board.hard, *board.tiring}}
    begins |= {end % DAY for end in board.hard_ends if board.band_after_hard}
    begins.add(minutes_of("planning.evening_begins"))
    return sorted(begins)
