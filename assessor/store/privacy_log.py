"""Rows that the privacy officer reads: redactions and stops as one log, what is overdue, releases, cases."""

from collections.abc import Iterator
from datetime import datetime

import sqlalchemy as sa

from assessor.domain.privacy import (
    CaseKind,
    LogEntry,
    LogKind,
    LogQuery,
    Overdue,
    RegressionCase,
    RetentionKind,
)
from assessor.domain.verdict import Action
from assessor.privacy_ports import KeptText
from assessor.store.tables import (
    artefacts,
    cases,
    model_spend,
    preview_marks,
    receipts,
    redaction_log,
    stops,
    submissions,
)
from assessor.store.transaction import Row, Transaction


class SqlPrivacyLog:
    """`ports.PrivacyLogRows` on SQL."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    def entries(self, query: LogQuery) -> tuple[LogEntry, ...]:
        """Entries that fit, oldest first. Stops belong to no artefact, so asking for one leaves them out."""
        found = [*self._redactions(query)]
        if query.artefact is None and query.submission is None:
            found += self._stops(query)
        return tuple(sorted(found, key=lambda entry: (entry.at, entry.id, entry.rule)))

    def _redactions(self, query: LogQuery) -> Iterator[LogEntry]:
        columns = redaction_log.c
        wanted = sa.select(redaction_log).where(
            self._transaction.mine(redaction_log), *_restricted(redaction_log, query)
        )
        for column, value in (
            (columns.type, query.type),
            (columns.artefact_id, query.artefact),
            (columns.submission_id, query.submission),
        ):
            if value is not None:
                wanted = wanted.where(column == value)
        for row in self._transaction.rows(wanted):
            if _is_of_rule(row["rule"], query.rule):
                yield _redaction(row)

    def _stops(self, query: LogQuery) -> Iterator[LogEntry]:
        wanted = sa.select(stops).where(self._transaction.mine(stops), *_restricted(stops, query))
        for row in self._transaction.rows(wanted):
            for finding in row["findings"]:
                if query.type in (None, finding["category"]) and _is_of_rule(finding["rule"], query.rule):
                    yield LogEntry(
                        kind=LogKind.STOP,
                        id=row["id"],
                        at=row["at"],
                        actor=row["actor_id"],
                        type=finding["category"],
                        rule=finding["rule"],
                        action=Action(finding["action"]),
                        policy_sha256=row["policy_sha256"],
                        count=finding["count"],
                    )

    def with_text(self) -> tuple[KeptText, ...]:
        """Every artefact whose text is kept, oldest first."""
        query = (
            sa.select(
                artefacts.c.submission_id,
                artefacts.c.artefact_id,
                artefacts.c.kind,
                submissions.c.accepted_at,
                artefacts.c.retain_until,
            )
            .join(
                submissions,
                sa.and_(
                    submissions.c.tenant_id == artefacts.c.tenant_id,
                    submissions.c.id == artefacts.c.submission_id,
                ),
            )
            .where(self._transaction.mine(artefacts), artefacts.c.text.is_not(None))
            .order_by(submissions.c.accepted_at, artefacts.c.submission_id, artefacts.c.position)
        )
        return tuple(KeptText(*row.values()) for row in self._transaction.rows(query))

    def older(self, kind: RetentionKind, before: datetime) -> tuple[Overdue, ...]:
        """Things of a kind from before a time, oldest first; texts have an end of their own."""
        table, at, key = {
            RetentionKind.SUBMISSION: (submissions, submissions.c.accepted_at, submissions.c.id),
            RetentionKind.STOP: (stops, stops.c.at, stops.c.id),
            RetentionKind.PREVIEW: (preview_marks, preview_marks.c.at, preview_marks.c.actor_id),
            RetentionKind.RECEIPT: (receipts, receipts.c.at, receipts.c.made),
            RetentionKind.SPEND: (model_spend, model_spend.c.at, model_spend.c.id),
        }[kind]
        query = (
            sa.select(key.label("id"), at.label("at"))
            .where(self._transaction.mine(table), at < before)
            .order_by(at, key)
        )
        return tuple(
            Overdue(kind=kind, id=row["id"], since=row["at"].date()) for row in self._transaction.rows(query)
        )

    def cases(self) -> tuple[RegressionCase, ...]:
        """Every regression case, oldest first."""
        query = sa.select(cases).where(self._transaction.mine(cases)).order_by(cases.c.at, cases.c.id)
        names = RegressionCase.model_fields.keys()
        return tuple(
            RegressionCase.model_validate({name: row[name] for name in names})
            for row in self._transaction.rows(query)
        )

    def add_case(self, case: RegressionCase, *, submission_id: str, actor_id: str) -> None:
        """Keep a regression case."""
        self._transaction.insert(
            cases,
            {
                **case.model_dump(mode="json"),
                "kind": CaseKind(case.kind).value,
                "submission_id": submission_id,
                "actor_id": actor_id,
                "at": self._transaction.now(),
            },
        )


def _restricted(table: sa.Table, query: LogQuery) -> Iterator[sa.ColumnElement[bool]]:
    """Conditions that both kinds of rows know."""
    if query.since is not None:
        yield table.c.at >= query.since
    if query.until is not None:
        yield table.c.at < query.until
    if query.policy is not None:
        yield table.c.policy_sha256.startswith(query.policy, autoescape=True)


def _is_of_rule(rule: str, wanted: str | None) -> bool:
    return wanted is None or rule == wanted or rule.startswith(f"{wanted}.")


def _redaction(row: Row) -> LogEntry:
    return LogEntry(
        kind=LogKind.REDACTION,
        id=row["id"],
        at=row["at"],
        actor=row["actor_id"],
        type=row["type"],
        rule=row["rule"],
        action=Action.REDACT,
        policy_sha256=row["policy_sha256"],
        submission=row["submission_id"],
        artefact=row["artefact_id"],
        placeholder=row["placeholder"],
        score=row["score"],
        start=row["start"],
        end=row["end"],
    )
