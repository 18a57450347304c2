"""What changed over the visits, and one page of it for the clinician."""

from fastapi import APIRouter, Request
from starlette.responses import Response

from ilio import __version__
from ilio.apps.web.api.papers import named
from ilio.apps.web.api.shape import AS_JSON, Asker, Json, Kept, PersonId, faults, sends
from ilio.apps.web.given import today_of, work_of
from ilio.apps.web.referring import visits_today
from ilio.apps.web.standing import standing_of
from ilio.records.history import trends
from ilio.records.summary import summary_of, summary_pdf
from ilio.records.trend_json import TREND_SCHEMA, trend_to_json

router = APIRouter(prefix="/api/v1", tags=["progress"])

PROGRESS = {
    "type": "object",
    "required": ["series"],
    "properties": {"series": {"type": "array", "items": TREND_SCHEMA}},
}


@router.get(
    "/people/{person}/progress",
    summary="What changed",
    response_class=Json,
    responses={
        **faults(404),
        200: {
            "description": "One series a test, side, quantity and device.",
            "content": {AS_JSON: {"schema": PROGRESS}},
        },
    },
)
def progress(person: PersonId, request: Request, actor: Asker, store: Kept) -> Json:
    """What changed over the visits, with the smallest change that counts; devices never mixed.

    Who is referred gets no series, for a doctor comes first, and a test that an answer rules out
    has none.
    """
    whose = store.person(actor, person)
    found = trends(visits_today(request, whose))
    return Json({"series": [trend_to_json(one) for one in found]})


@router.get(
    "/people/{person}/summary.pdf",
    summary="One page for the clinician",
    response_class=Response,
    responses={**faults(404), **sends("Findings, numbers and change.", "application/pdf")},
)
def summary(person: PersonId, request: Request, actor: Asker, store: Kept) -> Response:
    """One printed page: findings, numbers with their intervals, change over time."""
    whose, today = store.person(actor, person), today_of(request)
    standing = standing_of(request, whose)
    told = summary_of(
        whose.label,
        visits_today(request, whose),
        standing.programme if standing else None,
        standing.log if standing else (),
        today,
        version=__version__,
    )
    paper = work_of(request).call(person, summary_pdf, told)
    headers = named(f"summary-{today}.pdf")
    return Response(paper, media_type="application/pdf", headers=headers)
