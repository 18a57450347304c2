"""What is done right before and right after each run, and how long a list of exercises takes."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Literal

from ilio.core.days import WEEKDAYS
from ilio.knowledge import threshold
from ilio.programmes.player import item_seconds
from ilio.programmes.programme import Block, Prescription, Programme, Session
from ilio.programmes.running_week import Run
from ilio.programmes.spans import MINUTE, meet


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
