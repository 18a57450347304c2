"""Two hips of one person: whether the pooled interval holds, and a trial where it matters."""

import csv
import math
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from ilio.core import ReadError
from ilio.observations import FloatArray
from ilio.reliability import agreement_of, error_size, hips_of
from ilio.reliability.estimate import normal_width

SHARED = (0.0, 0.5, 0.7, 0.9)
PEOPLE = (15, 30)
SEM, BETWEEN, ALIKE = 3.0, 9.0, 0.8
RESAMPLED = 400
"""Draws of each bootstrap."""


@dataclass(frozen=True)
class Coverage:
    """How often intervals that claim 95 % hold the truth.

    Parameters
    ----------
    people, shared
        How many, and the correlation of the errors of their two hips.
    sem, limit, bias
        Pooled as here: SEM, upper limit of agreement, bias [0 to 1].
    as_people, bootstrap
        The SEM with each hip taken as a person, and by a bootstrap of people [0 to 1].
    spread
        Standard error of a share of 95 % over so many simulated studies [0 to 1].

    Examples
    --------
    >>> Coverage(15, 0.7, 0.95, 0.94, 0.95, 0.9, 0.86, 0.005).people
    15
    """

    people: int
    shared: float
    sem: float
    limit: float
    bias: float
    as_people: float
    bootstrap: float
    spread: float


def coverages(studies: int, rng: np.random.Generator) -> Iterator[Coverage]:
    """Simulate studies of two sessions whose SEM is known.

    Parameters
    ----------
    studies
        For each number of people and each correlation.
    rng
        Of the random numbers.

    Examples
    --------
    >>> len(list(coverages(5, np.random.default_rng(1))))
    8
    """
    for people in PEOPLE:
        for shared in SHARED:
            found = np.array([_one(people, shared, rng) for _ in range(studies)])
            sem, limit, bias, as_people, bootstrap = map(float, found.mean(axis=0))
            spread = math.sqrt(0.95 * 0.05 / studies)
            yield Coverage(people, shared, sem, limit, bias, as_people, bootstrap, spread)


def _one(people: int, shared: float, rng: np.random.Generator) -> tuple[bool, ...]:
    true = _both(rng, people, BETWEEN, ALIKE)
    sessions = [true + _both(rng, people, SEM, shared) for _ in range(2)]
    left, right = (np.column_stack([session[:, side] for session in sessions]) for side in (0, 1))
    hips = hips_of(left, right)
    pooled, naive = error_size(hips.squares, hips.freedom).sem, error_size(hips.squares).sem
    agreement = agreement_of(hips.table[:, 0], hips.table[:, 1], hips)
    limit = normal_width() * SEM * math.sqrt(2)
    low, high = _bootstrap(sessions[1] - sessions[0], rng)
    return (
        pooled.low <= SEM <= pooled.high,
        agreement.upper.low <= limit <= agreement.upper.high,
        agreement.bias.holds_zero,
        naive.low <= SEM <= naive.high,
        low <= SEM <= high,
    )


def _both(rng: np.random.Generator, people: int, sd: float, r: float) -> FloatArray:
    return rng.multivariate_normal([0.0, 0.0], sd**2 * np.array([[1.0, r], [r, 1.0]]), people)


def _bootstrap(differences: FloatArray, rng: np.random.Generator) -> FloatArray:
    """The percentile interval of the SEM, people drawn anew with both their hips."""
    people = len(differences)
    drawn = differences[rng.integers(people, size=(RESAMPLED, people))].reshape(RESAMPLED, -1)
    ends = np.percentile(drawn.std(axis=1, ddof=1) / math.sqrt(2), [2.5, 97.5])
    return np.asarray(ends, dtype=np.float64)


@dataclass(frozen=True)
class Trial:
    """Two groups compared, hips counted in one way.

    Parameters
    ----------
    counted
        How.
    t, p
        Of the test.

    Examples
    --------
    >>> Trial("per person, Welch", 1.60, 0.118).t
    1.6
    """

    counted: str
    t: float
    p: float


def stretching_trial(folder: Path) -> tuple[dict[str, float], tuple[Trial, ...]]:
    """Hip flexion gained in a trial of stretching: what counting each hip as a person does.

    Parameters
    ----------
    folder
        Of the validation data; the trial lies in ``hips_stretch_rct``.

    Returns
    -------
    dict, tuple of Trial
        Mean gain of each group [deg], with the correlations of the two hips' first values and
        gains; and the tests.

    Raises
    ------
    ReadError
        If the trial is not there.

    Examples
    --------
    >>> stretching_trial(Path("nowhere"))
    Traceback (most recent call last):
    ...
    ilio.core.errors.ReadError: nowhere/hips_stretch_rct/hips.csv: expected the trial of \
stretching, got nothing. Choose the folder of the validation data.
    """
    from scipy.stats import ttest_ind

    file = folder / "hips_stretch_rct" / "hips.csv"
    if not file.is_file():
        todo = "Choose the folder of the validation data."
        raise ReadError(file, "the trial of stretching", "nothing", todo)
    with file.open(encoding="utf-8") as lines:
        rows = list(csv.DictReader(lines))
    people: dict[tuple[str, str], dict[str, tuple[float, float]]] = {}
    for row in rows:
        before, after = float(row["fbef"]), float(row["faft"])
        people.setdefault((row["grp"], row["person"]), {})[row["side"]] = (before, after - before)
    both = np.array([[hips["left"], hips["right"]] for hips in people.values()])
    treated = np.array([group == "treat" for group, _ in people])
    gains, means = both[:, :, 1], both[:, :, 1].mean(axis=1)
    tests = (
        ("each hip a person, Welch", gains[treated].ravel(), gains[~treated].ravel(), False),
        ("per person, Welch", means[treated], means[~treated], False),
        ("per person, one variance", means[treated], means[~treated], True),
    )
    found = {
        "treated": float(means[treated].mean()),
        "control": float(means[~treated].mean()),
        "r of first values": float(np.corrcoef(both[:, :, 0].T)[0, 1]),
        "r of gains": float(np.corrcoef(gains.T)[0, 1]),
    }
    trials = []
    for counted, a, b, equal in tests:
        result = ttest_ind(a, b, equal_var=equal)
        trials.append(Trial(counted, float(result.statistic), float(result.pvalue)))
    return found, tuple(trials)
