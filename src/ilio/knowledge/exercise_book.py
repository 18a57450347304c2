"""The exercises of the programme."""

from functools import cache
from typing import Annotated, Literal

from pydantic import Field

from ilio.core import UnknownNameError
from ilio.knowledge.entry import Entry, read_toml

SideRule = Literal["tight side", "each side", "alternate", "both at once"]


class Exercise(Entry):
    """One exercise.

    Parameters
    ----------
    title
        What people call it.
    purpose
        What it is for.
    muscles
        Keys of ``muscles.toml``, the main one first.
    set_up
        How to get into position.
    cues
        At most three, in the order in which they matter.
    side
        Which side does it.
    dose
        How long or how often, in words with units.
    stop
        Signs that end it.
    note
        What is known about it; may be empty.

    Examples
    --------
    >>> exercise("banded_press_away").side
    'alternate'
    """

    title: str
    purpose: str
    muscles: tuple[str, ...]
    set_up: str
    cues: Annotated[tuple[str, ...], Field(min_length=1, max_length=3)]
    side: SideRule
    dose: str
    stop: tuple[str, ...]
    note: str = ""


@cache
def exercises() -> dict[str, Exercise]:
    """All exercises by key.

    Examples
    --------
    >>> "half_kneeling_stretch" in exercises()
    True
    """
    return {key: Exercise.model_validate(t) for key, t in read_toml("exercises.toml").items()}


def exercise(key: str) -> Exercise:
    """One exercise by its key.

    Raises
    ------
    UnknownNameError
        If there is no such exercise.

    Examples
    --------
    >>> exercise("glute_bridge").muscles[0]
    'gluteus_maximus'
    """
    try:
        return exercises()[key]
    except KeyError:
        raise UnknownNameError("exercise", key, exercises()) from None
