"""A session step by step."""

from dataclasses import replace
from datetime import datetime

from built_plans import ASKED, FREE, RUNS, START, judgement

from ilio.knowledge import exercise
from ilio.programmes import Prescription, Session, plan, player_steps

PLAN = plan(
    judgement(("weak", "tight"), ("weak", "tight")),
    ASKED,
    RUNS["three"],
    START,
    weeks=3,
    free=FREE["every day"],
)


def steps(**more):
    item = Prescription(**{"purpose": "core", "side": "both", "sets": 1} | more)
    session = Session(
        key="w1-core-1",
        start=datetime(2026, 11, 23, 18),
        minutes=10,
        kind="core",
        place="on its own",
        week=1,
        title="Core",
        items=(item,),
    )
    return [(s.kind, s.side, s.seconds) for s in player_steps(session)]


def test_both_sides_follow_each_other_with_a_change_between():
    assert steps(exercise="side_plank", hold_s=20) == [
        ("get ready", "left", 10),
        ("hold", "left", 20),
        ("switch side", "right", 10),
        ("hold", "right", 20),
    ]


def test_what_both_sides_do_at_once_is_done_once():
    assert steps(exercise="front_plank", hold_s=20, sets=2, rest_s=30) == [
        ("get ready", "both", 10),
        ("hold", "both", 20),
        ("rest", "both", 30),
        ("hold", "both", 20),
    ]


def test_repetitions_that_are_held_are_counted_one_by_one():
    found = steps(exercise="banded_press_away", side="left", reps=3, hold_s=5)
    assert found == [("get ready", "left", 10), *[("hold", "left", 2 + 5 + 2)] * 3]


def test_repetitions_take_their_time():
    assert steps(exercise="glute_bridge", reps=8)[1] == ("reps", "both", 8 * (2 + 2 + 2))
    assert steps(exercise="leg_swings", side="left", reps=8)[1] == ("reps", "left", 8 * (1 + 1))


def test_a_tempo_in_words_alone_takes_the_time_of_a_slow_repetition():
    assert not exercise("wall_knee_raise_hold").phases
    assert steps(exercise="wall_knee_raise_hold", side="left", reps=5)[1] == ("reps", "left", 20)


def test_a_set_says_its_tempo():
    item = Prescription(
        exercise="glute_bridge", purpose="glutes", side="both", sets=1, reps=8,
        tempo=exercise("glute_bridge").tempo,
    )  # fmt: skip
    session = replace(PLAN.sessions[0], items=(item,))
    assert player_steps(session)[1].text == (
        "Set 1 of 1: 8 repetitions, 2 s up, 2 s held, 2 s down."
    )


def test_every_session_of_a_plan_fits_its_time_and_speaks():
    for session in PLAN.sessions:
        played = player_steps(session)
        assert sum(step.seconds for step in played) <= session.minutes * 60
        assert all(step.text and step.seconds > 0 for step in played)
        assert {step.exercise for step in played} == {item.exercise for item in session.items}
