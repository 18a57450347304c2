"""Every statistic of a study against published tables, to four digits."""

import csv
from pathlib import Path

import numpy as np
import pytest

from ilio.reliability import (
    MeanSquares,
    agreement_of,
    error_size,
    iccs,
    mean_squares,
    people_for_icc,
)

SHROUT_FLEISS = [
    [9, 2, 5, 8],
    [6, 1, 3, 2],
    [8, 4, 6, 8],
    [7, 1, 2, 6],
    [10, 5, 6, 9],
    [6, 2, 4, 7],
]
"""Shrout and Fleiss 1979, table 2."""


def columns(file: Path) -> dict[str, np.ndarray]:
    with file.open() as lines:
        rows = list(csv.DictReader(lines))
    return {name: np.array([float(row[name]) for row in rows]) for name in rows[0]}


def table(file: Path) -> np.ndarray:
    return np.column_stack(list(columns(file).values()))


@pytest.mark.parametrize(
    ("form", "value"),
    [
        ("1,1", 0.1657),
        ("2,1", 0.2898),
        ("3,1", 0.7148),
        ("1,k", 0.4428),
        ("2,k", 0.6201),
        ("3,k", 0.9093),
    ],
)
def test_the_six_forms_of_shrout_and_fleiss(form: str, value: float) -> None:
    found = {icc.form: icc.estimate for icc in iccs(mean_squares(SHROUT_FLEISS))}
    assert found[form].value == pytest.approx(value, abs=5e-5)
    assert found[form].low < value < found[form].high


def test_their_mean_squares_and_intervals() -> None:
    squares = mean_squares(SHROUT_FLEISS)
    assert (squares.between_people, squares.between_columns, squares.error) == pytest.approx(
        (11.2417, 32.4861, 1.0194), abs=5e-5
    )
    found = {icc.form: icc.estimate for icc in iccs(squares)}
    ends = [(found[form].low, found[form].high) for form in ("2,1", "3,1")]
    assert np.ravel(ends) == pytest.approx((0.0188, 0.7611, 0.3425, 0.9459), abs=5e-5)


def test_their_sem_and_smallest_change() -> None:
    found = error_size(mean_squares(SHROUT_FLEISS))
    told = (found.sem.value, found.sem_agreement, found.mdc, found.mdc_agreement)
    assert told == pytest.approx((1.0097, 2.5028, 2.7986, 6.9372), abs=5e-5)


def test_the_interval_of_a_mean_is_the_one_that_its_own_formula_gives() -> None:
    """McGraw and Wong 1996, table 7, the case ICC(A,k)."""
    squares = mean_squares(SHROUT_FLEISS)
    from scipy.stats import f

    n, k = squares.people, squares.columns
    rows, cols, error = squares.between_people, squares.between_columns, squares.error
    found = {icc.form: icc.estimate for icc in iccs(squares)}["2,k"]
    c = found.value / (n * (1 - found.value))
    d = 1 + c * (n - 1)
    v = (c * cols + d * error) ** 2 / (
        (c * cols) ** 2 / (k - 1) + (d * error) ** 2 / ((n - 1) * (k - 1))
    )
    below = f.ppf(0.975, n - 1, v)
    low = n * (rows - below * error) / (below * (cols - error) + n * rows)
    assert found.low == pytest.approx(low)


@pytest.mark.data
def test_the_anxiety_table(data_dir: Path) -> None:
    squares = mean_squares(table(data_dir / "reliability_oracle" / "anxiety.csv"))
    found = {icc.form: icc.estimate for icc in iccs(squares)}
    told = (found["2,1"].value, found["2,1"].low, found["2,1"].high, found["3,1"].value)
    assert told == pytest.approx((0.1980, -0.0389, 0.4936, 0.2160), abs=5e-5)
    assert squares.between_people / squares.error == pytest.approx(1.8268, abs=5e-5)


@pytest.mark.data
def test_the_peak_flow_meters_of_bland_and_altman(data_dir: Path) -> None:
    flow = columns(data_dir / "reliability_oracle" / "pefr_bland_altman_1986.csv")
    found = agreement_of(flow["mini1"], flow["wright1"])
    told = (found.bias.value, found.sd, found.lower.value, found.upper.value)
    assert told == pytest.approx((-2.118, 38.765, -78.096, 73.861), abs=5e-4)
    assert (found.bias.low, found.bias.high) == pytest.approx((-22.05, 17.81), abs=5e-3)
    # what they printed, with 2 standard deviations in place of 1.96
    assert (found.bias.value - 2 * found.sd, found.bias.value + 2 * found.sd) == pytest.approx(
        (-79.6, 75.4), abs=0.06
    )


@pytest.mark.data
@pytest.mark.parametrize(("meter", "repeatability"), [("wright", 42.43), ("mini", 55.19)])
def test_their_repeatability(data_dir: Path, meter: str, repeatability: float) -> None:
    """1.96 root mean square of the differences: the smallest change with all that is within people."""
    flow = columns(data_dir / "reliability_oracle" / "pefr_bland_altman_1986.csv")
    squares = mean_squares(np.column_stack([flow[f"{meter}1"], flow[f"{meter}2"]]))
    found = 1.96 * np.sqrt(2 * squares.within_people)
    assert found == pytest.approx(repeatability, abs=5e-3)


def test_the_interval_of_28_runners() -> None:
    """Two hips of the 28 runners of Fukuchi 2017: their ICC(3,1) and SEM, and what they imply."""
    icc, sem = 0.8871, 2.705
    error = sem**2
    squares = MeanSquares(28, 2, error * (1 + icc) / (1 - icc), error, error)
    found = {icc.form: icc.estimate for icc in iccs(squares)}["3,1"]
    told = (found.value, found.low, found.high, error_size(squares).sem.value)
    assert told == pytest.approx((0.8871, 0.7710, 0.9461, 2.705), abs=1e-4)


def test_how_many_people_are_needed() -> None:
    assert [people_for_icc(icc) for icc in (0.75, 0.9)] == [79, 20]


def test_the_sem_of_30_people_measured_twice() -> None:
    """Its interval runs from 0.80 to 1.34 times the value."""
    rng = np.random.default_rng(1)
    found = error_size(mean_squares(rng.normal(size=(30, 2)))).sem
    assert (found.low / found.value, found.high / found.value) == pytest.approx(
        (0.80, 1.34), abs=5e-3
    )
