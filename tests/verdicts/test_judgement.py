"""Findings, safety, what is said of both sides, and the one next step."""

from dataclasses import replace

import pytest
from built_attempts import ASKED, FREE, deg, exact, raise_, trial

from ilio import knowledge
from ilio.core import Side, UnknownNameError
from ilio.observations import Answers, AttemptAnswers
from ilio.verdicts import Axis, TightnessAxis, Verdict, axes_of, judge

LEFT, RIGHT = Side.LEFT, Side.RIGHT


def weak(side):
    return [raise_(side, hold_time=exact(12, "s"))] * 2


def sound(side):
    return [raise_(side)] * 2


def hip(side, value, sd=1.0):
    return [trial(deg(value, sd), side)] * 2


@pytest.mark.parametrize(
    ("weakness", "tightness", "finding"),
    [
        ("weak", "tight", "weak and tight"),
        ("weak", "limited", "weak"),
        ("weak", "normal", "weak"),
        ("weak", "long", "weak"),
        ("weak", "cannot tell", "weak"),
        ("sound", "tight", "tight"),
        ("cannot tell", "tight", "tight"),
        ("sound", "limited", "sound"),
        ("sound", "normal", "sound"),
        ("sound", "long", "sound"),
        ("sound", "cannot tell", "cannot tell"),
        ("cannot tell", "limited", "cannot tell"),
        ("cannot tell", "normal", "cannot tell"),
        ("cannot tell", "long", "cannot tell"),
        ("cannot tell", "cannot tell", "cannot tell"),
    ],
)
def test_two_axes_make_one_finding(weakness, tightness, finding):
    axes = axes_of(Axis(weakness), TightnessAxis(tightness))
    assert Verdict(Side.LEFT, axes).finding == finding


@pytest.mark.parametrize(
    ("measurements", "open_axes"),
    [
        (weak(LEFT), ("tightness",)),
        (hip(LEFT, -20), ("weakness",)),
        ([*weak(LEFT), *hip(LEFT, -20)], ()),
        ([], ("weakness", "tightness")),
    ],
)
def test_open_lists_what_is_not_known(measurements, open_axes):
    assert judge(measurements, FREE)["left"].open == open_axes


def test_both_sides_are_always_there():
    judgement = judge([], FREE)
    assert [v.finding for v in judgement.sides.values()] == ["cannot tell", "cannot tell"]
    assert judgement.summary == (
        "Both sides: cannot tell yet (strength not known, length not known)."
    )


def test_bilateral_is_said_first():
    both = judge([*weak(LEFT), *hip(LEFT, -20), *weak(RIGHT), *hip(RIGHT, -20)], FREE)
    assert both.summary == "Both sides: weak and tight."
    mixed = judge([*weak(LEFT), *hip(LEFT, -20), *weak(RIGHT), *hip(RIGHT, 15)], FREE)
    assert mixed.summary == "Both sides are weak. Left: weak and tight. Right: weak."
    one = judge([*weak(LEFT), *hip(LEFT, 5), *sound(RIGHT), *hip(RIGHT, 5)], FREE)
    assert one.summary == (
        "Left: weak, hip extension limited. Right: sound, hip extension limited."
    )


@pytest.mark.parametrize("key", sorted(knowledge.red_flags()))
def test_every_red_flag_refers_both_sides_without_a_call_or_a_number(key):
    measurements = [*weak(LEFT), *hip(LEFT, -20)]
    judgement = judge(measurements, replace(ASKED, red_flags=frozenset({key})))
    assert [v.finding for v in judgement.sides.values()] == ["refer", "refer"]
    for axis in (judgement["left"].weakness, judgement["left"].tightness):
        assert (axis.call, axis.probability, axis.because) == ("cannot tell", None, ())
    assert judgement.differences == ()
    flag = knowledge.red_flag(key)
    how_soon = knowledge.urgency(flag.seen).text
    assert judgement["left"].next_step.startswith(how_soon)
    assert judgement.summary.startswith(how_soon)
    assert "Ticked by mistake?" in judgement["left"].next_step
    assert judgement.refer[0].text == f"{flag.why} {flag.do}"
    assert judgement.refer[0].source in knowledge.references()
    assert flag.why in judgement.summary


@pytest.mark.parametrize(
    ("age", "clinician", "refer"),
    [
        (18, None, False),
        (17.99, None, True),
        (17, False, True),
        (17, True, False),
    ],
)
def test_under_age_only_with_a_clinician(age, clinician, refer):
    answers = replace(ASKED, age_years=age, with_clinician=clinician)
    judgement = judge(sound(LEFT), answers)
    assert (judgement["left"].finding == "refer") is refer
    assert bool(judgement.refer) is refer


@pytest.mark.parametrize(
    ("blank", "asked"),
    [
        ({"red_flags": None}, "Does any of these hold for you at the moment?"),
        ({"do_not_test": None}, "Does any of these hold for you?"),
        ({"age_years": None}, "How old are you?"),
        ({"age_years": 16}, "Is a clinician doing the tests with you?"),
        ({"do_not_test": frozenset({"pregnancy"})}, "Which week of the pregnancy is it?"),
    ],
)
def test_nothing_unanswered_passes(blank, asked):
    open_ = judge([*weak(LEFT), *hip(LEFT, -20)], replace(ASKED, **blank))
    assert open_["left"].finding in ("cannot tell", "refer")
    assert open_["left"].weakness.probability is None
    assert f'One safety question is open: "{asked}"' in open_.summary
    assert "safety" not in judge([*weak(LEFT), *hip(LEFT, -20)], FREE).summary


