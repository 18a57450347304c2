"""One comparison of a study: the same people, by another rater, again, or by another device."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np

from ilio.knowledge import threshold
from ilio.observations import FloatArray
from ilio.reliability.agreement import Agreement, agreement_of
from ilio.reliability.error_size import ErrorSize, error_size
from ilio.reliability.icc import Icc, iccs
from ilio.reliability.mean_squares import mean_squares
from ilio.reliability.two_hips import Hips, hips_of

BOTH = "both hips"
"""Name of the result in which the two hips of each person are pooled."""


@dataclass(frozen=True)
class Pair:
    """Two of the columns against each other.

    Parameters
    ----------
    first, second
        Names of the columns.
    agreement
        The second less the first.

    Examples
    --------
    >>> Pair("A", "B", agreement_of([1, 2, 3, 4], [1, 3, 3, 5])).second
    'B'
    """

    first: str
    second: str
    agreement: Agreement


@dataclass(frozen=True)
class Result:
    """What one side, or both hips pooled, comes to.

    Parameters
    ----------
    side
        ``"left"``, ``"right"``, ``"both hips"``, or empty for what has no side.
    people
        With a number in every column.
    mean, sd
        Of all numbers, and between people [unit].
    iccs
        All forms; none where two hips are pooled or devices are compared.
    size
        SEM and MDC; None where devices are compared.
    pairs
        Each column against each later one.
    hips
        What the two hips share; None for one side.

    Examples
    --------
    >>> Result("left", 12, 10.0, 8.0, (), None, ()).hips is None
    True
    """

    side: str
    people: int
    mean: float
    sd: float
    iccs: tuple[Icc, ...]
    size: ErrorSize | None
    pairs: tuple[Pair, ...]
    hips: Hips | None = None


@dataclass(frozen=True)
class Comparison:
    """One quantity by one device over raters, sessions or trials; or over devices.

    Parameters
    ----------
    protocol, quantity, unit, device
        What was measured; `device` is empty where devices are compared.
    facet
        ``"rater"``, ``"session"``, ``"trial"`` or ``"device"``.
    levels
        Names of the columns.
    held
        What was the same for all columns, in words.
    log
        Whether all numbers are natural logarithms of the values.
    results
        One a side, then both hips.
    left_out
        People without a number in every column.
    at_top
        Share of values that equal the highest [0 to 1]: the test may have ended before the person.

    Examples
    --------
    >>> Comparison("thomas", "hip_extension", "deg", "phone", "rater", ("A", "B"), (), False, (),
    ...            0).levels
    ('A', 'B')
    """

    protocol: str
    quantity: str
    unit: str
    device: str
    facet: str
    levels: tuple[str, ...]
    held: tuple[str, ...]
    log: bool
    results: tuple[Result, ...]
    left_out: int
    at_top: float = 0.0

    @property
    def leading(self) -> Result:
        """The result that holds the most people's numbers: both hips where they were pooled.

        Examples
        --------
        >>> some = [Result(side, 12, 0.0, 1.0, (), None, ()) for side in ("left", "both hips")]
        >>> Comparison("thomas", "E", "deg", "phone", "rater", ("A", "B"), (), False, tuple(some),
        ...            0).leading.side
        'both hips'
        """
        return max(self.results, key=lambda one: (one.side == BOTH, one.people))


Tables = Mapping[str, Mapping[str, Sequence[float]]]
"""Side to person to one number a column."""


def results_of(tables: Tables, levels: Sequence[str], *, devices: bool) -> tuple[Result, ...]:
    """Each side alone, and both hips pooled; what has too few people is left out.

    Parameters
    ----------
    tables
        Full rows only.
    levels
        Names of the columns.
    devices
        Whether the columns are devices: then no ICC and no SEM mixes them.

    Examples
    --------
    >>> people = {f"P{n}": (float(n), n + 1.0) for n in range(10)}
    >>> [one.people for one in results_of({"": people}, ("A", "B"), devices=False)]
    [10]
    """
    least = threshold("study.people_least").value
    found = [
        _result(side, np.array(list(table.values())), levels, devices)
        for side, table in sorted(tables.items())
        if len(table) >= least
    ]
    both = [tables[side] for side in ("left", "right") if side in tables]
    if len(both) == 2:
        shared = [person for person in both[0] if person in both[1]]
        if len(shared) >= least:
            sides = [np.array([table[person] for person in shared]) for table in both]
            found.append(_pooled(sides[0], sides[1], levels, devices))
    return tuple(found)


def _result(side: str, table: FloatArray, levels: Sequence[str], devices: bool) -> Result:
    squares = mean_squares(table)
    pairs = tuple(
        Pair(levels[i], levels[j], agreement_of(table[:, i], table[:, j]))
        for i, j in combinations(range(len(levels)), 2)
    )
    alone = () if devices else iccs(squares)
    size = None if devices else error_size(squares)
    return Result(side, len(table), float(table.mean()), _between(table), alone, size, pairs)


def _pooled(left: FloatArray, right: FloatArray, levels: Sequence[str], devices: bool) -> Result:
    hips = hips_of(left, right)
    pairs = []
    for i, j in combinations(range(len(levels)), 2):
        two = hips_of(left[:, [i, j]], right[:, [i, j]])
        columns = two.table[:, 0], two.table[:, 1]
        pairs.append(Pair(levels[i], levels[j], agreement_of(*columns, two)))
    size = None if devices else error_size(hips.squares, hips.freedom)
    mean, between = float(hips.table.mean()), _between(hips.table)
    return Result(BOTH, hips.people, mean, between, (), size, tuple(pairs), hips)


def _between(table: FloatArray) -> float:
    return float(table.mean(axis=1).std(ddof=1))
