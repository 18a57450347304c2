"""The drawn steps of each test, as data: poses, what lies around, how long each is shown."""

from typing import Annotated

from pydantic import Field

from ilio.knowledge.entry import Entry
from ilio.knowledge.exercise_demand import Demand
from ilio.knowledge.exercise_figure import Move, PoseAngles, Prop
from ilio.knowledge.exercise_part import Drawn


class DrawnStep(Drawn):
    """One step of a test.

    Parameters
    ----------
    name
        In a few words.
    pose
        The figure; the tested leg is the near one.
    props
        What is there at this step only.
    moves
        Arrows to the next step.
    level
        Whether the level line is drawn from the hip.
    rest_s, go_s
        How long the moving drawing rests at this step, and takes to the next one.
    demands
        What the name asks of the pose.

    Examples
    --------
    >>> DrawnStep.model_fields["level"].default
    False
    """

    name: str
    pose: PoseAngles
    props: tuple[Prop, ...] = ()
    moves: tuple[Move, ...] = ()
    level: bool = False
    rest_s: float
    go_s: float
    demands: Annotated[tuple[Demand, ...], Field(min_length=1)]


class ProtocolFigure(Entry):
    """The steps of a test in order, and what stands there in all of them.

    Examples
    --------
    >>> ProtocolFigure.model_fields["steps"].is_required()
    True
    """

    props: tuple[Prop, ...]
    steps: Annotated[tuple[DrawnStep, ...], Field(min_length=2)]
