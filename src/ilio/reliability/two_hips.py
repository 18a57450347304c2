"""Two hips of one person: pooled, and counted as what they are worth."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from ilio.observations import FloatArray
from ilio.reliability.mean_squares import MeanSquares, mean_squares


@dataclass(frozen=True)
class Hips:
    """Both hips of some people as one table, with what the hips of a person share.

    Parameters
    ----------
    table
        ``(2 * people, columns)``: all left hips, then all right ones in the same order.
    people
        How many.
    shared
        Correlation of the two hips' errors, r [-1 to 1].
    alike
        Correlation of the two hips' values [-1 to 1].

    Examples
    --------
    >>> Hips(np.zeros((30, 2)), 15, 0.7, 0.9).freedom.__round__(1)
    19.1
    """

    table: FloatArray
    people: int
    shared: float
    alike: float

    @property
    def freedom(self) -> float:
        """Degrees of freedom of the error: ``2n / (1 + r^2) - 1`` for two columns.

        Examples
        --------
        >>> Hips(np.zeros((30, 2)), 15, 0.0, 0.9).freedom
        29.0
        """
        columns = self.table.shape[1] - 1
        return float(columns * (2 * self.people / (1 + self.shared**2) - 1))

    @property
    def squares(self) -> MeanSquares:
        """Mean squares over all hips.

        Examples
        --------
        >>> hips_of([[0, 1], [2, 4]], [[1, 1], [3, 5]]).squares.people
        4
        """
        return mean_squares(self.table)


def hips_of(left: ArrayLike, right: ArrayLike) -> Hips:
    """Pool the two hips of people who were measured on both.

    Parameters
    ----------
    left, right
        ``(people, columns)`` each, the same people in the same order.

    Examples
    --------
    >>> pooled = hips_of([[0, 1], [2, 4], [5, 5]], [[1, 2], [3, 5], [6, 6]])
    >>> pooled.people, round(pooled.shared, 2)
    (3, 1.0)
    """
    sides = [np.asarray(side, dtype=np.float64) for side in (left, right)]
    errors = [y - y.mean(axis=1, keepdims=True) - y.mean(axis=0) + y.mean() for y in sides]
    shared = _correlation(*(error.ravel() for error in errors))
    alike = _correlation(*(y.mean(axis=1) for y in sides))
    return Hips(np.vstack(sides), len(sides[0]), shared, alike)


def _correlation(a: FloatArray, b: FloatArray) -> float:
    """Pearson's r; 0 where one of them does not vary."""
    a, b = a - a.mean(), b - b.mean()
    size = float(np.sqrt((a @ a) * (b @ b)))
    return float(a @ b) / size if size > 0 else 0.0
