"""What comes over a bare socket from somebody who does not mean well, or has a bad network."""

import json
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from asking import client_of, error_of, phone_log, points_of_a_raise

from ilio.apps.web import Settings, create_app
from ilio.apps.web.security.bodies import LARGE, WORDS
from ilio.apps.web.security.connections import Prompt, PromptServer


@contextmanager
def connected(url: str) -> Iterator[socket.socket]:
    host, port = url.removeprefix("http://").split(":")
    with socket.create_connection((host, int(port)), timeout=20) as opened:
        yield opened


def read_all(opened: socket.socket) -> bytes:
    """Until the other end closes."""
    parts = []
    while True:
        try:
            part = opened.recv(65536)
        except ConnectionError:
            break
        if not part:
            break
        parts.append(part)
    return b"".join(parts)


def head(where: str, client: Any, more: str = "") -> bytes:
    cookie = "; ".join(f"{k}={v}" for k, v in client.cookies.items())
    host = client.base_url.netloc.decode()
    token = client.headers["x-csrf-token"]
    return (
        f"POST {where} HTTP/1.1\r\nHost: {host}\r\nCookie: {cookie}\r\nX-CSRF-Token: {token}\r\n"
        f"Content-Type: application/json\r\n{more}"
    ).encode()


@pytest.fixture
def client(page_server: Any) -> Iterator[Any]:
    opened = client_of(page_server.url)
    yield opened
    opened.close()


@pytest.fixture
def recordings(client: Any) -> str:
    return (
        f"/api/v1/people/{client.get('/api/v1/me').json()['person']['id']}/recordings?kind=points"
    )


def test_a_body_that_is_told_too_large_is_refused_before_it_comes(
    page_server: Any, client: Any, recordings: str
) -> None:
    for where, limit, most, came in (
        (recordings, LARGE, "40 MB", "41 MB"),
        ("/api/v1/people", WORDS, "250 kB", "251 kB"),
    ):
        with connected(page_server.url) as opened:
            opened.sendall(head(where, client, f"Content-Length: {limit + 1}\r\n\r\n"))
            answer = read_all(opened)
        assert answer.startswith(b"HTTP/1.1 413 ")
        told = json.loads(answer.partition(b"\r\n\r\n")[2])["error"]
        assert (told["expected"], told["came"]) == (f"at most {most}", came)
        assert told["todo"].startswith("Nothing was saved. ") and "recording" in told["todo"]


def test_a_body_that_grows_too_large_is_cut_off(
    page_server: Any, client: Any, recordings: str
) -> None:
    """Chunked: its length is told nowhere."""
    piece = b"x" * 65536
    sent = 0
    with connected(page_server.url) as opened:
        opened.sendall(head(recordings, client, "Transfer-Encoding: chunked\r\n\r\n"))
        try:
            while sent < 4 * LARGE:
                opened.sendall(b"10000\r\n" + piece + b"\r\n")
                sent += len(piece)
        except (ConnectionError, TimeoutError):
            pass
        answer = read_all(opened)
    assert sent < 2 * LARGE
    assert answer == b"" or answer.startswith(b"HTTP/1.1 413 ")
    assert client.get("/api/v1/me").status_code == 200


