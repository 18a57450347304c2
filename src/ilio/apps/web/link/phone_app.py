"""The application that a phone meets: its page, and what it may send. Nothing else is in it.

It listens on the local network, so it knows no store, no person and no visit: a phone can join,
hear orders and send readings.
"""

from dataclasses import replace
from typing import Annotated, Any, Literal

from fastapi import APIRouter, FastAPI, Request
from fastapi.responses import FileResponse, HTMLResponse, RedirectResponse, StreamingResponse
from pydantic import BaseModel, ConfigDict, Field

from ilio.apps.web.assets import Assets
from ilio.apps.web.faults import Refusal
from ilio.apps.web.given import csrf_of
from ilio.apps.web.link.events import for_phone, stream
from ilio.apps.web.link.hub import Link, attach, link_of
from ilio.apps.web.link.pairing import NOT_JOINED
from ilio.apps.web.link.relay import Report
from ilio.apps.web.pages import rendering
from ilio.apps.web.security.sessions import begin_session, csrf_token, session_of
from ilio.apps.web.settings import Settings

router = APIRouter(include_in_schema=False)

POINTS = 33
"""Points of one picture, as the pose model numbers them."""

MOST_IN_BATCH = 600

Number = Annotated[float, Field(allow_inf_nan=False, ge=-1e6, le=1e6)]
Point = tuple[Number, Number, Number, Annotated[float, Field(ge=0, le=1)]]
"""Across, down and depth in pixels, and how well it was seen."""


class Strict(BaseModel):
    """A body with the fields that it is known to have, and no other.

    Examples
    --------
    >>> Strict.model_config["extra"]
    'forbid'
    """

    model_config = ConfigDict(extra="forbid")


class Key(Strict):
    """What the code on the computer held.

    Examples
    --------
    >>> Key(key="abc").key
    'abc'
    """

    key: Annotated[str, Field(max_length=200)]


class Reading(Strict):
    """One picture's points, or one direction of the phone.

    Examples
    --------
    >>> Reading(t=0.5, up=(0, 0, 1)).up
    (0.0, 0.0, 1.0)
    """

    t: Annotated[float, Field(ge=0, le=1e5)]
    points: Annotated[list[Point], Field(max_length=POINTS)] | None = None
    up: tuple[Number, Number, Number] | None = None
    width: Annotated[int, Field(gt=0, le=20_000)] | None = None
    height: Annotated[int, Field(gt=0, le=20_000)] | None = None


class Batch(Strict):
    """Readings of one take, from its place ``first`` on.

    Examples
    --------
    >>> Batch(take=1, first=0, readings=[{"t": 0, "points": []}]).readings[0].points
    []
    """

    take: Annotated[int, Field(ge=0)]
    first: Annotated[int, Field(ge=0)]
    readings: Annotated[list[Reading], Field(max_length=MOST_IN_BATCH)]


class Said(Strict):
    """How the phone is.

    Examples
    --------
    >>> Said(state="ready").words
    ''
    """

    state: Literal["joined", "ready", "running", "stopped", "failed"]
    words: Annotated[str, Field(max_length=300)] = ""
    take: Annotated[int, Field(ge=0)] = 0
    total: Annotated[int, Field(ge=0)] | None = None


def phone_app(link: Link, settings: Settings) -> FastAPI:
    """The application for phones of one link.

    Examples
    --------
    >>> from pathlib import Path
    >>> app = phone_app(Link(("10.0.0.7",), 8443, Path("a.pem")), Settings())
    >>> app.state.settings.host_names
    ('10.0.0.7',)
    """
    from ilio.apps.web.security.fence import secure

    app = FastAPI(title="Ilio for phones", openapi_url=None, docs_url=None, redoc_url=None)
    app.state.settings = replace(settings, mode="coach", host_names=link.host_names)
    attach(app, link)
    app.include_router(router)
    app.include_router(rendering.router)  # the stylesheet
    app.mount("/static", Assets(), name="static")
    secure(app, app.state.settings, _joined)
    return app


@router.get("/")
def start() -> RedirectResponse:
    """The one page that is here.

    Examples
    --------
    >>> start().status_code
    307
    """
    return RedirectResponse("/link")


@router.get("/link")
def phone_page(request: Request) -> HTMLResponse:
    """The phone's page."""
    template = rendering.environment().get_template("link_phone.html")
    style_url = f"/style.css?v={rendering.style_mark()}"
    joined = link_of(request).pairing.knows(session_of(request.scope))
    text = template.render(csrf=csrf_of(request), style_url=style_url, joined=joined)
    return HTMLResponse(text)


@router.get("/link/authority.crt")
def authority(request: Request) -> FileResponse:
    """The certificate that makes the phone's warning go away, for who wants to install it."""
    path = link_of(request).authority
    return FileResponse(path, media_type="application/x-x509-ca-cert")


@router.post("/link/join")
async def join(request: Request, body: Key) -> dict[str, str]:
    """Trade the key for a session; the cookie goes out with the answer."""
    link = link_of(request)
    address = request.client.host if request.client else ""
    session = link.pairing.join(body.key, address, now_s=link.now_s())
    begin_session(request.scope, session)
    link.relay.note(Report("joined"), now_s=link.now_s())
    return {"csrf": csrf_token(session)}


@router.get("/link/orders")
async def orders(request: Request) -> StreamingResponse:
    """What the laptop wants, as it changes."""
    link, session = _joined(request)
    return stream(for_phone(link.relay, lambda: link.pairing.knows(session)))


@router.post("/link/readings")
async def readings(request: Request, body: Batch) -> dict[str, Any]:
    """Take readings in; answer which is wanted next, and the number of the order that holds."""
    link, _ = _joined(request)
    came = [reading.model_dump(exclude_none=True) for reading in body.readings]
    wanted = link.relay.accept(body.take, body.first, came, now_s=link.now_s())
    return {"next": wanted, "order": link.relay.wanted.number}


@router.post("/link/report", status_code=204)
async def report(request: Request, body: Said) -> None:
    """Hear how the phone is; it says so every other second."""
    link, _ = _joined(request)
    link.relay.note(Report(**body.model_dump()), now_s=link.now_s())


def _joined(request: Request) -> tuple[Link, str]:
    link, session = link_of(request), session_of(request.scope)
    if session is None or not link.pairing.knows(session):
        raise Refusal(NOT_JOINED)
    return link, session
