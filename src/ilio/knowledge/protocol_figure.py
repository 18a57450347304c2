"""The drawn steps of each test, as data: poses, what lies around, how long each is shown."""

from functools import cache
from typing import Annotated

from pydantic import Field

from ilio.core import UnknownNameError
from ilio.knowledge.entry import Entry, read_toml
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
    >>> protocol_figure("thomas").steps[2].level
    True
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
    >>> len(protocol_figure("thomas").steps)
    3
    """

    props: tuple[Prop, ...]
    steps: Annotated[tuple[DrawnStep, ...], Field(min_length=2)]


@cache
def protocol_figures() -> dict[str, ProtocolFigure]:
    """The drawn steps of all tests by protocol.

    Examples
    --------
    >>> list(protocol_figures())
    ['knee-raise', 'thomas']
    """
    tables = read_toml("protocol_figures.toml")
    return {name: ProtocolFigure.model_validate(table) for name, table in tables.items()}


def protocol_figure(protocol: str) -> ProtocolFigure:
    """The drawn steps of one test.

    Raises
    ------
    UnknownNameError
        If that test has none.

    Examples
    --------
    >>> protocol_figure("knee-raise").steps[0].name
    'Stand tall and still, one fingertip on the wall at most'
    """
    try:
        return protocol_figures()[protocol]
    except KeyError:
        raise UnknownNameError("drawn test", protocol, protocol_figures()) from None
