"""A backup holds everything, comes back on either database, and never half."""

import sqlite3
import stat
from pathlib import Path

import pytest
from clinic import PASSWORD, open_clinic
from sqlalchemy import select

from ilio.core import InputError, OutputError, ReadError
from ilio.records.store import OWNER, Store
from ilio.records.store.backups import NOT_KEPT
from ilio.records.store.opening import reading
from ilio.records.store.tables import audit, metadata

WRONG = ("film.mp4", "spoilt.db", "other.db")


def content(store: Store) -> dict[str, list[str]]:
    found = {}
    with reading(store._engine) as connection:
        for table in metadata.sorted_tables:
            columns = [c for c in table.columns if table is not audit or c.name != "number"]
            found[table.name] = sorted(map(repr, connection.execute(select(*columns))))
    return {name: rows for name, rows in found.items() if name not in {t.name for t in NOT_KEPT}}


def test_a_backup_is_one_private_file_that_opens_as_a_store(
    store: Store, tmp_path: Path, clock
) -> None:
    open_clinic(store)
    folder = tmp_path / "backups"
    folder.mkdir()
    store.backup(folder / "ilio.backup")
    assert [f.name for f in folder.iterdir()] == ["ilio.backup"]
    assert stat.S_IMODE((folder / "ilio.backup").stat().st_mode) == 0o600
    opened = Store.open(f"sqlite:///{folder}/ilio.backup", now=clock)
    assert content(opened) == content(store)
    opened.close()


def test_a_backup_comes_back_on_either_database(
    store: Store, tmp_path: Path, postgres_url: str, clock
) -> None:
    clinic = open_clinic(store)
    before = content(store)
    store.backup(tmp_path / "backup.db")
    for url in (f"sqlite:///{tmp_path}/new/ilio.db", postgres_url):
        if url == str(store._engine.url):
            continue
        other = Store.open(url, now=clock)
        other.restore(tmp_path / "backup.db")
        after = content(other)
        assert len(after["audit"]) == len(before["audit"]) + 1
        (line,) = (line for line in after["audit"] if line not in before["audit"])
        assert "'restore'" in line
        assert after | {"audit": before["audit"]} == before
        assert other.visit(clinic.actors["anna"], clinic.theirs["anna"].visit_id).revision == 1
        assert other.log_in("anna", PASSWORD) is not None
        other.add_person(clinic.actors["anna"], "after the restore")
        other.close()


def test_a_store_with_people_is_not_replaced_by_accident(store: Store, tmp_path: Path) -> None:
    store.backup(tmp_path / "backup.db")
    me = store.own_person(OWNER)
    with pytest.raises(InputError, match=r"an empty store, got one with 1 people\. Make a backup"):
        store.restore(tmp_path / "backup.db")
    assert store.people(OWNER) == (me,)
    store.restore(tmp_path / "backup.db", replace=True)
    assert store.people(OWNER) == ()


def test_who_was_deleted_stays_deleted(store: Store, tmp_path: Path) -> None:
    clinic = open_clinic(store)
    store.backup(tmp_path / "backup.db")
    gone, actor = clinic.theirs["anna"].person_id, clinic.actors["anna"]
    store.delete_person(actor, gone)
    for _ in range(2):
        store.restore(tmp_path / "backup.db", replace=True)
        assert [p.label for p in store.people(actor)] == ["second-anna"]
    assert gone in (tmp_path / "backup.db").read_bytes().decode(errors="ignore")


def test_what_is_no_backup_is_refused_and_nothing_changes(
    store: Store, tmp_path: Path, clock
) -> None:
    me = store.own_person(OWNER)
    (tmp_path / "film.mp4").write_bytes(b"film" * 999)
    (tmp_path / "spoilt.db").write_bytes(b"SQLite format 3\0" + b"x" * 5000)
    Store.open(f"sqlite:///{tmp_path}/other.db", now=clock).close()
    in_use = sqlite3.connect(tmp_path / "other.db", isolation_level=None)
    in_use.execute("DELETE FROM alembic_version")  # so far beside the file only
    reasons = {"none.db": "no such file"} | dict.fromkeys(WRONG, "another kind of file")
    for name, why in reasons.items():
        with pytest.raises(ReadError, match=f"{name}: expected a backup of Ilio's, got {why}"):
            store.restore(tmp_path / name, replace=True)
    in_use.close()
    assert store.people(OWNER) == (me,)
    assert sorted(f.name for f in tmp_path.glob(".*")) == []


def test_a_place_without_a_folder_is_refused(store: Store, tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="does not exist"):
        store.backup(tmp_path / "missing" / "backup.db")


def test_a_store_is_not_its_own_backup(tmp_path: Path, clock) -> None:
    store = Store.open(f"sqlite:///{tmp_path}/ilio.db", now=clock)
    me = store.own_person(OWNER)
    with pytest.raises(OutputError, match="it is the store itself"):
        store.backup(tmp_path / "." / "ilio.db")
    assert store.people(OWNER) == (me,)
    store.close()
