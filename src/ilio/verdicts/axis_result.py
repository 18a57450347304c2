"""What an axis hands on: the axis itself, and what would settle it."""

from dataclasses import dataclass
from typing import Generic, TypeVar

from ilio.verdicts.verdict import TightnessAxis, WeaknessAxis

A = TypeVar("A", WeaknessAxis, TightnessAxis)


@dataclass(frozen=True)
class AxisResult(Generic[A]):
    """One judged axis with its own next step.

    Parameters
    ----------
    axis
        The axis.
    step
        What would settle it, or make it surer; empty when nothing would.
    tested
        Whether its test was tried, and may be.

    Examples
    --------
    >>> AxisResult(WeaknessAxis("sound")).is_open
    False
    """

    axis: A
    step: str = ""
    tested: bool = True

    @property
    def is_open(self) -> bool:
        """True while the axis is not known.

        Examples
        --------
        >>> AxisResult(WeaknessAxis("cannot tell")).is_open
        True
        """
        return self.axis.call == "cannot tell"
