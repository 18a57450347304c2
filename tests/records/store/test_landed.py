"""Stores of every version that has landed open, hold what they held, and are as a new one is."""

import hashlib
import io
import sqlite3
import zipfile
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import inspect

from ilio.apps.exporting import export_all
from ilio.records.store import OWNER, Store, migrations
from ilio.records.store.migrating import newest
from ilio.records.store.opening import reading

LANDED = sorted((Path(__file__).parent / "landed").glob("*.sql"))
VERSIONS = Path(migrations.__file__).parent / "versions"

AS_LANDED = {
    "v0001_first.py": "04f57e4052993ed81cb96a90d9237ba786009943aebb94bfb9ad5c1016a05236",
    "v0002_one_shape.py": "7330fa73268940e3a86c6777533479477cd958f4aa122bc8fb65ecdc73dfeb86",
    "v0003_sessions_used.py": "491ab42a574ff2493b03d3ff74118f6ae3736b2634dca2f3a72c96c52bf5f54e",
    "v0004_handed_calendar.py": "d84cf5a96b794d90414bc8e2951e575911251c74af513d6d9e568894999985da",
}
"""What each migration was when it landed. A change belongs into a migration of its own."""


def old_store(landed: Path, folder: Path) -> str:
    with closing(sqlite3.connect(folder / "ilio.db")) as database:
        database.executescript(landed.read_text())
    return f"sqlite:///{folder}/ilio.db"


def columns(store: Store) -> dict[str, set[tuple[str, bool]]]:
    with reading(store._engine) as connection:
        found = inspect(connection)
        return {
            table: {(column["name"], column["nullable"]) for column in found.get_columns(table)}
            for table in found.get_table_names()
        }


def test_a_migration_that_has_landed_is_never_changed() -> None:
    found = {
        file.name: hashlib.sha256(file.read_bytes()).hexdigest() for file in VERSIONS.glob("v*.py")
    }
    assert found == AS_LANDED


def test_every_version_has_a_store_here() -> None:
    assert {file.name[:4] for file in LANDED} == {name[1:5] for name in AS_LANDED}
    assert max(name[1:5] for name in AS_LANDED) == newest()


@pytest.mark.parametrize("landed", LANDED, ids=lambda path: path.stem)
def test_a_store_of_an_earlier_version_opens_and_lost_nothing(
    landed: Path, tmp_path: Path, clock
) -> None:
    store = Store.open(old_store(landed, tmp_path), now=clock)
    fresh = Store.open("sqlite://", now=clock)
    assert columns(store) == columns(fresh)
    fresh.close()
    (mo,) = store.people(OWNER)
    (visit,) = store.visits(OWNER, mo.id)
    assert (mo.label, visit.visit.judgement.summary) == ("Mo", "Still nothing.")
    assert [past.visit.judgement.summary for past in store.revisions(OWNER, visit.id)] == [
        "Nothing was measured."
    ]
    recording = visit.given["attempt"][0]["recording"]
    assert store.recording(OWNER, recording).body == b"time_s,angle_deg\n0,1\n"
    if store.has_accounts():
        assert store.log_in("kim", "a sentence only I know") is not None
    out = io.BytesIO()
    export_all(store, OWNER, mo.id, out)  # a text that was none made every export fail
    assert "\\ud8" not in zipfile.ZipFile(out).read("everything.json").decode()
    store.replace_visit(OWNER, visit.id, visit.visit, visit.given)
    store.delete_person(OWNER, mo.id)
    store.close()


def test_a_backup_of_an_earlier_version_comes_back(tmp_path: Path, clock) -> None:
    (old,) = (file for file in LANDED if file.stem == "0001-first")
    old_store(old, tmp_path)
    store = Store.open("sqlite://", now=clock)
    store.restore(tmp_path / "ilio.db")
    assert [person.label for person in store.people(OWNER)] == ["Mo"]
    store.close()
