"""Rows that remember which request made which row, so that a repeated one makes nothing twice."""

import sqlalchemy as sa

from assessor.domain.record import Receipt, StoredReceipt
from assessor.store.tables import receipts
from assessor.store.transaction import Transaction


class SqlReceiptRows:
    """`ports.ReceiptRows` on SQL."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    def add(self, receipt: Receipt, *, made: str) -> None:
        """Remember what a request made; the tables refuse a second row under the same key."""
        changed = self._transaction.changed
        self._transaction.insert(
            receipts,
            {
                "key_digest": receipt.key_digests[0],
                "request_digest": receipt.request_digest,
                "made": made,
                "actor_id": receipt.actor_id,
                "at": self._transaction.now(),
            },
        )
        self._transaction.changed = changed  # it records no decision, so it calls for no audit entry

    def find(self, receipt: Receipt) -> StoredReceipt | None:
        """What a request under the same key made earlier, whatever it asked for."""
        query = sa.select(receipts.c.request_digest, receipts.c.made).where(
            self._transaction.mine(receipts), receipts.c.key_digest.in_(receipt.key_digests)
        )
        row = self._transaction.first(query)
        return None if row is None else StoredReceipt(**row)
