"""Backup and restore: a backup is a store of its own, in one SQLite file."""

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, Table, delete, func, insert, select
from sqlalchemy.exc import DBAPIError

from ilio.core import InputError, OutputError, ReadError
from ilio.records.store.actors import OWNER
from ilio.records.store.keeper import Keeper
from ilio.records.store.migrating import found_version, migrate, newest
from ilio.records.store.opening import engine_of, reading, reading_engine, writing
from ilio.records.store.sealing import DAMAGED, TODO, check, seal
from ilio.records.store.tables import (
    JSON,
    audit,
    invitation,
    metadata,
    of_person,
    person,
    personal_tables,
    session,
)
from ilio.records.writing import whole_file

AT_ONCE = 10
"""How many rows travel together; a row may hold a recording of many megabytes."""

NOT_KEPT = (session, invitation)
"""Keys, not records: after a restore everybody logs in again."""


class Backups(Keeper):
    """Copies of the whole store: for whoever may read its file; the page never offers it."""

    def backup(self, path: str | Path) -> None:
        """Copy everything into one file, while others go on reading and writing.

        Parameters
        ----------
        path
            Where to; written whole or not at all, readable by one.

        Raises
        ------
        OutputError
            If it cannot be written there.

        Examples
        --------
        >>> import tempfile
        >>> from datetime import datetime
        >>> from ilio.records.store import OWNER, Store
        >>> store = Store.open("sqlite://", now=datetime.now)
        >>> with tempfile.TemporaryDirectory() as folder:
        ...     store.backup(f"{folder}/backup.db")
        ...     Store.open(f"sqlite:///{folder}/backup.db", now=datetime.now).people(OWNER)
        ()
        """
        here = self._engine.url.database
        if here and Path(here).exists() and Path(path).resolve() == Path(here).resolve():
            raise OutputError(path, "it is the store itself")
        with whole_file(path) as part:
            engine = engine_of(f"sqlite:///{part}")
            try:
                migrate(engine)
                with reading(self._engine) as source, writing(engine) as target:
                    for table in metadata.sorted_tables:
                        if table not in NOT_KEPT:
                            _copy(source, target, table)
            finally:
                engine.dispose()
                _one_file(part)
            seal(part)

    def restore(self, path: str | Path, *, replace: bool = False) -> None:
        """Bring back what a backup holds, whole or not at all.

        Whoever was deleted from this store since the backup stays deleted.

        Parameters
        ----------
        path
            Of the backup; it stays as it is.
        replace
            Whether what the store holds now may go.

        Raises
        ------
        ReadError
            If it is no backup of Ilio's, or changed since it was written.
        InputError
            If the store holds people and `replace` is not set, or a newer Ilio made the backup.

        Examples
        --------
        >>> from datetime import datetime
        >>> from ilio.records.store import Store
        >>> Store.open("sqlite://", now=datetime.now).restore("nowhere.db")
        Traceback (most recent call last):
        ...
        ilio.core.errors.ReadError: nowhere.db: expected a backup of Ilio's, got no such file. \
Check the path.
        """
        with (
            _opened(Path(path)) as engine,
            reading(engine) as source,
            writing(self._engine) as target,
        ):
            _check_empty(target, replace)
            gone = _deleted(target)
            _put_in_place(source, target)
            for line in gone:
                for table in personal_tables():
                    target.execute(delete(table).where(of_person(table, line["subject"])))
            if gone:
                target.execute(insert(audit), gone)
            self._note(target, OWNER, "restore", "")
        self._scrubber.scrub()


def _put_in_place(source: Connection, target: Connection) -> None:
    for table in reversed(metadata.sorted_tables):
        target.execute(delete(table))
    for table in metadata.sorted_tables:
        if table not in NOT_KEPT:
            _copy(source, target, table)


def _copy(source: Connection, target: Connection, table: Table) -> None:
    columns = [c for c in table.columns if table is not audit or c.name != "number"]
    query = select(*columns).order_by(*table.primary_key.columns)
    found = source.execution_options(yield_per=AT_ONCE).execute(query).mappings()
    texts = [column.name for column in columns if column.info.get(JSON)]
    for part in found.partitions():
        rows = [dict(row) for row in part]
        for row in rows:
            for name in texts:
                json.loads(row[name])  # no database looks whether it is JSON
        target.execute(insert(table), rows)


def _one_file(part: Path) -> None:
    """Leave no helper files beside a backup."""
    if part.exists():
        with closing(sqlite3.connect(part)) as connection:
            connection.execute("PRAGMA journal_mode=DELETE")


def _check_empty(target: Connection, replace: bool) -> None:
    count = target.execute(select(func.count()).select_from(person)).scalar_one()
    if count and not replace:
        todo = "Make a backup of what is there, then restore with --replace."
        raise InputError("an empty store", f"one with {count} people", todo)


def _deleted(target: Connection) -> list[dict[str, Any]]:
    """The audit lines that say who was deleted; they outlive a restore."""
    columns = [column for column in audit.columns if column.name != "number"]
    query = select(*columns).where(audit.c.action == "delete person").order_by(audit.c.number)
    return [dict(row) for row in target.execute(query).mappings()]


@contextmanager
def _opened(path: Path) -> Iterator[Engine]:
    """A backup to read from; one of an older version is brought to this one in memory."""
    check(path)
    engine = reading_engine(path)
    try:
        if _version(engine, path) != newest():
            older, engine = engine, _in_memory(engine)
            older.dispose()
            migrate(engine)
        yield engine
    except (DBAPIError, ValueError, TypeError):  # a seal shows damage; an old backup has none
        raise ReadError(path, "a whole backup", "a damaged one", DAMAGED) from None
    finally:
        engine.dispose()


def _version(engine: Engine, path: Path) -> str:
    try:
        found = found_version(engine)
    except InputError as error:
        raise ReadError(path, "a backup of Ilio's", "another kind of file", TODO) from error
    if found is None:
        raise ReadError(path, "a backup of Ilio's", "an empty store", TODO)
    return found


def _in_memory(engine: Engine) -> Engine:
    """A copy that leaves nothing on the disk, even when this process is killed."""
    made = engine_of("sqlite://")
    with closing(engine.raw_connection()) as source, closing(made.raw_connection()) as target:
        assert source.driver_connection is not None
        source.driver_connection.backup(target.driver_connection)
    return made
