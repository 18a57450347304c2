"""What the answers of a questionnaire amount to."""

from collections.abc import Mapping
from typing import Any

from ilio.core import Measured, Side
from ilio.knowledge import protocol_card
from ilio.observations import AttemptAnswers, AttemptInput, VisitInput
from ilio.observations.recording import Key
from ilio.sources.answer_reading import Answer
from ilio.sources.question_steps import Step, person_answers
from ilio.sources.visit_attempt import typed_reading
from ilio.sources.visit_schema import ANSWERS, READINGS


def visit_from_answers(given: Mapping[Step, Answer], *, person: str, date: str) -> VisitInput:
    """The visit that the answers describe.

    Parameters
    ----------
    given
        Step to answer, in the order in which they were asked.
    person
        Label of the person's own choosing.
    date
        Day of the visit as ``YYYY-MM-DD``.

    Returns
    -------
    VisitInput
        One attempt for every side and attempt about which anything was answered.

    Examples
    --------
    >>> visit_from_answers({}, person="R.", date="").attempts
    ()
    """
    told = {step: answer for step, answer in given.items() if answer is not None}
    places = {(s.attempt, s.side, s.protocol) for s in told if s.attempt and s.side}
    ordered = sorted(places, key=lambda place: (protocol_card(place[2]).place, place[0], place[1]))
    return VisitInput(
        person=person,
        date=date,
        answers=person_answers(told),
        attempts=tuple(_attempt(told, *place) for place in ordered),
    )


def _attempt(
    told: Mapping[Step, Answer], attempt: int | None, side: Side, protocol: str
) -> AttemptInput:
    """Answers of this attempt, and those given once for all attempts of its test."""
    found = {
        step.question.field: answer
        for step, answer in told.items()
        if step.protocol in ("", protocol)
        and (step.side, step.attempt) in ((None, None), (side, attempt))
    }
    device = None if found.get("device") == "none" else found.get("device")
    readings: dict[Key, Measured] = {
        (name, None): typed_reading(value, str(device), name)
        for name in READINGS[protocol]
        if device and isinstance(value := found.get(name), float)
    }
    answers: dict[str, Any] = {name: found[name] for name in ANSWERS[protocol] if name in found}
    return AttemptInput(
        protocol=protocol,
        side=side,
        device=str(device) if readings else None,
        readings=readings,
        answers=AttemptAnswers(**answers),
    )
