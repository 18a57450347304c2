"""The unfinished test: its draft, and what an attempt shows before anything is saved."""

from dataclasses import replace
from typing import Annotated, Any

from fastapi import APIRouter, Header, Request
from starlette.responses import Response

from ilio.apps.draft_answers import answers_in
from ilio.apps.judging import Stored, measured, named_recordings, sentence_on
from ilio.apps.ruling import with_added
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
from ilio.apps.web.given import actor_of, store_of, today_of, work_of
from ilio.apps.web.ruling import ruling_of
from ilio.core import InputError
from ilio.observations import safety_of
from ilio.protocols.measurement import Measurement
from ilio.records import Visit, judgement_to_json, measurement_to_json
from ilio.records.showing import shown_measurements
from ilio.records.store import Actor, NotFound, Person, Store
from ilio.records.store.recordings import draft_tag
from ilio.sources.visit_schema import SCHEMA
from ilio.verdicts.safety_telling import RULED_OUT, headline

router = APIRouter(prefix="/api/v1", tags=["measuring"])

PAGE = "page"
"""Key of a draft for what the page itself has to remember; it is not part of a visit."""

WORRIES = ("red_flags", "do_not_test")
"""What must be readable in a draft, too: a worry that is misspelt would pass for none."""

ATTEMPT = {"protocol": "thomas", "side": "left", "hand_check": "snug", "thigh_contact": "hovers"}

DRAFT = {"type": "object", "description": "A visit input so far; `page` holds what the page likes."}

Seen = Annotated[
    str | None,
    Header(
        alias="If-Match",
        description="ETag of the draft that was read: a newer one is not replaced then (409).",
    ),
]

MEASURED = {
    "type": "object",
    "required": ["measurement", "judgement", "sentence"],
    "properties": {
        "measurement": {
            "anyOf": [ref("Measurement"), {"type": "null"}],
            "description": "Null where an answer rules the test out, or a question is open.",
        },
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
    """What was kept of a test that is not finished, with its ETag; null when there is none."""
    kept = store.draft(actor, person)
    return Json(kept, headers={"etag": f'"{draft_tag(kept)}"'})


@router.put(
    "/people/{person}/draft",
    summary="Keep the unfinished test",
    status_code=204,
    responses=faults(404, 409, 415),
    openapi_extra=takes(DRAFT, {"red_flags": [], "attempt": [ATTEMPT], "page": {"step": 3}}),
)
def keep_draft(
    person: PersonId, given: SentJson, actor: Asker, store: Kept, seen: Seen = None
) -> Response:
    """Keep the test so far in place of what was kept before, so that a reload loses nothing."""
    answers_in({"schema": SCHEMA, **{key: given[key] for key in WORRIES if key in given}})
    store.save_draft(actor, person, given, _tag(seen))
    return Response(status_code=204, headers={"etag": f'"{draft_tag(given)}"'})


@router.delete(
    "/people/{person}/draft",
    summary="Drop the unfinished test",
    status_code=204,
    responses=faults(404, 409),
)
def drop_draft(person: PersonId, actor: Asker, store: Kept, seen: Seen = None) -> Response:
    """Drop what was kept of an unfinished test."""
    store.save_draft(actor, person, None, _tag(seen))
    return Response(status_code=204)


def _tag(seen: str | None) -> str | None:
    return None if seen is None or seen == "*" else seen.strip('"')


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
    """Measure an attempt and judge the draft with it as its last; nothing is saved.

    A test that the answers rule out gives no number: the sentence says what comes first.
    """
    attempt = given.get("attempt")
    if not isinstance(attempt, dict) or len(given) != 1:
        todo = 'Write {"attempt": {"protocol": "thomas", "side": "left", ...}}.'
        raise InputError("one key, attempt", f"{len(given)} keys", todo)
    found, visit = worked_out(request, store.person(actor, person), attempt)
    safety = safety_of(visit.answers, visit.judgement.hurts)
    may = found.protocol in {m.protocol for m in shown_measurements(visit)}
    return Json(
        {
            "measurement": measurement_to_json(found) if may else None,
            "judgement": judgement_to_json(visit.judgement),
            "sentence": sentence_on(found) if may else headline(safety) or RULED_OUT,
        }
    )


def worked_out(
    request: Request, person: Person, attempt: dict[str, Any]
) -> tuple[Measurement, Visit]:
    """An attempt measured, and the draft judged with it as its last.

    While the draft leaves a safety question open, what was answered before rules as well.

    Raises
    ------
    InputError
        If there is a fault in it.
    """
    actor, store = actor_of(request), store_of(request)
    today = today_of(request).isoformat()
    given = {"date": today, **visit_input(store.draft(actor, person.id) or {})}
    listed = given.get("attempt")
    both = {"attempt": [*(listed if isinstance(listed, list) else []), attempt]}
    stored = stored_recordings(store, actor, person.id, both)
    found, visit = work_of(request).call(
        person.id, measured, given, attempt, stored, momentary=not stored
    )
    ruling = ruling_of(request, person)
    if ruling is not None and safety_of(visit.answers).open:
        before = replace(ruling.stored.visit, measurements=visit.measurements)
        joined = with_added(before, visit.answers, visit.judgement.hurts)
        if not shown_measurements(joined):
            return found, joined
    return found, visit


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
