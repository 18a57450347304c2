"""What an unfinished test says of a person's safety; one fault in it hides nothing else."""

from collections.abc import Iterator, Mapping
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
    >>> answers_of_draft({"red_flags": 7}).red_flags is None
    True
    """
    read: dict[str, Any] = {}
    for key, inner in _pieces(draft):
        value = draft[key]
        if inner is not None:
            value = {**read.get(key, {}), inner: value[inner]}
        try:
            answers_in({"schema": SCHEMA, **read, key: value})
        except InputError:
            continue
        read[key] = value
    return answers_in({"schema": SCHEMA, **read})


def hurts_of_draft(draft: Mapping[str, Any]) -> dict[Side, frozenset[str]]:
    """Which hip hurt in which direction in an unfinished test.

    Examples
    --------
    >>> tried = {"protocol": "thomas", "side": "left", "pain": True}
    >>> hurts_of_draft({"attempt": [tried]})
    {<Side.LEFT: 'left'>: frozenset({'painful_extension'})}
    """
    listed = draft.get("attempt")
    attempts: list[AttemptInput] = []
    for attempt in listed if isinstance(listed, list) else ():
        told = {key: attempt[key] for key in TOLD if isinstance(attempt, dict) and key in attempt}
        try:
            given = {"schema": SCHEMA, "attempt": [told]}
            attempts += visit_from(given, name="visit", folder=Path()).attempts
        except InputError:
            continue
    return hurts_of(attempts, answers_of_draft(draft))


TOLD = ("protocol", "side", "pain", "ended")
"""Of an attempt, what says whether it hurt."""


def _pieces(draft: Mapping[str, Any]) -> Iterator[tuple[str, str | None]]:
    """What can be at fault alone: a key, or one inside a table."""
    for key, value in draft.items():
        if key in ("page", "schema", "attempt"):
            continue
        if isinstance(value, Mapping):
            yield from ((key, inner) for inner in value)
        else:
            yield key, None
