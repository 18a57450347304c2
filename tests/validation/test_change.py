"""The rules of change, on people whose change is known: what is called, and what is missed."""

import math
from itertools import groupby
from pathlib import Path

import numpy as np
import pytest

from ilio.validation import change as known
from ilio.validation.pooled_hips import coverages, stretching_trial

PEOPLE = 4000


def rng() -> np.random.Generator:
    return np.random.default_rng(19)


def by_rule(shares: list[known.Share]) -> dict[str, list[known.Share]]:
    found: dict[str, list[known.Share]] = {}
    for share in shares:
        found.setdefault(share.what, []).append(share)
    return found


@pytest.mark.slow
def test_every_device_calls_about_5_of_100_unchanged_people_changed() -> None:
    """Somewhat fewer where the trials' own spread widens an interval beyond the budget."""
    rows = list(known.budgeted(PEOPLE, rng()))
    chance = 3 * math.sqrt(0.05 * 0.95 / PEOPLE)
    assert len(rows) == 7
    for row in rows:
        assert 0.037 - chance < row.unchanged < 0.05 + chance, row.way


@pytest.mark.slow
def test_the_errors_of_the_budgets_are_those_of_the_books() -> None:
    rows = {row.way: row for row in known.budgeted(10, rng())}
    told = [
        (round(r.sem, 1), round(r.mdc, 1), r.visits, r.visits_day)
        for r in (
            rows["phone and stickers"],
            rows["phone and hand check"],
            rows["by eye and hand check"],
        )
    ]
    assert told == [(2.3, 6.3, 4, 8), (4.2, 11.6, 12, 15), (7.5, 20.8, 36, 40)]


def test_holds_are_called_alike_at_every_length_and_were_not_before() -> None:
    found = by_rule(list(known.hold_shares(PEOPLE, rng())))
    for share in found["by ratio"]:
        assert 0.04 - 3 * share.spread < share.value < 0.06 + 3 * share.spread, share.where
    former = {share.where: share.value for share in found["10 s or 40 %"]}
    assert former["5 s"] == 0.0
    assert min(former["30 s"], former["60 s"], former["120 s"]) > 0.09


def test_the_drift_of_people_chosen_for_a_low_number_is_taken_off() -> None:
    found = by_rule(list(known.regression_shares(1500, rng())))
    for off, left in zip(found["drift taken off"], found["left in"], strict=True):
        assert off.value < 0.03 + 3 * off.spread
        assert off.value < left.value - 3 * left.spread


def test_one_retest_misses_what_is_there() -> None:
    clear, usual = known.retest_shares(20_000, rng())
    assert clear.value == pytest.approx(0.65, abs=0.02)
    assert usual.value == pytest.approx(0.27, abs=0.02)


def test_visits_at_both_ends_find_more_than_one_a_week() -> None:
    found = list(known.repeat_shares(20_000, rng()))
    values = [[share.value for share in same] for _, same in groupby(found, lambda s: s.where)]
    assert np.ravel(values) == pytest.approx([0.53, 0.29, 0.82, 0.44], abs=0.015)


@pytest.mark.slow
def test_the_pooled_interval_holds_what_it_claims_and_the_others_do_not() -> None:
    rows = list(coverages(600, rng()))
    for row in rows:
        assert row.sem == pytest.approx(0.95, abs=3 * row.spread), (row.people, row.shared)
        assert row.bias == pytest.approx(0.95, abs=3 * row.spread)
    worst = [row for row in rows if row.shared >= 0.7]
    assert max(row.as_people for row in worst) < 0.93
    few = [row for row in rows if row.people == 15]
    assert max(row.bootstrap for row in few) < 0.92


@pytest.mark.data
def test_two_hips_counted_as_two_people_nearly_make_an_effect(data_dir: Path) -> None:
    found, trials = stretching_trial(data_dir)
    assert (found["treated"], found["control"]) == pytest.approx((7.48, 3.79), abs=5e-3)
    told = (found["r of first values"], found["r of gains"])
    assert told == pytest.approx((0.75, 0.67), abs=5e-3)
    assert np.ravel([(t.t, t.p) for t in trials]) == pytest.approx(
        [1.90, 0.062, 1.60, 0.118, 1.29, 0.205], abs=5e-3
    )
