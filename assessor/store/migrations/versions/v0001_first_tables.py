"""The first tables."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

_UTC = sa.String(27)
"""Times as text; the code may change its type, the columns stay."""


def upgrade() -> None:
    """Create every table of version 1."""
    op.create_table(
        "actors",
        sa.Column("tenant_id", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=True),
        sa.Column("name_digest", sa.String(), nullable=False),
        sa.Column("roles", sa.JSON(), nullable=False),
        sa.Column("token_sha256", sa.String(), nullable=True),
        sa.Column("created_at", _UTC, nullable=False),
        sa.Column("created_by", sa.String(), nullable=False),
        sa.Column("revoked_at", _UTC, nullable=True),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_actors")),
        sa.UniqueConstraint("tenant_id", "name_digest", name=op.f("uq_actors_tenant_id_name_digest")),
        sa.UniqueConstraint("tenant_id", "token_sha256", name=op.f("uq_actors_tenant_id_token_sha256")),
    )
    op.create_table(
        "audit_entries",
        sa.Column("tenant_id", sa.String(), nullable=False),
        sa.Column("seq", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("leaf", sa.Text(), nullable=False),
        sa.Column("leaf_hash", sa.String(), nullable=False),
        sa.Column("root", sa.String(), nullable=False),
        sa.Column("mac", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("tenant_id", "seq", name=op.f("pk_audit_entries")),
    )
    op.create_table(
        "audit_heads",
        sa.Column("tenant_id", sa.String(), nullable=False),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.Column("frontier", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("tenant_id", name=op.f("pk_audit_heads")),
    )
    op.create_table(
        "audit_salts",
        sa.Column("tenant_id", sa.String(), nullable=False),
        sa.Column("seq", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("salt", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["tenant_id", "seq"],
            ["audit_entries.tenant_id", "audit_entries.seq"],
            name=op.f("fk_audit_salts_tenant_id_seq"),
        ),
        sa.PrimaryKeyConstraint("tenant_id", "seq", "name", name=op.f("pk_audit_salts")),
    )
    op.create_table(
        "preview_marks",
        sa.Column("tenant_id", sa.String(), nullable=False),
        sa.Column("actor_id", sa.String(), nullable=False),
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("at", _UTC, nullable=False),
        sa.ForeignKeyConstraint(
            ["tenant_id", "actor_id"],
            ["actors.tenant_id", "actors.id"],
            name=op.f("fk_preview_marks_tenant_id_actor_id"),
        ),
        sa.PrimaryKeyConstraint("tenant_id", "actor_id", "digest", name=op.f("pk_preview_marks")),
    )
    op.create_table(
        "stops",
        sa.Column("tenant_id", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("actor_id", sa.String(), nullable=False),
        sa.Column("at", _UTC, nullable=False),
        sa.Column("submitted_digest", sa.String(), nullable=False),
        sa.Column("verdict", sa.String(), nullable=False),
        sa.Column("findings", sa.JSON(), nullable=False),
        sa.Column("policy_sha256", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["tenant_id", "actor_id"],
            ["actors.tenant_id", "actors.id"],
            name=op.f("fk_stops_tenant_id_actor_id"),
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_stops")),
    )
    op.create_index(
        op.f("ix_stops_tenant_id_submitted_digest"), "stops", ["tenant_id", "submitted_digest"], unique=False
    )
    op.create_table(
        "submissions",
        sa.Column("tenant_id", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("actor_id", sa.String(), nullable=False),
        sa.Column("assessee_id", sa.String(), nullable=False),
        sa.Column("rubric_id", sa.String(), nullable=False),
        sa.Column("rubric_version", sa.String(), nullable=False),
        sa.Column("skill_area", sa.String(), nullable=True),
        sa.Column("career_level", sa.String(), nullable=True),
        sa.Column("submitted_on", sa.Date(), nullable=False),
        sa.Column("accepted_at", _UTC, nullable=False),
        sa.Column("status", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["tenant_id", "actor_id"],
            ["actors.tenant_id", "actors.id"],
            name=op.f("fk_submissions_tenant_id_actor_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "assessee_id"],
            ["actors.tenant_id", "actors.id"],
            name=op.f("fk_submissions_tenant_id_assessee_id"),
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_submissions")),
    )
    op.create_index(
        op.f("ix_submissions_tenant_id_assessee_id"),
        "submissions",
        ["tenant_id", "assessee_id"],
        unique=False,
    )
    op.create_table(
        "artefacts",
        sa.Column("tenant_id", sa.String(), nullable=False),
        sa.Column("submission_id", sa.String(), nullable=False),
        sa.Column("artefact_id", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=True),
        sa.Column("lang", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("verdict", sa.String(), nullable=False),
        sa.Column("evidence_date", sa.Date(), nullable=True),
        sa.Column("segments", sa.JSON(), nullable=False),
        sa.Column("findings", sa.JSON(), nullable=False),
        sa.Column("injection", sa.JSON(), nullable=False),
        sa.Column("subject_placeholders", sa.JSON(), nullable=False),
        sa.Column("submitted_digest", sa.String(), nullable=False),
        sa.Column("policy_sha256", sa.String(), nullable=False),
        sa.Column("retain_until", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["tenant_id", "submission_id"],
            ["submissions.tenant_id", "submissions.id"],
            name=op.f("fk_artefacts_tenant_id_submission_id"),
        ),
        sa.PrimaryKeyConstraint("tenant_id", "submission_id", "artefact_id", name=op.f("pk_artefacts")),
    )
    op.create_index(
        op.f("ix_artefacts_tenant_id_retain_until"), "artefacts", ["tenant_id", "retain_until"], unique=False
    )
    op.create_index(
        op.f("ix_artefacts_tenant_id_submitted_digest"),
        "artefacts",
        ["tenant_id", "submitted_digest"],
        unique=False,
    )
    op.create_table(
        "drafts",
        sa.Column("tenant_id", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("submission_id", sa.String(), nullable=False),
        sa.Column("artefact_id", sa.String(), nullable=False),
        sa.Column("skill_area", sa.String(), nullable=True),
        sa.Column("career_level", sa.String(), nullable=True),
        sa.Column("draft", sa.JSON(), nullable=True),
        sa.Column("created_at", _UTC, nullable=False),
        sa.Column("created_by", sa.String(), nullable=False),
        sa.Column("withdrawn_at", _UTC, nullable=True),
        sa.Column("withdrawn_reason", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(
            ["tenant_id", "submission_id", "artefact_id"],
            ["artefacts.tenant_id", "artefacts.submission_id", "artefacts.artefact_id"],
            name=op.f("fk_drafts_tenant_id_submission_id_artefact_id"),
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_drafts")),
    )
    op.create_index(
        op.f("ix_drafts_tenant_id_submission_id_artefact_id"),
        "drafts",
        ["tenant_id", "submission_id", "artefact_id"],
        unique=False,
    )
    op.create_table(
        "redaction_log",
        sa.Column("tenant_id", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("submission_id", sa.String(), nullable=False),
        sa.Column("artefact_id", sa.String(), nullable=False),
        sa.Column("actor_id", sa.String(), nullable=False),
        sa.Column("at", _UTC, nullable=False),
        sa.Column("type", sa.String(), nullable=False),
        sa.Column("rule", sa.String(), nullable=False),
        sa.Column("score", sa.Double(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column("redacted_start", sa.Integer(), nullable=False),
        sa.Column("redacted_end", sa.Integer(), nullable=False),
        sa.Column("placeholder", sa.String(), nullable=False),
        sa.Column("policy_sha256", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["tenant_id", "actor_id"],
            ["actors.tenant_id", "actors.id"],
            name=op.f("fk_redaction_log_tenant_id_actor_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "submission_id", "artefact_id"],
            ["artefacts.tenant_id", "artefacts.submission_id", "artefacts.artefact_id"],
            name=op.f("fk_redaction_log_tenant_id_submission_id_artefact_id"),
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_redaction_log")),
    )
    op.create_index(
        op.f("ix_redaction_log_tenant_id_submission_id_artefact_id"),
        "redaction_log",
        ["tenant_id", "submission_id", "artefact_id"],
        unique=False,
    )
    op.create_table(
        "ratings",
        sa.Column("tenant_id", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("target", sa.String(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("draft_id", sa.String(), nullable=True),
        sa.Column("submission_id", sa.String(), nullable=False),
        sa.Column("artefact_id", sa.String(), nullable=True),
        sa.Column("skill_area", sa.String(), nullable=True),
        sa.Column("actor_id", sa.String(), nullable=False),
        sa.Column("outcome", sa.String(), nullable=False),
        sa.Column("level", sa.Integer(), nullable=True),
        sa.Column("scale", sa.String(), nullable=False),
        sa.Column("rubric_id", sa.String(), nullable=False),
        sa.Column("rubric_version", sa.String(), nullable=False),
        sa.Column("seal", sa.String(), nullable=True),
        sa.Column("seen_before", sa.Boolean(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("cited", sa.JSON(), nullable=False),
        sa.Column("overrides_draft", sa.Boolean(), nullable=True),
        sa.Column("at", _UTC, nullable=False),
        sa.CheckConstraint("(level IS NOT NULL) = (outcome = 'level')", name=op.f("ck_ratings_level")),
        sa.CheckConstraint(
            "outcome IN ('level', 'not_applicable', 'insufficient_evidence')", name=op.f("ck_ratings_outcome")
        ),
        sa.CheckConstraint(
            "source IN ('sealed', 'blind', 'adjudicated', 'confirmed')", name=op.f("ck_ratings_source")
        ),
        sa.CheckConstraint("target IN ('artefact', 'area')", name=op.f("ck_ratings_target")),
        sa.ForeignKeyConstraint(
            ["tenant_id", "actor_id"],
            ["actors.tenant_id", "actors.id"],
            name=op.f("fk_ratings_tenant_id_actor_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "draft_id"],
            ["drafts.tenant_id", "drafts.id"],
            name=op.f("fk_ratings_tenant_id_draft_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "submission_id"],
            ["submissions.tenant_id", "submissions.id"],
            name=op.f("fk_ratings_tenant_id_submission_id"),
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_ratings")),
    )
    op.create_index(
        op.f("ix_ratings_tenant_id_submission_id"), "ratings", ["tenant_id", "submission_id"], unique=False
    )
    op.create_index(
        "uq_ratings_once",
        "ratings",
        ["tenant_id", "draft_id", "actor_id", "source"],
        unique=True,
        sqlite_where=sa.text("source IN ('sealed', 'confirmed')"),
        postgresql_where=sa.text("source IN ('sealed', 'confirmed')"),
    )
    op.create_table(
        "reveals",
        sa.Column("tenant_id", sa.String(), nullable=False),
        sa.Column("draft_id", sa.String(), nullable=False),
        sa.Column("actor_id", sa.String(), nullable=False),
        sa.Column("at", _UTC, nullable=False),
        sa.ForeignKeyConstraint(
            ["tenant_id", "actor_id"],
            ["actors.tenant_id", "actors.id"],
            name=op.f("fk_reveals_tenant_id_actor_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "draft_id"],
            ["drafts.tenant_id", "drafts.id"],
            name=op.f("fk_reveals_tenant_id_draft_id"),
        ),
        sa.PrimaryKeyConstraint("tenant_id", "draft_id", "actor_id", name=op.f("pk_reveals")),
    )
