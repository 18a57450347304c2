"""The people of a coach: add, open, rename, invite."""

from dataclasses import replace
from typing import TYPE_CHECKING

from fastapi import APIRouter, Request, Response

from ilio.apps.web.given import actor_of, form_of, store_of
from ilio.apps.web.pages.people_view import people_view
from ilio.apps.web.pages.rendering import go_on, page
from ilio.apps.web.referring import lines_today
from ilio.apps.web.standing import stopped_plan
from ilio.core import InputError
from ilio.records.next_steps import stopped_words

if TYPE_CHECKING:
    from ilio.records.store import Person, VisitLine

router = APIRouter(include_in_schema=False)


@router.get("/people")
def people(request: Request) -> Response:
    """Everybody whom the visitor may see."""
    return _shown(request)


@router.post("/people")
def add(request: Request) -> Response:
    """Add somebody, and open their page."""
    try:
        added = store_of(request).add_person(actor_of(request), form_of(request).get("label", ""))
    except InputError as error:
        return _shown(request, str(error))
    return go_on(request, "/", person=added.id)


@router.post("/people/{person_id}/rename")
def rename(request: Request, person_id: str) -> Response:
    """Give somebody another label."""
    label = form_of(request).get("label", "")
    store_of(request).person(actor_of(request), person_id)  # a stranger's is not there
    try:
        store_of(request).rename_person(actor_of(request), person_id, label)
    except InputError as error:
        return _shown(request, str(error))
    return go_on(request, "/account" if form_of(request).get("from") == "account" else "/people")


@router.post("/people/{person_id}/invite")
def invite(request: Request, person_id: str) -> Response:
    """Make an invitation link; it is shown once."""
    actor, store = actor_of(request), store_of(request)
    person = store.person(actor, person_id)
    token = store.invite(actor, person_id)
    return _shown(request, invited=person, link=str(request.url_for("invited", token=token)))


def _shown(
    request: Request, problem: str = "", *, invited: "Person | None" = None, link: str = ""
) -> Response:
    actor, store = actor_of(request), store_of(request)
    found = people_view(
        [(one, _lines(request, one.id)) for one in store.people(actor)],
        {account.person_id for account in store.accounts(actor)},
    )
    return page(
        request,
        "people.html",
        current="people",
        status=422 if problem else 200,
        people=found,
        problem=problem,
        invited=invited,
        link=link,
    )


def _lines(request: Request, person_id: str) -> "list[VisitLine]":
    """All visits of somebody; of the newest one alone what it found is said, the urgent first."""
    earlier = store_of(request).visit_lines(actor_of(request), person_id)[:-1]
    stopped = stopped_plan(request, person_id)
    first = f"{stopped_words(stopped)} " if stopped else ""
    newest = lines_today(request, person_id, stopped, 1)
    return [*earlier, *(replace(line, summary=f"{first}{line.summary}") for line in newest)]
