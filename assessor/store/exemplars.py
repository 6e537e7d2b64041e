"""Rows of exemplars: labelled items, who released them, and what is left of those that were withdrawn."""

import sqlalchemy as sa

from assessor.domain.actor import Role
from assessor.domain.exemplar import Consent, Exemplar, NewExemplar
from assessor.domain.privacy import CommitmentRef
from assessor.domain.record import Added
from assessor.store.commitments import SqlCommitments
from assessor.store.committed import exemplar_value
from assessor.store.ids import new_id
from assessor.store.tables import exemplars
from assessor.store.transaction import Row, Transaction

_RELEASES = {Role.ENABLEMENT: "enablement", Role.PRIVACY: "privacy"}


class SqlExemplarRows:
    """`ports.ExemplarRows` on SQL."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction
        self._commitments = SqlCommitments(transaction)

    def add(self, new: NewExemplar, *, actor_id: str) -> Added:
        """Keep an item that nobody released yet."""
        row = {
            "id": new_id("exm"),
            **new.model_dump(mode="json"),
            "retain_until": new.retain_until,
            "imported_by": actor_id,
            "imported_at": self._transaction.now(),
        }
        self._transaction.insert(exemplars, row)
        return Added(str(row["id"]), exemplar_value(row))

    def get(self, exemplar_id: str) -> Exemplar:
        """The exemplar of this id.

        Raises:
            NotFoundError: there is none.
        """
        query = self._all().where(exemplars.c.id == exemplar_id)
        return _exemplar(self._transaction.require(query, "exemplar", exemplar_id))

    def find(self, rubric: str, rubric_version: str, digest: str) -> Exemplar | None:
        """The exemplar with this text under this rubric version, withdrawn ones left out."""
        query = self._of(rubric, rubric_version).where(exemplars.c.digest == digest)
        row = self._transaction.first(query)
        return None if row is None else _exemplar(row)

    def list_all(self, rubric: str | None = None) -> tuple[Exemplar, ...]:
        """Exemplars of one rubric or all, in whatever state, oldest first."""
        query = self._all() if rubric is None else self._all().where(exemplars.c.rubric == rubric)
        return self._read(query)

    def released(self, rubric: str, rubric_version: str) -> tuple[Exemplar, ...]:
        """Exemplars of a rubric version that may be shown, oldest first."""
        return self._read(self._of(rubric, rubric_version).where(_RELEASED))

    def released_ids(self, rubric: str, rubric_version: str) -> frozenset[str]:
        """Their ids alone."""
        query = sa.select(exemplars.c.id).where(
            self._transaction.mine(exemplars),
            exemplars.c.rubric == rubric,
            exemplars.c.rubric_version == rubric_version,
            _RELEASED,
        )
        return frozenset(row["id"] for row in self._transaction.rows(query))

    def twins_of(self, digest: str) -> frozenset[str]:
        """Twin labels of the items with this text, under whichever rubric version, released or not."""
        query = sa.select(exemplars.c.twin).where(
            self._transaction.mine(exemplars), exemplars.c.digest == digest, exemplars.c.twin.is_not(None)
        )
        return frozenset(row["twin"] for row in self._transaction.rows(query))

    def release(self, exemplar_id: str, role: Role, *, actor_id: str) -> None:
        """Note a release by a person in one of the two roles."""
        name = _RELEASES[role]
        self._transaction.update(
            exemplars,
            exemplars.c.id == exemplar_id,
            **{f"{name}_by": actor_id, f"{name}_at": self._transaction.now()},
        )

    def withdraw(self, exemplar_id: str, *, actor_id: str) -> tuple[CommitmentRef, ...]:
        """Take text and passages away. Returns the commitments whose salts went."""
        gone = self._commitments.standing_for((exemplar_id,))
        self._commitments.destroy(gone)
        self._transaction.update(
            exemplars,
            exemplars.c.id == exemplar_id,
            text=None,
            quotes=[],
            digest=None,
            retain_until=None,
            withdrawn_by=actor_id,
            withdrawn_at=self._transaction.now(),
        )
        return gone

    def _all(self) -> sa.Select[tuple[object, ...]]:
        return sa.select(exemplars).where(self._transaction.mine(exemplars))

    def _of(self, rubric: str, rubric_version: str) -> sa.Select[tuple[object, ...]]:
        return self._all().where(exemplars.c.rubric == rubric, exemplars.c.rubric_version == rubric_version)

    def _read(self, query: sa.Select[tuple[object, ...]]) -> tuple[Exemplar, ...]:
        ordered = query.order_by(exemplars.c.imported_at, exemplars.c.id)
        return tuple(_exemplar(row) for row in self._transaction.rows(ordered))


_RELEASED = sa.and_(
    exemplars.c.enablement_by.is_not(None),
    exemplars.c.privacy_by.is_not(None),
    exemplars.c.withdrawn_at.is_(None),
)


def _exemplar(row: Row) -> Exemplar:
    plain = {name: row[name] for name in (*NewExemplar.model_fields, "id", "imported_by", "imported_at")}
    return Exemplar(**plain, **{name: _consent(row, name) for name in ("enablement", "privacy", "withdrawn")})


def _consent(row: Row, name: str) -> Consent | None:
    by = row[f"{name}_by"]
    return None if by is None else Consent(by=by, at=row[f"{name}_at"])
