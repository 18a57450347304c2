"""Any visit that can be built is saved and loaded back equal, and keeps its schema."""

import json
import math
from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from referencing import Registry, Resource

from ilio.core import Measured, Side
from ilio.knowledge import do_not_test, red_flags, rule_sets
from ilio.observations import Answers, AttemptAnswers, Gate, Source
from ilio.protocols.measurement import Curve, Fault, Measurement
from ilio.records import Visit, schema, visit_from_json, visit_to_json
from ilio.verdicts.judging import secured
from ilio.verdicts.verdict import Axis, Judgement, Reason, TightnessAxis, Verdict, axes_of

numbers = st.floats(-1e6, 1e6)
texts = st.text(max_size=12)
chances = st.none() | st.floats(0, 1)
sides = st.sampled_from(list(Side))


@st.composite
def measured(draw: st.DrawFn) -> Measured:
    low, value, high = sorted(draw(st.tuples(numbers, numbers, numbers)))
    return Measured(
        value,
        draw(st.sampled_from([low, -math.inf])),
        draw(st.sampled_from([high, math.inf])),
        draw(st.sampled_from(["deg", "s", "deg/s", "%", "1"])),
        draw(st.just(0.0) | st.floats(0.001, 100)),
    )


@st.composite
def curves(draw: st.DrawFn) -> Curve:
    size = draw(st.integers(0, 4))
    column = st.lists(st.none() | numbers, min_size=size, max_size=size).map(tuple)
    times = draw(st.lists(numbers, min_size=size, max_size=size).map(tuple))
    return Curve(
        draw(texts), times, draw(column), draw(column), draw(column), draw(numbers), draw(numbers)
    )


def tuples(strategy: st.SearchStrategy) -> st.SearchStrategy:  # type: ignore[type-arg]
    return st.lists(strategy, max_size=2).map(tuple)


sources = st.builds(
    Source,
    st.sampled_from(["video", "markers", "angles", "phone", "answers", "synthetic"]),
    texts,
    texts,
    st.none() | numbers,
    tuples(st.tuples(texts, texts)),
)
words = st.none() | texts
flags = st.none() | st.booleans()
maybe = st.none() | numbers
attempt_answers = st.builds(
    AttemptAnswers,
    pain=flags,
    seen_by=words,
    held_s=maybe,
    deep_fatigue=flags,
    hand_check=words,
    drop_knee_straight_deg=maybe,
    bracing=flags,
    hug=words,
)


def some_of(keys: Iterable[str]) -> st.SearchStrategy[frozenset[str] | None]:
    """Not asked, or the ids that hold; an unknown one is refused at the door."""
    return st.none() | st.frozensets(st.sampled_from(sorted(keys)), max_size=3)


answers = st.builds(
    Answers,
    red_flags=some_of(red_flags()),
    do_not_test=some_of(do_not_test()),
    age_years=maybe,
    with_clinician=flags,
    sitting_hours=maybe,
    passive_knee_to_chest_deg=st.dictionaries(sides, numbers),
    passive_knee_to_chest_pain=st.dictionaries(sides, st.booleans()),
)
gates = st.builds(Gate, texts, st.sampled_from(["pass", "fail", "unknown"]), texts, st.booleans())
measurements = st.builds(
    Measurement,
    st.sampled_from(["knee-raise", "thomas", "running"]),
    sides,
    sources,
    st.dictionaries(texts, measured(), max_size=3),
    st.dictionaries(texts, texts, max_size=3),
    tuples(gates),
    tuples(texts),
    attempt_answers,
    tuples(curves()),
    tuples(st.builds(Fault, texts, numbers, texts)),
    texts,
)
reasons = st.builds(
    Reason,
    texts,
    texts,
    st.none() | measured(),
    maybe,
    texts,
    st.sampled_from(["", "A", "B", "C", "D", "X", "fact"]),
)


@st.composite
def judgements(draw: st.DrawFn) -> Judgement:
    weakness = st.builds(
        Axis, st.sampled_from(["weak", "sound", "cannot tell"]), chances, tuples(reasons)
    )
    tightness = st.builds(
        TightnessAxis,
        st.sampled_from(["tight", "limited", "normal", "long", "cannot tell"]),
        chances,
        tuples(reasons),
        st.none() | measured(),
        chances,
        chances,
        texts,
    )
    verdicts = {
        side: draw(
            st.builds(
                Verdict,
                st.just(side),
                st.builds(axes_of, weakness, tightness),
                texts,
                st.booleans(),
            )
        )
        for side in draw(st.sets(sides))
    }
    return Judgement(
        draw(texts),
        verdicts,
        # by it is judged anew what is ruled out by now
        draw(st.sampled_from(sorted(rule_sets()))),
        draw(tuples(reasons)),
        draw(tuples(reasons)),
        draw(tuples(texts)),
    )


truth = st.dictionaries(
    st.tuples(texts, sides), st.dictionaries(texts, numbers, max_size=2), max_size=2
)
days = st.just("") | st.dates(date(1900, 1, 1), date(2899, 12, 31)).map(str)
visits = st.builds(
    Visit, judgements(), tuples(measurements), answers, texts, days, tuples(texts), truth, texts
)
VALIDATOR = Draft202012Validator(
    schema("visit"),
    registry=Registry().with_resources(
        [(schema(n)["$id"], Resource.from_contents(schema(n))) for n in ("measurement", "verdict")]
    ),
)


@settings(max_examples=60, deadline=None)
@given(visits)
def test_any_visit_comes_back_under_the_safety_rules_and_keeps_its_schema(visit: Visit) -> None:
    text = json.dumps(visit_to_json(visit), allow_nan=False)
    safe = replace(visit, judgement=secured(visit.judgement, visit.answers, visit.measurements))
    assert visit_from_json(json.loads(text)) == safe
    assert visit_from_json(visit_to_json(safe)) == safe
    assert list(VALIDATOR.iter_errors(json.loads(text))) == []
