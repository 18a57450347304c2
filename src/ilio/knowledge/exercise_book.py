"""The exercises of the programme, one file each in ``exercises/``."""

import re
from functools import cache
from importlib import resources
from typing import Annotated, Literal

from pydantic import AfterValidator, Field

from ilio.core import UnknownNameError
from ilio.knowledge.dose_book import DoseRange, Role
from ilio.knowledge.entry import Entry, read_toml
from ilio.knowledge.exercise_figure import ExerciseFigure
from ilio.knowledge.movements import movement

SideRule = Literal["tight side", "each side", "alternate", "both at once"]


def _known(keys: tuple[str, ...]) -> tuple[str, ...]:
    for key in keys:
        movement(key)
    return keys


Movements = Annotated[tuple[str, ...], AfterValidator(_known)]
"""Keys of ``movements.toml``."""


class Exercise(Entry):
    """One exercise.

    Parameters
    ----------
    key
        Its name in the library: that of its file.
    title
        What people call it.
    purpose
        What it is for.
    roles
        What it can serve in a plan.
    muscles
        Keys of ``muscles.toml``, the main one first.
    set_up
        How to get into position.
    cues
        At most three, in the order in which they matter.
    side
        Which side does it.
    tempo
        How fast.
    dose
        How much.
    progression, regression
        Keys of the next harder and the next easier exercises.
    stop
        Signs that end it.
    movements
        What the working side and the whole body do.
    other_side
        What the other hip does meanwhile; where both hips do the work, the same.
    equipment
        What is needed.
    note
        What is known about it; may be empty.
    pose
        Its drawing.

    Examples
    --------
    >>> exercise("banded_press_away").side
    'alternate'
    """

    key: str
    title: str
    purpose: str
    roles: Annotated[tuple[Role, ...], Field(min_length=1)]
    muscles: tuple[str, ...]
    set_up: str
    cues: Annotated[tuple[str, ...], Field(min_length=1, max_length=3)]
    side: SideRule
    tempo: str
    dose: DoseRange
    progression: tuple[str, ...] = ()
    regression: tuple[str, ...] = ()
    stop: Annotated[tuple[str, ...], Field(min_length=1)]
    movements: Movements
    other_side: Movements
    equipment: tuple[str, ...]
    note: str = ""
    pose: ExerciseFigure

    @property
    def phases(self) -> tuple[tuple[float, str], ...]:
        """The parts of one repetition, each with its seconds; empty where the tempo has none.

        Examples
        --------
        >>> exercise("glute_bridge").phases
        ((2.0, 'up'), (2.0, 'held'), (2.0, 'down'))
        >>> exercise("front_plank").phases
        ()
        """
        found = PHASE.findall(self.tempo)
        return tuple((float(seconds), words) for seconds, words in found)


PHASE = re.compile(r"(\d+) s ([a-z]+(?: [a-z]+)?)")
"""Seconds and what is done meanwhile, in the words of a tempo."""


@cache
def exercises() -> dict[str, Exercise]:
    """All exercises by key.

    Examples
    --------
    >>> "half_kneeling_stretch" in exercises()
    True
    """
    folder = resources.files("ilio.knowledge").joinpath("exercises")
    names = sorted(file.name for file in folder.iterdir() if file.name.endswith(".toml"))
    keys = {name: name.removesuffix(".toml") for name in names}
    return {
        key: Exercise.model_validate({"key": key, **read_toml("exercises", name)})
        for name, key in keys.items()
    }


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
