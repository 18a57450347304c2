"""Drawn weeks: no plan breaks a rule, hides a shortfall or changes by itself."""

import sys
from datetime import datetime, time, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "programmes"))

from built_plans import ASKED, START, judgement
from plan_rules import broken_rules, strength_by_week

from ilio.programmes import FreeTime, WeeklyRun, Wishes, expand_runs, plan, replan

KINDS = ("easy", "long", "tempo", "intervals", "race")
CLOCK = st.builds(time, st.integers(5, 20), st.sampled_from([0, 10, 15, 30, 45]))
CALL = st.tuples(
    st.sampled_from(["weak", "sound", "cannot tell"]),
    st.sampled_from(["tight", "limited", "normal", "long", "cannot tell"]),
)
RUN = st.builds(WeeklyRun, st.integers(0, 6), st.sampled_from(KINDS), st.integers(20, 180), CLOCK)
WISHES = st.builds(
    Wishes,
    no_stretch=st.booleans(),
    long_run_is_hard=st.booleans(),
    squats_hurt=st.booleans(),
    session_minutes=st.sampled_from([10, 20, 30]),
)


@st.composite
def free_times(draw):
    out = []
    for day in draw(st.sets(st.integers(0, 6), max_size=7)):
        begin = draw(st.integers(5, 19))
        out.append(FreeTime(day, time(begin), time(draw(st.integers(begin + 1, 22)))))
    return out


@st.composite
def weeks_of_runs(draw):
    """At most one run a day: what a person would type."""
    runs = draw(st.lists(RUN, max_size=6, unique_by=lambda run: run.weekday))
    return sorted(runs)


@pytest.mark.slow
@settings(max_examples=700, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    left=CALL,
    right=CALL,
    runs=weeks_of_runs(),
    free=free_times(),
    wishes=WISHES,
    late=st.integers(0, 6),
)
def test_no_drawn_week_breaks_a_rule(left, right, runs, free, wishes, late):
    start = START + timedelta(days=late)
    programme = plan(judgement(left, right), ASKED, runs, start, weeks=3, free=free, wishes=wishes)
    dated = expand_runs(runs, start, 4)
    assert broken_rules(programme, dated, free, long_is_hard=wishes.long_run_is_hard) == []
    told = {shortfall.week for shortfall in programme.shortfalls}
    for week, count in strength_by_week(programme).items():
        assert count >= 2 or week in told
    for shortfall in programme.shortfalls:
        assert shortfall.give_up and shortfall.text


@settings(max_examples=25, deadline=None)
@given(left=CALL, right=CALL)
def test_a_long_hip_is_never_stretched_and_no_side_gets_what_it_does_not_need(left, right):
    programme = plan(judgement(left, right), ASKED, [], START, weeks=2)
    calls = {"left": left, "right": right}
    for session in programme.sessions:
        for item in session.items:
            sides = ["left", "right"] if item.side == "both" else [item.side]
            if item.purpose == "length":
                wanted = {"tight", "limited"} if item.optional else {"tight"}
                assert {calls[side][1] for side in sides} <= wanted
            if item.purpose == "strength":
                assert "cannot tell" not in {calls[side][0] for side in sides}


@settings(max_examples=15, deadline=None)
@given(runs=weeks_of_runs(), free=free_times(), busy_day=st.integers(0, 13))
def test_planning_again_keeps_the_rules_and_the_keys(runs, free, busy_day):
    case = judgement(("weak", "tight"), ("sound", "normal"))
    programme = plan(case, ASKED, runs, START, weeks=2, free=free)
    dated = expand_runs(runs, START, 3)
    assert replan(programme, dated, free, Wishes(), today=START) == programme
    begin = datetime.combine(START + timedelta(days=busy_day), time())
    busy = [(begin, begin + timedelta(days=1))]
    again = replan(programme, dated, free, Wishes(), today=START, busy=busy)
    assert broken_rules(again, dated, free, busy=busy) == []
    keys = [session.key for session in again.sessions]
    assert len(keys) == len(set(keys))
