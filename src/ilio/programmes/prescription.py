"""What is done: one exercise with its dose, and the weeks that share theirs."""

from dataclasses import dataclass
from typing import Literal

Purpose = Literal[
    "activation", "strength", "length", "core", "glutes", "single leg", "movement break", "check"
]
PlanSide = Literal["left", "right", "both"]


@dataclass(frozen=True, kw_only=True)
class Prescription:
    """One exercise with its dose.

    Parameters
    ----------
    exercise
        Key of the exercise library.
    purpose
        What it is for in this plan.
    side
        Which side does it.
    sets
        How many.
    reps
        Repetitions a set, None for a hold.
    hold_s
        Time of a hold [s], None for repetitions.
    rest_s
        Between sets [s].
    load
        As ``"15 RM band"``; empty for none.
    tempo
        In words; may be empty.
    why
        One plain clause.
    source, grade
        Of the dose.
    optional
        Whether it may be left out without loss.

    Examples
    --------
    >>> Prescription(exercise="half_kneeling_stretch", purpose="length", side="left", sets=2,
    ...              hold_s=30, why="the left hip is short", source="kawamoto2012", grade="B").reps
    """

    exercise: str
    purpose: Purpose
    side: PlanSide
    sets: int
    reps: int | None = None
    hold_s: float | None = None
    rest_s: float = 0.0
    load: str = ""
    tempo: str = ""
    why: str = ""
    source: str = ""
    grade: str = ""
    optional: bool = False


@dataclass(frozen=True, kw_only=True)
class Block:
    """Weeks that share their prescriptions.

    Parameters
    ----------
    name
        Short title.
    first_week, last_week
        Counted from 1.
    daily, strength, before_run, after_run, own
        What belongs to a strength session, around runs, and to sessions of their own (lengthening
        away from runs); `daily` are movement breaks.
    short
        The short version of a strength session, for straight after a hard run.
    strength_days_low, strength_days
        Strength sessions a week: the floor and the target.

    Examples
    --------
    >>> Block(name="Base", first_week=1, last_week=2).strength
    ()
    """

    name: str
    first_week: int
    last_week: int
    strength: tuple[Prescription, ...] = ()
    before_run: tuple[Prescription, ...] = ()
    after_run: tuple[Prescription, ...] = ()
    own: tuple[Prescription, ...] = ()
    daily: tuple[Prescription, ...] = ()
    short: tuple[Prescription, ...] = ()
    strength_days_low: int = 0
    strength_days: int = 0
