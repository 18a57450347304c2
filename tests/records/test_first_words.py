"""What a runner sees first: plain, about this person, with one thing to do that the report says too."""

import pytest
from test_brief_report import LEAST_EASE, TYPED, reading_ease

from ilio.observations import safety_of
from ilio.records.first_words import action, meanings
from ilio.records.report import report_of


@pytest.mark.parametrize("name", TYPED)
def test_it_reads_easily_and_names_no_term_of_the_trade(name: str) -> None:
    visit = TYPED[name]()
    safety = safety_of(visit.answers, visit.judgement.hurts)
    first = [visit.judgement.summary, *meanings(visit), action(visit, safety)]
    assert reading_ease(" ".join(first)) >= LEAST_EASE
    for term in (" E ", "neighbouring band", "which tissue", "°C", "−"):
        assert term not in " ".join(first)


@pytest.mark.parametrize("name", TYPED)
def test_the_one_action_is_a_step_of_the_report_too(name: str) -> None:
    visit = TYPED[name]()
    safety = safety_of(visit.answers, visit.judgement.hurts)
    do, brief = action(visit, safety), report_of(visit).brief
    if brief is None or not do or do.startswith("Keep on"):
        return
    assert any(step.text in do for step in brief.steps)


def test_a_sound_visit_has_the_day_of_the_next_test() -> None:
    visit = TYPED["sound"]()
    assert action(visit, safety_of(visit.answers)) == (
        "Keep on as you are, and test again on 2027-02-14."
    )


def test_what_it_means_counts_the_pelvis_and_the_usual() -> None:
    (left, *_) = [m for m in meanings(TYPED["weak and tight left"]()) if "left thigh" in m]
    assert left == (
        "With the pelvis in neutral your left thigh stays 9° short of level; recreational athletes "
        "reach 11° below."
    )
