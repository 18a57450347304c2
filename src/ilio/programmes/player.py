"""A session step by step, with seconds and the words to speak."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from ilio.knowledge import exercise as exercise_of
from ilio.knowledge import threshold
from ilio.programmes.programme import PlanSide, Prescription, Session

StepKind = Literal["get ready", "hold", "reps", "switch side", "rest"]


@dataclass(frozen=True, kw_only=True)
class Step:
    """One stretch of time in a session.

    Parameters
    ----------
    kind
        What happens.
    seconds
        How long [s].
    text
        What to say at its begin.
    exercise
        Key of the exercise.
    side
        Who works, or will work next.
    set_number
        Counted from 1; 0 before the first set.
    reps
        Repetitions of a ``reps`` step, else None.

    Examples
    --------
    >>> Step(kind="rest", seconds=30, text="Rest.", exercise="front_plank", side="both").kind
    'rest'
    """

    kind: StepKind
    seconds: float
    text: str
    exercise: str
    side: PlanSide
    set_number: int = 0
    reps: int | None = None


def player_steps(session: Session) -> tuple[Step, ...]:
    """What a player shows and speaks, in order; no rest after the last set of an exercise.

    Parameters
    ----------
    session
        What is to be done.

    Examples
    --------
    >>> from datetime import datetime
    >>> stretch = Prescription(exercise="half_kneeling_stretch", purpose="length", side="left",
    ...                        sets=2, hold_s=30, rest_s=15)
    >>> session = Session(key="w1-length-1", start=datetime(2026, 11, 23, 18), minutes=5,
    ...                   kind="length", place="on its own", week=1, title="", items=(stretch,))
    >>> [(step.kind, step.seconds) for step in player_steps(session)]
    [('get ready', 10.0), ('hold', 30), ('rest', 15), ('hold', 30)]
    """
    return tuple(step for item in session.items for step in _steps_of(item))


def item_seconds(item: Prescription) -> float:
    """How long a prescription takes [s], changes of side and rests included.

    Examples
    --------
    >>> plank = Prescription(exercise="front_plank", purpose="core", side="both", sets=1, hold_s=20)
    >>> item_seconds(plank)
    30.0
    """
    return sum(step.seconds for step in _steps_of(item))


def repetition_s(item: Prescription) -> float:
    """How long one repetition takes at its tempo [s]; a hold lasts as long as prescribed.

    Examples
    --------
    >>> bridge = Prescription(exercise="glute_bridge", purpose="glutes", side="both", sets=1,
    ...                       reps=8, tempo="2 s up, 2 s held, 2 s down")
    >>> repetition_s(bridge)
    6.0
    """
    phases = exercise_of(item.exercise).phases
    if not phases:
        return item.hold_s or threshold("planning.repetition").value
    return sum(_phase_s(item, seconds, words) for seconds, words in phases)


def _phase_s(item: Prescription, seconds: float, words: str) -> float:
    if words == "held":
        return item.hold_s or seconds
    return seconds + seconds if words == "each way" else seconds


def title_of(exercise: str) -> str:
    """What people call an exercise.

    Examples
    --------
    >>> title_of("glute_bridge")
    'Glute bridge'
    """
    return exercise_of(exercise).title


def _steps_of(item: Prescription) -> Iterator[Step]:
    ready_s = threshold("planning.get_ready").value
    sides = _sides(item)
    cue = exercise_of(item.exercise).cues[0]
    yield Step(
        kind="get ready",
        seconds=ready_s,
        text=f"Get ready: {title_of(item.exercise)}{_on(sides[0])}. {cue}".strip(),
        exercise=item.exercise,
        side=sides[0],
    )
    for number in range(1, item.sets + 1):
        for place, side in enumerate(sides):
            if place:
                yield _step(
                    item, "switch side", ready_s, f"Change to the {side} side.", side, number
                )
            yield from _work(item, side, number)
        if number < item.sets and item.rest_s:
            yield _step(item, "rest", item.rest_s, "Rest.", sides[0], number)


def _work(item: Prescription, side: PlanSide, number: int) -> Iterator[Step]:
    of = f"Set {number} of {item.sets}"
    if item.reps is None:
        hold_s = item.hold_s or 0
        yield _step(
            item, "hold", hold_s, f"{of}{_on(side)}: hold {hold_s:g} seconds.", side, number
        )
    elif item.hold_s is None:
        seconds = item.reps * repetition_s(item)
        how = f", {item.tempo}" if exercise_of(item.exercise).phases else ", slowly"
        text = f"{of}{_on(side)}: {item.reps} repetitions{how}."
        yield _step(item, "reps", seconds, text, side, number, item.reps)
    else:
        how = item.tempo if exercise_of(item.exercise).phases else f"hold {item.hold_s:g} seconds"
        for repetition in range(1, item.reps + 1):
            text = f"{of}{_on(side)}: {repetition} of {item.reps}, {how}."
            yield _step(item, "hold", repetition_s(item), text, side, number)


def _step(
    item: Prescription,
    kind: StepKind,
    seconds: float,
    text: str,
    side: PlanSide,
    number: int,
    reps: int | None = None,
) -> Step:
    return Step(
        kind=kind,
        seconds=seconds,
        text=text,
        exercise=item.exercise,
        side=side,
        set_number=number,
        reps=reps,
    )


def _sides(item: Prescription) -> tuple[PlanSide, ...]:
    """One after the other, unless both work at once."""
    if item.side != "both" or exercise_of(item.exercise).side == "both at once":
        return (item.side,)
    return ("left", "right")


def _on(side: PlanSide) -> str:
    return "" if side == "both" else f", {side} side"
