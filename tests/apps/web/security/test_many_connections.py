"""Connections that say nothing: they fill their own listener, and nobody else's."""

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from typing import Any

import httpx
from serving import bound

from ilio.apps.web import Settings, create_app
from ilio.apps.web.security.connections import MOST_OF_ONE_PHONE, PromptServer


def silent(to: tuple[str, int], count: int, opened: ExitStack, source: str) -> list[socket.socket]:
    """So many connections without a word; those that were turned away among them."""
    made = []
    for _ in range(count):
        one = socket.create_connection(to, timeout=5, source_address=(source, 0))
        made.append(opened.enter_context(one))
    return made


def turned_away(one: socket.socket) -> bool:
    one.settimeout(1)
    try:
        return one.recv(1) == b""
    except TimeoutError:
        return False
    except ConnectionError:
        return True


def test_phones_without_a_handshake_leave_the_page_and_other_phones_reachable(linked: Any) -> None:
    """1,100 of them took every file handle: the laptop's page was out of reach."""
    host, port = linked.link.url("x").removeprefix("https://").partition("/")[0].split(":")
    with ExitStack() as opened:
        made = silent((host, int(port)), MOST_OF_ONE_PHONE + 30, opened, "127.0.0.3")
        time.sleep(0.5)
        assert sum(turned_away(one) for one in made[-5:]) == 5
        assert not turned_away(made[0])
        assert httpx.get(f"{linked.url}/api/v1/me", timeout=5).status_code == 200
        phone = httpx.get(f"https://{host}:{port}/link", verify=linked.trusting(), timeout=5)
        assert phone.status_code == 200


@contextmanager
def small(tmp_path: Any, clock: Any) -> Iterator[tuple[str, int]]:
    from ilio.records.store import Store

    store = Store.open(f"sqlite:///{tmp_path}/ilio.db", now=clock)
    listening, begun = bound("127.0.0.1"), threading.Event()
    app = create_app(store, Settings())
    server = PromptServer(app, begun=begun.set, most=8, most_of_one=8)
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
    thread.start()
    assert begun.wait(20)
    yield listening.getsockname()
    server.should_exit = True
    thread.join(20)
    listening.close()
    app.state.work.close()
    store.close()


def test_a_full_listener_has_room_again_when_others_have_gone(tmp_path: Any, clock: Any) -> None:
    with small(tmp_path, clock) as at:
        with ExitStack() as opened:
            silent(at, 8, opened, "127.0.0.1")
            time.sleep(0.3)
            assert turned_away(opened.enter_context(socket.create_connection(at)))
        time.sleep(0.3)
        assert httpx.get(f"http://{at[0]}:{at[1]}/api/v1/me").status_code == 200
