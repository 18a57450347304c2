"""A visit written as a visit file and read again is the same visit."""

import json
import tomllib
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ilio.core import Side
from ilio.core.texts import UNFIT
from ilio.knowledge import bounds, do_not_test, protocol_card, red_flags, rule_sets
from ilio.observations import Answers, AttemptAnswers, AttemptInput, Clearance, VisitInput
from ilio.sources.question_steps import all_steps
from ilio.sources.questionnaire import Questionnaire
from ilio.sources.visit_attempt import typed_reading
from ilio.sources.visit_clearance import clearable
from ilio.sources.visit_file import read_visit, visit_from
from ilio.sources.visit_schema import (
    ANSWERS,
    NUMBERS,
    READINGS,
    YES_NO,
    allowed_words,
    typed_devices,
)
from ilio.sources.visit_text import write_visit


def numbers(name):
    limit = bounds(name)
    return st.floats(limit.low, limit.high, allow_nan=False)


def answer(name, protocol):
    if name in YES_NO:
        return st.booleans()
    return numbers(name) if name in NUMBERS else st.sampled_from(allowed_words(name, protocol))


@st.composite
def attempts(draw):
    protocol = draw(st.sampled_from(sorted(ANSWERS)))
    answers = draw(
        st.fixed_dictionaries(
            {"pain": st.booleans()},
            optional={n: answer(n, protocol) for n in ANSWERS[protocol][1:]},
        )
    )
    typed = draw(st.fixed_dictionaries({}, optional={n: numbers(n) for n in READINGS[protocol]}))
    device = draw(st.sampled_from(typed_devices("thigh_drop"))) if typed else None
    return AttemptInput(
        protocol=protocol,
        side=draw(st.sampled_from(protocol_card(protocol).sides_tested)),
        rest=draw(st.sampled_from(["standing", "lying"])),
        device=device,
        readings={
            (name, None): typed_reading(value, device, name) for name, value in typed.items()
        },
        answers=AttemptAnswers(**answers),
    )


def per_side(values):
    return st.dictionaries(st.sampled_from(Side), values)


labels = st.text(st.characters(exclude_categories=["Cs"])).filter(
    lambda text: not UNFIT.search(text)
)
clearers = st.sampled_from(["Dr. Roth", "Ana Ruiz, midwife", "I. Öz", "王医生"])


@st.composite
def cleared(draw, visit):
    """A visit, and clearances from its day on of those answers that somebody can clear."""
    held = [key for key in sorted(visit.answers.do_not_test or ()) if key in clearable()]
    days = st.dates(date.fromisoformat(visit.date or "1900-01-01"), date(2899, 12, 31)).map(str)
    given = tuple(
        Clearance(of=key, by=draw(clearers), on=draw(days))
        for key in (draw(st.lists(st.sampled_from(held), max_size=2)) if held else [])
    )
    return replace(visit, answers=replace(visit.answers, clearances=given))


answered_by = st.builds(
    Answers,
    red_flags=st.none() | st.frozensets(st.sampled_from(sorted(red_flags()))),
    do_not_test=st.none() | st.frozensets(st.sampled_from(sorted(do_not_test()))),
    age_years=st.none() | numbers("age_years"),
    with_clinician=st.none() | st.booleans(),
    pregnancy_week=st.none() | numbers("pregnancy_week"),
    replaced_hip=st.none() | st.sampled_from(allowed_words("replaced_hip")),
    hip_replaced_months=st.none() | numbers("hip_replaced_months"),
    sitting_hours=st.none() | numbers("sitting_hours"),
    passive_knee_to_chest_deg=per_side(numbers("passive_knee_to_chest_deg")),
    passive_knee_to_chest_pain=per_side(st.booleans()),
)
visits = st.builds(
    VisitInput,
    person=labels,
    date=st.just("") | st.dates(date(1900, 1, 1), date(2899, 12, 31)).map(str),
    answers=answered_by,
    attempts=st.lists(attempts(), max_size=4).map(tuple),
    rules=st.sampled_from(sorted(rule_sets())),
    truth=st.dictionaries(
        st.sampled_from(
            [(test, side) for test in sorted(READINGS) for side in protocol_card(test).sides_tested]
        ),
        st.dictionaries(st.just("thigh_drop") | labels, st.floats(-90, 90)),
    ),
).flatmap(cleared)


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("visits")


@given(visit=visits)
def test_written_and_read_again_it_is_the_same(folder, visit):
    path = folder / "visit.toml"
    path.write_text(write_visit(visit), encoding="utf-8", newline="")
    assert read_visit(path) == visit


@given(visit=visits)
def test_toml_and_json_say_the_same(folder, visit):
    values = tomllib.loads(write_visit(visit))
    (folder / "visit.json").write_text(json.dumps(values), encoding="utf-8")
    assert read_visit(folder / "visit.json") == visit


@settings(deadline=None, max_examples=40)  # an example walks through some 60 questions
@given(st.data())
def test_whatever_is_answered_can_be_saved_and_read(data):
    state = Questionnaire()
    while not state.finished:
        question = state.current.question
        choices = [option.key for option in state.options]
        if question.kind == "list":
            choices = ["none", "none", "1", "3, 2"]
        if question.kind == "number":
            choices = [str(bounds(question.field).low), str(bounds(question.field).high), "12"]
        choices += [] if question.must else ["skip"]
        state = state.answer(data.draw(st.sampled_from(choices)))
        assert len(state.given) <= len(all_steps())
    visit = state.visit_input()
    values = tomllib.loads(write_visit(visit))
    assert visit_from(values, name="visit.toml", folder=Path(".")) == visit
