"""Bringing a database to the shape that this version of Ilio works with."""

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, inspect
from sqlalchemy.exc import DatabaseError

from ilio.core import InputError
from ilio.records.store.opening import reading, writing

ONE_AT_A_TIME = 0x111106
"""Key of the lock that a migrating program holds in PostgreSQL."""


def migrate(engine: Engine) -> None:
    """Apply the migrations that the database lacks; do nothing when it lacks none.

    Raises
    ------
    InputError
        If it is no database of Ilio's, or a newer Ilio made it.

    Examples
    --------
    >>> from ilio.records.store.opening import engine_of
    >>> engine = engine_of("sqlite://")
    >>> migrate(engine)
    >>> with reading(engine) as connection:
    ...     version(connection) == newest()
    True
    """
    found = found_version(engine)
    if found == newest():
        return
    if found is not None and found not in _known():
        todo = "Install the newest Ilio; this store was left as it is."
        raise InputError("a store of this version of Ilio or older", f"version {found}", todo)
    with writing(engine) as connection:
        if connection.dialect.name == "postgresql":
            connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({ONE_AT_A_TIME})")
        config = _config()
        config.attributes["connection"] = connection
        command.upgrade(config, "head")


def found_version(engine: Engine) -> str | None:
    """The version of what lies there; None for an empty database.

    Raises
    ------
    InputError
        If it is something else than a store.

    Examples
    --------
    >>> from ilio.records.store.opening import engine_of
    >>> found_version(engine_of("sqlite://"))
    """
    try:
        with reading(engine) as connection:
            found = version(connection)
            tables = inspect(connection).get_table_names()
    except DatabaseError:
        place = engine.url.render_as_string(hide_password=True)
        todo = "Choose another file; this one was left as it is."
        raise InputError("a database of Ilio's", f"another file at {place}", todo) from None
    if found is None and tables:
        todo = "Give Ilio a database of its own; this one was left as it is."
        raise InputError("an empty database", f"one with a table '{tables[0]}'", todo)
    return found


def version(connection: Connection) -> str | None:
    """The version of a database; None for an empty one.

    Examples
    --------
    >>> from ilio.records.store.opening import engine_of
    >>> with reading(engine_of("sqlite://")) as connection:
    ...     version(connection)
    """
    return MigrationContext.configure(connection).get_current_revision()


def newest() -> str:
    """The version that this Ilio works with.

    Examples
    --------
    >>> newest() >= "0001"
    True
    """
    head = ScriptDirectory.from_config(_config()).get_current_head()
    assert head is not None
    return head


def _known() -> set[str]:
    return {step.revision for step in ScriptDirectory.from_config(_config()).walk_revisions()}


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", "ilio.records.store:migrations")
    config.set_main_option("path_separator", "os")
    return config
