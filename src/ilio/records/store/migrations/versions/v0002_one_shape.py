"""Stores that were made while the first version still changed get its last shape; texts are mended.

From here on a version that has landed is never changed: what is new is a migration of its own.
"""

import json
import re
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

JSON_COLUMNS = (
    ("recording", "id", "facts"),
    ("draft", "person_id", "body"),
    ("visit", "id", "body"),
    ("visit", "id", "given"),
    ("visit_revision", "id", "body"),
    ("visit_revision", "id", "given"),
    ("programme", "id", "body"),
    ("programme", "id", "given"),
    ("log_entry", "id", "body"),
)
"""Table, key and column of every text that is JSON, as the first version had them."""

UNFIT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
MARK = "\ufffd"


def upgrade() -> None:
    """Add what early stores lack, and put a mark where a text held no character.

    Examples
    --------
    >>> revision
    '0002'
    """
    connection = op.get_bind()
    _end_old_sessions(connection)
    if connection.dialect.name == "postgresql":  # SQLite knows no lengths
        op.alter_column("account", "name_key", type_=sa.String(400))
    for table, key, column in JSON_COLUMNS:
        _mend(connection, sa.table(table, sa.column(key), sa.column(column)), key, column)


def _end_old_sessions(connection: sa.Connection) -> None:
    """The first stores did not note whose a session is; their people log in again."""
    known = {column["name"] for column in sa.inspect(connection).get_columns("session")}
    if "person_id" in known:
        return
    op.drop_table("session")
    op.create_table(
        "session",
        sa.Column("token_hash", sa.String(64), nullable=False),
        sa.Column("account_id", sa.String(32), nullable=False),
        sa.Column("person_id", sa.String(32), nullable=True),
        sa.Column("created", sa.String(32), nullable=False),
        sa.Column("expires", sa.String(32), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"]),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("token_hash"),
    )


def _mend(connection: sa.Connection, table: sa.TableClause, key: str, column: str) -> None:
    # what is no ASCII is written as \u...: only such texts can hold what is unfit
    ids = sa.select(table.c[key]).where(table.c[column].contains("\\u", autoescape=True))
    for (row,) in connection.execute(ids).all():
        here = table.c[key] == row
        before = connection.execute(sa.select(table.c[column]).where(here)).scalar_one()
        after = json.dumps(_mended(json.loads(before)), allow_nan=False)
        if after != before:
            connection.execute(sa.update(table).where(here).values({column: after}))


def _mended(thing: Any) -> Any:
    if isinstance(thing, str):
        return UNFIT.sub(MARK, thing)
    if isinstance(thing, list):
        return [_mended(one) for one in thing]
    if isinstance(thing, dict):
        return {_mended(key): _mended(value) for key, value in thing.items()}
    return thing
