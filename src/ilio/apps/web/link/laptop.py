"""The laptop's side of the link: the code to scan, orders for the phone, its readings live."""

from typing import Annotated

from fastapi import APIRouter, Header, Request
from fastapi.responses import HTMLResponse, StreamingResponse
from pydantic import Field

from ilio.apps.web.api.shape import Error, Noun, faults
from ilio.apps.web.given import actor_of
from ilio.apps.web.link.events import for_laptop, stream
from ilio.apps.web.link.hub import Link, has_link, link_of
from ilio.apps.web.link.pairing import KEY_S
from ilio.apps.web.link.qr import qr_svg
from ilio.apps.web.link.relay import Kind
from ilio.apps.web.pages.rendering import page

pages = APIRouter(include_in_schema=False)
api = APIRouter(prefix="/api/v1/link", tags=["link"])


ANSWERS = faults() | {409: {"model": Error, "description": "It was started without --lan."}}


class Wish(Noun):
    """What the phone shall do.

    Examples
    --------
    >>> Wish(kind="sensor", running=True).words
    ''
    """

    kind: Kind
    running: bool
    words: Annotated[str, Field(max_length=300)] = ""


class Code(Noun):
    """A link for one phone: to open, and as an SVG to scan.

    Examples
    --------
    >>> Code(url="https://10.0.0.7:8443/link#key", others=(), svg="<svg/>", valid_s=600).valid_s
    600.0
    """

    url: str
    others: tuple[str, ...]
    svg: str
    valid_s: float


class Begun(Noun):
    """Which attempt the readings of the phone belong to.

    Examples
    --------
    >>> Begun(take=3).take
    3
    """

    take: int


@pages.get("/phone")
def panel(request: Request) -> HTMLResponse:
    """The page that pairs a phone and shows what it sees."""
    actor_of(request)
    return page(request, "link_laptop.html", current="test", linked=has_link(request))


@api.post("/keys", summary="Make a code for a phone", responses=ANSWERS)
async def new_key(request: Request) -> Code:
    """A link for one phone, as text and as a code to scan."""
    link = _own(request)
    url = link.url(key := link.pairing.new_key(now_s=link.now_s()))
    others = tuple(link.url(key, address) for address in link.addresses[1:])
    return Code(url=url, others=others, svg=qr_svg(url), valid_s=KEY_S)


@api.post("/orders", summary="Tell the phone what to do", responses=ANSWERS)
async def order(request: Request, body: Wish) -> Begun:
    """Tell the phone to begin or to stop; answers the take that its readings belong to."""
    wanted = _own(request).relay.order(body.kind, running=body.running, words=body.words)
    return Begun(take=wanted.take)


@api.get("/events", include_in_schema=False)
async def events(
    request: Request, last_event_id: Annotated[str, Header()] = ""
) -> StreamingResponse:
    """How the phone is, and its readings, as they come."""
    link = _own(request)
    return stream(for_laptop(link.relay, link.now_s, last_event_id))


@api.delete("/phone", summary="Send the phone away", status_code=204, responses=ANSWERS)
async def send_away(request: Request) -> None:
    """End the phone's session."""
    link = _own(request)
    link.pairing.send_away()
    link.relay.forget(now_s=link.now_s())


def _own(request: Request) -> Link:
    actor_of(request)
    return link_of(request)
