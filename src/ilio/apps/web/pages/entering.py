"""The way in and out: login, invitation, logout."""

from fastapi import APIRouter, Request, Response

from ilio.apps.web import entering
from ilio.apps.web.faults import Refusal
from ilio.apps.web.given import form_of, settings_of, store_of, visitor_of
from ilio.apps.web.pages.rendering import go_on, page
from ilio.apps.web.security.keys import NOT_OPENED
from ilio.apps.web.security.sessions import begin_session, session_of
from ilio.core import IlioError

router = APIRouter(include_in_schema=False)

SAID = {"password": "Your password is changed. Log in with the new one."}


@router.get("/login")
def login(request: Request) -> Response:
    """The form to log in."""
    if settings_of(request).mode != "coach" or visitor_of(request) is not None:
        return go_on(request, "/")
    said = SAID.get(request.query_params.get("said", ""), "")
    return page(request, "login.html", name="", problem="", notice=said)


@router.get("/open")
def opened(request: Request, key: str = "") -> Response:
    """Trade the key of the address that was opened for a cookie; the key is used then."""
    keys = getattr(request.app.state, "keys", None)
    if keys is not None and not keys.knows(session_of(request.scope)):
        if (session := keys.trade(key)) is None:
            raise Refusal(NOT_OPENED)
        begin_session(request.scope, session)
    return go_on(request, "/")


@router.post("/login")
def enter(request: Request) -> Response:
    """Log in."""
    form = form_of(request)
    name = form.get("name", "")
    try:
        entering.enter(request, name, form.get("password", ""))
    except Refusal as refusal:
        words = {"name": name, "problem": str(refusal)}
        return page(request, "login.html", status=refusal.fault.status, **words)
    return go_on(request, "/")


@router.post("/logout")
def leave(request: Request) -> Response:
    """Log out."""
    entering.leave(request)
    return go_on(request, "/login")


@router.get("/invite/{token}", name="invited")
def invited(request: Request, token: str) -> Response:
    """What an invitation leads to."""
    label = store_of(request).invited(token)
    status = 200 if label is not None else 404
    return page(
        request, "invite.html", status=status, label=label, token=token, name="", problem=""
    )


@router.post("/invite/{token}")
def accept(request: Request, token: str) -> Response:
    """Take an invitation up: a name and a password, and one is in."""
    form = form_of(request)
    name = form.get("name", "")
    try:
        entering.accept(request, token, name, form.get("password", ""))
    except IlioError as error:
        return _invitation(request, token, name, str(error))
    return go_on(request, "/")


def _invitation(request: Request, token: str, name: str = "", problem: str = "") -> Response:
    label = store_of(request).invited(token)
    status = 404 if label is None else 422 if problem else 200
    words = {"token": token, "name": name, "problem": problem}
    return page(request, "invite.html", status=status, label=label, **words)
