"""What safety answers mean, in the words that pages and API show; `safety_of` alone decides."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from ilio.apps.plan_making import safety_now, safety_on
from ilio.knowledge import do_not_test, question_of, red_flags, urgency
from ilio.observations import TESTS, Answers, Clearance, Safety, safety_of
from ilio.programmes.telling import refusal
from ilio.verdicts.safety_telling import UNDO, back_from, headline, meaning

if TYPE_CHECKING:
    from ilio.records import Visit


@dataclass(frozen=True)
class Why:
    """One answer that stands in the way.

    Parameters
    ----------
    key
        Of the answer in ``knowledge/safety``.
    place
        Where it was given: ``red_flags-KEY``, ``do_not_test-KEY`` or the field.
    text
        Why, and what to do.
    back
        How to come back.
    cleared_by
        Who can clear it; empty when nobody has to, or can.

    Examples
    --------
    >>> Why("fever", "red_flags-fever", "", "", "").place
    'red_flags-fever'
    """

    key: str
    place: str
    text: str
    back: str
    cleared_by: str


@dataclass(frozen=True)
class Unanswered:
    """A question that has to be answered first.

    Parameters
    ----------
    field
        Id of the question.
    text
        The question.

    Examples
    --------
    >>> Unanswered("age_years", "How old are you?").field
    'age_years'
    """

    field: str
    text: str


@dataclass(frozen=True)
class AllowedTest:
    """Whether a test may be done.

    Parameters
    ----------
    allowed
        Whether it may.
    why
        The answers that rule it out, one sentence or two each.

    Examples
    --------
    >>> AllowedTest(True, ()).why
    ()
    """

    allowed: bool
    why: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class SafetyView:
    """What the answers allow, in words.

    Parameters
    ----------
    refers
        Whether a doctor comes before any verdict.
    asks_first
        Whether it refers only until an open question is answered.
    urgency
        How soon somebody has to look at it; may be empty.
    headline
        What stands before everything else; may be empty.
    undo
        How to take a mistaken tick back.
    unanswered
        What has to be answered first, in order.
    whys
        The answers that stand in the way, the most urgent first, those that are cleared last.
    tests
        Each test by its name.
    left_out
        Movements that nobody may ask for.
    plan
        ``none``, ``after clearance`` or ``allowed``.
    runs
        Whether planned runs may be drawn.
    waiting
        Those of `whys` that wait for a clearance.
    cleared
        The clearances that count.

    Examples
    --------
    >>> safety_view(Answers()).unanswered[0].field
    'red_flags'
    """

    refers: bool
    asks_first: bool
    urgency: str
    headline: str
    undo: str
    unanswered: tuple[Unanswered, ...]
    whys: tuple[Why, ...]
    tests: Mapping[str, AllowedTest]
    left_out: tuple[str, ...]
    plan: str
    runs: bool
    waiting: tuple[Why, ...]
    cleared: tuple[Clearance, ...]

    @property
    def tests_allowed(self) -> bool:
        """Whether any test may be done.

        Examples
        --------
        >>> safety_view(Answers(red_flags=frozenset({"fever"}))).tests_allowed
        False
        """
        return any(test.allowed for test in self.tests.values())


def safety_view(answers: Answers) -> SafetyView:
    """What some answers allow on the day for which they hold.

    Parameters
    ----------
    answers
        About the person.

    Examples
    --------
    >>> late = Answers(red_flags=frozenset(), do_not_test=frozenset({"late_pregnancy"}),
    ...                age_years=31)
    >>> [name for name, test in safety_view(late).tests.items() if test.allowed]
    ['knee-raise']
    """
    return _told(safety_of(answers))


def visit_safety(visit: "Visit", day: date) -> SafetyView:
    """What the answers and the pain of a visit allow on a day, in words.

    What a plan waits for is looked for on its last day, too: a pregnancy goes on meanwhile.

    Examples
    --------
    >>> from ilio.records import Visit
    >>> from ilio.verdicts import judge
    >>> visit_safety(Visit(judge([])), date(2026, 11, 22)).refers
    False
    """
    now = safety_now(visit, day)
    then = safety_on(visit, day, None)
    waiting = tuple(_why(then, key) for key in then.uncleared)
    return replace(_told(now), plan=then.plan, waiting=waiting)


def plan_refusal(visit: "Visit", day: date) -> str:
    """Why there is no plan from a visit, and how to come to one; empty when there may be one.

    Examples
    --------
    >>> from ilio.records import Visit
    >>> from ilio.verdicts import judge
    >>> plan_refusal(Visit(judge([])), date(2026, 11, 22))[:20]
    'No exercise for now.'
    """
    safety = safety_on(visit, day, None)
    if safety.plan == "allowed" and not visit.judgement.refer:
        return ""
    return refusal(visit.judgement, safety, ())


def _told(safety: Safety) -> SafetyView:
    cleared = {clearance.of for clearance in safety.cleared}
    waiting_first = sorted(safety.holds, key=lambda key: key in cleared)
    whys = tuple(_why(safety, key) for key in waiting_first if _in_the_way(safety, key))
    passes = not (safety.open or safety.refers)
    return SafetyView(
        refers=safety.refers,
        asks_first=_clinician_open(safety),
        urgency=urgency(safety.urgency).text,
        headline=headline(safety),
        undo=UNDO,
        unanswered=tuple(
            Unanswered(name, question_of(name).text)
            for name in dict.fromkeys((*filter(None, [safety.open]), *safety.asks))
        ),
        whys=whys,
        tests={
            test: AllowedTest(
                passes and not safety.tests.get(test),
                tuple(
                    meaning(key, safety)
                    for key in safety.tests.get(test, ())
                    if _in_the_way(safety, key) or not safety.refers
                ),
            )
            for test in TESTS
        },
        left_out=tuple(sorted(safety.left_out)),
        plan=safety.plan,
        runs=safety.runs,
        waiting=tuple(_why(safety, key) for key in safety.uncleared),
        cleared=safety.cleared,
    )


def _clinician_open(safety: Safety) -> bool:
    """Whether only the question of the clinician decides."""
    flagged = any(key in red_flags() for key in safety.holds)
    return safety.open == "with_clinician" and not flagged


def _in_the_way(safety: Safety, key: str) -> bool:
    """Who is referred is told only of what refers them."""
    row = safety.rows[key]
    if safety.refers:
        return key in red_flags() or (key not in do_not_test() and row.bars_verdict)
    return row.bars_verdict or row.plan == "none" or key in safety.uncleared


def _why(safety: Safety, key: str) -> Why:
    row = safety.rows[key]
    listed = {"red_flags": red_flags(), "do_not_test": do_not_test()}
    place = next((f"{name}-{key}" for name, rows in listed.items() if key in rows), "age_years")
    return Why(key, place, meaning(key, safety), back_from(key, safety), row.cleared_by)
