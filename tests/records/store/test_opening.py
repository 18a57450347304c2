"""A store opens where it should, private, and brought to this version."""

import stat
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext

from ilio.core import InputError, OutputError
from ilio.records.store import OWNER, Store
from ilio.records.store.migrating import newest, version
from ilio.records.store.opening import engine_of, reading
from ilio.records.store.tables import metadata


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_the_file_and_its_helpers_are_for_one_pair_of_eyes(tmp_path: Path, clock) -> None:
    store = Store.open(f"sqlite:///{tmp_path}/mine/ilio.db", now=clock)
    store.own_person(OWNER)
    assert mode(tmp_path / "mine") == 0o700
    files = sorted((tmp_path / "mine").iterdir())
    assert [f.name for f in files] == ["ilio.db", "ilio.db-shm", "ilio.db-wal"]
    assert {mode(f) for f in files} == {0o600}


def test_a_file_that_others_could_read_is_closed_to_them(tmp_path: Path, clock) -> None:
    Store.open(f"sqlite:///{tmp_path}/ilio.db", now=clock).close()
    (tmp_path / "ilio.db").chmod(0o644)
    Store.open(f"sqlite:///{tmp_path}/ilio.db", now=clock).close()
    assert mode(tmp_path / "ilio.db") == 0o600


def test_the_migrations_make_the_tables_that_the_queries_expect(store: Store) -> None:
    with reading(store._engine) as connection:
        found = compare_metadata(MigrationContext.configure(connection), metadata)
        assert version(connection) == newest()
    assert found == []


def test_a_store_opens_again_with_what_was_in_it(url: str, clock) -> None:
    with_me = Store.open(url, now=clock)
    me = with_me.own_person(OWNER)
    with_me.close()
    again = Store.open(url, now=clock)
    assert again.people(OWNER) == (me,)
    again.close()


def test_a_store_of_a_newer_version_is_left_alone(url: str, clock) -> None:
    store = Store.open(url, now=clock)
    with store._engine.begin() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
    store.close()
    with pytest.raises(InputError, match=r"got version 9999\. Install the newest Ilio"):
        Store.open(url, now=clock)


def test_another_file_is_refused_and_left_as_it_is(tmp_path: Path, clock) -> None:
    film = tmp_path / "left.mp4"
    film.write_bytes(b"no database at all, but long enough to look like something" * 40)
    with pytest.raises(InputError, match="a database of Ilio's, got another file"):
        Store.open(f"sqlite:///{film}", now=clock)
    assert film.read_bytes().startswith(b"no database")


def test_a_place_that_cannot_be_made_is_said(tmp_path: Path, clock) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(OutputError, match=r"Cannot write .*file/ilio.db: "):
        Store.open(f"sqlite:///{tmp_path}/file/ilio.db", now=clock)


def test_a_server_that_does_not_answer_is_said_without_its_password(clock) -> None:
    with pytest.raises(OutputError, match="Cannot write") as told:
        Store.open("postgresql+pg8000://ilio:hush@127.0.0.1:1/none", now=clock)
    assert "hush" not in str(told.value)


@pytest.mark.parametrize("url", ["mysql://a/b", "oracle://a/b", "ilio.db"])
def test_another_address_is_refused(url: str) -> None:
    with pytest.raises(InputError, match=r"Write sqlite:///path/to/file.db or postgresql"):
        engine_of(url)


def test_a_server_that_takes_no_writing_is_told_in_its_own_words(postgres_url: str, clock) -> None:
    Store.open(postgres_url, now=clock).close()
    engine = engine_of(postgres_url)
    with engine.begin() as connection:
        name = postgres_url.rsplit("/", 1)[1]
        connection.exec_driver_sql(f"ALTER DATABASE {name} SET default_transaction_read_only = on")
    engine.dispose()
    store = Store.open(postgres_url, now=clock)
    with pytest.raises(
        OutputError, match=r"cannot execute INSERT in a read-only transaction\. Noth"
    ):
        store.add_person(OWNER, "Mo")
    assert store.people(OWNER) == ()
    store.close()
