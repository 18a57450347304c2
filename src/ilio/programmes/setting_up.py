"""Programme, runs and free times become the board on which places are chosen."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from ilio.core.days import WEEKDAYS
from ilio.knowledge import dose
from ilio.programmes.attaching import attached_sessions, block_of, minutes_for
from ilio.programmes.board import Board, Place, Week, minutes_of, short_minutes
from ilio.programmes.programme import Block, Prescription, Programme, Session
from ilio.programmes.running_week import FreeTime, Run, Wishes
from ilio.programmes.runs import is_hard, is_tiring
from ilio.programmes.spans import DAY, Span, minute_of, minute_of_day


def core_only(block: Block) -> tuple[Prescription, ...]:
    """The trunk work of a block: no leg strength in it.

    Examples
    --------
    >>> core_only(Block(name="Base", first_week=1, last_week=2))
    ()
    """
    return tuple(item for item in block.strength if item.purpose == "core")


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
        Whether the long run is hard, and the most sessions of a week.
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
    tiring = [own[run] for run in runs if is_tiring(run, wishes)]
    taken = [_span(session, programme) for session in attached]
    ends = {span[0]: span[1] for span in taken}
    stretched = [s for s in attached if any(item.purpose == "length" for item in s.items)]
    return Board(
        start=start,
        weeks=tuple(
            _week(programme, number, attached, wishes.sessions_a_week)
            for number in range(1, programme.weeks + 1)
        ),
        runs=tuple(sorted(own.values())),
        hard=tuple(sorted(hard)),
        tiring=tuple(sorted(tiring)),
        blocked=(
            *own.values(),
            *taken,
            *((minute_of(a, start), minute_of(b, start)) for a, b in busy),
        ),
        stretches=tuple(_span(session, programme) for session in stretched),
        free=free_spans(programme, free),
        done=tuple(done),
        easy_ends=frozenset(ends.get(e, e) for b, e in own.values() if (b, e) not in tiring),
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


def _week(programme: Programme, number: int, attached: Sequence[Session], most: int) -> Week:
    block = block_of(programme, number)
    # an easier phase may come back after a log: the longest so far keeps its room
    so_far = [b for b in programme.blocks if b.first_week <= number]
    around = [s for s in attached if s.week == number]
    own = own_items(block, around)
    retest = number in programme.retest_weeks
    target = block.strength_days if block.strength else 0
    strength = min(target, max(most - retest, 0))
    return Week(
        number=number,
        strength_low=min(strength, block.strength_days_low),
        strength=strength,
        length=_length_days(own, around),
        retest=retest,
        most=most,
        capped=target - strength,
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
