"""A private PostgreSQL for the tests: in a folder of its own, on a free port, gone at the end."""

import os
import shutil
import socket
import subprocess
import tempfile
import uuid
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

PROGRAMS = Path("/usr/lib/postgresql")
"""Where Debian keeps the servers, one folder a version; they are not on the path."""

READY_S = 60


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[str]:
    """Address of a running server without a database of its own: `postgresql+pg8000://...`."""
    initdb, pg_ctl = program("initdb"), program("pg_ctl")
    with tempfile.TemporaryDirectory(prefix="ilio-pg-", ignore_cleanup_errors=True) as folder:
        owner = unprivileged(Path(folder))
        data, port = Path(folder, "data"), free_port()
        run([initdb, "-D", data, "-U", "ilio", "-A", "trust", "-E", "UTF8", "-N"], owner)
        settings = f"-p {port} -h 127.0.0.1 -k {folder} -c fsync=off"
        log = Path(folder, "log")
        start = [pg_ctl, "-D", data, "-l", log, "-w", "-t", READY_S, "-o", settings, "start"]
        run(start, owner)
        try:
            yield f"postgresql+pg8000://ilio@127.0.0.1:{port}"
        finally:
            run([pg_ctl, "-D", data, "-w", "-m", "immediate", "stop"], owner)


@pytest.fixture
def postgres_url(postgres_server: str) -> Iterator[str]:
    """Address of an empty database, dropped after the test."""
    name = f"test_{uuid.uuid4().hex}"
    execute(postgres_server, f"CREATE DATABASE {name}")
    yield f"{postgres_server}/{name}"
    execute(postgres_server, f"DROP DATABASE {name} WITH (FORCE)")


def program(name: str) -> str:
    """Path of one of PostgreSQL's programs; the test is skipped where it is missing."""
    versions = sorted(PROGRAMS.glob(f"*/bin/{name}"), key=lambda path: float(path.parts[-3]))
    found = shutil.which(name) or (str(versions[-1]) if versions else None)
    if found is None:
        pytest.skip("PostgreSQL is not installed")
    return found


def unprivileged(folder: Path) -> dict[str, Any]:
    """Who may own a server in that folder: initdb refuses root, so the folder goes to another."""
    if os.geteuid() != 0:
        return {}
    shutil.chown(folder, "nobody", "nogroup")
    return {"user": "nobody", "group": "nogroup", "extra_groups": []}


def free_port() -> int:
    """A port of this machine that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def run(command: list[object], owner: dict[str, Any]) -> None:
    """Run a program as that owner; what it said is shown when it fails."""
    done = subprocess.run(
        [str(word) for word in command],
        cwd="/",
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE if "start" not in command else subprocess.DEVNULL,
        stderr=subprocess.STDOUT,
        text=True,
        timeout=2 * READY_S,
        **owner,
    )
    assert done.returncode == 0, f"{command[0]} failed:\n{done.stdout}"


def execute(server: str, statement: str) -> None:
    """Run one statement that cannot stand in a transaction, such as CREATE DATABASE."""
    import sqlalchemy

    engine = sqlalchemy.create_engine(f"{server}/postgres", isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(sqlalchemy.text(statement))
    engine.dispose()
