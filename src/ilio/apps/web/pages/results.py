"""The result of a visit."""

from fastapi import APIRouter, Request, Response
from fastapi.responses import RedirectResponse

from ilio.apps.muscle_telling import muscle_story
from ilio.apps.web.given import actor_of, person_of, store_of, today_of, work_of
from ilio.apps.web.pages.rendering import go_on, page
from ilio.apps.web.pages.result_view import result_view
from ilio.apps.web.referring import (
    asked_at,
    lines_today,
    newest_visit,
    shown_visit,
    stop_if_referred,
)
from ilio.apps.web.standing import standing_of
from ilio.records.report import report_of

router = APIRouter(include_in_schema=False)

SHOWN = 7
"""Visits of which the page tells: this one and six others."""


@router.get("/result")
def last(request: Request) -> Response:
    """The newest visit of a person, or how to begin."""
    actor, store, person = actor_of(request), store_of(request), person_of(request)
    lines = store.visit_lines(actor, person.id)
    if not lines:
        return page(request, "result_none.html", current="result", person=person)
    return _shown(request, lines[-1].id)


@router.get("/result/{visit}")
def one(request: Request, visit: str) -> Response:
    """One visit."""
    return _shown(request, visit)


@router.get("/result/{visit}/muscles")
def muscles(request: Request, visit: str) -> Response:
    """What the muscle model says of a visit; it takes a moment and decides nothing."""
    actor, store = actor_of(request), store_of(request)
    stored = store.visit(actor, visit)
    person = store.person(actor, stored.person_id)
    stop_if_referred(request, person)
    shown = shown_visit(request, stored).visit
    story = work_of(request).call(stored.person_id, muscle_story, shown)
    report = report_of(shown, story)
    return page(
        request,
        "result_muscles.html",
        current="result",
        person=person,
        visit=stored.id,
        report=report,
    )


@router.post("/result/{visit}/delete")
def delete(request: Request, visit: str) -> Response:
    """Delete a visit for good."""
    store_of(request).delete_visit(actor_of(request), visit)
    return go_on(request, "/result")


def _shown(request: Request, visit: str) -> Response:
    actor, store = actor_of(request), store_of(request)
    stored = store.visit(actor, visit)
    person = store.person(actor, stored.person_id)
    if person_of(request).id != person.id:
        # whoever looks after several people stays with the one whose result this is
        return RedirectResponse(f"/result/{visit}?person={person.id}", 303)
    stop_if_referred(request, person)
    stop_if_referred(request, person, stored)
    standing = standing_of(request, person)
    plan = standing.programme if standing else None
    view = result_view(
        shown_visit(request, stored),
        lines_today(request, person.id, plan, SHOWN),
        today_of(request),
        plan,
    )
    # what an unfinished test adds is changed there
    newest = newest_visit(request, person)
    changed_at = asked_at(request, person) if newest and newest.id == visit else visit
    return page(
        request, "result.html", current="result", person=person, view=view, asked_at=changed_at
    )
