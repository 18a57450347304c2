import math

import pytest

from ilio.core import InputError, Measured, Side, UnknownNameError


def test_the_interval_holds_ninety_per_cent():
    m = Measured(10, 7, 16, "deg")
    assert m.chance_below(m.low) == pytest.approx(0.05, abs=1e-4)
    assert m.chance_below(m.high) == pytest.approx(0.95, abs=1e-4)
    assert m.chance_below(10) == 0.5


def test_an_open_end_says_no_more_than_the_seen_side():
    m = Measured(5, 2, math.inf, "deg")
    assert m.chance_below(2) == pytest.approx(0.05, abs=1e-4)
    assert m.chance_below(1000) == 0.5
    assert m.sem == pytest.approx(3 / 1.645)


def test_an_exact_number_is_a_step():
    m = Measured(5, 5, 5, "deg")
    assert (m.chance_below(4.999), m.chance_below(5.001)) == (0.0, 1.0)


def test_adding_keeps_shared_and_open_parts():
    total = Measured(1, 0, math.inf, "deg", 0.3) + Measured(2, 1, 3, "deg", 0.4)
    assert math.isinf(total.high) and total.shared_sd == pytest.approx(0.5)
    assert total.negated().low == -math.inf


@pytest.mark.parametrize(
    "bounds", [(5, 6, 7), (5, 3, 4), (math.nan, 1, 2), (math.inf, 0, math.inf)]
)
def test_bounds_must_enclose_a_finite_value(bounds):
    with pytest.raises(InputError, match="low <= value <= high"):
        Measured(*bounds, "deg")


def test_units_do_not_mix():
    with pytest.raises(InputError, match="two numbers in deg"):
        Measured(1, 0, 2, "deg") + Measured(1, 0, 2, "s")


def test_printing_open_ends():
    assert str(Measured(3, -math.inf, 4, "deg")) == "3.0 deg (4.0 or less)"
    assert str(Measured(3, -math.inf, math.inf, "1")) == "about 3.0"


def test_sides():
    assert Side.parse(" R ") is Side.RIGHT and Side.LEFT.other is Side.RIGHT
    with pytest.raises(UnknownNameError, match="left, right"):
        Side.parse("middle")
