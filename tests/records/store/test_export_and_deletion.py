"""Everything of a person comes out, and everything of a person goes: walked through every table."""

import csv
import io
import json
import random
import sqlite3
import time
import zipfile
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest
import sample_visits
from clinic import Clinic, open_clinic
from sqlalchemy import Connection, Table, inspect, select
from sqlalchemy.schema import CreateTable

from ilio import records
from ilio.apps.exporting import export_all
from ilio.records.store import OWNER, NotFound, Store
from ilio.records.store.opening import reading, writing
from ilio.records.store.tables import SECRET, metadata, personal_tables

NOT_OF_PEOPLE = {"alembic_version"}
"""Tables that hold nothing of anybody."""


def forgotten(connection: Connection, known: Iterable[str]) -> list[str]:
    """Tables of the real database that an export or a deletion would miss."""
    return sorted({*inspect(connection).get_table_names()} - {*known} - NOT_OF_PEOPLE)


def exported(store: Store, clinic: Clinic, who: str) -> zipfile.ZipFile:
    out = io.BytesIO()
    export_all(store, clinic.actors[who], clinic.theirs[who].person_id, out)
    return zipfile.ZipFile(out)


def rows_of(connection: Connection, table: Table, person_id: str) -> list[dict[str, Any]]:
    """Found without the store's own idea of what is whose: any cell that holds the id."""
    every = [dict(row) for row in connection.execute(select(table)).mappings()]
    return [row for row in every if person_id in row.values()]


def test_no_table_is_forgotten(store: Store) -> None:
    with reading(store._engine) as connection:
        assert forgotten(connection, (t.name for t in personal_tables())) == []


def test_a_table_that_somebody_forgets_is_caught(store: Store) -> None:
    with writing(store._engine) as connection:
        connection.exec_driver_sql("CREATE TABLE shoes (id INTEGER, runner VARCHAR(32))")
    with reading(store._engine) as connection:
        assert forgotten(connection, (t.name for t in personal_tables())) == ["shoes"]


def test_every_row_of_a_person_is_in_the_export_cell_by_cell(store: Store) -> None:
    clinic = open_clinic(store)
    person_id = clinic.theirs["anna"].person_id
    zipped = exported(store, clinic, "anna")
    tables = json.loads(zipped.read("everything.json"))["tables"]
    with reading(store._engine) as connection:
        for table in metadata.sorted_tables:
            rows = rows_of(connection, table, person_id)
            assert rows, f"open_clinic() puts nothing of a person into {table.name}"
            shown = tables[table.name]
            assert len(shown) == len(rows), table.name
            for row in rows:
                assert any(same(table, row, other, zipped) for other in shown), (table.name, row)


def same(table: Table, row: dict[str, Any], shown: dict[str, Any], zipped: zipfile.ZipFile) -> bool:
    for column in table.columns:
        if column.info.get(SECRET):
            assert column.name not in shown
        elif not equal(row[column.name], shown[column.name], zipped):
            return False
    return True


def equal(kept: Any, shown: Any, zipped: zipfile.ZipFile) -> bool:
    if isinstance(kept, bytes):
        return zipped.read(shown["file"]) == kept
    if hasattr(kept, "isoformat"):
        return kept.isoformat() == shown
    return shown == (json.loads(kept) if isinstance(shown, dict | list) else kept)


def test_an_export_holds_nothing_of_anybody_else(store: Store) -> None:
    clinic = open_clinic(store)
    zipped = exported(store, clinic, "person of anna")
    inside = b"".join(zipped.read(name) for name in zipped.namelist())
    for other in ("ben", "owner", "second-anna"):
        assert f"label-{other}".encode() not in inside
        assert f"login-{other}".encode() not in inside
    assert clinic.theirs["ben"].person_id.encode() not in inside
    assert b"argon2" not in inside


