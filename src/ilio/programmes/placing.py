"""Blocks become dated sessions around the runs."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from ilio.core import InputError
from ilio.programmes.attaching import attached_sessions, block_of
from ilio.programmes.board import Board, Place
from ilio.programmes.cheapest_change import shortfalls
from ilio.programmes.joining import joined, places_of
from ilio.programmes.moving import broken_rules
from ilio.programmes.programme import SHORT_TITLE, Prescription, Programme, Session, Shortfall
from ilio.programmes.running_week import FreeTime, Run, Wishes
from ilio.programmes.runs import planned_runs
from ilio.programmes.setting_up import board_of, core_only, own_items
from ilio.programmes.solving import choose
from ilio.programmes.spans import DAY, WEEK_DAYS, minute_of, moment_of
from ilio.programmes.timetable import stretch_words, when_words

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
    attached = attached_sessions(programme, runs)
    start_only = Board(start=programme.start)
    made_of = {s.key: tuple(places_of(s, attached, start_only)) for s in kept}
    stand = [place for session in old for place in made_of[session.key]]

    def rebuilt(others: Sequence[Run]) -> Board:
        board = board_of(programme, others, free, wishes, busy, stand)
        past = (min(0, first), first)
        weeks = tuple(w for w in board.weeks if w.days.stop * DAY > first)
        return replace(board, blocked=(*board.blocked, past), weeks=weeks)

    put: list[Session] = []
    lost: list[Shortfall] = []
    for session in (s for s in kept if s.moved and s not in old):
        if why := _unfit(rebuilt(runs), made_of[session.key]):
            lost.append(_could_not_stay(session, why))
        else:
            put.append(session)
            stand += made_of[session.key]
    board = rebuilt(runs)
    choice = choose(board, [p for s in kept if s not in (*old, *put) for p in made_of[s.key]])
    around = [s for s in attached if minute_of(s.start, programme.start) >= first]
    names = _Names(kept, (*old, *put), made_of)
    own = joined(_sessions(programme, choice.places, names, around), around, board)
    afresh = (_afresh(programme, session, made_of[session.key]) for session in put)
    short = (*lost, *shortfalls(board, choice, runs, wishes, rebuilt))
    return _dated(programme, [*old, *own, *afresh], short, runs, wishes)


def _dated(
    programme: Programme,
    sessions: Iterable[Session],
    short: tuple[Shortfall, ...],
    runs: Sequence[Run],
    wishes: Wishes,
) -> Programme:
    """The programme with its sessions, and when they are in words."""
    dated = tuple(sorted(sessions, key=lambda s: (s.start, s.key)))
    retests = [session.start.date() for session in dated if session.kind == "retest"]
    before = programme.sessions
    said = programme.summary.removesuffix(when_words(before)).removesuffix(stretch_words(before))
    return replace(
        programme,
        sessions=dated,
        summary=f"{said}{stretch_words(dated)}{when_words(dated)}",
        retest=max(retests, default=programme.retest),
        shortfalls=short,
        sessions_a_week=wishes.sessions_a_week,
        runs=planned_runs(runs, wishes),
    )


def _unfit(board: Board, places: Iterable[Place]) -> str:
    """Why what its person moved cannot stay; empty when it can."""
    return next((why for place in places for why in broken_rules(board, place)), "")


def _could_not_stay(session: Session, why: str) -> Shortfall:
    where = f"{session.title} on {session.start:%a %Y-%m-%d, %H:%M}"
    text = (
        f"Week {session.week}: {where}, where you put it, could not stay: that time is now {why}."
    )
    return Shortfall(week=session.week, text=text, give_up="Move it again where it suits you.")


def _afresh(programme: Programme, session: Session, places: Sequence[Place]) -> Session:
    """What its person moved, with the exercises of the plan as it is made now."""
    if session.kind not in ("strength", "core"):
        return session
    block = block_of(programme, session.week)
    checked = any(item.purpose == "check" for item in session.items)
    stretch = [i for i in session.items if i.purpose == "length" and (block.own or block.after_run)]
    items = _items(programme, places[0], (), first=checked)
    return replace(session, items=(*items, *stretch))


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


@dataclass(frozen=True)
class _Names:
    """Keys of an earlier plan: what stays keeps its key, what moves takes a freed one.

    History (`old`) never gives its keys away.
    """

    kept: Sequence[Session]
    old: Sequence[Session]
    made_of: Mapping[str, tuple[Place, ...]]

    def of(self, group: Sequence[Place]) -> Iterator[str]:
        """The keys of new places of one kind in one week."""
        week, kind = group[0].week, group[0].kind
        before = {
            place.begin: session.key
            for session in self.kept
            if session not in self.old and session.kind == kind
            for place in self.made_of[session.key]
            if (place.week, place.kind) == (week, kind)
        }
        begins = {place.begin for place in group}
        known = {session.key for session in self.kept}
        freed = [key for begin, key in sorted(before.items()) if begin not in begins]
        fresh = (f"w{week}-{kind}-{n + 1}" for n in range(len(group) + len(known)))
        spare = iter([*freed, *(key for key in fresh if key not in known)])
        for place in group:
            yield before.get(place.begin) or next(spare)


def _sessions(
    programme: Programme, places: Iterable[Place], names: _Names, around: Sequence[Session]
) -> Iterator[Session]:
    groups: dict[tuple[int, str], list[Place]] = {}
    for found in places:
        groups.setdefault((found.week, found.kind), []).append(found)
    for _, group in sorted(groups.items()):
        for number, (found, key) in enumerate(zip(group, names.of(group), strict=True)):
            yield Session(
                key=key,
                start=moment_of(found.begin, programme.start),
                minutes=found.end - found.begin,
                kind=found.kind,
                place="on its own",
                week=found.week,
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
