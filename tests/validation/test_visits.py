import math

import pytest

from ilio.knowledge import visit_rates
from ilio.validation import simulated_visits


def shipped(thigh, pelvis):
    return {r.extension_deg: r for r in visit_rates().row if (r.thigh, r.pelvis) == (thigh, pelvis)}


def right(rate):
    return rate.share("tight" if rate.extension_deg < 0 else "not_tight")


def test_a_phone_a_table_and_a_hand_decide_every_clear_hip():
    rates = shipped("phone", "hand check")
    clear = [e for e in rates if e <= -10 or e >= 15]
    assert len(clear) >= 7
    assert all(right(rates[e]) >= 0.9 for e in clear), {e: right(rates[e]) for e in clear}


def test_the_table_reaches_over_all_devices_and_angles():
    for thigh in ("phone", "video", "goniometer", "inclinometer", "eye"):
        assert set(shipped(thigh, "hand check")) == set(range(-20, 31, 5))
    assert shipped("video", "tape")


def test_a_definite_answer_is_hardly_ever_on_the_wrong_side_of_a_clear_hip():
    for rate in visit_rates().row:
        if rate.extension_deg <= -10:
            assert rate.share("not_tight") <= 0.05
        if rate.extension_deg >= 15:
            assert rate.share("tight") <= 0.05


@pytest.mark.slow
@pytest.mark.parametrize(
    "cell", [("phone", "hand check", -10), ("video", "tape", 10), ("eye", "hand check", 0)]
)
def test_the_shipped_table_is_what_the_code_gives(cell):
    thigh, pelvis, extension = cell
    visits = 150
    (row,) = simulated_visits(visits, combinations=[(thigh, pelvis)], extensions=[extension])
    rate = shipped(thigh, pelvis)[extension]
    for outcome in ("tight", "not_tight", "cannot_tell"):
        expected = rate.share(outcome)
        spread = math.sqrt(max(expected * (1 - expected), 1 / visits) / visits)
        assert abs(getattr(row, outcome) / visits - expected) <= 4 * spread


def test_the_same_seed_gives_the_same_rows():
    once, twice = (
        list(simulated_visits(10, combinations=[("phone", "hand check")], extensions=[-5, 5]))
        for _ in range(2)
    )
    assert once == twice
