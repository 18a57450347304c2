"""Visits: judged and saved, listed, corrected, deleted, printed."""

from dataclasses import replace
from datetime import datetime
from typing import Annotated, Any

from fastapi import APIRouter, Path, Request
from starlette.responses import Response

from ilio.apps.clearing import dated_by_now
from ilio.apps.judging import judged
from ilio.apps.web.answering import answered_again, may_clear, not_by_oneself
from ilio.apps.web.api.measuring import ATTEMPT, stored_recordings, visit_input
from ilio.apps.web.api.schemas import ref
from ilio.apps.web.api.shape import (
    Asker,
    Json,
    Kept,
    Made,
    Noun,
    PersonId,
    SentJson,
    VisitId,
    faults,
    shows,
    takes,
)
from ilio.apps.web.given import today_of, work_of
from ilio.apps.web.referring import lines_today, shown_visit
from ilio.apps.web.standing import stopped_plan
from ilio.core import InputError
from ilio.records import visit_to_json
from ilio.records.store import NotFound, StoredVisit

router = APIRouter(prefix="/api/v1", tags=["visits"])

EXAMPLE = {
    "schema": "ilio/visit-input/1",
    "red_flags": [],
    "person": {"age_years": 34},
    "attempt": [ATTEMPT, ATTEMPT],
}


class Line(Noun):
    """A visit in a list.

    Examples
    --------
    >>> 'id' in Line.model_fields
    True
    """

    id: str
    day: str
    summary: str
    created: datetime


class Lines(Noun):
    """The visits of a person, the oldest first.

    Examples
    --------
    >>> 'visits' in Lines.model_fields
    True
    """

    visits: list[Line]


@router.post(
    "/people/{person}/visits",
    summary="Judge and save a visit",
    status_code=201,
    responses=faults(404, 415),
    openapi_extra=takes(ref("VisitInput"), EXAMPLE),
)
def add_visit(
    person: PersonId, given: SentJson, request: Request, actor: Asker, store: Kept
) -> Made:
    """Measure all attempts, judge both sides, and save the whole.

    The body has the keys of a visit file (docs/visit-file.md); in an attempt, `recording` and
    `pelvis_recording` take the ids of recordings that were sent before. The date is today's
    unless it is given. An attempt that cannot be read is told in the visit's `failures`; the
    others still count.
    """
    label = store.person(actor, person).label
    dated = {"date": today_of(request).isoformat(), "person": {}, **visit_input(given)}
    if isinstance(dated["person"], dict):
        dated["person"] = {"label": label, **dated["person"]}
    stored = stored_recordings(store, actor, person, dated)
    visit = work_of(request).call(person, judged, dated, stored, momentary=not stored)
    dated_by_now(visit, today_of(request))
    if visit.answers.clearances:
        may_clear(request)
        not_by_oneself(request, person, visit.answers)
    made = store.add_visit(actor, person, visit, dated)
    answered_again(request, person, visit)
    return Made(id=made)


@router.get("/people/{person}/visits", summary="List visits", responses=faults(404))
def visits(person: PersonId, request: Request) -> Lines:
    """The visits of a person, the oldest first, each with its verdict in one sentence."""
    lines = lines_today(request, person, stopped_plan(request, person))
    listed = [Line(id=v.id, day=v.day, summary=v.summary, created=v.created) for v in lines]
    return Lines(visits=listed)


@router.get(
    "/visits/{visit}",
    summary="One visit",
    response_class=Json,
    responses={**faults(404), **shows("StoredVisit", "The visit.")},
)
def one_visit(visit: VisitId, request: Request, actor: Asker, store: Kept) -> Json:
    """A visit with all that was measured, what it was made from, and its judgement as of today.

    Who is referred by now gets no verdict, from an older visit neither.
    """
    kept = store.visit(actor, visit)
    judgement = shown_visit(request, kept).visit.judgement
    return Json(stored_visit(replace(kept, visit=replace(kept.visit, judgement=judgement))))


@router.delete("/visits/{visit}", summary="Delete a visit", status_code=204, responses=faults(404))
def delete_visit(visit: VisitId, actor: Asker, store: Kept) -> Response:
    """Delete a visit with its corrections. Its recordings stay until the person is deleted."""
    store.delete_visit(actor, visit)
    return Response(status_code=204)


@router.put(
    "/visits/{visit}/attempts/{number}/edits",
    summary="Correct points by hand",
    response_class=Json,
    responses={**faults(404, 415), **shows("StoredVisit", "The visit, judged anew.")},
    openapi_extra=takes(
        ref("LandmarkEdits"),
        {
            "schema": "ilio/landmark-edits/1",
            "edits": [{"joint": "knee_left", "time_s": 2.1, "x": 318, "y": 238}],
        },
    ),
)
def correct(
    visit: VisitId,
    number: Annotated[int, Path(ge=1, le=100, description="Which attempt, from 1.")],
    given: SentJson,
    request: Request,
    actor: Asker,
    store: Kept,
) -> Json:
    """Put points of one attempt right; the visit is judged anew, and what it was before is kept.

    The edits take the place of earlier ones of that attempt; an empty list takes them back.
    """
    old = store.visit(actor, visit)
    changed = {**old.given, "attempt": _edited(old, number, given)}
    stored = stored_recordings(store, actor, old.person_id, changed)
    new = work_of(request).call(old.person_id, judged, changed, stored)
    store.replace_visit(actor, visit, new, changed)
    return Json(stored_visit(store.visit(actor, visit)))


def _edited(old: StoredVisit, number: int, edits: dict[str, Any]) -> list[Any]:
    attempts = list(old.given.get("attempt", []))
    if number > len(attempts):
        raise NotFound("attempt", str(number))
    attempt = {key: value for key, value in attempts[number - 1].items() if key != "edits"}
    if not attempt.get("recording"):
        todo = "Only recordings have points; change typed answers in a new visit."
        raise InputError("an attempt with a recording", "one without", todo)
    attempts[number - 1] = attempt if edits.get("edits") == [] else {**attempt, "edits": edits}
    return attempts


def stored_visit(found: StoredVisit) -> dict[str, Any]:
    """A visit of the store as the API shows it.

    Examples
    --------
    >>> from ilio.records import Visit
    >>> from ilio.verdicts.verdict import Judgement
    >>> empty = StoredVisit("v1", "p1", Visit(Judgement("", {})), {}, datetime(2026, 11, 22))
    >>> list(stored_visit(empty))
    ['id', 'person', 'created', 'revision', 'given', 'visit']
    """
    return {
        "id": found.id,
        "person": found.person_id,
        "created": found.created.isoformat(),
        "revision": found.revision,
        "given": dict(found.given),
        "visit": visit_to_json(found.visit),
    }
