"""Where every stage's results become durable: one transaction, with its audit entry or not at all."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager

import sqlalchemy as sa
from pydantic import JsonValue

from assessor.domain.audit import AuditEvent, TreeHead
from assessor.drift_ports import DraftFactRows
from assessor.drill_ports import DrillRows
from assessor.errors import RecordError
from assessor.exemplar_ports import ExemplarRows
from assessor.ports import (
    ActorRows,
    AuditChain,
    AuditRows,
    Clock,
    DraftRows,
    FitRows,
    PreviewMarks,
    RatingRows,
    ReceiptRows,
    StopRows,
    SubmissionRows,
    UnitOfWork,
)
from assessor.privacy_ports import ErasureRows, PrivacyLogRows, ReleaseRows, RewritingRows, VaultRows
from assessor.store.actors import SqlActorRows
from assessor.store.audit_rows import SqlAuditRows
from assessor.store.draft_facts import SqlDraftFactRows
from assessor.store.drafts import SqlDraftRows
from assessor.store.drills import SqlDrillRows
from assessor.store.engine import READ_ONLY, compact
from assessor.store.erasure import SqlErasureRows
from assessor.store.exemplars import SqlExemplarRows
from assessor.store.faults import translated_faults
from assessor.store.fits import SqlFitRows
from assessor.store.preview_marks import SqlPreviewMarks
from assessor.store.privacy_log import SqlPrivacyLog
from assessor.store.ratings import SqlRatingRows
from assessor.store.receipts import SqlReceiptRows
from assessor.store.releases import SqlReleaseRows
from assessor.store.rewriting import SqlRewritingRows
from assessor.store.stops import SqlStopRows
from assessor.store.submissions import SqlSubmissionRows
from assessor.store.suspensions import SqlSuspensionRows
from assessor.store.transaction import Transaction
from assessor.store.vault import SqlVaultRows
from assessor.suspension_ports import SuspensionRows

OnCommit = Callable[[str, TreeHead], None]
"""Called with tenant and new head once a commit is durable."""


class SqlUnitOfWork:
    """`ports.UnitOfWork` on SQL."""

    def __init__(self, transaction: Transaction, chain: AuditChain) -> None:
        self._transaction = transaction
        self._chain = chain
        self._log = SqlAuditRows(transaction)
        self.new_head: TreeHead | None = None
        """The log's right edge, once this unit has recorded something."""
        self.actors: ActorRows = SqlActorRows(transaction)
        self.submissions: SubmissionRows = SqlSubmissionRows(transaction)
        self.stops: StopRows = SqlStopRows(transaction)
        self.drafts: DraftRows = SqlDraftRows(transaction)
        self.ratings: RatingRows = SqlRatingRows(transaction)
        self.fits: FitRows = SqlFitRows(transaction)
        self.preview_marks: PreviewMarks = SqlPreviewMarks(transaction)
        self.receipts: ReceiptRows = SqlReceiptRows(transaction)
        self.audit: AuditRows = self._log
        self.privacy_log: PrivacyLogRows = SqlPrivacyLog(transaction)
        self.erasure: ErasureRows = SqlErasureRows(transaction)
        self.rewriting: RewritingRows = SqlRewritingRows(transaction)
        self.releases: ReleaseRows = SqlReleaseRows(transaction)
        self.vault: VaultRows = SqlVaultRows(transaction)
        self.exemplars: ExemplarRows = SqlExemplarRows(transaction)
        self.draft_facts: DraftFactRows = SqlDraftFactRows(transaction)
        self.drills: DrillRows = SqlDrillRows(transaction)
        self.suspensions: SuspensionRows = SqlSuspensionRows(transaction)

    def lock(self) -> None:
        """Keep other writers of this tenant out until the transaction ends."""
        self._log.lock()

    def record(self, event: AuditEvent, commit: Mapping[str, JsonValue] | None = None) -> dict[str, str]:
        """Append `event` to the log inside this transaction, with commitments to the values of `commit`.

        Returns:
            The commitment digest under each name of `commit`.

        Raises:
            RecordError: code `audit_head_moved`, where the database let a second writer in.
        """
        digests, self.new_head = self._log.append(event, commit or {}, self._chain)
        return digests

    def verify_recorded(self) -> None:
        """No audit entry, no success.

        Raises:
            RecordError: code `not_audited`, rows changed and nothing was recorded.
        """
        if self._transaction.changed and self.new_head is None:
            raise RecordError("rows changed without an audit entry; nothing was kept", code="not_audited")


class SqlStore:
    """`ports.Store` on SQL: the records of one tenant.

    Args:
        engine: from `engine.open_engine`, its layout brought up by `schema.upgrade`.
        chain: gives events their place in the log.
        clock: when things happen.
        tenant_id: whose rows; those of others are out of reach.
        on_commit: called after each commit that recorded something, outside the transaction. What it raises
            reaches the caller although the records are kept. With several processes the heads may arrive out
            of order.
    """

    def __init__(
        self,
        engine: sa.Engine,
        chain: AuditChain,
        clock: Clock,
        tenant_id: str = "local",
        *,
        on_commit: OnCommit | None = None,
    ) -> None:
        self._engine = engine
        self._chain = chain
        self._clock = clock
        self._tenant_id = tenant_id
        self._on_commit = on_commit

    def close(self) -> None:
        """Let go of the database; the next use connects anew."""
        self._engine.dispose()

    def compact(self) -> None:
        """Bring deleted bytes to an end in the database's files.

        Raises:
            RecordError: code `busy`, another process holds the database; what was deleted is gone from the
                tables, and its bytes go with the next call.
        """
        with translated_faults():
            compact(self._engine)

    @contextmanager
    def begin(self) -> Iterator[UnitOfWork]:
        """A transaction: committed on success, rolled back on any exception. Only one runs at a time.

        Raises:
            RecordError: the database failed, or rows changed without an audit entry (code `not_audited`).
        """
        with translated_faults(), self._engine.begin() as connection:
            transaction = Transaction(connection, self._clock, self._tenant_id)
            unit = SqlUnitOfWork(transaction, self._chain)
            unit.lock()
            yield unit
            unit.verify_recorded()
        if unit.new_head is not None and self._on_commit is not None:
            self._on_commit(self._tenant_id, unit.new_head)

    @contextmanager
    def read(self) -> Iterator[UnitOfWork]:
        """A transaction for looking only: never waits for a writer and refuses changes (code `read_only`)."""
        with translated_faults(), self._engine.connect() as plain:
            connection = plain.execution_options(**{READ_ONLY: True})
            transaction = Transaction(connection, self._clock, self._tenant_id, read_only=True)
            yield SqlUnitOfWork(transaction, self._chain)
