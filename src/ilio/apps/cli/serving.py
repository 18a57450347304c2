"""`ilio serve`: the page and the API, until Ctrl-C."""

import json
import signal
import socket
import threading
import webbrowser
from collections.abc import Callable
from types import FrameType
from typing import TYPE_CHECKING, Annotated

import typer

from ilio.apps.cli.voice import Json, note

if TYPE_CHECKING:
    from fastapi import FastAPI

    from ilio.apps.web import Settings
    from ilio.records.store import Store

HOST = "127.0.0.1"
FIRST_PORT, TRIED = 8000, 20
"""Without --port: the first free port from here on, of so many."""


def serve(
    port: Annotated[
        int | None, typer.Option(min=1, max=65535, help="Port; else the first free one from 8000.")
    ] = None,
    no_browser: Annotated[
        bool, typer.Option("--no-browser", help="Do not open the browser.")
    ] = False,
    lan: Annotated[
        bool, typer.Option("--lan", help="Let a phone of this network be the camera or sensor.")
    ] = False,
    coach: Annotated[
        bool, typer.Option("--coach", help="Several people: everybody logs in.")
    ] = False,
    name: Annotated[
        list[str] | None,
        typer.Option(help="With --coach behind a proxy: the host name that people type."),
    ] = None,
    proxy: Annotated[
        list[str] | None,
        typer.Option(help="With --name: the proxy's address, believed about who asks."),
    ] = None,
    store: Annotated[
        str | None,
        typer.Option(help="Where to keep data: sqlite:///file or postgresql+pg8000://..."),
    ] = None,
    as_json: Json = False,
) -> None:
    """Open the page in the browser: test yourself, see the result, train. Ctrl-C ends it.

    It listens on this machine only; nothing leaves it. Example: ilio serve
    """
    from ilio.apps.cli.clock import now, zone_of
    from ilio.apps.cli.data_folder import data_folder, store_address
    from ilio.apps.scratch import scratch
    from ilio.apps.web import Settings, create_app
    from ilio.apps.web.security.keys import Keys
    from ilio.records.store import Store

    if coach and lan:
        raise typer.BadParameter("--lan is for one person on their own machine, not for --coach.")
    if name and not coach:
        raise typer.BadParameter("--name goes with --coach.")
    if bool(name) != bool(proxy):
        raise typer.BadParameter(
            "--name and --proxy go together: --name clinic.example --proxy 127.0.0.1"
        )
    zone = zone_of(None)
    kept = Store.open(store_address(store), now=lambda: now(zone))
    try:
        if coach:
            _make_first_account(kept)
        listening = free_socket(port)
        at = listening.getsockname()[1]
        mode = "coach" if coach else "lan" if lan else "alone"
        names, proxies = tuple(name or ()), tuple(proxy or ())
        settings = Settings(mode, HOST, at, names, proxies)  # type: ignore[arg-type]
        told = _Told(at, as_json, no_browser)
        app = create_app(kept, settings, None if coach else Keys(told.new_key))
        with scratch(data_folder() / "scratch"):
            _run(app, settings, listening, told.begin)
    finally:
        kept.close()
    note("Stopped. What was confirmed is saved.")


class _Told:
    """Where the page is: said once when it answers, and again for each key that was used up."""

    def __init__(self, port: int, as_json: bool, no_browser: bool) -> None:
        self.url, self.key = f"http://{HOST}:{port}", ""
        self.as_json, self.no_browser, self.begun = as_json, no_browser, False

    def new_key(self, key: str) -> None:
        self.key = key
        if self.begun:
            note(f"That address is used up. For another browser: {self.opening}")

    @property
    def opening(self) -> str:
        return f"{self.url}/open?key={self.key}" if self.key else self.url

    def begin(self) -> None:
        self.begun = True
        if self.as_json:
            # one line: whoever reads it does not see an end
            typer.echo(json.dumps({"url": self.url, "open": self.opening}))
        else:
            typer.echo(self.opening)  # an address must not be broken into lines
        note("Ctrl-C ends it.")
        if not self.no_browser:
            webbrowser.open(self.opening)


def _run(
    app: "FastAPI", settings: "Settings", listening: socket.socket, begun: Callable[[], None]
) -> None:
    from ilio.apps.cli.clock import now, zone_of
    from ilio.apps.cli.data_folder import data_folder
    from ilio.apps.web.app import warm_up
    from ilio.apps.web.security.connections import PromptServer

    def begin() -> None:
        begun()
        threading.Thread(target=warm_up, args=[app], daemon=True).start()

    signal.signal(signal.SIGTERM, _as_ctrl_c)
    try:
        if settings.mode == "lan":
            from ilio.apps.web.link import serve_lan

            serve_lan(app, settings, data_folder(), now(zone_of(None)), listening, begin)
        else:
            server = PromptServer(app, begun=begin, proxies=settings.proxies)
            server.run(sockets=[listening])
    except KeyboardInterrupt:  # uvicorn raises it again once it has ended in good order
        pass
    finally:
        app.state.work.close()
        listening.close()


def _as_ctrl_c(_: int, __: FrameType | None) -> None:
    """Asked to end by the system: as by Ctrl-C, so that the store is closed and scrubbed."""
    raise KeyboardInterrupt


def free_socket(port: int | None) -> socket.socket:
    """A socket on loopback that listens.

    Parameters
    ----------
    port
        Which; None for the first free one from 8000 on.

    Raises
    ------
    InputError
        If it is taken.

    Examples
    --------
    >>> taken = free_socket(None)
    >>> other = free_socket(None)
    >>> taken.getsockname()[1] < other.getsockname()[1]
    True
    >>> taken.close(), other.close()
    (None, None)
    """
    from ilio.core import InputError

    ports = [port] if port else list(range(FIRST_PORT, FIRST_PORT + TRIED))
    for tried in ports:
        if (listening := _listening(tried)) is not None:
            return listening
    if port is None:
        raise InputError(
            f"a free port from {FIRST_PORT} to {ports[-1]}", "none", "Name another: --port 9000."
        )
    with _any_port() as free:
        todo = f"End the other program, or use --port {free.getsockname()[1]}, which is free."
    raise InputError("a free port", f"{port}, which another program uses", todo)


def _listening(port: int) -> socket.socket | None:
    # TCP by name: only then does asyncio send small answers at once, not 40 ms later
    listening = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((HOST, port))
        listening.listen(socket.SOMAXCONN)
    except OSError:
        listening.close()
        return None
    return listening


def _any_port() -> socket.socket:
    listening = socket.socket()
    listening.bind((HOST, 0))
    return listening


def _make_first_account(store: "Store") -> None:
    """The first account is made here at the terminal, so that no stranger can make it."""
    if store.has_accounts():
        return
    note("Nobody has an account yet: make yours.")
    name = typer.prompt("Name", err=True)
    password = typer.prompt("Password", hide_input=True, confirmation_prompt=True, err=True)
    store.add_account(None, name, password, "owner")
