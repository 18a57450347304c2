"""Safety answers of a saved visit put right, or cleared: it is judged anew, the old one is kept."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

from fastapi import Request

from ilio.apps.web.given import actor_of, store_of, today_of
from ilio.apps.web.safety_view import answers_in, visit_safety
from ilio.core import InputError
from ilio.sources.visit_clearance import checked_clearance
from ilio.sources.visit_schema import SCHEMA
from ilio.verdicts import judge

if TYPE_CHECKING:
    from ilio.observations import Answers
    from ilio.records.store import StoredVisit

LISTS = ("red_flags", "do_not_test")
DETAILS = ("age_years", "with_clinician", "pregnancy_week", "replaced_hip", "hip_replaced_months")
"""What is asked of a person for their safety, besides the lists."""


def answer_anew(request: Request, stored: "StoredVisit", given: Mapping[str, Any]) -> None:
    """Take other safety answers for a visit; what was measured stays.

    Parameters
    ----------
    request
        What was asked.
    stored
        The visit.
    given
        ``red_flags``, ``do_not_test`` and ``person`` as in a visit input; what is left out counts
        as not asked. Clearances stay.

    Raises
    ------
    InputError
        If there is a fault in them.

    Examples
    --------
    >>> callable(answer_anew)
    True
    """
    said = answers_in({"schema": SCHEMA, **given})
    changed = {name: getattr(said, name) for name in (*LISTS, *DETAILS)}
    _keep(request, stored, replace(stored.visit.answers, **changed))


def clear(request: Request, stored: "StoredVisit", given: Mapping[str, str]) -> None:
    """Record who has allowed what, and when.

    Parameters
    ----------
    request
        What was asked.
    stored
        The visit.
    given
        ``of``, ``by`` and ``on`` of the clearance; one for the same answer takes its place.

    Raises
    ------
    InputError
        If nothing waits for it, nobody is named, or the day is none or still to come.

    Examples
    --------
    >>> callable(clear)
    True
    """
    found = checked_clearance(given.get("of", ""), given.get("by", ""), given.get("on", ""))
    today = today_of(request)
    if date.fromisoformat(found.on) > today:
        todo = f"Write the day on which it was given, {today} at the latest."
        raise InputError("a day that has come", found.on, todo)
    safety = visit_safety(stored.visit, today)
    if found.of not in {*(why.key for why in safety.waiting), *(c.of for c in safety.cleared)}:
        todo = "Clear an answer that was given, or change the answers first."
        raise InputError("an answer of this visit that waits for it", f"'{found.of}'", todo)
    others = (c for c in stored.visit.answers.clearances if c.of != found.of)
    _keep(request, stored, replace(stored.visit.answers, clearances=(*others, found)))


def given_by(answers: "Answers") -> dict[str, Any]:
    """Safety answers with the keys of a visit input.

    Examples
    --------
    >>> from ilio.observations import Answers
    >>> given_by(Answers(red_flags=frozenset(), age_years=34))
    {'red_flags': [], 'person': {'age_years': 34}}
    """
    lists = {name: getattr(answers, name) for name in LISTS}
    person = {name: getattr(answers, name) for name in DETAILS}
    cleared = [{"of": c.of, "by": c.by, "on": c.on} for c in answers.clearances]
    return {
        **{name: sorted(found) for name, found in lists.items() if found is not None},
        "person": {name: value for name, value in person.items() if value is not None},
        **({"clearance": cleared} if cleared else {}),
    }


def _keep(request: Request, stored: "StoredVisit", answers: "Answers") -> None:
    visit = stored.visit
    judgement = judge(visit.measurements, answers, visit.judgement.rules)
    before = {k: v for k, v in stored.given.items() if k not in (*LISTS, "clearance")}
    told = given_by(answers)
    person = {k: v for k, v in (before.get("person") or {}).items() if k not in DETAILS}
    given = {**before, **told, "person": {**person, **told["person"]}}
    new = replace(visit, answers=answers, judgement=judgement)
    store_of(request).replace_visit(actor_of(request), stored.id, new, given)
