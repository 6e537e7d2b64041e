"""Rows of stopped artefacts: which rule, how often, and a keyed digest; nothing of the content."""

from collections import Counter

import sqlalchemy as sa

from assessor.domain.artefact import RedactedArtefact
from assessor.domain.record import Added, StoredStop
from assessor.domain.verdict import Finding
from assessor.errors import InputError
from assessor.store.committed import stop_value
from assessor.store.ids import new_id
from assessor.store.tables import stops
from assessor.store.transaction import Transaction


class SqlStopRows:
    """`ports.StopRows` on SQL."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    def add(self, artefact: RedactedArtefact, submitted_digest: str, *, actor_id: str) -> Added:
        """Log a stop.

        Raises:
            InputError: code `not_stopped`, the verdict lets the artefact pass.
        """
        if not artefact.verdict.stops:
            raise InputError(
                f"the verdict is {artefact.verdict.value}, which stops nothing", code="not_stopped"
            )
        row = {
            "id": new_id("stp"),
            "actor_id": actor_id,
            "at": self._transaction.now(),
            "submitted_digest": submitted_digest,
            "verdict": artefact.verdict.value,
            "findings": _counted(artefact.findings),
            "policy_sha256": artefact.policy_sha256,
        }
        self._transaction.insert(stops, row)
        return Added(str(row["id"]), stop_value(row))

    def get(self, stop_id: str) -> StoredStop:
        """The stop with this id.

        Raises:
            NotFoundError: there is none.
        """
        query = sa.select(*(stops.c[name] for name in StoredStop.model_fields)).where(
            self._transaction.mine(stops), stops.c.id == stop_id
        )
        return StoredStop.model_validate(dict(self._transaction.require(query, "stop", stop_id)))


def _counted(findings: tuple[Finding, ...]) -> list[dict[str, str | int]]:
    """Codes with counts. Places are left out: they would outline a text that is not kept."""
    counts = Counter((each.category, each.rule, each.action.value) for each in findings)
    return [
        {"category": category, "rule": rule, "action": action, "count": count}
        for (category, rule, action), count in sorted(counts.items())
    ]
