"""Everything that was logged, each entry to delete: what was wrong is logged anew."""

from fastapi import APIRouter, Depends, Request, Response

from ilio.apps.web.given import actor_of, person_of, store_of
from ilio.apps.web.pages.rendering import go_on, page
from ilio.apps.web.referring import not_referred
from ilio.records.plan_words import day_words

router = APIRouter(include_in_schema=False, dependencies=[Depends(not_referred)])


@router.get("/logged")
def logged(request: Request) -> Response:
    """The log, the newest entry first."""
    person = person_of(request)
    found = store_of(request).numbered_log(actor_of(request), person.id)
    entries = [(number, day_words(entry.day), entry) for number, entry in reversed(found)]
    return page(request, "logged.html", current="plan", person=person, entries=entries)


@router.post("/logged/{number}/delete")
def delete(request: Request, number: int) -> Response:
    """Delete one entry."""
    store_of(request).change_log(actor_of(request), person_of(request).id, number, None)
    return go_on(request, "/logged")
