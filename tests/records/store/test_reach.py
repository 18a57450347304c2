"""A PostgreSQL that stopped answering, and its password where no other user reads it."""

import os
import signal
import time
from pathlib import Path

import pytest

from ilio.core import InputError, OutputError
from ilio.records.store import OWNER, Store, opening
from ilio.records.store.opening import engine_of, reading


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="needs /proc")
def test_a_stopped_database_is_told_in_time_and_forgotten_when_it_goes_on(
    postgres_url: str, clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(opening, "ANSWER_S", 1)
    store = Store.open(postgres_url, now=clock)
    me = store.own_person(OWNER)
    servers = processes_of(store)
    for server in servers:
        os.kill(server, signal.SIGSTOP)
    try:
        begun = time.monotonic()
        with pytest.raises(OutputError, match="Cannot write postgresql"):
            store.people(OWNER)
        assert time.monotonic() - begun < 8
    finally:
        for server in servers:
            os.kill(server, signal.SIGCONT)
    assert store.people(OWNER) == (me,)
    store.close()


def processes_of(store: Store) -> list[int]:
    """The server process of the store's connection, and the one that makes new ones."""
    with reading(store._engine) as connection:
        own = int(connection.exec_driver_sql("SELECT pg_backend_pid()").scalar_one())
    told = Path(f"/proc/{own}/stat").read_text().rpartition(")")[2].split()
    return [int(told[1]), own]


def test_the_password_comes_from_the_environment_or_a_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    url = "postgresql+pg8000://ilio@127.0.0.1/ilio"
    monkeypatch.setenv("PGPASSWORD", "from the environment")
    assert engine_of(url).url.password == "from the environment"
    (tmp_path / "secret").write_text("from a file\n")
    monkeypatch.setenv("ILIO_STORE_PASSWORD_FILE", str(tmp_path / "secret"))
    assert engine_of(url).url.password == "from a file"
    monkeypatch.setenv("ILIO_STORE_PASSWORD_FILE", str(tmp_path / "none"))
    with pytest.raises(InputError, match="Expected the password of the store, got No such file"):
        engine_of(url)
