"""Several trials of one angle as one number: what repeats share does not shrink, the rest does."""

import math
from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType

from ilio.core import Z90, InputError, Measured


def mean_of(trials: Sequence[Measured]) -> Measured:
    """Mean of the trials; its error is the shared part once, and the larger of budget and spread.

    Parameters
    ----------
    trials
        At least one, all in one unit.

    Returns
    -------
    Measured
        Each side of the interval is the shared error together with the larger of the budget's
        noise and the trials' own standard deviation, both over the root of their number. An end
        that is open in any trial is open.

    Raises
    ------
    InputError
        If there is no trial.

    Examples
    --------
    >>> print(mean_of([Measured.from_sd(10, 3, "deg"), Measured.from_sd(10, 3, "deg")]))
    10.0 deg (6.5 to 13.5)
    >>> print(mean_of([Measured.from_sd(10, 0, "deg", shared_sd=4)] * 4))
    10.0 deg (3.4 to 16.6)
    """
    if not trials:
        raise InputError("at least one trial", "none", "Measure one first.")
    count = len(trials)
    value = math.fsum(t.value for t in trials) / count
    shared = math.fsum(t.shared_sd for t in trials) / count
    own = own_spread(trials)
    low = _half_width([t.sd_low for t in trials], trials, shared, own)
    high = _half_width([t.sd_high for t in trials], trials, shared, own)
    return Measured(value, value - low, value + high, trials[0].unit, shared)


def own_spread(trials: Sequence[Measured]) -> float:
    """Standard deviation of the trials about their mean, in their unit; 0 for a single one.

    Examples
    --------
    >>> own_spread([Measured(0, 0, 0, "deg"), Measured(2, 2, 2, "deg")])
    1.4142135623730951
    """
    count = len(trials)
    if count < 2:
        return 0.0
    mean = math.fsum(t.value for t in trials) / count
    return math.sqrt(math.fsum((t.value - mean) ** 2 for t in trials) / (count - 1))


def noise_sd(sd: float, shared_sd: float) -> float:
    """The part of an error that a repeat does not share, as a standard deviation.

    Examples
    --------
    >>> noise_sd(5, 4)
    3.0
    """
    return math.sqrt(max(sd * sd - shared_sd * shared_sd, 0.0))


def _half_width(
    sds: Sequence[float], trials: Sequence[Measured], shared: float, own: float
) -> float:
    noises = [noise_sd(sd, t.shared_sd) for sd, t in zip(sds, trials, strict=True)]
    count = len(noises)
    budget = math.sqrt(math.fsum(n * n for n in noises) / count)
    return Z90 * math.hypot(shared, max(budget, own) / math.sqrt(count))


def lowest_of(trials: Sequence[Measured]) -> Measured:
    """The lowest trial, as it came.

    Raises
    ------
    InputError
        If there is no trial.

    Examples
    --------
    >>> print(lowest_of([Measured(10, 8, 12, "deg"), Measured(-2, -4, 0, "deg")]))
    -2.0 deg (-4.0 to 0.0)
    """
    if not trials:
        raise InputError("at least one trial", "none", "Measure one first.")
    return min(trials, key=lambda t: (t.value, t.low, t.high, t.shared_sd))


POOLS: Mapping[str, Callable[[Sequence[Measured]], Measured]] = MappingProxyType(
    {"mean": mean_of, "lowest": lowest_of}
)
"""What a rule set calls ``pool``, and how it makes one number of several trials."""
