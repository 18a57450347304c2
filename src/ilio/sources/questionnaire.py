"""The questionnaire as a state: which question is next, and what the answers so far amount to.

Nothing is read or written here; a terminal or a page shows `Questionnaire.current` and hands back
what the person typed.
"""

from dataclasses import dataclass, replace
from typing import Self

from ilio.core import InputError
from ilio.knowledge import urgency
from ilio.observations import VisitInput, safety_of
from ilio.sources.answer_reading import Answer, Option, options, understood
from ilio.sources.answered_visit import visit_from_answers
from ilio.sources.question_steps import (
    Scope,
    Step,
    ahead,
    ended,
    ends,
    person_answers,
)

BACK, SKIP = ("b", "back", "<"), ("skip", "-")
"""What a person types to go back or to skip."""


@dataclass(frozen=True)
class Questionnaire:
    """Where a person is in the questionnaire; each answer gives a new state.

    Parameters
    ----------
    given
        Steps answered or skipped so far, in order, with their answers.
    said
        A friendly sentence about the last answer: why it was not understood, or what it ends.

    Examples
    --------
    >>> questionnaire = Questionnaire()
    >>> questionnaire.current.question.id
    'red_flags'
    >>> questionnaire = questionnaire.answer("none").answer("none").answer("thirty-four")
    >>> questionnaire.said
    'Please give a number, for example 12.'
    >>> questionnaire.answer("34").current.question.id
    'sitting_hours'
    """

    given: tuple[tuple[Step, Answer], ...] = ()
    said: str = ""

    @property
    def current(self) -> Step | None:
        """The next question, None when there is none left.

        Examples
        --------
        >>> Questionnaire().current.question.kind
        'list'
        """
        return next(ahead(dict(self.given), if_open=False), None)

    @property
    def finished(self) -> bool:
        """True when no question is left.

        Examples
        --------
        >>> Questionnaire().answer("1").finished
        True
        """
        return self.current is None

    @property
    def options(self) -> tuple[Option, ...]:
        """What may be answered to the current question, each with a short key; empty for a number.

        Examples
        --------
        >>> questionnaire = Questionnaire().answer("none").answer("none").answer("34").skip()
        >>> [(option.key, option.word) for option in questionnaire.options]
        [('y', 'yes'), ('n', 'no')]
        """
        step = self.current
        return options(step.question) if step else ()

    @property
    def progress(self) -> tuple[int, int]:
        """Number of the current question, and how many there are at most, as far as is known now.

        Examples
        --------
        >>> Questionnaire().progress[0]
        1
        """
        total = len(self.given) + len(list(ahead(dict(self.given), if_open=True)))
        return min(len(self.given) + 1, total), total

    @property
    def stopped(self) -> str:
        """Why all tests were stopped; empty when they were not.

        Examples
        --------
        >>> "emergency" in Questionnaire().answer("1").stopped
        True
        """
        given = dict(self.given)
        if Scope() not in ended(given):
            return ""
        said = [ending_sentence(step, answer) for step, answer in self.given]
        return next((text for text in reversed(said) if text), "")

    def answer(self, text: str) -> Self:
        """The state after an answer; an answer that is not understood leaves the question open.

        Parameters
        ----------
        text
            As typed: a key, a word, a number with or without its unit, numbers of a list, or
            ``back`` (``<``) and ``skip`` (``-``).

        Examples
        --------
        >>> Questionnaire().answer("none").answer("back").current.question.id
        'red_flags'
        """
        word, step = text.strip().lower(), self.current
        if word in BACK:
            return self.back()
        if step is None or word in SKIP:
            return self.skip()
        try:
            answer = understood(step.question, text)
        except InputError as error:
            return replace(self, said=error.todo)
        return replace(
            self, given=(*self.given, (step, answer)), said=ending_sentence(step, answer)
        )

    def skip(self) -> Self:
        """The state after leaving the current question unanswered; a safety question stays open.

        Examples
        --------
        >>> Questionnaire().skip().current.question.id
        'red_flags'
        """
        step = self.current
        if step is None:
            return self
        if step.question.must:
            return replace(self, said="This one has to be answered: it keeps you from harm.")
        return replace(self, given=(*self.given, (step, None)), said="")

    def back(self) -> Self:
        """The state before the last answer.

        Examples
        --------
        >>> Questionnaire().back() == Questionnaire()
        True
        """
        return replace(self, given=self.given[:-1], said="")

    def visit_input(self, *, person: str = "", date: str = "") -> VisitInput:
        """What the answers so far amount to.

        Parameters
        ----------
        person
            Label of the person's own choosing.
        date
            Day of the visit as ``YYYY-MM-DD``.

        Examples
        --------
        >>> Questionnaire().answer("none").visit_input(person="R.").answers.red_flags
        frozenset()
        """
        return visit_from_answers(dict(self.given), person=person, date=date)


def ending_sentence(step: Step, answer: Answer) -> str:
    """What to tell a person whose answer ends something; empty when it ends nothing.

    Examples
    --------
    >>> from ilio.sources.question_steps import all_steps
    >>> ending_sentence(all_steps()[1], frozenset({"late_pregnancy"}))
    'Leave the table test out; the standing test may be done beside a wall. Ask your midwife.'
    """
    if isinstance(answer, frozenset):
        safety = safety_of(person_answers({step: answer}))
        first = urgency(safety.urgency).text if safety.refers else ""
        return " ".join((first, *(row.do for row in safety.rows.values()))).strip()
    return step.question.ends.say if step.question.ends and ends(step, answer) else ""
