"""What Ilio knows: the muscles, the leg that moves, each claim beside its evidence."""

from functools import cache
from typing import Any

from fastapi import APIRouter, Request, Response

from ilio.apps.web.body_view import body_view, sliders
from ilio.apps.web.pages.learn_view import learn_view
from ilio.apps.web.pages.rendering import page
from ilio.core import InputError

router = APIRouter(include_in_schema=False)


@router.get("/learn")
def learn(request: Request) -> Response:
    """The muscles and the claims."""
    return page(request, "learn.html", current="learn", view=learn_view(), drawing=usual_leg())


@cache
def usual_leg() -> str:
    """The drawing of the leg as the sliders begin: it opens a large table, so it is made once.

    Examples
    --------
    >>> usual_leg().startswith("<svg")
    True
    """
    drawing: str = body_view()["svg"]
    return drawing


@router.get("/learn/muscles")
def leg(request: Request) -> Response:
    """The leg with its muscles at the angles of the address; sliders where scripts run."""
    moved = {slider.name: _number(request, slider.name, slider.start) for slider in sliders()}
    problem = ""
    try:
        view: dict[str, Any] = body_view(**moved)
    except InputError as error:
        view, problem = body_view(), str(error)
    return page(
        request,
        "muscles.html",
        current="learn",
        status=422 if problem else 200,
        sliders=[(slider, moved[slider.name]) for slider in sliders()],
        view=view,
        problem=problem,
    )


def _number(request: Request, name: str, usual: float) -> float:
    try:
        return float(request.query_params.get(name, usual))
    except ValueError:
        return usual
