"""What must hold of every judgement, whatever the numbers."""

import math
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from ilio.core import Measured, Side
from ilio.observations import Answers, AttemptAnswers, Gate, Source
from ilio.protocols.measurement import Measurement
from ilio.verdicts import judge

FREE = Answers(
    red_flags=frozenset(),
    do_not_test=frozenset(),
    age_years=34,
    passive_knee_to_chest_deg={Side.LEFT: 120, Side.RIGHT: 120},
    passive_knee_to_chest_pain={Side.LEFT: False, Side.RIGHT: False},
)
UNITS = {
    "hold_time": "s",
    "trunk_lean_change": "deg",
    "pelvic_share": "%",
    "lumbar_rounding_excess": "deg",
    "lumbar_rounding_growth": "deg",
    "knee_flexion_hold": "deg",
    "thigh_drop": "deg",
    "hip_extension": "deg",
}
SPANS = {
    "hold_time": (0, 60),
    "trunk_lean_change": (-20, 30),
    "pelvic_share": (0, 60),
    "lumbar_rounding_excess": (-5, 25),
    "lumbar_rounding_growth": (-5, 20),
    "knee_flexion_hold": (60, 140),
    "thigh_drop": (-30, 40),
    "hip_extension": (-30, 40),
}
GOOD = {
    "hold_time": 45,
    "trunk_lean_change": 0,
    "pelvic_share": 18,
    "lumbar_rounding_excess": 0,
    "lumbar_rounding_growth": 0,
    "knee_flexion_hold": 90,
    "thigh_drop": 15,
    "hip_extension": 15,
}
WORSE = {
    "hold_time": -1,
    "trunk_lean_change": 1,
    "pelvic_share": 1,
    "lumbar_rounding_excess": 1,
    "lumbar_rounding_growth": 1,
    "hip_extension": -1,
}
RAISE = tuple(UNITS)[:6]
THOMAS = ("thigh_drop", "hip_extension")
RANK = {"sound": 0, "normal": 0, "long": 0, "limited": 0, "not tight": 0, "cannot tell": 1, "weak": 2, "tight": 2}  # fmt: skip
widths = st.sampled_from([0, 0.5, 1, 2, 4, 9])
rule_names = st.sampled_from(["ilio", "kawamoto2012"])


@st.composite
def numbers(draw, name, value):
    low, high = draw(widths), draw(widths)
    shared = draw(st.sampled_from([0, 0.5, 1])) * min(low, high) / 1.645
    open_end = name in ("hold_time", *THOMAS) and draw(st.integers(0, 9)) == 0
    top = math.inf if open_end else value + high
    return Measured(value, value - low, top, UNITS[name], shared)


@st.composite
def attempts(draw, values, protocols=("knee-raise", "thomas")):
    """One attempt at the values of the visit, now and then with a number of its own or without."""
    protocol = draw(st.sampled_from(protocols))
    quantities = {}
    for name in RAISE if protocol == "knee-raise" else THOMAS:
        fate = draw(st.integers(0, 19))
        value = draw(st.floats(*SPANS[name])) if fate == 1 else values[name]
        if fate != 0:
            quantities[name] = draw(numbers(name, value))
    gate = Gate("side view", draw(st.sampled_from(["pass", "fail"])), "Detail.", blocks=True)
    return Measurement(
        protocol,
        draw(st.sampled_from([Side.LEFT, Side.LEFT, Side.RIGHT])),
        Source("markers", "a.trc", "markers"),
        quantities,
        gates=(gate,) if draw(st.integers(0, 9)) == 0 else (),
        answers=AttemptAnswers(pain=draw(st.sampled_from([None, *[False] * 9, True]))),
        pelvis_from="tape",
    )


@st.composite
def visits_of(draw, **more):
    """A person who is sound but for one or two quantities; else nothing would be called."""
    odd = draw(st.sets(st.sampled_from(list(SPANS)), max_size=2)) | {"hip_extension"}
    values = {n: draw(st.floats(*SPANS[n])) if n in odd else GOOD[n] for n in SPANS}
    return draw(st.lists(attempts(values, **more), min_size=1, max_size=6))


visits = visits_of()
fewer = settings(max_examples=100, deadline=None)


def calls(judgement):
    return [c for v in judgement.sides.values() for c in (v.weakness.call, v.tightness.call)]


