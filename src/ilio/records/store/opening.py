"""Opening a database: where it lies, who may read it, how SQLite keeps its word, migrations."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, ExceptionContext, create_engine, event, make_url
from sqlalchemy.exc import (
    ArgumentError,
    DBAPIError,
    InterfaceError,
    NoSuchModuleError,
    OperationalError,
)
from sqlalchemy.pool import QueuePool

from ilio.core import InputError, MissingExtraError, OutputError

WRITING = "ilio_writing"
"""Execution option of a connection that will write: it takes SQLite's write lock at once."""

BUSY_S = 15
"""How long a writer waits for another one [s]."""

ANSWER_S = 10
"""How long PostgreSQL may be silent before it counts as out of reach [s]."""

PASSWORD, PASSWORD_FILE = "PGPASSWORD", "ILIO_STORE_PASSWORD_FILE"
"""What holds the password of PostgreSQL, or names a file with it: every user of a machine can read
the words that a program was started with."""

UNABLE = ("08", "25006", "53", "57")
"""How PostgreSQL's codes begin for: no connection, read only, no room, being shut down."""

PRAGMAS = (
    "PRAGMA journal_mode=WAL",
    "PRAGMA synchronous=FULL",  # a commit survives the power cut, not only the killed process
    "PRAGMA foreign_keys=ON",
    "PRAGMA secure_delete=ON",  # what is deleted is overwritten with zeros
    "PRAGMA temp_store=MEMORY",  # nothing of a person in the temporary folder
)


def engine_of(url: str) -> Engine:
    """An engine on that database; an SQLite file and its folder are made, readable by one.

    Parameters
    ----------
    url
        ``sqlite:///path``, ``sqlite://`` (in memory, gone at the end) or
        ``postgresql+pg8000://user:password@host/name``.

    Raises
    ------
    InputError
        If it is no such address.
    MissingExtraError
        If the database needs a driver that is not installed.
    OutputError
        If the file cannot be made.

    Examples
    --------
    >>> engine_of("nonsense")
    Traceback (most recent call last):
    ...
    ilio.core.errors.InputError: Expected a database address, got 'nonsense'. Write \
sqlite:///path/to/file.db or postgresql+pg8000://user:password@host/name.
    """
    todo = "Write sqlite:///path/to/file.db or postgresql+pg8000://user:password@host/name."
    try:
        parsed = make_url(url)
        if parsed.get_backend_name() == "sqlite":
            return _sqlite(parsed.database)
        if parsed.drivername != "postgresql+pg8000":
            raise InputError("a database that Ilio knows", f"'{parsed.drivername}'", todo)
        if parsed.password is None:
            parsed = parsed.set(password=_password())
        return _postgresql(parsed)
    except ModuleNotFoundError as error:
        raise MissingExtraError("pg8000", "keep visits in PostgreSQL") from error
    except (ArgumentError, NoSuchModuleError):
        raise InputError("a database address", f"'{url}'", todo) from None


def _postgresql(parsed: URL) -> Engine:
    timeout = {"timeout": ANSWER_S}
    engine = create_engine(parsed, pool_pre_ping=True, pool_timeout=ANSWER_S, connect_args=timeout)
    event.listen(engine, "handle_error", _give_up_silent)
    return engine


def _give_up_silent(context: ExceptionContext) -> None:
    """A connection that fell silent is not used again: pg8000 itself does not tell of it."""
    if isinstance(context.original_exception, OSError):
        context.is_disconnect = True


def _password() -> str | None:
    if (path := os.environ.get(PASSWORD_FILE)) is None:
        return os.environ.get(PASSWORD)
    try:
        return Path(path).read_text(encoding="utf-8").strip()
    except OSError as error:
        todo = f"Name a file that can be read in {PASSWORD_FILE}."
        raise InputError("the password of the store", error.strerror or "none", todo) from None


def _sqlite(database: str | None) -> Engine:
    timeout: dict[str, Any] = {"timeout": BUSY_S, "check_same_thread": False}
    if not database or database == ":memory:":
        only_one: dict[str, Any] = {"pool_size": 1, "max_overflow": 0}
        engine = create_engine("sqlite://", poolclass=QueuePool, connect_args=timeout, **only_one)
    else:
        path = Path(database).expanduser()
        if _may_only_be_read(path):
            return reading_engine(path)
        _make_private(path)
        # the last one is taken first: a connection holds what it wrote last, also if it was large
        engine = create_engine(f"sqlite:///{path}", connect_args=timeout, pool_use_lifo=True)
    event.listen(engine, "connect", _prepare)
    event.listen(engine, "begin", _begin)
    return engine


