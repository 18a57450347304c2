"""Logins by the hundred, from behind others' names, and what they cost everybody else."""

import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from typing import Any

import httpx
import pytest
from asking import PASSWORD, client_of, error_of, logged_in
from serving import bound

from ilio.apps.web.entering import AT_ONCE, FOR_ONE_NAME
from ilio.apps.web.security.connections import PromptServer
from ilio.records.store import accounts, logins, passwords


@pytest.fixture
def coached(serve: Callable[..., Any]) -> Any:
    served = serve(mode="coach")
    served.store.add_account(None, "Kim", PASSWORD, "owner")
    return served


def test_many_wrong_tries_at_once_are_no_more_than_one_after_the_other(
    coached: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """37 of 80 were looked at where 10 are allowed."""
    looked_at: list[str] = []
    at_once, most, turn = [0], [0], threading.Lock()
    real = logins.fits

    def counted(password: str, password_hash: str | None) -> bool:
        with turn:
            looked_at.append(password)
            at_once[0] += 1
            most[0] = max(most[0], at_once[0])
        try:
            return real(password, password_hash)
        finally:
            with turn:
                at_once[0] -= 1

    monkeypatch.setattr(logins, "fits", counted)
    with closing(client_of(coached.url)) as client:

        def wrong(_: int) -> int:
            login = {"name": "Kim", "password": "wrong guess"}
            return client.post("/api/v1/login", json=login).status_code

        with ThreadPoolExecutor(80) as pool:
            told = list(pool.map(wrong, range(80)))
    assert set(told) <= {401, 429, 503}
    assert told.count(401) == len(looked_at) <= FOR_ONE_NAME
    assert most[0] <= AT_ONCE


def test_hashing_takes_the_memory_of_two_at_most() -> None:
    hashing = passwords._HASHING
    assert hashing._initial_value == 2  # type: ignore[attr-defined]
    with hashing, hashing:
        waiting = threading.Thread(target=passwords.fits, args=("a", None))
        waiting.start()
        waiting.join(0.3)
        assert waiting.is_alive()
    waiting.join(30)
    assert not waiting.is_alive()


@contextmanager
def prompt(app: Any, proxies: tuple[str, ...]) -> Any:
    """The server of `ilio serve --coach`, with the proxies that it was told."""
    listening, begun = bound("127.0.0.1"), threading.Event()
    server = PromptServer(app, begun=begun.set, proxies=proxies)
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
    thread.start()
    assert begun.wait(20)
    try:
        yield f"http://127.0.0.1:{listening.getsockname()[1]}"
    finally:
        server.should_exit = True
        thread.join(20)


@pytest.mark.parametrize(("proxies", "believed"), [((), False), (("127.0.0.1",), True)])
def test_only_a_named_proxy_is_believed_about_who_asks(
    coached: Any, proxies: tuple[str, ...], believed: bool
) -> None:
    """14 of 14 wrong tries went through with an invented X-Forwarded-For."""
    with prompt(coached.app, proxies) as url, closing(client_of(url)) as client:
        told = []
        for n in range(FOR_ONE_NAME + 2):
            login = {"name": "Kim", "password": "wrong guess"}
            head = {"x-forwarded-for": f"203.0.113.{n}", "x-forwarded-proto": "https"}
            told.append(client.post("/api/v1/login", json=login, headers=head).status_code)
        cookie = httpx.get(f"{url}/login", headers=head).headers["set-cookie"]
    assert told.count(429) == (0 if believed else 2)
    assert ("Secure" in cookie) is believed


def test_a_password_is_changed_with_a_limit_a_line_and_without_holding_anybody_up(
    coached: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each wrong try hashed within the write lock: somebody else's save waited 20 s."""
    real = accounts.fits

    def slow(password: str, password_hash: str | None) -> bool:
        time.sleep(1.0)
        return real(password, password_hash)

    monkeypatch.setattr(accounts, "fits", slow)
    wrong = {"old": "wrong guess here", "new": "a new sentence of mine"}
    with closing(logged_in(coached.url, "Kim")) as kim:
        trying = threading.Thread(
            target=kim.put, args=("/api/v1/password",), kwargs={"json": wrong}
        )
        trying.start()
        time.sleep(0.3)
        begun = time.monotonic()
        assert kim.post("/api/v1/people", json={"label": "Mo"}).status_code == 201
        assert time.monotonic() - begun < 0.6
        trying.join(30)
        monkeypatch.setattr(accounts, "fits", real)
        told = [kim.put("/api/v1/password", json=wrong) for _ in range(FOR_ONE_NAME)]
        assert [got.status_code for got in told] == [422] * (FOR_ONE_NAME - 1) + [429]
        assert error_of(told[-1])["came"] == "too many"
        lines = [line["action"] for line in kim.get("/api/v1/audit").json()["lines"]]
        assert lines.count("failed change password") == FOR_ONE_NAME


@pytest.mark.parametrize(
    ("password", "why"),
    [
        ("aaaaaaaaaa", "a few characters over and over"),
        ("abcabcabcabc", "a few characters over and over"),
        ("Password2024!", "one that every list begins with"),
        ("qwertyuiop", "a row of keys"),
        ("9876543210", "a row of keys"),
        ("Kim Miller 1", "your own name"),
    ],
)
def test_a_password_that_everybody_tries_first_is_refused(
    coached: Any, password: str, why: str
) -> None:
    with closing(logged_in(coached.url, "Kim")) as kim:
        given = {"name": "Kim Miller", "password": password, "role": "coach"}
        got = kim.post("/api/v1/accounts", json=given)
    assert (got.status_code, error_of(got)["came"]) == (422, why)
