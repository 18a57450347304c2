"""Looking at one attempt again: its pictures, its trace, its points to be set right by hand."""

from dataclasses import replace
from typing import Any

from fastapi import APIRouter, Request, Response
from fastapi.responses import JSONResponse

from ilio.apps.points_shown import points_shown
from ilio.apps.web.given import actor_of, store_of, work_of
from ilio.apps.web.pages.rendering import page
from ilio.apps.web.referring import shown_visit, stop_if_referred
from ilio.core import InputError
from ilio.protocols.measurement import Curve, Measurement
from ilio.records.attempt_parts import attempt_parts
from ilio.records.drawing import main_curve
from ilio.records.pictures.decisive import decisive
from ilio.records.showing import shown_measurements
from ilio.records.store import StoredVisit
from ilio.records.wording import named_test
from ilio.verdicts.safety_telling import RULED_OUT

router = APIRouter(include_in_schema=False)


@router.get("/review/{visit}/{number}")
def review(request: Request, visit: str, number: int) -> Response:
    """One attempt of a visit, by its number from 1."""
    stored, measured, given = _found(request, visit, number)
    return page(
        request,
        "review.html",
        current="result",
        person=store_of(request).person(actor_of(request), stored.person_id),
        visit=stored.id,
        number=number,
        name=named_test(measured.protocol, measured.side),
        side=str(measured.side),
        recording=given["recording"],
        day=stored.visit.date or stored.created.date().isoformat(),
    )


@router.get("/review/{visit}/{number}/data")
def data(request: Request, visit: str, number: int) -> Response:
    """Points, trace, moments and numbers of an attempt."""
    stored, measured, given = _found(request, visit, number)
    recording = store_of(request).recording(actor_of(request), given["recording"])
    curve = main_curve(measured)
    shown: dict[str, Any] = {
        "summary": stored.visit.judgement.summary,
        "numbers": [[row.name, row.number] for row in _numbers(stored, measured)],
        "moments": [[round(t, 2), words] for t, words in decisive(measured)],
        "faults": [fault.text for fault in measured.faults],
        "curve": _curve(curve) if curve else None,
        "edits": given.get("edits"),
        "points": None,
    }
    if recording.kind == "points":
        work = work_of(request)
        shown["points"] = work.call(
            stored.person_id, points_shown, recording.body, given.get("edits")
        )
    return JSONResponse(shown)


def _found(request: Request, visit: str, number: int) -> tuple[StoredVisit, Measurement, Any]:
    """The visit, the measurement of the attempt, and what it was measured from."""
    actor, store = actor_of(request), store_of(request)
    stored = store.visit(actor, visit)
    stop_if_referred(request, store.person(actor, stored.person_id))
    stored = shown_visit(request, stored)
    given = list(stored.given.get("attempt", ()))
    measurements = stored.visit.measurements
    if not 1 <= number <= len(given) or len(given) != len(measurements):
        todo = "Look at the result; an attempt that could not be read has no pictures."
        raise InputError(f"an attempt from 1 to {len(measurements)}", str(number), todo)
    if not given[number - 1].get("recording"):
        todo = "Answers have nothing to look at; the result shows them."
        raise InputError("an attempt with a recording", "one without", todo)
    if measurements[number - 1] not in shown_measurements(stored.visit):
        todo = "The result says why, and how to come back."
        raise InputError("an attempt of a test that you may do", RULED_OUT.lower(), todo)
    return stored, measurements[number - 1], given[number - 1]


def _numbers(stored: StoredVisit, measured: Measurement) -> tuple[Any, ...]:
    return attempt_parts(replace(stored.visit, measurements=(measured,)))[0].numbers


def _curve(curve: Curve) -> dict[str, Any]:
    return {
        "name": curve.name,
        "time_s": curve.time_s,
        "angle_deg": curve.angle_deg,
        "low_deg": curve.low_deg,
        "high_deg": curve.high_deg,
        "window_s": [curve.start_s, curve.end_s],
    }
