"""Rows that remember which bytes an actor has seen a full draft of."""

from collections.abc import Sequence

import sqlalchemy as sa

from assessor.store.tables import preview_marks
from assessor.store.transaction import Transaction


class SqlPreviewMarks:
    """`ports.PreviewMarks` on SQL."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    def add(self, submitted_digests: Sequence[str], *, actor_id: str) -> None:
        """Mark bytes as seen; a second time changes nothing."""
        now = self._transaction.now()
        self._transaction.insert(
            preview_marks,
            *({"actor_id": actor_id, "digest": digest, "at": now} for digest in submitted_digests),
            skip_known=True,
        )

    def carry_over(self, older_digests: Sequence[str], digest: str) -> None:
        """Mark bytes under their present digest for everybody who saw them when another key named them."""
        if not older_digests:
            return
        query = sa.select(preview_marks.c.actor_id, preview_marks.c.at).where(
            self._transaction.mine(preview_marks), preview_marks.c.digest.in_(older_digests)
        )
        seen = self._transaction.rows(query)
        if seen:
            self._transaction.insert(
                preview_marks, *({**row, "digest": digest} for row in seen), skip_known=True
            )

    def has_any(self, submitted_digests: Sequence[str], *, actor_id: str) -> bool:
        """Whether the actor has seen a full draft on any of these bytes."""
        query = sa.select(preview_marks.c.at).where(
            self._transaction.mine(preview_marks),
            preview_marks.c.actor_id == actor_id,
            preview_marks.c.digest.in_(submitted_digests),
        )
        return self._transaction.first(query) is not None
