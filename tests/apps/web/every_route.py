"""Every address of the page and the API, and a request for each."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import httpx
from asking import ANSWERED, PASSWORD, SNUG_AND_HOVERS, Kept
from fastapi import APIRouter

from ilio.apps.web import api, link, pages

CHANGES = {"POST", "PUT", "PATCH", "DELETE"}

OPEN_TO_ALL = {
    "GET /api/v1/me",
    "GET /api/v1/openapi.json",
    "GET /api/v1/knowledge/questions",
    "GET /api/v1/knowledge/{shelf}",
    "GET /api/v1/body",
    "POST /api/v1/login",
    "POST /api/v1/logout",
    "POST /api/v1/invitations/{invitation}/accept",
    "GET /style.css",
    "GET /privacy",
    "GET /learn",
    "GET /learn/muscles",
    "GET /login",
    "GET /open",
    "POST /login",
    "POST /logout",
    "GET /invite/{token}",
    "POST /invite/{token}",
}
"""What needs no login; a new address is not among them until somebody writes it here."""

NOBODY = "0" * 32


@dataclass(frozen=True)
class Route:
    method: str
    path: str

    def __str__(self) -> str:
        return f"{self.method} {self.path}"

    @property
    def changes(self) -> bool:
        return self.method in CHANGES

    @property
    def names_something(self) -> bool:
        return bool(OWNED & set(re.findall(r"{(\w+)}", self.path)))

    @property
    def for_programs(self) -> bool:
        return self.path.startswith("/api/")


OWNED = {"person", "person_id", "visit", "visit_id", "recording"}
"""Parts of an address that are ids of what somebody has."""


def routes(routers: list[Any]) -> Iterator[Route]:
    for router in routers:
        for route in router.routes:
            inner = getattr(route, "original_router", None)
            if isinstance(inner, APIRouter):
                yield from routes([inner])
            else:
                yield from (Route(method, route.path) for method in route.methods - {"HEAD"})


EVERY = sorted(routes([*api.routers, *link.routers, *pages.routers]), key=str)

BODIES: dict[str, Any] = {
    "PATCH /api/v1/people/{person}": {"label": "Mine now"},
    "POST /api/v1/people": {"label": "New"},
    "PUT /api/v1/people/{person}/draft": {"attempt": []},
    "POST /api/v1/people/{person}/measure": {"attempt": SNUG_AND_HOVERS},
    "POST /api/v1/people/{person}/visits": {"attempt": [SNUG_AND_HOVERS]},
    "PUT /api/v1/visits/{visit}/attempts/{number}/edits": {
        "schema": "ilio/landmark-edits/1",
        "edits": [],
    },
    "PUT /api/v1/visits/{visit}/answers": ANSWERED,
    "POST /api/v1/visits/{visit}/clearances": {"of": "hernia", "by": "R.", "on": "2026-01-02"},
    "POST /api/v1/safety": ANSWERED,
    "POST /api/v1/people/{person}/programme": {},
    "PUT /api/v1/people/{person}/programme/sessions/{key}": {"start": "2026-11-26T18:30:00"},
    "POST /api/v1/people/{person}/log": {"session": "w1-strength-1"},
    "POST /api/v1/accounts": {"name": "Eve", "password": PASSWORD, "role": "coach"},
    "PUT /api/v1/password": {"old": PASSWORD, "new": "another sentence"},
    "POST /api/v1/invitations": {"person": NOBODY},
    "POST /api/v1/login": {"name": "Nobody", "password": PASSWORD},
    "POST /api/v1/invitations/{invitation}/accept": {"name": "Eve", "password": PASSWORD},
    "POST /api/v1/link/orders": {"kind": "sensor", "running": True},
    "POST /test/outcome": {"attempt": SNUG_AND_HOVERS},
}


def address(route: Route, kept: Kept | None = None) -> str:
    """The address with ids in it: of somebody's things, or ids of nothing."""
    parts = {
        "person": kept.person if kept else NOBODY,
        "person_id": kept.person if kept else NOBODY,
        "visit": kept.visit if kept else NOBODY,
        "visit_id": kept.visit if kept else NOBODY,
        "recording": kept.recording if kept else NOBODY,
        "account": NOBODY,
        "session": NOBODY[:16],
        "number": "1",
        "attempt": "1",
        "ending": "ics",
        "shelf": "claims",
        "key": "w1-strength-1",
        "token": "t" * 43,
        "invitation": "t" * 43,
    }
    filled = re.sub(r"{(\w+)}", lambda found: parts[found[1]], route.path)
    return f"{filled}?kind=phone" if route.path.endswith("/recordings") else filled


def ask(client: httpx.Client, route: Route, where: str, **headers: str) -> httpx.Response:
    body: dict[str, Any] = {}
    if route.path.endswith("/recordings"):
        body = {"content": b"time_s,angle_deg\n0,1\n1,2\n"}
    elif route.for_programs or str(route) in BODIES:
        body = {"json": BODIES.get(str(route), {})} if route.changes else {}
    elif route.changes:
        body = {"data": {"csrf": client.headers.get("x-csrf-token", ""), "label": "Mine now"}}
    accept = "application/json" if route.for_programs else "text/html"
    # a stream of events would not end
    with client.stream(route.method, where, headers={"accept": accept, **headers}, **body) as got:
        if not got.headers.get("content-type", "").startswith("text/event-stream"):
            got.read()
        return got
