"""When a session was used last, so that an idle one ends."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Add the column; sessions so far count as used when they began.

    Examples
    --------
    >>> revision
    '0003'
    """
    op.add_column("session", sa.Column("used", sa.String(32), nullable=True))
    session = sa.table("session", sa.column("used"), sa.column("created"))
    op.execute(sa.update(session).values(used=session.c.created))
