"""Rows of artefacts that are redacted once more, and of all that points into them.

An artefact's id is a digest of its text. Of a text that held a name, that digest could be guessed at from the
text without it; so the old id goes too, wherever it stands.
"""

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa

from assessor.domain.places import moved
from assessor.domain.rating import CitedSpan, RatingSource
from assessor.domain.record import Added, RatingRecord
from assessor.domain.verdict import RedactionSpan
from assessor.privacy_ports import Rewriting, Rewritten
from assessor.store.commitments import SqlCommitments
from assessor.store.committed import submission_value
from assessor.store.ids import new_id
from assessor.store.ratings import rating_of
from assessor.store.tables import artefacts, drafts, ratings, redaction_log, submissions
from assessor.store.transaction import Row, Transaction


class SqlRewritingRows:
    """`ports.RewritingRows` on SQL."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction
        self._commitments = SqlCommitments(transaction)

    def holders(self, artefact_id: str) -> tuple[str, ...]:
        """Ids of the submissions that hold this artefact, oldest first."""
        query = (
            sa.select(artefacts.c.submission_id)
            .join(
                submissions,
                sa.and_(
                    submissions.c.tenant_id == artefacts.c.tenant_id,
                    submissions.c.id == artefacts.c.submission_id,
                ),
            )
            .where(self._transaction.mine(artefacts), artefacts.c.artefact_id == artefact_id)
            .order_by(submissions.c.accepted_at, submissions.c.id)
        )
        return tuple(row["submission_id"] for row in self._transaction.rows(query))

    def rewrite(
        self, submission_id: str, changed: Sequence[Rewritten], *, value: str, actor_id: str, reason_code: str
    ) -> Rewriting:
        """Put redacted texts in the place of those that still held a value.

        Args:
            submission_id: the submission all of them belong to.
            changed: the artefacts, old id and new text.
            value: what was missed; it also goes from reviewers' reasons.
            actor_id: who reported it.
            reason_code: why drafts are withdrawn.
        """
        ids = {one.before: one.after.artefact_id for one in changed}
        touched = [row for row in self._of(drafts, submission_id) if row["artefact_id"] in ids]
        rated = self._of(ratings, submission_id)
        gone = self._commitments.standing_for(
            (submission_id, *(row["id"] for row in touched), *(row["id"] for row in rated))
        )
        self._commitments.destroy(gone)
        for one in changed:
            self._replace(submission_id, one, actor_id)
        settled = {row["draft_id"] for row in rated if row["source"] == RatingSource.CONFIRMED.value}
        standing = tuple(
            row["id"] for row in touched if row["withdrawn_at"] is None and row["id"] not in settled
        )
        self._supersede(touched, ids, reason_code)
        rerated = tuple(self._move_rating(row, changed, ids, value) for row in rated)
        for one in changed:
            if one.before != one.after.artefact_id:
                self._transaction.delete(artefacts, self._key(submission_id, one.before))
        return Rewriting(
            destroyed=gone,
            superseded=tuple(row["id"] for row in touched),
            standing=standing,
            ratings=rerated,
            submission=self._hand_in_again(submission_id, ids),
        )

    def _of(self, table: sa.Table, submission_id: str) -> Sequence[Row]:
        query = sa.select(table).where(self._transaction.mine(table), table.c.submission_id == submission_id)
        return self._transaction.rows(query)

    def _key(self, submission_id: str, artefact_id: str) -> sa.ColumnElement[bool]:
        return sa.and_(artefacts.c.submission_id == submission_id, artefacts.c.artefact_id == artefact_id)

    def _replace(self, submission_id: str, one: Rewritten, actor_id: str) -> None:
        query = sa.select(artefacts).where(
            self._transaction.mine(artefacts), self._key(submission_id, one.before)
        )
        row = dict(self._transaction.require(query, f"artefact in {submission_id}", one.before))
        after = one.after
        plain = after.model_dump(mode="json", include={"text", "segments", "verdict", "subject_placeholders"})
        new = {**row, **plain, "artefact_id": after.artefact_id}
        # Two artefacts may have become equal; then the first one's row stands for both, as at acceptance.
        self._transaction.insert(
            artefacts, {name: value for name, value in new.items() if name != "tenant_id"}, skip_known=True
        )
        old_log = sa.and_(
            redaction_log.c.submission_id == submission_id, redaction_log.c.artefact_id == one.before
        )
        logged = self._transaction.rows(
            sa.select(redaction_log).where(self._transaction.mine(redaction_log), old_log)
        )
        known = {(entry["start"], entry["end"]): entry for entry in logged}
        for span in after.spans:
            entry = known.get((span.start, span.end))
            if entry is None:
                self._log_new(submission_id, one, span, actor_id)
                continue
            self._transaction.update(
                redaction_log,
                redaction_log.c.id == entry["id"],
                artefact_id=after.artefact_id,
                redacted_start=span.redacted_start,
                redacted_end=span.redacted_end,
            )

    def _log_new(self, submission_id: str, one: Rewritten, span: RedactionSpan, actor_id: str) -> None:
        self._transaction.insert(
            redaction_log,
            {
                "id": new_id("red"),
                "submission_id": submission_id,
                "artefact_id": one.after.artefact_id,
                "actor_id": actor_id,
                "at": self._transaction.now(),
                "policy_sha256": one.after.policy_sha256,
                **span.model_dump(),
            },
        )

    def _supersede(self, touched: Sequence[Row], ids: dict[str, str], reason_code: str) -> None:
        """Drafts quote the text that held the value, so their content goes; they point to the new text."""
        for row in touched:
            withdrawn: dict[str, Any] = {}
            if row["withdrawn_at"] is None:
                withdrawn = {"withdrawn_at": self._transaction.now(), "withdrawn_reason": reason_code}
            self._transaction.update(
                drafts, drafts.c.id == row["id"], artefact_id=ids[row["artefact_id"]], draft=None, **withdrawn
            )

    def _move_rating(
        self, row: Row, changed: Sequence[Rewritten], ids: dict[str, str], value: str
    ) -> RatingRecord:
        hits = {one.before: one.hits for one in changed}
        placeholder = changed[0].hits[0].placeholder
        rating = rating_of(row)
        cited = []
        for span in rating.cited:
            start, end = moved(span, hits.get(span.artefact, ()))
            cited.append(CitedSpan(artefact=ids.get(span.artefact, span.artefact), start=start, end=end))
        new = rating.model_copy(
            update={
                "artefact_id": ids.get(rating.artefact_id or "", rating.artefact_id),
                "cited": tuple(cited),
                "reason": None if rating.reason is None else rating.reason.replace(value, placeholder),
            }
        )
        self._transaction.update(
            ratings,
            ratings.c.id == rating.id,
            artefact_id=new.artefact_id,
            cited=[span.model_dump(mode="json") for span in new.cited],
            reason=new.reason,
        )
        return new

    def _hand_in_again(self, submission_id: str, ids: dict[str, str]) -> Added:
        head = self._transaction.require(
            sa.select(submissions).where(
                self._transaction.mine(submissions), submissions.c.id == submission_id
            ),
            "submission",
            submission_id,
        )
        handed_in = [
            {**one, "artefact": ids.get(one["artefact"], one["artefact"])} for one in head["handed_in"]
        ]
        self._transaction.update(submissions, submissions.c.id == submission_id, handed_in=handed_in)
        return Added(submission_id, submission_value(head["assessee_id"], self._of(artefacts, submission_id)))
