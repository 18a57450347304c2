"""The questionnaire: what is asked, what is left out, what comes of it."""

import re

import pytest

from ilio.core import Side
from ilio.knowledge import (
    do_not_test,
    guided_protocols,
    movements,
    question_blocks,
    ranges,
    red_flags,
    safety_answers,
    threshold,
    thresholds,
    urgency,
)
from ilio.observations import safety_of
from ilio.sources.answer_reading import SPELLINGS, entries, options
from ilio.sources.question_steps import all_steps
from ilio.sources.questionnaire import Questionnaire
from ilio.verdicts.pain import HELPER

QUESTIONS = [question for block in question_blocks() for question in block.question]

BEFORE = {
    "red_flags": "none",
    "do_not_test": "none",
    "age_years": "34",
    "sitting_hours": "8",
    "safety": "y",
}
HELD = {
    "seen_by": "friend", "do_knee_raise": "y", "knee_pain": "n", "thigh_seen": "clearly above", "ended": "full time",
    "support": "none", "back_at_5s": "as at the start", "back_at_end": "as at the start", "trunk_forward": "no",
    "deep_fatigue": "y",
}  # fmt: skip
LYING = {
    "do_thomas": "y", "table_level": "y", "device": "none", "thomas_pain": "n", "at_the_edge": "y", "bracing": "y",
    "hand_check": "snug", "thigh_contact": "hovers",
}  # fmt: skip
PLAIN = BEFORE | HELD | LYING | {"do_front_plank": "n"}


def fill(answers, at=None):
    """Answer by id; `at` holds answers for (id, side) or (id, side, attempt). Gives the end and what was asked."""
    at, state, asked = at or {}, Questionnaire(), []
    while not state.finished:
        step = state.current
        for key in ((step.id, step.side, step.attempt), (step.id, step.side)):
            if key in at:
                text = at[key]
                break
        else:
            text = answers[step.id]
        after = state.answer(text)
        assert len(after.given) == len(state.given) + 1, (step.id, text, after.said)
        state = after
        asked.append(step)
    return state, asked


def test_safety_comes_before_any_test_and_red_flags_first():
    order = [step.id for step in all_steps()]
    assert order[:2] == ["red_flags", "do_not_test"]
    assert order.index("safety") < min(i for i, step in enumerate(all_steps()) if step.protocol)
    safety = next(q for q in QUESTIONS if q.id == "safety")
    for word in ("cannot tip", "coffee table", "soft bed", "wall", "hurts, pinches or goes numb"):
        assert word in safety.help


def test_attempts_alternate_between_the_sides():
    _, asked = fill(PLAIN)
    raises = [(step.side, step.attempt) for step in asked if step.id == "knee_pain"]
    assert raises == [(Side.LEFT, 1), (Side.RIGHT, 1), (Side.LEFT, 2), (Side.RIGHT, 2)]


def test_a_plain_visit_fills_everything_that_a_verdict_needs():
    state, _ = fill(PLAIN)
    visit = state.visit_input(person="R.", date="2026-11-22")
    assert (visit.person, visit.date) == ("R.", "2026-11-22")
    assert visit.answers.red_flags == frozenset() and visit.answers.do_not_test == frozenset()
    assert (visit.answers.age_years, visit.answers.sitting_hours) == (34, 8)
    assert [(a.protocol, a.side.value) for a in visit.attempts] == 2 * [
        ("knee-raise", "left"), ("knee-raise", "right")] + 2 * [("thomas", "left"), ("thomas", "right")]  # fmt: skip
    for attempt in visit.attempts[:4]:
        given = attempt.answers
        assert (given.pain, given.seen_by, given.thigh_seen) == (False, "friend", "clearly above")
        assert (given.ended, given.support, given.trunk_forward) == ("full time", "none", "no")
        assert (given.back_at_5s, given.back_at_end) == ("as at the start", "as at the start")
        assert given.deep_fatigue is True
    for attempt in visit.attempts[4:]:
        given = attempt.answers
        assert (given.pain, given.hand_check, given.thigh_contact) == (False, "snug", "hovers")
        assert given.bracing and given.table_level and given.at_the_edge
        assert attempt.device is None and attempt.readings == {}


def test_it_stays_short():
    _, asked = fill(PLAIN)
    assert len(asked) <= 70
    assert not {step.id for step in asked} & {
        "held_s",
        "passive_deg",
        "thigh_drop",
        "hug",
        "with_clinician",
    }


