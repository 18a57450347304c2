"""Which hip hurt in which direction, and until when that counts."""

from collections.abc import Iterable, Mapping

from ilio.core import Side
from ilio.knowledge import protocol_card
from ilio.observations import Answers, AttemptInput
from ilio.protocols.measurement import Measurement

HELPER = "bent by a helper"
"""Stands for a test where a helper brought the knee to the chest."""
Tests = Mapping[Side, frozenset[str]]
"""Side to the tests in which that hip hurt, or did not."""


def hurts_of(
    attempts: Iterable[Measurement | AttemptInput], answers: Answers
) -> dict[Side, frozenset[str]]:
    """Which hip hurt in which direction: in a test, or when a helper bent it.

    Examples
    --------
    >>> hurts_of((), Answers(passive_knee_to_chest_pain={Side.LEFT: True}))
    {<Side.LEFT: 'left'>: frozenset({'painful_flexion'})}
    """
    return directions(painful_tests(attempts, answers))


def painful_tests(attempts: Iterable[Measurement | AttemptInput], answers: Answers) -> Tests:
    """In which tests each hip hurt.

    Examples
    --------
    >>> painful_tests((), Answers(passive_knee_to_chest_pain={Side.LEFT: True}))
    {<Side.LEFT: 'left'>: frozenset({'bent by a helper'})}
    """
    hurt = [
        (attempt.side, attempt.protocol)
        for attempt in attempts
        if attempt.answers.pain or attempt.answers.ended == "pain"
    ]
    passive = answers.passive_knee_to_chest_pain.items()
    return _by_side([*hurt, *((side, HELPER) for side, pain in passive if pain)])


def painless_tests(measurements: Iterable[Measurement], answers: Answers) -> Tests:
    """In which tests each hip did not hurt: done, and answered so.

    Examples
    --------
    >>> painless_tests((), Answers(passive_knee_to_chest_pain={Side.LEFT: False}))
    {<Side.LEFT: 'left'>: frozenset({'bent by a helper'})}
    """
    tried = [(m.side, m.protocol) for m in measurements if m.quantities and m.answers.pain is False]
    passive = answers.passive_knee_to_chest_pain.items()
    return _by_side([*tried, *((side, HELPER) for side, pain in passive if not pain)])


def still_painful(before: Tests, painful: Tests, painless: Tests) -> Tests:
    """The tests that hurt in earlier visits and in this one, until they were done without pain.

    Parameters
    ----------
    before
        Of earlier visits.
    painful, painless
        Of this one; what it does not ask is not answered.

    Examples
    --------
    >>> earlier = {Side.LEFT: frozenset({"knee-raise"})}
    >>> still_painful(earlier, {}, {Side.LEFT: frozenset({"thomas", HELPER})})
    {<Side.LEFT: 'left'>: frozenset({'knee-raise'})}
    >>> still_painful(earlier, {}, earlier)
    {}
    """
    none: frozenset[str] = frozenset()
    found = {
        side: (before.get(side, none) - painless.get(side, none)) | painful.get(side, none)
        for side in Side
    }
    return {side: tests for side, tests in found.items() if tests}


def directions(tests: Tests) -> dict[Side, frozenset[str]]:
    """The rows of pain that tests stand for.

    Examples
    --------
    >>> directions({Side.LEFT: frozenset({"thomas"})})
    {<Side.LEFT: 'left'>: frozenset({'painful_extension'})}
    """
    return {side: frozenset(map(_direction, names)) for side, names in tests.items()}


def _direction(test: str) -> str:
    return "painful_flexion" if test == HELPER else protocol_card(test).hurts


def _by_side(found: Iterable[tuple[Side, str]]) -> dict[Side, frozenset[str]]:
    pairs = list(found)  # a test of both at once hurts, or does not, on either side
    sides = {
        side: frozenset(test for own, test in pairs if own in (side, Side.BOTH)) for side in Side
    }
    return {side: tests for side, tests in sides.items() if tests}
