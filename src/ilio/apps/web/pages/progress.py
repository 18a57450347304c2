"""Progress: what changed, how sure that is, and how much was done."""

from fastapi import APIRouter, Depends, Request, Response

from ilio.apps.web.given import person_of, today_of
from ilio.apps.web.pages.progress_view import progress_view
from ilio.apps.web.pages.rendering import page
from ilio.apps.web.referring import newest_visit, not_referred, visits_today
from ilio.apps.web.safety_view import visit_safety
from ilio.apps.web.standing import standing_of
from ilio.programmes.stopping import is_stopped
from ilio.records.next_steps import stopped_words

router = APIRouter(include_in_schema=False, dependencies=[Depends(not_referred)])


@router.get("/progress")
def progress(request: Request) -> Response:
    """Trends, what changed since last time, sessions done, pain."""
    person = person_of(request)
    standing = standing_of(request, person)
    view = progress_view(
        visits_today(request, person),
        standing.programme if standing else None,
        standing.log if standing else (),
        today_of(request),
    )
    newest = newest_visit(request, person)
    first = visit_safety(newest.visit, today_of(request)).headline if newest else ""
    if standing and is_stopped(standing.programme):
        first = stopped_words(standing.programme)
    return page(request, "progress.html", current="progress", person=person, view=view, first=first)
