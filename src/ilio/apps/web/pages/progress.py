"""Progress: what changed, how sure that is, and how much was done."""

from fastapi import APIRouter, Depends, Request, Response

from ilio.apps.web.given import actor_of, person_of, store_of, today_of
from ilio.apps.web.pages.progress_view import progress_view
from ilio.apps.web.pages.rendering import page
from ilio.apps.web.referring import not_referred
from ilio.apps.web.standing import standing_of

router = APIRouter(include_in_schema=False, dependencies=[Depends(not_referred)])


@router.get("/progress")
def progress(request: Request) -> Response:
    """Trends, what changed since last time, sessions done, pain.

    Examples
    --------
    >>> callable(progress)
    True
    """
    person = person_of(request)
    standing = standing_of(request, person)
    view = progress_view(
        store_of(request).visits(actor_of(request), person.id),
        standing.programme if standing else None,
        standing.log if standing else (),
        today_of(request),
    )
    return page(request, "progress.html", current="progress", person=person, view=view)
