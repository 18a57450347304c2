"""Which hip hurt in which direction."""

from collections.abc import Iterable

from ilio.core import Side
from ilio.observations import Answers
from ilio.protocols.measurement import Measurement

HURT_BY = {"knee-raise": "painful_flexion", "thomas": "painful_extension"}
"""Test to the row of ``knowledge/safety/other_answers.toml`` that its pain fills."""


def hurts_of(attempts: Iterable[Measurement], answers: Answers) -> dict[Side, frozenset[str]]:
    """Which hip hurt in which direction: in a test, or when a helper bent it.

    Examples
    --------
    >>> hurts_of((), Answers(passive_knee_to_chest_pain={Side.LEFT: True}))
    {<Side.LEFT: 'left'>: frozenset({'painful_flexion'})}
    """
    found: dict[Side, set[str]] = {}
    for attempt in attempts:
        if attempt.answers.pain or attempt.answers.ended == "pain":
            key = HURT_BY.get(attempt.protocol, "painful_flexion")
            found.setdefault(attempt.side, set()).add(key)
    for side, pain in answers.passive_knee_to_chest_pain.items():
        if pain:
            found.setdefault(side, set()).add("painful_flexion")
    return {side: frozenset(found[side]) for side in Side if side in found}
