"""Many at once, a killed server, a full disk: what was confirmed is there, and can be read."""

import json
import os
import resource
import signal
import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from importlib import util
from pathlib import Path
from typing import Any

import httpx
import pytest
from asking import client_of, error_of, open_served, phone_log, points_of_a_raise

ROOT = Path(__file__).resolve().parents[4]
SERVE = "from ilio.apps.cli import main; main()"
ENDED_S = 20


@contextmanager
def served(folder: Path, before: Callable[[], None] | None = None) -> Iterator[Any]:
    """`ilio serve` in a process of its own: its address and the process."""
    command = [sys.executable, "-c", SERVE, "serve", "--no-browser", "--json"]
    command += ["--store", f"sqlite:///{folder / 'ilio.sqlite'}"]
    pipe = subprocess.PIPE
    with subprocess.Popen(
        command, stdout=pipe, stderr=pipe, text=True, preexec_fn=before
    ) as server:
        try:
            assert server.stdout is not None
            yield open_served(server.stdout.readline()), server
        finally:
            server.kill()


def own_id(client: httpx.Client) -> str:
    return str(client.get("/api/v1/me").json()["person"]["id"])


def sound(folder: Path) -> bool:
    with closing(sqlite3.connect(folder / "ilio.sqlite")) as database:
        return database.execute("PRAGMA integrity_check").fetchall() == [("ok",)]


@pytest.mark.slow
def test_many_at_once_lose_nothing(tmp_path: Path) -> None:
    """The benchmark of the server, small: every confirmed recording is there afterwards."""
    spec = util.spec_from_file_location("serving_benchmark", ROOT / "benchmarks" / "serving.py")
    assert spec is not None and spec.loader is not None
    benchmark = util.module_from_spec(spec)
    sys.modules[spec.name] = benchmark
    spec.loader.exec_module(benchmark)
    seen, kept = benchmark.run(tmp_path, people=10, seconds=3, pause_s=0.2, post_every=2)
    assert seen.refused == []
    assert len(seen.confirmed) >= 5
    assert seen.confirmed <= kept
    assert sound(tmp_path)


class Writer:
    """Somebody who saves one thing after another and remembers what was confirmed."""

    def __init__(self, url: str, who: int) -> None:
        self.client = client_of(url)
        made = self.client.post("/api/v1/people", json={"label": f"P{who}"})
        self.person = made.json()["id"]
        self.logs: dict[str, str] = {}
        self.step = 0
        self.thread = threading.Thread(target=self._save)
        self.thread.start()

    def _save(self) -> None:
        try:
            while True:
                log = phone_log(2 + self.step % 3) + f"9{self.step:06d},0,1,0\n"
                where = f"/api/v1/people/{self.person}"
                sent = self.client.post(f"{where}/recordings?kind=phone", content=_short(log))
                self.logs[sent.json()["id"]] = _short(log)
                draft = {"page": {"step": self.step + 1}}
                self.client.put(f"{where}/draft", json=draft).raise_for_status()
                self.step += 1
        except (httpx.HTTPError, ValueError, KeyError):
            self.client.close()


def _short(log: str) -> str:
    """The last line within the ten minutes that a recording may take."""
    *rows, last = log.strip().split("\n")
    return "\n".join([*rows, f"500.{last[1:7]},0,1,0"]) + "\n"


@pytest.mark.slow
def test_a_killed_server_loses_nothing_that_it_confirmed(tmp_path: Path) -> None:
    with served(tmp_path) as (url, server):
        writers = [Writer(url, who) for who in range(3)]
        time.sleep(0.8)
        children = _children(server.pid)
        server.send_signal(signal.SIGKILL)
        for writer in writers:
            writer.thread.join(ENDED_S)
    assert sound(tmp_path)
    assert sum(len(writer.logs) for writer in writers) > 3
    with served(tmp_path) as (url, _), closing(client_of(url)) as client:
        for writer in writers:
            for name, log in writer.logs.items():
                assert client.get(f"/api/v1/recordings/{name}").text == log
            draft = client.get(f"/api/v1/people/{writer.person}/draft").json()
            at = draft["page"]["step"] if draft else 0
            assert at in (writer.step, writer.step + 1)  # one more may have got in unconfirmed
    assert _all_end(children)


def _children(pid: int) -> list[int]:
    """The processes that measure, where the system tells of them."""
    listed = Path(f"/proc/{pid}/task/{pid}/children")
    return [int(word) for word in listed.read_text().split()] if listed.exists() else []


def _all_end(pids: list[int]) -> bool:
    until = time.monotonic() + ENDED_S
    while time.monotonic() < until:
        if not any(_runs(pid) for pid in pids):
            return True
        time.sleep(0.1)
    return False


def _runs(pid: int) -> bool:
    try:
        return "\nState:\tZ" not in Path(f"/proc/{pid}/status").read_text()
    except OSError:
        return False


def _small_disk() -> None:
    """No file of this process may grow past this; the signal for it becomes an error."""
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (4_000_000, 4_000_000))


@pytest.mark.slow
@pytest.mark.skipif(os.name != "posix", reason="needs limits of POSIX")
def test_a_full_disk_says_so_and_keeps_what_was_confirmed(tmp_path: Path) -> None:
    body = json.dumps(points_of_a_raise(60)).encode()
    with served(tmp_path, _small_disk) as (url, _), closing(client_of(url)) as client:
        address = f"/api/v1/people/{own_id(client)}/recordings?kind=points"
        kept, answer = [], client.post(address, content=body)
        while answer.status_code == 201 and len(kept) < 20:
            kept.append(answer.json()["id"])
            answer = client.post(address, content=body)
        assert answer.status_code == 507
        assert error_of(answer)["todo"] == "Nothing was saved. Make room, then do it again."
        assert kept
        for name in kept:
            assert client.get(f"/api/v1/recordings/{name}").content == body
    with served(tmp_path) as (url, _), closing(client_of(url)) as client:
        for name in kept:
            assert client.get(f"/api/v1/recordings/{name}").content == body
        assert client.post(address, content=body).status_code == 201
    assert sound(tmp_path)