def test_words_in_pieces_are_cut_off_after_as_much_as_words_need(
    page_server: Any, client: Any
) -> None:
    with connected(page_server.url) as opened:
        opened.sendall(head("/api/v1/people", client, "Transfer-Encoding: chunked\r\n\r\n"))
        opened.sendall((b"8000\r\n" + b" " * 32_768 + b"\r\n") * (WORDS // 32_768 + 1))
        answer = read_all(opened)
    assert answer.startswith(b"HTTP/1.1 413 ")
    told = json.loads(answer.partition(b"\r\n\r\n")[2])["error"]
    assert (told["expected"], told["came"]) == ("at most 250 kB", "more")


@pytest.mark.parametrize("length", ["-1", "12a", "1" * 30])
def test_a_length_that_is_none_is_refused(page_server: Any, client: Any, length: str) -> None:
    with connected(page_server.url) as opened:
        opened.sendall(head("/api/v1/people", client, f"Content-Length: {length}\r\n\r\n"))
        assert read_all(opened).startswith((b"HTTP/1.1 400 ", b"HTTP/1.1 413 "))


@contextmanager
def hurried(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """The server of `ilio serve`, with less patience."""
    from datetime import datetime

    from ilio.apps.web.security import bodies
    from ilio.records.store import Store

    monkeypatch.setattr(Prompt, "head_s", 0.5)
    monkeypatch.setattr(bodies.Bodies.__init__, "__defaults__", (0.5, 1.5))
    store = Store.open(f"sqlite:///{tmp_path}/ilio.db", now=datetime.now)
    listening = socket.create_server(("127.0.0.1", 0))
    ready = threading.Event()
    server = PromptServer(create_app(store, Settings()), begun=ready.set)
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
    thread.start()
    try:
        assert ready.wait(20)
        yield f"http://127.0.0.1:{listening.getsockname()[1]}"
    finally:
        server.should_exit = True
        thread.join(20)
        store.close()


def test_slow_senders_are_sent_away_and_hold_nobody_up(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Slow in the header, silent in the body, and a drop at a time; others are served meanwhile."""
    with hurried(tmp_path, monkeypatch) as url:
        client = client_of(url)
        slow = [socket.create_connection(_place(url), timeout=20) for _ in range(40)]
        for opened in slow:
            opened.sendall(b"GET / HTTP/1.1\r\nHost: local")
        begun = time.monotonic()
        assert client.get("/api/v1/me").status_code == 200
        assert time.monotonic() - begun < 5
        for opened in slow:
            assert read_all(opened) == b""
            opened.close()
        with connected(url) as silent:
            silent.sendall(head("/api/v1/people", client, "Content-Length: 20\r\n\r\n{"))
            assert read_all(silent).startswith(b"HTTP/1.1 408 ")
        with connected(url) as dripping:
            dripping.sendall(head("/api/v1/people", client, "Content-Length: 500\r\n\r\n"))
            dripping.settimeout(0.2)
            answer = _drip(dripping)
        assert answer.startswith(b"HTTP/1.1 408 ")
        assert [p["label"] for p in client.get("/api/v1/people").json()["people"]] == ["Me"]
        client.close()


def _place(url: str) -> tuple[str, int]:
    host, port = url.removeprefix("http://").split(":")
    return host, int(port)


def _drip(opened: socket.socket) -> bytes:
    until = time.monotonic() + 15
    while time.monotonic() < until:
        try:
            opened.sendall(b" ")
            if found := opened.recv(65536):
                return found
        except TimeoutError:
            continue
        except ConnectionError:
            break
    return b""


def test_the_second_request_of_a_connection_has_its_limit_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with hurried(tmp_path, monkeypatch) as url, connected(url) as opened:
        opened.sendall(b"GET /api/v1/me HTTP/1.1\r\nHost: localhost\r\n\r\n")
        first = b""
        while not first.endswith(b"}"):
            first += opened.recv(65536)
        assert first.startswith(b"HTTP/1.1 200 ")
        opened.sendall(b"GET /api")
        begun = time.monotonic()
        assert read_all(opened) == b""
        assert time.monotonic() - begun < 5


def test_a_broken_off_recording_is_not_kept(page_server: Any, client: Any, recordings: str) -> None:
    from ilio.records.store import OWNER

    body = json.dumps(points_of_a_raise(10)).encode()
    with connected(page_server.url) as opened:
        opened.sendall(head(recordings, client, f"Content-Length: {len(body)}\r\n\r\n"))
        opened.sendall(body[: len(body) // 2])
    time.sleep(0.3)
    actions = [line.action for line in page_server.store.audit(OWNER)]
    assert "add recording" not in actions


MP4 = b"\x00\x00\x00\x18ftypmp42\x00\x00\x00\x00mp42isom" + b"\x00" * 100
GZIP = b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\x03" + b"\x00" * 50
PNG = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + b"\x00" * 50


@pytest.mark.parametrize(
    ("kind", "body", "status", "came"),
    [
        ("points", MP4, 415, "stay on your device"),
        ("phone", GZIP, 415, "stay on your device"),
        ("points", PNG, 415, "stay on your device"),
        ("points", b"", 415, "nothing"),
        ("points", phone_log(2).encode(), 415, "a phone log as CSV"),
        ("phone", b'{"frames": []}', 415, "points of a body as JSON"),
        ("points", b'{"frames": [', 422, "broken JSON"),
        ("points", b'{"frames": []}', 422, "none"),
        ("points", b"[" * 100_000, 422, "broken JSON"),
        ("points", b'{"frames": [[]]}', 422, "neither"),
        ("points", b'{"frames": [{"time_s": 0}, {"time_s": 3600}]}', 422, "60"),
        ("phone", b"time_s,x\n" + b"".join(b"%d,1\n" % s for s in range(3700)), 422, "62"),
        ("phone", b"<html><script>alert(1)</script>", 422, "none after the header"),
        ("phone", b"hello", 422, ""),
    ],
)
def test_a_recording_is_what_its_content_says(
    client: Any, recordings: str, kind: str, body: bytes, status: int, came: str
) -> None:
    answer = client.post(recordings.replace("points", kind), content=body)
    assert answer.status_code == status
    assert came in error_of(answer)["came"]


def test_what_is_kept_is_never_shown_as_a_page(client: Any, recordings: str) -> None:
    """A recording that holds a script comes back as what it is, and browsers may not guess."""
    body = b'{"frames": [{"time_s": 0, "a": "<script>alert(1)</script>"}, {"time_s": 1}]}'
    sent = client.post(recordings, content=body)
    back = client.get(f"/api/v1/recordings/{sent.json()['id']}", headers={"accept": "text/html"})
    assert back.headers["content-type"] == "application/json"
    assert back.headers["x-content-type-options"] == "nosniff"
    assert "default-src 'none'" in back.headers["content-security-policy"]
