"""The page on this machine and the phone's page on the local network, in one process."""

import asyncio
import socket
import sys
from collections.abc import Callable
from contextlib import ExitStack
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from ilio.apps.web.link.addresses import family_of, lan_addresses
from ilio.apps.web.link.authority import Certificates, certificates
from ilio.apps.web.link.hub import Link, attach
from ilio.apps.web.link.phone_app import phone_app
from ilio.apps.web.link.qr import qr_text
from ilio.apps.web.security.connections import MOST_OF_ONE_PHONE, MOST_OF_PHONES
from ilio.apps.web.settings import Settings
from ilio.core import InputError

if TYPE_CHECKING:
    from fastapi import FastAPI

    from ilio.apps.web.link.listening import Listener

PHONE_PORT = 8443
FOLDER = "phone"
"""Within the data folder, for certificates."""

LOOK_S = 0.05
"""So often it is looked whether to begin or to stop [s]."""

GOODBYE_S = 0.3
"""So long encrypted connections have to take leave, once all is answered [s]."""


class LinkedServers:
    """Two listeners over one link: everything on loopback, the phone's page on the network.

    Parameters
    ----------
    app
        The page and the API.
    settings
        Of the page.
    folder
        Where data is kept; certificates go into a folder of their own in it.
    addresses
        Of this machine on the local network.
    now
        The time, for certificates.

    Raises
    ------
    InputError
        If this machine has no private address.
    MissingExtraError
        If the packages for the link are not installed.

    Examples
    --------
    >>> import tempfile
    >>> from datetime import UTC
    >>> from fastapi import FastAPI
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     LinkedServers(FastAPI(), Settings(), Path(folder), (), datetime(2026, 1, 5, tzinfo=UTC))
    Traceback (most recent call last):
    ...
    ilio.core.errors.InputError: Expected this computer in a private network, got none. Connect \
it to the same Wi-Fi as the phone, or to the phone's hotspot, and start again.
    """

    def __init__(
        self,
        app: "FastAPI",
        settings: Settings,
        folder: Path,
        addresses: tuple[str, ...],
        now: datetime,
    ) -> None:
        if not addresses:
            todo = "Connect it to the same Wi-Fi as the phone, or to the phone's hotspot, and start"
            raise InputError("this computer in a private network", "none", f"{todo} again.")
        self.app, self.settings = app, settings
        self.files: Certificates = certificates(folder / FOLDER, addresses, now)
        self.sockets = _listen(addresses)
        self.link = Link(addresses, self.sockets[0].getsockname()[1], self.files.authority)
        attach(app, self.link)
        self._servers: list[Listener] = []

    def run(self, listening: socket.socket, begun: Callable[[], None] = lambda: None) -> None:
        """Serve until one of the two listeners ends.

        Parameters
        ----------
        listening
            Of the page, bound to loopback.
        begun
            Called once both answer.
        """
        with ExitStack() as closed:
            for one in self.sockets:
                closed.callback(one.close)
            asyncio.run(self._serve(listening, begun))

    def stop(self) -> None:
        """End both listeners."""
        for server in self._servers:
            server.should_exit = True

    async def _serve(self, listening: socket.socket, begun: Callable[[], None]) -> None:
        from ilio.apps.web.link.listening import Listener, on_termination

        phones = phone_app(self.link, self.settings)
        tls = (self.files.chain, self.files.key)
        most, of_one = MOST_OF_PHONES, MOST_OF_ONE_PHONE
        phone_side = Listener(phones, tls=tls, most=most, most_of_one=of_one)
        self._servers = [Listener(self.app), phone_side]
        on_termination(self.stop)
        both = [
            asyncio.create_task(self._servers[0].serve(sockets=[listening])),
            asyncio.create_task(self._servers[1].serve(sockets=self.sockets)),
        ]
        for task in both:
            task.add_done_callback(lambda _: self.stop())
        while not all(server.started or server.should_exit for server in self._servers):
            await asyncio.sleep(LOOK_S)
        if all(server.started for server in self._servers):
            begun()
        try:
            while not any(server.should_exit for server in self._servers):
                await asyncio.sleep(LOOK_S)
        finally:  # Ctrl-C arrives here as a cancellation
            self.link.relay.close()  # a listener waits for its streams before it ends
            self.stop()
            await asyncio.gather(*both)
            await asyncio.sleep(GOODBYE_S)


def serve_lan(
    app: "FastAPI",
    settings: Settings,
    folder: Path,
    now: datetime,
    listening: socket.socket,
    begun: Callable[[], None] = lambda: None,
) -> None:
    """Serve the page here and let a phone in: prints the code to scan, and runs until stopped.

    Parameters
    ----------
    app, settings
        The page and the API.
    folder
        Where data is kept.
    now
        The time, with its zone.
    listening
        Socket of the page, bound to loopback.
    begun
        Called once both answer, for example to open the browser.

    Raises
    ------
    InputError
        If this machine has no private address, or no port is free.
    MissingExtraError
        If the packages for the link are not installed.
    """
    servers = LinkedServers(app, settings, folder, lan_addresses(), now)

    def announce() -> None:
        link = servers.link
        url = link.url(link.pairing.new_key(now_s=link.now_s()))
        print(f"{qr_text(url)}\n{PHONE_WORDS}\n{url}", file=sys.stderr, flush=True)
        begun()

    servers.run(listening, announce)


PHONE_WORDS = """\
Scan this with the phone, which must be in the same network. The phone will warn that it does not
know this computer's certificate: it is your own computer, go on. The code works once, for ten
minutes; a new one is on the page under "Use your phone". Or type:"""


def _listen(addresses: tuple[str, ...]) -> list[socket.socket]:
    """Sockets on those addresses only, all on one port: the usual one, or any that is free."""
    for port in (PHONE_PORT, 0):
        sockets: list[socket.socket] = []
        try:
            for address in addresses:
                bound = port or (sockets[0].getsockname()[1] if sockets else 0)
                sockets.append(_bind(address, bound))
        except OSError:
            for one in sockets:
                one.close()
        else:
            return sockets
    raise InputError("a free port on this computer", "none", "End other servers and start again.")


def _bind(address: str, port: int) -> socket.socket:
    # asyncio sends small answers at once only where the protocol is named
    listening = socket.socket(family_of(address), socket.SOCK_STREAM, socket.IPPROTO_TCP)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((address, port))
    except OSError:
        listening.close()
        raise
    return listening