@pytest.mark.parametrize("option", options(QUESTIONS[0]), ids=lambda option: option.word)
def test_any_red_flag_stops_the_tests_at_once(option):
    state = Questionnaire().answer(option.key)
    row = red_flags()[option.word]
    assert state.finished and state.said == f"{urgency(row.seen).text} {row.do}"
    assert state.stopped == state.said
    visit = state.visit_input()
    assert visit.answers.red_flags == {option.word} and visit.attempts == ()


def test_several_red_flags_name_the_most_urgent_only():
    flags = [option.word for option in options(QUESTIONS[0])]
    state = Questionnaire().answer("1, 3 and 4")
    assert state.visit_input().answers.red_flags == {flags[0], flags[2], flags[3]}
    assert {red_flags()[flags[n]].seen for n in (0, 2, 3)} == {"emergency_now", "today"}
    assert urgency("emergency_now").text in state.said
    assert urgency("today").text not in state.said


DETAILS = {
    "pregnancy_week": "12",
    "replaced_hip": "left",
    "hip_replaced_months": "14 months",
    "with_clinician": "n",
}


@pytest.mark.parametrize("name", do_not_test())
def test_a_reason_against_a_test_leaves_out_just_that(name):
    row = do_not_test()[name]
    state, asked = fill(PLAIN | DETAILS | {"do_not_test": name})
    assert {step.protocol for step in asked} == {"", *guided_protocols()} - set(row.tests)
    assert row.do in Questionnaire().answer("none").answer(name).said
    assert {step.id for step in asked} >= set(row.asks)
    safety = safety_of(state.visit_input(date="2026-11-22").answers)
    assert name in safety.holds and safety.open == "" and safety.asks == ()


def test_after_both_tests_are_out_only_what_must_be_known_is_asked():
    _, asked = fill(PLAIN | DETAILS | {"do_not_test": "hip_replacement"})
    ids = ["red_flags", "do_not_test", "replaced_hip", "hip_replaced_months", "age_years"]
    assert [step.id for step in asked] == ids


@pytest.mark.parametrize(("week", "lies"), [("19", True), ("20", False), ("31", False)])
def test_from_week_20_nobody_is_asked_to_lie_on_the_back(week, lies):
    answers = PLAIN | {"passive_pain": "n", "passive_deg": "120"} | {"thigh_seen": "below"}
    answers |= {"do_not_test": "pregnancy", "pregnancy_week": week}
    _, asked = fill(answers)
    blocks = {step.block.title for step in asked}
    assert "Knee raise" in blocks
    assert ("Lying test" in blocks, "Knee to chest" in blocks) == (lies, lies)


@pytest.mark.parametrize(("there", "tested"), [("y", True), ("n", False)])
def test_a_clinician_in_the_room_unlocks_what_the_table_says(there, tested):
    answers = PLAIN | {"do_not_test": "osteoporosis", "with_clinician": there}
    _, asked = fill(answers)
    assert bool({step.protocol for step in asked} - {""}) is tested


MUST = ("red_flags", "do_not_test", "age_years", "safety")


@pytest.mark.parametrize("name", MUST)
@pytest.mark.parametrize("skip", ["skip", "-", "SKIP"])
def test_a_safety_question_cannot_be_skipped(name, skip):
    state = reach(name)
    after = state.answer(skip)
    assert after.given == state.given and after.current == state.current
    assert after.said == "This one has to be answered: it keeps you from harm."


def test_every_answer_about_safety_must_be_given():
    fields = {"red_flags", "do_not_test", "age_years", "with_clinician"}
    fields |= {name for row in safety_answers().values() for name in row.asks}
    assert fields <= {question.field for question in QUESTIONS if question.must}


@pytest.mark.parametrize(("age", "asked"), [("17", True), ("18", False), ("18,5 years", False)])
def test_the_clinician_is_asked_for_under_the_age_limit(age, asked):
    state = Questionnaire().answer("none").answer("none").answer(age)
    assert (state.current.id == "with_clinician") is asked


def test_under_age_without_a_clinician_ends_it():
    state = Questionnaire().answer("none").answer("none").answer("16").answer("no")
    assert state.finished and state.stopped == "Please come back together with one."
    assert state.visit_input().answers.with_clinician is False


def test_nothing_is_tested_before_all_is_ready():
    state = Questionnaire()
    for text in ("none", "none", "34", "8", "n"):
        state = state.answer(text)
    assert state.finished and "wall" in state.stopped


@pytest.mark.parametrize(
    ("gate", "left"), [("do_knee_raise", "thomas"), ("do_thomas", "knee-raise")]
)
def test_a_test_may_be_left_out(gate, left):
    state, _ = fill(PLAIN | {gate: "n"})
    assert {attempt.protocol for attempt in state.visit_input().attempts} == {left}
    assert state.stopped == ""


