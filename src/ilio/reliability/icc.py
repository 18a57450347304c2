"""Intraclass correlations of Shrout and Fleiss, with the F intervals of McGraw and Wong.

In the names of McGraw and Wong (1996) the forms are, in order: ICC(1), ICC(A,1), ICC(C,1), ICC(k),
ICC(A,k), ICC(C,k). Form 2 asks whether the numbers are the same, form 3 whether people keep their
order; form 1 knows no columns. ``k``: for the mean of all columns.
"""

import math
from dataclasses import dataclass

from ilio.reliability.estimate import Estimate, upper_tail
from ilio.reliability.mean_squares import MeanSquares


@dataclass(frozen=True)
class Icc:
    """One intraclass correlation.

    Parameters
    ----------
    form
        ``"1,1"``, ``"2,1"``, ``"3,1"``, ``"1,k"``, ``"2,k"`` or ``"3,k"``.
    estimate
        Its value and 95 % interval.

    Examples
    --------
    >>> Icc("3,1", Estimate(0.71, 0.34, 0.95)).name
    'ICC(3,1)'
    """

    form: str
    estimate: Estimate

    @property
    def name(self) -> str:
        """As papers print it.

        Examples
        --------
        >>> Icc("2,k", Estimate(0.62, 0.07, 0.93)).name
        'ICC(2,k)'
        """
        return f"ICC({self.form})"


def iccs(squares: MeanSquares) -> tuple[Icc, ...]:
    """All six forms; none where people do not differ at all.

    Examples
    --------
    >>> found = {icc.name: icc.estimate.value for icc in iccs(MeanSquares(6, 4, 11.24, 32.5, 1.02))}
    >>> round(found["ICC(3,1)"], 2), round(found["ICC(2,1)"], 2)
    (0.71, 0.29)
    """
    if squares.between_people == 0:
        return ()
    singles = (
        ("1", _alone(squares, squares.within_people, squares.people * (squares.columns - 1))),
        ("2", _absolute(squares)),
        ("3", _alone(squares, squares.error, squares.freedom)),
    )
    one = tuple(Icc(f"{form},1", estimate) for form, estimate in singles)
    mean = tuple(Icc(f"{form},k", _of_mean(e, squares.columns)) for form, e in singles)
    return one + mean


def _alone(squares: MeanSquares, error: float, freedom: float) -> Estimate:
    """Forms 1 and 3: people against one mean square, whose F ratio gives the interval."""
    from scipy.stats import f

    people, k, tail = squares.people - 1, squares.columns, upper_tail()
    if error == 0:
        return Estimate(1.0, 1.0, 1.0)
    ratio = squares.between_people / error
    ends = (
        ratio / float(f.ppf(tail, people, freedom)),
        ratio,
        ratio * float(f.ppf(tail, freedom, people)),
    )
    low, value, high = ((end - 1) / (end + k - 1) for end in ends)
    return Estimate(value, low, high)


def _absolute(squares: MeanSquares) -> Estimate:
    """Form 2: the degrees of freedom of its mixed error after Satterthwaite."""
    from scipy.stats import f

    n, k, tail = squares.people, squares.columns, upper_tail()
    rows, columns, error = squares.between_people, squares.between_columns, squares.error
    value = (rows - error) / (rows + (k - 1) * error + k * (columns - error) / n)
    if value >= 1:
        return Estimate(1.0, 1.0, 1.0)
    a = k * value / (n * (1 - value))
    b = 1 + a * (n - 1)
    mixed = (a * columns + b * error) ** 2
    freedom = mixed / ((a * columns) ** 2 / (k - 1) + (b * error) ** 2 / squares.freedom)
    below, above = (float(f.ppf(tail, *pair)) for pair in ((n - 1, freedom), (freedom, n - 1)))
    rest = k * columns + (k * n - k - n) * error
    low = n * (rows - below * error) / (below * rest + n * rows)
    high = n * (above * rows - error) / (rest + n * above * rows)
    return Estimate(value, low, high)


def _of_mean(single: Estimate, k: int) -> Estimate:
    """Spearman and Brown: the same correlation for the mean of all columns."""
    value, low, high = (_stepped_up(x, k) for x in (single.value, single.low, single.high))
    return Estimate(value, low, high)


def _stepped_up(single: float, k: int) -> float:
    below = 1 + (k - 1) * single
    return k * single / below if below > 0 else -math.inf
