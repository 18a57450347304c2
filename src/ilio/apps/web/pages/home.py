"""The first page: what to do next."""

from functools import cache

from fastapi import APIRouter, Request, Response

from ilio.apps.web.given import actor_of, person_of, store_of, today_of
from ilio.apps.web.pages.home_view import home_view
from ilio.apps.web.pages.rendering import page
from ilio.apps.web.pages.standing import standing_of
from ilio.core import Side
from ilio.observations import Source
from ilio.protocols.measurement import Measurement
from ilio.records.drawing import body_drawing
from ilio.records.plan_words import day_words

router = APIRouter(include_in_schema=False)

SAID = {
    "logged": "Logged, thank you.",
    "planned": "Your plan is made.",
    "deleted": "Everything was deleted. Nothing of it is left here.",
}
"""What just happened; the address names it, so that a reload says it again and nothing else."""


@cache
def pictures() -> tuple[str, ...]:
    """The two tests, drawn as they are asked for.

    Examples
    --------
    >>> len(pictures())
    2
    """
    nobody = Source("answers", "", "answers")
    tests = (Measurement(test, Side.RIGHT, nobody) for test in ("knee-raise", "thomas"))
    return tuple(body_drawing(test, f"how-{test.protocol}").svg() for test in tests)


@router.get("/")
def home(request: Request) -> Response:
    """What to do next.

    Examples
    --------
    >>> callable(home)
    True
    """
    actor, store, person = actor_of(request), store_of(request), person_of(request)
    lines = store.visit_lines(actor, person.id)
    newest = store.visit(actor, lines[-1].id).visit if lines else None
    standing = standing_of(request, person)
    today = today_of(request)
    view = home_view(
        newest,
        standing.programme if standing else None,
        standing.log if standing else (),
        today,
        testing=store.draft(actor, person.id) is not None,
        runs=standing.runs if standing else (),
    )
    return page(
        request,
        "home.html",
        current="today",
        person=person,
        view=view,
        day=day_words(today),
        pictures=pictures() if view.next == "first test" else (),
        notice=SAID.get(request.query_params.get("said", ""), ""),
    )
