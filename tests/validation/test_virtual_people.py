import pytest

from ilio.validation.virtual_people import thomas_powers

pytest.importorskip("numba")


def power(pelvis, error=0.0, people=20_000, seed=29):
    (row,) = thomas_powers(people, seed=seed, pelves=[pelvis], errors_deg=[error])
    return row


def test_a_perfect_test_finds_all_and_clears_all():
    row = power((0.0, 0.0))
    assert (row.sensitivity, row.specificity, row.predictive) == (100, 100, 100)
    assert 0.01 * row.people < row.short < 0.2 * row.people


def test_a_hug_costs_clearing_and_a_hollow_back_costs_finding():
    neutral, hug, hollow = (power((mean, 5.0)) for mean in (0.0, -20.0, 20.0))
    assert hug.specificity < neutral.specificity - 20
    assert hollow.sensitivity < neutral.sensitivity - 40


def test_error_of_the_thigh_makes_both_worse():
    sharp, blunt = power((0.0, 3.6)), power((0.0, 3.6), error=8.0)
    assert blunt.sensitivity < sharp.sensitivity
    assert blunt.specificity < sharp.specificity


def test_same_seed_same_row():
    assert power((0.0, 10.0), 5.0, 2000, 1) == power((0.0, 10.0), 5.0, 2000, 1)
