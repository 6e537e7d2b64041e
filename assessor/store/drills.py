"""Rows of drills. A result has no person and no time, and its table keeps no order of arrival."""

from collections.abc import Sequence

import sqlalchemy as sa

from assessor.domain.drill import FEWEST_TRAINEES, Drill, DrillAnswer, DrillAttempt, NewDrill
from assessor.store.ids import new_id
from assessor.store.tables import drill_attempts, drill_takers, drills
from assessor.store.transaction import Row, Transaction


class SqlDrillRows:
    """`drill_ports.DrillRows` on SQL."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    def add(self, new: NewDrill, *, actor_id: str) -> Drill:
        """Keep a drill."""
        row = {
            "id": new_id("drl"),
            **new.model_dump(mode="json"),
            "taken": 0,
            "made_by": actor_id,
            "made_at": self._transaction.now(),
        }
        self._transaction.insert(drills, row)
        return _drill(row)

    def get(self, drill_id: str) -> Drill:
        """The drill of this id.

        Raises:
            NotFoundError: there is none.
        """
        query = sa.select(drills).where(self._transaction.mine(drills), drills.c.id == drill_id)
        return _drill(self._transaction.require(query, "drill", drill_id))

    def list_all(self) -> tuple[Drill, ...]:
        """Every drill, oldest first."""
        query = sa.select(drills).where(self._transaction.mine(drills))
        ordered = query.order_by(drills.c.made_at, drills.c.id)
        return tuple(_drill(row) for row in self._transaction.rows(ordered))

    def has_taken(self, drill_id: str, takers: Sequence[str]) -> bool:
        """Whether a result of this trainee was kept."""
        query = sa.select(drill_takers.c.taker).where(
            self._transaction.mine(drill_takers),
            drill_takers.c.drill_id == drill_id,
            drill_takers.c.taker.in_(takers),
        )
        return self._transaction.first(query) is not None

    def keep(self, drill_id: str, answers: Sequence[DrillAnswer], *, taker: str) -> DrillAttempt:
        """Keep a result without its trainee, and apart from it that the trainee has taken the drill."""
        taken = self.get(drill_id).taken
        row = {
            "id": new_id("att"),
            "drill_id": drill_id,
            # Five make a group for good: one that lost a member is never filled up again.
            "batch": taken // FEWEST_TRAINEES,
            "answers": [one.model_dump(mode="json") for one in answers],
        }
        self._transaction.update(drills, drills.c.id == drill_id, taken=taken + 1)
        self._transaction.insert(drill_attempts, row)
        self._transaction.insert(drill_takers, {"drill_id": drill_id, "taker": taker})
        return _attempt(row)

    def attempt(self, receipt: str) -> DrillAttempt:
        """The result of a receipt.

        Raises:
            NotFoundError: there is none.
        """
        query = sa.select(drill_attempts).where(
            self._transaction.mine(drill_attempts), drill_attempts.c.id == receipt
        )
        return _attempt(self._transaction.require(query, "result of a drill", receipt))

    def attempts(self, drill_id: str) -> tuple[DrillAttempt, ...]:
        """Every result of a drill, by their random ids."""
        query = sa.select(drill_attempts).where(
            self._transaction.mine(drill_attempts), drill_attempts.c.drill_id == drill_id
        )
        return tuple(_attempt(row) for row in self._transaction.rows(query.order_by(drill_attempts.c.id)))

    def forget(self, attempt: DrillAttempt, takers: Sequence[str]) -> None:
        """Delete a result, and that this trainee has taken the drill."""
        self._transaction.delete(drill_attempts, drill_attempts.c.id == attempt.id)
        of_drill = drill_takers.c.drill_id == attempt.drill_id
        self._transaction.delete(drill_takers, sa.and_(of_drill, drill_takers.c.taker.in_(takers)))


def _drill(row: Row) -> Drill:
    return Drill.model_validate({name: row[name] for name in Drill.model_fields})


def _attempt(row: Row) -> DrillAttempt:
    return DrillAttempt.model_validate({name: row[name] for name in DrillAttempt.model_fields})