def reading_engine(path: Path) -> Engine:
    """An engine on an SQLite file that is only read, even where nothing may be written beside it.

    Parameters
    ----------
    path
        The file; it stays as it is, to the byte.

    Examples
    --------
    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     file = Path(folder, "a.db")
    ...     sqlite3.connect(file).close()
    ...     with reading(reading_engine(file)) as connection:
    ...         connection.exec_driver_sql("SELECT 1").scalar()
    1
    """
    # without a log beside it nothing is missing in the file, and nothing has to be made for it
    log = Path(f"{path}-wal")
    alone = "" if log.exists() and log.stat().st_size else "&immutable=1"
    address = f"{path.resolve().as_uri()}?mode=ro{alone}"

    def connected() -> sqlite3.Connection:
        opened = sqlite3.connect(address, uri=True, timeout=BUSY_S, check_same_thread=False)
        opened.isolation_level = None
        opened.execute("PRAGMA temp_store=MEMORY")
        return opened

    engine = create_engine(f"sqlite:///{path}", creator=connected)
    event.listen(engine, "begin", _begin)
    return engine


def _may_only_be_read(path: Path) -> bool:
    if not path.is_file():  # asked first: another program may make it at this moment
        return False
    writable = os.access(path, os.W_OK) and os.access(path.parent, os.W_OK | os.X_OK)
    return os.access(path, os.R_OK) and not writable


def _make_private(path: Path) -> None:
    """The file at 0600 (its -wal and -shm follow it), a folder made for it at 0700."""
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))
        path.chmod(0o600)
    except OSError as error:
        raise OutputError(path, error.strerror or str(error)) from error


def _prepare(connection: Any, _: Any) -> None:
    connection.isolation_level = None  # else the driver begins transactions at its own whim
    for pragma in PRAGMAS:
        connection.execute(pragma)


def _begin(connection: Connection) -> None:
    writing = connection.get_execution_options().get(WRITING)
    # a reader that turns writer midway can be refused; a writer that queues cannot
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")


@contextmanager
def reading(engine: Engine) -> Iterator[Connection]:
    """One consistent look at the database.

    Raises
    ------
    OutputError
        If the database cannot be reached.

    Examples
    --------
    >>> with reading(engine_of("sqlite://")) as connection:
    ...     connection.exec_driver_sql("SELECT 1").scalar()
    1
    """
    with _told(engine), engine.connect() as connection:
        if engine.dialect.name == "postgresql":
            connection.execution_options(isolation_level="REPEATABLE READ")
        with connection.begin():
            yield connection


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """One change, done whole or not at all; it is safe on disk when the block is left.

    Raises
    ------
    OutputError
        If the disk is full, another program holds the database, or it cannot be reached.

    Examples
    --------
    >>> with writing(engine_of("sqlite://")) as connection:
    ...     _ = connection.exec_driver_sql("CREATE TABLE a (b)")
    """
    with _told(engine), engine.connect() as connection:
        connection.execution_options(**{WRITING: True})
        with connection.begin():
            yield connection


@contextmanager
def _told(engine: Engine) -> Iterator[None]:
    try:
        yield
    except OSError as error:  # pg8000 says so when time is up, without a number
        if error.errno is not None and not isinstance(error, ConnectionError):
            raise  # of a file that is written meanwhile
        place = engine.url.render_as_string(hide_password=True)
        raise OutputError(place, f"it does not answer ({error})") from error
    except DBAPIError as error:
        if not _of_the_place(error):
            raise
        place = engine.url.render_as_string(hide_password=True)
        raise OutputError(place, _reason(error)) from error


def _of_the_place(error: DBAPIError) -> bool:
    """Whether the database or its disk is at fault, not what was asked of it."""
    kinds = (OperationalError, InterfaceError)
    return isinstance(error, kinds) or _code(error).startswith(UNABLE)


def _code(error: DBAPIError) -> str:
    """What PostgreSQL calls the error; empty for SQLite."""
    said = error.orig.args[0] if error.orig and error.orig.args else None
    return str(said.get("C", "")) if isinstance(said, dict) else ""


def _reason(error: DBAPIError) -> str:
    said = error.orig.args[0] if error.orig and error.orig.args else None
    return str(said.get("M", said)) if isinstance(said, dict) else str(error.orig)
