"""The load follows the log, never the calendar alone."""

from datetime import timedelta

import pytest
from built_plans import ASKED, FREE, START, judgement

from ilio.programmes import adjust, plan
from ilio.programmes.training_log import LogEntry

PLAN = plan(
    judgement(("weak", "normal"), ("weak", "normal")),
    ASKED,
    [],
    START,
    weeks=8,
    free=FREE["every day"],
)
STRENGTH = [session for session in PLAN.sessions if session.kind == "strength"]


def day(week):
    return START + timedelta(weeks=week - 1)


def entry(session, **more):
    return LogEntry(session=session.key, day=session.start.date(), done=True, **more)


def easy(*weeks):
    return [entry(s, reps=15, effort=6) for s in STRENGTH if s.week in weeks]


def coming(programme, week):
    """The band work of the first strength session of a week."""
    session = next(s for s in programme.sessions if s.kind == "strength" and s.week == week)
    return next(item for item in session.items if item.purpose == "strength")


def test_reaching_everything_with_ease_earns_the_next_step():
    done = adjust(PLAN, easy(1, 2), day(3))
    assert coming(done, 3).load == "12 RM band"
    assert "Strength: reached twice with ease, so the next step is 12 RM band" in done.changes[0]


def test_a_log_without_effort_does_not_move_the_load():
    log = [entry(s, reps=15) for s in STRENGTH if s.week < 3]
    done = adjust(PLAN, log, day(3))
    assert coming(done, 3).load == "15 RM band"
    assert "Strength stays at 15 RM band until it is reached" in " ".join(done.changes)


@pytest.mark.parametrize("felt", [{"reps": 15, "effort": 8.5}, {"reps": 14, "effort": 6}])
def test_too_hard_or_too_few_keeps_the_load(felt):
    log = [entry(s, **felt) for s in STRENGTH if s.week < 3]
    assert coming(adjust(PLAN, log, day(3)), 3).load == "15 RM band"


def test_the_calendar_is_never_overtaken():
    done = adjust(PLAN, easy(1), day(2))
    assert coming(done, 2).load == "15 RM band"
    assert coming(done, 3).load == "12 RM band"
    assert coming(done, 5).load == "12 RM band"


def test_every_step_has_to_be_earned_again():
    log = easy(1, 2, 3, 4)
    assert coming(adjust(PLAN, log, day(5)), 5).load == "8 RM band"


@pytest.mark.parametrize(
    ("felt", "back"),
    [
        ({"pain": 3}, False),
        ({"pain": 3.5}, True),
        ({"pain_next_day": 0}, False),
        ({"pain_next_day": 1}, True),
    ],
)
def test_pain_steps_back(felt, back):
    log = [*easy(1, 2), entry(STRENGTH[6], reps=12, effort=6, **felt)]
    done = adjust(PLAN, log, day(3) + timedelta(days=1))
    later = [s for s in done.sessions if s.kind == "strength" and s.week == 3][1]
    load = next(item.load for item in later.items if item.purpose == "strength")
    assert (load == "15 RM band") is back
    assert any("of 10" in said and "one step back" in said for said in done.changes) is back


def test_pain_at_the_lowest_step_means_a_lighter_band_and_then_an_easier_exercise():
    hurt = [entry(s, pain=5) for s in STRENGTH[:2]]
    once = coming(adjust(PLAN, hurt[:1], day(1) + timedelta(days=1)), 2)
    twice = coming(adjust(PLAN, hurt, day(1) + timedelta(days=3)), 2)
    assert once.load == "15 RM band, one band lighter than before"
    assert once.exercise == "banded_hip_flexion_standing"
    assert twice.exercise == "standing_march_band"


def test_pain_with_one_exercise_leaves_the_others():
    hurt = [entry(STRENGTH[0], pain=6, exercise="glute_bridge")]
    done = adjust(PLAN, hurt, day(1) + timedelta(days=1))
    assert coming(done, 2).load == "15 RM band"
    assert [said for said in done.changes if "glutes goes one step back" in said]


def test_two_missed_weeks_restart_one_step_lower():
    done = adjust(PLAN, easy(1, 2, 3), day(6))
    assert any("Weeks 4 and 5 were missed" in said for said in done.changes)
    assert coming(done, 6).load == "12 RM band"
    assert coming(adjust(PLAN, easy(1, 2, 3, 4, 5), day(6)), 6).load == "8 RM band"


def test_one_missed_week_does_not():
    done = adjust(PLAN, easy(1, 2, 3), day(5))
    assert not any("missed" in said for said in done.changes)


def test_a_red_flag_stops_the_plan():
    log = [entry(STRENGTH[0], red_flag=True)]
    done = adjust(PLAN, log, day(1) + timedelta(days=1))
    assert [s.key for s in done.sessions] == [STRENGTH[0].key]
    assert "clinician" in done.refused


def test_what_lies_in_the_past_is_not_changed():
    hurt = [entry(s, pain=6) for s in STRENGTH if s.week < 3]
    done = adjust(PLAN, hurt, day(3))
    past = [s for s in PLAN.sessions if s.start.date() < day(3)]
    assert [s for s in done.sessions if s.start.date() < day(3)] == past
    assert [(s.key, s.start) for s in done.sessions] == [(s.key, s.start) for s in PLAN.sessions]


def test_the_order_of_the_log_does_not_matter():
    log = [*easy(1, 2), entry(STRENGTH[6], pain=5)]
    assert adjust(PLAN, log, day(4)) == adjust(PLAN, log[::-1], day(4))


def test_without_a_log_the_first_weeks_stay_and_no_later_load_comes_by_itself():
    done = adjust(PLAN, [], START)
    assert [coming(done, week) for week in (1, 2)] == [coming(PLAN, week) for week in (1, 2)]
    assert [coming(done, week).load for week in (3, 5, 7)] == ["15 RM band"] * 3


def test_every_change_names_its_source_and_grade():
    done = adjust(PLAN, [*easy(1, 2), entry(STRENGTH[6], pain=5)], day(6))
    assert done.changes
    assert all(said.endswith("]") for said in done.changes)


def test_pain_before_the_first_day_of_the_plan_is_heard_too():
    early = START - timedelta(days=3)
    felt = LogEntry(session=STRENGTH[0].key, day=early, done=True, pain=6)
    done = adjust(PLAN, [felt], early)
    assert "pain 6 of 10 during" in " ".join(done.changes)
