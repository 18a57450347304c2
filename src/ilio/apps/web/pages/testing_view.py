"""What the page of the test shows, out of the knowledge: questions, limits, drawings."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from ilio.knowledge import (
    Block,
    Question,
    guide_of,
    guided_protocols,
    protocol_card,
    question_blocks,
    threshold,
)
from ilio.knowledge.question import Condition, Per
from ilio.records.drawing.instructions import StepPicture, moving_svg, step_pictures
from ilio.records.wording import protocol_name
from ilio.verdicts.pain import Tests

LIMITS = (
    "phone.large_lift", "camera.yaw_good", "camera.person_least", "camera.brightness_least",
    "camera.contrast_least", "camera.shoulder_width", "camera.hip_up_full", "camera.hip_front_full",
    "camera.hip_bent_full", "camera.hip_split_full", "camera.hip_far_full", "visit.attempts",
)  # fmt: skip
"""What the live view goes by, besides the guide of each test; the verdict is Python's."""

DETAILS = ("pregnancy_week", "replaced_hip", "hip_replaced_months")
"""Questions that only some reasons against a test bring up."""


@dataclass(frozen=True)
class Asked:
    """A question as a field of a form.

    Parameters
    ----------
    question
        Itself.
    told_by
        Kinds of recording that answer it, separated by spaces.
    when, when_any, ends
        Its conditions and endings as JSON, limits put in.

    Examples
    --------
    >>> Asked(question_blocks()[0].question[0], "", "[]", "[]", "null").question.id
    'red_flags'
    """

    question: Question
    told_by: str
    when: str
    when_any: str
    ends: str


@dataclass(frozen=True)
class ProtocolView:
    """One test as the page shows it.

    Parameters
    ----------
    protocol, name, how
        Which test, what it is called, how it is done.
    sides
        What one round of it tests.
    once, each, side
        Questions of a visit, of each attempt, and of a side when its condition holds.
    side_title, side_how, side_when, side_movements
        What the last are about, how it is done, its condition as JSON, and what a person does for
        it.
    side_again
        Sides, separated by spaces, of which it is asked under any condition: they hurt before.
    notes
        What stands beside the picture, by the place that shows it.
    moving, steps
        The test drawn, as one moving drawing and step by step; the tested leg faces right.

    Examples
    --------
    >>> protocol_views({})[0].name
    'Standing knee raise'
    """

    protocol: str
    name: str
    how: str
    sides: tuple[str, ...]
    once: tuple[Asked, ...]
    each: tuple[Asked, ...]
    side: tuple[Asked, ...]
    side_title: str
    side_how: str
    side_when: str
    side_movements: str
    side_again: str
    notes: Mapping[str, str]
    moving: str
    steps: tuple[StepPicture, ...]


def protocol_views(painful: Tests) -> tuple[ProtocolView, ...]:
    """All of them.

    Parameters
    ----------
    painful
        The tests in which a hip of the person hurt and which were not done again without.

    Examples
    --------
    >>> [asked.question.id for asked in protocol_views({})[1].once]
    ['table_level', 'device']
    """
    return tuple(_view(protocol, painful) for protocol in guided_protocols())


def _view(protocol: str, painful: Tests) -> ProtocolView:
    blocks = {block.per: block for block in question_blocks() if block.protocol == protocol}
    side = blocks.get("side")
    return ProtocolView(
        protocol=protocol,
        name=protocol_name(protocol),
        how=" ".join(blocks["attempt"].how.split()),
        sides=tuple(map(str, protocol_card(protocol).sides_tested)),
        once=asked_in(blocks["visit"]),
        each=asked_in(blocks["attempt"]),
        side=asked_in(side) if side else (),
        side_title=side.title if side else "",
        side_how=" ".join(side.how.split()) if side else "",
        side_when=conditions(side.when) if side else "[]",
        side_movements=" ".join(side.movements) if side else "",
        side_again=" ".join(s for s, tests in painful.items() if side and side.again in tests),
        notes=_notes(protocol),
        moving=moving_svg(protocol),
        steps=step_pictures(protocol),
    )


def _notes(protocol: str) -> dict[str, str]:
    notes = guide_of(protocol).notes
    places = {"phone": f"phone-{protocol}", "pelvis": f"pelvis-{protocol}", "other": protocol}
    return {places[where]: " ".join(words.split()) for where, words in notes.items()}


def guides() -> dict[str, dict[str, object]]:
    """How each test is led, by protocol, with its limits in numbers: what the browser goes by.

    Examples
    --------
    >>> guides()["thomas"]["rest"]
    'lying'
    """
    return {protocol: _guided(protocol) for protocol in guided_protocols()}


def _guided(protocol: str) -> dict[str, object]:
    """The guide, and which pain of which test rules it out."""
    card = protocol_card(protocol)
    pain = {"hurts": card.hurts, "ruled_out_by": list(card.ruled_out_by)}
    return guide_of(protocol).in_numbers() | pain


def first_questions() -> dict[str, Asked]:
    """The questions before any test by their ids.

    Examples
    --------
    >>> list(first_questions())[:2]
    ['red_flags', 'do_not_test']
    """
    return {asked.question.id: asked for asked in asked_in(_block("", "visit"))}


def _block(protocol: str, per: Per) -> Block:
    return next(b for b in question_blocks() if b.protocol == protocol and b.per == per)


def asked_in(block: Block) -> tuple[Asked, ...]:
    """The questions of a block as fields.

    Examples
    --------
    >>> found = {asked.question.id: asked for asked in asked_in(question_blocks()[0])}
    >>> found["with_clinician"].when_any.split("}")[0]
    '[{"question": "age_years", "any_of": [], "under": 18.0, "not_under": null'
    """
    return tuple(
        Asked(
            question,
            " ".join(question.told_by),
            conditions(question.when),
            conditions(question.when_any),
            json.dumps(question.ends.model_dump() if question.ends else None),
        )
        for question in block.question
        if question.field or not block.protocol  # else choosing the test answers it
    )


def conditions(when: Iterable[Condition]) -> str:
    """Conditions as JSON, with the numbers of their limits.

    Examples
    --------
    >>> conditions(question_blocks()[0].when)
    '[]'
    """
    return json.dumps(
        [
            {
                "question": condition.question,
                "any_of": list(condition.any_of),
                "under": threshold(condition.under).value if condition.under else None,
                "not_under": threshold(condition.not_under).value if condition.not_under else None,
            }
            for condition in when
        ]
    )


def limits(keys: Iterable[str] = LIMITS) -> dict[str, float]:
    """Limits by their keys, for the live view.

    Examples
    --------
    >>> limits(["visit.attempts"])
    {'visit.attempts': 2.0}
    """
    return {key: float(threshold(key).value) for key in keys}
