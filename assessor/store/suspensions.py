"""Rows of suspensions. A row is written when one begins and filled in once, when it is lifted."""

import sqlalchemy as sa
from pydantic import ValidationError

from assessor.domain.record import Added
from assessor.domain.suspension import Recalibration, Suspension, SuspensionRequest, plain_id
from assessor.errors import OrderError, RecordError
from assessor.store.committed import lifting_value, suspension_value
from assessor.store.ids import new_id
from assessor.store.tables import suspensions
from assessor.store.transaction import Row, Transaction

_ALL = ""
"""Stands for the whole rubric, or for every drafter: an index holds two nulls for different."""


class SqlSuspensionRows:
    """`suspension_ports.SuspensionRows` on SQL."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    def add(
        self, request: SuspensionRequest, *, by_rule: bool, reason: str | None, actor_id: str | None
    ) -> tuple[Suspension, Added]:
        """Begin a suspension; the tables refuse a second standing one of the same scope."""
        row = {
            "id": new_id("sus"),
            "rubric": request.rubric_id,
            "skill_area": request.skill_area or _ALL,
            "drafter": request.drafter or _ALL,
            "cause": request.cause.value,
            "by_rule": by_rule,
            "figures": request.figures,
            "changed_on": request.changed_on,
            "reason": reason,
            "begun_by": actor_id,
            "begun_at": self._transaction.now(),
        }
        self._transaction.insert(suspensions, row)
        return self.get(str(row["id"])), Added(str(row["id"]), suspension_value(row))

    def lift(
        self, suspension_id: str, *, reason: str, recalibration: Recalibration | None, actor_id: str
    ) -> tuple[Suspension, Added]:
        """End a suspension.

        Raises:
            NotFoundError: there is none of this id.
            OrderError: code `lifted`, it was lifted before.
        """
        row = {
            "id": suspension_id,
            "lifted_by": actor_id,
            "lifted_at": self._transaction.now(),
            "lift_reason": reason,
            "recalibration": None if recalibration is None else recalibration.model_dump(mode="json"),
        }
        if not self.get(suspension_id).stands:
            raise OrderError(f"{suspension_id} was lifted before", code="lifted")
        changed = {name: value for name, value in row.items() if name != "id"}
        self._transaction.update(suspensions, suspensions.c.id == suspension_id, **changed)
        return self.get(suspension_id), Added(suspension_id, lifting_value(row))

    def get(self, suspension_id: str) -> Suspension:
        """The suspension with this id.

        Raises:
            NotFoundError: there is none.
        """
        query = sa.select(suspensions).where(
            self._transaction.mine(suspensions), suspensions.c.id == suspension_id
        )
        return _suspension(self._transaction.require(query, "suspension", suspension_id))

    def standing(self, rubric_id: str | None = None) -> tuple[Suspension, ...]:
        """Those in force, of one rubric where given, oldest first.

        Raises:
            RecordError: code `suspension_unreadable`.
        """
        return self._found(rubric_id, suspensions.c.lifted_at.is_(None))

    def list_all(self, rubric_id: str | None = None) -> tuple[Suspension, ...]:
        """Every one, lifted ones included, oldest first."""
        return self._found(rubric_id)

    def _found(self, rubric_id: str | None, *where: sa.ColumnElement[bool]) -> tuple[Suspension, ...]:
        query = sa.select(suspensions).where(self._transaction.mine(suspensions), *where)
        if rubric_id is not None:
            query = query.where(suspensions.c.rubric == plain_id(rubric_id))
        order = query.order_by(suspensions.c.begun_at, suspensions.c.id)
        return tuple(_suspension(row) for row in self._transaction.rows(order))


def _suspension(row: Row) -> Suspension:
    own = {name: row[name] for name in Suspension.model_fields if name != "rubric_id"}
    whole = {name: own[name] or None for name in ("skill_area", "drafter")}
    try:
        return Suspension.model_validate(own | whole | {"rubric_id": row["rubric"]})
    except ValidationError:
        # Whoever asks whether drafts are withheld must not hear "no" where the row cannot be read.
        raise RecordError(
            f"suspension {row['id']}: its row cannot be read.",
            code="suspension_unreadable",
            hint="Run: assessor audit verify",
        ) from None
