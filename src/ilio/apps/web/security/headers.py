"""The headers of every response."""

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from ilio.apps.web.security.sessions import cookie_to_set

CSP = (
    "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; worker-src 'self'; "
    "connect-src 'self'; style-src 'self'; img-src 'self' data:; media-src 'self' blob:; "
    "manifest-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)
"""No inline script, no inline style, no other host; WebAssembly for the pose model."""

PERMISSIONS = (
    "camera=(self), accelerometer=(self), gyroscope=(self), screen-wake-lock=(self), "
    "microphone=(self)"
)

ALWAYS = {
    "content-security-policy": CSP,
    "permissions-policy": PERMISSIONS,
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    # not "no-referrer": with it a form's Origin would be "null", and the check of it useless
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    # what a page shows is about a person's body: no copy stays on a shared machine
    "cache-control": "no-store",
}

ONLY_ENCRYPTED = "max-age=31536000"
"""Where this server was reached encrypted, the browser comes by no other way for a year."""


class Headers:
    """Puts the headers on every response; one that a response has already stays.

    Parameters
    ----------
    app
        What answers.

    Examples
    --------
    >>> "script-src 'self'" in ALWAYS["content-security-policy"]
    True
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in ALWAYS.items():
                    headers.setdefault(name, value)
                if scope.get("scheme") == "https":
                    headers.setdefault("strict-transport-security", ONLY_ENCRYPTED)
                if (cookie := cookie_to_set(scope)) is not None:
                    headers.append("set-cookie", cookie)
            await send(message)

        await self.app(scope, receive, with_headers)
