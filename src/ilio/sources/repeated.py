"""Columns by their name, where a file may use a name twice: neither copy is taken for the other."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np

from ilio.core import ReadError
from ilio.observations import FloatArray


@dataclass(frozen=True, eq=False)
class Named:
    """What a file holds by name.

    Parameters
    ----------
    columns
        Name to values, each name that stands for one thing.
    repeated
        Names that stand for several things that differ.

    Examples
    --------
    >>> Named({}, ("LKNE",)).repeated
    ('LKNE',)
    """

    columns: Mapping[str, FloatArray]
    repeated: tuple[str, ...] = ()


def by_name(pairs: Iterable[tuple[str, FloatArray]]) -> Named:
    """Gather columns; copies that are equal or empty do no harm, others leave their name without.

    Parameters
    ----------
    pairs
        Name and values, in the order of the file.

    Examples
    --------
    >>> one, none = np.ones(3), np.full(3, np.nan)
    >>> found = by_name([("a", one), ("a", none), ("b", one), ("b", 2 * one)])
    >>> list(found.columns), found.repeated
    (['a'], ('b',))
    """
    columns: dict[str, FloatArray] = {}
    repeated: list[str] = []
    for name, values in pairs:
        before = columns.get(name)
        if before is None or not np.isfinite(before).any():
            columns[name] = values
        elif np.isfinite(values).any() and not np.array_equal(before, values, equal_nan=True):
            repeated.append(name)
    kept = {name: values for name, values in columns.items() if name not in repeated}
    return Named(kept, tuple(dict.fromkeys(repeated)))


def refuse_repeated(names: Iterable[str], path: object) -> None:
    """Stop where names that are needed stand for several things each.

    Raises
    ------
    ReadError
        With the names, if there is one.

    Examples
    --------
    >>> refuse_repeated([], "a.trc")
    """
    listed = ", ".join(f"'{name}'" for name in names)
    if listed:
        todo = "Rename or delete the wrong one and export it again."
        raise ReadError(path, "each name once", f"{listed} several times", todo)
