"""What is sure: the changes since the first test that are larger than the error of both."""

from collections.abc import Iterable, Sequence

from ilio.core import Side
from ilio.records.history import Trend
from ilio.records.history_change import Change
from ilio.records.history_words import (
    change_words,
    counts,
    is_told,
    one_person,
    same_way,
    series_name,
)

NOTHING = "Nothing is sure yet: no number changed since the first test by more than its error."
ALONE = "The other hip shows no change; about one of ten unchanged people has such a hip by chance."


def what_is_sure(series: Iterable[Trend]) -> tuple[str, ...]:
    """What changed for sure since the first test, the two hips of a person as one.

    Parameters
    ----------
    series
        Of one person, as `ilio.records.history.trends` gives them.

    Returns
    -------
    tuple of str
        One sentence each; one that says so where nothing is sure; empty before the second test.

    Examples
    --------
    >>> what_is_sure([])
    ()
    """
    told = [(one, one.change) for one in series if is_told(one) and one.change is not None]
    pairs: dict[tuple[str, str], list[tuple[Trend, Change]]] = {}
    for one, change in told:
        pairs.setdefault((one.protocol, one.device), []).append((one, change))
    sure = tuple(line for both in pairs.values() for line in _of_pair(both))
    return sure or ((NOTHING,) if told else ())


def _of_pair(both: Sequence[tuple[Trend, Change]]) -> list[str]:
    found = [(one, change) for one, change in both if counts(change)]
    lines = [f"{series_name(one)} {change_words(change)}" for one, change in found]
    if same_way([change for _, change in both]):
        lines.append(one_person([change for _, change in both]))
    elif len(found) == 1 and len(both) == len(Side):
        lines[0] = f"{lines[0]} {ALONE}"
    return lines
