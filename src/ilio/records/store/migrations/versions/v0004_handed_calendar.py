"""The calendar that a person was handed last."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Make its table.

    Examples
    --------
    >>> revision
    '0004'
    """
    op.create_table(
        "handed_calendar",
        sa.Column("person_id", sa.String(32), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("handed", sa.String(32), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"]),
        sa.PrimaryKeyConstraint("person_id"),
    )
