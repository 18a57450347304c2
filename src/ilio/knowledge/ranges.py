"""Between which bounds a typed number can be true at all."""

from functools import cache

from ilio.core import UnknownNameError
from ilio.knowledge.entry import Entry, flatten, read_toml


class Range(Entry):
    """The bounds of one typed number.

    Parameters
    ----------
    low, high
        Bounds in `unit`; both are allowed values.
    unit
        ``deg``, ``s``, ``h`` or ``years``.
    meaning
        One sentence.
    todo
        What to tell the person whose number lies outside.

    Examples
    --------
    >>> bounds("sitting_hours").high
    24.0
    """

    low: float
    high: float
    unit: str
    meaning: str
    todo: str


@cache
def ranges() -> dict[str, Range]:
    """All bounds by the name of the number.

    Examples
    --------
    >>> "thigh_drop" in ranges()
    True
    """
    flat = flatten(read_toml("ranges.toml"), "low")
    return {key: Range.model_validate(table) for key, table in flat.items()}


def bounds(name: str) -> Range:
    """The bounds of one typed number.

    Raises
    ------
    UnknownNameError
        If there are none for that name.

    Examples
    --------
    >>> bounds("thigh_drop").low
    -90.0
    """
    if name not in ranges():
        raise UnknownNameError("typed number", name, ranges())
    return ranges()[name]
