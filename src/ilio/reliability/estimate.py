"""A statistic with its 95 % interval."""

from dataclasses import dataclass

from ilio.core.signs import PERCENT
from ilio.knowledge import threshold


@dataclass(frozen=True)
class Estimate:
    """A statistic of a study; its interval says how far chance in who was measured may move it.

    Not a `Measured`: that one tells the error of one measured number.

    Parameters
    ----------
    value, low, high
        The statistic and the ends of its 95 % interval, in one unit.

    Examples
    --------
    >>> Estimate(0.71, 0.34, 0.95).low
    0.34
    """

    value: float
    low: float
    high: float

    @property
    def holds_zero(self) -> bool:
        """Whether nothing at all is inside the interval.

        Examples
        --------
        >>> Estimate(0.1, -0.2, 0.4).holds_zero
        True
        """
        return self.low <= 0 <= self.high


def upper_tail() -> float:
    """The chance up to the upper end of a two-sided interval [0 to 1].

    Examples
    --------
    >>> upper_tail()
    0.975
    """
    return (1 + threshold("study.level").value / PERCENT) / 2


def normal_width() -> float:
    """How many standard deviations of a normal distribution the interval spans to each side.

    Examples
    --------
    >>> round(normal_width(), 4)
    1.96
    """
    from scipy.stats import norm

    return float(norm.ppf(upper_tail()))


def around(value: float, error: float, freedom: float) -> Estimate:
    """A value with its t interval.

    Parameters
    ----------
    value
        The statistic.
    error
        Its standard error, in the same unit.
    freedom
        Degrees of freedom.

    Examples
    --------
    >>> around(-2.118, 9.402, 16).high.__round__(1)
    17.8
    """
    from scipy.stats import t

    half = float(t.ppf(upper_tail(), freedom)) * error
    return Estimate(value, value - half, value + half)
