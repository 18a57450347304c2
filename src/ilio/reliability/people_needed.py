"""How many people a study of reliability needs."""

import math

from ilio.knowledge import threshold
from ilio.reliability.estimate import normal_width


def people_for_icc(icc: float, columns: int = 2, width: float | None = None) -> int:
    """People for an interval of the ICC that is no wider than asked (Bonett 2002).

    Parameters
    ----------
    icc
        What the ICC is expected to be [0 to 1].
    columns
        Raters or sessions.
    width
        Of the 95 % interval; None for the one of the knowledge room.

    Examples
    --------
    >>> people_for_icc(0.75), people_for_icc(0.9)
    (79, 20)
    """
    z, k = normal_width(), columns
    wide = width or threshold("study.icc_width").value
    factor = threshold("study.people_factor").value
    people = factor * (z * (1 - icc) * (1 + (k - 1) * icc) / wide) ** 2 / (k * (k - 1)) + 1
    if k == 2 and icc >= threshold("study.high_icc").value:
        people += threshold("study.more_people").value * icc
    return math.ceil(people)
