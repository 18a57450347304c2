"""The unfinished test: its draft, and what an attempt shows before anything is saved."""

from typing import Any

from fastapi import APIRouter, Request
from starlette.responses import Response

from ilio.apps.judging import Stored, measured, named_recordings, sentence_on
from ilio.apps.web.api.schemas import ref
from ilio.apps.web.api.shape import (
    AS_JSON,
    Asker,
    Json,
    Kept,
    PersonId,
    SentJson,
    faults,
    takes,
)
from ilio.apps.web.given import work_of
from ilio.core import InputError
from ilio.records import judgement_to_json, measurement_to_json
from ilio.records.store import Actor, NotFound, Store
from ilio.sources.visit_schema import SCHEMA

router = APIRouter(prefix="/api/v1", tags=["measuring"])

PAGE = "page"
"""Key of a draft for what the page itself has to remember; it is not part of a visit."""

ATTEMPT = {"protocol": "thomas", "side": "left", "hand_check": "snug", "thigh_contact": "hovers"}

DRAFT = {"type": "object", "description": "A visit input so far; `page` holds what the page likes."}

MEASURED = {
    "type": "object",
    "required": ["measurement", "judgement", "sentence"],
    "properties": {
        "measurement": ref("Measurement"),
        "judgement": ref("Verdict"),
        "sentence": {"type": "string"},
    },
}


@router.get(
    "/people/{person}/draft",
    summary="The unfinished test",
    response_class=Json,
    responses={
        **faults(404),
        200: {"description": "The draft, or null.", "content": {AS_JSON: {"schema": {}}}},
    },
)
def draft(person: PersonId, actor: Asker, store: Kept) -> Json:
    """What was kept of a test that is not finished; null when there is none."""
    return Json(store.draft(actor, person))


@router.put(
    "/people/{person}/draft",
    summary="Keep the unfinished test",
    status_code=204,
    responses=faults(404, 415),
    openapi_extra=takes(DRAFT, {"red_flags": [], "attempt": [ATTEMPT], "page": {"step": 3}}),
)
def keep_draft(person: PersonId, given: SentJson, actor: Asker, store: Kept) -> Response:
    """Keep the test so far in place of what was kept before, so that a reload loses nothing."""
    store.save_draft(actor, person, given)
    return Response(status_code=204)


@router.delete(
    "/people/{person}/draft",
    summary="Drop the unfinished test",
    status_code=204,
    responses=faults(404),
)
def drop_draft(person: PersonId, actor: Asker, store: Kept) -> Response:
    """Drop what was kept of an unfinished test."""
    store.save_draft(actor, person, None)
    return Response(status_code=204)


@router.post(
    "/people/{person}/measure",
    summary="Measure one attempt",
    response_class=Json,
    responses={
        **faults(404, 415),
        200: {
            "description": "The measurement, and the judgement of the draft with it.",
            "content": {AS_JSON: {"schema": MEASURED}},
        },
    },
    openapi_extra=takes(
        {
            "type": "object",
            "required": ["attempt"],
            "additionalProperties": False,
            "properties": {"attempt": ref("AttemptInput")},
        },
        {"attempt": ATTEMPT},
    ),
)
def measure_attempt(
    person: PersonId, given: SentJson, request: Request, actor: Asker, store: Kept
) -> Json:
    """Measure an attempt and judge the draft with it as its last; nothing is saved."""
    attempt = given.get("attempt")
    if not isinstance(attempt, dict) or len(given) != 1:
        todo = 'Write {"attempt": {"protocol": "thomas", "side": "left", ...}}.'
        raise InputError("one key, attempt", f"{len(given)} keys", todo)
    before = visit_input(store.draft(actor, person) or {})
    listed = before.get("attempt")
    both = {"attempt": [*(listed if isinstance(listed, list) else []), attempt]}
    stored = stored_recordings(store, actor, person, both)
    found, visit = work_of(request).call(
        person, measured, before, attempt, stored, momentary=not stored
    )
    return Json(
        {
            "measurement": measurement_to_json(found),
            "judgement": judgement_to_json(visit.judgement),
            "sentence": sentence_on(found),
        }
    )


def visit_input(draft: dict[str, Any]) -> dict[str, Any]:
    """The visit input in a draft.

    Examples
    --------
    >>> visit_input({"red_flags": [], "page": {"step": 3}})
    {'schema': 'ilio/visit-input/1', 'red_flags': []}
    """
    kept = {key: value for key, value in draft.items() if key != PAGE}
    return {"schema": SCHEMA, **kept}


def stored_recordings(
    store: Store, actor: Actor, person: str, given: dict[str, Any]
) -> dict[str, Stored]:
    """The recordings that a visit input names, each of that person.

    Raises
    ------
    NotFound
        If one is not there, or is another person's.

    Examples
    --------
    >>> stored_recordings(None, None, "p1", {})
    {}
    """
    found = {}
    for name in named_recordings(given):
        if len(name) != len(person) or not name.isalnum():
            raise NotFound("recording", name[: len(person)])
        recording = store.recording(actor, name)
        if recording.person_id != person:
            raise NotFound("recording", name)
        found[name] = Stored(recording.kind, recording.body)
    return found