def test_the_files_of_an_export_can_be_used(store: Store, tmp_path: Path) -> None:
    clinic = open_clinic(store)
    zipped = exported(store, clinic, "anna")
    zipped.extractall(tmp_path)
    folder = tmp_path / "visits" / "2026-11-22-1"
    assert records.load(folder / "visit.json") == sample_visits.cannot_tell()
    assert records.load(folder / "before-1.json") == sample_visits.refer()
    assert (folder / "report.pdf").read_bytes()[:5] == b"%PDF-"
    assert records.load_programme(tmp_path / "plans" / "plan-1.json").weeks == 2
    assert (tmp_path / "plans" / "plan-1.pdf").read_bytes()[:5] == b"%PDF-"
    numbers = list(csv.DictReader((tmp_path / "numbers.csv").read_text().splitlines()))
    assert {(n["protocol"], n["quantity"], n["low"]) for n in numbers} >= {
        ("thomas", "thigh_drop", "-6.9")
    }
    assert [
        line["session"] for line in csv.DictReader((tmp_path / "log.csv").read_text().splitlines())
    ] == ["w1-strength-1"]
    assert "export person" in (tmp_path / "audit.csv").read_text()
    assert {i.date_time[:3] for i in zipped.infolist()} == {(2026, 11, 22)}


def test_a_formula_in_a_note_is_no_formula_in_the_table(store: Store) -> None:
    from dataclasses import replace

    from clinic import ENTRY

    me = store.own_person(OWNER).id
    store.add_log(OWNER, me, replace(ENTRY, note='=HYPERLINK("http://x")'))
    out = io.BytesIO()
    export_all(store, OWNER, me, out)
    zipped = zipfile.ZipFile(out)
    assert "'=HYPERLINK" in zipped.read("log.csv").decode()
    kept = json.loads(zipped.read("everything.json"))["tables"]["log_entry"][0]["body"]["note"]
    assert kept == '=HYPERLINK("http://x")'


def test_everything_of_a_person_goes_and_nothing_of_anybody_else(store: Store) -> None:
    clinic = open_clinic(store)
    gone = clinic.theirs["anna"]
    with reading(store._engine) as connection:
        before = others(connection, gone.person_id)
    store.delete_person(clinic.actors["anna"], gone.person_id)
    with reading(store._engine) as connection:
        assert others(connection, gone.person_id) == before
        left = [
            row for t in metadata.sorted_tables for row in rows_of(connection, t, gone.person_id)
        ]
    assert [(row["action"], row["subject"], row["person_id"]) for row in left] == [
        ("delete person", gone.person_id, None)
    ]
    assert store.log_in("login-anna", "correct horse battery") is None
    with pytest.raises(NotFound):
        store.visit(clinic.actors["anna"], gone.visit_id)


def others(connection: Connection, person_id: str) -> dict[str, list[str]]:
    return {
        table.name: sorted(
            repr(row) for row in connection.execute(select(table)) if person_id not in row
        )
        for table in metadata.sorted_tables
    }


def test_a_table_that_deletion_forgets_stops_the_deletion(store: Store) -> None:
    me = store.own_person(OWNER).id
    with writing(store._engine) as connection:
        connection.exec_driver_sql(
            "CREATE TABLE shoes (id INTEGER, person_id VARCHAR(32) REFERENCES person (id))"
        )
        connection.exec_driver_sql(f"INSERT INTO shoes VALUES (1, '{me}')")
    with pytest.raises(Exception, match=r"(?i)foreign key"):
        store.delete_person(OWNER, me)
    assert store.person(OWNER, me).id == me


def test_the_tables_of_the_code_are_the_tables_of_the_database(store: Store) -> None:
    with reading(store._engine) as connection:
        found = set(inspect(connection).get_table_names()) - NOT_OF_PEOPLE
    assert found == {t.name for t in metadata.sorted_tables}
    assert all(str(CreateTable(t)) for t in personal_tables())


