"""One session goes to another time, and nothing else does; what a rule forbids is refused."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime

from ilio.core import InputError, UnknownNameError
from ilio.observations import Clearance
from ilio.observations.safety import ends
from ilio.programmes.allowing import (
    kept_apart,
    length_allowed,
    near_stretch,
    retest_allowed,
    strength_allowed,
)
from ilio.programmes.board import Board, Place, minutes_of
from ilio.programmes.joining import places_of
from ilio.programmes.programme import Programme, Session
from ilio.programmes.runs import PlannedRun
from ilio.programmes.spans import DAY, HOUR, MINUTE, WEEK_DAYS, Span, meet, minute_of

ELSEWHERE = "Choose another day or time."


def moved(
    programme: Programme, key: str, to: datetime, *, now: datetime, logged: Collection[str] = ()
) -> Programme:
    """The plan with one session at another time; all others stand still.

    Free times are not looked at: who moves a session knows when there is time for it.

    Parameters
    ----------
    programme
        As it was made, before the log moved its load.
    key
        Of the session.
    to
        Its new local start.
    now
        Local time.
    logged
        Keys of the sessions of which something was logged.

    Raises
    ------
    UnknownNameError
        If the plan has no such session.
    InputError
        If the session or its new time does not allow it; the message says why.

    Examples
    --------
    >>> mat = Session(key="w1-length-1", start=datetime(2026, 11, 23, 18), minutes=5,
    ...               kind="length", place="on its own", week=1, title="Stretch")
    >>> plan = Programme(summary="", start=date(2026, 11, 23), weeks=1, sessions=(mat,),
    ...                  sessions_a_week=4)
    >>> there = moved(plan, "w1-length-1", datetime(2026, 11, 25, 7), now=datetime(2026, 11, 23))
    >>> there.sessions[0].start.day, there.sessions[0].moved
    (25, True)
    """
    session = _movable(programme, key, logged)
    begin, end = to, to + session.minutes * MINUTE
    _check_days(programme, begin, end, now)
    week = (begin.date() - programme.start).days // WEEK_DAYS + 1
    there = replace(session, start=begin, week=week, place="on its own", moved=True)
    others = [other for other in programme.sessions if other.key != key]
    board = _board_of(programme, others)
    broken = [got for place in _places(there, board) for got in broken_rules(board, place)]
    if broken:
        asked = f"a time for {session.title} at which no rule is broken"
        todo = f"{ELSEWHERE} Until then it stays on {_when(session)}."
        raise InputError(asked, "; ".join(dict.fromkeys(broken)), todo)
    sessions = tuple(sorted([*others, there], key=lambda s: (s.start, s.key)))
    retests = [s.start.date() for s in sessions if s.kind == "retest"]
    return replace(programme, sessions=sessions, retest=max(retests, default=programme.retest))


def broken_rules(board: Board, place: Place) -> Iterator[str]:
    """What of the calendar's rules a place breaks, one clause each; free times are not looked at.

    Parameters
    ----------
    board
        What is fixed, with the sessions that stand as ``done``.
    place
        The place.

    Examples
    --------
    >>> board = Board(start=date(2026, 11, 23), done=(Place(0, 20, "strength", 1),))
    >>> next(broken_rules(board, Place(1440, 1460, "strength", 1)))
    'one under 48 h from another strength session'
    """
    if any(meet(place.span, span) for span in board.runs):
        yield "one at which a run lies"
    elif any(meet(place.span, span) for span in board.blocked):
        yield "one that is taken, by what belongs to a run or by your calendar"
    if any(meet(place.span, other.span) for other in board.done):
        yield "one at which another session lies"
    yield from _KINDS[place.kind](board, place)


def _movable(programme: Programme, key: str, logged: Collection[str]) -> Session:
    found = next((s for s in programme.sessions if s.key == key), None)
    if found is None:
        raise UnknownNameError("session", key, [s.key for s in programme.sessions])
    if not programme.sessions_a_week:
        todo = "Make it again from the visit first; what can stay, stays."
        raise InputError("a plan that knows its runs", "one of an earlier version", todo)
    if found.kind in ("before run", "after run"):
        todo = "It goes where the run goes: change your runs instead."
        raise InputError("a session of its own", f"'{key}', which belongs to a run", todo)
    if key in logged:
        todo = "What is logged stays on its day."
        raise InputError("a session that is still to be done", f"'{key}', which is logged", todo)
    return found


def _check_days(programme: Programme, begin: datetime, end: datetime, now: datetime) -> None:
    if begin < now.replace(tzinfo=None):
        asked = f"a time after now, {now:%Y-%m-%d %H:%M}"
        raise InputError(asked, f"{begin:%Y-%m-%d %H:%M}, which is past", ELSEWHERE)
    if begin.date() < programme.start:
        asked = f"a day from {programme.start} on, on which the plan begins"
        raise InputError(asked, f"{begin.date()}", ELSEWHERE)
    last = min([programme.last_day, *map(_last_day, programme.cleared)])
    if end.date() > last:
        todo = "What the plan rests on was asked up to then: choose an earlier day, or plan anew."
        raise InputError(f"a day up to {last}, the last one of the plan", f"{end.date()}", todo)


def _last_day(clearance: Clearance) -> date:
    return date.fromisoformat(ends(clearance))


def _board_of(programme: Programme, others: Sequence[Session]) -> Board:
    runs = programme.runs
    around = [s for s in others if s.kind in ("before run", "after run")]
    stretched = [s for s in around if any(item.purpose == "length" for item in s.items)]
    bare = Board(start=programme.start)
    own = [s for s in others if s not in around]
    return replace(
        bare,
        runs=tuple(_run(run, programme) for run in runs),
        hard=tuple(_run(run, programme) for run in runs if run.hard),
        tiring=tuple(_run(run, programme) for run in runs if run.tiring),
        blocked=tuple(_span(s, programme) for s in around),
        stretches=tuple(_span(s, programme) for s in stretched),
        done=tuple(place for s in own for place in _places(s, bare)),
    )


def _places(session: Session, board: Board) -> tuple[Place, ...]:
    """Of its start on, as its person sees it: what was done first after a run is part of it."""
    return tuple(places_of(session, (), board))


def _run(run: PlannedRun, programme: Programme) -> Span:
    return minute_of(run.start, programme.start), minute_of(run.end, programme.start)


def _span(session: Session, programme: Programme) -> Span:
    begin = minute_of(session.start, programme.start)
    return begin, begin + session.minutes


def _when(session: Session) -> str:
    return f"{session.start:%Y-%m-%d} at {session.start:%H:%M}"


def _strength_faults(board: Board, place: Place) -> Iterator[str]:
    before, after, apart = (
        minutes_of(f"planning.{name}") // HOUR
        for name in ("before_hard", "after_hard", "between_strength")
    )
    if not kept_apart(board, place):
        yield f"one under {apart} h from another strength session"
    if not strength_allowed(board, place):
        yield f"one under {before} h before a hard run, or under {after} h after a hard or long one"
    day = (place.day * DAY, (place.day + 1) * DAY)
    if any(other.kind == "retest" and meet(day, other.span) for other in board.done):
        yield "one on the day of a retest"


def _length_faults(board: Board, place: Place) -> Iterator[str]:
    if not length_allowed(board, place):
        before = minutes_of("planning.stretch_before_run")
        yield f"one on a day with long stretching, or under {before} min before a run"
    retests = [other for other in board.done if other.kind == "retest"]
    if any(near_stretch(retest, place.span) for retest in retests):
        yield f"one under {minutes_of('planning.stretch_before_retest')} min from a retest"


def _retest_faults(board: Board, place: Place) -> Iterator[str]:
    if not retest_allowed(board, place):
        yield "one on a day with a run or a strength session, or close to a stretch"


def _core_faults(board: Board, place: Place) -> Iterator[str]:
    yield from ()


_KINDS = {
    "strength": _strength_faults,
    "length": _length_faults,
    "retest": _retest_faults,
    "core": _core_faults,
}
