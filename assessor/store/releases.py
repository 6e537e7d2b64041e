"""Rows of releases: stopped bytes that somebody with the right to do so let pass."""

from collections.abc import Sequence

import sqlalchemy as sa

from assessor.domain.privacy import SavedRelease
from assessor.domain.record import Added, StoredStop
from assessor.store.committed import release_value
from assessor.store.ids import new_id
from assessor.store.tables import releases, stops
from assessor.store.transaction import Transaction


class SqlReleaseRows:
    """`ports.ReleaseRows` on SQL."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    def find_stops(self, submitted_digests: Sequence[str]) -> tuple[tuple[StoredStop, str], ...]:
        """Logged stops of these bytes with the actor of each, newest first."""
        query = (
            sa.select(stops)
            .where(self._transaction.mine(stops), stops.c.submitted_digest.in_(submitted_digests))
            .order_by(stops.c.at.desc(), stops.c.id)
        )
        names = StoredStop.model_fields
        return tuple(
            (StoredStop.model_validate({name: row[name] for name in names}), row["actor_id"])
            for row in self._transaction.rows(query)
        )

    def add(self, stop_id: str, rule: str, reason: str, *, actor_id: str) -> Added:
        """Keep a release."""
        row = {
            "id": new_id("rel"),
            "stop_id": stop_id,
            "rule": rule,
            "actor_id": actor_id,
            "reason": reason,
            "at": self._transaction.now(),
        }
        self._transaction.insert(releases, row)
        return Added(str(row["id"]), release_value(row))

    def of_stop(self, stop_id: str) -> tuple[SavedRelease, ...]:
        """Releases of a stop, oldest first."""
        query = (
            sa.select(releases)
            .where(self._transaction.mine(releases), releases.c.stop_id == stop_id)
            .order_by(releases.c.at, releases.c.id)
        )
        return tuple(
            SavedRelease(
                id=row["id"],
                stop=row["stop_id"],
                rule=row["rule"],
                actor=row["actor_id"],
                reason=row["reason"],
                at=row["at"],
            )
            for row in self._transaction.rows(query)
        )
