"""A real server on loopback in a thread of this process, with a fresh store and a given day."""

import socket
import ssl
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import uvicorn

READY_S = 60


@dataclass
class Clock:
    """The time that a server believes in: a Monday morning until a test moves it."""

    now: datetime = field(default_factory=lambda: datetime(2026, 1, 5, 9, 0, tzinfo=UTC))

    def __call__(self) -> datetime:
        return self.now

    @property
    def today(self) -> date:
        return self.now.date()

    def pass_days(self, days: float) -> None:
        self.now += timedelta(days=days)


@dataclass(frozen=True)
class Served:
    """A running server: where it is, what it keeps, what time it believes it is."""

    url: str
    store: Any
    clock: Clock
    app: Any


PHONES = "127.0.0.2"
"""Where phones find the machine in a test: an address of loopback, so that nothing leaves it."""


@dataclass(frozen=True)
class Linked(Served):
    """A server that lets a phone in."""

    link: Any

    def phone_url(self) -> str:
        """What the phone opens: the address with a fresh key."""
        return str(self.link.url(self.link.pairing.new_key(now_s=self.link.now_s())))

    def trusting(self) -> ssl.SSLContext:
        """What a client needs that trusts this machine's authority and nobody else."""
        return ssl.create_default_context(cafile=str(self.link.authority))


@contextmanager
def serving(
    folder: Path, clock: Clock, *, database: str | None = None, **settings: Any
) -> Iterator[Served]:
    """Serve Ilio's page with these settings until the block ends."""
    from ilio.apps.web import Settings, create_app
    from ilio.records.store import Store

    listening = bound(settings.pop("host", "127.0.0.1"))
    host, port = listening.getsockname()
    store = Store.open(database or f"sqlite:///{folder / 'ilio.sqlite'}", now=clock)
    app = create_app(store, Settings(**{"mode": "alone", "host": host, "port": port} | settings))
    with running(app, listening):
        yield Served(f"http://{host}:{port}", store, clock, app)
    app.state.work.close()
    store.close()


@contextmanager
def linking(folder: Path, clock: Clock) -> Iterator[Linked]:
    """Serve Ilio's page, and the phone's page over TLS, until the block ends."""
    from ilio.apps.web import Settings, create_app
    from ilio.apps.web.link import LinkedServers
    from ilio.records.store import Store

    listening = bound("127.0.0.1")
    host, port = listening.getsockname()
    store = Store.open(f"sqlite:///{folder / 'ilio.sqlite'}", now=clock)
    settings = Settings(mode="lan", host=host, port=port)
    app = create_app(store, settings)
    servers = LinkedServers(app, settings, folder, (PHONES,), datetime.now(UTC))
    begun = threading.Event()
    thread = threading.Thread(target=servers.run, args=(listening, begun.set), daemon=True)
    thread.start()
    try:
        assert begun.wait(READY_S), "the servers did not start"
        yield Linked(f"http://{host}:{port}", store, clock, app, servers.link)
    finally:
        servers.stop()
        thread.join(READY_S)
        listening.close()
        app.state.work.close()
        store.close()


def bound(host: str) -> socket.socket:
    """A socket on a free port of that address."""
    listening = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    listening.bind((host, 0))
    return listening


@contextmanager
def running(app: Any, listening: socket.socket) -> Iterator[None]:
    """Run an app by uvicorn on that socket until the block ends."""
    config = uvicorn.Config(app, log_level="error", ws="none", timeout_graceful_shutdown=1)
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
    thread.start()
    try:
        until = time.monotonic() + READY_S
        while not server.started:
            assert thread.is_alive() and time.monotonic() < until, "the server did not start"
            time.sleep(0.01)
        yield
    finally:
        server.should_exit = True
        thread.join(READY_S)
        listening.close()
