"""The movements of which exercises are made: what a safety answer can leave out."""

from functools import cache
from typing import Literal

from ilio.core import UnknownNameError
from ilio.knowledge.entry import Entry, read_toml


class Movement(Entry):
    """One movement.

    Parameters
    ----------
    text
        Plain words that can follow "left out:".
    meaning
        When an exercise counts.
    part
        What does it: one hip, so that the two sides can differ; any joint; or the whole body.

    Examples
    --------
    >>> movement("deep_hip_flexion").part
    'one hip'
    """

    text: str
    meaning: str
    part: Literal["one hip", "any joint", "whole body"]


@cache
def movements() -> dict[str, Movement]:
    """All movements by key.

    Examples
    --------
    >>> "kneeling" in movements()
    True
    """
    return {key: Movement.model_validate(t) for key, t in read_toml("movements.toml").items()}


def movement(key: str) -> Movement:
    """One movement by its key.

    Raises
    ------
    UnknownNameError
        If there is no such movement.

    Examples
    --------
    >>> movement("lying_on_back").text
    'lying on the back'
    """
    try:
        return movements()[key]
    except KeyError:
        raise UnknownNameError("movement", key, movements()) from None
