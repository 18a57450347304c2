"""Safety questions and rule sets are whole, plain and sourced."""

import pytest

from ilio import knowledge
from ilio.core import UnknownNameError

QUESTIONS = [*knowledge.red_flags().items(), *knowledge.do_not_test().items()]


@pytest.mark.parametrize(("key", "entry"), QUESTIONS, ids=[key for key, _ in QUESTIONS])
def test_each_asks_explains_and_says_what_to_do(key, entry):
    assert entry.question.endswith("?")
    assert "you" in entry.question.lower()
    assert entry.why.endswith(".")
    assert entry.do.endswith(".")
    assert entry.source in knowledge.references()


def test_an_unknown_name_offers_the_nearest():
    with pytest.raises(UnknownNameError, match="Did you mean 'night_pain'"):
        knowledge.red_flag("nightpain")
    with pytest.raises(UnknownNameError, match="Did you mean 'fracture'"):
        knowledge.banned_by("fractur")
    with pytest.raises(UnknownNameError, match="Did you mean 'ilio'"):
        knowledge.rule_set("illio")


@pytest.mark.parametrize("name", sorted(knowledge.rule_sets()))
def test_the_limits_of_a_rule_set_exist(name):
    rules = knowledge.rule_set(name)
    words = {**rules.weakness.model_dump(), **rules.tightness.model_dump()}
    keys = [v for v in words.values() if isinstance(v, str) and "." in v]
    assert keys
    assert all(key in knowledge.thresholds() for key in keys)
