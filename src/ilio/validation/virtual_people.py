"""What a Thomas test can tell: virtual people whose hips are known, tested as people test."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from ilio.body.thomas_batch import hang
from ilio.core.signs import PERCENT
from ilio.knowledge import body_constants, threshold
from ilio.observations import FloatArray

PELVES = ((0.0, 0.0), (0.0, 3.6), (0.0, 10.0), (-20.0, 0.0), (-20.0, 10.0), (20.0, 10.0))
"""Mean and standard deviation of the uncontrolled tilt, forward + [deg]; 3.6 is a hand check."""

ERRORS_DEG = (0.0, 5.0)
"""Standard deviation of the measured thigh."""

LEAST_SHARE = 0.01
"""People are drawn within the central 98 % of each spread, so that nobody impossible comes up."""


@dataclass(frozen=True)
class Power:
    """How a test with one kind of pelvis and error does.

    Parameters
    ----------
    tilt_deg, tilt_sd_deg
        Tilt that nobody saw [deg].
    error_deg
        Standard deviation of the measured thigh [deg].
    people, short
        How many were tested, and how many of them are short.
    sensitivity, specificity, predictive
        Share of the short found, of the others cleared, of those called short who are [%];
        NaN where there was nobody to count.

    Examples
    --------
    >>> Power(0, 0, 0, 100, 20, 90.0, 95.0, 81.8).short
    20
    """

    tilt_deg: float
    tilt_sd_deg: float
    error_deg: float
    people: int
    short: int
    sensitivity: float
    specificity: float
    predictive: float


def thomas_powers(
    people: int = 100_000,
    *,
    seed: int = 29,
    pelves: Sequence[tuple[float, float]] = PELVES,
    errors_deg: Sequence[float] = ERRORS_DEG,
) -> Iterator[Power]:
    """Test virtual people and compare with what their hips are.

    A hip is short where its thigh, with the pelvis neutral and no error, hangs less than the limit
    `thomas.limited` below the level; the test says so where the thigh that is seen does.

    Parameters
    ----------
    people
        How many.
    seed
        Of the random numbers.
    pelves, errors_deg
        Rows of the table.

    Raises
    ------
    MissingExtraError
        If numba is not installed.

    Examples
    --------
    >>> (perfect,) = thomas_powers(2000, pelves=[(0.0, 0.0)], errors_deg=[0.0])
    >>> perfect.sensitivity, perfect.specificity
    (100.0, 100.0)
    """
    rng = np.random.default_rng(seed)
    body = normal_people(rng, people)
    limit = threshold("thomas.limited").value
    short = hang(0.0, **body).thigh_drop_deg < limit
    for mean, sd in pelves:
        seen = hang(mean + sd * _normal(rng, people), **body).thigh_drop_deg
        for error in errors_deg:
            called = seen + error * rng.standard_normal(people) < limit
            yield _power((mean, sd, error), short, called)


def normal_people(rng: np.random.Generator, people: int) -> dict[str, FloatArray]:
    """Hips and bodies as `ilio.body.thomas_batch.hang` takes them.

    Parameters
    ----------
    rng
        Random numbers.
    people
        How many.

    Examples
    --------
    >>> sorted(normal_people(np.random.default_rng(1), 3))
    ['height_m', 'mass_kg', 'shortening', 'stiffness']
    """
    given, usual = body_constants("virtual_people"), body_constants("person")
    return {
        "shortening": given["shortening"] * _normal(rng, people),
        "stiffness": np.exp(given["log_stiffness"] * _normal(rng, people)),
        "mass_kg": usual["mass"] + given["mass"] * _normal(rng, people),
        "height_m": usual["height"] + given["height"] * _normal(rng, people),
    }


def people_shares(have: np.ndarray, called: np.ndarray) -> tuple[float, float, float, float]:
    """Found of those who have it, cleared of the others, right of the called, right of the rest.

    Parameters
    ----------
    have, called
        Truth and test of each person.

    Returns
    -------
    tuple
        [%]; NaN where there was nobody to count.

    Examples
    --------
    >>> people_shares(np.array([True, True, False]), np.array([True, False, False]))
    (50.0, 100.0, 100.0, 50.0)
    """
    found, cleared = (have & called).sum(), (~have & ~called).sum()
    return (
        _percent(found, have.sum()),
        _percent(cleared, (~have).sum()),
        _percent(found, called.sum()),
        _percent(cleared, (~called).sum()),
    )


def _power(test: tuple[float, float, float], short: np.ndarray, called: np.ndarray) -> Power:
    found, cleared, right, _ = people_shares(short, called)
    return Power(
        *test,
        people=len(short),
        short=int(short.sum()),
        sensitivity=found,
        specificity=cleared,
        predictive=right,
    )


def _percent(part: int, whole: int) -> float:
    return float(PERCENT * part / whole) if whole else float("nan")


def _normal(rng: np.random.Generator, count: int) -> FloatArray:
    """Normal numbers without the outer per cent on either side."""
    from scipy.stats import norm

    drawn: FloatArray = norm.ppf(rng.uniform(LEAST_SHARE, 1 - LEAST_SHARE, count))
    return drawn
