"""The guided test: questions first, then test after test, and what each attempt showed."""

from dataclasses import replace

from fastapi import APIRouter, Request, Response

from ilio.apps.judging import sentence_on
from ilio.apps.web.api.measuring import worked_out
from ilio.apps.web.api.shape import SentJson
from ilio.apps.web.given import actor_of, person_of, store_of, today_of
from ilio.apps.web.pages.rendering import environment, page
from ilio.apps.web.pages.testing_view import (
    DETAILS,
    first_questions,
    guides,
    limits,
    protocol_views,
)
from ilio.apps.web.safety_view import visit_safety
from ilio.core import InputError
from ilio.knowledge import do_not_test, red_flags
from ilio.records.attempt_parts import attempt_parts
from ilio.records.report import report_of
from ilio.records.side_pictures import bodies, plots
from ilio.verdicts.safety_telling import RULED_OUT

PIECE = "text/html; charset=utf-8"

router = APIRouter(include_in_schema=False)


@router.get("/test")
def guided(request: Request) -> Response:
    """The guided test of a person."""
    person = person_of(request)
    painful = store_of(request).lasting_pain(actor_of(request), person.id)
    return page(
        request,
        "test.html",
        current="test",
        person=person,
        flags=red_flags(),
        bans=do_not_test(),
        first=first_questions(),
        details=DETAILS,
        tests=protocol_views(painful),
        limits=limits(),
        guides=guides(),
    )


@router.post("/test/outcome")
def outcome(request: Request, given: SentJson) -> Response:
    """What one attempt showed, as a piece of the page; nothing is saved."""
    attempt = given.get("attempt")
    if not isinstance(attempt, dict):
        raise InputError("an attempt", "none", 'Send {"attempt": {...}}.')
    found, visit = worked_out(request, person_of(request), attempt)
    safety = visit_safety(visit, today_of(request))
    allowed = safety.tests.get(found.protocol)
    if allowed is not None and not allowed.allowed:
        ruled_out = environment().get_template("test_ruled_out.html")
        first = safety.headline if safety.refers or safety.unanswered else RULED_OUT
        return Response(ruled_out.render(sentence=first, why=allowed.why), media_type=PIECE)
    report = report_of(visit)
    text = (
        environment()
        .get_template("test_outcome.html")
        .render(
            sentence=sentence_on(found),
            pictures=(*bodies([found]), *plots([found])),
            numbers=attempt_parts(replace(visit, measurements=(found,)))[0],
            failed=[gate for gate in found.gates if gate.state == "fail"],
            open=[gate for gate in found.gates if gate.state == "unknown"],
            side=next((s for s in report.sides if s.side == found.side), None),
        )
    )
    return Response(text, media_type=PIECE)
