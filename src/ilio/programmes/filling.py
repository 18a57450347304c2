"""Lengthening and core work go where the strength sessions leave room, also under the ceiling.

Days do not depend on each other here, so taking the cheapest days is already the best choice.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from ilio.knowledge import threshold
from ilio.programmes.allowing import joins, legal, near_stretch, open_spans
from ilio.programmes.board import Board, Place, PlaceKind, Week, minutes_of
from ilio.programmes.spans import DAY, HOUR, Span


def length_places(board: Board, taken: Sequence[Place], kept: Sequence[Place]) -> list[Place]:
    """Sessions of lengthening: right after strength or the stretch of a run where that is possible.

    There they are part of that entry; others count toward the most entries of a week.

    Parameters
    ----------
    board
        What is fixed.
    taken
        Places of strength and retests.
    kept
        Places of an earlier plan.

    Examples
    --------
    >>> from datetime import date
    >>> week = Week(number=1, length=1, minutes={"length": 5})
    >>> board = Board(start=date(2026, 11, 23), weeks=(week,), free=((1080, 1140),))
    >>> [place.begin for place in length_places(board, [Place(1080, 1100, "strength", 1)], ())]
    [1100]
    """
    out: list[Place] = []
    for week in board.weeks:
        stand = sum(p.kind == "length" and p.week == week.number for p in board.done)
        out += _cheapest(board, week, "length", week.length - stand, taken, kept)
    return out


def core_places(board: Board, taken: Sequence[Place], kept: Sequence[Place]) -> list[Place]:
    """Core work for weeks under the floor of strength: it needs no distance from hard runs.

    Parameters
    ----------
    board
        What is fixed.
    taken
        All places so far.
    kept
        Places of an earlier plan.

    Examples
    --------
    >>> from datetime import date
    >>> week = Week(number=1, strength_low=2, minutes={"core": 10})
    >>> board = Board(start=date(2026, 11, 23), weeks=(week,), free=((1080, 1140),))
    >>> len(core_places(board, (), ()))
    1
    """
    out: list[Place] = []
    for week in board.weeks:
        everything = [p for p in (*taken, *board.done) if p.week == week.number]
        strength = [place.day for place in everything if place.kind == "strength"]
        core = sum(place.kind == "core" for place in board.done if place.week == week.number)
        asked = min(week.strength_low - len(strength) - core, room_left(board, week, taken))
        out += _cheapest(board, week, "core", asked, taken, kept, frozenset(strength))
    return out


def room_left(board: Board, week: Week, taken: Sequence[Place]) -> int:
    """How many more entries a week may hold beside the runs.

    Parameters
    ----------
    board, week
        What is fixed.
    taken
        Places so far.

    Examples
    --------
    >>> from datetime import date
    >>> strength, stretch = Place(1080, 1100, "strength", 1), Place(1100, 1105, "length", 1)
    >>> room_left(Board(start=date(2026, 11, 23)), Week(number=1, most=4), [strength, stretch])
    3
    """
    here = [place for place in (*taken, *board.done) if place.week == week.number]
    return max(0, week.most - sum(not _part_of_another(place, board, here) for place in here))


def _part_of_another(place: Place, board: Board, others: Iterable[Place]) -> bool:
    """Whether a stretch follows a strength session or the stretch of a run without a gap."""
    if place.kind != "length":
        return False
    after_run = {end for _, end in board.stretches} & board.easy_ends
    return place.begin in after_run or any(joins(board, other, place) for other in others)


def _cheapest(
    board: Board,
    week: Week,
    kind: PlaceKind,
    asked: int,
    taken: Sequence[Place],
    kept: Sequence[Place],
    closed: frozenset[int] = frozenset(),
) -> list[Place]:
    """The best place of each day, and of these the cheapest."""
    minutes = week.minutes.get(kind)
    if asked < 1 or not minutes:
        return []
    spans = open_spans(replace(board, blocked=(*board.blocked, *(p.span for p in taken))))
    stay = {place.begin for place in kept if place.kind == kind}
    days = []
    for day in week.days:
        begins = _begins(day, minutes, spans, taken, stay)
        places = [Place(begin, begin + minutes, kind, week.number) for begin in begins]
        good = [p for p in places if _fits(board, p, spans, taken)]
        if good and day not in closed:
            best = min(good, key=lambda p: (_cost(board, p, taken, stay), p.begin))
            days.append((_cost(board, best, taken, stay), day, best))
    room, out = room_left(board, week, taken), list[Place]()
    for _, _, place in sorted(days):
        own = not _part_of_another(place, board, taken)
        if len(out) < asked and (room or not own):
            room -= own
            out.append(place)
    return out


def _begins(
    day: int, minutes: int, spans: Iterable[Span], taken: Iterable[Place], stay: Iterable[int]
) -> set[int]:
    usual = day * DAY + minutes_of("planning.evening_begins")
    begins = {usual, *stay, *(low for low, _ in spans)}
    begins |= {begin for place in taken for begin in (place.end, place.begin - minutes)}
    return {begin for begin in begins if begin // DAY == day}


def _fits(board: Board, place: Place, spans: list[Span], taken: Sequence[Place]) -> bool:
    retests = [p for p in (*taken, *board.done) if p.kind == "retest"]
    if place.kind == "length" and any(near_stretch(retest, place.span) for retest in retests):
        return False
    return legal(board, place, spans)


def _cost(board: Board, place: Place, taken: Sequence[Place], stay: set[int]) -> float:
    """Nothing for what stays, strength or the stretch of a run; then the day, the usual time."""
    if place.begin in stay:
        return -1
    strength = [other for other in taken if other.kind == "strength" and other.day == place.day]
    if any(other.end == place.begin for other in strength):
        return 0
    if _part_of_another(place, board, strength):
        return 0.5
    usual = minutes_of("planning.evening_begins")
    hours = threshold("planning.cost_hour").value * abs(place.clock - usual) / HOUR
    return hours + (1 if strength else threshold("planning.cost_day").value)
