"""`ilio serve`: its address, a port that is taken, its end."""

import os
import signal
import sqlite3
import subprocess
import sys
from pathlib import Path

import httpx
import pytest
from asking import client_of, open_served, phone_log

from ilio.apps.cli.serving import free_socket
from ilio.core import InputError

SERVE = (sys.executable, "-c", "from ilio.apps.cli import main; main()", "serve", "--no-browser")


def test_a_taken_port_is_told_with_one_that_is_free() -> None:
    with free_socket(None) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(InputError) as told:
            free_socket(port)
    expected = rf"Expected a free port, got {port}, which another program uses. End the other "
    assert str(told.value).startswith(expected + "program, or use --port ")


def test_it_listens_on_loopback_only() -> None:
    with free_socket(None) as listening:
        assert listening.getsockname()[0] == "127.0.0.1"


@pytest.mark.slow
def test_it_answers_and_ends_in_good_order(tmp_path: Path) -> None:
    env = {**os.environ, "ILIO_HOME": str(tmp_path / "home")}
    pipe = subprocess.PIPE
    with subprocess.Popen(SERVE, stdout=pipe, stderr=pipe, text=True, env=env) as server:
        assert server.stdout is not None
        opening = server.stdout.readline().strip()
        url = opening.partition("/open?key=")[0]
        assert httpx.get(f"{url}/api/v1/people").status_code == 403  # another user of this machine
        with httpx.Client(base_url=url) as browser:
            assert browser.get(opening).status_code == 303
            assert browser.get("/api/v1/me").json()["mode"] == "alone"
            assert browser.get("/api/v1/people").status_code == 200
        stolen = httpx.get(opening, headers={"accept": "text/html"})
        assert stolen.status_code == 403 and "let" in stolen.text
        assert httpx.get(url, headers={"accept": "text/html"}).status_code == 403
        server.send_signal(signal.SIGINT)
        said = server.communicate(timeout=30)[1]
    assert server.returncode == 0
    first, again, last = said.splitlines()
    assert (first, last) == ("Ctrl-C ends it.", "Stopped. What was confirmed is saved.")
    assert again.startswith(f"That address is used up. For another browser: {url}/open?key=")
    assert again.rpartition("=")[2] not in (opening.rpartition("=")[2], "")
    assert (tmp_path / "home" / "ilio.sqlite").stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (["--coach", "--lan"], "--lan is for one person"),
        (["--name", "clinic.example"], "--name goes with --coach"),
        (["--port", "99999"], "--port"),
        (["--store", "mysql://x"], "a database that Ilio knows"),
    ],
)
def test_what_does_not_fit_is_told(tmp_path: Path, options: list[str], words: str) -> None:
    env = {**os.environ, "ILIO_HOME": str(tmp_path), "COLUMNS": "200"}
    done = subprocess.run([*SERVE, *options], capture_output=True, text=True, env=env, timeout=60)
    assert done.returncode == 2
    assert words in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.slow
def test_a_server_that_is_told_to_end_leaves_nothing_of_who_was_deleted(tmp_path: Path) -> None:
    """SIGTERM, as systemd and a shutdown send it; somebody reads the store while it is deleted."""
    env = {**os.environ, "ILIO_HOME": str(tmp_path)}
    with subprocess.Popen(
        [*SERVE, "--json"], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=env
    ) as server:
        assert server.stdout is not None
        client = client_of(open_served(server.stdout.readline()))
        person = client.post("/api/v1/people", json={"label": "quagga"}).json()["id"]
        log = phone_log(2).encode() + b"# quagga\n"
        client.post(f"/api/v1/people/{person}/recordings?kind=phone", content=log)
        client.put(f"/api/v1/people/{person}/draft", json={"page": "quagga"}).raise_for_status()
        reader = sqlite3.connect(tmp_path / "ilio.sqlite", isolation_level=None)
        reader.execute("BEGIN")
        reader.execute("SELECT label FROM person").fetchall()
        assert client.delete(f"/api/v1/people/{person}").status_code == 204
        client.close()
        reader.close()
        server.send_signal(signal.SIGTERM)
        said = server.communicate(timeout=30)[1]
    assert server.returncode == 0
    assert said.splitlines()[-1] == "Stopped. What was confirmed is saved."
    left = [f.name for f in tmp_path.rglob("*") if f.is_file() and b"quagga" in f.read_bytes()]
    assert left == []