def bytes_of(folder: Path) -> bytes:
    return b"".join(file.read_bytes() for file in sorted(folder.iterdir()))


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_deletion_leaves_no_bytes_on_disk(tmp_path: Path, clock, seed: int) -> None:
    """Many people of all sizes come, change and go in any order; then no byte of the gone is left."""
    store = Store.open(f"sqlite:///{tmp_path}/ilio.db", now=clock)
    rng = random.Random(seed)
    people: dict[str, str] = {}
    gone: set[str] = set()
    for step in range(60):
        name = f"zebra{step:03d}quagga"
        people[name] = store.add_person(OWNER, name).id
        size = rng.choice([10, 300, 5_000, 90_000])
        words = {"who": " ".join([name] * (size // len(name) + 1))}
        store.add_recording(OWNER, people[name], "phone", words["who"].encode(), words)
        visit = store.add_visit(OWNER, people[name], sample_visits.refer(), words)
        for _ in range(rng.randrange(3)):
            store.save_draft(OWNER, people[name], words)
            store.replace_visit(OWNER, visit, sample_visits.cannot_tell(), words)
        if people and rng.random() < 0.6:
            leaver = rng.choice(sorted(people))
            store.delete_person(OWNER, people.pop(leaver))
            gone.add(leaver)
    on_disk = bytes_of(tmp_path)
    assert len(gone) > 20
    assert [name for name in people if name.encode() not in on_disk] == []
    assert [name for name in gone if name.encode() in on_disk] == []
    store.close()


def test_a_deleted_visit_takes_its_own_recordings_along(store: Store, clock) -> None:
    me = store.own_person(OWNER).id
    own, shared, loose, old = (store.add_recording(OWNER, me, "phone", b"t", {}) for _ in range(4))
    first = store.add_visit(OWNER, me, sample_visits.refer(), {"attempts": [{"recording": own}]})
    store.replace_visit(OWNER, first, sample_visits.refer(), {"attempts": [{"recording": shared}]})
    store.add_visit(OWNER, me, sample_visits.refer(), {"attempts": [{"recording": shared}]})
    store.delete_visit(OWNER, first)
    assert kept(store, own, shared, loose, old) == [False, True, True, True]
    store.save_draft(OWNER, me, {"attempts": [{"recording": old}]})
    clock.later(days=2)
    store.save_draft(OWNER, me, None)
    assert kept(store, shared, loose, old) == [True, False, False]


def kept(store: Store, *recordings: str) -> list[bool]:
    found = []
    for recording in recordings:
        try:
            found.append(bool(store.recording(OWNER, recording)))
        except NotFound:
            found.append(False)
    return found


def filled_with(store: Store, name: str) -> str:
    """A person whose label, draft, visit and note all hold that word."""
    from dataclasses import replace

    from clinic import ENTRY

    person = store.add_person(OWNER, name).id
    store.save_draft(OWNER, person, {"note": name})
    store.add_visit(OWNER, person, sample_visits.refer(), {"note": name})
    store.add_log(OWNER, person, replace(ENTRY, note=name))
    return person


def test_what_a_reader_still_sees_goes_as_soon_as_they_have_read(tmp_path: Path, clock) -> None:
    """A reader keeps the log of changes as it is; nothing else has to happen afterwards."""
    store = Store.open(f"sqlite:///{tmp_path}/ilio.db", now=clock)
    person = filled_with(store, "quagga")
    reader = sqlite3.connect(tmp_path / "ilio.db", isolation_level=None)
    reader.execute("BEGIN")
    assert reader.execute("SELECT label FROM person").fetchall() == [("quagga",)]
    store.delete_person(OWNER, person)
    assert b"quagga" in bytes_of(tmp_path)
    reader.execute("COMMIT")
    until = time.monotonic() + 10
    while b"quagga" in bytes_of(tmp_path) and time.monotonic() < until:
        time.sleep(0.1)
    assert b"quagga" not in bytes_of(tmp_path)
    reader.close()
    store.close()


def test_closing_the_store_waits_for_no_reader_but_scrubs_after_one(tmp_path: Path, clock) -> None:
    store = Store.open(f"sqlite:///{tmp_path}/ilio.db", now=clock)
    person = filled_with(store, "quagga")
    reader = sqlite3.connect(tmp_path / "ilio.db", isolation_level=None)
    reader.execute("BEGIN")
    reader.execute("SELECT label FROM person").fetchall()
    store.delete_person(OWNER, person)
    reader.close()
    store.close()
    assert b"quagga" not in bytes_of(tmp_path)


def test_a_dropped_draft_leaves_no_bytes(tmp_path: Path, clock) -> None:
    store = Store.open(f"sqlite:///{tmp_path}/ilio.db", now=clock)
    me = store.own_person(OWNER).id
    store.save_draft(OWNER, me, {"note": "quagga"})
    store.save_draft(OWNER, me, None)
    assert b"quagga" not in bytes_of(tmp_path)
    store.close()
