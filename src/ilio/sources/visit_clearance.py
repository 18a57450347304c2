"""The clearances of a visit file: who allowed what, and when."""

from collections.abc import Iterator
from datetime import date, timedelta

from ilio.core import InputError, UnknownNameError
from ilio.core.days import is_day
from ilio.knowledge import do_not_test, threshold
from ilio.observations import Answers, Clearance, safety_of, weeks_later
from ilio.observations.named_person import somebody
from ilio.sources.visit_table import Table

KEYS = ("of", "by", "on")
"""Keys of a ``[[clearance]]``."""


def clearable() -> tuple[str, ...]:
    """Answers that somebody can clear.

    Examples
    --------
    >>> "hernia" in clearable(), "fracture" in clearable()
    (True, False)
    """
    return tuple(key for key, row in do_not_test().items() if row.cleared_by)


def checked_clearance(of: str, by: str, on: str, person: str = "") -> Clearance:
    """A clearance of an answer that can be cleared, with a name and a day.

    Parameters
    ----------
    of
        Id of the answer.
    by
        Who gave it.
    on
        Day as ``YYYY-MM-DD``.
    person
        Whom it is for: nobody clears themselves.

    Raises
    ------
    UnknownNameError
        If there is no such answer.
    InputError
        If a clearance changes nothing there, nobody is named, or the day is none.

    Examples
    --------
    >>> checked_clearance("fracture", "Dr. Roth", "2026-11-20")
    Traceback (most recent call last):
    ...
    ilio.core.errors.InputError: Expected an answer that can be cleared, got 'fracture'. The \
doctor who follows the bone clears it, with its pictures. Then answer this question with no.
    """
    if of not in do_not_test():
        raise UnknownNameError("answer that can be cleared", of, clearable())
    if of not in clearable():
        expected = "an answer that can be cleared"
        raise InputError(expected, f"'{of}'", do_not_test()[of].back)
    name = somebody(by, f"who gave the clearance ({do_not_test()[of].cleared_by})", person)
    if not is_day(on):
        todo = "Write year-month-day, for example 2026-11-20."
        raise InputError(
            "the day of the clearance as YYYY-MM-DD", f"'{on}'" if on else "none", todo
        )
    return Clearance(of=of, by=name, on=on)


def answered(clearance: Clearance, answers: Answers, day: str = "") -> Clearance:
    """The clearance, once there is an answer that it clears.

    An early pregnancy may be cleared for its later weeks, which a plan can reach.

    Parameters
    ----------
    clearance
        As `checked_clearance` gave it.
    answers
        Of the same person.
    day
        On which they were given, ``YYYY-MM-DD``; empty when that is not known.

    Raises
    ------
    InputError
        If that answer was not given, or the clearance is older than what it clears.

    Examples
    --------
    >>> answered(Clearance(of="hernia", by="Dr. Roth", on="2026-11-20"), Answers())
    Traceback (most recent call last):
    ...
    ilio.core.errors.InputError: Expected a clearance of an answer that was given (none that \
somebody can clear), got 'hernia'. Answer that question with yes first, or leave the clearance out.
    """
    later = weeks_later(answers, threshold("planning.weeks_most").value)
    given = [key for key in safety_of(later).holds if key in clearable()]
    if clearance.of in given:
        _after_it_began(clearance, answers, day)
        return clearance
    known = ", ".join(given) or "none that somebody can clear"
    todo = "Answer that question with yes first, or leave the clearance out."
    expected = f"a clearance of an answer that was given ({known})"
    raise InputError(expected, f"'{clearance.of}'", todo)


def _after_it_began(clearance: Clearance, answers: Answers, day: str) -> None:
    """Nobody can have cleared an operation, or a pregnancy, before there was one."""
    begun: date | None = None
    if day and clearance.of == "late_pregnancy" and answers.pregnancy_week is not None:
        begun = date.fromisoformat(day) - timedelta(weeks=answers.pregnancy_week)
    if day and clearance.of in ("hip_replacement", "hip_surgery"):
        months = answers.hip_replaced_months
        begun = None if months is None else date.fromisoformat(day) - timedelta(days=30 * months)
    if begun is not None and clearance.on < begun.isoformat():
        expected = f"a clearance of '{clearance.of}' from {begun.isoformat()} or later"
        todo = "An older one was about something else: have it cleared anew."
        raise InputError(expected, f"one of {clearance.on}", todo)


def read_clearances(top: Table, answers: Answers, visit_day: str = "") -> tuple[Clearance, ...]:
    """The clearances of a visit file; what is wrong with one is noted as a fault.

    Parameters
    ----------
    top
        The whole file.
    answers
        What the file answers about the person.
    visit_day
        Day of the visit, ``YYYY-MM-DD``; empty when it names none.

    Examples
    --------
    >>> from ilio.sources.visit_table import Faults
    >>> given = {"clearance": [{"of": "hernia", "by": "Dr. Roth", "on": "2026-11-20"}]}
    >>> asked = Answers(do_not_test=frozenset({"hernia"}))
    >>> [clearance.by for clearance in read_clearances(Table(given, "", Faults()), asked)]
    ['Dr. Roth']
    """
    listed = top.values.get("clearance", [])
    if not isinstance(listed, list) or not all(isinstance(entry, dict) for entry in listed):
        top.fault("clearance", "a list of clearances", "Start each one with [[clearance]].")
        return ()
    tables = (Table(entry, f"clearance {n}", top.faults) for n, entry in enumerate(listed, 1))
    person = top.values.get("person")
    label = str(person.get("label", "")) if isinstance(person, dict) else ""
    return tuple(found for table in tables for found in _read(table, answers, label, visit_day))


def _read(table: Table, answers: Answers, person: str, visit_day: str) -> Iterator[Clearance]:
    table.only(KEYS)
    on = table.values.get("on", "")
    day = on.isoformat() if type(on) is date else str(on)
    try:
        found = checked_clearance(table.text("of"), table.text("by"), day, person)
        yield answered(found, answers, visit_day)
    except InputError as error:
        table.faults.note(table.place, error)
