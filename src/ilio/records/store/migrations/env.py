"""What alembic runs to reach the database: the connection that it was handed."""

from alembic import context

from ilio.records.store.tables import metadata


def run() -> None:
    """Run the migrations inside the transaction of the connection that was handed over."""
    context.configure(
        connection=context.config.attributes["connection"],
        target_metadata=metadata,
        transactional_ddl=True,  # a killed migration leaves the version before it
    )
    context.run_migrations()


if __name__ == "env_py":  # so alembic calls this file; a plain import runs nothing
    run()