def test_pain_ends_its_test_on_its_side_only():
    state, asked = fill(PLAIN, {("knee_pain", Side.LEFT, 1): "y"})
    left = [step.id for step in asked if step.protocol == "knee-raise" and step.side is Side.LEFT]
    assert left == ["knee_pain"]
    attempts = state.visit_input().attempts
    assert [a.answers.pain for a in attempts if a.protocol == "knee-raise"] == [True, False, False]
    assert [a.side for a in attempts if a.protocol == "thomas"] == [Side.LEFT, Side.RIGHT] * 2


def test_a_thigh_below_level_is_not_asked_how_long():
    answers = PLAIN | {"passive_pain": "n", "passive_deg": "120 degrees"}
    state, asked = fill(answers, {("thigh_seen", Side.RIGHT): "below"})
    right = [step.id for step in asked if step.protocol == "knee-raise" and step.side is Side.RIGHT]
    assert right == ["knee_pain", "thigh_seen"] * 2 + ["passive_pain", "passive_deg"]
    visit = state.visit_input()
    assert visit.answers.passive_knee_to_chest_deg == {Side.RIGHT: 120}
    assert visit.answers.passive_knee_to_chest_pain == {Side.RIGHT: False}


@pytest.mark.parametrize(
    ("ended", "asked"),
    [
        ("full time", {"deep_fatigue", "back_at_5s"}),
        ("could not hold", {"held_s", "stance_leg_gave_way", "back_at_5s"}),
        ("chose to stop", {"held_s", "back_at_5s"}),
        ("lost balance", {"held_s", "stance_leg_gave_way", "back_at_5s"}),
    ],
)
def test_the_end_of_the_hold_decides_what_is_asked(ended, asked):
    answers = PLAIN | {"ended": ended, "held_s": "14 s", "stance_leg_gave_way": "n"}
    _, steps = fill(answers)
    some = {"deep_fatigue", "held_s", "stance_leg_gave_way", "back_at_5s"}
    assert {step.id for step in steps} & some == asked


@pytest.mark.parametrize(("held", "asked"), [("4.9", False), ("5", True), ("5.1", True)])
def test_the_back_at_5_s_is_asked_only_if_it_came_to_that(held, asked):
    assert threshold("knee_raise.back_early").value == 5
    answers = PLAIN | {"ended": "could not hold", "held_s": held, "stance_leg_gave_way": "n"}
    _, steps = fill(answers)
    assert ("back_at_5s" in {step.id for step in steps}) is asked


def test_a_device_gives_readings_with_their_error():
    answers = PLAIN | {"device": "i", "thigh_drop": "-8,5 deg", "drop_knee_straight_deg": "2"}
    state, _ = fill(answers)
    attempt = state.visit_input().attempts[-1]
    assert attempt.device == "inclinometer"
    assert attempt.readings["thigh_drop", None].value == -8.5
    assert attempt.readings["thigh_drop", None].sem > 0
    assert attempt.answers.drop_knee_straight_deg == 2


@pytest.mark.parametrize(("drop", "asked"), [("9.6", True), ("9.7", False), ("12", False)])
def test_the_knee_is_straightened_only_when_the_thigh_is_not_normal(drop, asked):
    answers = PLAIN | {"device": "goniometer", "thigh_drop": drop, "drop_knee_straight_deg": "2"}
    _, steps = fill(answers)
    assert ("drop_knee_straight_deg" in {step.id for step in steps}) is asked


def test_the_hug_is_asked_only_when_the_hand_was_not_snug():
    _, steps = fill(PLAIN | {"hug": "full"}, {("hand_check", Side.LEFT, 1): "tucked"})
    assert [(s.side, s.attempt) for s in steps if s.id == "hug"] == [(Side.LEFT, 1)]


def test_back_and_forth_ends_where_it_began():
    state, _ = fill(PLAIN)
    again = state
    for _ in range(len(state.given)):
        again = again.answer("back")
    assert again == Questionnaire() == again.back()


def test_a_changed_answer_forgets_what_followed():
    state = Questionnaire().answer("1")
    assert state.finished
    state = state.answer("b").answer("none")
    assert not state.finished and state.visit_input().answers.red_flags == frozenset()


@pytest.mark.parametrize("skip", ["skip", "-", "SKIP"])
def test_skipping_leaves_unanswered_what_is_not_about_safety(skip):
    state = Questionnaire()
    while not state.finished:
        state = state.answer(PLAIN[state.current.id] if state.current.question.must else skip)
    assert state.visit_input().attempts == () and state.stopped == ""


def test_an_answer_after_the_end_changes_nothing():
    state = Questionnaire().answer("1")
    assert state.answer("2") == state == state.skip()
    assert state.options == ()


