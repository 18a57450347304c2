"""The laptop's side of the link: the code to scan, orders for the phone, its readings live."""

from typing import Annotated, Any

from fastapi import APIRouter, Header, Request
from fastapi.responses import HTMLResponse, StreamingResponse
from pydantic import BaseModel, ConfigDict, Field

from ilio.apps.web.given import actor_of
from ilio.apps.web.link.events import for_laptop, stream
from ilio.apps.web.link.hub import Link, has_link, link_of
from ilio.apps.web.link.pairing import KEY_S
from ilio.apps.web.link.qr import qr_svg
from ilio.apps.web.link.relay import Kind
from ilio.apps.web.pages.rendering import page

pages = APIRouter(include_in_schema=False)
api = APIRouter(prefix="/api/v1/link", tags=["link"])


class Wish(BaseModel):
    """What the phone shall do.

    Examples
    --------
    >>> Wish(kind="sensor", running=True).words
    ''
    """

    model_config = ConfigDict(extra="forbid")

    kind: Kind
    running: bool
    words: Annotated[str, Field(max_length=300)] = ""


@pages.get("/phone")
def panel(request: Request) -> HTMLResponse:
    """The page that pairs a phone and shows what it sees."""
    actor_of(request)
    return page(request, "link_laptop.html", current="test", linked=has_link(request))


@api.post("/keys")
async def new_key(request: Request) -> dict[str, Any]:
    """A link for one phone, as text and as a code to scan."""
    link = _own(request)
    url = link.url(key := link.pairing.new_key(now_s=link.now_s()))
    others = [link.url(key, address) for address in link.addresses[1:]]
    return {"url": url, "others": others, "svg": qr_svg(url), "valid_s": KEY_S}


@api.post("/orders")
async def order(request: Request, body: Wish) -> dict[str, int]:
    """Tell the phone to begin or to stop; answers the take that its readings belong to."""
    wanted = _own(request).relay.order(body.kind, running=body.running, words=body.words)
    return {"take": wanted.take}


@api.get("/events", include_in_schema=False)
async def events(
    request: Request, last_event_id: Annotated[str, Header()] = ""
) -> StreamingResponse:
    """How the phone is, and its readings, as they come."""
    link = _own(request)
    return stream(for_laptop(link.relay, link.now_s, last_event_id))


@api.delete("/phone", status_code=204)
async def send_away(request: Request) -> None:
    """End the phone's session."""
    link = _own(request)
    link.pairing.send_away()
    link.relay.forget(now_s=link.now_s())


def _own(request: Request) -> Link:
    actor_of(request)
    return link_of(request)
