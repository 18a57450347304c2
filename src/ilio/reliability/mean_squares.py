"""The two-way table of a reliability study, and its mean squares."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from ilio.core import InputError


@dataclass(frozen=True)
class MeanSquares:
    """Mean squares of people by columns (raters, sessions, trials), one number a cell.

    Parameters
    ----------
    people, columns
        How many rows and columns the table has.
    between_people, between_columns, error
        Mean squares of rows, of columns, and of what is left [unit squared].

    Examples
    --------
    >>> MeanSquares(6, 4, 11.24, 32.49, 1.02).freedom
    15
    """

    people: int
    columns: int
    between_people: float
    between_columns: float
    error: float

    @property
    def freedom(self) -> int:
        """Degrees of freedom of the error.

        Examples
        --------
        >>> MeanSquares(30, 2, 9.0, 1.0, 1.0).freedom
        29
        """
        return (self.people - 1) * (self.columns - 1)

    @property
    def within_people(self) -> float:
        """Mean square within people: columns and error together [unit squared].

        Examples
        --------
        >>> round(MeanSquares(6, 4, 11.2417, 32.4861, 1.0194).within_people, 4)
        6.2639
        """
        columns = (self.columns - 1) * self.between_columns
        return (columns + self.freedom * self.error) / (self.people * (self.columns - 1))


def mean_squares(table: ArrayLike) -> MeanSquares:
    """Two-way analysis of variance of a full table.

    Parameters
    ----------
    table
        ``(people, columns)``, at least 2 by 2, no cell empty.

    Raises
    ------
    InputError
        If it is smaller, or a cell is empty.

    Examples
    --------
    >>> mean_squares([[9, 2], [6, 1], [8, 4]]).between_columns.__round__(2)
    42.67
    """
    y = np.asarray(table, dtype=np.float64)
    if y.ndim != 2 or min(y.shape) < 2 or not np.isfinite(y).all():
        got = f"{' by '.join(map(str, y.shape))}, {int((~np.isfinite(y)).sum())} cells empty"
        todo = "Leave out who was not measured every time."
        raise InputError("a full table of 2 people or more by 2 columns or more", got, todo)
    n, k = y.shape
    rows, columns, mean = y.mean(axis=1), y.mean(axis=0), y.mean()
    left = y - rows[:, None] - columns + mean
    return MeanSquares(
        n,
        k,
        float(k * ((rows - mean) ** 2).sum() / (n - 1)),
        float(n * ((columns - mean) ** 2).sum() / (k - 1)),
        float((left**2).sum() / ((n - 1) * (k - 1))),
    )
