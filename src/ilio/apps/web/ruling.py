"""The newest answers of the person whom a request is about."""

from typing import TYPE_CHECKING

from fastapi import Request

from ilio.apps.ruling import Ruling, ruling_in
from ilio.apps.web.given import actor_of, store_of

if TYPE_CHECKING:
    from ilio.records.store import Person


def ruling_of(request: Request, person: "Person") -> Ruling | None:
    """The newest answers of a person; None before the first ones."""
    return ruling_in(store_of(request), actor_of(request), person.id)
