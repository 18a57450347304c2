"""The session cookie: made when first needed, and the CSRF token that follows from it."""

import hashlib
import hmac
import secrets
from http.cookies import CookieError, SimpleCookie
from typing import Any

from starlette.types import Scope

COOKIE = "ilio_session"
KEPT_S = 30 * 24 * 3600
"""How long a browser keeps the cookie [s]."""


def session_of(scope: Scope) -> str | None:
    """The session that the cookie of a request names.

    Examples
    --------
    >>> session_of({"headers": [(b"cookie", b"ilio_session=abc")]})
    'abc'
    """
    state = scope.setdefault("state", {})
    if "session" not in state:
        state["session"] = _from_cookie(scope)
    found: str | None = state["session"]
    return found


def _from_cookie(scope: Scope) -> str | None:
    for name, value in scope["headers"]:
        if name == b"cookie":
            try:
                cookies = SimpleCookie(value.decode("latin-1"))
            except CookieError:
                continue
            if COOKIE in cookies and cookies[COOKIE].value:
                return cookies[COOKIE].value
    return None


def begin_session(scope: Scope, token: str | None = None) -> str:
    """Begin a session; its cookie goes out with the response.

    Parameters
    ----------
    scope
        Of the request.
    token
        What a login gave; None for a session of nobody, which only carries the CSRF token.

    Examples
    --------
    >>> scope = {"headers": []}
    >>> begin_session(scope, "abc")
    'abc'
    >>> cookie_to_set(scope)
    'ilio_session=abc; HttpOnly; Max-Age=2592000; Path=/; SameSite=strict'
    """
    state = scope.setdefault("state", {})
    state["session"] = token or secrets.token_urlsafe(32)
    state["session_begun"] = True
    begun: str = state["session"]
    return begun


def end_session(scope: Scope) -> None:
    """End the session of a request; the browser forgets the cookie.

    Examples
    --------
    >>> scope = {"headers": []}
    >>> end_session(scope)
    >>> "Max-Age=0" in cookie_to_set(scope)
    True
    """
    scope.setdefault("state", {}).update(session=None, session_begun=True)


def cookie_to_set(scope: Scope) -> str | None:
    """The cookie that a response has to set; None for none.

    Examples
    --------
    >>> cookie_to_set({"headers": []})
    """
    state: dict[str, Any] = scope.get("state", {})
    if not state.get("session_begun"):
        return None
    session = state["session"]
    cookie: SimpleCookie = SimpleCookie({COOKIE: session or ""})
    morsel = cookie[COOKIE]
    morsel["httponly"], morsel["samesite"], morsel["path"] = True, "strict", "/"
    morsel["max-age"] = KEPT_S if session else 0
    if scope.get("scheme") == "https":
        morsel["secure"] = True
    return morsel.OutputString()


def csrf_token(session: str) -> str:
    """The token that shows that a request comes from a page of this session.

    It follows from the session alone, so that pages stay valid when the server starts anew; who
    knows it does not know the session.

    Examples
    --------
    >>> csrf_token("abc") == csrf_token("abc"), len(csrf_token("abc"))
    (True, 64)
    """
    return hmac.new(session.encode(), b"ilio csrf", hashlib.sha256).hexdigest()
