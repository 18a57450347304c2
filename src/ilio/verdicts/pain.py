"""Which hip hurt in which direction, and until when that counts."""

from collections.abc import Iterable, Sequence

from ilio.core import Side
from ilio.knowledge import protocol_card
from ilio.observations import Answers, AttemptInput
from ilio.observations.safety import Hurts
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


def tried_without_pain(
    attempts: Iterable[Measurement | AttemptInput], answers: Answers
) -> dict[Side, frozenset[str]]:
    """Which hip was tried in which direction and did not hurt, because somebody said so.

    Examples
    --------
    >>> bent = Answers(passive_knee_to_chest_pain={Side.LEFT: False})
    >>> tried_without_pain((), bent)
    {<Side.LEFT: 'left'>: frozenset({'painful_flexion'})}
    """
    found: dict[Side, set[str]] = {side: set() for side in Side}
    for attempt in attempts:
        if attempt.answers.pain is False:
            found[attempt.side].add(protocol_card(attempt.protocol).hurts)
    for side, pain in answers.passive_knee_to_chest_pain.items():
        if not pain:
            found[side].add("painful_flexion")
    return {side: frozenset(keys) for side, keys in found.items() if keys}


def still_hurts(
    before: Hurts, attempts: Sequence[Measurement | AttemptInput], answers: Answers
) -> dict[Side, frozenset[str]]:
    """Pain of earlier visits and of this one: it counts until that direction was tried without it.

    Parameters
    ----------
    before
        What hurt in earlier visits.
    attempts, answers
        Of this one; what it does not ask is not answered.

    Examples
    --------
    >>> earlier = {Side.LEFT: frozenset({"painful_flexion"})}
    >>> still_hurts(earlier, (), Answers())
    {<Side.LEFT: 'left'>: frozenset({'painful_flexion'})}
    >>> still_hurts(earlier, (), Answers(passive_knee_to_chest_pain={Side.LEFT: False}))
    {}
    """
    now, eased = hurts_of(attempts, answers), tried_without_pain(attempts, answers)
    found = {
        side: (before.get(side, frozenset()) - eased.get(side, frozenset()))
        | now.get(side, frozenset())
        for side in Side
    }
    return {side: keys for side, keys in found.items() if keys}
