"""Which commitments of the audit log stand for which rows, and the end of their salts.

A leaf is never changed. Once the salt of a commitment is gone, the commitment says nothing about the row any
more; the log keeps an entry of its own for each, so that a verifier can tell this from a loss.
"""

import json
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

import sqlalchemy as sa

from assessor.domain.privacy import CommitmentRef
from assessor.store.tables import audit_entries, audit_salts
from assessor.store.transaction import Transaction

_AT_ONCE = 50
"""So many ids are looked for in one query."""
_STANDS_FOR = {"seal": "rating"}
"""Commitments whose row is found under another reference than their own name."""


class SqlCommitments:
    """The commitments of one tenant's log that still have a salt."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    def standing_for(self, row_ids: Iterable[str]) -> tuple[CommitmentRef, ...]:
        """Commitments to any of these rows, in the order of the log."""
        wanted = set(row_ids)
        found: set[CommitmentRef] = set()
        for ids in _batches(sorted(wanted), _AT_ONCE):
            # Ids are random, so finding one in a leaf's text is finding a reference to it.
            named = sa.or_(*(audit_entries.c.leaf.contains(row_id, autoescape=True) for row_id in ids))
            query = (
                sa.select(audit_entries.c.seq, audit_entries.c.leaf, audit_salts.c.name)
                .join(
                    audit_salts,
                    sa.and_(
                        audit_salts.c.tenant_id == audit_entries.c.tenant_id,
                        audit_salts.c.seq == audit_entries.c.seq,
                    ),
                )
                .where(self._transaction.mine(audit_entries), named)
            )
            for row in self._transaction.rows(query):
                refs = json.loads(row["leaf"])["refs"]
                if refs.get(_STANDS_FOR.get(row["name"], row["name"])) in wanted:
                    found.add(CommitmentRef(row["seq"], row["name"]))
        return tuple(sorted(found))

    def destroy(self, commitments: Sequence[CommitmentRef]) -> None:
        """Delete the salts of these commitments for good."""
        for one in commitments:
            self._transaction.delete(
                audit_salts, sa.and_(audit_salts.c.seq == one.seq, audit_salts.c.name == one.name)
            )


def _batches(ids: Sequence[str], size: int) -> Iterator[list[str]]:
    source = iter(ids)
    while batch := list(islice(source, size)):
        yield batch
