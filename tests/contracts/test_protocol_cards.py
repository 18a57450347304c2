"""What the card of a test says, the code does: one card a test, and no list beside it."""

from dataclasses import fields

import pytest

from ilio.core import Side, UnknownNameError
from ilio.knowledge import (
    guide_of,
    guided_protocols,
    protocol_card,
    protocol_cards,
    question_blocks,
    safety_answers,
)
from ilio.knowledge.protocol_figure import protocol_figure
from ilio.observations import AttemptAnswers, Source
from ilio.protocols import PROTOCOLS, Measurement, knee_raise, thomas
from ilio.records.figures import body_drawing

CARDS = protocol_cards()
GIVEN = {"knee-raise": knee_raise.QUANTITIES, "thomas": thomas.QUANTITIES}


def test_every_test_that_is_measured_has_a_card_and_no_other():
    assert list(CARDS) == list(PROTOCOLS)
    assert [card.place for card in CARDS.values()] == list(range(1, len(CARDS) + 1))


@pytest.mark.parametrize("key", GIVEN)
def test_a_card_names_every_quantity_that_its_test_gives(key):
    beside = {"knee-raise": {"dips", "pelvic_excess", "pelvic_excess_growth"}}.get(key, set())
    assert set(CARDS[key].quantities) == {*GIVEN[key], *beside}


@pytest.mark.parametrize("key", CARDS)
def test_a_card_speaks_only_of_what_there_is(key):
    card = CARDS[key]
    assert set(card.followed) <= set(card.quantities)
    assert set(card.typed) <= set(card.quantities)
    assert set(card.answers) <= {field.name for field in fields(AttemptAnswers)}


def test_a_quantity_of_two_tests_is_one_quantity():
    known = {}
    for card in CARDS.values():
        for name, quantity in card.quantities.items():
            assert known.setdefault(name, quantity) == quantity


def test_what_is_asked_drawn_and_ruled_out_is_of_a_guided_test():
    guided = set(guided_protocols())
    assert {block.protocol for block in question_blocks()} - {""} == guided
    assert {test for row in safety_answers().values() for test in row.tests} <= guided
    for test in guided:
        decided = (*CARDS[test].ruled_out_by, *CARDS[test].goes_with)
        assert sorted(decided) == sorted(safety_answers()), f"{test} decides on each answer once"
    assert all(protocol_figure(test).steps for test in guided)


def test_no_test_is_drawn_as_another():
    squat = Measurement("squat", Side.LEFT, Source("answers", "typed", "eye"))
    with pytest.raises(UnknownNameError, match=r"Expected a test with a figure .*, got 'squat'"):
        body_drawing(squat, "figure")
    with pytest.raises(UnknownNameError, match=r"Expected a protocol .* Did you mean 'knee-raise'"):
        protocol_card("knee-rise")
    with pytest.raises(UnknownNameError, match=r"Expected a guided test .*, got 'running'"):
        guide_of("running")
