"""What comes before a verdict, and that no next step asks for what an answer rules out."""

from dataclasses import replace

from built_attempts import exact, raise_, trial

from ilio.core import Measured, Side
from ilio.observations import Answers, Clearance
from ilio.verdicts import judge
from ilio.verdicts.faults import PASSIVE_STEP
from ilio.verdicts.judging import NOT_LYING
from ilio.verdicts.safety_telling import STAYS_OUT
from ilio.verdicts.summing_up import NO_TEST
from ilio.verdicts.weakness import FIRST_STEP, HIP_STEP

CLEAR = Answers(red_flags=frozenset(), do_not_test=frozenset(), age_years=34.0, as_of="2026-11-23")
NEVER_UP = [raise_(Side.LEFT, thigh_elevation_peak=exact(80), hold_time=exact(0, "s"))] * 2


def test_who_has_to_see_a_doctor_is_asked_nothing_more():
    flagged = judge([], Answers(red_flags=frozenset({"fever"})))
    assert flagged.summary.startswith("See a doctor today.")
    assert "question" not in flagged.summary


def test_under_18_the_open_question_stands_on_the_page():
    young = judge([], replace(CLEAR, age_years=16.0))
    assert 'open: "Is a clinician doing the tests with you?"' in young.summary


def test_nobody_lies_on_the_back_late_in_pregnancy_not_even_to_settle_a_test():
    assert judge(NEVER_UP, CLEAR)["left"].next_step == PASSIVE_STEP
    late = replace(CLEAR, pregnancy_week=24.0)
    assert judge(NEVER_UP, late)["left"].next_step == NOT_LYING


def test_a_hip_that_hurts_when_bent_is_not_asked_to_lift_itself():
    hung = [trial(Measured.from_sd(15, 1, "deg"), Side.LEFT)] * 2
    assert judge(hung, CLEAR)["left"].next_step == FIRST_STEP
    sore = replace(CLEAR, passive_knee_to_chest_pain={Side.LEFT: True})
    assert judge(hung, sore)["left"].next_step == HIP_STEP


def test_after_a_clearance_nobody_is_sent_to_get_one():
    plate = replace(CLEAR, do_not_test=frozenset({"hernia"}))
    assert "clearance recorded" in judge([], plate)["left"].next_step
    cleared = replace(plate, clearances=(Clearance(of="hernia", by="Dr. Roth", on="2026-11-20"),))
    assert judge([], cleared)["left"].next_step == STAYS_OUT
    assert judge([], CLEAR)["left"].next_step == FIRST_STEP


def test_with_both_tests_ruled_out_and_the_plan_cleared_one_true_sentence_stands():
    given = Clearance(of="osteoporosis", by="Dr. Roth", on="2026-11-20")
    bones = replace(CLEAR, do_not_test=frozenset({"osteoporosis"}), clearances=(given,))
    assert judge(NEVER_UP, bones).summary == NO_TEST
    assert judge([], bones).summary == NO_TEST
