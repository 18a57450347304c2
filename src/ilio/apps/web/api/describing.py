"""The description of the API in OpenAPI."""

from typing import Any

from fastapi import APIRouter, FastAPI, Request
from fastapi.openapi.utils import get_openapi

from ilio import __version__
from ilio.apps.web.api.schemas import components
from ilio.apps.web.api.shape import AS_JSON, Json

router = APIRouter(prefix="/api/v1", tags=["description"])

WORDS = """
The nouns are those of the Python API and of the saved files: a *recording* is measured in an
*attempt*, attempts are judged in a *visit*, a *programme* is planned from it, and a *log* says how
it went. Ilio is an education and training tool, not a medical device.

On the machine that runs `ilio serve` no login is needed. Every change brings the header
`X-CSRF-Token` with the token of `GET /api/v1/me`, and that answer's cookie. With
`ilio serve --coach` programs log in and send `Authorization: Bearer TOKEN` instead.

Every error has the same shape: what was expected, what came, what to do next.
"""


@router.get(
    "/openapi.json",
    summary="This description",
    response_class=Json,
    responses={200: {"description": "OpenAPI 3.1.", "content": {AS_JSON: {"schema": {}}}}},
)
def openapi(request: Request) -> Json:
    """The description of this API, in OpenAPI."""
    return Json(described(request.app))


def described(app: FastAPI) -> dict[str, Any]:
    """The description of an application's API: its routes, and the published nouns.

    Examples
    --------
    >>> app = FastAPI(title="Ilio")
    >>> app.include_router(router)
    >>> list(described(app)["paths"])
    ['/api/v1/openapi.json']
    """
    if app.openapi_schema is None:
        found = get_openapi(title="Ilio", version=__version__, description=WORDS, routes=app.routes)
        nouns = found.setdefault("components", {}).setdefault("schemas", {})
        for noun in nouns.values():
            if "description" in noun:  # the rest of a docstring is for readers of the code
                noun["description"] = noun["description"].partition("\n\nExamples\n")[0]
        nouns.update(components())
        app.openapi_schema = found
    return app.openapi_schema