def changed(measurement, change):
    quantities = {name: change(name, m) for name, m in measurement.quantities.items()}
    return replace(measurement, quantities=quantities)


def widen(measured, by, shared):
    return replace(
        measured,
        low=measured.low - by,
        high=measured.high + by,
        shared_sd=measured.shared_sd + by * shared / 1.645,
    )


@fewer
@given(
    visits,
    rule_names,
    st.sets(st.sampled_from(list(UNITS)), min_size=1),
    st.sampled_from([0.1, 1, 3, 9, 50]),
    st.sampled_from([0, 0.5, 1]),
)
def test_more_noise_never_makes_a_verdict_more_certain(visit, rules, which, by, shared):
    def noisier(name, measured):
        return widen(measured, by, shared) if name in which else measured

    before = judge(visit, FREE, rules)
    after = judge([changed(m, noisier) for m in visit], FREE, rules)
    for old, new in zip(calls(before), calls(after), strict=True):
        assert new in (old, "cannot tell")


@fewer
@given(visits, rule_names, st.sampled_from([*WORSE, "knee_flexion_hold"]), st.floats(0, 40))
def test_a_worse_value_never_improves_a_finding(visit, rules, name, by):
    def worse(quantity, measured):
        if quantity != name and (name, quantity) != ("hip_extension", "thigh_drop"):
            return measured
        step = by * WORSE.get(name, 1)
        if quantity == "trunk_lean_change" and measured.value < 0:
            step = -step  # further from upright, either way
        if quantity == "hold_time":  # no time runs backwards
            step = max(step, -max(measured.low, 0))
        value = measured.value + step
        return replace(measured, value=value, low=measured.low + step, high=measured.high + step)

    before = calls(judge(visit, FREE, rules))
    after = calls(judge([changed(m, worse) for m in visit], FREE, rules))
    assert all(RANK[new] >= RANK[old] for old, new in zip(before, after, strict=True))


@fewer
@given(visits, rule_names)
def test_mirroring_swaps_the_sides(visit, rules):
    here = judge(visit, FREE, rules)
    there = judge([replace(m, side=m.side.other) for m in visit], FREE, rules)
    for side in Side:
        assert replace(there[side.other], side=side) == here[side]


@fewer
@given(visits, rule_names, st.sampled_from([n for n in UNITS if n != "knee_flexion_hold"]))
def test_a_missing_quantity_never_makes_a_pass(visit, rules, name):
    def without(m):
        return replace(m, quantities={k: v for k, v in m.quantities.items() if k != name})

    before = judge(visit, FREE, rules)
    after = judge([without(m) for m in visit], FREE, rules)
    for side in Side:
        assert after[side].weakness.call != "sound" or before[side].weakness.call == "sound"
        if name == "hip_extension" and rules == "ilio":
            assert after[side].tightness.call == "cannot tell"


@fewer
@given(visits.flatmap(lambda v: st.tuples(st.just(v), st.permutations(v))), rule_names)
def test_the_order_of_the_measurements_does_not_matter(pair, rules):
    assert judge(pair[0], FREE, rules) == judge(pair[1], FREE, rules)


@fewer
@given(visits, rule_names)
def test_an_unknown_axis_never_hides_a_positive_one(visit, rules):
    for verdict in judge(visit, FREE, rules).sides.values():
        assert ("weak" in verdict.finding) == (verdict.weakness.call == "weak")
        assert ("tight" in verdict.finding) == (verdict.tightness.call == "tight")
        known = {"weakness": verdict.weakness.call, "tightness": verdict.tightness.call}
        assert verdict.open == tuple(n for n, call in known.items() if call == "cannot tell")


@fewer
@given(visits, rule_names)
def test_chances_are_chances_and_every_axis_says_why(visit, rules):
    for verdict in judge(visit, FREE, rules).sides.values():
        for axis in (verdict.weakness, verdict.tightness):
            assert axis.probability is None or 0 <= axis.probability <= 1
            assert axis.because
        assert verdict.next_step


@fewer
@given(visits_of(protocols=("knee-raise",)))
def test_ilio_calls_nothing_definite_from_one_attempt(visit):
    for side, verdict in judge(visit, FREE).sides.items():
        if sum(m.side is side for m in visit) < 2:
            assert verdict.weakness.call == "cannot tell"
