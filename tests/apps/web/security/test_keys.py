"""Other users of this machine share its loopback; without a key they see nothing of anybody."""

from collections.abc import Iterator
from contextlib import closing
from typing import Any

import httpx
import pytest
from asking import error_of
from every_route import EVERY, OPEN_TO_ALL, address, ask
from serving import Served, bound, running

from ilio.apps.web import Settings, create_app
from ilio.apps.web.security.keys import Keys
from ilio.records.store import Store


@pytest.fixture
def locked(tmp_path: Any, clock: Any) -> Iterator[tuple[Served, list[str]]]:
    """A server as `ilio serve` starts it, and the keys that it showed at its terminal."""
    shown: list[str] = []
    listening = bound("127.0.0.1")
    store = Store.open(f"sqlite:///{tmp_path}/ilio.db", now=clock)
    app = create_app(store, Settings(port=listening.getsockname()[1]), Keys(shown.append))
    with running(app, listening):
        url = f"http://127.0.0.1:{listening.getsockname()[1]}"
        yield Served(url, store, clock, app), shown
    app.state.work.close()
    store.close()


def test_a_program_without_the_key_gets_nothing_anywhere(locked: Any) -> None:
    served, shown = locked
    with closing(httpx.Client(base_url=served.url, timeout=30)) as other:
        other.headers["x-csrf-token"] = other.get("/api/v1/me").json()["csrf"]
        wrong = {}
        for route in EVERY:
            if str(route) in OPEN_TO_ALL - {"GET /open"}:
                continue
            status = ask(other, route, address(route)).status_code
            if status not in (403, 405):
                wrong[str(route)] = status
        assert wrong == {}
        assert error_of(other.get("/api/v1/people"))["came"] == "another one"
        assert other.get("/open?key=guess").status_code == 403
    assert len(shown) == 1


def test_a_key_lets_one_browser_in_once(locked: Any) -> None:
    served, shown = locked
    with closing(httpx.Client(base_url=served.url, timeout=30)) as browser:
        assert browser.get(f"/open?key={shown[0]}").headers["location"] == "/"
        assert browser.get("/").status_code == 200
        assert browser.get(f"/open?key={shown[0]}").status_code == 303  # a reload of that address
        assert len(shown) == 2
    with closing(httpx.Client(base_url=served.url, timeout=30)) as thief:
        assert thief.get(f"/open?key={shown[0]}").status_code == 403
        assert thief.get(f"/open?key={shown[1]}").status_code == 303
