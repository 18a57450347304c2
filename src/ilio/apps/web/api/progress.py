"""What changed over the visits, and one page of it for the clinician."""

from typing import Any

from fastapi import APIRouter, Request
from starlette.responses import Response

from ilio import __version__
from ilio.apps.web.api.papers import named
from ilio.apps.web.api.shape import AS_JSON, Asker, Json, Kept, PersonId, faults, sends
from ilio.apps.web.given import today_of, work_of
from ilio.apps.web.referring import is_referred, shown_visit
from ilio.apps.web.standing import standing_of
from ilio.records.history import Trend, trends
from ilio.records.history_words import change_words
from ilio.records.measured_json import measured_to_json
from ilio.records.summary import summary_of, summary_pdf

router = APIRouter(prefix="/api/v1", tags=["progress"])

SERIES = {
    "type": "object",
    "required": [
        *("protocol", "side", "quantity", "device"),
        *("points", "smallest_change", "smallest_ratio", "changes"),
    ],
    "properties": {
        "protocol": {"type": "string"},
        "side": {"enum": ["left", "right"]},
        "quantity": {"type": "string"},
        "device": {"type": "string", "description": "What it was measured with; never mixed."},
        "points": {"type": "array", "items": {"type": "object"}},
        "smallest_change": {
            "type": ["number", "null"],
            "description": "Smallest change that counts for this test and device, in its unit.",
        },
        "smallest_ratio": {
            "type": ["number", "null"],
            "description": "Times must also change by this ratio; 1 for angles.",
        },
        "changes": {"type": "array", "items": {"type": "string"}, "description": "In words."},
    },
}
PROGRESS = {
    "type": "object",
    "required": ["series"],
    "properties": {"series": {"type": "array", "items": SERIES}},
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

    Who is referred gets no series: a doctor comes first.
    """
    whose = store.person(actor, person)
    visits = () if is_referred(request, whose) else store.visits(actor, person)
    return Json({"series": [series_of(one) for one in trends(visits)]})


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
    visits = store.visits(actor, person)
    told = summary_of(
        whose.label,
        (*visits[:-1], *(shown_visit(request, last) for last in visits[-1:])),
        standing.programme if standing else None,
        standing.log if standing else (),
        today,
        version=__version__,
    )
    paper = work_of(request).call(person, summary_pdf, told)
    headers = named(f"summary-{today}.pdf")
    return Response(paper, media_type="application/pdf", headers=headers)


def series_of(trend: Trend) -> dict[str, Any]:
    """A series as the API shows it.

    Examples
    --------
    >>> from ilio.records.history import trend
    >>> series_of(trend([], "thomas", "left", "hip_extension", "phone"))["points"]
    []
    """
    changes = [change for change in (trend.since_last, trend.change) if change is not None]
    return {
        "protocol": trend.protocol,
        "side": str(trend.side),
        "quantity": trend.quantity,
        "device": trend.device,
        "points": [
            {
                "visit": point.visit_id,
                "day": point.day.isoformat(),
                "attempts": point.attempts,
                **measured_to_json(point.value),
            }
            for point in trend.points
        ],
        "smallest_change": trend.least.by if trend.least else None,
        "smallest_ratio": trend.least.ratio if trend.least else None,
        "changes": [change_words(change) for change in changes],
    }
