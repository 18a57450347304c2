"""The exercises of the programme, one file each in ``exercises/``."""

from functools import cache
from importlib import resources
from typing import Annotated, Literal

from pydantic import Field

from ilio.core import UnknownNameError
from ilio.knowledge.dose_book import Role
from ilio.knowledge.entry import Entry, read_toml
from ilio.knowledge.exercise_figure import ExerciseFigure

SideRule = Literal["tight side", "each side", "alternate", "both at once"]


class DoseRange(Entry):
    """How much of one exercise, at least and at most; counted for each side that does it.

    Parameters
    ----------
    sets_low, sets_high
        Sets.
    reps_low, reps_high
        Repetitions a set, None for a plain hold.
    hold_s_low, hold_s_high
        Time of a hold [s], None where nothing is held; with repetitions, each one is held.
    rest_s
        Between sets [s].
    load
        In words; empty where there is none to choose.
    unit
        ``repetitions`` or ``s``.

    Examples
    --------
    >>> exercise("glute_bridge").dose.in_words
    '2 to 3 x 8 to 15, rest 45 s'
    """

    sets_low: int
    sets_high: int
    reps_low: int | None = None
    reps_high: int | None = None
    hold_s_low: float | None = None
    hold_s_high: float | None = None
    rest_s: float
    load: str = ""
    unit: Literal["repetitions", "s"]

    @property
    def in_words(self) -> str:
        """The range in one short line.

        Examples
        --------
        >>> exercise("front_plank").dose.in_words
        '2 to 3 x 10 to 30 s, rest 30 s'
        """
        each = [_span(self.reps_low, self.reps_high)] if self.reps_low else []
        if self.hold_s_low:
            each.append(f"{_span(self.hold_s_low, self.hold_s_high)} s")
        parts = [f"{_span(self.sets_low, self.sets_high)} x {' x '.join(each)}", self.load]
        parts.append(f"rest {self.rest_s:g} s" if self.rest_s else "")
        return ", ".join(part for part in parts if part)


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
    contraindications
        Ids of ``red_flags.toml`` or ``do_not_test.toml`` that rule it out.
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
    contraindications: tuple[str, ...]
    equipment: tuple[str, ...]
    note: str = ""
    pose: ExerciseFigure


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


def _span(low: float | None, high: float | None) -> str:
    return f"{low:g}" if low == high else f"{low:g} to {high:g}"