def reach(name):
    answers = PLAIN | {"device": "inclinometer"}
    state = Questionnaire()
    while state.current.id != name:
        state = state.answer(answers[state.current.id])
    return state


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("red_flags", "yes", r"numbers that hold \(1 to \d+\), or 'none'"),
        ("red_flags", "99", r"numbers that hold"),
        ("red_flags", "", r"numbers that hold"),
        ("age_years", "old", "Please give a number, for example 12"),
        ("age_years", "34 kg", r"Please give it in years\."),
        ("age_years", "340", "That should be 1 to 120 years. Write the age in years"),
        ("safety", "perhaps", "Please answer y for yes or n for no"),
        ("seen_by", "dog", "Please answer f for friend, v for video, m for mirror, e for felt"),
        ("seen_by", "", "Please answer f for friend"),
        (
            "thigh_drop",
            "120 deg",
            "That should be -90 to 90 deg. Below the table level is positive",
        ),
        ("thigh_drop", "5 cm", "Please give it in degrees"),
    ],
)
def test_a_bad_answer_is_asked_again_in_a_friendly_way(name, text, said):
    state = reach(name)
    after = state.answer(text)
    assert re.search(said, after.said)
    assert after.current == state.current and after.given == state.given


@pytest.mark.parametrize(
    ("name", "text", "meant"),
    [
        ("thigh_drop", "12 deg", 12.0),
        ("thigh_drop", "12,5", 12.5),
        ("thigh_drop", "- 8 °", -8.0),
        ("thigh_drop", "−8", -8.0),
        ("thigh_drop", "+3 Degrees", 3.0),
        ("age_years", "34 years old", 34.0),
        ("safety", "YES", True),
        ("seen_by", "F", "friend"),
        ("seen_by", "mir", "mirror"),
        ("thigh_seen", "about", "about level"),
        ("thigh_seen", "  Clearly   Above ", "clearly above"),
        ("red_flags", "none", frozenset()),
        ("red_flags", "fever", frozenset({"fever"})),
    ],
)
def test_answers_may_be_written_as_people_write(name, text, meant):
    state = reach(name).answer(text)
    assert state.given[-1][1] == meant


def test_progress_rises_and_never_promises_too_little():
    state, seen = Questionnaire(), []
    plank = {"do_front_plank": "y", "plank_device": "none", "plank_pain": "n"}
    answers = PLAIN | plank | {"plank_ended": "could not hold", "plank_held_s": "48"}
    while not state.finished:
        seen.append(state.progress)
        state = state.answer(answers[state.current.id])
    assert [n for n, _ in seen] == list(range(1, len(seen) + 1))
    assert all(n <= total for n, total in seen)
    assert seen[-1] == (len(seen), len(seen))


def test_every_option_has_a_key_of_its_own_that_is_no_command():
    for question in QUESTIONS:
        keys = [option.key for option in options(question)]
        assert len(keys) == len(set(keys)), question.id
        assert not {"b", "?", "-", "<", ""} & set(keys), question.id


def test_the_questions_hold_together():
    ids = [question.id for question in QUESTIONS]
    assert len(ids) == len(set(ids))
    for block in question_blocks():
        assert set(block.movements) <= set(movements())
        for question in block.question:
            conditions = (*block.when, *question.when, *question.when_any)
            assert {condition.question for condition in conditions} <= set(ids)
            limits = {limit for c in conditions for limit in (c.under, c.not_under) if limit}
            assert limits <= set(thresholds())
            assert question.text.endswith("?") and question.help
            if question.kind == "number":
                assert question.unit in SPELLINGS and question.field in ranges()
            if question.kind == "choice":
                assert question.words
            if question.ends and question.kind == "choice":
                assert set(question.ends.on) <= set(question.words)


@pytest.mark.parametrize("question", [q for q in QUESTIONS if q.kind == "list"], ids=lambda q: q.id)
def test_every_entry_of_a_list_is_read_in_one_group(question):
    listed = red_flags() if question.of == "red_flags" else do_not_test()
    grouped = [name for group in question.groups for name in group.of]
    assert sorted(grouped) == sorted(listed)
    assert list(entries(question)) == grouped
    assert all(option.group for option in options(question))


def test_an_entry_without_a_group_is_asked_all_the_same():
    bare = QUESTIONS[0].model_copy(update={"groups": QUESTIONS[0].groups[:1]})
    assert set(entries(bare)) == set(red_flags())


def test_what_a_helper_bends_is_the_one_block_that_old_pain_brings_up() -> None:
    again = [block for block in question_blocks() if block.again]
    assert [block.again for block in again] == [HELPER]
    assert "passive_knee_to_chest_pain" in {question.field for question in again[0].question}
