"""How much memory of the server large bodies take: less than they are long, since they lie on disk."""

import os
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import httpx
import pytest
from asking import client_of, open_served

SERVE = (sys.executable, "-c", "from ilio.apps.cli import main; main()", "serve", "--no-browser")
AT_ONCE, LENGTH_MB = 6, 38
ROW = b",0.1,9.8,0.2" + b",1.2345678" * 900
HEAD = b"time_s,gravity_x,gravity_y,gravity_z" + b",other" * 900 + b"\n"


def rows(number: int) -> bytes:
    """A megabyte of a log with 900 columns that nobody needs."""
    return b"".join(b"%d.%02d%s\n" % (number, at, ROW) for at in range(100))


BODIES: dict[str, tuple[str, bytes, Callable[[int], bytes], bytes]] = {
    "a log": ("recordings?kind=phone", HEAD, rows, b""),
    "no calendar": ("programme", b'{"calendar": "', lambda _: b"x" * 1_000_000, b'"}'),
    "values upon values": ("programme", b'{"runs": [[]', lambda _: b",[]" * 50_000, b"]}"),
}
"""Where to, the start, what comes 38 times after it, and the end. Values take ten times their text."""


def in_pieces(start: bytes, more: Callable[[int], bytes], end: bytes) -> Iterator[bytes]:
    """A body whose length is told nowhere."""
    yield start
    yield from map(more, range(LENGTH_MB))
    yield end


@pytest.fixture
def server(tmp_path: Path) -> Iterator[tuple[int, str]]:
    """`ilio serve` in a process of its own: its number and its address."""
    env = {**os.environ, "ILIO_HOME": str(tmp_path / "home")}
    with subprocess.Popen((*SERVE, "--json"), stdout=subprocess.PIPE, text=True, env=env) as began:
        assert began.stdout is not None
        try:
            yield began.pid, open_served(began.stdout.readline())
        finally:
            began.kill()


def peak_mb(pid: int) -> float:
    status = Path(f"/proc/{pid}/status").read_text().splitlines()
    return int(next(line for line in status if line.startswith("VmHWM")).split()[1]) / 1024


@pytest.mark.slow
@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="the system tells no peak")
@pytest.mark.parametrize("what", BODIES)
def test_six_large_bodies_at_once_take_less_memory_than_they_are_long(
    server: tuple[int, str], what: str
) -> None:
    pid, url = server
    where, *parts = BODIES[what]
    with closing(client_of(url)) as client:
        person = client.get("/api/v1/me").json()["person"]["id"]
        before = peak_mb(pid)
        got: list[httpx.Response] = []

        def send() -> None:
            address = f"/api/v1/people/{person}/{where}"
            head = {"content-type": "application/json"}
            with closing(client_of(url)) as own:
                got.append(own.post(address, content=in_pieces(*parts), headers=head, timeout=90))

        senders = [threading.Thread(target=send) for _ in range(AT_ONCE)]
        for sender in senders:
            sender.start()
        for sender in senders:
            sender.join()
        assert client.get("/api/v1/me").status_code == 200
    told = [answer.status_code for answer in got]
    answered = [status for status in told if status != 503]  # the others came too many at once
    assert len(told) == AT_ONCE and len(answered) >= 2
    assert set(answered) == {201 if where.startswith("recordings") else 422}
    assert peak_mb(pid) - before < AT_ONCE * LENGTH_MB, told
