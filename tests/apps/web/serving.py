"""A real server on loopback in a thread of this process, with a fresh store and a given day."""

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import uvicorn

READY_S = 20


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


@contextmanager
def serving(
    folder: Path, clock: Clock, *, database: str | None = None, tls: Any = None, **settings: Any
) -> Iterator[Served]:
    """Serve Ilio's page with these settings until the block ends."""
    from ilio.apps.web import Settings, create_app
    from ilio.records.store import Store

    listening = socket.socket()
    listening.bind((settings.pop("host", "127.0.0.1"), 0))
    host, port = listening.getsockname()
    store = Store.open(database or f"sqlite:///{folder / 'ilio.sqlite'}", now=clock)
    app = create_app(store, Settings(**{"mode": "alone", "host": host, "port": port} | settings))
    with running(app, listening, tls):
        yield Served(f"http{'s' if tls else ''}://{host}:{port}", store, clock, app)
    store.close()


@contextmanager
def running(app: Any, listening: socket.socket, tls: Any = None) -> Iterator[None]:
    """Run an app by uvicorn on that socket until the block ends."""
    options: dict[str, Any] = {"ssl_certfile": tls.chain, "ssl_keyfile": tls.key} if tls else {}
    config = uvicorn.Config(
        app, log_level="error", ws="none", timeout_graceful_shutdown=1, **options
    )
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
