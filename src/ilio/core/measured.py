"""A number that knows how sure it is."""

import math
from dataclasses import dataclass, replace
from typing import Self

from ilio.core.errors import InputError

Z90 = 1.645
"""Half-width of a 90 % interval in standard deviations (normal distribution)."""


@dataclass(frozen=True, slots=True)
class Measured:
    """A measured quantity with its 90 % interval.

    Each side of the value holds half of the chance and falls off as a normal distribution of its
    own width, so `low` is the 5th and `high` the 95th percentile. An open end (infinite) means
    censored: the truth lies at the value or beyond it, and nobody saw how far.

    Parameters
    ----------
    value, low, high
        The value and its bounds, all in `unit`; ``low <= value <= high``.
    unit
        ``"deg"``, ``"s"``, ``"deg/s"``, ``"%"`` or ``"1"``.
    shared_sd
        The part of the error that a repeat shares (a hand check, the camera's place, a model's
        bias), as a standard deviation in `unit`. It is already inside the bounds and does not
        shrink when repeats are averaged.

    Raises
    ------
    InputError
        If the bounds do not enclose the value.

    Examples
    --------
    >>> print(Measured(21.4, 20.9, 22.0, "s"))
    21.4 s (20.9 to 22.0)
    >>> print(Measured(31.0, 30.4, math.inf, "s"))
    31.0 s (30.4 or more)
    """

    value: float
    low: float
    high: float
    unit: str
    shared_sd: float = 0.0

    def __post_init__(self) -> None:
        if not self.low <= self.value <= self.high or math.isinf(self.value):
            raise InputError(
                "low <= value <= high",
                f"{self.low} <= {self.value} <= {self.high}",
                "Leave the quantity out as unmeasured when it is not known.",
            )

    @classmethod
    def from_sd(cls, value: float, sd: float, unit: str, *, shared_sd: float = 0.0) -> Self:
        """Build from a noise SD and the SD of the part that repeats share.

        Parameters
        ----------
        value
            In `unit`.
        sd
            Standard deviation of the part that a repeat does not share, in `unit`.
        shared_sd
            Standard deviation of the part that it does.

        Examples
        --------
        >>> print(Measured.from_sd(10, 3, "deg", shared_sd=4))
        10.0 deg (1.8 to 18.2)
        """
        half = Z90 * math.hypot(sd, shared_sd)
        return cls(value, value - half, value + half, unit, shared_sd)

    @property
    def sd_low(self) -> float:
        """Standard deviation on the lower side, in `unit`; infinite when open.

        Examples
        --------
        >>> Measured(0, -1.645, 0, "deg").sd_low
        1.0
        """
        return (self.value - self.low) / Z90

    @property
    def sd_high(self) -> float:
        """Standard deviation on the upper side, in `unit`; infinite when open.

        Examples
        --------
        >>> Measured(0, 0, 3.29, "deg").sd_high
        2.0
        """
        return (self.high - self.value) / Z90

    @property
    def sem(self) -> float:
        """The larger of the two finite standard deviations, in `unit`; 0 if both ends are open.

        Examples
        --------
        >>> Measured(0, -1.645, math.inf, "deg").sem
        1.0
        """
        return max((s for s in (self.sd_low, self.sd_high) if math.isfinite(s)), default=0.0)

    def chance_below(self, limit: float) -> float:
        """Chance that the true value lies below a limit, from this error alone (flat prior).

        For an open end the answer is the most that the seen side allows: below the value the
        closed side's tail, above the value one half.

        Parameters
        ----------
        limit
            In `unit`.

        Examples
        --------
        >>> round(Measured.from_sd(10, 10, "deg").chance_below(0), 3)
        0.159
        """
        if limit == self.value:
            return 0.5
        sd = self.sd_low if limit < self.value else self.sd_high
        if sd == 0:
            return float(limit > self.value)
        return 0.5 * math.erfc(-(limit - self.value) / sd / math.sqrt(2))

    def widened(self, sd: float, *, shared: bool = False) -> Self:
        """The same value with an independent error added.

        Parameters
        ----------
        sd
            Standard deviation of the added error, in `unit`.
        shared
            Whether a repeat shares it.

        Examples
        --------
        >>> print(Measured.from_sd(10, 3, "deg").widened(4))
        10.0 deg (1.8 to 18.2)
        """
        return replace(
            self,
            low=self.value - Z90 * math.hypot(self.sd_low, sd),
            high=self.value + Z90 * math.hypot(self.sd_high, sd),
            shared_sd=math.hypot(self.shared_sd, sd) if shared else self.shared_sd,
        )

    def __add__(self, other: "Measured") -> "Measured":
        """Sum of two independent quantities of one unit.

        Raises
        ------
        InputError
            If the units differ.

        Examples
        --------
        >>> a = Measured.from_sd(10, 3, "deg") + Measured.from_sd(2, 4, "deg")
        >>> print(a)
        12.0 deg (3.8 to 20.2)
        """
        if self.unit != other.unit:
            raise InputError(
                f"two numbers in {self.unit}", other.unit, "Convert one of them first."
            )
        value = self.value + other.value
        return Measured(
            value,
            value - Z90 * math.hypot(self.sd_low, other.sd_low),
            value + Z90 * math.hypot(self.sd_high, other.sd_high),
            self.unit,
            math.hypot(self.shared_sd, other.shared_sd),
        )

    def negated(self) -> "Measured":
        """The same quantity with the opposite sign convention.

        Examples
        --------
        >>> print(Measured(10, 8, 13, "deg").negated())
        -10.0 deg (-13.0 to -8.0)
        """
        return Measured(-self.value, -self.high, -self.low, self.unit, self.shared_sd)

    def __str__(self) -> str:
        unit = "" if self.unit == "1" else f" {self.unit}"
        if math.isinf(self.high) and math.isinf(self.low):
            return f"about {self.value:.1f}{unit}"
        if math.isinf(self.high):
            return f"{self.value:.1f}{unit} ({self.low:.1f} or more)"
        if math.isinf(self.low):
            return f"{self.value:.1f}{unit} ({self.high:.1f} or less)"
        return f"{self.value:.1f}{unit} ({self.low:.1f} to {self.high:.1f})"
