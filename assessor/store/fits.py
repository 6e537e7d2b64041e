"""Rows of what drafters learned, and of who put which version in effect."""

from collections.abc import Iterable

import sqlalchemy as sa

from assessor.domain.fit import Activation, DrafterName, Fit, FitVersion
from assessor.domain.record import Added
from assessor.store.committed import activation_value, fit_value
from assessor.store.ids import new_id
from assessor.store.tables import activations, artefacts, fits
from assessor.store.transaction import Row, Transaction

_AT_ONCE = 500
"""So many ids are looked for in one query."""


class SqlFitRows:
    """`ports.FitRows` on SQL."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    def add(self, fit: Fit, *, actor_id: str) -> tuple[FitVersion, Added]:
        """Keep a fit under the next number of its rubric and drafter."""
        row = {
            "id": new_id("fit"),
            "rubric": fit.rubric,
            "drafter": fit.drafter,
            "number": self._next(fits, fits.c.number, fit.rubric, fit.drafter),
            "fit": fit.model_dump(mode="json"),
            "actor_id": actor_id,
            "at": self._transaction.now(),
        }
        self._transaction.insert(fits, row)
        return _version(row), Added(str(row["id"]), fit_value(row))

    def get(self, fit_id: str) -> FitVersion:
        """The version with this id.

        Raises:
            NotFoundError: there is none.
        """
        query = sa.select(fits).where(self._transaction.mine(fits), fits.c.id == fit_id)
        return _version(self._transaction.require(query, "version of a drafter", fit_id))

    def named(self, rubric: str, drafter: str, number: int) -> FitVersion | None:
        """The version of this number; null where there is none."""
        query = sa.select(fits).where(
            self._transaction.mine(fits),
            fits.c.rubric == rubric,
            fits.c.drafter == drafter,
            fits.c.number == number,
        )
        row = self._transaction.first(query)
        return None if row is None else _version(row)

    def list_all(self, rubric: str | None = None) -> tuple[FitVersion, ...]:
        """Every version, of one rubric where given, by rubric, drafter and number."""
        query = sa.select(fits).where(self._transaction.mine(fits))
        if rubric is not None:
            query = query.where(fits.c.rubric == rubric)
        order = query.order_by(fits.c.rubric, fits.c.drafter, fits.c.number)
        return tuple(_version(row) for row in self._transaction.rows(order))

    def add_activation(
        self,
        rubric: str,
        drafter: DrafterName,
        fit_id: str | None,
        *,
        action: str,
        reason: str,
        actor_id: str,
    ) -> tuple[Activation, Added]:
        """Put a version in effect, or with null the drafter as it comes."""
        row = {
            "id": new_id("atv"),
            "position": self._next(activations, activations.c.position, rubric, drafter),
            "rubric": rubric,
            "drafter": drafter,
            "fit_id": fit_id,
            "action": action,
            "reason": reason,
            "actor_id": actor_id,
            "at": self._transaction.now(),
        }
        self._transaction.insert(activations, row)
        return Activation.model_validate(row), Added(str(row["id"]), activation_value(row))

    def activations(self, rubric: str, drafter: str) -> tuple[Activation, ...]:
        """All that was put in effect for a rubric and drafter, oldest first."""
        query = (
            sa.select(activations)
            .where(
                self._transaction.mine(activations),
                activations.c.rubric == rubric,
                activations.c.drafter == drafter,
            )
            .order_by(activations.c.position)
        )
        return tuple(_activation(row) for row in self._transaction.rows(query))

    def active(self, rubric: str, drafter: str) -> str | None:
        """Id of the version in effect; null where it is the drafter as it comes."""
        query = (
            sa.select(activations.c.fit_id)
            .where(
                self._transaction.mine(activations),
                activations.c.rubric == rubric,
                activations.c.drafter == drafter,
            )
            .order_by(activations.c.position.desc())
        )
        row = self._transaction.first(query)
        return None if row is None else row["fit_id"]

    def kept_texts(self, artefact_ids: Iterable[str]) -> frozenset[str]:
        """Which of these redacted texts are still here, in whatever submission."""
        wanted, found = sorted(set(artefact_ids)), set()
        for begin in range(0, len(wanted), _AT_ONCE):
            query = sa.select(artefacts.c.artefact_id).where(
                self._transaction.mine(artefacts),
                artefacts.c.artefact_id.in_(wanted[begin : begin + _AT_ONCE]),
                artefacts.c.text.is_not(None),
            )
            found |= {row["artefact_id"] for row in self._transaction.rows(query)}
        return frozenset(found)

    def _next(self, table: sa.Table, column: sa.Column[int], rubric: str, drafter: str) -> int:
        query = sa.select(sa.func.max(column).label("last")).where(
            self._transaction.mine(table), table.c.rubric == rubric, table.c.drafter == drafter
        )
        (row,) = self._transaction.rows(query)
        return int(row["last"] or 0) + 1


def _version(row: Row) -> FitVersion:
    return FitVersion(
        id=row["id"],
        number=row["number"],
        fit=Fit.model_validate(row["fit"]),
        actor_id=row["actor_id"],
        at=row["at"],
    )


def _activation(row: Row) -> Activation:
    return Activation.model_validate({name: row[name] for name in Activation.model_fields})
