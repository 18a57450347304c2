"""Whether a number changed between two visits, or only its error did."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from ilio.core import Measured
from ilio.knowledge import threshold
from ilio.verdicts.trials import noise_sd

Call = Literal["more", "less", "no change shown", "cannot tell"]

NORMS = {"hip_extension": ("thomas.prior_mean", "thomas.prior_sd")}
"""Quantities of which the mean and spread of a population are known, as thresholds."""


@dataclass(frozen=True)
class Change:
    """From one visit to a later one of the same series.

    Parameters
    ----------
    before, after
        The two numbers.
    difference
        After less before; its 90 % interval holds the error of both.
    regression
        What a retest of somebody who began that far from the mean drifts back by chance alone;
        0 where no norm is known, and between visits that are not the first.
    credited
        The difference less that drift; never past 0.
    smallest
        The smallest change that counts, in the unit of the numbers.
    call
        ``"more"``, ``"less"``, ``"no change shown"``; ``"cannot tell"`` where the change would
        count, but an end that nobody saw (the table, the end of the hold) leaves it open.

    Examples
    --------
    >>> ten, thirty = Measured.from_sd(10, 3, "deg"), Measured.from_sd(30, 3, "deg")
    >>> change_between(ten, thirty, "thigh_drop").call
    'more'
    """

    before: Measured
    after: Measured
    difference: Measured
    regression: float
    credited: float
    smallest: float
    call: Call


def change_between(
    before: Measured, after: Measured, quantity: str, *, from_start: bool = False
) -> Change:
    """Compare two visits of one series.

    Parameters
    ----------
    before, after
        In one unit.
    quantity
        Its norm, if there is one, says how far a retest drifts back to the mean.
    from_start
        Whether `before` is the visit that the plan began with: people begin one because a number
        stands out, and part of that is chance.

    Raises
    ------
    InputError
        If the units differ.

    Examples
    --------
    >>> tight, looser = Measured.from_sd(-10, 4, "deg"), Measured.from_sd(-2, 4, "deg")
    >>> change = change_between(tight, looser, "hip_extension", from_start=True)
    >>> [round(x, 1) for x in (change.regression, change.credited, change.smallest)]
    [3.0, 5.0, 11.1]
    >>> change.call
    'no change shown'
    """
    difference = after + before.negated()
    drift = regression_to_the_mean(before, quantity) if from_start else 0.0
    credited = _less_drift(difference.value, drift)
    smallest = smallest_change(before, after)
    call = _call(before, after, credited, smallest)
    return Change(before, after, difference, drift, credited, smallest, call)


def smallest_change(before: Measured, after: Measured) -> float:
    """The smallest change that counts between two visits, in their unit (MDC95).

    The whole error of both visits counts: the interval holds the budget of device and protocol,
    trials and shared parts, and whatever made this visit doubtful. Nothing is taken to cancel:
    the strap, the camera's place and the hand under the back are found anew at each visit.

    Examples
    --------
    >>> round(smallest_change(Measured.from_sd(0, 5, "deg"), Measured.from_sd(9, 5, "deg")), 1)
    13.9
    >>> smallest_change(Measured(12, 12, 12, "s"), Measured(30, 30, 30, "s"))
    10.0
    """
    counts = threshold("change.z").value * math.hypot(before.sem, after.sem)
    if before.unit == "s":
        share = threshold("change.hold_share").value / 100 * before.value
        return max(counts, threshold("change.hold_least").value, share)
    return counts


def regression_to_the_mean(first: Measured, quantity: str) -> float:
    """How far a second test drifts back to the mean of people without any change, in its unit.

    ``(1 - r) * (mean - first)`` with ``r = SD^2 / (SD^2 + SEM^2)``; 0 where no norm is known.

    Examples
    --------
    >>> round(regression_to_the_mean(Measured.from_sd(0, 5, "deg"), "hip_extension"), 1)
    2.3
    >>> regression_to_the_mean(Measured.from_sd(0, 5, "deg"), "knee_flexion")
    0.0
    """
    if quantity not in NORMS:
        return 0.0
    mean, spread = (threshold(key).value for key in NORMS[quantity])
    reliability = spread**2 / (spread**2 + first.sem**2)
    return (1 - reliability) * (mean - first.value)


def of_one_person(sides: Sequence[Change]) -> Change:
    """The changes of both hips as the one change of the person that they are.

    What the hips of one visit share (the day, the strap's way, the camera) does not shrink by
    having two of them; the rest of the error does.

    Parameters
    ----------
    sides
        One or two changes of the same quantity by the same device.

    Examples
    --------
    >>> left = change_between(Measured.from_sd(0, 3, "deg", shared_sd=4),
    ...                       Measured.from_sd(12, 3, "deg", shared_sd=4), "thigh_drop")
    >>> [round(of_one_person(both).smallest, 1) for both in ([left], [left, left])]
    [13.9, 12.6]
    """
    before = _mean_of_sides([side.before for side in sides])
    after = _mean_of_sides([side.after for side in sides])
    drift = math.fsum(side.regression for side in sides) / len(sides)
    difference = after + before.negated()
    credited = _less_drift(difference.value, drift)
    smallest = smallest_change(before, after)
    call = _call(before, after, credited, smallest)
    return Change(before, after, difference, drift, credited, smallest, call)


def _mean_of_sides(sides: Sequence[Measured]) -> Measured:
    count = len(sides)
    value = math.fsum(m.value for m in sides) / count
    shared = math.fsum(m.shared_sd for m in sides) / count
    noise = math.hypot(*(noise_sd(m.sem, m.shared_sd) for m in sides)) / count
    mean = Measured.from_sd(value, noise, sides[0].unit, shared_sd=shared)
    low = -math.inf if any(math.isinf(m.low) for m in sides) else mean.low
    high = math.inf if any(math.isinf(m.high) for m in sides) else mean.high
    return Measured(value, low, high, mean.unit, shared)


def _less_drift(difference: float, drift: float) -> float:
    """A drift the other way earns nothing: only what chance may have given is taken off."""
    if difference * drift <= 0:
        return difference
    return math.copysign(max(abs(difference) - abs(drift), 0.0), difference)


def _call(before: Measured, after: Measured, credited: float, smallest: float) -> Call:
    if abs(credited) <= smallest:
        return "no change shown"
    if credited > 0:
        return "cannot tell" if math.isinf(before.high) or math.isinf(after.low) else "more"
    return "cannot tell" if math.isinf(before.low) or math.isinf(after.high) else "less"
