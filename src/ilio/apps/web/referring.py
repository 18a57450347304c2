"""Who is referred sees one page, whatever was asked for: what to do, why, and how to undo it."""

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from fastapi import Request

from ilio.apps.plan_making import answers_on
from ilio.apps.web.given import actor_of, person_of, store_of, today_of
from ilio.apps.web.safety_view import SafetyView, visit_safety
from ilio.observations import safety_of

if TYPE_CHECKING:
    from datetime import date

    from ilio.records import Visit
    from ilio.records.store import Person, StoredVisit, VisitLine


@dataclass
class Referred(Exception):
    """Raised where a page would show something to somebody who has to be seen first.

    Parameters
    ----------
    person
        Who.
    visit
        The visit with the answers.
    safety
        What they mean.

    Examples
    --------
    >>> issubclass(Referred, Exception)
    True
    """

    person: "Person"
    visit: "StoredVisit"
    safety: SafetyView


def not_referred(request: Request) -> None:
    """Let pages be read unless the newest visit of the person refers them.

    Raises
    ------
    Referred
        If it does.

    Examples
    --------
    >>> not_referred(Request({"type": "http", "method": "POST", "headers": []}))
    """
    if request.method == "GET":
        stop_if_referred(request, person_of(request))


def stop_if_referred(
    request: Request, person: "Person", visit: "StoredVisit | None" = None
) -> None:
    """Raise if a visit, or else the newest one, refers the person.

    Raises
    ------
    Referred
        If it does.

    Examples
    --------
    >>> callable(stop_if_referred)
    True
    """
    looked_at = visit or newest_visit(request, person)
    if looked_at is None:
        return
    safety = visit_safety(looked_at.visit, today_of(request))
    if safety.refers:
        raise Referred(person, looked_at, safety)


def newest_visit(request: Request, person: "Person") -> "StoredVisit | None":
    """The visit whose answers hold; None before the first.

    That is the one saved last. Where another one is of a later day, the stricter of the two holds:
    a slip of the year, or an old visit that is typed in later, lifts nothing.

    Examples
    --------
    >>> callable(newest_visit)
    True
    """
    actor, store = actor_of(request), store_of(request)
    lines = store.visit_lines(actor, person.id)
    if not lines:
        return None
    saved_last = max(reversed(lines), key=lambda line: line.created)
    both = [store.visit(actor, one) for one in dict.fromkeys((saved_last.id, lines[-1].id))]
    return max(both, key=lambda stored: _strictness(stored.visit, today_of(request)))


def _strictness(visit: "Visit", today: "date") -> tuple[bool, bool, int, int]:
    """What a visit forbids on a day, comparable."""
    safety = safety_of(answers_on(visit, today), visit.judgement.hurts, day=today.isoformat())
    plan = ("allowed", "after clearance", "none").index(safety.plan)
    return safety.refers, bool(safety.open), plan, len(safety.left_out)


def lines_today(request: Request, person_id: str, most: int | None = None) -> "list[VisitLine]":
    """The last visits of a person, the oldest first, each with what may be said of it today.

    The sentence beside a saved visit is that of its day; answers may withhold it by now.

    Examples
    --------
    >>> callable(lines_today)
    True
    """
    actor, store = actor_of(request), store_of(request)
    lines = store.visit_lines(actor, person_id)
    last = lines[-most:] if most else lines
    return [
        replace(line, summary=store.visit(actor, line.id).visit.judgement.summary) for line in last
    ]
