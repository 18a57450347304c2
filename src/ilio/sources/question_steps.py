"""The questions laid out as steps: which attempt each belongs to, what shows it, what ends it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, fields
from functools import cache
from typing import Any

from ilio.core import Side
from ilio.knowledge import (
    Block,
    Condition,
    Question,
    protocol_card,
    question_blocks,
    threshold,
)
from ilio.observations import Answers, safety_of
from ilio.sources.answer_reading import Answer

_ABOUT_THE_PERSON = {field.name for field in fields(Answers)}


@dataclass(frozen=True)
class Step:
    """One question asked at one place.

    Parameters
    ----------
    id
        Id of the question.
    protocol
        The test, empty for none.
    side, attempt
        None where the question is asked once for both sides, once for all attempts.
    question
        The question itself.
    block
        The block it stands in.

    Examples
    --------
    >>> all_steps()[0].id
    'red_flags'
    """

    id: str
    protocol: str
    side: Side | None
    attempt: int | None
    question: Question = field(compare=False)
    block: Block = field(compare=False)

    @property
    def place(self) -> str:
        """Where this is, for a heading.

        Examples
        --------
        >>> next(step for step in all_steps() if step.id == "knee_pain").place
        'Knee raise, left side, attempt 1'
        """
        side = f", {self.side} side" if self.side in tuple(Side) else ""
        attempt = f", attempt {self.attempt}" if self.attempt else ""
        return f"{self.block.title}{side}{attempt}"

    @property
    def how(self) -> str:
        """How to do the test, at the first question of its block; else empty.

        Examples
        --------
        >>> all_steps()[0].how
        ''
        """
        return self.block.how if self.question is self.block.question[0] else ""


@dataclass(frozen=True)
class Scope:
    """A stretch of the questionnaire that has ended; None stands for all.

    Parameters
    ----------
    protocol, side, attempt
        What the steps in it share.

    Examples
    --------
    >>> Scope("thomas").covers(all_steps()[0])
    False
    """

    protocol: str | None = None
    side: Side | None = None
    attempt: int | None = None

    def covers(self, step: Step) -> bool:
        """True if a step lies in it.

        Examples
        --------
        >>> Scope().covers(all_steps()[0])
        True
        """
        pairs = (
            (self.protocol, step.protocol),
            (self.side, step.side),
            (self.attempt, step.attempt),
        )
        return all(mine is None or mine == its for mine, its in pairs)


@cache
def all_steps() -> tuple[Step, ...]:
    """Every step in the order in which it is asked.

    Examples
    --------
    >>> raises = [step.place for step in all_steps() if step.id == "knee_pain"]
    >>> raises[1], raises[2]
    ('Knee raise, right side, attempt 1', 'Knee raise, left side, attempt 2')
    """
    return tuple(
        Step(question.id, block.protocol, side, attempt, question, block)
        for block in question_blocks()
        for side, attempt in _places(block)
        for question in block.question
    )


def _places(block: Block) -> Iterator[tuple[Side | None, int | None]]:
    if block.per == "visit":
        yield None, None
        return
    rounds = range(1, int(threshold("visit.attempts").value) + 1)
    for attempt in rounds if block.per == "attempt" else [None]:
        for side in protocol_card(block.protocol).sides_tested:
            yield side, attempt


def ends(step: Step, answer: Answer) -> bool:
    """True if an answer ends something.

    Examples
    --------
    >>> ends(all_steps()[0], frozenset({"fever"})), ends(all_steps()[0], frozenset())
    (True, False)
    """
    ending = step.question.ends
    if ending is None or answer is None:
        return False
    if isinstance(answer, frozenset):
        return bool(answer)
    word = ("no", "yes")[answer] if isinstance(answer, bool) else answer
    return word in ending.on


def ended(given: Mapping[Step, Answer]) -> set[Scope]:
    """What the answers so far have ended.

    Examples
    --------
    >>> sorted(scope.protocol for scope in ended({all_steps()[1]: frozenset({"late_pregnancy"})}))
    ['front-plank', 'thomas']
    """
    ruled_out = safety_of(person_answers(given), _hurts(given)).tests
    scopes = {Scope(test) for test, keys in ruled_out.items() if keys}
    if all(ruled_out.values()) and not _asks_more(given):
        scopes.add(Scope())
    for step, answer in given.items():
        if step.question.ends and ends(step, answer):
            scopes.add(
                {
                    "attempt": Scope(step.protocol, step.side, step.attempt),
                    "side": Scope(step.protocol, step.side),
                    "test": Scope(step.protocol),
                    "tests": Scope(),
                }[step.question.ends.what]
            )
    return scopes


def _hurts(given: Mapping[Step, Answer]) -> dict[Side, frozenset[str]]:
    """Which hip hurt in which direction in the attempts so far."""
    found: dict[Side, frozenset[str]] = {}
    for step, answer in given.items():
        pained = step.question.field == "pain" and answer is True
        if step.side and (pained or (step.question.field == "ended" and answer == "pain")):
            row = protocol_card(step.protocol).hurts
            for side in Side if step.side is Side.BOTH else (step.side,):
                found[side] = found.get(side, frozenset()) | {row}
    return found


def person_answers(given: Mapping[Step, Answer]) -> Answers:
    """What was answered about the person.

    Examples
    --------
    >>> person_answers({all_steps()[0]: frozenset()}).red_flags
    frozenset()
    """
    found: dict[str, Any] = {}
    for step, answer in given.items():
        name = step.question.field
        if answer is None or name not in _ABOUT_THE_PERSON:
            continue
        if step.side is None:
            found[name] = answer
        else:
            found.setdefault(name, {})[step.side] = answer
    return Answers(**found)


def ahead(given: Mapping[Step, Answer], *, if_open: bool) -> Iterator[Step]:
    """The steps that are still to be asked after some answers, in order.

    Parameters
    ----------
    given
        Answers so far.
    if_open
        What to take where the question of a condition has no answer yet.

    Examples
    --------
    >>> next(ahead({}, if_open=False)).id
    'red_flags'
    """
    over, barred = ended(given), safety_of(person_answers(given)).left_out
    for step in all_steps():
        out = any(scope.covers(step) for scope in over) or barred & set(step.block.movements)
        if step not in given and not out and holds(step, given, if_open=if_open):
            yield step


def _asks_more(given: Mapping[Step, Answer]) -> bool:
    """Whether a question that must be answered is still ahead, so that the rest can be told."""
    asked = (step for step in all_steps() if step.question.must and step not in given)
    return any(step.id != "safety" and holds(step, given, if_open=False) for step in asked)


def holds(step: Step, given: Mapping[Step, Answer], *, if_open: bool) -> bool:
    """True if all conditions for showing a step hold.

    Parameters
    ----------
    step
        The step.
    given
        Answers so far.
    if_open
        What to take where the question of a condition has no answer yet.

    Examples
    --------
    >>> clinician = next(step for step in all_steps() if step.id == "with_clinician")
    >>> age = next(step for step in all_steps() if step.id == "age_years")
    >>> holds(clinician, {age: 16.0}, if_open=False), holds(clinician, {age: 34.0}, if_open=False)
    (True, False)
    """
    conditions = (*step.block.when, *step.question.when)
    either = [_holds(condition, step, given, if_open) for condition in step.question.when_any]
    return all(_holds(c, step, given, if_open) for c in conditions) and any(either or [True])


def _holds(condition: Condition, step: Step, given: Mapping[Step, Answer], if_open: bool) -> bool:
    answers = [a for other, a in given.items() if _refers(condition, step, other)]
    numbers = [answer for answer in answers if isinstance(answer, float)]
    if condition.not_under:
        return all(number >= threshold(condition.not_under).value for number in numbers)
    if not answers:
        return if_open
    if condition.under:
        return any(number < threshold(condition.under).value for number in numbers)
    return any(_one_of(answer, condition.any_of) for answer in answers)


def _one_of(answer: Answer, wanted: tuple[str, ...]) -> bool:
    """A list answers with each of its entries."""
    return bool(answer & set(wanted)) if isinstance(answer, frozenset) else answer in wanted


def _refers(condition: Condition, step: Step, other: Step) -> bool:
    """An earlier step counts if it asks the question, for this side and this attempt or for all."""
    return (
        other.id == condition.question
        and (step.side is None or other.side in (None, step.side))
        and (step.attempt is None or other.attempt in (None, step.attempt))
    )
