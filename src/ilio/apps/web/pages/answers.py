"""Safety answers of a visit, to be put right; and who has cleared what."""

from collections.abc import Mapping
from typing import Any

from fastapi import APIRouter, Request, Response

from ilio.apps.draft_answers import answers_in
from ilio.apps.web.answering import answer_anew, clear, given_by
from ilio.apps.web.given import actor_of, form_of, store_of, today_of
from ilio.apps.web.pages.answers_form import fields_of, given_in
from ilio.apps.web.pages.rendering import go_on, page
from ilio.apps.web.pages.testing_view import DETAILS, first_questions
from ilio.apps.web.safety_view import safety_view, visit_safety
from ilio.core import InputError
from ilio.knowledge import do_not_test, red_flags
from ilio.records.store import StoredVisit
from ilio.sources.visit_schema import SCHEMA

router = APIRouter(include_in_schema=False)


@router.get("/result/{visit}/answers")
def answers(request: Request, visit: str) -> Response:
    """The safety answers of a visit."""
    stored = _stored(request, visit)
    return _shown(request, stored, fields_of(given_by(stored.visit.answers)))


@router.post("/result/{visit}/answers")
def change(request: Request, visit: str) -> Response:
    """Take other answers; nothing unanswered passes."""
    stored, form = _stored(request, visit), form_of(request)
    fields = {
        **form,
        **{k: tuple(form.get(k, "").split("\n")) for k in ("red_flags", "do_not_test")},
    }
    try:
        given = given_in(form)
        day = stored.visit.answers.as_of or today_of(request).isoformat()
        said = safety_view(answers_in({"schema": SCHEMA, "date": day, **given}))
    except InputError as error:
        return _shown(request, stored, fields, str(error))
    if said.unanswered and not said.refers:
        return _shown(request, stored, fields, f"Please answer: {said.unanswered[0].text}")
    answer_anew(request, stored, given)
    return go_on(request, f"/result/{visit}")


@router.post("/result/{visit}/clearance")
def cleared(request: Request, visit: str) -> Response:
    """Record a clearance."""
    stored, form = _stored(request, visit), form_of(request)
    try:
        clear(request, stored, form)
    except InputError as error:
        fields = fields_of(given_by(stored.visit.answers))
        return _shown(request, stored, fields, str(error), clearance=form)
    return go_on(request, f"/result/{visit}")


def _stored(request: Request, visit: str) -> StoredVisit:
    return store_of(request).visit(actor_of(request), visit)


def _shown(
    request: Request,
    stored: StoredVisit,
    fields: Mapping[str, Any],
    problem: str = "",
    *,
    clearance: Mapping[str, str] | None = None,
) -> Response:
    safety = visit_safety(stored.visit, today_of(request))
    return page(
        request,
        "answers.html",
        current="result",
        status=422 if problem else 200,
        person=store_of(request).person(actor_of(request), stored.person_id),
        visit=stored.id,
        flags=red_flags(),
        bans=do_not_test(),
        first=first_questions(),
        details=DETAILS,
        fields=fields,
        safety=safety,
        answers={key: row.question for key, row in do_not_test().items()},
        clearance=clearance or {},
        problem=problem if clearance is None else "",
        uncleared="" if clearance is None else problem,
        today=today_of(request),
    )
