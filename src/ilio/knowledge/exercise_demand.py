"""What the words of an exercise ask of its drawing, in numbers that a test can hold it to."""

from typing import Annotated, Literal

from pydantic import Field

from ilio.knowledge.exercise_part import Drawn, Part

Measure = Literal["bend", "slope", "ahead", "above", "lift", "gap", "way"]
"""How parts are measured; angles in degrees, lengths as a share of the figure's height:

- bend: how far the way over three parts turns at the middle one; one line is 0, a square joint 90;
- slope: of the line from the first part to the second, against level; straight up is 90;
- ahead, above: how far the second part lies before or over the first;
- lift: how high the lowest point of a part is over the floor;
- gap: the free space between two parts, or between a part and a thing;
- way: the slope of a part's way from the first pose to the second.
"""


class Demand(Drawn):
    """One demand of the text on the poses.

    Parameters
    ----------
    says
        The words of the set-up or of a cue that ask for it.
    pose
        In which of the two poses.
    measure
        How it is measured.
    of
        The parts, in the order of the measure.
    thing
        Kind of the thing that the last place belongs to, where that is no part.
    at, within
        The number asked for and how far the drawing may be off.

    Examples
    --------
    >>> Demand(says="sit tall", measure="slope", of=("hips", "shoulders"), at=90, within=5).pose
    'end'
    """

    says: str
    pose: Literal["start", "end", "both"] = "end"
    measure: Measure
    of: Annotated[tuple[Part, ...], Field(min_length=1, max_length=3)]
    thing: Literal["", "bench", "chair", "step", "rod", "wall", "bar", "pad", "hand"] = ""
    at: float = 0
    within: float
