"""What the HTTP service needs: how far drafting is, one standing draft an artefact, receipts of requests."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

_UTC = sa.String(27)


def upgrade() -> None:
    """Add the columns, indexes and the table, and say of older submissions how far they are."""
    op.add_column(
        "submissions", sa.Column("destination", sa.String(), nullable=False, server_default="store")
    )
    op.add_column("submissions", sa.Column("handed_in", sa.JSON(), nullable=False, server_default="[]"))
    op.add_column("submissions", sa.Column("failure", sa.String(), nullable=True))
    op.create_index(
        op.f("ix_submissions_tenant_id_accepted_at_id"),
        "submissions",
        ["tenant_id", "accepted_at", "id"],
        unique=False,
    )
    op.create_index(
        op.f("ix_submissions_tenant_id_status"), "submissions", ["tenant_id", "status"], unique=False
    )
    # Version 1 kept all drafts of a submission at once and never moved its status on.
    op.execute(
        sa.text(
            "UPDATE submissions SET status = 'drafted' WHERE EXISTS (SELECT 1 FROM drafts"
            " WHERE drafts.tenant_id = submissions.tenant_id AND drafts.submission_id = submissions.id)"
        )
    )
    op.create_index(
        "uq_drafts_standing",
        "drafts",
        ["tenant_id", "submission_id", "artefact_id"],
        unique=True,
        sqlite_where=sa.text("withdrawn_at IS NULL"),
        postgresql_where=sa.text("withdrawn_at IS NULL"),
    )
    op.create_table(
        "receipts",
        sa.Column("tenant_id", sa.String(), nullable=False),
        sa.Column("key_digest", sa.String(), nullable=False),
        sa.Column("request_digest", sa.String(), nullable=False),
        sa.Column("made", sa.String(), nullable=False),
        sa.Column("actor_id", sa.String(), nullable=False),
        sa.Column("at", _UTC, nullable=False),
        sa.ForeignKeyConstraint(
            ["tenant_id", "actor_id"],
            ["actors.tenant_id", "actors.id"],
            name=op.f("fk_receipts_tenant_id_actor_id"),
        ),
        sa.PrimaryKeyConstraint("tenant_id", "key_digest", name=op.f("pk_receipts")),
    )
