"""The hard rules of the calendar, written again from the design and without the planner's code."""

from datetime import datetime, timedelta
from itertools import combinations

HOUR, MINUTE = timedelta(hours=1), timedelta(minutes=1)


def broken_rules(programme, runs, free, *, long_is_hard=False, busy=(), most=4):
    """One line for each rule that a dated plan breaks."""
    hard = [r for r in runs if r.kind in {"intervals", "tempo", "race"}]
    hard += [r for r in runs if r.kind == "long" and long_is_hard]
    tiring = [*hard, *(r for r in runs if r.kind == "long" or r.minutes >= 90)]
    return [
        *_strength_faults(programme, hard, tiring),
        *_ceiling_faults(programme, most),
        *_retest_faults(programme, runs),
        *_clash_faults(programme, runs, busy),
        *(
            f"{s.key} at {s.start} is not in a free time"
            for s in _own(programme)
            if not _is_free(s, free)
        ),
        *_run_item_faults(programme, runs),
    ]


def _end(session):
    return session.start + session.minutes * MINUTE


def _own(programme):
    return [s for s in programme.sessions if s.kind in {"strength", "length", "retest", "core"}]


def _of(programme, kind):
    return [s for s in programme.sessions if s.kind == kind]


def _ceiling_faults(programme, most):
    for week in range(1, programme.weeks + 1):
        own = [s for s in _own(programme) if s.week == week]
        if len(own) > most:
            yield f"week {week} has {len(own)} entries beside the runs"


def _strength_faults(programme, hard, tiring):
    strength = _of(programme, "strength")
    for one, other in combinations(sorted(s.start for s in strength), 2):
        if other - one < 48 * HOUR:
            yield f"strength at {one} and {other}"
    for session in strength:
        for run in hard:
            if session.start < run.start and _end(session) > run.start - 24 * HOUR:
                yield f"strength at {session.start} under 24 h before the hard run at {run.start}"
            if run.start <= session.start < run.end:
                yield f"strength at {session.start} in the hard run at {run.start}"
        for run in tiring:
            if session.start.date() in (run.start.date(), run.end.date()):
                after = session.start - run.end
                band = (
                    run in hard and session.minutes <= 15 and timedelta(0) <= after <= 20 * MINUTE
                )
                if session.start >= run.end and after < 6 * HOUR and not band:
                    yield f"strength at {session.start} too soon after the run at {run.start}"


def _retest_faults(programme, runs):
    for retest in _of(programme, "retest"):
        day = retest.start.date()
        if any(run.start.date() <= day <= run.end.date() for run in runs):
            yield f"retest at {retest.start} on a day with a run"
        if any(s.start.date() == day for s in _of(programme, "strength")):
            yield f"retest at {retest.start} on a day with strength"
        for session in programme.sessions:
            if not any(item.purpose == "length" for item in session.items):
                continue
            gap = max(session.start - _end(retest), retest.start - _end(session))
            if gap < 30 * MINUTE:
                yield f"retest at {retest.start} too near the stretch at {session.start}"


def _clash_faults(programme, runs, busy):
    for one, other in combinations(programme.sessions, 2):
        if one.start < _end(other) and other.start < _end(one):
            yield f"{one.key} and {other.key} at once"
    taken = [*((run.start, run.end) for run in runs)]
    for session in programme.sessions:
        for begin, end in taken:
            if session.start < end and begin < _end(session):
                yield f"{session.key} during a run"
    for session in _own(programme):
        for begin, end in busy:
            if session.start < end and begin < _end(session):
                yield f"{session.key} in a busy time"


def _is_free(session, free):
    day = session.start.date()
    return any(
        f.weekday == day.weekday()
        and datetime.combine(day, f.start) <= session.start
        and _end(session) <= datetime.combine(day, f.end)
        for f in free
    )


def _run_item_faults(programme, runs):
    for session in _of(programme, "before run"):
        if not any(_end(session) == run.start for run in runs):
            yield f"{session.key} does not lead into a run"
    for session in _of(programme, "after run"):
        if not any(session.start == run.end for run in runs):
            yield f"{session.key} does not follow a run"
    for run in runs:
        begin, end = run.start, run.end
        inside = programme.start <= begin.date() < programme.start + programme.weeks * 7 * 24 * HOUR
        crowded = any(o != run and abs(o.start - begin) < 4 * HOUR for o in runs)
        before = [s for s in _of(programme, "before run") if _end(s) == begin]
        wanted = any(block.before_run for block in programme.blocks)
        if inside and wanted and not crowded and not before:
            yield f"nothing before the run at {begin} (until {end})"


def strength_by_week(programme):
    weeks = range(1, programme.weeks + 1)
    return {w: sum(s.week == w for s in _of(programme, "strength")) for w in weeks}
