"""Programme, runs and free times become the board on which places are chosen."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Literal

from ilio.core.days import WEEKDAYS
from ilio.knowledge import dose, threshold
from ilio.programmes.board import Board, Place, Week, minutes_of, short_minutes
from ilio.programmes.player import item_seconds
from ilio.programmes.programme import Block, Prescription, Programme, Session
from ilio.programmes.running_week import FreeTime, Run, Wishes
from ilio.programmes.runs import is_hard
from ilio.programmes.spans import DAY, MINUTE, Span, meet, minute_of, minute_of_day


def block_of(programme: Programme, week: int) -> Block:
    """The block of a week.

    Raises
    ------
    StopIteration
        If the programme has no such week.

    Examples
    --------
    >>> from datetime import date
    >>> base = Block(name="Base", first_week=1, last_week=2)
    >>> block_of(Programme(summary="", start=date(2026, 11, 23), weeks=2, blocks=(base,)), 2).name
    'Base'
    """
    return next(b for b in programme.blocks if b.first_week <= week <= b.last_week)


def minutes_for(items: Iterable[Prescription]) -> int:
    """Time of a session [min], rounded up; 0 for nothing.

    Examples
    --------
    >>> minutes_for(())
    0
    """
    step = threshold("planning.rounding").value
    seconds = sum(item_seconds(item) for item in items)
    return int(-(-seconds // (step * MINUTE.total_seconds())) * step)


def core_only(block: Block) -> tuple[Prescription, ...]:
    """The trunk work of a block: no leg strength in it.

    Examples
    --------
    >>> core_only(Block(name="Base", first_week=1, last_week=2))
    ()
    """
    return tuple(item for item in block.strength if item.purpose == "core")


def attached_sessions(programme: Programme, runs: Sequence[Run]) -> tuple[Session, ...]:
    """What is done right before and right after each run of the plan.

    An item that another run would cut into is left out: there one is warm already.

    Parameters
    ----------
    programme
        With its blocks.
    runs
        Dated runs; those outside the weeks of the plan have nothing attached.

    Examples
    --------
    >>> from datetime import date
    >>> attached_sessions(Programme(summary="", start=date(2026, 11, 23), weeks=0), ())
    ()
    """
    out: list[Session] = []
    for run in sorted(runs):
        week = _week_of(run.start, programme)
        if not 1 <= week <= programme.weeks:
            continue
        block = block_of(programme, week)
        before = run.start - minutes_for(block.before_run) * MINUTE
        out += _attached("before run", before, run, block.before_run, week)
        out += _attached("after run", run.end, run, block.after_run, week)
    by_day: dict[date, list[tuple[datetime, datetime]]] = {}
    clear: list[Session] = []
    for run in runs:
        _note(by_day, (run.start, run.end))
    for session in out:
        times = _times(session)
        near = (other for moment in times for other in by_day.get(moment.date(), ()))
        if not any(meet(times, other) for other in near):
            clear.append(session)
            _note(by_day, times)
    return _numbered(clear)


def _note(
    by_day: dict[date, list[tuple[datetime, datetime]]], times: tuple[datetime, datetime]
) -> None:
    """Under each day that it touches."""
    for day in {moment.date() for moment in times}:
        by_day.setdefault(day, []).append(times)


def _attached(
    kind: Literal["before run", "after run"],
    start: datetime,
    run: Run,
    items: tuple[Prescription, ...],
    week: int,
) -> list[Session]:
    if not items:
        return []
    name = kind.split()[0]
    day = WEEKDAYS[run.start.weekday()][: len("Mon")].lower()
    return [
        Session(
            key=f"w{week}-{name}-{day}",
            start=start,
            minutes=minutes_for(items),
            kind=kind,
            place="before a run" if kind == "before run" else "after a run",
            week=week,
            title="Before the run" if kind == "before run" else "After the run",
            items=items,
        )
    ]


def _numbered(sessions: Iterable[Session]) -> tuple[Session, ...]:
    """A second run on one day gets a number."""
    seen: dict[str, int] = {}
    out = []
    for session in sessions:
        seen[session.key] = seen.get(session.key, 0) + 1
        number = seen[session.key]
        out.append(session if number == 1 else replace(session, key=f"{session.key}-{number}"))
    return tuple(out)


def _times(session: Session) -> tuple[datetime, datetime]:
    return session.start, session.start + session.minutes * MINUTE


def _week_of(when: datetime, programme: Programme) -> int:
    return (when.date() - programme.start) // timedelta(weeks=1) + 1


def board_of(
    programme: Programme,
    runs: Sequence[Run],
    free: Sequence[FreeTime],
    wishes: Wishes,
    busy: Sequence[tuple[datetime, datetime]] = (),
    done: Sequence[Place] = (),
) -> Board:
    """What is fixed before places are chosen.

    Parameters
    ----------
    programme
        With its blocks.
    runs
        Dated runs; those after the last week still forbid strength before them.
    free
        The person's free times of a week.
    wishes
        Whether the long run is hard.
    busy
        Times that are taken; overlapping ones are one.
    done
        Places that stand.

    Examples
    --------
    >>> from datetime import date
    >>> empty = Programme(summary="", start=date(2026, 11, 23), weeks=0)
    >>> board_of(empty, (), (), Wishes()).blocked
    ()
    """
    start = programme.start
    attached = attached_sessions(programme, runs)
    own = {run: (minute_of(run.start, start), minute_of(run.end, start)) for run in runs}
    hard = [own[run] for run in runs if is_hard(run, wishes)]
    taken = [_span(session, programme) for session in attached]
    ends = {span[0]: span[1] for span in taken}
    stretched = [s for s in attached if any(item.purpose == "length" for item in s.items)]
    return Board(
        start=start,
        weeks=tuple(_week(programme, number, attached) for number in range(1, programme.weeks + 1)),
        runs=tuple(sorted(own.values())),
        hard=tuple(sorted(hard)),
        blocked=(
            *own.values(),
            *taken,
            *((minute_of(a, start), minute_of(b, start)) for a, b in busy),
        ),
        stretches=tuple(_span(session, programme) for session in stretched),
        free=free_spans(programme, free),
        done=tuple(done),
        easy_ends=frozenset(ends.get(e, e) for run, (_, e) in own.items() if own[run] not in hard),
        hard_ends=tuple(ends.get(end, end) for _, end in hard),
    )


def free_spans(programme: Programme, free: Sequence[FreeTime]) -> tuple[Span, ...]:
    """The free times of a week on every week of a plan [min].

    Examples
    --------
    >>> from datetime import date, time
    >>> plan = Programme(summary="", start=date(2026, 11, 23), weeks=1)
    >>> free_spans(plan, [FreeTime(1, time(1), time(2))])
    ((1500, 1560),)
    """
    days = range(programme.weeks * len(WEEKDAYS))
    first = programme.start.weekday()
    return tuple(
        (day * DAY + minute_of_day(f.start), day * DAY + minute_of_day(f.end))
        for day in days
        for f in free
        if f.weekday == (first + day) % len(WEEKDAYS)
    )


def _span(session: Session, programme: Programme) -> Span:
    begin = minute_of(session.start, programme.start)
    return begin, begin + session.minutes


def _week(programme: Programme, number: int, attached: Sequence[Session]) -> Week:
    block = block_of(programme, number)
    # an easier phase may come back after a log: the longest so far keeps its room
    so_far = [b for b in programme.blocks if b.first_week <= number]
    around = [s for s in attached if s.week == number]
    own = own_items(block, around)
    return Week(
        number=number,
        strength_low=block.strength_days_low if block.strength else 0,
        strength=block.strength_days if block.strength else 0,
        length=_length_days(own, around),
        retest=number in programme.retest_weeks,
        minutes={
            "strength": max(minutes_for(b.strength) for b in so_far),
            "short": min(short_minutes(), max(minutes_for(b.short) for b in so_far)),
            "length": minutes_for(own),
            "core": max(minutes_for(core_only(b)) for b in so_far),
            "retest": minutes_of("planning.retest_minutes"),
        },
    )


def own_items(block: Block, around: Sequence[Session]) -> tuple[Prescription, ...]:
    """Lengthening away from runs, cut to what the stretches around runs leave of the week.

    Parameters
    ----------
    block
        With the full session.
    around
        Sessions attached to the runs of the week.

    Examples
    --------
    >>> own_items(Block(name="Base", first_week=1, last_week=2), ())
    ()
    """
    left = _week_left(around)
    out = []
    for item in block.own:
        hold_s = item.hold_s or 1
        sets = min(item.sets, int(left // hold_s))
        if sets >= dose("length.away").sets_low:
            out.append(replace(item, sets=sets))
    return tuple(out)


def _week_left(around: Sequence[Session]) -> float:
    """Stretching that the week has room for after that around the runs, for one side [s]."""
    most = dose("length.away").week_s_most or 0
    return most - sum(
        item.sets * (item.hold_s or 0)
        for session in around
        for item in session.items
        if item.purpose == "length" and not item.optional
    )


def _length_days(own: Sequence[Prescription], around: Sequence[Session]) -> int:
    if not own:
        return 0
    once = max(item.sets * (item.hold_s or 1) for item in own)
    return min(dose("length.away").days_low or 1, int(_week_left(around) // once))
