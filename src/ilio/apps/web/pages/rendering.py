"""From a template and plain words to a page: the layout, the tabs and the one stylesheet."""

import hashlib
from dataclasses import dataclass
from functools import cache, partial
from http import HTTPStatus
from importlib import resources
from typing import Any
from urllib.parse import urlencode

from fastapi import APIRouter, Request, Response
from fastapi.responses import HTMLResponse, RedirectResponse
from jinja2 import ChoiceLoader, Environment, PackageLoader, PrefixLoader, StrictUndefined

from ilio.apps.web.faults import Fault
from ilio.apps.web.given import csrf_of, settings_of, visitor_of
from ilio.apps.web.referring import Referred
from ilio.records.drawing.exercises import picture_signs, screen_css
from ilio.records.drawing.instructions import motion_css
from ilio.records.plan_words import cited

router = APIRouter(include_in_schema=False)

FOR_EVER = "public, max-age=31536000, immutable"
SHORT = "no-cache"


@dataclass(frozen=True)
class Tab:
    """One entry of the navigation.

    Examples
    --------
    >>> Tab("today", "Today", "/").label
    'Today'
    """

    key: str
    label: str
    href: str


TABS = (
    Tab("today", "Today", "/"),
    Tab("test", "Test", "/test"),
    Tab("result", "Result", "/result"),
    Tab("plan", "Plan", "/plan"),
    Tab("progress", "Progress", "/progress"),
    Tab("learn", "Learn", "/learn"),
)
PEOPLE = Tab("people", "People", "/people")


def page(
    request: Request, template: str, *, current: str = "", status: int = 200, **context: Any
) -> HTMLResponse:
    """A whole page in the layout.

    Parameters
    ----------
    request
        What was asked.
    template
        Name of the template, which extends ``base.html``.
    current
        Key of the tab that the page belongs to.
    status
        HTTP status.
    **context
        What the template shows. ``notice`` is a sentence on what just happened, read aloud;
        ``person`` the person whose page it is.
    """
    visitor = visitor_of(request)
    layout = {
        "csrf": csrf_of(request),
        "current": current,
        "links": tabs_of(request),
        "linked": settings_of(request).mode == "lan",
        "notice": "",
        "person": None,
        "style_url": f"/style.css?v={style_mark()}",
        "to": partial(address, request),
        "visitor": visitor,
        "with_accounts": settings_of(request).mode == "coach",
    }
    text = environment().get_template(template).render(layout | context)
    return HTMLResponse(text, status)


def error_page(request: Request, fault: Fault) -> HTMLResponse:
    """A fault as a page: what to do next, what was needed, what came."""
    return page(request, "error.html", status=fault.status, fault=fault)


async def referred_page(request: Request, found: Exception) -> HTMLResponse:
    """The one page of somebody who is referred."""
    assert isinstance(found, Referred)
    stored = found.ruling.stored
    return page(
        request,
        "referred.html",
        current="result",
        person=found.person,
        visit=stored.id,
        asked_at=found.ruling.asked_at,
        day=stored.visit.date or stored.created.date().isoformat(),
        safety=found.safety,
    )


def tabs_of(request: Request) -> tuple[Tab, ...]:
    """The tabs that this visitor has use for: none before they logged in.

    Examples
    --------
    >>> TABS[0].href
    '/'
    """
    visitor = visitor_of(request)
    if visitor is None:
        return ()
    many = settings_of(request).mode == "coach" and visitor.role != "person"
    return (*TABS, PEOPLE) if many else TABS


def address(request: Request, path: str, **words: object) -> str:
    """A path of the page that stays with the person whose page it is.

    Parameters
    ----------
    request
        What was asked; its ``?person=`` is kept.
    path
        Where to go.
    **words
        Further words of the query.

    Examples
    --------
    >>> asked = Request({"type": "http", "query_string": b"person=7f", "headers": []})
    >>> address(asked, "/plan", day="2026-11-23")
    '/plan?person=7f&day=2026-11-23'
    """
    person = request.query_params.get("person")
    query = ({"person": person} if person else {}) | words
    return f"{path}?{urlencode(query)}" if query else path


def go_on(request: Request, path: str, **words: object) -> RedirectResponse:
    """The answer to a form that did what it should: look at that page now.

    Examples
    --------
    >>> asked = Request({"type": "http", "query_string": b"", "headers": []})
    >>> go_on(asked, "/plan").status_code
    303
    """
    return RedirectResponse(address(request, path, **words), HTTPStatus.SEE_OTHER.value)


@router.get("/style.css")
def style(request: Request) -> Response:
    """The styles of the report, of the exercises, of the page by name, and what moves the tests.

    Examples
    --------
    >>> style_text().startswith(":root")
    True
    """
    fixed = request.query_params.get("v") == style_mark()
    headers = {"Cache-Control": FOR_EVER if fixed else SHORT}
    return Response(style_text(), media_type="text/css; charset=utf-8", headers=headers)


@cache
def style_text() -> str:
    """The one stylesheet.

    Examples
    --------
    >>> "--accent" in style_text()
    True
    """
    report = resources.files("ilio.records").joinpath("templates", "report.css")
    own = resources.files("ilio.apps.web").joinpath("static", "css").iterdir()
    pages = sorted((f for f in own if f.name.endswith(".css")), key=lambda f: f.name)
    texts = [file.read_text(encoding="utf-8") for file in (report, *pages)]
    return "\n".join([texts[0], screen_css(), *texts[1:], motion_css()])


@cache
def style_mark() -> str:
    """A short name of the stylesheet's content: a new one is a new address.

    Examples
    --------
    >>> len(style_mark())
    12
    """
    return hashlib.sha256(style_text().encode()).hexdigest()[:12]


@cache
def environment() -> Environment:
    """Where templates come from: the page's own, and under ``records/`` those of the report.

    Examples
    --------
    >>> "base.html" in environment().list_templates()
    True
    """
    own = PackageLoader("ilio.apps.web", "templates")
    report = PrefixLoader({"records": PackageLoader("ilio.records", "templates")})
    made = Environment(
        autoescape=True,
        loader=ChoiceLoader([report, own]),
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
    )
    made.filters["cited"] = cited
    made.globals["signs"] = picture_signs()
    made.globals["icon"] = made.get_template("icons.html").module.icon  # type: ignore[attr-defined]
    return made
