"""The numbers of a study as a paper prints them: differences in their unit, or ratios."""

import math
from dataclasses import dataclass

from ilio.core.signs import PERCENT
from ilio.records.wording import UNITS, figure, protocol_name, quantity_name, sentence
from ilio.reliability import Comparison, Estimate

TIMES = "×"


@dataclass(frozen=True)
class Scale:
    """How the numbers of one comparison are printed.

    Parameters
    ----------
    unit
        Of the values.
    log
        Whether the numbers are logarithms: then differences are ratios, and errors are shares.
    places
        Decimals of values and differences.

    Examples
    --------
    >>> Scale("deg", False).error(2.25), Scale("s", True).error(0.18)
    ('2.2°', '20 %')
    """

    unit: str
    log: bool
    places: int = 1

    def value(self, number: float) -> str:
        """A value, such as a mean.

        Examples
        --------
        >>> Scale("s", True).value(math.log(30))
        '30.0 s'
        """
        return self._with_unit(math.exp(number) if self.log else number)

    def spread(self, sd: float) -> str:
        """A standard deviation between people.

        Examples
        --------
        >>> Scale("deg", False).spread(8.0), Scale("s", True).spread(math.log(2))
        ('± 8.0', '×/÷ 2.00')
        """
        if self.log:
            return f"{TIMES}/÷ {math.exp(sd):.2f}"
        return f"± {figure(sd, places=self.places)}"

    def error(self, sd: float) -> str:
        """A standard error of measurement.

        Examples
        --------
        >>> Scale("deg", False).error(3.02)
        '3.0°'
        """
        return f"{PERCENT * (math.exp(sd) - 1):.0f} %" if self.log else self._with_unit(sd)

    def change(self, least: float) -> str:
        """A smallest detectable change.

        Examples
        --------
        >>> Scale("deg", False).change(8.4), Scale("s", True).change(0.5)
        ('8.4°', '×1.65')
        """
        return self.difference(least) if self.log else self._with_unit(least)

    def difference(self, number: float) -> str:
        """A bias or a limit of agreement.

        Examples
        --------
        >>> Scale("deg", False).difference(-1.25), Scale("s", True).difference(0.0)
        ('−1.2°', '×1.00')
        """
        if self.log:
            return f"{TIMES}{math.exp(number):.2f}"
        return self._with_unit(number, signed=True)

    def ends(self, estimate: Estimate) -> str:
        """The interval of a difference, bare.

        Examples
        --------
        >>> Scale("deg", False).ends(Estimate(0.0, -1.2, 1.2))
        '−1.2 to 1.2'
        """
        if self.log:
            return f"{math.exp(estimate.low):.2f} to {math.exp(estimate.high):.2f}"
        low, high = (figure(x, places=self.places) for x in (estimate.low, estimate.high))
        return f"{low} to {high}"

    def error_ends(self, estimate: Estimate) -> str:
        """The interval of a standard error, bare.

        Examples
        --------
        >>> Scale("s", True).error_ends(Estimate(0.18, 0.14, 0.24))
        '15 to 27'
        """
        if self.log:
            low, high = (PERCENT * (math.exp(x) - 1) for x in (estimate.low, estimate.high))
            return f"{low:.0f} to {high:.0f}"
        return self.ends(estimate)

    def _with_unit(self, number: float, *, signed: bool = False) -> str:
        unit = UNITS.get(self.unit, f" {self.unit}" if self.unit else "")
        return figure(number, places=self.places, signed=signed) + unit


def scale_of(comparison: Comparison) -> Scale:
    """The scale of a comparison: decimals by the spread between people.

    Examples
    --------
    >>> one = Comparison("thomas", "hip_extension", "deg", "phone", "rater", ("A", "B"), (), False,
    ...                  (), 0)
    >>> scale_of(one).unit
    'deg'
    """
    spread = max((result.sd for result in comparison.results), default=0.0)
    small = not comparison.log and 0 < spread < 1
    return Scale(comparison.unit, comparison.log, 2 if small else 1)


def measured_name(comparison: Comparison) -> str:
    """What was measured, by what.

    Examples
    --------
    >>> measured_name(Comparison("thomas", "hip_extension", "deg", "phone", "rater", ("A", "B"), (),
    ...                          False, (), 0))
    'Hip extension with the pelvis taken out (E), by phone'
    """
    name = quantity_name(comparison.quantity or protocol_name(comparison.protocol))
    return f"{name}, by {comparison.device}" if comparison.device else name


def compared_name(comparison: Comparison, pair: tuple[str, str] | None = None) -> str:
    """What was compared, and what was the same.

    Parameters
    ----------
    comparison
        All its columns are named.
    pair
        Two of them; None for all.

    Examples
    --------
    >>> compared_name(Comparison("thomas", "hip_extension", "deg", "phone", "session", ("1", "2"),
    ...                          ("rater A",), False, (), 0))
    'Sessions 1, 2; rater A'
    """
    over = f"{sentence(comparison.facet)}s {', '.join(pair or comparison.levels)}"
    return "; ".join((over, *comparison.held))


def icc_text(estimate: Estimate) -> str:
    """An ICC with its interval, two decimals.

    Examples
    --------
    >>> icc_text(Estimate(0.7148, 0.3425, 0.9459))
    '0.71 (0.34 to 0.95)'
    """
    value, low, high = (
        figure(max(x, -1.0), places=2) for x in (estimate.value, estimate.low, estimate.high)
    )
    return f"{value} ({low} to {high})"


def slope_text(estimate: Estimate) -> str:
    """A slope with its interval, two decimals.

    Examples
    --------
    >>> slope_text(Estimate(0.02, -0.11, 0.15))
    '0.02 (−0.11 to 0.15)'
    """
    ends = estimate.value, estimate.low, estimate.high
    value, low, high = (figure(x, places=2) if math.isfinite(x) else "open" for x in ends)
    return f"{value} ({low} to {high})"
