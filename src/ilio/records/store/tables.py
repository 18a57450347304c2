"""The tables of the store. Whatever is about a person carries `person_id` and goes with them."""

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import (
    Column,
    ColumnElement,
    Dialect,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    TypeDecorator,
)

SECRET = "secret"
"""Marks columns that no export shows: hashes of passwords and tokens."""

JSON = "json"
"""Marks columns of text that is JSON."""


class Moment(TypeDecorator[datetime]):
    """A moment as UTC text, the same in every database, in an order that sorts.

    Examples
    --------
    >>> Moment().process_bind_param(datetime(2026, 11, 22, tzinfo=UTC), None)
    '2026-11-22T00:00:00.000000+00:00'
    """

    impl = String(32)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect | None) -> str | None:
        """To the database.

        Examples
        --------
        >>> Moment().process_bind_param(None, None)
        """
        return None if value is None else value.astimezone(UTC).isoformat(timespec="microseconds")

    def process_result_value(self, value: Any, dialect: Dialect | None) -> datetime | None:
        """From the database.

        Examples
        --------
        >>> Moment().process_result_value("2026-11-22T00:00:00.000000+00:00", None).year
        2026
        """
        return None if value is None else datetime.fromisoformat(value)


metadata = MetaData()


def _id() -> Column[str]:
    return Column("id", String(32), primary_key=True)


def _of(table: str, *, required: bool = True, goes_along: bool = False) -> Column[Any]:
    """A column that names a row elsewhere."""
    key = ForeignKey(f"{table}.id", ondelete="CASCADE" if goes_along else None)
    return Column(f"{table}_id", String(32), key, nullable=not required)


def _json(name: str) -> Column[str]:
    return Column(name, Text, nullable=False, info={JSON: True})


def _made() -> Column[Any]:
    return Column("created", Moment, nullable=False)


account = Table(
    "account",
    metadata,
    _id(),
    Column("name", String(100), nullable=False),
    Column("name_key", String(400), nullable=False, unique=True),
    Column("password_hash", String(200), nullable=False, info={SECRET: True}),
    Column("role", String(10), nullable=False),
    Column("person_id", String(32)),  # no foreign key: people name accounts already
    _made(),
    Index("account_of_person", "person_id", unique=True),
)

person = Table(
    "person",
    metadata,
    _id(),
    Column("owner_id", String(32), ForeignKey("account.id")),
    Column("label", String(100), nullable=False),
    Column("number", Integer, nullable=False),
    _made(),
    Index("person_of_owner", "owner_id", "number"),
)

session = Table(
    "session",
    metadata,
    Column("token_hash", String(64), primary_key=True, info={SECRET: True}),
    _of("account", goes_along=True),
    _of("person", required=False),
    _made(),
    Column("expires", Moment, nullable=False),
    Column("used", Moment),
)

invitation = Table(
    "invitation",
    metadata,
    Column("token_hash", String(64), primary_key=True, info={SECRET: True}),
    _of("person"),
    _made(),
    Column("expires", Moment, nullable=False),
)

recording = Table(
    "recording",
    metadata,
    _id(),
    _of("person"),
    Column("kind", String(20), nullable=False),
    Column("body", LargeBinary, nullable=False),
    _json("facts"),
    _made(),
    Index("recording_of_person", "person_id"),
)

draft = Table(
    "draft",
    metadata,
    Column("person_id", String(32), ForeignKey("person.id"), primary_key=True),
    _json("body"),
    Column("saved", Moment, nullable=False),
)

visit = Table(
    "visit",
    metadata,
    _id(),
    _of("person"),
    Column("number", Integer, nullable=False),
    Column("day", String(10), nullable=False),
    Column("summary", Text, nullable=False),
    _json("body"),
    _json("given"),
    _made(),
    Index("visit_of_person", "person_id", "day"),
)

visit_revision = Table(
    "visit_revision",
    metadata,
    _id(),
    _of("person"),
    _of("visit", goes_along=True),
    Column("number", Integer, nullable=False),
    _json("body"),
    _json("given"),
    Column("replaced", Moment, nullable=False),
    Index("revision_of_visit", "visit_id", "number", unique=True),
)

programme = Table(
    "programme",
    metadata,
    _id(),
    _of("person"),
    Column("number", Integer, nullable=False),
    _json("body"),
    _json("given"),
    _made(),
    Index("programme_of_person", "person_id", "number"),
)

log_entry = Table(
    "log_entry",
    metadata,
    _id(),
    _of("person"),
    Column("number", Integer, nullable=False),
    _json("body"),
    _made(),
    Index("log_of_person", "person_id", "number"),
)

handed_calendar = Table(
    "handed_calendar",
    metadata,
    Column("person_id", String(32), ForeignKey("person.id"), primary_key=True),
    Column("body", Text, nullable=False),
    Column("handed", Moment, nullable=False),
)

audit = Table(
    "audit",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("at", Moment, nullable=False),
    Column("account_id", String(32)),  # no foreign key: the line outlives the account
    Column("role", String(10), nullable=False),
    Column("action", String(40), nullable=False),
    Column("subject", String(32), nullable=False),
    _of("person", required=False),
    Index("audit_of_person", "person_id"),
)


def personal_tables() -> tuple[Table, ...]:
    """Every table that holds something of a person, in an order in which rows can be deleted.

    Examples
    --------
    >>> [table.name for table in personal_tables()][-1]
    'person'
    """
    tables = reversed(metadata.sorted_tables)
    return (*(t for t in tables if "person_id" in t.c and t is not person), person)


def of_person(table: Table, person_id: str) -> ColumnElement[bool]:
    """Which rows of a personal table are of that person.

    Examples
    --------
    >>> print(of_person(draft, "p1"), "|", of_person(person, "p1"))
    draft.person_id = :person_id_1 | person.id = :id_1
    """
    return (table.c.id if table is person else table.c.person_id) == person_id
