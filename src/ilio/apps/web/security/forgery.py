"""Changes are made only by pages of this server, never by another site in the same browser."""

import hmac
from contextlib import closing
from urllib.parse import urlsplit

from starlette.requests import ClientDisconnect, Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from ilio.apps.web.faults import Fault, Refusal, answer
from ilio.apps.web.security.bodies import GONE, READING
from ilio.apps.web.security.forms import Form, is_form
from ilio.apps.web.security.sessions import csrf_token, session_of

FIELD = "csrf"
HEADER = "x-csrf-token"

OTHER_SITE = Fault(
    403, "a request of Ilio's own page", "one of another site", "Open Ilio's page and do it there."
)
NO_TOKEN = Fault(
    403,
    "the token of this page",
    "none, or an old one",
    "Reload the page and do it again. Programs take the token from GET /api/v1/me.",
)


class Forgery:
    """Lets a change through only with the session's token and from the same origin.

    A program that shows its own login in the header ``Authorization: Bearer`` needs no token: no
    browser sends that by itself.

    Parameters
    ----------
    app
        What answers.
    bearers
        Whether such logins exist.

    Examples
    --------
    >>> Forgery(None, bearers=True).bearers
    True
    """

    def __init__(self, app: ASGIApp, *, bearers: bool) -> None:
        self.app, self.bearers = app, bearers

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http" or scope["method"] in READING:
            await self.app(scope, receive, send)
            return
        request = Request(scope, receive)
        if not _same_site(request):
            await answer(request, OTHER_SITE)(scope, receive, send)
            return
        if not is_form(request.headers.get("content-type", "")):
            await self._with_token(request, receive, send)
            return
        with closing(Form(request.headers["content-type"])) as form:
            receive = await _read_form(request, form)
            await self._with_token(request, receive, send)

    async def _with_token(self, request: Request, receive: Receive, send: Send) -> None:
        if not self._carries_token(request):
            await answer(request, NO_TOKEN)(request.scope, receive, send)
            return
        await self.app(request.scope, receive, send)

    def _carries_token(self, request: Request) -> bool:
        if self.bearers and request.headers.get("authorization", "").lower().startswith("bearer "):
            return True
        session = session_of(request.scope)
        form: dict[str, str] = getattr(request.state, "form", {})
        given = request.headers.get(HEADER) or form.get(FIELD, "")
        return session is not None and hmac.compare_digest(
            given.encode(), csrf_token(session).encode()
        )


def _same_site(request: Request) -> bool:
    if request.headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none"):
        return False
    origin = request.headers.get("origin")
    if origin is None:  # a program, or a browser of old: the token decides
        return True
    return urlsplit(origin).netloc.lower() == request.headers.get("host", "").lower()


async def _read_form(request: Request, form: Form) -> Receive:
    """Keep the fields for the route; nothing is left of the body for whoever reads it next."""
    try:
        async for piece in request.stream():
            form.take(piece)
    except ClientDisconnect:
        raise Refusal(GONE) from None
    request.state.form, request.state.files = form.fields(), form.files()
    told = False

    async def the_end() -> Message:
        nonlocal told
        if told:
            return await request.receive()
        told = True
        return {"type": "http.request", "body": b"", "more_body": False}

    return the_end
