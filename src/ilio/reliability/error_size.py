"""How far one person's number moves although nothing changed: SEM and MDC95."""

import math
from dataclasses import dataclass

from ilio.reliability.estimate import Estimate, normal_width, upper_tail
from ilio.reliability.mean_squares import MeanSquares


@dataclass(frozen=True)
class ErrorSize:
    """Standard error of measurement, and the change that one person must exceed.

    Parameters
    ----------
    sem
        SEM of consistency, ``sqrt(MS error)``, with the chi-square interval [unit].
    sem_agreement
        SEM of agreement: with what the columns differ by on the whole [unit].
    freedom
        Degrees of freedom behind `sem`.

    Examples
    --------
    >>> round(ErrorSize(Estimate(1.0, 0.8, 1.3), 2.5, 29).mdc, 2)
    2.77
    """

    sem: Estimate
    sem_agreement: float
    freedom: float

    @property
    def mdc(self) -> float:
        """Smallest detectable change with 95 % confidence, from the SEM of consistency [unit].

        Examples
        --------
        >>> round(ErrorSize(Estimate(2.705, 2.1, 3.7), 2.8, 27).mdc, 1)
        7.5
        """
        return smallest_detectable(self.sem.value)

    @property
    def mdc_agreement(self) -> float:
        """The same from the SEM of agreement [unit].

        Examples
        --------
        >>> round(ErrorSize(Estimate(1.0, 0.8, 1.3), 2.5028, 15).mdc_agreement, 4)
        6.9373
        """
        return smallest_detectable(self.sem_agreement)


def error_size(squares: MeanSquares, freedom: float | None = None) -> ErrorSize:
    """SEM and MDC of a table.

    Parameters
    ----------
    squares
        Of the table.
    freedom
        Degrees of freedom of its error where they are fewer than those of the table, because two
        rows are one person's.

    Examples
    --------
    >>> found = error_size(MeanSquares(6, 4, 11.2417, 32.4861, 1.0194))
    >>> round(found.sem.value, 3), round(found.sem_agreement, 3)
    (1.01, 2.503)
    """
    from scipy.stats import chi2

    free, tail = freedom or squares.freedom, upper_tail()
    sem = math.sqrt(squares.error)
    low, high = (sem * math.sqrt(free / float(chi2.ppf(p, free))) for p in (tail, 1 - tail))
    columns = max((squares.between_columns - squares.error) / squares.people, 0.0)
    return ErrorSize(Estimate(sem, low, high), math.sqrt(columns + squares.error), free)


def smallest_detectable(sem: float) -> float:
    """MDC95 of an SEM: ``1.96 * sqrt(2) * SEM``, in its unit.

    Examples
    --------
    >>> round(smallest_detectable(1.0), 2)
    2.77
    """
    return normal_width() * math.sqrt(2) * sem
