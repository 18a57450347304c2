"""The article's questions and a flat hand alone, as they are answered at home with a friend."""

import pytest

import ilio
from ilio.core import Side
from ilio.knowledge import question_of, red_flags, words
from ilio.observations import Answers, AttemptAnswers, AttemptInput, VisitInput

NONE = Answers(red_flags=frozenset(), do_not_test=frozenset(), age_years=35)
HELD = {
    "thigh_seen": "clearly above",
    "ended": "full time",
    "back_at_5s": "as at the start",
    "back_at_end": "as at the start",
    "trunk_forward": "no",
    "seen_by": "friend",
    "pain": False,
}
LOST = {**HELD, "ended": "could not hold", "held_s": 12}
ROUNDED = {**HELD, "back_at_end": "clearly more"}
FORWARD = {**HELD, "trunk_forward": "clearly"}
RESTS = {"thigh_contact": "rests", "hand_check": "snug", "bracing": True, "pain": False}
HOVERS = {**RESTS, "thigh_contact": "hovers"}
BELOW = {**RESTS, "thigh_contact": "below"}


def judged(left_raise, right_raise, left_lying, right_lying, person=NONE, times=2):
    attempts = []
    for protocol, sides in (
        ("knee-raise", (left_raise, right_raise)),
        ("thomas", (left_lying, right_lying)),
    ):
        for side, said in zip(Side, sides, strict=True):
            words = said if isinstance(said, list) else [said] * times
            attempts += [
                AttemptInput(protocol=protocol, side=side, answers=AttemptAnswers(**w))
                for w in words
            ]
    return ilio.assess(VisitInput(attempts=tuple(attempts), answers=person)).judgement


def findings(judgement):
    return tuple(judgement[side].finding for side in Side)


@pytest.mark.parametrize(
    ("left_raise", "right_raise", "left_lying", "right_lying", "expected"),
    [
        (HELD, HELD, RESTS, RESTS, ("sound", "sound")),
        (LOST, HELD, RESTS, RESTS, ("weak", "sound")),
        (ROUNDED, HELD, RESTS, RESTS, ("weak", "sound")),
        (HELD, FORWARD, RESTS, RESTS, ("sound", "weak")),
        (HELD, HELD, BELOW, BELOW, ("sound", "sound")),
        (HELD, HELD, HOVERS, HOVERS, ("tight", "tight")),
        (LOST, LOST, HOVERS, HOVERS, ("weak and tight", "weak and tight")),
        (LOST, HELD, HOVERS, RESTS, ("weak and tight", "sound")),
    ],
)
def test_clear_cases_are_definite(left_raise, right_raise, left_lying, right_lying, expected):
    assert findings(judged(left_raise, right_raise, left_lying, right_lying)) == expected


def test_both_sides_are_said_first():
    assert judged(LOST, LOST, HOVERS, HOVERS).summary.startswith("Both sides: weak and tight")


def test_a_thigh_that_hangs_free_is_not_tight_and_no_band_is_guessed():
    judgement = judged(HELD, HELD, BELOW, RESTS)
    for side, why in zip(Side, ("hung below the edge", "lay on the table"), strict=True):
        axis = judgement[side].tightness
        assert axis.call == "not tight" and why in axis.because[0].text


@pytest.mark.parametrize("contact", sorted(words()["thigh_contact"]))
def test_each_word_on_the_hanging_thigh_is_asked_for_and_says_something(contact):
    said = {**RESTS, "thigh_contact": contact}
    axis = judged(HELD, HELD, said, said)["left"].tightness
    assert axis.hip_extension is not None and axis.probability is not None
    assert contact in question_of("thigh_contact").words


def test_a_thigh_that_nobody_looked_at_is_asked_for_in_words_first():
    left = judged(HELD, HELD, {**RESTS, "thigh_contact": None}, RESTS)["left"]
    assert left.tightness.because[0].text == "The thigh was not measured."
    assert left.next_step.startswith("Look at the hanging thigh from the side: it hovers")


def test_over_hugged_at_level_is_not_tight_where_the_article_would_waver():
    over = {**RESTS, "thigh_contact": "level", "hand_check": "tucked"}
    assert findings(judged(HELD, HELD, over, over)) == ("sound", "sound")


def test_over_hugged_and_hovering_is_asked_to_ease_and_settled_by_the_repeat():
    over = {**HOVERS, "hand_check": "tucked"}
    first = judged(HELD, HELD, over, over)
    assert first["left"].tightness.call == "cannot tell"
    assert "Ease the hug" in first["left"].next_step
    eased = judged(HELD, HELD, [over, RESTS, RESTS], [over, RESTS, RESTS])
    assert findings(eased) == ("sound", "sound")


def test_arched_and_resting_is_not_called_normal():
    arched = {**RESTS, "thigh_contact": "level", "hand_check": "fist fits"}
    assert findings(judged(HELD, HELD, arched, arched)) == ("tight", "tight")


def test_a_red_flag_refers_both_sides():
    flag = next(iter(red_flags()))
    flagged = Answers(red_flags=frozenset({flag}), do_not_test=frozenset())
    assert findings(judged(HELD, HELD, RESTS, RESTS, flagged)) == ("refer", "refer")


@pytest.mark.parametrize(
    ("change", "step"),
    [
        ({"seen_by": "felt"}, "Repeat"),
        ({"thigh_seen": "about level"}, "well above the hip"),
        ({"ended": "chose to stop", "held_s": 14}, "full 30 s"),
        ({"back_at_end": "a little more"}, "back"),
        ({"trunk_forward": "a little"}, "trunk"),
        ({"pain": True}, "physiotherapist or doctor"),
    ],
)
def test_unclear_raises_say_the_one_next_thing(change, step):
    judgement = judged({**HELD, **change}, HELD, RESTS, RESTS)
    assert judgement["left"].weakness.call == "cannot tell"
    assert step in judgement["left"].next_step
    assert judgement["right"].finding == "sound"


@pytest.mark.parametrize(
    ("change", "step"),
    [
        ({"hand_check": None}, "flat hand"),
        ({"thigh_contact": "level"}, "phone"),
        ({"pain": True}, "physiotherapist or doctor"),
    ],
)
def test_unclear_lying_tests_say_the_one_next_thing(change, step):
    judgement = judged(HELD, HELD, {**RESTS, **change}, RESTS)
    assert judgement["left"].tightness.call == "cannot tell"
    assert step in judgement["left"].next_step


def test_one_attempt_is_probably_and_asks_for_a_second():
    judgement = judged(LOST, HELD, RESTS, RESTS, times=1)
    for side in Side:
        assert judgement[side].weakness.call == "cannot tell"
        assert "once more" in judgement[side].next_step
