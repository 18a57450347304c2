"""The rules by which the load moves."""

from functools import cache
from typing import Literal

from ilio.knowledge.entry import Entry, read_toml
from ilio.knowledge.safety_answers import Urgency


class ProgressionRule(Entry):
    """One rule.

    Parameters
    ----------
    does
        ``up``, ``back``, ``restart`` or ``stop``.
    of
        What it looks at.
    limit
        In `unit`; 0 where any is too much.
    unit
        Of `limit`.
    sessions
        How many sessions in a row must show it.
    days
        Within how many days it counts [days]; 0 where that does not matter.
    seen
        How soon somebody has to look at it.
    text
        One plain sentence.

    Examples
    --------
    >>> progression()["pain_during"].limit
    3.0
    """

    does: Literal["up", "back", "restart", "stop"]
    of: Literal["red flag", "pain", "pain next day", "steps back", "missed weeks", "effort"]
    limit: float = 0.0
    unit: str = ""
    sessions: int = 1
    days: int = 0
    seen: Urgency = "no_need"
    text: str


@cache
def progression() -> dict[str, ProgressionRule]:
    """All rules by key, the gravest first.

    Examples
    --------
    >>> list(progression())[0]
    'red_flag'
    """
    return {k: ProgressionRule.model_validate(t) for k, t in read_toml("progression.toml").items()}
