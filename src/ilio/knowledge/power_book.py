"""How much both tests tell of virtual people, as shipped; `make power-table` makes it anew."""

from functools import cache

from ilio.core import UnknownNameError
from ilio.knowledge.entry import Entry, flatten, read_toml

Band = tuple[tuple[float, ...], tuple[float, ...]]
"""Least and most over the populations."""


class PowerCurves(Entry):
    """What becomes of a test as one thing is varied.

    Parameters
    ----------
    meaning
        Over what.
    x
        Its values in `unit`.
    unit
        ``deg`` or ``s``.
    found, cleared
        Share of those who have it that the test finds, of the others that it clears [%].
    right, right_clear
        Share of its calls, and of its all-clears, that are right [%].
    deep_found
        Of those whose psoas and iliacus alone are weak; None for the Thomas test [%].

    Examples
    --------
    >>> power_curves("thomas.tilt").unit
    'deg'
    """

    meaning: str
    x: tuple[float, ...]
    unit: str
    found: Band
    cleared: Band
    right: Band
    right_clear: Band
    deep_found: Band | None = None


@cache
def _curves() -> dict[str, PowerCurves]:
    tables = flatten(read_toml("body", "test_power.toml"), "x")
    return {key: PowerCurves.model_validate(table) for key, table in tables.items()}


def power_curves(key: str) -> PowerCurves:
    """The curves of one test over one thing: ``thomas.tilt``, ``.error``, ``.cut``, ``hold.cut``.

    Raises
    ------
    UnknownNameError
        If there are none.

    Examples
    --------
    >>> len(power_curves("hold.cut").x)
    7
    """
    try:
        return _curves()[key]
    except KeyError:
        raise UnknownNameError("curve of a test", key, _curves()) from None
