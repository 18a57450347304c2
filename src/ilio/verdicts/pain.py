"""Which hip hurt in which direction."""

from collections.abc import Iterable

from ilio.core import Side
from ilio.knowledge import protocol_card
from ilio.observations import Answers, AttemptInput
from ilio.protocols.measurement import Measurement


def hurts_of(
    attempts: Iterable[Measurement | AttemptInput], answers: Answers
) -> dict[Side, frozenset[str]]:
    """Which hip hurt in which direction: in a test, or when a helper bent it.

    Examples
    --------
    >>> hurts_of((), Answers(passive_knee_to_chest_pain={Side.LEFT: True}))
    {<Side.LEFT: 'left'>: frozenset({'painful_flexion'})}
    """
    found: dict[Side, set[str]] = {}
    for attempt in attempts:
        if attempt.answers.pain or attempt.answers.ended == "pain":
            found.setdefault(attempt.side, set()).add(protocol_card(attempt.protocol).hurts)
    for side, pain in answers.passive_knee_to_chest_pain.items():
        if pain:
            found.setdefault(side, set()).add("painful_flexion")
    return {side: frozenset(found[side]) for side in Side if side in found}
