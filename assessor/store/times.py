"""Points in time as text that sorts, and that means the same on SQLite and Postgres."""

from datetime import UTC, datetime

import sqlalchemy as sa
from sqlalchemy.engine import Dialect
from sqlalchemy.types import TypeDecorator

_FORMAT = "%Y-%m-%dT%H:%M:%S.%fZ"


def utc_text(moment: datetime) -> str:
    """Write a point in time as RFC 3339 with microseconds and `Z`, always 27 characters.

    Raises:
        ValueError: the time carries no zone, so nobody could say when it was.

    >>> utc_text(datetime(2026, 11, 1, tzinfo=UTC))
    '2026-11-01T00:00:00.000000Z'
    """
    if moment.tzinfo is None:
        raise ValueError("a stored time needs a zone; got a naive one")
    # strftime("%Y") does not pad years below 1000 on Linux; isoformat does.
    return moment.astimezone(UTC).replace(tzinfo=None).isoformat(timespec="microseconds") + "Z"


class UtcText(TypeDecorator[datetime]):
    """A column of aware times. SQLite's own type would drop the zone."""

    impl = sa.String(27)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> str | None:  # noqa: ARG002 SQLAlchemy's signature
        """To the database: UTC text."""
        return None if value is None else utc_text(value)

    def process_result_value(self, value: str | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002 SQLAlchemy's signature
        """From the database: an aware time in UTC."""
        return None if value is None else datetime.strptime(value, _FORMAT).replace(tzinfo=UTC)
