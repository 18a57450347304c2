"""Few entries a week: strength and stretch are one, runs carry their own, a ceiling is kept."""

from dataclasses import replace
from datetime import datetime, time, timedelta
from itertools import pairwise

import pytest
from built_plans import ASKED, FREE, RUNS, START, judgement
from plan_rules import broken_rules, strength_by_week

from ilio.core import InputError, Side
from ilio.knowledge import dose
from ilio.observations.training_log import LogEntry
from ilio.programmes import (
    FreeTime,
    WeeklyRun,
    Wishes,
    adjust,
    compose,
    expand_runs,
    plan,
    player_steps,
    replan,
)
from ilio.programmes.entries import entries_of, told_with
from ilio.programmes.guarding import guarded, spared

TIGHT_AND_WEAK = judgement(("weak", "tight"), ("weak", "tight"))
ONE_SIDE = judgement(("weak", "tight"), ("sound", "normal"))
WEEKS = 6
SHIFTS = [  # early, late and night shifts: a long run in the morning after the last night
    WeeklyRun(1, "easy", 45, time(14)),
    WeeklyRun(3, "easy", 60, time(21)),
    WeeklyRun(5, "long", 180, time(8)),
]
SHIFT_FREE = [
    FreeTime(1, time(13), time(16)),
    FreeTime(3, time(19), time(23)),
    FreeTime(5, time(7), time(13)),
    FreeTime(6, time(15), time(18)),
]


def made(runs, case=ONE_SIDE, free=FREE["every day"], **wishes):
    return plan(case, ASKED, runs, START, weeks=WEEKS, free=free, wishes=Wishes(**wishes))


def entries_by_week(programme):
    entries = entries_of(programme)
    return [sum(s.week == week for s in entries) for week in range(1, WEEKS + 1)]


@pytest.mark.parametrize("case", [ONE_SIDE, TIGHT_AND_WEAK], ids=["one side", "both sides"])
@pytest.mark.parametrize("runs", RUNS)
def test_a_marathoner_has_four_entries_a_week_and_all_of_the_strength(runs, case):
    programme = made(RUNS[runs], case)
    assert max(entries_by_week(programme)) <= 4
    assert (
        broken_rules(programme, expand_runs(RUNS[runs], START, WEEKS + 1), FREE["every day"]) == []
    )
    assert set(strength_by_week(programme).values()) == {3}
    assert programme.shortfalls == ()


def test_what_goes_with_the_runs_is_told_once_a_week():
    programme = made(RUNS["marathon"])
    for week in range(1, WEEKS + 1):
        first, *others = [s for s in entries_of(programme) if s.week == week]
        told = told_with(programme, first)
        assert [session.kind for session in told] == ["before run", "after run"]
        assert not any(told_with(programme, entry) for entry in others)
        around = {
            s.items for s in programme.sessions if s.week == week and s not in entries_of(programme)
        }
        assert {session.items for session in told} == around


def test_where_nothing_else_fits_the_runs_keep_entries():
    programme = made(RUNS["three"], free=[])
    assert entries_by_week(programme) == [4] * WEEKS
    assert {s.kind for s in entries_of(programme)} == {"before run", "after run"}


def test_with_room_for_all_everything_is_an_entry():
    programme = made(RUNS["three"], sessions_a_week=14)
    assert entries_of(programme) == programme.sessions


def test_a_shift_worker_lifts_nothing_after_a_run_of_three_hours():
    programme = made(SHIFTS, free=SHIFT_FREE)
    dated = expand_runs(SHIFTS, START, WEEKS + 1)
    assert broken_rules(programme, dated, SHIFT_FREE) == []
    assert max(entries_by_week(programme)) <= 4
    long = [run for run in dated if run.minutes == 180]
    for session in (s for s in programme.sessions if s.kind == "strength"):
        assert not any(timedelta(0) <= session.start - run.end < timedelta(hours=6) for run in long)
    assert min(strength_by_week(programme).values()) >= 2


def test_a_long_run_tires_whatever_it_is_called():
    easy = [replace(run, kind="easy") for run in SHIFTS]
    called = made(easy, free=SHIFT_FREE)
    assert [s.start for s in called.sessions if s.kind == "strength"] == [
        s.start for s in made(SHIFTS, free=SHIFT_FREE).sessions if s.kind == "strength"
    ]


def test_strength_and_stretch_are_one_session_everywhere():
    programme = made([])
    both = [s for s in programme.sessions if s.title == "Strength and stretch"]
    assert len(both) == 3 * WEEKS
    for session in both:
        purposes = [item.purpose for item in session.items]
        assert purposes[-1] == "length" and "strength" in purposes
        played = {step.exercise for step in player_steps(session)}
        assert played == {item.exercise for item in session.items}
        assert sum(step.seconds for step in player_steps(session)) <= session.minutes * 60
    assert not [s for s in programme.sessions if s.kind == "length"]


def test_no_more_is_stretched_than_before():
    most = dose("length.away").session_s_most
    for runs in RUNS.values():
        for session in made(runs, TIGHT_AND_WEAK).sessions:
            held = [i for i in session.items if i.purpose == "length"]
            assert len({(i.exercise, i.side) for i in held}) == len(held)
            assert all(i.sets * i.hold_s <= most for i in held)


