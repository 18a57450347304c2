"""One session: what to do, the player, and how it was."""

from datetime import date

from fastapi import APIRouter, Depends, Request, Response

from ilio.apps.web.given import actor_of, form_of, person_of, store_of, today_of
from ilio.apps.web.pages.rendering import go_on, page
from ilio.apps.web.pages.session_cards import state_of
from ilio.apps.web.pages.session_view import entry_of, session_view
from ilio.apps.web.referring import not_referred
from ilio.apps.web.standing import Standing, standing_of
from ilio.core import InputError
from ilio.knowledge import bounds
from ilio.programmes.programme import Session
from ilio.records.plan_words import day_words
from ilio.sources.log_file import check_entry, unknown_session

router = APIRouter(include_in_schema=False, dependencies=[Depends(not_referred)])


@router.get("/session/{key}")
def session(request: Request, key: str) -> Response:
    """A session with its player and its log."""
    standing, found = _found(request, key)
    if found is None:
        return go_on(request, "/plan")
    return _shown(request, standing, found)


@router.post("/session/{key}/log")
def log(request: Request, key: str) -> Response:
    """Log how a session was."""
    standing, found = _found(request, key)
    if found is None:
        return go_on(request, "/plan")
    known = {session.key for session in standing.programme.sessions}
    try:
        entry = check_entry(entry_of(found, form_of(request), today_of(request)), known)
    except InputError as error:
        return _shown(request, standing, found, str(error))
    store_of(request).add_log(actor_of(request), person_of(request).id, entry)
    return go_on(request, "/", said="logged", session=key)


def _found(request: Request, key: str) -> tuple[Standing, Session | None]:
    """The session of that key in the plan that stands; None where the plan is stopped."""
    standing = standing_of(request, person_of(request))
    if standing is None:
        raise unknown_session(key, ())
    sessions = {session.key: session for session in standing.programme.sessions}
    if key not in sessions and standing.programme.refused:
        return standing, None
    if key not in sessions:
        raise unknown_session(key, sessions)
    return standing, sessions[key]


def _ended(standing: Standing, today: date) -> str:
    """Why a session of a plan that is over is not played; it may still be logged."""
    last = standing.programme.last_day
    again = "Test again, then make a new one."
    return f"This plan ended on {day_words(last)}. {again}" if today > last else ""


def _shown(request: Request, standing: Standing, session: Session, problem: str = "") -> Response:
    today = today_of(request)
    return page(
        request,
        "session.html",
        current="plan",
        status=422 if problem else 200,
        person=person_of(request),
        view=session_view(session),
        state=state_of(session, standing.log, today),
        past=session.start.date() < today,
        refused=standing.programme.refused or _ended(standing, today),
        stop=standing.programme.stop,
        effort=bounds("log_effort"),
        pain=bounds("log_pain"),
        problem=problem,
    )
