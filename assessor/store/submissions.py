"""Rows of accepted submissions: redacted artefacts, and what was redacted where."""

from collections.abc import Sequence
from datetime import datetime

import sqlalchemy as sa

from assessor.domain.artefact import ArtefactKind, RedactedArtefact
from assessor.domain.record import (
    Added,
    NewArtefact,
    NewSubmission,
    StoredArtefact,
    StoredSubmission,
    SubmissionStatus,
)
from assessor.domain.verdict import RedactionSpan
from assessor.errors import InputError
from assessor.store.committed import submission_value
from assessor.store.ids import new_id
from assessor.store.tables import artefacts, drafts, redaction_log, submissions
from assessor.store.transaction import Row, Transaction

_SPAN_COLUMNS = tuple(RedactionSpan.model_fields)
_UNFINISHED = (SubmissionStatus.ACCEPTED.value, SubmissionStatus.DRAFTING.value)


class SqlSubmissionRows:
    """`ports.SubmissionRows` on SQL. Rows are keyed by submission, so equal texts in two stay independent."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    def add(self, submission: NewSubmission, artefacts_in: Sequence[NewArtefact]) -> Added:
        """Keep an accepted submission. Artefacts with equal redacted text collapse to the first.

        Raises:
            InputError: code `empty_submission` without artefacts; `stopped_artefact` where one was stopped.
        """
        _verify_acceptable(artefacts_in)
        submission_id = new_id("sub")
        first_of: dict[str, NewArtefact] = {}
        for artefact in artefacts_in:
            first_of.setdefault(artefact.redacted.artefact_id, artefact)
        rows = [
            _artefact_row(submission_id, position, artefact)
            for position, artefact in enumerate(first_of.values())
        ]
        self._transaction.insert(
            submissions,
            {
                "id": submission_id,
                **submission.model_dump(exclude={"handed_in"}),
                "handed_in": submission.model_dump(mode="json", include={"handed_in"})["handed_in"],
                "accepted_at": self._transaction.now(),
                "status": SubmissionStatus.ACCEPTED.value,
            },
        )
        self._transaction.insert(artefacts, *rows)
        for artefact in first_of.values():
            self._log_redactions(submission_id, submission.actor_id, artefact.redacted)
        return Added(submission_id, submission_value(submission.assessee_id, rows))

    def get(self, submission_id: str) -> StoredSubmission:
        """The submission with this id.

        Raises:
            NotFoundError: there is none.
        """
        query = sa.select(submissions).where(
            self._transaction.mine(submissions), submissions.c.id == submission_id
        )
        return submission_of(self._transaction.require(query, "submission", submission_id))

    def list_page(self, *, after: str | None = None, limit: int) -> tuple[StoredSubmission, ...]:
        """Submissions, oldest first.

        Args:
            after: id of the submission before the first one wanted.
            limit: at most so many.

        Raises:
            NotFoundError: there is no submission of the id `after`.
        """
        query = sa.select(submissions).where(self._transaction.mine(submissions))
        if after is not None:
            place = sa.tuple_(submissions.c.accepted_at, submissions.c.id)
            at = sa.literal(self.get(after).accepted_at, submissions.c.accepted_at.type)
            query = query.where(place > sa.tuple_(at, sa.literal(after)))
        query = query.order_by(submissions.c.accepted_at, submissions.c.id).limit(limit)
        return tuple(submission_of(row) for row in self._transaction.rows(query))

    def set_status(self, submission_id: str, status: SubmissionStatus, failure: str | None = None) -> None:
        """Say how far the drafts are; `failure` is the code of the reason where they were given up."""
        self._transaction.update(
            submissions, submissions.c.id == submission_id, status=status.value, failure=failure
        )

    def unfinished(self, *, before: datetime | None = None) -> tuple[str, ...]:
        """Ids of submissions with drafts to be made, oldest first; accepted before a time where given."""
        query = sa.select(submissions.c.id).where(
            self._transaction.mine(submissions), submissions.c.status.in_(_UNFINISHED)
        )
        if before is not None:
            query = query.where(submissions.c.accepted_at < before)
        query = query.order_by(submissions.c.accepted_at, submissions.c.id)
        return tuple(row["id"] for row in self._transaction.rows(query))

    def undrafted(self, submission_id: str) -> tuple[str, ...]:
        """Ids of its artefacts that never had a draft, in the order handed in."""
        drafted = sa.exists().where(
            self._transaction.mine(drafts),
            drafts.c.submission_id == artefacts.c.submission_id,
            drafts.c.artefact_id == artefacts.c.artefact_id,
        )
        query = (
            sa.select(artefacts.c.artefact_id)
            .where(self._transaction.mine(artefacts), artefacts.c.submission_id == submission_id, ~drafted)
            .order_by(artefacts.c.position)
        )
        return tuple(row["artefact_id"] for row in self._transaction.rows(query))

    def artefacts(self, submission_id: str) -> tuple[StoredArtefact, ...]:
        """Its artefacts in the order handed in, redaction spans included; empty where there is none."""
        query = self._of(submission_id).order_by(artefacts.c.position)
        return tuple(self._stored(row) for row in self._transaction.rows(query))

    def artefact(self, submission_id: str, artefact_id: str) -> StoredArtefact:
        """One artefact.

        Raises:
            NotFoundError: the submission has none of that id.
        """
        query = self._of(submission_id).where(artefacts.c.artefact_id == artefact_id)
        return self._stored(self._transaction.require(query, f"artefact in {submission_id}", artefact_id))

    def _of(self, submission_id: str) -> sa.Select[tuple[object, ...]]:
        return sa.select(artefacts).where(
            self._transaction.mine(artefacts), artefacts.c.submission_id == submission_id
        )

    def _log_redactions(self, submission_id: str, actor_id: str, artefact: RedactedArtefact) -> None:
        shared = {
            "submission_id": submission_id,
            "artefact_id": artefact.artefact_id,
            "actor_id": actor_id,
            "at": self._transaction.now(),
            "policy_sha256": artefact.policy_sha256,
        }
        self._transaction.insert(
            redaction_log, *({"id": new_id("red"), **shared, **span.model_dump()} for span in artefact.spans)
        )

    def _stored(self, row: Row) -> StoredArtefact:
        query = (
            sa.select(*(redaction_log.c[name] for name in _SPAN_COLUMNS))
            .where(
                self._transaction.mine(redaction_log),
                redaction_log.c.submission_id == row["submission_id"],
                redaction_log.c.artefact_id == row["artefact_id"],
            )
            .order_by(redaction_log.c.start, redaction_log.c.end)
        )
        spans = [dict(span) for span in self._transaction.rows(query)]
        names = RedactedArtefact.model_fields.keys() & row.keys()
        return StoredArtefact(
            redacted=RedactedArtefact.model_validate({**{name: row[name] for name in names}, "spans": spans}),
            submitted_digest=row["submitted_digest"],
            retain_until=row["retain_until"],
            submission_id=row["submission_id"],
            artefact_id=row["artefact_id"],
            position=row["position"],
        )


def submission_of(row: Row) -> StoredSubmission:
    """A submission from its row."""
    return StoredSubmission(**{name: row[name] for name in StoredSubmission.model_fields})


def _verify_acceptable(artefacts_in: Sequence[NewArtefact]) -> None:
    if not artefacts_in:
        raise InputError("a submission needs at least one artefact; got none", code="empty_submission")
    for position, artefact in enumerate(artefacts_in):
        if artefact.redacted.text is None or artefact.redacted.verdict.stops:
            raise InputError(
                f"artefact {position} was stopped by a guardrail; only redacted artefacts are kept",
                code="stopped_artefact",
            )


def _artefact_row(submission_id: str, position: int, artefact: NewArtefact) -> dict[str, object]:
    plain = artefact.redacted.model_dump(mode="json", exclude={"spans", "evidence_date"})
    return {
        **plain,
        "submission_id": submission_id,
        "artefact_id": artefact.redacted.artefact_id,
        "position": position,
        "kind": ArtefactKind(artefact.redacted.kind).value,
        "evidence_date": artefact.redacted.evidence_date,
        "submitted_digest": artefact.submitted_digest,
        "retain_until": artefact.retain_until,
    }
