"""Who is referred sees one page, whatever was asked for: what to do, why, and how to undo it."""

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from fastapi import Request

from ilio.apps.ruling import Ruling, ruling_in, shown_today
from ilio.apps.seen_on import seen_on
from ilio.apps.web.given import actor_of, person_of, store_of, today_of
from ilio.apps.web.ruling import ruling_of
from ilio.apps.web.safety_view import SafetyView, visit_safety
from ilio.records.next_steps import under_stop

if TYPE_CHECKING:
    from ilio.programmes import Programme
    from ilio.records.store import Person, StoredVisit, VisitLine


@dataclass
class Referred(Exception):
    """Raised where a page would show something to somebody who has to be seen first.

    Parameters
    ----------
    person
        Who.
    ruling
        The newest answers.
    safety
        What they mean.

    Examples
    --------
    >>> issubclass(Referred, Exception)
    True
    """

    person: "Person"
    ruling: Ruling
    safety: SafetyView


def not_referred(request: Request) -> None:
    """Let pages be read unless the newest answers of the person refer them.

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
    """Raise if the newest answers, or those of a visit, refer the person.

    Raises
    ------
    Referred
        If they do.
    """
    ruling = ruling_of(request, person)
    looked_at = [] if ruling is None else [ruling]
    looked_at += [] if visit is None else [Ruling(visit, visit.id)]
    for one in looked_at:
        safety = visit_safety(one.stored.visit, today_of(request))
        if safety.refers:
            raise Referred(person, one, safety)


def newest_visit(request: Request, person: "Person") -> "StoredVisit | None":
    """The newest visit of a person under the newest answers; None before the first."""
    ruling = ruling_of(request, person)
    return ruling.stored if ruling and ruling.stored.id else None


def asked_at(request: Request, person: "Person") -> str:
    """The visit whose answers are changed; empty where they are those of the unfinished test."""
    ruling = ruling_of(request, person)
    return ruling.asked_at if ruling else ""


def is_referred(request: Request, person: "Person") -> bool:
    """Whether the newest answers refer a person: no file gives them a number then."""
    ruling = ruling_of(request, person)
    return ruling is not None and visit_safety(ruling.stored.visit, today_of(request)).refers


def shown_visit(request: Request, stored: "StoredVisit") -> "StoredVisit":
    """A visit as it is read today: nothing is told of it that its answers rule out by now."""
    person = store_of(request).person(actor_of(request), stored.person_id)
    today = today_of(request)
    shown = shown_today(stored, ruling_of(request, person), today)
    return replace(shown, visit=seen_on(shown.visit, today))


def visits_today(request: Request, person: "Person") -> "tuple[StoredVisit, ...]":
    """All visits of a person, each of its own day, without what the newest answers rule out."""
    ruling, today = ruling_of(request, person), today_of(request)
    visits = store_of(request).visits(actor_of(request), person.id)
    return tuple(shown_today(stored, ruling, today) for stored in visits)


def lines_today(
    request: Request, person_id: str, stopped: "Programme | None", most: int | None = None
) -> "list[VisitLine]":
    """The last visits of a person, the oldest first, each with what may be said of it today.

    The sentence beside a saved visit is that of its day; answers may withhold it by now.

    Parameters
    ----------
    request, person_id
        What was asked, and of whom.
    stopped
        Their plan, where what was logged has stopped it: then it says how soon.
    most
        How many visits; None for all.
    """
    actor, store, today = actor_of(request), store_of(request), today_of(request)
    ruling = ruling_in(store, actor, person_id)
    lines = store.visit_lines(actor, person_id)
    last = lines[-most:] if most else lines
    kept = (store.visit(actor, line.id) for line in last)
    shown = (under_stop(shown_today(stored, ruling, today).visit, stopped) for stored in kept)
    return [
        replace(line, summary=visit.judgement.summary)
        for line, visit in zip(last, shown, strict=True)
    ]
