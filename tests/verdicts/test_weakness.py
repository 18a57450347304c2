"""The weakness axis: every limit from both sides, and every way to be unreadable."""

import math
from dataclasses import replace

import pytest
from built_attempts import ASKED, FREE, NOTE, SOUND, STOP, deg, exact, raise_

from ilio.core import Measured, Side
from ilio.observations import AttemptAnswers
from ilio.verdicts import judge
from ilio.verdicts.weakness import weakness_call

HAIR = 1e-6


def weakness(*attempts, answers=FREE, rules="ilio"):
    return judge(attempts, answers, rules)["left"].weakness


def twice(**changed):
    return weakness(raise_(**changed), raise_(**changed))


@pytest.mark.parametrize(
    ("present", "absent", "needed", "call"),
    [
        (0, 0, 2, "cannot tell"),
        (1, 0, 2, "cannot tell"),
        (0, 1, 2, "cannot tell"),
        (1, 1, 2, "cannot tell"),
        (1, 2, 2, "cannot tell"),
        (0, 2, 2, "sound"),
        (2, 0, 2, "weak"),
        (2, 2, 2, "weak"),
        (1, 0, 1, "weak"),
        (1, 1, 1, "weak"),
        (0, 1, 1, "sound"),
    ],
)
def test_the_call_from_the_counts(present, absent, needed, call):
    assert weakness_call(present, absent, needed) == call


@pytest.mark.parametrize(
    ("changed", "call"),
    [
        ({}, "sound"),
        ({"hold_time": exact(30 - HAIR, "s")}, "weak"),
        ({"hold_time": Measured(31, 30, 32, "s")}, "sound"),
        ({"hold_time": Measured(31, 30 - HAIR, 32, "s")}, "cannot tell"),
        ({"hold_time": Measured(20, 10, 30 - HAIR, "s")}, "weak"),
        ({"hold_time": Measured(20, 10, 30, "s")}, "cannot tell"),
        ({"hold_time": Measured(31, 31, math.inf, "s")}, "sound"),
        ({"hold_time": Measured(12, 12, math.inf, "s")}, "cannot tell"),
        ({"trunk_lean_change": exact(10)}, "sound"),
        ({"trunk_lean_change": exact(10 + HAIR)}, "weak"),
        ({"trunk_lean_change": Measured(15, 10, 20, "deg")}, "cannot tell"),
        ({"trunk_lean_change": Measured(5, 0, 10 + HAIR, "deg")}, "cannot tell"),
        ({"trunk_lean_change": exact(-10)}, "sound"),
        ({"trunk_lean_change": exact(-10 - HAIR)}, "cannot tell"),
        ({"pelvic_share": exact(37.5, "%")}, "sound"),
        ({"pelvic_share": exact(37.5 + HAIR, "%")}, "weak"),
        ({"pelvic_share": Measured(40, 37.5, 45, "%")}, "cannot tell"),
        ({"pelvic_share": Measured(30, 25, 37.5 + HAIR, "%")}, "cannot tell"),
        ({"knee_flexion_hold": exact(100)}, "sound"),
        ({"knee_flexion_hold": exact(100 + HAIR)}, "cannot tell"),
    ],
)
def test_every_limit_from_both_sides(changed, call):
    assert twice(**changed).call == call


@pytest.mark.parametrize(
    ("excess", "growth", "call"),
    [
        (exact(12), exact(5), "sound"),  # rounded at once, then stayed: no growth in the hold
        (exact(12), exact(5 + HAIR), "weak"),
        (Measured(12, 12 - 6 * 1.645, 22, "deg"), exact(8), "cannot tell"),
        (Measured(12 + HAIR, 12 - 5.9 * 1.645, 12 + 5.9 * 1.645, "deg"), exact(8), "weak"),
        (exact(12), Measured(9, 5, 13, "deg"), "cannot tell"),
        (exact(12), Measured(2, -1, 5 + HAIR, "deg"), "cannot tell"),
        (Measured(3, 1, 5, "deg"), Measured(2, -3, 7, "deg"), "sound"),
    ],
)
def test_rounding_needs_both_size_and_growth(excess, growth, call):
    changed = {"lumbar_rounding_excess": excess, "lumbar_rounding_growth": growth}
    assert twice(**changed).call == call


