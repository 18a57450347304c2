"""What an unfinished test says of a person's safety; one fault in it hides nothing else."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from ilio.core import InputError, Side
from ilio.observations import Answers, AttemptInput
from ilio.sources.visit_file import visit_from
from ilio.sources.visit_schema import SCHEMA
from ilio.verdicts.pain import hurts_of


def answers_in(given: Mapping[str, Any]) -> Answers:
    """The answers about the person in a visit input; its attempts are left aside.

    Raises
    ------
    ReadError
        If there is a fault in them.

    Examples
    --------
    >>> answers_in({"schema": "ilio/visit-input/1", "red_flags": []}).red_flags
    frozenset()
    """
    kept = {key: value for key, value in given.items() if key != "attempt"}
    return visit_from(kept, name="visit", folder=Path()).answers


def answers_of_draft(draft: Mapping[str, Any]) -> Answers:
    """The answers in an unfinished test; what cannot be read of it counts as not asked.

    Examples
    --------
    >>> answers_of_draft({"red_flags": ["fever"], "person": {"age_years": "old"}}).red_flags
    frozenset({'fever'})
    >>> answers_of_draft({"red_flags": ["fever", "zzz"]}).red_flags
    frozenset({'fever'})
    >>> answers_of_draft({"red_flags": ["zzz"]}).red_flags is None
    True
    """
    told = {key: value for key, value in draft.items() if key not in ("page", "schema", "attempt")}
    read: dict[str, Any] = {}
    for key, value in _readable((), told).items():
        if _is_read((), {**read, key: value}):  # two may gainsay each other
            read[key] = value
    return answers_in({"schema": SCHEMA, **read})


def _readable(place: tuple[str, ...], told: Mapping[str, Any]) -> dict[str, Any]:
    """What can be read of a table: each entry alone, however deep a fault lies."""
    found: dict[str, Any] = {}
    for key, value in told.items():
        at = (*place, key)
        if _is_read(at, value):
            found[key] = value
        elif isinstance(value, Mapping):
            found[key] = _readable(at, value)
        elif isinstance(value, list) and (known := [one for one in value if _is_read(at, [one])]):
            found[key] = known
    return found


def _is_read(place: tuple[str, ...], value: Any) -> bool:
    for key in reversed(place):
        value = {key: value}
    try:
        answers_in({"schema": SCHEMA, **value})
    except InputError:
        return False
    return True


def hurts_of_draft(draft: Mapping[str, Any]) -> dict[Side, frozenset[str]]:
    """Which hip hurt in which direction in an unfinished test.

    Examples
    --------
    >>> tried = {"protocol": "thomas", "side": "left", "pain": True, "ended": "zzz"}
    >>> hurts_of_draft({"attempt": [tried]})
    {<Side.LEFT: 'left'>: frozenset({'painful_extension'})}
    """
    listed = draft.get("attempt")
    tried = [one for one in listed if isinstance(one, dict)] if isinstance(listed, list) else []
    attempts = [attempt for one in tried for told in TOLD for attempt in _attempts(one, told)]
    return hurts_of(attempts, answers_of_draft(draft))


TOLD = ("pain", "ended")
"""What of an attempt says whether it hurt."""


def _attempts(tried: Mapping[str, Any], told: str) -> Sequence[AttemptInput]:
    given = {key: tried[key] for key in ("protocol", "side", told) if key in tried}
    try:
        return visit_from(
            {"schema": SCHEMA, "attempt": [given]}, name="visit", folder=Path()
        ).attempts
    except InputError:
        return ()