def test_a_stretch_follows_an_easy_run_where_strength_leaves_no_room():
    runs = [WeeklyRun(day, "easy", 40, time(7)) for day in (1, 3)]
    free = [FreeTime(1, time(7), time(8)), FreeTime(3, time(7), time(8))]
    programme = made(runs, free=free, sessions_a_week=1)
    longer = [s for s in programme.sessions if s.kind == "after run" and s.items[0].hold_s == 60]
    assert longer and all(s.minutes > 5 for s in longer)
    assert not [s for s in programme.sessions if s.kind == "length"]
    assert broken_rules(programme, expand_runs(runs, START, WEEKS + 1), free, most=1) == []


@pytest.mark.parametrize("most", [1, 2, 3, 4, 7])
def test_a_ceiling_that_was_asked_is_kept_and_what_it_costs_is_told(most):
    programme = made(RUNS["three"], sessions_a_week=most)
    dated = expand_runs(RUNS["three"], START, WEEKS + 1)
    assert broken_rules(programme, dated, FREE["every day"], most=most) == []
    assert programme.sessions_a_week == most
    told = {s.week: f"{s.text} {s.give_up}" for s in programme.shortfalls}
    assert bool(told) is (most < 4)
    if most == 2:
        assert told[1] == (
            "Week 1: with 2 sessions a week at most, 2 of 3 strength sessions are planned. "
            "Allow 3 sessions a week."
        )
        assert "1 of 3" in told[3] and "Allow 4" in told[3]


@pytest.mark.parametrize("most", [0, -1, 15])
def test_a_ceiling_that_makes_no_sense_is_refused(most):
    with pytest.raises(InputError, match=r"sessions a week from 1 to 14, got .* such as 4"):
        Wishes(sessions_a_week=most)


@pytest.mark.parametrize("runs", RUNS)
def test_a_plan_of_joined_sessions_stays_when_nothing_changed(runs):
    programme = made(RUNS[runs], TIGHT_AND_WEAK)
    dated = expand_runs(RUNS[runs], START, WEEKS + 1)
    again = replan(programme, dated, FREE["every day"], Wishes(), today=START)
    assert again == programme


def test_a_plan_from_before_takes_the_ceiling_and_keeps_its_keys():
    old = made(RUNS["three"], sessions_a_week=14)
    apart = [
        replace(s, title="Strength", minutes=s.minutes - 5, items=s.items[:-1], place="on its own")
        if s.title == "Strength and stretch" and s.place == "on its own"
        else s
        for s in old.sessions
    ]
    dated = expand_runs(RUNS["three"], START, WEEKS + 1)
    before = replace(old, sessions=tuple(apart), sessions_a_week=0, runs=())
    now = replan(before, dated, FREE["every day"], Wishes(), today=START)
    assert max(entries_by_week(now)) <= 4
    keys = {s.key: s.start for s in before.sessions if s.kind == "strength"}
    assert {s.key: s.start for s in now.sessions if s.kind == "strength"} == keys


def test_what_was_logged_of_joined_sessions_counts():
    programme = made([])
    first, second = [s for s in programme.sessions if s.week == 1][:2]
    log = [
        LogEntry(session=s.key, day=s.start.date(), done=True, reps=15, effort=5)
        for s in (first, second)
    ]
    changed = adjust(programme, log, START + timedelta(days=5))
    assert "Strength: reached twice with ease" in changed.changes[0]


def test_a_joined_session_loses_what_the_answers_rule_out():
    programme = made(RUNS["three"])
    banned = replace(programme, hurts_left=("painful_extension",))

    def ruled_out(sessions):
        return [
            (session.key, item.exercise)
            for session in sessions
            for item in session.items
            for sides in [tuple(Side) if item.side == "both" else (Side.parse(item.side),)]
            if banned.limits.sides_for(item.exercise, sides) != sides
        ]

    assert ("w1-strength-1", "half_kneeling_stretch") in ruled_out(programme.sessions)
    assert ruled_out(spared(programme.sessions, banned)) == []
    again = replace(banned, sessions=spared(programme.sessions, banned), blocks=())
    dated = expand_runs(RUNS["three"], START, WEEKS + 1)
    painful = replace(ONE_SIDE, hurts={Side.LEFT: frozenset({"painful_extension"})})
    so_far = replace(compose(painful, ASKED, Wishes(), WEEKS, START), sessions=again.sessions)
    now = replan(so_far, dated, FREE["every day"], Wishes(), today=START)
    assert now.sessions and ruled_out(now.sessions) == []
    assert guarded(now) == now


def test_strength_sessions_keep_48_hours_when_one_begins_with_a_run():
    programme = made(RUNS["marathon"])
    starts = sorted(s.start for s in programme.sessions if s.kind == "strength")
    assert any(s.place == "after a run" for s in programme.sessions if s.kind == "strength")
    assert min(b - a for a, b in pairwise(starts)) >= timedelta(hours=48)
    assert starts[0] >= datetime.combine(START, time())
