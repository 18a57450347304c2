"""What the safety answers so far allow: the page of the test asks before it offers anything."""

from dataclasses import asdict
from typing import Any

from fastapi import APIRouter, Request

from ilio.apps.draft_answers import answers_in
from ilio.apps.web.api.measuring import visit_input
from ilio.apps.web.api.schemas import ref
from ilio.apps.web.api.shape import AS_JSON, Asker, Json, SentJson, faults, takes
from ilio.apps.web.given import today_of
from ilio.apps.web.safety_view import safety_view
from ilio.observations import on_day

router = APIRouter(prefix="/api/v1", tags=["measuring"])

TEXT = {"type": "string"}


def _listed(*keys: str) -> dict[str, Any]:
    items = {"type": "object", "required": list(keys), "properties": dict.fromkeys(keys, TEXT)}
    return {"type": "array", "items": items}


WHYS = _listed("key", "place", "text", "back", "cleared_by")
TEST = {
    "type": "object",
    "required": ["allowed", "why"],
    "properties": {"allowed": {"type": "boolean"}, "why": {"type": "array", "items": TEXT}},
}
SAFETY = {
    "type": "object",
    "required": ["refers", "urgency", "headline", "unanswered", "whys", "tests", "plan", "runs"],
    "properties": {
        "refers": {"type": "boolean", "description": "A doctor comes before any verdict."},
        "asks_first": {"type": "boolean", "description": "Only until a question is answered."},
        "urgency": {**TEXT, "description": "How soon somebody has to look at it."},
        "headline": {**TEXT, "description": "What stands before everything else."},
        "undo": TEXT,
        "unanswered": {**_listed("field", "text"), "description": "What to answer first."},
        "whys": {**WHYS, "description": "Answers that stand in the way."},
        "tests": {"type": "object", "additionalProperties": TEST},
        "left_out": {"type": "array", "items": TEXT, "description": "Movements to leave out."},
        "plan": {"enum": ["none", "after clearance", "allowed"]},
        "runs": {"type": "boolean", "description": "Whether planned runs may be drawn."},
        "waiting": {**WHYS, "description": "Answers that wait for a clearance."},
        "cleared": _listed("of", "by", "on"),
    },
}


@router.post(
    "/safety",
    summary="What the safety answers allow",
    response_class=Json,
    responses={
        **faults(415),
        200: {
            "description": "Tests, plan and runs, and what is open.",
            "content": {AS_JSON: {"schema": SAFETY}},
        },
    },
    openapi_extra=takes(
        ref("VisitInput"),
        {"red_flags": [], "do_not_test": ["late_pregnancy"], "person": {"age_years": 31}},
    ),
)
def safety(given: SentJson, request: Request, actor: Asker) -> Json:
    """Hold answers against the safety table; attempts in the body are left aside, nothing is saved.

    A test that is not `allowed` gives no verdict, and pages do not offer it.
    """
    today = today_of(request).isoformat()
    said = answers_in({"date": today, **visit_input(given)})
    view = safety_view(on_day(said, today))
    return Json(asdict(view))
