"""Drafts as statistics see them: read by paths into their content, so that no text of theirs is loaded."""

from typing import Any

import sqlalchemy as sa

from assessor.domain.draft_facts import DraftFacts
from assessor.store.tables import artefacts, drafts, submissions
from assessor.store.transaction import Row, Transaction


class SqlDraftFactRows:
    """`drift_ports.DraftFactRows` on SQL."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    def of_rubric(self, rubric_id: str) -> tuple[DraftFacts, ...]:
        """Every draft under any version of a rubric, withdrawn and erased ones too, oldest first."""
        query = (
            facts_query()
            .where(self._transaction.mine(drafts), submissions.c.rubric_id == rubric_id)
            .order_by(drafts.c.created_at, drafts.c.id)
        )
        return tuple(_facts(row) for row in self._transaction.rows(query))

    def rubrics(self) -> tuple[str, ...]:
        """Ids of the rubrics that anything was drafted under, in order."""
        query = (
            sa.select(submissions.c.rubric_id)
            .where(self._transaction.mine(submissions))
            .distinct()
            .order_by(submissions.c.rubric_id)
        )
        return tuple(row["rubric_id"] for row in self._transaction.rows(query))


def facts_query() -> sa.Select[Any]:
    """Columns of `DraftFacts` from the three tables; says nothing of the tenant yet."""
    joined = drafts.join(
        artefacts,
        sa.and_(
            artefacts.c.tenant_id == drafts.c.tenant_id,
            artefacts.c.submission_id == drafts.c.submission_id,
            artefacts.c.artefact_id == drafts.c.artefact_id,
        ),
    ).join(
        submissions,
        sa.and_(submissions.c.tenant_id == drafts.c.tenant_id, submissions.c.id == drafts.c.submission_id),
    )
    content = drafts.c.draft
    return sa.select(
        drafts.c.id,
        drafts.c.submission_id,
        drafts.c.artefact_id,
        drafts.c.skill_area,
        drafts.c.created_at,
        drafts.c.withdrawn_at,
        submissions.c.assessee_id,
        submissions.c.rubric_id,
        submissions.c.rubric_version,
        artefacts.c.assessee_team.label("team"),
        artefacts.c.lang,
        artefacts.c.kind,
        sa.func.length(artefacts.c.text).label("chars"),
        content["status"].as_string().label("status"),
        content["scale"].as_string().label("scale"),
        content["rating_before_cap"].as_integer().label("level"),
        content[("areas", 0, "skill_area")].as_string().label("proposed"),
        *(
            content[("provenance", name)].as_string().label(name)
            for name in ("drafter", "model", "prompt", "fit")
        ),
    ).select_from(joined)


def _facts(row: Row) -> DraftFacts:
    found = {name: row[name] for name in DraftFacts.model_fields}
    return DraftFacts.model_validate({**found, "skill_area": row["skill_area"] or row["proposed"]})
