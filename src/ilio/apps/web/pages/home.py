"""The first page: what to do next."""

from functools import cache

from fastapi import APIRouter, Request, Response

from ilio.apps.web.given import actor_of, person_of, store_of, today_of
from ilio.apps.web.pages.home_view import home_view
from ilio.apps.web.pages.rendering import go_on, page
from ilio.apps.web.referring import asked_at, newest_visit, stop_if_referred
from ilio.apps.web.safety_view import plan_refusal, visit_safety
from ilio.apps.web.standing import Standing, standing_of
from ilio.core import Side
from ilio.knowledge import guided_protocols
from ilio.observations import Source
from ilio.protocols.measurement import Measurement
from ilio.records.figures import body_drawing, figure_of
from ilio.records.plan_words import day_words

router = APIRouter(include_in_schema=False)

SAID = {
    "logged": "Logged, thank you.",
    "planned": "Your plan is made.",
    "deleted": "Everything was deleted. Nothing of it is left here.",
}
"""What just happened; the address names it, so that a reload says it again and nothing else."""


@cache
def pictures() -> tuple[str, ...]:
    """The tests, drawn with the numbers of somebody.

    Examples
    --------
    >>> pictures()[0].startswith("<svg")
    True
    """
    source = Source("answers", "", "answers")
    drawn = [
        body_drawing(Measurement(test, Side.RIGHT, source, figure_of(test).example), f"how-{test}")
        for test in guided_protocols()
    ]
    return tuple(drawing.svg() for drawing in drawn)


@router.get("/")
def home(request: Request) -> Response:
    """What to do next."""
    actor, store = actor_of(request), store_of(request)
    if actor.role == "coach" and not store.people(actor):
        return go_on(request, "/people")
    person, today = person_of(request), today_of(request)
    draft = store.draft(actor, person.id)
    stop_if_referred(request, person)
    newest = newest_visit(request, person)
    standing = standing_of(request, person)
    view = home_view(
        newest.visit if newest else None,
        standing.programme if standing else None,
        standing.log if standing else (),
        today,
        testing=draft is not None,
        runs=standing.runs if standing else (),
        no_plan=plan_refusal(newest.visit, today) if newest else "",
    )
    return page(
        request,
        "home.html",
        current="today",
        person=person,
        view=view,
        visit=asked_at(request, person),
        safety=visit_safety(newest.visit, today) if newest else None,
        day=day_words(today),
        pictures=pictures() if view.next == "first test" else (),
        notice=_notice(request, standing),
    )


def _notice(request: Request, standing: Standing | None) -> str:
    """What just happened, and with which session."""
    said = SAID.get(request.query_params.get("said", ""), "")
    key = request.query_params.get("session", "")
    sessions = standing.programme.sessions if standing else ()
    named = next((session for session in sessions if session.key == key), None)
    if said != SAID["logged"] or named is None:
        return said
    return f"{said} It was {named.title}, {day_words(named.start.date())}, {named.start:%H:%M}."
