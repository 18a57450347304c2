"""Whether a number changed between two visits, or only its error did."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from ilio.core import Measured
from ilio.core.signs import PERCENT
from ilio.knowledge import threshold
from ilio.verdicts.trials import noise_sd

Call = Literal["more", "less", "no change shown", "cannot tell"]

DEGREES, SECONDS = "deg", "s"

NORMS = {"hip_extension": ("thomas.prior_mean", "thomas.prior_sd")}
"""Quantities of which the mean and spread of a population are known, as thresholds."""


@dataclass(frozen=True)
class Least:
    """The smallest change that counts (MDC95).

    Parameters
    ----------
    by
        In the unit of the numbers.
    ratio
        Of times: a later one counts from so many times the first on, or from the first divided by
        it; 1 for what is compared by difference alone.

    Examples
    --------
    >>> Least(8.3).around(10.0), Least(1.0, 1.5).around(30.0)
    ((1.6999999999999993, 18.3), (20.0, 45.0))
    """

    by: float
    ratio: float = 1.0

    def around(self, start: float) -> tuple[float, float]:
        """Between which ends a later number shows no change from the first, in their unit.

        Examples
        --------
        >>> Least(2.0, 1.65).around(1.0)
        (-1.0, 3.0)
        """
        return min(start - self.by, start / self.ratio), max(start + self.by, start * self.ratio)

    def by_ratio(self, start: float) -> bool:
        """Whether the ratio, not the difference, decides from a first number on.

        Examples
        --------
        >>> Least(1.0, 1.65).by_ratio(30.0), Least(8.3).by_ratio(30.0)
        (True, False)
        """
        return start * self.ratio > start + self.by


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
    least
        The smallest change that counts.
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
    least: Least
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
    >>> [round(x, 1) for x in (change.regression, change.credited, change.least.by)]
    [4.0, 4.0, 13.1]
    >>> change.call
    'no change shown'
    """
    difference = after + before.negated()
    drift = regression_to_the_mean(before, quantity) if from_start else 0.0
    credited = _less_drift(difference.value, drift)
    least = smallest_change(before, after)
    call = _call(before, after, credited, least)
    return Change(before, after, difference, drift, credited, least, call)


def smallest_change(before: Measured, after: Measured) -> Least:
    """The smallest change that counts between two visits (MDC95).

    The whole error of both visits counts: the interval holds the budget of device and protocol,
    trials and shared parts, and whatever made this visit doubtful. Nothing is taken to cancel: the
    strap, the camera's place and the hand under the back are found anew at each visit. On top
    comes what the person varies by from day to day: angles by some degrees, times by a share.

    Examples
    --------
    >>> least = smallest_change(Measured.from_sd(0, 5, "deg"), Measured.from_sd(9, 5, "deg"))
    >>> round(least.by, 1), least.ratio
    (15.5, 1.0)
    >>> least = smallest_change(Measured(12, 12, 12, "s"), Measured(30, 30, 30, "s"))
    >>> least.by, round(least.ratio, 2)
    (0.0, 1.65)
    """
    z = threshold("change.z").value
    by = z * math.hypot(visit_sem(before), visit_sem(after))
    if before.unit != SECONDS:
        return Least(by)
    return Least(by, math.exp(z * math.sqrt(2) * threshold("change.hold_error").value / PERCENT))


def visit_sem(measured: Measured) -> float:
    """The error of one visit as the state of a person in that week, in its unit.

    Of angles: measurement and the day together. Of times: measurement alone; what people vary by
    there is a share of the time.

    Examples
    --------
    >>> [round(visit_sem(Measured.from_sd(30, 6, unit)), 1) for unit in ("deg", "s")]
    [6.5, 6.0]
    """
    day = threshold("change.person_day_sd").value if measured.unit == DEGREES else 0.0
    return math.hypot(measured.sem, day)


def regression_to_the_mean(first: Measured, quantity: str) -> float:
    """How far a second test drifts back to the mean of people without any change, in its unit.

    ``(1 - r) * (mean - first)`` with ``r = SD^2 / (SD^2 + SEM^2)``; 0 where no norm is known.

    Examples
    --------
    >>> round(regression_to_the_mean(Measured.from_sd(0, 5, "deg"), "hip_extension"), 1)
    2.7
    >>> regression_to_the_mean(Measured.from_sd(0, 5, "deg"), "knee_flexion")
    0.0
    """
    if quantity not in NORMS:
        return 0.0
    mean, spread = (threshold(key).value for key in NORMS[quantity])
    reliability = spread**2 / (spread**2 + visit_sem(first) ** 2)
    return (1 - reliability) * (mean - first.value)


def of_one_person(sides: Sequence[Change]) -> Change:
    """The changes of both hips as the one change of the person that they are.

    What the hips of one visit share (the strap's way, the camera, and all of the day) does not
    shrink by having two of them; the rest of the error does.

    Parameters
    ----------
    sides
        One or two changes of the same quantity by the same device.

    Examples
    --------
    >>> left = change_between(Measured.from_sd(0, 3, "deg", shared_sd=4),
    ...                       Measured.from_sd(12, 3, "deg", shared_sd=4), "thigh_drop")
    >>> [round(of_one_person(both).least.by, 1) for both in ([left], [left, left])]
    [15.5, 14.3]
    """
    before = _mean_of_sides([side.before for side in sides])
    after = _mean_of_sides([side.after for side in sides])
    drift = math.fsum(side.regression for side in sides) / len(sides)
    difference = after + before.negated()
    credited = _less_drift(difference.value, drift)
    least = smallest_change(before, after)
    call = _call(before, after, credited, least)
    return Change(before, after, difference, drift, credited, least, call)


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


def _call(before: Measured, after: Measured, credited: float, least: Least) -> Call:
    low, high = least.around(before.value)
    reached = before.value + credited
    if low <= reached <= high:
        return "no change shown"
    if reached > high:
        return "cannot tell" if math.isinf(before.high) or math.isinf(after.low) else "more"
    return "cannot tell" if math.isinf(before.low) or math.isinf(after.high) else "less"
