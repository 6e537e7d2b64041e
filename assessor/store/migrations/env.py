"""Alembic's entry into the migrations; `schema.upgrade` hands over an open connection."""

from alembic import context

from assessor.store.tables import metadata


def run_migrations() -> None:
    """Run the asked-for steps on the caller's connection and inside the caller's transaction."""
    context.configure(connection=context.config.attributes["connection"], target_metadata=metadata)
    with context.begin_transaction():
        context.run_migrations()


# Alembic loads this file under the name `env_py`; an ordinary import must do nothing.
if __name__ == "env_py":
    run_migrations()
