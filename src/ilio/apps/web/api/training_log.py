"""The log of what was done of a plan."""

from collections.abc import Mapping
from typing import Annotated, Any

from fastapi import APIRouter, Path, Request
from starlette.responses import Response

from ilio.apps.naming import names_borne
from ilio.apps.web.api.schemas import ref
from ilio.apps.web.api.shape import AS_JSON, Asker, Json, Kept, PersonId, SentJson, faults, takes
from ilio.apps.web.given import store_of, today_of
from ilio.apps.web.standing import standing_plan
from ilio.observations.training_log import LogEntry
from ilio.records import log_entry_from_json, log_entry_to_json
from ilio.records.store import Actor
from ilio.sources.log_file import check_entry

router = APIRouter(prefix="/api/v1", tags=["plan"])

LOG = {
    "type": "object",
    "required": ["log", "numbers"],
    "properties": {
        "log": {"type": "array", "items": ref("LogEntry")},
        "numbers": {
            "type": "array",
            "items": {"type": "integer"},
            "description": "The number of each entry, by which it is changed or deleted.",
        },
    },
}


@router.get(
    "/people/{person}/log",
    summary="The log",
    response_class=Json,
    responses={
        **faults(404),
        200: {
            "description": "All entries, the oldest first.",
            "content": {AS_JSON: {"schema": LOG}},
        },
    },
)
def log(person: PersonId, actor: Asker, store: Kept) -> Json:
    """What was done and missed, and how it felt."""
    found = store.numbered_log(actor, person)
    entries = [log_entry_to_json(entry) for _, entry in found]
    return Json({"log": entries, "numbers": [number for number, _ in found]})


@router.post(
    "/people/{person}/log",
    summary="Log a session",
    status_code=204,
    responses=faults(404, 415),
    openapi_extra=takes(
        ref("LogEntry"),
        {"session": "w1-strength-1", "day": "2026-11-23", "done": True, "reps": 15, "pain": 1},
    ),
)
def add_log(
    person: PersonId, given: SentJson, request: Request, actor: Asker, store: Kept
) -> Response:
    """Log a session of the plan that stands; what comes after moves with it."""
    store.add_log(actor, person, _entry(person, given, request, actor))
    return Response(status_code=204)


Number = Annotated[int, Path(ge=1, le=1_000_000, description="Of the entry.")]


@router.put(
    "/people/{person}/log/{number}",
    summary="Change what was logged",
    status_code=204,
    responses=faults(404, 415),
    openapi_extra=takes(
        ref("LogEntry"), {"session": "w1-strength-1", "day": "2026-11-23", "reps": 12, "pain": 0}
    ),
)
def change_log(
    person: PersonId, number: Number, given: SentJson, request: Request, actor: Asker, store: Kept
) -> Response:
    """Put an entry of the log right; what comes after moves with it."""
    store.change_log(actor, person, number, _entry(person, given, request, actor))
    return Response(status_code=204)


@router.delete(
    "/people/{person}/log/{number}",
    summary="Delete what was logged",
    status_code=204,
    responses=faults(404),
)
def delete_log(person: PersonId, number: Number, actor: Asker, store: Kept) -> Response:
    """Delete an entry of the log."""
    store.change_log(actor, person, number, None)
    return Response(status_code=204)


def _entry(person: str, given: Mapping[str, Any], request: Request, actor: Actor) -> LogEntry:
    """A log entry for a session of the plan that stands."""
    today = today_of(request)
    standing = standing_plan(request, person)
    usual = {"day": today.isoformat(), "done": not given.get("checked_by")}
    entry = log_entry_from_json({**usual, **given})
    keys = {session.key for session in standing.stored.programme.sessions}
    own = f"{standing.stored.programme.person} {names_borne(store_of(request), actor, person)}"
    return check_entry(entry, keys, own, today)
