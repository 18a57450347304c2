"""Any table: intervals hold their value, and what must not matter does not."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from ilio.reliability import agreement_of, error_size, hips_of, iccs, mean_squares

TABLES = st.integers(2, 5).flatmap(
    lambda columns: arrays(
        np.float64, (12, columns), elements=st.floats(-90, 90).map(lambda x: round(x, 1))
    )
)


@settings(deadline=None)  # scipy loads at the first one
@given(TABLES)
def test_every_interval_holds_its_value(table: np.ndarray) -> None:
    squares = mean_squares(table)
    for icc in iccs(squares):
        one = icc.estimate
        assert not math.isnan(one.value)
        assert one.low <= one.value + 1e-9 and one.value <= one.high + 1e-9
    size = error_size(squares)
    assert size.sem.low <= size.sem.value <= size.sem.high
    assert size.sem_agreement >= size.sem.value - 1e-9


@given(TABLES, st.floats(-50, 50), st.floats(0.1, 10))
def test_another_zero_changes_nothing_and_another_unit_scales(
    table: np.ndarray, shift: float, scale: float
) -> None:
    squares, moved = mean_squares(table), mean_squares(scale * table + shift)
    assert error_size(moved).sem.value == pytest.approx(
        scale * error_size(squares).sem.value, abs=1e-5
    )


@given(TABLES)
def test_turning_the_columns_turns_the_differences(table: np.ndarray) -> None:
    first, second = table[:, 0], table[:, 1]
    there, back = agreement_of(first, second), agreement_of(second, first)
    assert there.bias.value == pytest.approx(-back.bias.value)
    assert there.upper.value == pytest.approx(-back.lower.value)


@given(TABLES)
def test_two_hips_never_count_for_more_than_two_people(table: np.ndarray) -> None:
    left, right = table[:6], table[6:]
    hips = hips_of(left, right)
    columns = table.shape[1] - 1
    assert (len(left) - 1) * columns - 1e-9 <= hips.freedom <= (2 * len(left) - 1) * columns + 1e-9
