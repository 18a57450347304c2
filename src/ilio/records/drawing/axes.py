"""From numbers to places on a drawing, and round numbers for its marks."""

import math
from dataclasses import dataclass


@dataclass(frozen=True)
class Axis:
    """A straight axis.

    Parameters
    ----------
    low, high
        Ends in the unit of the numbers.
    start, end
        The same ends on the drawing.

    Examples
    --------
    >>> Axis(0, 10, 100, 200).place(5)
    150.0
    """

    low: float
    high: float
    start: float
    end: float

    def place(self, value: float) -> float:
        """Where a number lies on the drawing; beyond the ends it stays at the end.

        Examples
        --------
        >>> Axis(0, 10, 100, 200).place(12)
        200.0
        """
        share = (min(max(value, self.low), self.high) - self.low) / (self.high - self.low)
        return self.start + share * (self.end - self.start)

    def marks(self, most: int) -> list[float]:
        """Round numbers inside the ends, at most `most` of them.

        Examples
        --------
        >>> Axis(0, 36, 0, 1).marks(5)
        [0.0, 10.0, 20.0, 30.0]
        """
        span = self.high - self.low
        steps = (s * 10.0**power for power in range(-2, 5) for s in (1, 2, 3, 5))
        step = next(s for s in steps if span / s <= most)
        first = math.ceil(self.low / step)
        return [n * step for n in range(first, math.floor(self.high / step) + 1)]