def test_pain_comes_first_and_names_the_hip():
    sore = AttemptAnswers(pain=True)
    hurt = judge([raise_(answers=sore), *hip(RIGHT, 15)], ASKED)
    assert hurt.summary.startswith("Have the left hip looked at by a doctor or physiotherapist")
    assert hurt.hurts == {LEFT: frozenset({"painful_flexion"})}
    passive = replace(ASKED, passive_knee_to_chest_pain={RIGHT: True})
    assert judge([], passive).hurts == {RIGHT: frozenset({"painful_flexion"})}


def test_nothing_left_to_do_is_said():
    done = judge([*sound(LEFT), *hip(LEFT, 15)], FREE)["left"]
    assert done.finding == "sound"
    assert done.next_step.startswith("Both tests are settled")


@pytest.mark.parametrize("key", sorted(knowledge.do_not_test()))
def test_every_reason_not_to_test_closes_its_tests(key):
    told = {"pregnancy_week": 12, "as_of": "2026-11-23"}
    answers = replace(ASKED, do_not_test=frozenset({key}), **told)
    judgement = judge([*weak(LEFT), *hip(LEFT, -20)], answers)
    tests = knowledge.banned_by(key).tests
    forbidden = [test for test in tests if knowledge.protocol_card(test).axis]
    calls = {
        "knee-raise": judgement["left"].weakness.call,
        "thomas": judgement["left"].tightness.call,
    }
    assert {test for test, call in calls.items() if call == "cannot tell"} == set(forbidden)
    assert [reason.quantity for reason in judgement.do_not_test] == [key] * bool(forbidden)
    assert judgement["left"].finding != "refer"


def test_a_forbidden_test_says_why():
    answers = replace(ASKED, do_not_test=frozenset({"late_pregnancy"}))
    judgement = judge(hip(LEFT, -20), answers)
    verdict = judgement["left"]
    assert [reason.text.count("large vein") for reason in judgement.do_not_test] == [1]
    assert verdict.tightness.because[0].text == "One of the safety answers rules this test out."
    assert verdict.next_step.startswith("Do the standing knee raise")


def test_a_clinician_in_the_room_unlocks_what_the_table_says():
    alone = replace(ASKED, do_not_test=frozenset({"osteoporosis"}))
    assert judge(weak(LEFT), alone)["left"].weakness.call == "cannot tell"
    assert judge(weak(LEFT), replace(alone, with_clinician=True))["left"].weakness.call == "weak"
    hernia = replace(alone, do_not_test=frozenset({"hernia"}), with_clinician=True)
    assert judge(weak(LEFT), hernia)["left"].weakness.call == "cannot tell"


@pytest.mark.parametrize(
    ("left", "right", "sd", "said"),
    [
        (0, 6, 0, False),
        (0, 6 + 1e-6, 0, True),
        (0, 8, 3, True),
        (0, 8, 6, False),
    ],
)
def test_sides_differ_beyond_the_usual_and_the_error(left, right, sd, said):
    sides = judge([*hip(LEFT, left, sd), *hip(RIGHT, right, sd)], ASKED)
    assert bool(sides.differences) is said
    if said:
        assert sides.differences[0].startswith("The left hip extends")


def test_strength_is_never_compared_on_one_day():
    assert judge([*weak(LEFT), *sound(RIGHT)], FREE).differences == ()


def test_a_test_that_was_tried_is_settled_before_one_that_was_not():
    bare = trial(None, drop=deg(5, 3), pelvis_from="")
    assert "flat hand" in judge([bare], FREE)["left"].next_step
    assert judge(sound(LEFT), FREE)["left"].next_step.startswith("Do the Thomas test")


def test_running_is_not_judged():
    stride = raise_()
    run = type(stride)("running", LEFT, stride.source, stride.quantities)
    assert judge([run], FREE) == judge([], FREE)


@pytest.mark.parametrize(
    ("measurements", "answers", "rules", "message"),
    [
        ([], ASKED, "illio", r"Expected a rule set \(ilio, kawamoto2012\), got 'illio'"),
        ([], Answers(red_flags=frozenset({"fevr"})), "ilio", "Did you mean 'fever'"),
        ([], Answers(do_not_test=frozenset({"hernja"})), "ilio", "Did you mean 'hernia'"),
        (["thomass"], ASKED, "ilio", "Expected a protocol .*Did you mean 'thomas'"),
    ],
)
def test_unknown_names_stop_at_the_door(measurements, answers, rules, message):
    built = [type(raise_())(name, LEFT, raise_().source) for name in measurements]
    with pytest.raises(UnknownNameError, match=message):
        judge(built, answers, rules)


def test_every_reason_with_a_limit_has_a_source_and_a_grade():
    judgement = judge([*weak(LEFT), *hip(LEFT, -20), raise_(RIGHT), trial(deg(1, 4), RIGHT)], FREE)
    reasons = [
        r for v in judgement.sides.values() for a in (v.weakness, v.tightness) for r in a.because
    ]
    limited = [r for r in reasons if r.limit is not None]
    assert limited
    assert all(r.source in knowledge.references() and r.grade for r in limited)


def test_the_article_needs_no_pelvis_and_no_second_attempt():
    bare = trial(None, drop=deg(-3, 1), pelvis_from="")
    verdict = judge([raise_(hold_time=exact(12, "s")), bare], ASKED, "kawamoto2012")["left"]
    assert verdict.finding == "weak and tight"


def test_pain_in_one_test_leaves_the_other():
    hurt = raise_(answers=AttemptAnswers(pain=True))
    verdict = judge([hurt, *hip(LEFT, -20)], FREE)["left"]
    assert (verdict.finding, verdict.open) == ("tight", ("weakness",))
