"""Rows of the audit log: entries, the tree's right edge, and the salts that erasure destroys."""

import json
from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from pydantic import JsonValue

from assessor.domain.audit import AuditEntry, AuditEvent, TreeHead
from assessor.domain.record import CommittedValue
from assessor.errors import RecordError
from assessor.ports import AuditChain
from assessor.store.committed import stored_value
from assessor.store.tables import audit_entries, audit_heads, audit_salts
from assessor.store.transaction import Row, Transaction


class SqlAuditRows:
    """`ports.AuditRows` on SQL, and the one place that appends."""

    def __init__(self, transaction: Transaction, *, page_rows: int = 1000) -> None:
        self._transaction = transaction
        self._page_rows = page_rows

    def lock(self) -> None:
        """Keep other writers of this tenant out until the transaction ends.

        SQLite's BEGIN IMMEDIATE has done so already and ignores the row lock; Postgres needs it.
        """
        query = sa.select(audit_heads.c.size).where(self._transaction.mine(audit_heads)).with_for_update()
        if self._transaction.first(query) is None:
            self._transaction.insert(audit_heads, {"size": 0, "frontier": []}, skip_known=True)
            self._transaction.changed = False  # the head of an empty log records nothing yet
            self._transaction.first(query)

    def head(self) -> TreeHead:
        """The tree's right edge; size 0 before the first entry."""
        row = self._transaction.first(sa.select(audit_heads).where(self._transaction.mine(audit_heads)))
        if row is None:
            return TreeHead(size=0, frontier=())
        return TreeHead(size=row["size"], frontier=tuple(row["frontier"]))

    def append(
        self, event: AuditEvent, commit: Mapping[str, JsonValue], chain: AuditChain
    ) -> tuple[dict[str, str], TreeHead]:
        """Give `event` the next place in the log.

        Returns:
            The commitment digest under each name of `commit`, and the new right edge.

        Raises:
            RecordError: code `audit_head_moved`, somebody else took the place; nothing may be committed then.
        """
        salted = {name: chain.commit(value) for name, value in commit.items()}
        digests = {name: digest for name, (_salt, digest) in salted.items()}
        complete = event.model_copy(update={"commitments": {**event.commitments, **digests}})
        before = self.head()
        entry, after = chain.extend(
            before, complete, tenant=self._transaction.tenant_id, at=self._next_time(before.size)
        )
        moved = self._transaction.update(
            audit_heads, audit_heads.c.size == before.size, size=after.size, frontier=list(after.frontier)
        )
        if moved != 1:
            raise RecordError(
                f"the audit log grew past entry {before.size} meanwhile; nothing was recorded",
                code="audit_head_moved",
                hint="Try again.",
            )
        self._transaction.insert(audit_entries, {"seq": before.size, **entry.model_dump()})
        self._transaction.insert(
            audit_salts,
            *({"seq": before.size, "name": name, "salt": salt} for name, (salt, _digest) in salted.items()),
        )
        return digests, after

    def entries(self, start: int = 0) -> Iterator[AuditEntry]:
        """Entries from position `start` on, in order; read in pages, so a long log fits."""
        for row in self._pages(start):
            # Not validated: what somebody wrote into a column must reach the verifier, which names the entry.
            leaf, leaf_hash, root, mac = (
                row[name] if isinstance(row[name], str) else ""
                for name in ("leaf", "leaf_hash", "root", "mac")
            )
            yield AuditEntry.model_construct(leaf=leaf, leaf_hash=leaf_hash, root=root, mac=mac)

    def committed(self) -> Iterator[CommittedValue]:
        """Every commitment with its salt and the value the rows hold now, in the order of the log."""
        for row in self._pages(0):
            leaf = _leaf_of(row)
            commitments, refs = _object(leaf, "commitments"), _object(leaf, "refs")
            if commitments:
                salts = self._salts(row["seq"])
                for name in sorted(commitments):
                    value = stored_value(self._transaction, name, refs)
                    yield CommittedValue(row["seq"], name, salts.get(name), value)

    def _next_time(self, size: int) -> datetime:
        """Now, or the newest entry's time: the log's time never runs back, even where the machine's does."""
        now = self._transaction.now()
        row = self._transaction.first(
            sa.select(audit_entries.c.leaf).where(
                self._transaction.mine(audit_entries), audit_entries.c.seq == size - 1
            )
        )
        try:
            return now if row is None else max(now, datetime.fromisoformat(_leaf_of(row)["at"]))
        except (KeyError, TypeError, ValueError):
            return now  # a spoilt entry: verification names it, and people must still be able to work

    def _salts(self, seq: int) -> dict[str, str]:
        query = sa.select(audit_salts).where(self._transaction.mine(audit_salts), audit_salts.c.seq == seq)
        return {row["name"]: row["salt"] for row in self._transaction.rows(query)}

    def _pages(self, start: int) -> Iterator[Row]:
        mine = sa.select(audit_entries).where(self._transaction.mine(audit_entries))
        while True:
            page = self._transaction.rows(
                mine.where(audit_entries.c.seq >= start).order_by(audit_entries.c.seq).limit(self._page_rows)
            )
            yield from page
            if len(page) < self._page_rows:
                return
            start = page[-1]["seq"] + 1


def _leaf_of(row: Row) -> Any:
    try:
        return json.loads(row["leaf"])
    except ValueError:
        return None  # spoilt: its hash says so, and it names no commitment


def _object(leaf: Any, key: str) -> dict[str, Any]:
    found = leaf.get(key) if isinstance(leaf, dict) else None
    return found if isinstance(found, dict) else {}