@pytest.mark.parametrize("name", [k for k in SOUND if k != "knee_flexion_hold"])
def test_a_missing_quantity_never_makes_a_pass(name):
    # a growth that is missing is harmless only while the excess itself is surely small
    changed = {"lumbar_rounding_excess": exact(8)} if name == "lumbar_rounding_growth" else {}
    attempt = raise_(without=(name,), **changed)
    assert weakness(attempt, attempt).call == "cannot tell"


def test_a_back_that_was_asked_about_needs_no_pelvis():
    seen = raise_(without=("pelvic_share",), answers=AttemptAnswers(back_at_end="as at the start"))
    assert weakness(seen, seen).call == "sound"


@pytest.mark.parametrize(
    ("angle", "pain", "call", "step"),
    [
        (100, False, "weak", ""),
        (100 - HAIR, False, "cannot tell", "hip joint"),
        (120, True, "cannot tell", "hip joint"),
        (120, None, "cannot tell", "helper"),
        (None, None, "cannot tell", "helper"),
    ],
)
def test_a_thigh_that_never_rose_counts_only_on_a_free_hip(angle, pain, call, step):
    answers = replace(
        ASKED,
        passive_knee_to_chest_deg={} if angle is None else {Side.LEFT: angle},
        passive_knee_to_chest_pain={} if pain is None else {Side.LEFT: pain},
    )
    never = raise_(hold_time=exact(0, "s"))
    verdict = judge([never, never], answers)["left"]
    assert verdict.weakness.call == call
    assert step in verdict.next_step


def test_a_thigh_that_was_surely_up_and_fell_needs_no_helper():
    fell = raise_(hold_time=exact(12, "s"))
    assert weakness(fell, fell, answers=ASKED).call == "weak"


def test_one_attempt_is_only_probable():
    fell = weakness(raise_(hold_time=exact(12, "s")))
    assert fell.call == "cannot tell"
    assert fell.because[0].text == "Probably weak, but one attempt is not enough to say so."
    assert fell.probability == 1
    held = judge([raise_()], FREE)["left"]
    assert held.weakness.because[0].text.startswith("Probably sound")
    assert held.weakness.probability == 0
    assert "once more" in held.next_step


def test_the_two_faults_may_differ():
    assert (
        weakness(raise_(hold_time=exact(12, "s")), raise_(trunk_lean_change=exact(20))).call
        == "weak"
    )


def test_two_attempts_that_disagree_stay_open():
    axis = weakness(raise_(hold_time=exact(12, "s")), raise_())
    assert axis.call == "cannot tell"
    assert axis.probability == 0.5
    assert "(1 of 2 attempts)" in axis.because[0].text


@pytest.mark.parametrize(
    "answers",
    [AttemptAnswers(pain=True), AttemptAnswers(ended="pain")],
    ids=["pain", "ended by pain"],
)
def test_pain_stops_the_axis_whatever_the_others_show(answers):
    hurt = raise_(answers=answers)
    axis = weakness(raise_(), raise_(), hurt)
    assert axis.call == "cannot tell"
    assert axis.probability is None
    assert "hurt" in axis.because[0].text


@pytest.mark.parametrize(
    ("answers", "call"),
    [
        (AttemptAnswers(stance_leg_gave_way=True), "cannot tell"),
        (AttemptAnswers(stance_leg_gave_way=True, support="none"), "cannot tell"),
        (AttemptAnswers(stance_leg_gave_way=True, support="fingertip"), "weak"),
        (AttemptAnswers(ended="lost balance"), "cannot tell"),
        (AttemptAnswers(stance_leg_gave_way=False), "weak"),
    ],
)
def test_a_standing_leg_that_gives_way_says_nothing(answers, call):
    fell = raise_(hold_time=exact(12, "s"), answers=answers)
    assert weakness(fell, fell).call == call


