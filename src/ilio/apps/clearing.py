"""A clearance recorded in a visit: what the command line and the page share."""

from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ilio.observations import Answers
    from ilio.records import Visit


def with_clearance(
    visit: "Visit", of: str, by: str, on: str, today: date, *, also_called: str = ""
) -> "Visit":
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
    also_called
        Names of the person besides the one on the visit: nobody clears themselves.

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

    own = f"{visit.person} {also_called}"
    new = answered(checked_clearance(of, by, on, own), visit.answers, visit.date)
    others = tuple(old for old in visit.answers.clearances if old.of != new.of)
    answers = nothing_to_come(replace(visit.answers, clearances=(*others, new)), today)
    judgement = judge(visit.measurements, answers, visit.judgement.rules)
    return replace(visit, answers=answers, judgement=judgement)


def dated_by_now(visit: "Visit", today: date) -> None:
    """Refuse a visit of a day to come; a day more is given for people in other zones.

    Raises
    ------
    InputError
        If the visit, or a clearance in it, is of a day to come.

    Examples
    --------
    >>> from ilio.records import Visit
    >>> from ilio.verdicts import judge
    >>> dated_by_now(Visit(judge([]), date="2027-11-22"), date(2026, 11, 22))
    Traceback (most recent call last):
    ...
    ilio.core.errors.InputError: Expected a visit by 2026-11-22, got one of 2027-11-22, a day to \
come. Write the day on which the questions were answered.
    """
    from ilio.core import InputError

    if visit.date and visit.date > (today + timedelta(days=1)).isoformat():
        got = f"one of {visit.date}, a day to come"
        todo = "Write the day on which the questions were answered."
        raise InputError(f"a visit by {today.isoformat()}", got, todo)
    nothing_to_come(visit.answers, today)


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
