"""The plan of a person: made, moved, as a file."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Depends, Path, Request
from pydantic import Field
from starlette.responses import Response

from ilio.apps.printing import printed_plan
from ilio.apps.ruling import with_added
from ilio.apps.session_moving import with_moved
from ilio.apps.web.api.papers import named
from ilio.apps.web.api.shape import (
    Asker,
    Json,
    Kept,
    Noun,
    PersonId,
    SentBody,
    check_json_kind,
    faults,
    sends,
    shows,
    takes,
)
from ilio.apps.web.api.wanted import SCHEMA, Wanted, read_wanted
from ilio.apps.web.given import store_of, today_of, work_of
from ilio.apps.web.referring import newest_visit
from ilio.apps.web.security.spool import Spool
from ilio.apps.web.standing import Standing, standing_of, standing_plan
from ilio.apps.words_planned import made_plan, to_keep
from ilio.core import InputError
from ilio.records import programme_to_json
from ilio.records.plan_calendar import same_events
from ilio.records.store import Actor, NotFound, Store, StoredVisit

router = APIRouter(prefix="/api/v1", tags=["plan"])

MEDIA = {
    "ics": "text/calendar; charset=utf-8",
    "md": "text/markdown; charset=utf-8",
    "pdf": "application/pdf",
}


class NewPlan(Noun):
    """The id of the plan, and what was left out while reading, a sentence each.

    Examples
    --------
    >>> 'id' in NewPlan.model_fields
    True
    """

    id: str
    notes: list[str]


@router.post(
    "/people/{person}/programme",
    summary="Make a plan",
    status_code=201,
    responses=faults(404, 415),
    openapi_extra=takes(SCHEMA, {"runs": "Tue intervals, Sun long"}),
    dependencies=[Depends(check_json_kind)],
)
def make_programme(
    person: PersonId, body: SentBody, request: Request, actor: Asker, store: Kept
) -> NewPlan:
    """Plan the weeks to come from a visit, around the runs; an earlier plan moves with it."""
    standing = standing_of(request, store.person(actor, person))
    if standing is not None and standing.stopped:
        todo = "Log the check of somebody who looked at it, or answer the safety questions again."
        raise InputError("a plan that goes on", "one that its log has stopped", todo)
    now = store.now()
    given = _wanted(request, person, body, standing)
    old = None if given.anew else standing
    newest = _newest(request, store, actor, person)
    visit = store.visit(actor, given.visit) if given.visit else newest
    if visit.person_id != person:
        raise NotFound("visit", visit.id)
    if visit.id != newest.id:  # what was told since counts
        since = newest.visit
        visit = replace(visit, visit=with_added(visit.visit, since.answers, since.judgement.hurts))
    words = given.model_dump(exclude={"visit", "anew"}, exclude_defaults=True)
    making = partial(
        made_plan,
        visit.visit,
        words,
        today=now.date(),
        zone=now.tzinfo or UTC,
        old=old.stored.programme if old else None,
        log=old.log if old else (),
    )
    programme, notes = work_of(request).call(person, making)
    new = store.add_programme(actor, person, programme, to_keep(words, programme.start))
    return NewPlan(id=new, notes=list(notes))


def _wanted(request: Request, person: str, body: Spool, standing: Standing | None) -> Wanted:
    """What was asked for; a large calendar is read by a process, and cut down there."""
    if body.file is None:
        return read_wanted(body.whole())
    days = [today_of(request), *([standing.stored.programme.start] if standing else [])]
    found: Wanted = work_of(request).call(person, read_wanted, body.file, min(days))
    return found


def _newest(request: Request, store: Store, actor: Actor, person: str) -> StoredVisit:
    newest = newest_visit(request, store.person(actor, person))
    if newest is None:
        raise InputError("a visit to plan from", "none yet", "Do the tests first.")
    return newest


@router.get(
    "/people/{person}/programme",
    summary="The plan as it stands",
    response_class=Json,
    responses={**faults(404), **shows("Programme", "The plan, as the log has changed it.")},
)
def programme(person: PersonId, request: Request, actor: Asker, store: Kept) -> Json:
    """The plan of a person as it stands today: made once, moved by the log."""
    return Json(programme_to_json(standing_plan(request, person).programme))


class Moved(Noun):
    """Where a session goes.

    Examples
    --------
    >>> 'start' in Moved.model_fields
    True
    """

    start: datetime = Field(
        description="Local start, without a zone.", examples=["2026-11-26T18:30:00"]
    )


SessionKey = Annotated[
    str, Path(max_length=40, pattern=r"^[a-z0-9-]+$", examples=["w1-strength-2"])
]


@router.put(
    "/people/{person}/programme/sessions/{key}",
    summary="Move a session",
    status_code=204,
    responses=faults(404),
)
def move_session(
    person: PersonId, key: SessionKey, given: Moved, request: Request, actor: Asker, store: Kept
) -> Response:
    """Move one session of the plan that stands to another time; the rest stands still.

    A time that breaks a rule of the plan is refused, with the rule.
    """
    standing = standing_plan(request, person)
    if given.start.tzinfo is not None:
        todo = "Leave the zone out: a plan keeps its own."
        raise InputError("a local start without a zone", f"{given.start.isoformat()}", todo)
    new = with_moved(
        standing.stored.programme, standing.programme, standing.log, key, given.start, store.now()
    )
    store.add_programme(actor, person, new, standing.stored.given)
    return Response(status_code=204)


@router.get(
    "/people/{person}/programme.{ending}",
    summary="The plan as a file",
    response_class=Response,
    responses={
        **faults(404),
        **sends("Calendar, text or print.", *(kind.partition(";")[0] for kind in MEDIA.values())),
    },
)
def programme_file(
    person: PersonId, ending: Literal["ics", "md", "pdf"], request: Request, actor: Asker
) -> Response:
    """The plan for a calendar (.ics), as text (.md) or for print (.pdf).

    A calendar that was downloaded before is changed when the new one is imported.
    """
    store = store_of(request)
    standing, now = standing_plan(request, person), store.now()
    given: Mapping[str, Any] = standing.stored.given
    # events of the calendar that was handed out last move, and are cancelled if they are gone
    previous = store.handed_calendar(actor, person) if ending == "ics" else None
    content = work_of(request).call(
        person,
        printed_plan,
        standing.programme,
        ending,
        now,
        now.tzinfo,
        bool(given.get("reminders")),
        previous,
    )
    if ending == "ics" and not same_events(content, previous):
        store.hand_calendar(actor, person, content)
    name = f"plan-{standing.programme.start}.{ending}"
    return Response(content, media_type=MEDIA[ending], headers=named(name))
