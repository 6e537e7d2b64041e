"""One tenant's view of one transaction: every query is held to the tenant, every change is noticed."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite

from assessor.errors import NotFoundError, RecordError
from assessor.ports import Clock

Row = Mapping[Any, Any]
"""Columns by name. The key type is open because SQLAlchemy's own row mappings are wider than text."""


class Transaction:
    """What the row classes work through; they never see the connection itself.

    Args:
        read_only: refuse changes with a `RecordError`, code `read_only`.
    """

    def __init__(
        self, connection: sa.Connection, clock: Clock, tenant_id: str, *, read_only: bool = False
    ) -> None:
        self._connection = connection
        self._clock = clock
        self._read_only = read_only
        self.tenant_id = tenant_id
        self.changed = False
        """Whether any row was written so far."""

    def now(self) -> datetime:
        """Current time, aware, UTC."""
        return self._clock.now()

    def mine(self, table: sa.Table) -> sa.ColumnElement[bool]:
        """Condition: the row belongs to this tenant."""
        return table.c.tenant_id == self.tenant_id

    def rows(self, query: sa.Select[Any]) -> Sequence[Row]:
        """All rows that `query` yields."""
        return self._connection.execute(query).mappings().all()

    def first(self, query: sa.Select[Any]) -> Row | None:
        """The first row that `query` yields, if any."""
        return self._connection.execute(query.limit(1)).mappings().first()

    def require(self, query: sa.Select[Any], what: str, row_id: str) -> Row:
        """The row that `query` yields.

        Raises:
            NotFoundError: there is none in this tenant.
        """
        row = self.first(query)
        if row is None:
            raise NotFoundError(f"no {what} with the id {row_id!r}", hint="Check the id.")
        return row

    def insert(self, table: sa.Table, *rows: Row, skip_known: bool = False) -> None:
        """Add rows of this tenant.

        Args:
            table: where to.
            rows: columns by name, without `tenant_id`; none does nothing.
            skip_known: leave a row that is there already as it is.
        """
        if not rows:
            return
        self._note_change()
        complete = [{"tenant_id": self.tenant_id, **row} for row in rows]
        if skip_known:
            self._connection.execute(self._insert_or_skip(table), complete)
        else:
            self._connection.execute(table.insert(), complete)

    def update(self, table: sa.Table, where: sa.ColumnElement[bool], **values: object) -> int:
        """Change rows of this tenant; the count of those changed."""
        self._note_change()
        statement = table.update().where(self.mine(table), where).values(**values)
        return self._connection.execute(statement).rowcount

    def delete(self, table: sa.Table, where: sa.ColumnElement[bool]) -> int:
        """Remove rows of this tenant; the count of those removed."""
        self._note_change()
        return self._connection.execute(table.delete().where(self.mine(table), where)).rowcount

    def _insert_or_skip(self, table: sa.Table) -> sa.Insert:
        if self._connection.dialect.name == "postgresql":
            return postgresql.insert(table).on_conflict_do_nothing()
        return sqlite.insert(table).on_conflict_do_nothing()

    def _note_change(self) -> None:
        if self._read_only:
            raise RecordError("a transaction for looking only was asked to change rows", code="read_only")
        self.changed = True
