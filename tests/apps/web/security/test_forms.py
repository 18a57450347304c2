"""Forms that nobody's browser makes: read in time that grows with their length, or not at all."""

import socket
import time
import tracemalloc
from collections.abc import Callable
from contextlib import closing
from typing import Any

import httpx
import pytest
from asking import PASSWORD, client_of

from ilio.apps.web.security.bodies import SMALL, STRANGERS
from ilio.apps.web.security.forms import MOST_FIELDS, MOST_HELD, Form

KIND = "multipart/form-data; boundary=x"


def part(header: bytes, body: bytes = b"a") -> bytes:
    return b"--x\r\n" + header + b"\r\n\r\n" + body + b"\r\n"


DISPOSITION = b"Content-Disposition: form-data; name="

HOSTILE = {
    "semicolons": part(b"Content-Disposition: form-data" + b";" * 40_000) + b"--x--\r\n",
    "brackets": part(b"Content-Disposition: " + b"(" * 10_000) + b"--x--\r\n",
    "quotes": part(DISPOSITION + b'"' * 40_000) + b"--x--\r\n",
    "words in code": part(DISPOSITION + b"=?utf-8?q?" * 4_000) + b"--x--\r\n",
    "no end of a header": part(b"X" * 40_000) + b"--x--\r\n",
    "many headers": part(b"\r\n".join(b"A: b" for _ in range(9_000))) + b"--x--\r\n",
    "many short headers of many parts": part(DISPOSITION + b'"a"' + b";" * 900) * 40,
    "many parts": part(DISPOSITION + b'"a"') * 800,
    "almost boundaries": part(DISPOSITION + b'"a"', b"\r\n--" * 12_000) + b"--x--\r\n",
    "deep parts": b"--x\r\nContent-Type: multipart/mixed; boundary=x\r\n\r\n" * 800,
}


@pytest.mark.parametrize("name", sorted(HOSTILE))
def test_a_small_form_from_nobody_does_not_hold_the_server_up(
    name: str, serve: Callable[..., Any]
) -> None:
    """40 kB took 13 s of a processor, before any login."""
    url = serve(mode="coach").url
    with closing(httpx.Client(base_url=url, timeout=30)) as client:
        client.get("/login")
        begun = time.perf_counter()
        got = client.post("/login", content=HOSTILE[name], headers={"content-type": KIND})
        spent = time.perf_counter() - begun
    assert got.status_code == 413
    assert spent < 1


@pytest.mark.parametrize("name", sorted(HOSTILE))
def test_a_form_of_somebody_known_is_read_in_a_time_that_grows_with_its_length(name: str) -> None:
    def spent(times: int) -> float:
        body = HOSTILE[name] * times
        begun = time.perf_counter()
        form = Form(KIND)
        for at in range(0, len(body), 65_536):
            form.take(body[at : at + 65_536])
        form.fields()
        return time.perf_counter() - begun

    spent(1)
    once = max(0.005, min(spent(1) for _ in range(3)))
    assert min(spent(8) for _ in range(3)) < 16 * once


def test_a_form_with_too_many_parts_or_headers_is_no_form() -> None:
    for body in (part(DISPOSITION + b'"a"') * (MOST_FIELDS + 1), HOSTILE["many headers"]):
        form = Form(KIND)
        form.take(body)
        assert form.fields() == {}
    form = Form(KIND)
    form.take(part(DISPOSITION + b'"a"') * MOST_FIELDS + b"--x--\r\n")
    assert form.fields() == {"a": "\n".join("a" * MOST_FIELDS)}
    plain = Form("application/x-www-form-urlencoded")
    plain.take(b"&".join(b"a=1" for _ in range(MOST_FIELDS + 1)))
    assert plain.fields() == {}


def test_a_form_in_single_bytes_is_the_same_form() -> None:
    body = part(DISPOSITION + b'"calendar"; filename="a \\"b\\".ics"', "größer\r\n".encode() * 3)
    body += part(DISPOSITION + b'"runs"', b"Sun long") + b"--x--\r\n"
    whole, slow = Form(KIND), Form(KIND)
    whole.take(body)
    for at in range(len(body)):
        slow.take(body[at : at + 1])
    assert slow.fields() == whole.fields()
    assert whole.fields() == {
        "calendar": "größer\r\n" * 3,
        "calendar.filename": 'a "b".ics',
        "runs": "Sun long",
    }


def test_a_large_file_lies_on_disk_until_the_form_is_closed() -> None:
    calendar = b"SUMMARY:Lauf\r\n" * 4_000_000
    body = part(DISPOSITION + b'"runs"', b"Sun long")
    body += part(DISPOSITION + b'"calendar"; filename="a.ics"', calendar) + b"--x--\r\n"
    form = Form(KIND)
    tracemalloc.start()
    for at in range(0, len(body), 65_536):
        form.take(body[at : at + 65_536])
    fields, (file,) = form.fields(), form.files().values()
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert fields == {"runs": "Sun long", "calendar.filename": "a.ics"}
    assert file.read_bytes() == calendar
    assert file.stat().st_mode & 0o077 == 0
    assert peak < 4 * MOST_HELD
    form.close()
    assert not file.exists()


def test_text_as_large_as_a_file_is_no_form() -> None:
    typed, plain = Form(KIND), Form("application/x-www-form-urlencoded")
    typed.take(part(DISPOSITION + b'"runs"', b"x" * (MOST_HELD + 1)) + b"--x--\r\n")
    plain.take(b"runs=" + b"x" * MOST_HELD)
    assert typed.fields() == plain.fields() == {}
    assert typed.files() == {}


def test_nothing_of_a_body_is_read_before_it_is_known_who_asks(
    serve: Callable[..., Any],
) -> None:
    """The answer comes while the body is still to come: a megabyte of which no byte was sent."""
    served = serve(mode="coach")
    served.store.add_account(None, "Kim", PASSWORD, "owner")
    with closing(client_of(served.url)) as stranger:
        cookie = f"ilio_session={stranger.cookies['ilio_session']}"
        token = stranger.headers["x-csrf-token"]
    for where, status in (("/plan/new", b"303"), ("/api/v1/people", b"401"), ("/login", b"413")):
        told = f"Content-Length: {SMALL}\r\nContent-Type: {KIND}\r\n\r\n"
        assert _answer(served.url, where, cookie, token, told).startswith(b"HTTP/1.1 " + status)
    small = f"Content-Length: {STRANGERS}\r\nContent-Type: {KIND}\r\n\r\n"
    assert _answer(served.url, "/plan/new", cookie, token, small).startswith(b"HTTP/1.1 303")


def _answer(url: str, where: str, cookie: str, token: str, rest: str) -> bytes:
    host, port = url.removeprefix("http://").split(":")
    head = f"POST {where} HTTP/1.1\r\nHost: {host}:{port}\r\nCookie: {cookie}\r\n"
    with socket.create_connection((host, int(port)), timeout=5) as opened:
        accept = "Accept: text/html\r\n"
        opened.sendall(f"{head}X-CSRF-Token: {token}\r\n{accept}{rest}".encode())
        return opened.recv(65_536)