def test_a_blocking_gate_spoils_its_attempt_only():
    squat = raise_(gates=(STOP,))
    assert weakness(squat, squat).because[0].text == "Both thighs rose."
    axis = weakness(squat, raise_(), raise_())
    assert axis.call == "sound"
    assert axis.because[-1].text == "An attempt was left out: Both thighs rose."
    assert "Both thighs rose." in judge([squat], FREE)["left"].next_step


def test_a_failed_check_that_changed_nothing_is_no_reason_for_the_call():
    axis = weakness(raise_(gates=(NOTE,)), raise_())
    assert axis.call == "sound"
    assert "The hug was deep." not in [reason.text for reason in axis.because]


def test_a_failed_check_is_a_reason_where_nothing_can_be_told():
    axis = weakness(raise_(gates=(NOTE,)))
    assert axis.call == "cannot tell"
    assert axis.because[-1].text == "The hug was deep."


def test_deep_fatigue_is_shown_and_changes_nothing():
    tired = raise_(answers=AttemptAnswers(deep_fatigue=True))
    axis, rested = weakness(tired, tired), weakness(raise_(), raise_())
    assert (axis.call, axis.probability) == (rested.call, rested.probability)
    assert axis.because[-1].source == "kawamoto2012"
    assert "not scored" in axis.because[-1].text


def test_the_heaviest_reason_comes_first_with_its_limit_and_source():
    axis = twice(trunk_lean_change=exact(20))
    first = axis.because[0]
    assert (first.quantity, first.limit, first.grade) == ("trunk_lean_change", 10, "D")
    assert first.measured.value == 20


def test_a_sharp_knee_only_blocks_sound():
    assert twice(knee_flexion_hold=exact(130), hold_time=exact(9, "s")).call == "weak"
    verdict = judge([raise_(knee_flexion_hold=exact(130))] * 2, FREE)["left"]
    assert "easier by up to 17 %" in " ".join(r.text for r in verdict.weakness.because)
    assert "90 degrees" in verdict.next_step


@pytest.mark.parametrize(
    ("changed", "word"),
    [
        ({"hold_time": Measured(29, 20, 40, "s")}, "full 30 s"),
        ({"trunk_lean_change": deg(9, 5)}, "tall"),
        ({"trunk_lean_change": deg(-30, 5)}, "without leaning back"),
        ({"lumbar_rounding_excess": deg(9, 9), "lumbar_rounding_growth": deg(9, 9)}, "low back"),
    ],
)
def test_each_open_fault_has_its_own_step(changed, word):
    assert word in judge([raise_(**changed)] * 2, FREE)["left"].next_step


@pytest.mark.parametrize(
    ("changed", "call"),
    [
        ({}, "sound"),
        ({"hold_time": Measured(30 - HAIR, 10, 50, "s")}, "weak"),
        ({"hold_time": Measured(30, 10, 50, "s")}, "sound"),
        ({"hold_time": Measured(12, 12, math.inf, "s")}, "cannot tell"),
        ({"trunk_lean_change": Measured(10 + HAIR, 0, 30, "deg")}, "weak"),
        ({"trunk_lean_change": exact(-40)}, "sound"),
        ({"lumbar_rounding_excess": Measured(6, 0, 12, "deg")}, "weak"),
        ({"lumbar_rounding_excess": Measured(5, 0, 12, "deg")}, "sound"),
        ({"pelvic_share": exact(60, "%")}, "sound"),
        ({"knee_flexion_hold": exact(130)}, "sound"),
    ],
)
def test_the_article_to_the_letter(changed, call):
    assert weakness(raise_(**changed), answers=ASKED, rules="kawamoto2012").call == call


def test_the_article_takes_any_yes_in_any_attempt():
    mixed = weakness(raise_(), raise_(hold_time=exact(9, "s")), rules="kawamoto2012")
    assert mixed.call == "weak"
