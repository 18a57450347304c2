"""Safety answers of a saved visit put right, or cleared: it is judged anew, the old one is kept."""

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from fastapi import Request

from ilio.apps.clearing import with_clearance
from ilio.apps.draft_answers import answers_in
from ilio.apps.naming import names_borne
from ilio.apps.web.given import actor_of, store_of, today_of
from ilio.core import InputError
from ilio.observations import dated, on_day, safety_of
from ilio.observations.training_log import questions_answered
from ilio.programmes.stopping import flagged
from ilio.sources.visit_clearance import checked_clearance
from ilio.sources.visit_schema import SCHEMA
from ilio.verdicts import judge

if TYPE_CHECKING:
    from ilio.observations import Answers
    from ilio.records import Visit
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
    """
    said = answers_in({"schema": SCHEMA, **given})
    changed = {name: getattr(said, name) for name in (*LISTS, *DETAILS)}
    visit = stored.visit
    # a week that is told for a visit of no known day is that of today
    answers = dated(replace(visit.answers, **changed), today_of(request).isoformat())
    judgement = judge(visit.measurements, answers, visit.judgement.rules)
    new = replace(visit, answers=answers, judgement=judgement)
    _save(request, stored, new)
    answered_again(request, stored.person_id, replace(new, date=today_of(request).isoformat()))


def answered_again(request: Request, person_id: str, visit: "Visit") -> None:
    """Note in the log that the safety questions were answered after a warning sign.

    Nothing is noted while an answer refers the person, one is missing, or the answers are older
    than the sign.

    Parameters
    ----------
    request
        What was asked.
    person_id
        Whose log.
    visit
        With the new answers, dated on the day on which they were given.
    """
    actor, store, today = actor_of(request), store_of(request), today_of(request)
    safety = safety_of(on_day(visit.answers, today.isoformat()), visit.judgement.hurts)
    log = store.log(actor, person_id)
    signs = (min(entry.day, today).isoformat() for entry in log if entry.red_flag)
    sign = max(signs, default="")
    if flagged(log) and visit.date >= sign and not (safety.refers or safety.open):
        store.add_log(actor, person_id, questions_answered(today))


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
        If that answer was not given, nobody is named, the day is none or still to come, or the
        person has a coach who has to record it.
    """
    may_clear(request)
    of, by, on = (given.get(key, "") for key in ("of", "by", "on"))
    own = names_borne(store_of(request), actor_of(request), stored.person_id)
    today = today_of(request)
    visit = with_clearance(stored.visit, of, by, on, today, also_called=own)
    _save(request, stored, visit)


def not_by_oneself(request: Request, person_id: str, answers: "Answers") -> None:
    """Refuse a clearance by any name of the person.

    Raises
    ------
    InputError
        If nobody clears themselves, and somebody did.
    """
    own = names_borne(store_of(request), actor_of(request), person_id)
    for clearance in answers.clearances:
        checked_clearance(clearance.of, clearance.by, clearance.on, own)


def may_clear(request: Request) -> None:
    """With a coach it is the coach who writes a clearance down.

    Raises
    ------
    InputError
        If the person asks who has a coach.
    """
    if actor_of(request).role == "person":
        todo = "Show it to your coach or physiotherapist, who records it."
        raise InputError("a clearance recorded by a coach", "one by the person themselves", todo)


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


def _save(request: Request, stored: "StoredVisit", visit: "Visit") -> None:
    """What it was made from says the same as what is saved."""
    told = given_by(visit.answers)
    before = {k: v for k, v in stored.given.items() if k not in (*LISTS, "clearance")}
    person = {k: v for k, v in (before.get("person") or {}).items() if k not in DETAILS}
    given = {**before, **told, "person": {**person, **told["person"]}}
    store_of(request).replace_visit(actor_of(request), stored.id, visit, given)
