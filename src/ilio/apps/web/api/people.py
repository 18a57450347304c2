"""People: who is asked about, their label, their deletion, all of theirs in one file."""

from datetime import datetime
from typing import Literal

from fastapi import APIRouter, Request
from pydantic import Field
from starlette.responses import Response

from ilio.apps.judging import forget
from ilio.apps.web.api.shape import Asker, Kept, Noun, PersonId, faults
from ilio.apps.web.given import csrf_of, settings_of, visitor_of, work_of
from ilio.apps.web.settings import Mode
from ilio.records.store import Person

router = APIRouter(prefix="/api/v1", tags=["people"])


class PersonNoun(Noun):
    """Somebody whose visits are kept.

    Examples
    --------
    >>> 'id' in PersonNoun.model_fields
    True
    """

    id: str
    label: str
    created: datetime


class People(Noun):
    """The people of whoever asks.

    Examples
    --------
    >>> 'people' in People.model_fields
    True
    """

    people: list[PersonNoun]


class Me(Noun):
    """Who asks, as this server knows them.

    Examples
    --------
    >>> 'mode' in Me.model_fields
    True
    """

    mode: Mode
    role: Literal["owner", "coach", "person"] | None
    person: PersonNoun | None
    csrf: str


class Label(Noun):
    """A label of the person's own choosing; need not be a real name.

    Examples
    --------
    >>> 'label' in Label.model_fields
    True
    """

    label: str = Field(min_length=1, max_length=100, examples=["R."])


@router.get("/me", summary="Who asks", responses=faults())
def me(request: Request, store: Kept) -> Me:
    """Who asks, and the token that every change has to bring along.

    A program keeps the cookie that comes with this answer, and sends `csrf` as the header
    `X-CSRF-Token` with each change. `role` is null before a login; `person` is null for a coach
    who has nobody yet.
    """
    actor = visitor_of(request)
    person = None
    if actor is not None and (actor.role == "owner" or store.people(actor)):
        person = noun_of(store.own_person(actor))
    role = actor.role if actor else None
    return Me(mode=settings_of(request).mode, role=role, person=person, csrf=csrf_of(request))


@router.get("/people", summary="List people", responses=faults())
def people(actor: Asker, store: Kept) -> People:
    """The people whom you may see, in the order in which they were added."""
    return People(people=[noun_of(person) for person in store.people(actor)])


@router.post("/people", summary="Add a person", status_code=201, responses=faults())
def add_person(given: Label, actor: Asker, store: Kept) -> PersonNoun:
    """Add somebody. A person with a login of their own may not."""
    return noun_of(store.add_person(actor, given.label))


@router.get("/people/{person}", summary="One person", responses=faults(404))
def one_person(person: PersonId, actor: Asker, store: Kept) -> PersonNoun:
    """One person."""
    return noun_of(store.person(actor, person))


@router.patch("/people/{person}", summary="Rename a person", responses=faults(404))
def rename_person(person: PersonId, given: Label, actor: Asker, store: Kept) -> PersonNoun:
    """Give somebody another label."""
    return noun_of(store.rename_person(actor, person, given.label))


@router.delete(
    "/people/{person}", summary="Delete a person", status_code=204, responses=faults(404)
)
def delete_person(person: PersonId, request: Request, actor: Asker, store: Kept) -> Response:
    """Delete somebody with everything of theirs: visits, recordings, plans, log, login."""
    store.delete_person(actor, person)
    work_of(request).work.forget(forget)
    return Response(status_code=204)


def noun_of(person: Person) -> PersonNoun:
    """A person as the API shows them.

    Examples
    --------
    >>> from datetime import UTC
    >>> noun_of(Person("p1", "Mo", datetime(2026, 11, 22, tzinfo=UTC))).label
    'Mo'
    """
    return PersonNoun(id=person.id, label=person.label, created=person.created)
