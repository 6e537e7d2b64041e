"""Rows that go: a whole submission, the content of one artefact, a stop, old marks. Salts go with them.

Nothing here records anything: whoever erases appends the entries that make it verifiable.
"""

from datetime import datetime

import sqlalchemy as sa

from assessor.domain.privacy import CommitmentRef, Holdings, RetentionKind
from assessor.errors import NotFoundError
from assessor.store.commitments import SqlCommitments
from assessor.store.tables import (
    actors,
    artefacts,
    cases,
    drafts,
    model_spend,
    preview_marks,
    ratings,
    receipts,
    redaction_log,
    releases,
    reveals,
    stops,
    submissions,
    vault_values,
)
from assessor.store.transaction import Transaction
from assessor.store.vault import destroy_vault


class SqlErasureRows:
    """`ports.ErasureRows` on SQL."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction
        self._commitments = SqlCommitments(transaction)

    def submissions_of(self, assessee_id: str) -> tuple[str, ...]:
        """Ids of the submissions about one person, oldest first."""
        query = (
            sa.select(submissions.c.id)
            .where(self._transaction.mine(submissions), submissions.c.assessee_id == assessee_id)
            .order_by(submissions.c.accepted_at, submissions.c.id)
        )
        return tuple(row["id"] for row in self._transaction.rows(query))

    def holdings(self, submission_id: str) -> Holdings:
        """How much is kept of a submission.

        Raises:
            NotFoundError: there is none of that id.
        """
        query = sa.select(submissions.c.id).where(
            self._transaction.mine(submissions), submissions.c.id == submission_id
        )
        self._transaction.require(query, "submission", submission_id)
        return Holdings(
            submission=submission_id,
            artefacts=self._count(artefacts, artefacts.c.submission_id == submission_id),
            drafts=self._count(drafts, drafts.c.submission_id == submission_id),
            ratings=self._count(ratings, ratings.c.submission_id == submission_id),
            redactions=self._count(redaction_log, redaction_log.c.submission_id == submission_id),
            marks=self._count(preview_marks, self._own_marks(submission_id)),
            cases=self._count(cases, cases.c.submission_id == submission_id),
            vault=self._count(vault_values, vault_values.c.submission_id == submission_id),
        )

    def erase(self, submission_id: str) -> tuple[CommitmentRef, ...]:
        """Delete a submission and all that hangs on it; another one with equal texts keeps its own rows.

        Returns:
            The commitments whose salts were destroyed with it.
        """
        draft_ids = self._ids(drafts, drafts.c.submission_id == submission_id)
        rating_ids = self._ids(ratings, ratings.c.submission_id == submission_id)
        gone = self._commitments.standing_for((submission_id, *draft_ids, *rating_ids))
        self._commitments.destroy(gone)
        self._transaction.delete(preview_marks, self._own_marks(submission_id))
        self._transaction.delete(receipts, receipts.c.made.in_((submission_id, *draft_ids, *rating_ids)))
        self._transaction.delete(reveals, reveals.c.draft_id.in_(draft_ids))
        destroy_vault(self._transaction, submission_id)
        for table in (ratings, drafts, redaction_log, cases, artefacts):
            self._transaction.delete(table, table.c.submission_id == submission_id)
        self._transaction.delete(submissions, submissions.c.id == submission_id)
        return gone

    def erase_content(self, submission_id: str, artefact_id: str) -> tuple[CommitmentRef, ...]:
        """Take the text of one artefact, its redaction log and the content of its drafts; ratings stay.

        The vault of the submission goes as a whole: its placeholders are shared by all artefacts, and
        nobody may look up what stood in a text whose time is over.

        Raises:
            NotFoundError: there is no such artefact.
        """
        own = sa.and_(drafts.c.submission_id == submission_id, drafts.c.artefact_id == artefact_id)
        gone = self._commitments.standing_for(self._ids(drafts, own))
        self._commitments.destroy(gone)
        self._transaction.update(drafts, own, draft=None)
        destroy_vault(self._transaction, submission_id)
        self._transaction.delete(
            redaction_log,
            sa.and_(
                redaction_log.c.submission_id == submission_id, redaction_log.c.artefact_id == artefact_id
            ),
        )
        changed = self._transaction.update(
            artefacts,
            sa.and_(artefacts.c.submission_id == submission_id, artefacts.c.artefact_id == artefact_id),
            text=None,
            segments=[],
            findings=[],
            subject_placeholders=[],
            retain_until=None,
        )
        if not changed:
            raise NotFoundError(f"no artefact {artefact_id} in {submission_id}", hint="Check the ids.")
        return gone

    def erase_stop(self, stop_id: str) -> tuple[CommitmentRef, ...]:
        """Delete the log row of a stopped artefact and the releases of it."""
        release_ids = self._ids(releases, releases.c.stop_id == stop_id)
        gone = self._commitments.standing_for((stop_id, *release_ids))
        self._commitments.destroy(gone)
        self._transaction.delete(releases, releases.c.stop_id == stop_id)
        self._transaction.delete(stops, stops.c.id == stop_id)
        return gone

    def erase_older(self, kind: RetentionKind, before: datetime) -> int:
        """Delete preview marks, receipts or model calls that are older than a time; the count of them."""
        table = {
            RetentionKind.PREVIEW: preview_marks,
            RetentionKind.RECEIPT: receipts,
            RetentionKind.SPEND: model_spend,
        }[kind]
        return self._transaction.delete(table, table.c.at < before)

    def erase_assessee(self, actor_id: str) -> bool:
        """Delete a person who has no account and whom no row names any more; whether there was one."""
        row = self._transaction.first(
            sa.select(actors.c.name).where(self._transaction.mine(actors), actors.c.id == actor_id)
        )
        if row is None or row["name"] is not None or self.submissions_of(actor_id):
            return False
        return bool(self._transaction.delete(actors, actors.c.id == actor_id))

    def _own_marks(self, submission_id: str) -> sa.ColumnElement[bool]:
        """Marks on bytes that were handed in with this submission and with no other."""
        mine = sa.select(artefacts.c.submitted_digest).where(
            self._transaction.mine(artefacts), artefacts.c.submission_id == submission_id
        )
        others = sa.select(artefacts.c.submitted_digest).where(
            self._transaction.mine(artefacts), artefacts.c.submission_id != submission_id
        )
        return sa.and_(preview_marks.c.digest.in_(mine), preview_marks.c.digest.not_in(others))

    def _ids(self, table: sa.Table, where: sa.ColumnElement[bool]) -> tuple[str, ...]:
        query = sa.select(table.c.id).where(self._transaction.mine(table), where).order_by(table.c.id)
        return tuple(row["id"] for row in self._transaction.rows(query))

    def _count(self, table: sa.Table, where: sa.ColumnElement[bool]) -> int:
        query = sa.select(sa.func.count().label("n")).select_from(table)
        (row,) = self._transaction.rows(query.where(self._transaction.mine(table), where))
        return int(row["n"])
