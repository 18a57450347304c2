"""One session moves, nothing else does; whatever breaks a rule is refused with that rule."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from built_plans import ASKED, FREE, RUNS, START, judgement
from plan_rules import broken_rules

from ilio.core import InputError, UnknownNameError
from ilio.observations import Clearance
from ilio.observations.training_log import LogEntry
from ilio.programmes import FreeTime, Run, Wishes, adjust, expand_runs, plan, replan
from ilio.programmes.moving import moved

CASE = judgement(("weak", "tight"), ("sound", "normal"))
PLAN = plan(CASE, ASKED, RUNS["three"], START, weeks=4, free=FREE["every day"])
DATED = expand_runs(RUNS["three"], START, 5)
NOW = datetime(2026, 11, 23, 6)
ANY_TIME = [FreeTime(day, datetime.min.time(), datetime.max.time()) for day in range(7)]


def at(day, hour, minute=0):
    return datetime(2026, 11, day, hour, minute)


def start_of(key, programme=PLAN):
    return next(s.start for s in programme.sessions if s.key == key)


def put(key, to, programme=PLAN, now=NOW, logged=()):
    return moved(programme, key, to, now=now, logged=logged)


def others(programme, key):
    return [s for s in programme.sessions if s.key != key]


def test_one_session_moves_and_the_rest_stands_still():
    there = put("w1-strength-3", at(28, 7, 15))
    assert start_of("w1-strength-3", there) == at(28, 7, 15)
    assert others(there, "w1-strength-3") == others(PLAN, "w1-strength-3")
    (session,) = (s for s in there.sessions if s.moved)
    before = next(s for s in PLAN.sessions if s.key == session.key)
    assert (session.items, session.minutes) == (before.items, before.minutes)
    assert broken_rules(there, DATED, ANY_TIME) == []
    assert there.blocks == PLAN.blocks and there.summary == PLAN.summary


def test_what_was_missed_may_be_done_later_and_a_session_may_go_to_another_week():
    there = put("w1-strength-3", at(28, 7), now=at(28, 6))
    assert start_of("w1-strength-3", there) == at(28, 7)
    later = put("w1-strength-3", at(28, 7), now=at(28, 6, 30))
    assert later == there
    retest = next(s for s in PLAN.sessions if s.kind == "retest")
    put_later = put(retest.key, retest.start + timedelta(minutes=45))
    assert put_later.retest == retest.start.date() == PLAN.retest


def test_a_session_may_go_to_another_week_and_its_key_stays_its_own():
    last = max(
        (s for s in PLAN.sessions if s.week == 1 and s.kind == "strength"), key=lambda s: s.start
    )
    without_next = replace(
        PLAN, sessions=tuple(s for s in PLAN.sessions if s.key != "w2-strength-1")
    )
    there = put(last.key, at(30, 7), without_next)
    assert next(s.week for s in there.sessions if s.key == last.key) == 2
    now = again(there)
    keys = [s.key for s in now.sessions]
    assert len(keys) == len(set(keys))
    assert start_of(last.key, now) == at(30, 7)


@pytest.mark.parametrize(
    ("key", "to", "expected", "got"),
    [
        ("w1-strength-3", at(22, 18), "a time after now, 2026-11-23 06:00", "which is past"),
        ("w1-strength-3", at(23, 5), "a time after now", "2026-11-23 05:00"),
        (
            "w4-strength-3",
            datetime(2026, 12, 21, 18),
            "a day up to 2026-12-20, the last one",
            "2026-12-21",
        ),
        ("w1-strength-3", at(26, 7), "no rule is broken", "under 48 h from another strength"),
        ("w1-strength-1", at(23, 19), "no rule is broken", "under 24 h before a hard run"),
        ("w1-strength-1", at(24, 20), "no rule is broken", "under 6 h after a hard or long one"),
        ("w1-strength-3", at(29, 11), "no rule is broken", "under 6 h after a hard or long one"),
        ("w1-strength-3", at(29, 9, 30), "no rule is broken", "one at which a run lies"),
        ("w1-strength-3", at(26, 17, 45), "no rule is broken", "what belongs to a run"),
        ("w1-strength-3", at(25, 18, 10), "no rule is broken", "another session lies"),
        ("w1-before-tue", at(25, 7), "a session of its own", "which belongs to a run"),
    ],
)
def test_what_breaks_a_rule_is_refused_with_the_rule(key, to, expected, got):
    with pytest.raises(InputError) as problem:
        put(key, to)
    said = str(problem.value)
    assert expected in said and got in said
    assert said.count("Expected") == 1 and said.endswith(".")


def test_a_refused_move_says_where_the_session_stays():
    when = start_of("w1-strength-3")
    with pytest.raises(InputError, match=f"Until then it stays on {when:%Y-%m-%d} at {when:%H:%M}"):
        put("w1-strength-3", at(26, 7))


def test_a_retest_keeps_its_day_of_rest():
    key = next(s.key for s in PLAN.sessions if s.kind == "retest")
    run = next(r for r in DATED if r.start.date() > start_of(key).date() - timedelta(days=5))
    with pytest.raises(InputError, match="one on a day with a run or a strength session"):
        put(key, datetime.combine(run.start.date(), datetime.min.time()) + timedelta(hours=14))
    on = start_of(key).date()
    with pytest.raises(InputError, match="one on the day of a retest"):
        put("w4-strength-3", datetime.combine(on, datetime.min.time()) + timedelta(hours=8))


def test_nothing_goes_beyond_a_clearance():
    cleared = Clearance(of="acute_back_pain", by="Dr. Roth", on="2026-10-05")
    with pytest.raises(InputError, match="a day up to 2026-12-05, the last one of the plan"):
        put("w2-strength-3", datetime(2026, 12, 6, 19), replace(PLAN, cleared=(cleared,)))


def test_what_is_logged_stays():
    with pytest.raises(InputError, match="still to be done, got 'w1-strength-3', which is logged"):
        put("w1-strength-3", at(28, 7), logged={"w1-strength-3"})


def test_a_plan_of_an_earlier_version_is_made_again_first():
    old = replace(PLAN, sessions_a_week=0, runs=())
    with pytest.raises(InputError, match=r"a plan that knows its runs.* Make it again"):
        put("w1-strength-3", at(28, 7), old)


def test_an_unknown_session_is_named():
    with pytest.raises(UnknownNameError, match="w1-strength-9"):
        put("w1-strength-9", at(28, 7))


def again(programme, runs=DATED, today=START, log=()):
    return replan(programme, runs, FREE["every day"], Wishes(), today=today, log=log)


def test_a_plan_that_is_made_again_leaves_it_there_even_outside_the_free_times():
    there = put("w1-strength-3", at(28, 5, 30))
    now = again(there)
    assert start_of("w1-strength-3", now) == at(28, 5, 30)
    assert [s.key for s in now.sessions if s.moved] == ["w1-strength-3"]
    assert now == again(now)
    assert others(now, "w1-strength-3") == others(there, "w1-strength-3")


def test_a_step_that_was_earned_leaves_it_there():
    there = put("w1-strength-3", at(28, 5, 30))
    log = [
        LogEntry(session=key, day=start_of(key).date(), done=True, reps=15, effort=5)
        for key in ("w1-strength-1", "w1-strength-2")
    ]
    changed = adjust(there, log, at(27, 6).date())
    assert start_of("w1-strength-3", changed) == at(28, 5, 30)
    assert changed.changes


def test_a_new_run_in_its_way_is_said_and_it_goes_elsewhere():
    there = put("w1-strength-3", at(28, 5, 30))
    runs = sorted([*DATED, Run(at(28, 5), 90, "race")])
    now = again(there, runs)
    told = now.shortfalls[0]
    assert told.text.startswith("Week 1: Strength")
    assert "on Sat 2026-11-28, 05:30, where you put it, could not stay" in told.text
    assert "one at which a run lies" in told.text
    assert broken_rules(now, runs, FREE["every day"]) == []
    assert not [s for s in now.sessions if s.moved]
