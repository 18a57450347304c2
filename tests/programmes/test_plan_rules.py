"""The checker of the rules sees each planted fault; times cut out of times."""

from dataclasses import replace
from datetime import datetime, time, timedelta

import pytest
from built_plans import ASKED, FREE, RUNS, START, judgement
from hypothesis import given
from hypothesis import strategies as st
from plan_rules import broken_rules

from ilio.programmes import FreeTime, expand_runs, plan
from ilio.programmes.spans import without

WHOLE_DAY = [FreeTime(day, time(0), time(23, 59)) for day in range(7)]
PLAN = plan(
    judgement(("weak", "tight"), ("sound", "normal")),
    ASKED,
    RUNS["three"],
    START,
    weeks=3,
    free=FREE["every day"],
)
DATED = expand_runs(RUNS["three"], START, 4)


def moved(key, to):
    sessions = tuple(replace(s, start=to) if s.key == key else s for s in PLAN.sessions)
    return replace(PLAN, sessions=sessions)


@pytest.mark.parametrize(
    ("key", "to", "fault"),
    [
        ("w1-strength-1", datetime(2026, 11, 27, 9), "strength at"),  # under 48 h before the next
        ("w1-strength-1", datetime(2026, 11, 23, 18), "under 24 h before the hard run"),
        ("w1-strength-1", datetime(2026, 11, 24, 19, 45), "too soon after the run"),
        ("w3-retest-1", datetime(2026, 12, 10, 9), "on a day with a run"),
        ("w3-retest-1", datetime(2026, 12, 9, 9), "on a day with strength"),
        ("w1-strength-2", datetime(2026, 11, 26, 18, 10), "during a run"),
        ("w1-strength-3", datetime(2026, 11, 25, 18, 5), "at once"),
        ("w1-before-tue", datetime(2026, 11, 24, 17), "does not lead into a run"),
        ("w1-after-tue", datetime(2026, 11, 24, 19, 30), "does not follow a run"),
        ("w1-strength-2", datetime(2026, 11, 25, 22), "is not in a free time"),
        ("w1-strength-3", datetime(2026, 11, 29, 11), "too soon after the run"),
    ],
)
def test_a_planted_fault_is_seen(key, to, fault):
    assert broken_rules(PLAN, DATED, FREE["every day"]) == []
    faults = broken_rules(moved(key, to), DATED, FREE["every day"])
    assert [text for text in faults if fault in text]


def test_too_many_sessions_of_a_week_are_seen():
    assert [t for t in broken_rules(PLAN, DATED, FREE["every day"], most=2) if "entries" in t]


def test_a_busy_time_is_seen():
    first = next(s for s in PLAN.sessions if s.kind == "strength")
    busy = [(first.start, first.start + timedelta(minutes=5))]
    assert [t for t in broken_rules(PLAN, DATED, WHOLE_DAY, busy=busy) if "busy" in t]


SPANS = st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40)), max_size=6)


@given(spans=SPANS, holes=SPANS)
def test_what_is_left_is_what_no_hole_covers(spans, holes):
    def points(pairs):
        return {p for low, high in pairs for p in range(low, high)}

    left = without(spans, holes)
    assert points(left) == points(spans) - points(holes)
    assert left == sorted(left) and all(low < high for low, high in left)
