"""Two columns against each other: bias, limits of agreement, and what changes with the size."""

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from ilio.knowledge import threshold
from ilio.observations import FloatArray
from ilio.reliability.estimate import Estimate, around, normal_width
from ilio.reliability.two_hips import Hips


@dataclass(frozen=True)
class Agreement:
    """Bland and Altman's comparison of two columns: the second less the first.

    Parameters
    ----------
    means, differences
        One a row, for the plot; all left hips before all right ones where hips were pooled.
    bias, lower, upper
        Mean difference and limits of agreement, each with its t interval [unit].
    sd
        Standard deviation of the differences [unit].
    slope
        Of the differences against the means [1]: the bias changes with the size.
    spread
        Of the standard deviation against the means [1]: the scatter changes with the size.

    Examples
    --------
    >>> found = agreement_of([1, 2, 3, 4], [2, 3, 4, 6])
    >>> found.bias.value, found.sd
    (1.25, 0.5)
    """

    means: FloatArray
    differences: FloatArray
    bias: Estimate
    lower: Estimate
    upper: Estimate
    sd: float
    slope: Estimate
    spread: Estimate


def agreement_of(first: ArrayLike, second: ArrayLike, hips: Hips | None = None) -> Agreement:
    """Compare two columns; the difference is the second less the first.

    Parameters
    ----------
    first, second
        ``(n,)`` each, the same rows.
    hips
        What the two hips of a person share, where the rows are hips.

    Examples
    --------
    >>> found = agreement_of([10, 12, 9, 15], [11, 13, 10, 16])
    >>> found.lower.value, found.upper.value
    (1.0, 1.0)
    """
    a, b = (np.asarray(column, dtype=np.float64) for column in (first, second))
    means, differences = (a + b) / 2, b - a
    rows, people = len(a), hips.people if hips else len(a)
    bias, sd = float(differences.mean()), float(differences.std(ddof=1))
    z, freedom = normal_width(), hips.freedom if hips else rows - 1
    of_bias = sd * math.sqrt((1 + hips.shared if hips else 1) / rows)
    of_limit = _error_of_limit(sd, of_bias, freedom) if hips else _usual_error(sd, rows)
    # two hips at one place on the axis say less about a slope than two people would
    wider = math.sqrt(max(1 + hips.shared * hips.alike, 1.0)) if hips else 1.0
    slope, residuals = _line(means, differences, wider, people - 2)
    # the mean of |x| is sqrt(2 / pi) standard deviations
    spread, _ = _line(means, math.sqrt(math.pi / 2) * np.abs(residuals), wider, people - 2)
    return Agreement(
        means,
        differences,
        around(bias, of_bias, people - 1),
        around(bias - z * sd, of_limit, freedom),
        around(bias + z * sd, of_limit, freedom),
        sd,
        slope,
        spread,
    )


def _usual_error(sd: float, rows: int) -> float:
    return sd * math.sqrt(threshold("study.limit_variance").value / rows)


def _error_of_limit(sd: float, of_bias: float, freedom: float) -> float:
    """Of a mean with the error of the mean, and of an SD with these degrees of freedom."""
    return math.hypot(of_bias, normal_width() * sd / math.sqrt(2 * freedom))


def _line(x: FloatArray, y: FloatArray, wider: float, freedom: int) -> tuple[Estimate, FloatArray]:
    """Slope of y on x by least squares, and what is left; flat where x does not vary."""
    across = x - x.mean()
    size = float(across @ across)
    if size == 0 or freedom < 1:
        return Estimate(0.0, -math.inf, math.inf), y - y.mean()
    slope = float(across @ y) / size
    left = y - y.mean() - slope * across
    error = math.sqrt(float(left @ left) / (len(x) - 2) / size)
    return around(slope, wider * error, freedom), left
