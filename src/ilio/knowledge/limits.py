"""Limits and design numbers, each with unit, source, grade and date."""

from functools import cache

from ilio.core import UnknownNameError
from ilio.knowledge.entry import Entry, flatten, read_toml


class Threshold(Entry):
    """One limit.

    Parameters
    ----------
    value
        In `unit`.
    unit
        ``deg``, ``s``, ``%``, ``1`` (a chance or a count) ...
    meaning
        One sentence.

    Examples
    --------
    >>> threshold("knee_raise.hold").unit
    's'
    """

    value: float
    unit: str
    meaning: str


@cache
def thresholds() -> dict[str, Threshold]:
    """All limits by dotted key.

    Examples
    --------
    >>> thresholds()["knee_raise.level"].value
    90.0
    """
    return {
        key: Threshold.model_validate(table)
        for file in ("thresholds.toml", "recording_limits.toml", "planning.toml")
        for key, table in flatten(read_toml(file), "value").items()
    }


def threshold(key: str) -> Threshold:
    """One limit by its dotted key.

    Raises
    ------
    UnknownNameError
        If there is no such limit.

    Examples
    --------
    >>> threshold("thomas.limited").value
    9.7
    """
    try:
        return thresholds()[key]
    except KeyError:
        raise UnknownNameError("threshold", key, thresholds()) from None
