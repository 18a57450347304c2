"""Strength and stretch that would stand back to back are one session, and taken apart again."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime

from ilio.programmes.allowing import joins, kept_apart, strength_allowed
from ilio.programmes.attaching import minutes_for
from ilio.programmes.board import Board, Place, PlaceKind
from ilio.programmes.programme import Prescription, Session
from ilio.programmes.spans import DAY, MINUTE, WEEK_DAYS, inside, minute_of

AND_STRETCH = " and stretch"
KINDS: tuple[PlaceKind, ...] = ("strength", "length", "retest", "core")


def joined(own: Iterable[Session], around: Iterable[Session], board: Board) -> tuple[Session, ...]:
    """Sessions of their own and those around runs, each stretch in the session before it.

    A session that follows the stretch of a run without a gap begins with that run's end, where the
    free times and the distance to other strength sessions allow that. A short session, which may
    follow a hard run, stays as short as it is.

    Parameters
    ----------
    own
        Sessions of their own, as they were placed.
    around
        What is attached to runs.
    board
        What is fixed.

    Examples
    --------
    >>> from datetime import date, datetime
    >>> gym = Session(key="w1-strength-1", start=datetime(2026, 11, 23, 18), minutes=15,
    ...               kind="strength", place="on its own", week=1, title="Strength")
    >>> mat = Session(key="w1-length-1", start=datetime(2026, 11, 23, 18, 15), minutes=5,
    ...               kind="length", place="on its own", week=1, title="Stretch")
    >>> one, = joined([gym, mat], (), Board(start=date(2026, 11, 23)))
    >>> one.title, one.minutes
    ('Strength and stretch', 20)
    """
    whole = _stretch_after_strength(own, board)
    after = {_end(s): s for s in around if s.kind == "after run" and _stretches(s.items)}
    out: list[Session] = []
    of_runs = {session.key: session for session in around}
    for session in whole:
        run = after.get(session.start)
        if run is not None and session.kind == "length":
            of_runs[run.key] = _longer(run, session)
        elif run is not None and _may_begin_earlier(session, run, [*out, *whole], board):
            out.append(_from_the_run(session, run))
            del of_runs[run.key]
        else:
            out.append(session)
    return (*out, *of_runs.values())


def _stretch_after_strength(own: Iterable[Session], board: Board) -> list[Session]:
    out: list[Session] = []
    for session in sorted(own, key=lambda s: (s.start, s.key)):
        before = out[-1] if out else session
        both = before.kind == "strength" and session.kind == "length"
        if both and joins(board, _place(before, board), _place(session, board)):
            out[-1] = _with_stretch(before, session.items, session.minutes)
        else:
            out.append(session)
    return out


def _place(session: Session, board: Board) -> Place:
    begin = minute_of(session.start, board.start)
    kind: PlaceKind = "strength" if session.kind == "strength" else "length"
    return Place(begin, begin + session.minutes, kind, session.week, session.short)


def _end(session: Session) -> datetime:
    return session.start + session.minutes * MINUTE


def _longer(run: Session, stretch: Session) -> Session:
    """The stretch of a run with that which lengthens."""
    items = _once(stretch.items, run.items)
    return replace(run, minutes=run.minutes + stretch.minutes, items=items)


def _with_stretch(session: Session, items: Sequence[Prescription], minutes: int) -> Session:
    title = session.title if AND_STRETCH in session.title else f"{session.title}{AND_STRETCH}"
    return replace(
        session,
        minutes=session.minutes + minutes,
        title=title,
        items=_once(session.items, items),
    )


def _from_the_run(session: Session, run: Session) -> Session:
    """Strength and stretch that begin with the end of a run."""
    whole = _with_stretch(session, run.items, run.minutes)
    return replace(whole, start=run.start, place="after a run")


def _once(items: Sequence[Prescription], more: Sequence[Prescription]) -> tuple[Prescription, ...]:
    """A stretch of the same hip is not done twice in one session: the first one holds longer."""
    done = {(item.exercise, item.side) for item in items}
    return (*items, *(item for item in more if (item.exercise, item.side) not in done))


def _may_begin_earlier(
    session: Session, run: Session, own: Iterable[Session], board: Board
) -> bool:
    begin = minute_of(run.start, board.start)
    end = minute_of(session.start, board.start) + session.minutes
    if session.kind == "retest" or session.short or not inside((begin, end), board.free):
        return False
    if session.kind == "core":
        return True
    place = Place(begin, end, "strength", session.week, session.short)
    others = (
        Place(minute_of(s.start, board.start), 0, "strength", s.week)
        for s in own
        if s.kind == "strength" and s.key != session.key
    )
    with_others = replace(board, done=(*board.done, *others))
    return strength_allowed(board, place) and kept_apart(with_others, place)


def _stretches(items: Iterable[Prescription]) -> bool:
    return any(item.purpose == "length" for item in items)


def places_of(session: Session, around: Iterable[Session], board: Board) -> Iterator[Place]:
    """The places that a session was made from.

    Parameters
    ----------
    session
        Of an earlier plan.
    around
        What is attached to the runs as they are now.
    board
        With the first day.

    Examples
    --------
    >>> from datetime import date, datetime
    >>> mat = Session(key="w1-length-1", start=datetime(2026, 11, 23, 18, 15), minutes=5,
    ...               kind="length", place="on its own", week=1, title="Stretch")
    >>> [place.span for place in places_of(mat, (), Board(start=date(2026, 11, 23)))]
    [(1095, 1100)]
    """
    begin = minute_of(session.start, board.start)
    end = begin + session.minutes
    run = next((s for s in around if s.kind == "after run" and s.start == session.start), None)
    after_a_run = session.place == "after a run"
    short = run.items if run is not None and after_a_run else ()
    own = [i for i in session.items if i.purpose == "length" and i not in short]
    longer = session.kind == "after run" and run is not None
    apart = bool(own) and (longer or (session.kind == "strength" and AND_STRETCH in session.title))
    middle = end - minutes_for(own) if apart else end
    kind = next((kind for kind in KINDS if kind == session.kind), None)
    week = begin // (DAY * WEEK_DAYS) + 1
    if kind is not None:
        lead = run.minutes if run is not None and after_a_run else 0
        yield Place(begin + lead, middle, kind, week, session.short)
    if apart:
        yield Place(middle, end, "length", week)
