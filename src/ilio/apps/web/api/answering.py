"""Safety answers of a visit put right, and clearances recorded."""

from fastapi import APIRouter, Request

from ilio.apps.web.answering import answer_anew, clear
from ilio.apps.web.api.schemas import ref
from ilio.apps.web.api.shape import Asker, Json, Kept, SentJson, VisitId, faults, shows, takes
from ilio.apps.web.api.visits import stored_visit
from ilio.core import InputError

router = APIRouter(prefix="/api/v1", tags=["visits"])


@router.put(
    "/visits/{visit}/answers",
    summary="Change the safety answers",
    response_class=Json,
    responses={**faults(404, 415), **shows("StoredVisit", "The visit, judged anew.")},
    openapi_extra=takes(
        ref("SafetyAnswers"),
        {"red_flags": [], "do_not_test": ["hernia"], "person": {"age_years": 34}},
    ),
)
def change_answers(
    visit: VisitId, given: SentJson, request: Request, actor: Asker, store: Kept
) -> Json:
    """Take other safety answers in place of all earlier ones; what is left out is not asked.

    What was measured and cleared stays. The visit is judged anew, and what it was is kept.
    """
    others = sorted(set(given) - {"red_flags", "do_not_test", "person"})
    if others:
        todo = "Send red_flags, do_not_test and person."
        raise InputError("safety answers", f"the key '{others[0]}'", todo)
    answer_anew(request, store.visit(actor, visit), given)
    return Json(stored_visit(store.visit(actor, visit)))


@router.post(
    "/visits/{visit}/clearances",
    summary="Record a clearance",
    status_code=201,
    response_class=Json,
    responses={**faults(404, 415), **shows("StoredVisit", "The visit, judged anew.", 201)},
    openapi_extra=takes(
        ref("Clearance"), {"of": "hernia", "by": "Dr. Alba Roth, surgeon", "on": "2026-11-20"}
    ),
)
def add_clearance(
    visit: VisitId, given: SentJson, request: Request, actor: Asker, store: Kept
) -> Json:
    """Record who has allowed what, and when; one for the same answer takes its place."""
    words = {key: value for key, value in given.items() if isinstance(value, str)}
    if set(words) != {"of", "by", "on"} or len(words) != len(given):
        todo = 'Write {"of": "hernia", "by": "Dr. Alba Roth", "on": "2026-11-20"}.'
        raise InputError("of, by and on as texts", "other keys or values", todo)
    clear(request, store.visit(actor, visit), words)
    return Json(stored_visit(store.visit(actor, visit)), 201)
