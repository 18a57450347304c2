"""Published Thomas angles of runners, as somebody would type them."""

import csv

import pytest

import ilio
from ilio.core import Side
from ilio.observations import Answers, AttemptAnswers, AttemptInput, VisitInput
from ilio.sources.visit_attempt import typed_reading

pytestmark = pytest.mark.data
RUNNERS = 14


def readings(data_dir):
    with (data_dir / "rbds_running" / "thomas_and_strength.csv").open() as file:
        for row in list(csv.DictReader(file)):
            if int(row["Subject"]) <= RUNNERS:
                yield int(row["Subject"]), float(row["LThomas"]), float(row["RThomas"])


def judged(left_deg, right_deg, rules, **answers):
    attempts = tuple(
        AttemptInput(
            protocol="thomas",
            side=side,
            device="inclinometer",
            readings={("thigh_drop", None): typed_reading(drop, "inclinometer", "thigh_drop")},
            answers=AttemptAnswers(**answers),
        )
        for side, drop in ((Side.LEFT, left_deg), (Side.RIGHT, right_deg))
    )
    asked = Answers(red_flags=frozenset(), do_not_test=frozenset(), age_years=34)
    return ilio.assess(VisitInput(answers=asked, attempts=attempts, rules=rules)).judgement


def legs(data_dir, rules, **answers):
    for runner, left, right in readings(data_dir):
        judgement = judged(left, right, rules, **answers)
        for side in Side:
            yield (runner, side.value), judgement[side]


def test_the_article_s_rule_calls_two_legs_and_says_how_close_they_are(data_dir):
    verdicts = dict(legs(data_dir, "kawamoto2012"))
    tight = {leg for leg, verdict in verdicts.items() if verdict.tightness.call == "tight"}
    assert len(verdicts) == 2 * RUNNERS
    assert tight == {(5, "right"), (14, "left")}
    for leg in tight:
        texts = " ".join(reason.text for reason in verdicts[leg].tightness.because)
        assert "within the error of the device" in texts


def test_without_the_pelvis_nothing_is_called_and_the_hand_check_is_asked_for(data_dir):
    for _, verdict in legs(data_dir, "ilio"):
        assert verdict.tightness.call == "cannot tell"
        assert "hand" in verdict.next_step


def test_with_a_snug_hand_most_legs_are_definite(data_dir):
    verdicts = dict(legs(data_dir, "ilio", hand_check="snug"))
    calls = {leg: verdict.tightness.call for leg, verdict in verdicts.items()}
    not_tight = ("limited", "normal", "long")
    assert calls[5, "right"] not in not_tight and calls[14, "left"] not in not_tight
    assert sum(call != "cannot tell" for call in calls.values()) >= 20


def test_an_implausible_reading_is_queried(data_dir):
    verdicts = dict(legs(data_dir, "ilio", hand_check="snug"))
    for side in ("left", "right"):
        said = verdicts[10, side].next_step + " ".join(
            reason.text for reason in verdicts[10, side].tightness.because
        )
        assert "implausible" in said
