"""What each safety answer means for tests, plan and runs: the rows of ``safety/``."""

from functools import cache
from typing import Literal

from ilio.core import UnknownNameError
from ilio.knowledge.entry import Entry, read_toml
from ilio.knowledge.protocol_card import guided_protocols, protocol_card

Urgency = Literal["emergency_now", "today", "within_days", "before_training", "no_need"]
"""How soon somebody has to look at it, the most urgent first."""

PlanRule = Literal["none", "after clearance", "with movements left out"]


class SafetyAnswer(Entry):
    """What one worrying answer means. No field has a default: each row says everything.

    Parameters
    ----------
    question
        What to ask, in the second person; yes is the worrying answer.
    why
        Why it matters, one sentence.
    do
        What to do besides what the urgency says, one or two sentences.
    seen
        How soon somebody has to look at it.
    tests
        The tests that it rules out, out of their cards.
    plan
        ``none``; ``after clearance``, with the movements left out; or at once, ``with movements
        left out``.
    leaves_out
        Keys of ``movements.toml`` that no exercise may hold.
    load
        ``gentle``: no set to failure, and the load does not grow.
    runs
        Whether planned runs are drawn: ``none`` or ``as they are``.
    stop_signs
        Signs of its own that end a session.
    asks
        Fields of the answers that have to be known before there is a plan.
    cleared_by
        Who can clear it; empty where a clearance changes nothing.
    cleared_for_months
        How old a clearance may be when a plan begins, and on each of its days [months].
    with_clinician
        What a clinician in the room unlocks without a clearance: ``tests``, ``plan``.
    back
        How to come back, or to undo a mistaken yes.

    Examples
    --------
    >>> red_flag("fever").seen, "thomas" in banned_by("late_pregnancy").tests
    ('today', True)
    """

    question: str
    why: str
    do: str
    seen: Urgency
    tests: tuple[str, ...]
    plan: PlanRule
    leaves_out: tuple[str, ...]
    load: Literal["as planned", "gentle"]
    runs: Literal["none", "as they are"]
    stop_signs: tuple[str, ...]
    asks: tuple[str, ...]
    cleared_by: str
    cleared_for_months: int
    with_clinician: tuple[Literal["tests", "plan"], ...]
    back: str

    @property
    def bars_verdict(self) -> bool:
        """Whether it rules out a test that a verdict rests on.

        Examples
        --------
        >>> banned_by("hernia").bars_verdict
        True
        """
        return any(protocol_card(test).axis for test in self.tests)


class UrgencyWords(Entry):
    """How an urgency is said, everywhere in the same words.

    Parameters
    ----------
    text
        One sentence; empty when nobody has to look at it.
    short
        A few words for a list.

    Examples
    --------
    >>> urgency("today").text
    'See a doctor today.'
    """

    text: str
    short: str


@cache
def red_flags() -> dict[str, SafetyAnswer]:
    """Signs that belong to a doctor before any test or plan, in the order in which to ask.

    Examples
    --------
    >>> "saddle_numbness" in red_flags()
    True
    """
    return _rows("red_flags.toml")


def red_flag(key: str) -> SafetyAnswer:
    """One red flag by its id.

    Raises
    ------
    UnknownNameError
        If there is no such red flag.

    Examples
    --------
    >>> red_flag("calf_swelling").grade
    'D'
    """
    if key not in red_flags():
        raise UnknownNameError("red flag", key, red_flags())
    return red_flags()[key]


@cache
def do_not_test() -> dict[str, SafetyAnswer]:
    """What rules out a test or parts of a plan, in the order in which to ask.

    Examples
    --------
    >>> sorted(do_not_test())[:2]
    ['acute_back_pain', 'blood_thinners']
    """
    return _rows("do_not_test.toml")


def banned_by(key: str) -> SafetyAnswer:
    """One reason against a test or parts of a plan by its id.

    Raises
    ------
    UnknownNameError
        If there is no such reason.

    Examples
    --------
    >>> banned_by("blood_thinners").tests
    ()
    """
    if key not in do_not_test():
        raise UnknownNameError("reason not to test", key, do_not_test())
    return do_not_test()[key]


@cache
def safety_answers() -> dict[str, SafetyAnswer]:
    """Every row by its key: both lists, then age, blanks and pain in a test.

    Examples
    --------
    >>> safety_answers()["under_18"].with_clinician
    ('tests', 'plan')
    """
    return {**red_flags(), **do_not_test(), **_rows("other_answers.toml")}


@cache
def urgencies() -> dict[str, UrgencyWords]:
    """How each urgency is said, the most urgent first.

    Examples
    --------
    >>> list(urgencies())[0]
    'emergency_now'
    """
    return {
        k: UrgencyWords.model_validate(t) for k, t in read_toml("safety", "urgency.toml").items()
    }


def urgency(key: str) -> UrgencyWords:
    """How one urgency is said.

    Raises
    ------
    UnknownNameError
        If there is no such urgency.

    Examples
    --------
    >>> urgency("no_need").text
    ''
    """
    if key not in urgencies():
        raise UnknownNameError("urgency", key, urgencies())
    return urgencies()[key]


def _rows(file: str) -> dict[str, SafetyAnswer]:
    return {
        key: SafetyAnswer.model_validate({**row, "tests": _ruled_out(key)})
        for key, row in read_toml("safety", file).items()
    }


def _ruled_out(key: str) -> tuple[str, ...]:
    """The tests that an answer rules out; a card that says nothing of it stops everything."""
    cards = [protocol_card(test) for test in guided_protocols()]
    for card in cards:
        if (key in card.ruled_out_by) is (key in card.goes_with):
            raise ValueError(
                f"the card of {card.key} has to name '{key}' in ruled_out_by or in goes_with"
            )
    return tuple(card.key for card in cards if key in card.ruled_out_by)
