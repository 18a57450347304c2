"""Recordings: angles or points over time, never film."""

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock
from typing import Annotated, Literal

from fastapi import APIRouter, Query, Request
from starlette.responses import Response

from ilio.apps.web.api.contents import check_kind, facts_of
from ilio.apps.web.api.shape import (
    Asker,
    Kept,
    Made,
    Noun,
    PersonId,
    RecordingId,
    SentBody,
    faults,
    sends,
)
from ilio.apps.web.faults import BUSY, Refusal
from ilio.apps.web.given import work_of
from ilio.apps.web.security.spool import Spool

router = APIRouter(prefix="/api/v1", tags=["recordings"])

MEDIA = {"points": "application/json", "phone": "text/csv; charset=utf-8"}

LOG = "time_s,gravity_x,gravity_y,gravity_z\n0.00,0.1,9.8,0.2\n0.02,0.1,9.8,0.2\n"

BODY = {
    "requestBody": {
        "required": True,
        "content": {
            "application/json": {
                "schema": {"type": "object", "properties": {"frames": {"type": "array"}}},
                "examples": {
                    "points": {
                        "summary": "Points of a body (docs/video.md), here none found",
                        "value": {
                            "schema": "ilio/points/1",
                            "width": 640,
                            "height": 480,
                            "frames": [
                                {"time_s": 0.0, "points": []},
                                {"time_s": 0.1, "points": []},
                            ],
                        },
                    }
                },
            },
            "text/csv": {"schema": {"type": "string"}, "examples": {"log": {"value": LOG}}},
        },
    }
}


TURN_S = 20.0
"""Longest wait until a large recording may be saved [s]."""


class Ids(Noun):
    """The recordings that whoever asks may see, the oldest first.

    Examples
    --------
    >>> Ids(recordings=[]).recordings
    []
    """

    recordings: list[str]


@contextmanager
def _turn(request: Request, body: Spool) -> Iterator[None]:
    """One large recording at a time is whole in the server's memory, on its way into the store."""
    if body.file is None:
        yield
        return
    turn: Lock = request.app.state.large
    if not turn.acquire(timeout=TURN_S):
        raise Refusal(BUSY)
    try:
        yield
    finally:
        turn.release()


@router.get("/recordings", summary="List recordings", responses=faults())
def recordings(actor: Asker, store: Kept) -> Ids:
    """The ids of every recording that you may see."""
    return Ids(recordings=list(store.recording_ids(actor)))


@router.post(
    "/people/{person}/recordings",
    summary="Send a recording",
    status_code=201,
    responses=faults(404, 415),
    openapi_extra=BODY,
)
def add_recording(
    person: PersonId,
    kind: Annotated[Literal["points", "phone"], Query(description="What the body holds.")],
    body: SentBody,
    request: Request,
    actor: Asker,
    store: Kept,
) -> Made:
    """Keep a recording of one attempt; a visit then names it by its id.

    `points` are points of a body as JSON, `phone` is a log of a phone's sensor as CSV; at most
    40 MB and 10 minutes. What it is, is told by its content. No film is taken: it stays where it
    was made.
    """
    store.person(actor, person)
    check_kind(kind, body.pieces())
    if body.file is None:
        facts = facts_of(kind, body.whole())
    else:  # its values take ten times as much memory
        facts = work_of(request).call(person, facts_of, kind, body.file)
    with _turn(request, body):
        return Made(id=store.add_recording(actor, person, kind, body.whole(), facts))


@router.get(
    "/recordings/{recording}",
    summary="A recording as it was sent",
    response_class=Response,
    responses={
        **faults(404),
        **sends("Points of a body, or a phone log.", "application/json", "text/csv"),
    },
)
def one_recording(recording: RecordingId, actor: Asker, store: Kept) -> Response:
    """The bytes of a recording."""
    found = store.recording(actor, recording)
    return Response(found.body, media_type=MEDIA[found.kind])
