"""Turns what the database driver raises into our errors, without the values it may repeat."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import IntegrityError, OperationalError, SQLAlchemyError

from assessor.errors import RecordError


@contextmanager
def translated_faults() -> Iterator[None]:
    """Raise what the driver raises as ours.

    Raises:
        RecordError: in place of any error of the driver.
    """
    try:
        yield
    except SQLAlchemyError as error:
        raise record_error(error) from None  # the cause may repeat stored values


def record_error(error: SQLAlchemyError) -> RecordError:
    """Name the kind of failure. Postgres puts rejected values into its messages, so none is repeated.

    Returns:
        A `RecordError` with code `busy` (another process holds the database), `conflict` (a rule of the
        tables was broken) or `record_failed`.
    """
    original = getattr(error, "orig", None)
    detail = getattr(original, "sqlite_errorname", None) or getattr(original, "sqlstate", None)
    name = detail or type(error).__name__
    if isinstance(error, OperationalError) and str(name).startswith(
        ("SQLITE_BUSY", "SQLITE_LOCKED", "55P03")
    ):
        return RecordError(
            f"the database is held by another process ({name}); nothing was recorded",
            code="busy",
            hint="Try again.",
        )
    if isinstance(error, IntegrityError):
        return RecordError(
            f"the database refused a row that breaks a rule of its tables ({name}); nothing was recorded",
            code="conflict",
        )
    return RecordError(
        f"the database failed ({name}); nothing was recorded",
        hint="`assessor doctor` checks the database.",
    )
