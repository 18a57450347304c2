"""What a runner sees first: plain, about this person, with one thing to do that the report says too."""

import pytest
from test_brief_report import LEAST_EASE, TYPED, reading_ease

from ilio.observations import safety_of
from ilio.records.first_words import meanings
from ilio.records.next_steps import action, next_steps


@pytest.mark.parametrize("name", TYPED)
def test_it_reads_easily_and_names_no_term_of_the_trade(name: str) -> None:
    visit = TYPED[name]()
    safety = safety_of(visit.answers, visit.judgement.hurts)
    first = [visit.judgement.summary, *meanings(visit), action(next_steps(visit, safety))]
    assert reading_ease(" ".join(first)) >= LEAST_EASE
    for term in (" E ", "neighbouring band", "which tissue", "°C", "−"):
        assert term not in " ".join(first)


def test_what_it_means_counts_the_pelvis_and_the_usual() -> None:
    (left, *_) = [m for m in meanings(TYPED["weak and tight left"]()) if "left thigh" in m]
    assert left == (
        "With the pelvis in neutral your left thigh stays 9° short of level; recreational athletes "
        "reach 11° below."
    )
