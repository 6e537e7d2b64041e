"""Rows of drafts. Headers and contents are read by different queries, so a sealed draft stays unread."""

from collections.abc import Sequence

import sqlalchemy as sa

from assessor.domain.draft import Draft
from assessor.domain.record import Added, DraftHeader, Reveal, ShownDraft
from assessor.errors import NotFoundError, OrderError
from assessor.store.ids import new_id
from assessor.store.submissions import submission_of
from assessor.store.tables import artefacts, drafts, ratings, reveals, submissions
from assessor.store.transaction import Row, Transaction

_OWN_COLUMNS = tuple(
    drafts.c[name]
    for name in (
        "id",
        "artefact_id",
        "skill_area",
        "career_level",
        "drafter",
        "created_at",
        "created_by",
        "withdrawn_at",
        "withdrawn_reason",
    )
)
_SUBMISSION = "submission_"
"""Prefix that keeps the submission's columns apart from the draft's."""


class SqlDraftRows:
    """`ports.DraftRows` on SQL."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    def add(
        self,
        draft: Draft,
        *,
        submission_id: str,
        artefact_id: str,
        skill_area: str | None,
        career_level: str | None,
        actor_id: str,
    ) -> Added:
        """Keep a draft, sealed. Its artefact must be kept already; the tables refuse it otherwise."""
        draft_id = new_id("drf")
        content = draft.model_dump(mode="json")
        self._transaction.insert(
            drafts,
            {
                "id": draft_id,
                "submission_id": submission_id,
                "artefact_id": artefact_id,
                "skill_area": skill_area,
                "career_level": career_level,
                "drafter": draft.provenance.drafter,
                "draft": content,
                "created_at": self._transaction.now(),
                "created_by": actor_id,
            },
        )
        return Added(draft_id, content)

    def header(self, draft_id: str) -> DraftHeader:
        """What may be known before the reveal.

        Raises:
            NotFoundError: there is no such draft.
        """
        row = self._transaction.require(self._headers().where(drafts.c.id == draft_id), "draft", draft_id)
        return _header(row)

    def content(self, draft_id: str) -> Draft:
        """The draft itself.

        Raises:
            NotFoundError: there is none, or its content was erased (code `erased`).
        """
        query = sa.select(drafts.c.draft).where(self._transaction.mine(drafts), drafts.c.id == draft_id)
        content = self._transaction.require(query, "draft", draft_id)["draft"]
        if content is None:
            raise NotFoundError(f"the content of {draft_id} was erased", code="erased")
        return Draft.model_validate(content)

    def list_headers(
        self,
        *,
        submission_id: str | None = None,
        assessee_id: str | None = None,
        after: str | None = None,
        limit: int | None = None,
    ) -> tuple[DraftHeader, ...]:
        """Drafts, oldest first, of one submission or assessee where given.

        Args:
            submission_id: only its drafts.
            assessee_id: only drafts about this person.
            after: id of the draft before the first one wanted.
            limit: at most so many.

        Raises:
            NotFoundError: there is no draft of the id `after`.
        """
        query = self._headers().order_by(drafts.c.created_at, artefacts.c.position, drafts.c.id)
        if after is not None:
            query = query.where(self._later_than(after))
        if limit is not None:
            query = query.limit(limit)
        if submission_id is not None:
            query = query.where(drafts.c.submission_id == submission_id)
        if assessee_id is not None:
            query = query.where(submissions.c.assessee_id == assessee_id)
        return tuple(_header(row) for row in self._transaction.rows(query))

    def open_for(self, submitted_digests: Sequence[str], *, actor_id: str) -> tuple[str, ...]:
        """Ids of standing drafts on any of these bytes that the actor has not rated, oldest first."""
        rated = sa.exists().where(
            self._transaction.mine(ratings),
            ratings.c.draft_id == drafts.c.id,
            ratings.c.actor_id == actor_id,
        )
        query = (
            self._headers()
            .where(
                artefacts.c.submitted_digest.in_(submitted_digests), drafts.c.withdrawn_at.is_(None), ~rated
            )
            .order_by(drafts.c.created_at, drafts.c.id)
        )
        return tuple(row["id"] for row in self._transaction.rows(query))

    def withdraw(self, draft_id: str, reason_code: str) -> None:
        """Mark a standing draft as withdrawn.

        Raises:
            NotFoundError: there is no such draft.
            OrderError: code `withdrawn`, it was withdrawn before.
        """
        if self.header(draft_id).withdrawn_at is not None:
            raise OrderError(f"{draft_id} was withdrawn before", code="withdrawn")
        self._transaction.update(
            drafts,
            drafts.c.id == draft_id,
            withdrawn_at=self._transaction.now(),
            withdrawn_reason=reason_code,
        )

    def add_reveal(self, draft_id: str, *, actor_id: str, withheld: bool = False) -> None:
        """Note that the actor sees the draft from now on, or saw that it is withheld."""
        known = self.reveal_of(draft_id, actor_id=actor_id)
        now = self._transaction.now()
        if known is None:
            row = {"draft_id": draft_id, "actor_id": actor_id, "at": now, "withheld": withheld}
            self._transaction.insert(reveals, row)
        elif known.withheld and not withheld:
            own = sa.and_(reveals.c.draft_id == draft_id, reveals.c.actor_id == actor_id)
            self._transaction.update(reveals, own, at=now, withheld=False)

    def reveal_of(self, draft_id: str, *, actor_id: str) -> Reveal | None:
        """When the actor revealed the draft, and whether anything was shown; null where that never was."""
        query = sa.select(reveals.c.at, reveals.c.withheld).where(
            self._transaction.mine(reveals), reveals.c.draft_id == draft_id, reveals.c.actor_id == actor_id
        )
        row = self._transaction.first(query)
        return None if row is None else Reveal(at=row["at"], withheld=row["withheld"])

    def is_revealed(self, draft_id: str, *, actor_id: str) -> bool:
        """Whether the actor has seen the draft's content."""
        found = self.reveal_of(draft_id, actor_id=actor_id)
        return found is not None and not found.withheld

    def shown(self, rubric_id: str) -> tuple[ShownDraft, ...]:
        """Every showing of a draft with a level under any version of a rubric, in no certain order.

        Read by paths into the content, so that no text is loaded; a draft that was erased has none.
        """
        content = drafts.c.draft
        level = content["rating"].as_integer()
        joined = reveals.join(
            drafts, sa.and_(drafts.c.tenant_id == reveals.c.tenant_id, drafts.c.id == reveals.c.draft_id)
        ).join(
            submissions,
            sa.and_(
                submissions.c.tenant_id == drafts.c.tenant_id, submissions.c.id == drafts.c.submission_id
            ),
        )
        query = (
            sa.select(
                reveals.c.draft_id,
                reveals.c.actor_id,
                reveals.c.at,
                submissions.c.assessee_id,
                content[("provenance", "drafter")].as_string().label("drafter"),
                content["scale"].as_string().label("scale"),
                level.label("level"),
            )
            .select_from(joined)
            .where(
                self._transaction.mine(reveals),
                reveals.c.withheld.is_(False),
                submissions.c.rubric_id == rubric_id,
            )
        )
        # Whether there is a level is asked here: databases differ on what a null in JSON is.
        rows = self._transaction.rows(query)
        return tuple(ShownDraft.model_validate(dict(row)) for row in rows if row["level"] is not None)

    def _later_than(self, draft_id: str) -> sa.ColumnElement[bool]:
        query = (
            self._headers().add_columns(artefacts.c.position.label("place")).where(drafts.c.id == draft_id)
        )
        row = self._transaction.require(query, "draft", draft_id)
        place = sa.tuple_(drafts.c.created_at, artefacts.c.position, drafts.c.id)
        return place > sa.tuple_(
            sa.literal(row["created_at"], drafts.c.created_at.type),
            sa.literal(row["place"]),
            sa.literal(draft_id),
        )

    def _headers(self) -> sa.Select[tuple[object, ...]]:
        joined = drafts.join(
            artefacts,
            sa.and_(
                artefacts.c.tenant_id == drafts.c.tenant_id,
                artefacts.c.submission_id == drafts.c.submission_id,
                artefacts.c.artefact_id == drafts.c.artefact_id,
            ),
        ).join(
            submissions,
            sa.and_(
                submissions.c.tenant_id == drafts.c.tenant_id, submissions.c.id == drafts.c.submission_id
            ),
        )
        return (
            sa.select(
                *_OWN_COLUMNS,
                artefacts.c.kind,
                artefacts.c.evidence_date,
                *(column.label(_SUBMISSION + column.name) for column in submissions.c),
            )
            .select_from(joined)
            .where(self._transaction.mine(drafts))
        )


def _header(row: Row) -> DraftHeader:
    submission = {
        name.removeprefix(_SUBMISSION): value for name, value in row.items() if name.startswith(_SUBMISSION)
    }
    own = {name: value for name, value in row.items() if not name.startswith(_SUBMISSION)}
    return DraftHeader(**own, submission=submission_of(submission))
