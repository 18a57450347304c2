from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ilio.body.fatigue import (
    JOINTS,
    efforts,
    endurance_s,
    fatigue_rates,
    hold_time,
    hold_times,
)
from ilio.body.force_table import force_table
from ilio.body.grid import tendons
from ilio.body.hold import hold_of
from ilio.body.load import Person
from ilio.body.muscle import isometric_force, strength
from ilio.body.share import BRIMS, CURVES, flexing_moments, share, share_parts
from ilio.body.tissue import Tissue, moments_of
from ilio.core import InputError
from ilio.knowledge import body_constants
from ilio.validation.body_hold import endurance_off, hold_checks

LONGEST_S = body_constants("hold_simulation")["longest"]


def test_the_model_tires_as_people_do():
    """Modelled and measured times of six joints: published in two papers, compared here."""
    assert endurance_off().max() < 50
    assert endurance_off().mean() < 20


def test_shoulders_tire_first_and_ankles_last():
    at_half = {j: endurance_s(0.5, *r) for j, r in zip(JOINTS, fatigue_rates(), strict=True)}
    assert sorted(at_half, key=at_half.get) == [
        "shoulder",
        "knee",
        "grip",
        "elbow",
        "trunk",
        "ankle",
    ]
    assert endurance_s(0.01, 0.01, 0.001) == np.inf


@pytest.mark.parametrize("part", [0.3, 0.5, 0.7, 0.9])
def test_one_muscle_alone_ends_when_the_formula_says(part):
    for fatigue, recovery in fatigue_rates():
        formula = min(endurance_s(part, fatigue, recovery), LONGEST_S)
        assert hold_times([part], [[1.0]], [[fatigue, recovery]]) == pytest.approx(formula, abs=0.1)


def test_the_batch_agrees_with_the_solver_of_differential_equations():
    formula, solver, _ = hold_checks(12)
    assert formula.passed
    assert solver.passed
    assert solver.measured < 0.2


@settings(max_examples=50, deadline=None)
@given(st.lists(st.floats(0.1, 100), min_size=1, max_size=10), st.floats(0, 1), st.data())
def test_efforts_carry_the_load_and_nobody_gives_more_than_is_rested(moments, part, data):
    moment = np.array([moments])
    rested = np.array([[data.draw(st.floats(0, 1)) for _ in moments]])
    load = part * (rested * moment).sum(axis=1)
    effort, _ = efforts(load, moment, rested, np.zeros(1))
    assert (effort * moment).sum() == pytest.approx(load[0], abs=1e-6)
    assert (effort <= rested + 1e-12).all()


def test_efforts_are_the_cheapest():
    from scipy.optimize import minimize

    moment, rested = np.array([30.0, 20.0, 8.0]), np.array([0.4, 1.0, 1.0])
    ours, _ = efforts(np.array([25.0]), moment[None], rested[None], np.zeros(1))
    best = minimize(
        lambda a: (a**3).sum(),
        rested / 2,
        bounds=[(0, r) for r in rested],
        constraints={"type": "eq", "fun": lambda a: a @ moment - 25},
    )
    assert ours[0] == pytest.approx(best.x, abs=2e-3)


def test_stronger_or_lighter_holds_longer_and_half_the_strength_fails():
    held = [hold_of([90.0], [90.0], [100.0], Tissue(strength=s)).hold_s for s in (0.5, 0.7, 1, 2)]
    assert held[0].value < held[1].value < held[2].value
    assert all(a.low <= b.low and a.high <= b.high for a, b in pairwise(held))
    light = hold_of([90.0], [90.0], [100.0], Tissue(strength=0.5), Person(50, 1.6)).hold_s
    assert light.value > held[0].value
    assert held[0].low == 0
    assert held[-1].high == LONGEST_S


def test_the_hold_says_little_of_one_muscle():
    """As in the reference: with the model's strength even a third of an iliopsoas holds 30 s."""
    weak_deep = hold_of([90.0], [90.0], [100.0], Tissue(deep_strength=0.3))
    weak_all = hold_of([90.0], [90.0], [100.0], Tissue(strength=0.4))
    assert weak_deep.reaching > 0.8 > 0.4 > weak_all.reaching
    assert weak_deep.deep.high < 20 < hold_of([90.0], [90.0], [100.0]).deep.low


def test_the_load_is_weight_and_what_resting_tissue_adds():
    told = hold_of([90.0], [90.0], [90.0])
    assert told.load.low < 33.5 < told.load.high
    assert told.load.high > 1.5 * told.load.low  # the sources part by this much, and it shows
    assert not told.beyond
    assert hold_of([101.0], [90.0], [110.0]).beyond


def test_doubtful_angles_only_widen():
    sharp = hold_of([85.0], [90.0], [100.0])
    wide = hold_of([75.0, 85.0, 95.0], [80.0, 90.0, 100.0], [95.0, 100.0, 105.0])
    for name in ("load", "capacity", "deep", "hold_s"):
        one, many = getattr(sharp, name), getattr(wide, name)
        assert many.low <= one.low <= one.value == pytest.approx(many.value)
        assert many.high >= one.high


@pytest.mark.parametrize("curves", CURVES)
def test_tabled_forces_are_the_models(curves):
    rng = np.random.default_rng(5)
    length_m, _ = tendons(rng.uniform(-40, 120, 60), rng.uniform(0, 130, 60))
    resting, out = force_table(curves).at(length_m)
    for tabled, activation in ((resting, 0.0), (out, 1.0)):
        wrong = tabled - isometric_force(length_m, activation, curves)
        assert np.abs(wrong / strength().max_force_n).max() < 0.003


def test_an_unchanged_tissue_has_the_models_shares():
    moments = moments_of(Tissue(), [80.0], [90.0])
    exact = np.stack([flexing_moments([80.0], [90.0], b, c) for b in BRIMS for c in CURVES])
    assert moments.flexing == pytest.approx(exact, abs=0.1)
    assert share_parts(moments.flexing)[1].value == pytest.approx(share(80, 90).deep.value, abs=0.1)


def test_short_muscles_pull_more_at_rest():
    long, short = (moments_of(Tissue(shortening=s), [0.0], [50.0]).resting for s in (0.0, 0.1))
    assert (short > long).all()


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({"strength": 0.0}, "strength over the model's from 0.05 to 3, got 0"),
        ({"deep_strength": np.nan}, "strength over the model's from 0.05 to 3, got nan"),
        ({"shortening": 0.5}, "shortening of the iliopsoas from -0.3 to 0.3, got 0.5"),
    ],
)
def test_impossible_tissue_is_refused(given, message):
    with pytest.raises(InputError, match=message):
        Tissue(**given)


def test_impossible_loads_are_refused():
    with pytest.raises(InputError, match="loads from -10000 to 10000 Nm, got nan"):
        hold_times([np.nan], [[1.0]], [[0.01, 0.001]])
    with pytest.raises(InputError, match="moments from 0 to 10000 Nm, got -1"):
        hold_times([1.0], [[-1.0]], [[0.01, 0.001]])
    with pytest.raises(InputError, match="rates from 1e-06 to 10 1/s, got 0"):
        hold_time(1.0, np.array([1.0]), 0.0, 0.001)
    with pytest.raises(InputError, match="share of the strength from 0 to 1, got 2"):
        endurance_s(2.0, 0.01, 0.001)
    with pytest.raises(InputError, match="hip flexion from -40 to 120 deg, got 200"):
        hold_of([200.0], [90.0], [200.0])
