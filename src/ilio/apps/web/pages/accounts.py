"""One's own page: label, login, everything taken out, everything deleted; and the way in."""

from typing import Any

from fastapi import APIRouter, Request, Response

from ilio.apps.judging import forget
from ilio.apps.web.entering import change_password
from ilio.apps.web.faults import Refusal
from ilio.apps.web.given import (
    actor_of,
    form_of,
    person_of,
    settings_of,
    store_of,
    visitor_of,
    work_of,
)
from ilio.apps.web.pages.rendering import go_on, page
from ilio.core import InputError

router = APIRouter(include_in_schema=False)

CLEARED = '"cache", "storage"'
"""What a browser forgets of this page; its cookie stays, with which the person goes on."""


@router.get("/account")
def account(request: Request) -> Response:
    """Who this is, and what they can do about it."""
    return _shown(request)


@router.post("/account/password")
def password(request: Request) -> Response:
    """Change one's own password; every session ends."""
    form = form_of(request)
    try:
        change_password(request, form.get("old", ""), form.get("new", ""))
    except (InputError, Refusal) as error:
        return _shown(request, str(error))
    return go_on(request, "/login", said="password")


@router.get("/privacy")
def privacy(request: Request) -> Response:
    """What is kept, where, and how to take it out or delete it."""
    person = person_of(request) if visitor_of(request) else None
    return page(request, "privacy.html", person=person)


@router.post("/privacy/delete")
def delete(request: Request) -> Response:
    """Delete everything of a person."""
    actor, person = actor_of(request), person_of(request)
    if form_of(request).get("sure") != "yes":
        return go_on(request, "/privacy")
    store_of(request).delete_person(actor, person.id)
    work_of(request).work.forget(forget)
    gone: dict[str, Any] = {"links": (), "visitor": None} if actor.role == "person" else {}
    shown = page(request, "deleted.html", **gone)
    if len(store_of(request).people(actor)) == 0:
        shown.headers["clear-site-data"] = CLEARED  # nobody's pictures are left to keep
    return shown


def _shown(request: Request, problem: str = "") -> Response:
    actor, store = actor_of(request), store_of(request)
    return page(
        request,
        "account.html",
        status=422 if problem else 200,
        person=person_of(request),
        several=len(store.people(actor)) > 1 or settings_of(request).mode == "coach",
        own=[one for one in store.accounts(actor) if one.id == actor.account_id],
        audit=store.audit(actor)[:50],
        problem=problem,
    )
