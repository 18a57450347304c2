"""Which rows of the safety table hold for a person, and which question is still open."""

from collections.abc import Iterator, Mapping

from ilio.core import Side
from ilio.knowledge import banned_by, do_not_test, red_flag, red_flags, threshold
from ilio.observations.answers import Answers

Hurts = Mapping[Side, frozenset[str]]
"""Side to the rows of pain that hold for that hip."""


def holding(answers: Answers, hurts: Hurts) -> Iterator[str]:
    """Keys of the rows of ``knowledge/safety`` that hold for a person.

    Parameters
    ----------
    answers
        About the person.
    hurts
        Side to the rows of pain that hold for that hip.

    Raises
    ------
    UnknownNameError
        If a red flag or a reason not to test is not known.

    Examples
    --------
    >>> list(holding(Answers(pregnancy_week=24), {}))
    ['pregnancy', 'late_pregnancy']
    """
    for key in sorted(answers.red_flags or ()):
        red_flag(key)  # an unknown id stops here, at the door
    for key in sorted(answers.do_not_test or ()):
        banned_by(key)
    yield from (key for key in red_flags() if key in (answers.red_flags or ()))
    said = _said(answers)
    yield from (key for key in do_not_test() if key in said)
    if _young(answers) and not answers.with_clinician:
        yield "under_18"
    yield from sorted({key for keys in hurts.values() for key in keys})


def _said(answers: Answers) -> set[str]:
    """What was ticked, and what a detail says that goes with a tick that was forgotten."""
    said = set(answers.do_not_test or ())
    if answers.pregnancy_week is not None:
        late = answers.pregnancy_week >= threshold("pregnancy.late").value
        said |= {"pregnancy", "late_pregnancy"} if late else {"pregnancy"}
    if answers.replaced_hip is not None or answers.hip_replaced_months is not None:
        said.add("hip_replacement")
    months = answers.hip_replaced_months
    if months is not None and months < threshold("hip_surgery.healing").value:
        said.add("hip_surgery")
    return said


def _young(answers: Answers) -> bool:
    return answers.age_years is not None and answers.age_years < threshold("person.adult").value


def first_open(answers: Answers) -> str:
    """The first question that nobody answered; nothing passes while there is one.

    Examples
    --------
    >>> first_open(Answers(red_flags=frozenset(), do_not_test=frozenset()))
    'age_years'
    """
    said = answers.do_not_test or frozenset()
    asked = {
        "red_flags": answers.red_flags is None,
        "do_not_test": answers.do_not_test is None,
        "pregnancy_week": "pregnancy" in said
        and "late_pregnancy" not in said
        and _week_not_known(answers),
        "age_years": answers.age_years is None,
        "with_clinician": _young(answers) and answers.with_clinician is None,
    }
    return next((name for name, is_open in asked.items() if is_open), "")


def _week_not_known(answers: Answers) -> bool:
    """Whether nobody said how far a pregnancy is, or when it was that far."""
    return answers.pregnancy_week is None or not answers.as_of
