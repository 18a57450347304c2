"""Which places the rules of the calendar allow, one function a rule."""

from collections.abc import Iterator
from dataclasses import replace

from ilio.programmes.board import Board, Place, minutes_of
from ilio.programmes.spans import DAY, Span, inside, meet, without


def strength_allowed(board: Board, place: Place) -> bool:
    """Whether hard and long runs allow leg strength there; free times are not looked at.

    Examples
    --------
    >>> from datetime import date
    >>> board = Board(start=date(2026, 11, 23), hard=((1440 + 600, 1440 + 660),))
    >>> strength_allowed(board, Place(500, 525, "strength", 1))
    True
    >>> strength_allowed(board, Place(700, 725, "strength", 1))
    False
    """
    before, after = minutes_of("planning.before_hard"), minutes_of("planning.after_hard")
    if any(meet(place.span, (begin - before, begin)) for begin, _ in board.hard):
        return False
    for begin, end in {*board.hard, *board.tiring}:
        same_day = place.day in (begin // DAY, (end - 1) // DAY)
        short = place.short and (begin, end) in board.hard and straight(place, end)
        if same_day and begin <= place.begin < end + after and not short:
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
    >>> from datetime import date
    >>> board = Board(start=date(2026, 11, 23), done=(Place(0, 20, "strength", 1),))
    >>> kept_apart(board, Place(1440, 1460, "strength", 1))
    False
    """
    apart = minutes_of("planning.between_strength")
    done = (p.begin for p in board.done if p.kind == "strength")
    return all(abs(place.begin - begin) >= apart for begin in done)


def joins(board: Board, strength: Place, stretch: Place) -> bool:
    """Whether a stretch becomes part of the strength session that it follows without a gap.

    A short one, which may follow a hard run, stays short; a longer one keeps its distance to runs.

    Examples
    --------
    >>> from datetime import date
    >>> gym, mat = Place(600, 620, "strength", 1), Place(620, 625, "length", 1)
    >>> joins(Board(start=date(2026, 11, 23)), gym, mat)
    True
    >>> joins(Board(start=date(2026, 11, 23), hard=((1440 + 620, 1440 + 680),)), gym, mat)
    False
    """
    if strength.short or strength.kind != "strength" or strength.end != stretch.begin:
        return False
    return strength_allowed(board, replace(strength, end=stretch.end))


def length_allowed(board: Board, place: Place) -> bool:
    """Whether long stretching lies away from the next run, once a day.

    Examples
    --------
    >>> from datetime import date
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
    >>> from datetime import date
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
    >>> from datetime import date
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
    >>> from datetime import date
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
