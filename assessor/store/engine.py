"""Opens the database: one file on SQLite, or a Postgres server, behind the same code.

SQLite is opened so that a commit survives a power cut (WAL, synchronous=FULL), deleted text is overwritten
(secure_delete) and nobody else on the machine can read it (mode 0600).
"""

import json
import os
from pathlib import Path

import sqlalchemy as sa
from sqlalchemy.engine import URL
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import ArgumentError

from assessor.errors import InputError, RecordError

READ_ONLY = "assessor_read_only"
"""Execution option of a connection that only looks: it never waits for a writer."""

_BUSY_TIMEOUT_MS = 10_000

# busy_timeout comes first: the switch to WAL needs a lock that another starting process may hold.
_PRAGMAS = (
    f"busy_timeout = {_BUSY_TIMEOUT_MS}",
    "journal_mode = WAL",
    "synchronous = FULL",
    "foreign_keys = ON",
    "secure_delete = ON",
)


def open_engine(database_url: str) -> sa.Engine:
    """Connect lazily to the database at `database_url`.

    Args:
        database_url: `sqlite:///PATH` (the file and its folder are made, modes 0600 and 0700) or
            `postgresql+psycopg://...`.

    Raises:
        InputError: the URL cannot be read, names another kind of database, or its driver is missing.
    """
    try:
        url = sa.make_url(database_url)
    except ArgumentError:
        # The URL may hold a password, so neither it nor the cause is repeated.
        raise InputError(
            "the database URL cannot be read", code="database_url", hint="Expected sqlite:///PATH."
        ) from None
    kind = url.get_backend_name()
    if kind == "sqlite":
        return _open_sqlite(url)
    if kind == "postgresql":
        return _open_postgres(url)
    raise InputError(
        f"the database kind is {kind!r}; expected sqlite or postgresql",
        code="database_url",
        hint="Set ASSESSOR_DATABASE_URL to sqlite:///PATH or postgresql+psycopg://...",
    )


def _json_text(value: object) -> str:
    # NaN is no JSON: it would be written here and be unreadable elsewhere.
    return json.dumps(value, allow_nan=False, ensure_ascii=False)


def _open_postgres(url: URL) -> sa.Engine:
    try:
        return sa.create_engine(url, hide_parameters=True, json_serializer=_json_text, pool_pre_ping=True)
    except ModuleNotFoundError as error:
        raise InputError(
            f"the driver for this database is not installed: {error.name}",
            code="database_driver",
            hint="Install it beside assessor, e.g. `pip install psycopg[binary]`.",
        ) from error


def _open_sqlite(url: URL) -> sa.Engine:
    if url.database in (None, "", ":memory:"):
        raise InputError(
            "the SQLite URL names no file; records must outlive the process",
            code="database_url",
            hint="Expected sqlite:///PATH.",
        )
    _make_private_file(Path(str(url.database)))
    engine = sa.create_engine(url, hide_parameters=True, json_serializer=_json_text)
    sa.event.listen(engine, "connect", _set_up_connection)
    sa.event.listen(engine, "begin", _begin)
    return engine


def _make_private_file(path: Path) -> None:
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    # Made before SQLite does, which would follow the umask; its WAL files inherit this mode.
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        os.fchmod(descriptor, 0o600)
    finally:
        os.close(descriptor)


def _set_up_connection(connection: DBAPIConnection, _record: object) -> None:
    # The driver must not open transactions by itself: it would do so late, and without the write lock.
    connection.isolation_level = None
    cursor = connection.cursor()
    for pragma in _PRAGMAS:
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def compact(engine: sa.Engine) -> None:
    """Rewrite the database without what was deleted, and empty its write-ahead log.

    Deleted rows stay in free pages and in the log until then. A server of its own (Postgres) keeps further
    copies in its archives and backups, which are its operator's to end.

    Raises:
        RecordError: code `busy`, another process still reads the write-ahead log.
    """
    if engine.dialect.name == "postgresql":
        with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.exec_driver_sql("VACUUM FULL")
        return
    # Below SQLAlchemy, which would open a transaction first, and VACUUM cannot run inside one.
    raw = engine.raw_connection()
    try:
        cursor = raw.cursor()
        cursor.execute("VACUUM")
        (busy, *_) = cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        cursor.close()
    finally:
        raw.close()
    if busy:
        raise RecordError(
            "the write-ahead log is still read by another process; deleted bytes are in it",
            code="busy",
            hint="Stop other assessor processes and run: assessor privacy retention --apply",
        )


def _begin(connection: sa.Connection) -> None:
    # IMMEDIATE takes the write lock at once, so two processes never read the same head of the audit log.
    looking = connection.get_execution_options().get(READ_ONLY, False)
    connection.exec_driver_sql("BEGIN" if looking else "BEGIN IMMEDIATE")
