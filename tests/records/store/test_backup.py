"""A backup holds everything, comes back on either database, and never half."""

import io
import os
import random
import re
import signal
import sqlite3
import stat
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from clinic import PASSWORD, open_clinic
from sqlalchemy import select

from ilio.apps.exporting import export_all
from ilio.core import InputError, OutputError, ReadError
from ilio.records.store import OWNER, Store
from ilio.records.store.backups import NOT_KEPT
from ilio.records.store.opening import reading
from ilio.records.store.sealing import LENGTH
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
    reasons["spoilt.db"] = "a damaged one"
    for name, why in reasons.items():
        with pytest.raises(ReadError, match=f"{name}: expected a .*backup.*, got {why}"):
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


def test_every_damage_to_a_backup_is_found_before_anything_is_read(tmp_path: Path, clock) -> None:
    """60 damages: bytes changed, cut, doubled, zeroed; none gets in, none quotes what it holds."""
    store = Store.open("sqlite://", now=clock)
    open_clinic(store)
    whole = tmp_path / "whole.backup"
    store.backup(whole)
    before, content_of = content(store), whole.read_bytes()
    rng = random.Random(7)
    for step in range(60):
        damaged = damage(content_of, step % 4, rng)
        (tmp_path / "b").write_bytes(damaged)
        with pytest.raises(ReadError) as told:
            store.restore(tmp_path / "b", replace=True)
        assert re.search(r"b: expected a (whole backup|backup of Ilio's), got ", str(told.value))
        assert "label-" not in str(told.value) and "INSERT" not in str(told.value)
    assert content(store) == before
    store.restore(whole, replace=True)
    store.close()


def damage(whole: bytes, kind: int, rng: random.Random) -> bytes:
    at, some = rng.randrange(len(whole) - 5000), rng.randrange(1, 5000)
    if kind == 0:
        return whole[:at] + bytes([whole[at] ^ (1 << rng.randrange(8))]) + whole[at + 1 :]
    if kind == 1:
        return whole[:at]
    if kind == 2:
        return whole[:at] + whole[at : at + some] + whole[at:]
    return whole[:at] + bytes(b ^ 0xFF for b in whole[at : at + some]) + whole[at + some :]


def test_a_backup_without_a_seal_is_looked_through(tmp_path: Path, clock) -> None:
    """As earlier versions wrote them: SQLite finds what it can, and JSON has to be JSON."""
    store = Store.open("sqlite://", now=clock)
    open_clinic(store)
    store.backup(tmp_path / "b")
    unsealed = (tmp_path / "b").read_bytes()[:-LENGTH]
    (tmp_path / "b").write_bytes(unsealed)
    before = content(store)
    store.restore(tmp_path / "b", replace=True)
    assert {k: v for k, v in content(store).items() if k != "audit"} == {
        k: v for k, v in before.items() if k != "audit"
    }
    for name, spoil in (
        ("json", "UPDATE visit SET given = '{\"a'"),
        ("a moment", "UPDATE person SET created = 'yesterday'"),
        ("whose", "UPDATE visit SET person_id = 'nobody'"),
    ):
        (tmp_path / name).write_bytes(unsealed)
        with closing(sqlite3.connect(tmp_path / name)) as spoilt, spoilt:
            spoilt.execute(spoil)
        with pytest.raises(ReadError, match=f"{name}: expected a whole backup, got a damaged one"):
            store.restore(tmp_path / name, replace=True)
    (tmp_path / "cut").write_bytes(unsealed[: len(unsealed) // 2])
    with pytest.raises(ReadError, match="cut: expected a whole backup, got a damaged one"):
        store.restore(tmp_path / "cut", replace=True)
    store.close()


RESTORING = """
import os, signal, sys
from datetime import datetime
from ilio.records.store import Store, backups
def killed(*_):
    os.kill(os.getpid(), signal.SIGKILL)
backups._put_in_place = killed
Store.open(sys.argv[1], now=datetime.now).restore(sys.argv[2], replace=True)
"""


def test_a_killed_restore_leaves_no_copy(tmp_path: Path, clock) -> None:
    made = Store.open("sqlite://", now=clock)
    open_clinic(made)
    (tmp_path / "backups").mkdir()
    made.backup(tmp_path / "backups" / "b")
    made.close()
    url, backup = f"sqlite:///{tmp_path}/store/ilio.db", tmp_path / "backups" / "b"
    env = {**os.environ, "TMPDIR": str(tmp_path)}
    done = subprocess.run([sys.executable, "-c", RESTORING, url, str(backup)], env=env, timeout=60)
    assert done.returncode == -signal.SIGKILL
    left = [file for file in tmp_path.rglob("*") if file.is_file() and file != backup]
    assert [file.name for file in left if b"label-anna" in file.read_bytes()] == []


def test_a_store_that_may_only_be_read_is_shown(
    tmp_path: Path, clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    """People are listed and taken out; changing anything is refused in words."""
    folder = tmp_path / "kept"
    store = Store.open(f"sqlite:///{folder}/ilio.db", now=clock)
    me = store.own_person(OWNER)
    store.close()
    (folder / "ilio.db").chmod(0o400)
    folder.chmod(0o500)
    if os.geteuid() == 0:  # root may write everywhere, and is told what others are
        real = os.access
        asked = lambda at, how: real(at, how) and not (how & os.W_OK and str(folder) in str(at))  # noqa: E731
        monkeypatch.setattr(os, "access", asked)
    try:
        shown = Store.open(f"sqlite:///{folder}/ilio.db", now=clock)
        assert shown.people(OWNER) == (me,)
        export_all(shown, OWNER, me.id, io.BytesIO())
        with pytest.raises(OutputError, match="attempt to write a readonly database"):
            shown.add_person(OWNER, "Mo")
        shown.close()
    finally:
        folder.chmod(0o700)
