"""Brings a database to the layout this version of the code expects."""

from pathlib import Path

import sqlalchemy as sa
from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy.exc import SQLAlchemyError

from assessor.errors import RecordError
from assessor.store.faults import record_error

_LOCK_KEY = 0x61737365
"""Any fixed number: Postgres names its advisory locks by number."""


def upgrade(engine: sa.Engine, revision: str = "head") -> None:
    """Run every migration step that is still missing, all in one transaction; none missing is fine.

    Args:
        engine: the database.
        revision: how far; the newest layout where not given.

    Raises:
        RecordError: code `schema_newer` where a newer version of the code laid out the database; nothing is
            changed then. Otherwise what `faults.record_error` says.
    """
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations").replace("%", "%%"))
    script = ScriptDirectory.from_config(config)
    try:
        with engine.begin() as connection:
            if engine.dialect.name == "postgresql":
                # SQLite's BEGIN IMMEDIATE already keeps a second starting process out.
                connection.execute(sa.select(sa.func.pg_advisory_xact_lock(_LOCK_KEY)))
            _verify_known(connection, script)
            config.attributes["connection"] = connection
            command.upgrade(config, revision)
    except SQLAlchemyError as error:
        raise record_error(error) from None  # the cause may repeat stored values


def _verify_known(connection: sa.Connection, script: ScriptDirectory) -> None:
    known = {revision.revision for revision in script.walk_revisions()}
    unknown = sorted(set(MigrationContext.configure(connection).get_current_heads()) - known)
    if unknown:
        raise RecordError(
            f"the database has layout {', '.join(unknown)}; this version of assessor knows up to "
            f"{', '.join(script.get_heads())}",
            code="schema_newer",
            hint="Install the newer assessor that made this database, or point to another home.",
        )
