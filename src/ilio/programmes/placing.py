"""Blocks become dated sessions around the runs."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime

from ilio.core import InputError
from ilio.programmes.board import Board, Place
from ilio.programmes.cheapest_change import shortfalls
from ilio.programmes.programme import (
    SHORT_TITLE,
    Prescription,
    Programme,
    Session,
    SessionKind,
)
from ilio.programmes.running_week import FreeTime, Run, Wishes
from ilio.programmes.setting_up import (
    attached_sessions,
    block_of,
    board_of,
    core_only,
    own_items,
)
from ilio.programmes.solving import choose
from ilio.programmes.spans import DAY, WEEK_DAYS, minute_of, moment_of
from ilio.programmes.timetable import stretch_words, when_words

OWN: tuple[SessionKind, ...] = ("strength", "length", "retest", "core")
TITLES = {"strength": "Strength", "length": "Stretch", "retest": "Retest", "core": "Core"}


def place(
    programme: Programme,
    runs: Sequence[Run],
    free: Sequence[FreeTime],
    wishes: Wishes,
    *,
    kept: Sequence[Session] = (),
    busy: Sequence[tuple[datetime, datetime]] = (),
    since: date | None = None,
) -> Programme:
    """Dated sessions; what does not fit is told as a shortfall with the cheapest change.

    Parameters
    ----------
    programme
        With its blocks.
    runs
        Dated runs. Those after the last week still forbid strength before them.
    free
        Free times of a week; sessions of their own lie nowhere else.
    wishes
        What the person chose.
    kept
        Sessions of an earlier plan, which stay where they are as far as that is still legal.
    busy
        Times that are taken; they may overlap.
    since
        First day that may change; sessions of `kept` before it are history and stand.

    Raises
    ------
    InputError
        If a free time or a busy time ends before it begins.

    Examples
    --------
    >>> place(Programme(summary="", start=date(2026, 11, 23), weeks=0), (), (), Wishes()).sessions
    ()
    """
    _check(free, busy)
    if programme.refused or not programme.weeks:
        return programme
    first = minute_of(
        datetime.combine(since or programme.start, datetime.min.time()), programme.start
    )
    old = [session for session in kept if minute_of(session.start, programme.start) < first]
    done = [_place_of(session, programme) for session in old if session.kind in OWN]

    def rebuilt(others: Sequence[Run]) -> Board:
        board = board_of(programme, others, free, wishes, busy, done)
        past = (min(0, first), first)
        weeks = tuple(w for w in board.weeks if w.days.stop * DAY > first)
        return replace(board, blocked=(*board.blocked, past), weeks=weeks)

    board = rebuilt(runs)
    still = [_place_of(s, programme) for s in kept if s.kind in OWN and s not in old]
    choice = choose(board, still)
    around = [s for s in attached_sessions(programme, runs) if _minute(s, programme) >= first]
    own = _sessions(programme, choice.places, kept, old, around)
    sessions = tuple(sorted([*old, *around, *own], key=lambda s: (s.start, s.key)))
    retests = [session.start.date() for session in sessions if session.kind == "retest"]
    before = programme.sessions
    said = programme.summary.removesuffix(when_words(before)).removesuffix(stretch_words(before))
    return replace(
        programme,
        sessions=sessions,
        summary=f"{said}{stretch_words(sessions)}{when_words(sessions)}",
        retest=max(retests, default=programme.retest),
        shortfalls=shortfalls(board, choice, runs, wishes, rebuilt),
    )


def _check(free: Sequence[FreeTime], busy: Sequence[tuple[datetime, datetime]]) -> None:
    for time in free:
        if time.start >= time.end or time.weekday not in range(WEEK_DAYS):
            raise InputError(
                "a free time on a weekday from 0 to 6 that ends after it begins",
                f"weekday {time.weekday}, {time.start:%H:%M} to {time.end:%H:%M}",
                "Split a free time that goes past midnight in two.",
            )
    for begin, end in busy:
        if begin > end:
            raise InputError(
                "a busy time that ends after it begins",
                f"{begin:%Y-%m-%d %H:%M} to {end:%Y-%m-%d %H:%M}",
                "Correct that entry of the calendar.",
            )


def _minute(session: Session, programme: Programme) -> int:
    return minute_of(session.start, programme.start)


def _place_of(session: Session, programme: Programme) -> Place:
    begin = _minute(session, programme)
    kind = next(kind for kind in ("strength", "length", "retest", "core") if kind == session.kind)
    return Place(begin, begin + session.minutes, kind, begin // (DAY * WEEK_DAYS) + 1)


def _sessions(
    programme: Programme,
    places: Iterable[Place],
    kept: Sequence[Session],
    old: Sequence[Session],
    around: Sequence[Session],
) -> Iterator[Session]:
    """Sessions with their keys: one that stays keeps its key, one that moves takes a freed one.

    History (`old`) never gives its keys away.
    """
    groups: dict[tuple[int, str], list[Place]] = {}
    for found in places:
        groups.setdefault((found.week, found.kind), []).append(found)
    for (week, kind), group in sorted(groups.items()):
        alike = [s for s in kept if (s.week, s.kind) == (week, kind)]
        before = {s.start: s.key for s in alike if s not in old}
        begins = [moment_of(found.begin, programme.start) for found in group]
        freed = [key for start, key in sorted(before.items()) if start not in begins]
        known = {session.key for session in alike}
        fresh = (f"w{week}-{kind}-{n + 1}" for n in range(len(group) + len(known)))
        spare = iter([*freed, *(key for key in fresh if key not in known)])
        for number, (found, start) in enumerate(zip(group, begins, strict=True)):
            yield Session(
                key=before.get(start) or next(spare),
                start=start,
                minutes=found.end - found.begin,
                kind=found.kind,
                place="on its own",
                week=week,
                title=SHORT_TITLE if found.short else TITLES[found.kind],
                items=_items(programme, found, around, first=number == 0),
            )


def _items(
    programme: Programme, found: Place, around: Sequence[Session], *, first: bool
) -> tuple[Prescription, ...]:
    """A check is done once a week, in the first strength session."""
    block = block_of(programme, found.week)
    if found.kind == "length":
        return own_items(block, [s for s in around if s.week == found.week])
    if found.kind == "retest":
        return ()
    if found.kind == "core":
        return core_only(block)
    items = block.short if found.short else block.strength
    return items if first else tuple(item for item in items if item.purpose != "check")
