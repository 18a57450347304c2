"""How long a connection may take to say what it wants, and the server that sees to it."""

import asyncio
import socket
from collections.abc import Callable
from pathlib import Path
from typing import Any

import uvicorn
from starlette.types import ASGIApp
from uvicorn.protocols.http.h11_impl import H11Protocol

from ilio.apps.web.security.doorman import Doorman

HEAD_S = 10.0
"""Longest time from the first byte to the end of the header [s]."""

IDLE_S = 5
"""How long a connection without a request is kept [s]."""

MOST_CONNECTIONS = 500
"""At once; who comes then is turned away. One address may have them all: that of a proxy."""

MOST_OF_PHONES, MOST_OF_ONE_PHONE = 100, 20
"""At once from the local network, and from one address of it."""

STOP_S = 5
"""How long running requests may still take when the server stops [s]."""


class Prompt(H11Protocol):
    """A connection that has to finish its header in time; uvicorn itself would wait for ever.

    Examples
    --------
    >>> Prompt.head_s == HEAD_S
    True
    """

    head_s = HEAD_S
    _limit: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Begin the time.

        Examples
        --------
        >>> Prompt.head_s
        10.0
        """
        super().connection_made(transport)
        self._wait_for_head()

    def data_received(self, data: bytes) -> None:
        """Take bytes; the time ends with the header, and begins anew with the next one."""
        before = self.cycle
        super().data_received(data)
        if self.cycle is not before:
            self._end_limit()
        elif self._between_requests() and self._limit is None:
            self._wait_for_head()

    def connection_lost(self, exc: Exception | None) -> None:
        """End the time with the connection."""
        self._end_limit()
        super().connection_lost(exc)

    def _between_requests(self) -> bool:
        return self.cycle is None or self.cycle.response_complete

    def _wait_for_head(self) -> None:
        self._limit = self.loop.call_later(self.head_s, self._too_late)

    def _end_limit(self) -> None:
        if self._limit is not None:
            self._limit.cancel()
            self._limit = None

    def _too_late(self) -> None:
        self._limit = None
        if self._between_requests() and not self.transport.is_closing():
            self.transport.close()


class PromptServer(uvicorn.Server):
    """A server whose connections are prompt, and which says when it answers.

    Parameters
    ----------
    app
        What is served.
    begun
        Called once it answers.
    most, most_of_one
        Connections at once in all, and from one address.
    proxies
        Addresses of proxies that may say who asks, and that it spoke TLS; nobody else may.
    tls
        Files of the certificate chain and of its key; None for plain HTTP.

    Examples
    --------
    >>> PromptServer(None).config.server_header
    False
    """

    def __init__(
        self,
        app: ASGIApp,
        *,
        begun: Callable[[], None] = lambda: None,
        most: int = MOST_CONNECTIONS,
        most_of_one: int = MOST_CONNECTIONS,
        proxies: tuple[str, ...] = (),
        tls: tuple[Path, Path] | None = None,
    ) -> None:
        files: dict[str, Any] = {}
        if tls is not None:
            files = {"ssl_certfile": str(tls[0]), "ssl_keyfile": str(tls[1])}
        config = uvicorn.Config(
            app,
            http=Prompt,
            ws="none",
            log_level="warning",
            access_log=False,  # addresses hold ids of people
            server_header=False,
            proxy_headers=bool(proxies),
            forwarded_allow_ips=list(proxies),
            timeout_keep_alive=IDLE_S,
            timeout_graceful_shutdown=STOP_S,
            **files,
        )
        super().__init__(config)
        self._begun, self._most, self._most_of_one = begun, most, most_of_one

    async def serve(self, sockets: list[socket.socket] | None = None) -> None:
        """Serve on those sockets until it is stopped; they are closed then."""
        doormen: list[socket.socket] = [
            Doorman.before(one, most=self._most, most_of_one=self._most_of_one)
            for one in sockets or ()
        ]
        try:
            await super().serve(doormen or None)
        finally:
            for one in sockets or ():
                one.close()

    async def startup(self, sockets: Any = None) -> None:
        """Begin to listen, then say so."""
        await super().startup(sockets)
        self._begun()
