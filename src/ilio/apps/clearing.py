"""A clearance recorded in a visit: what the command line and the page share."""

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ilio.observations import Answers
    from ilio.records import Visit


def with_clearance(visit: "Visit", of: str, by: str, on: str, today: date) -> "Visit":
    """The visit with a clearance, judged anew; an older one of the same answer gives way.

    Parameters
    ----------
    visit
        As it was saved.
    of
        Id of the answer that was cleared.
    by
        Who cleared it.
    on
        Day as ``YYYY-MM-DD``.
    today
        A clearance of a later day is none yet.

    Raises
    ------
    UnknownNameError
        If there is no such answer.
    InputError
        If nobody can clear it, it was not given, nobody is named, or the day is none or to come.

    Examples
    --------
    >>> from ilio.observations import Answers
    >>> from ilio.records import Visit
    >>> from ilio.verdicts import judge
    >>> asked = Answers(red_flags=frozenset(), do_not_test=frozenset({"hernia"}), age_years=34)
    >>> visit = Visit(judge([], asked), answers=asked)
    >>> done = with_clearance(visit, "hernia", "Dr. Roth", "2026-11-20", date(2026, 11, 23))
    >>> [clearance.by for clearance in done.answers.clearances]
    ['Dr. Roth']
    """
    from ilio.sources.visit_clearance import answered, checked_clearance
    from ilio.verdicts import judge

    new = answered(checked_clearance(of, by, on), visit.answers)
    others = tuple(old for old in visit.answers.clearances if old.of != new.of)
    answers = nothing_to_come(replace(visit.answers, clearances=(*others, new)), today)
    judgement = judge(visit.measurements, answers, visit.judgement.rules)
    return replace(visit, answers=answers, judgement=judgement)


def nothing_to_come(answers: "Answers", today: date) -> "Answers":
    """The answers, once no clearance among them is of a day to come.

    Raises
    ------
    InputError
        If one is.

    Examples
    --------
    >>> from ilio.observations import Answers, Clearance
    >>> early = Clearance(of="hernia", by="Dr. Roth", on="2026-12-24")
    >>> nothing_to_come(Answers(clearances=(early,)), date(2026, 11, 23))
    Traceback (most recent call last):
    ...
    ilio.core.errors.InputError: Expected a clearance that was given by 2026-11-23, got one of \
'hernia' on 2026-12-24, a day to come. Write the day on which it was given.
    """
    from ilio.core import InputError

    for clearance in answers.clearances:
        if clearance.on > today.isoformat():
            expected = f"a clearance that was given by {today.isoformat()}"
            got = f"one of '{clearance.of}' on {clearance.on}, a day to come"
            raise InputError(expected, got, "Write the day on which it was given.")
    return answers
