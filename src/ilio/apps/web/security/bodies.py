"""How much a request may send, how long it may take over it, and who may send anything at all."""

import asyncio
import re
from collections.abc import Callable

from anyio import to_thread
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from ilio.apps.web.faults import Fault, Refusal, answer
from ilio.apps.web.security.forms import has_files, is_form
from ilio.sources.bounds import MOST_LOG_BYTES
from ilio.sources.opening import MOST_BYTES

STRANGERS, WORDS, SMALL = 4_000, 250_000, 1_000_000
"""Most bytes of a request: of nobody known; of somebody known, answers and other words in JSON,
which take twenty times as much memory once they are read; and a form [B]."""

LARGE, UPLOAD = MOST_LOG_BYTES, MOST_BYTES + SMALL
"""Of a recording, or a calendar in JSON; and of a form with a file. Both go to disk as they come,
and are as large as what the terminal reads [B]."""

SILENT_S, WHOLE_S = 10.0, 120.0
"""Longest silence within a body, and longest time for the whole of it [s]."""

LARGE_ONES = re.compile(r"/(recordings|programme)/?$")
"""Where a recording comes in, or a calendar of many years."""

UPLOADS = re.compile(r"/plan/new/?$")
"""Where a form brings a calendar of any length along."""

ENTRANCES = re.compile(
    r"/login|/logout|/invite/[^/]+|/link/join|/api/v1/(login|logout|invitations/[^/]+/accept)"
)
"""Where somebody who is not known yet may send something: the ways in, and out."""

READING = frozenset({"GET", "HEAD", "OPTIONS", "TRACE"})
"""Methods that change nothing."""

TOO_SLOW = Fault(
    408, "the whole request in time", "a part of it", "Nothing was saved. Send it again."
)
GONE = Fault(400, "the whole request", "a part of it", "Nothing was saved. Send it again.")

SHORTER = {
    WORDS: " Send a recording by itself, to .../recordings, and name it by its id.",
    SMALL: " Write less, or send a calendar as a file.",
    LARGE: " Cut the recording down to the one test, or the calendar to this year.",
    UPLOAD: " Export a shorter span of the calendar.",
}
"""What to do where a body is larger than this."""

Asker = Callable[[Request], object]
"""Who sends a request; raises a refusal where that is nobody known here."""


def too_large(limit: int, told: int = 0) -> Fault:
    """The fault of a body beyond its limit.

    Parameters
    ----------
    limit
        Most bytes.
    told
        The length that the request told; 0 where it came in pieces and told none [B].

    Examples
    --------
    >>> too_large(LARGE, 52_300_000).came, too_large(STRANGERS).expected
    ('53 MB', 'at most 4 kB')
    """
    todo = f"Nothing was saved.{SHORTER.get(limit, '')}"
    return Fault(413, f"at most {_size(limit)}", _size(told) if told else "more", todo)


def _size(count: int) -> str:
    """Rounded up: what is too large by a byte must not read as what is allowed."""
    unit, name = (SMALL, "MB") if count >= SMALL else (1000, "kB")
    return f"{-(-count // unit)} {name}"


class Bodies:
    """Refuses bodies that nobody known sends, or that are too large or too slow, unread.

    Parameters
    ----------
    app
        What answers.
    asker
        Tells who sends a request.
    silent_s, whole_s
        Longest silence, and longest time for the whole [s].

    Examples
    --------
    >>> Bodies(None, lambda request: "kim").silent_s
    10.0
    """

    def __init__(
        self, app: ASGIApp, asker: Asker, silent_s: float = SILENT_S, whole_s: float = WHOLE_S
    ) -> None:
        self.app, self.asker, self.silent_s, self.whole_s = app, asker, silent_s, whole_s

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        try:
            limit = await self._limit(scope)
        except Refusal as refusal:
            await answer(Request(scope), refusal.fault)(scope, receive, send)
            return
        measured = _Measured(receive, limit, self.silent_s, self.whole_s)
        begun = False

        async def unless_refused(message: Message) -> None:
            nonlocal begun
            if measured.fault is not None and not begun:
                return  # what the application makes of half a body is not told
            begun = True
            await send(message)

        try:
            await self.app(scope, measured, unless_refused)
        except Refusal:
            if measured.fault is None or begun:
                raise
        if measured.fault is not None and not begun:
            await answer(Request(scope), measured.fault)(scope, receive, send)

    async def _limit(self, scope: Scope) -> int:
        """Most bytes of this request; who sends it is looked up where anything comes at all."""
        limit = await self._limit_of_asker(scope)
        told = _told_length(scope)
        if told is None or told > limit:
            raise Refusal(GONE if told is None else too_large(limit, told))
        return limit

    async def _limit_of_asker(self, scope: Scope) -> int:
        if scope["method"] in READING or not _has_body(scope):
            return STRANGERS
        try:
            await to_thread.run_sync(self.asker, Request(scope))
        except Refusal:
            if ENTRANCES.fullmatch(scope["path"]):
                return STRANGERS
            raise
        kind = Request(scope).headers.get("content-type", "")
        if UPLOADS.search(scope["path"]) and has_files(kind):
            return UPLOAD
        if LARGE_ONES.search(scope["path"]):
            return LARGE
        return SMALL if is_form(kind) else WORDS


def _has_body(scope: Scope) -> bool:
    return any(name in (b"content-length", b"transfer-encoding") for name, _ in scope["headers"])


def _told_length(scope: Scope) -> int | None:
    """Length of the body as the header tells it, 0 without one, None when it is no length."""
    for name, value in scope["headers"]:
        if name == b"content-length":
            return int(value) if value.isdigit() and len(value) < 20 else None
    return 0


class _Measured:
    """Passes a body on while it keeps within its limits."""

    def __init__(self, receive: Receive, limit: int, silent_s: float, whole_s: float) -> None:
        self.receive, self.limit, self.silent_s = receive, limit, silent_s
        self.until = asyncio.get_running_loop().time() + whole_s
        self.came, self.whole = 0, False
        self.fault: Fault | None = None

    async def __call__(self) -> Message:
        if self.whole:  # what comes now is only the end of the connection
            return await self.receive()
        left = self.until - asyncio.get_running_loop().time()
        try:
            message = await asyncio.wait_for(self.receive(), max(0.0, min(self.silent_s, left)))
        except TimeoutError:
            raise self._refused(TOO_SLOW) from None
        if message["type"] == "http.request":
            self.came += len(message.get("body", b""))
            self.whole = not message.get("more_body", False)
        if self.came > self.limit:
            raise self._refused(too_large(self.limit))
        return message

    def _refused(self, fault: Fault) -> Refusal:
        self.fault = fault
        return Refusal(fault)
