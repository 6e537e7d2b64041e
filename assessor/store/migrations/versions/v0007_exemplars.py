"""Exemplars, and the team an artefact's assessee belongs to, so that no example is ever of the same team."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

_UTC = sa.String(27)


def _by(column: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["tenant_id", column],
        ["actors.tenant_id", "actors.id"],
        name=op.f(f"fk_exemplars_tenant_id_{column}"),
    )


def upgrade() -> None:
    """Add table and column."""
    op.add_column("artefacts", sa.Column("assessee_team", sa.String(), nullable=True))
    op.create_table(
        "exemplars",
        sa.Column("tenant_id", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("item", sa.String(), nullable=False),
        sa.Column("rubric", sa.String(), nullable=False),
        sa.Column("rubric_version", sa.String(), nullable=False),
        sa.Column("skill_area", sa.String(), nullable=False),
        sa.Column("career_level", sa.String(), nullable=True),
        sa.Column("lang", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("rating", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=True),
        sa.Column("quotes", sa.JSON(), nullable=False),
        sa.Column("twin", sa.String(), nullable=True),
        sa.Column("team", sa.String(), nullable=True),
        sa.Column("digest", sa.String(), nullable=True),
        sa.Column("imported_by", sa.String(), nullable=False),
        sa.Column("imported_at", _UTC, nullable=False),
        sa.Column("enablement_by", sa.String(), nullable=True),
        sa.Column("enablement_at", _UTC, nullable=True),
        sa.Column("privacy_by", sa.String(), nullable=True),
        sa.Column("privacy_at", _UTC, nullable=True),
        sa.Column("withdrawn_by", sa.String(), nullable=True),
        sa.Column("withdrawn_at", _UTC, nullable=True),
        sa.CheckConstraint("enablement_by <> privacy_by", name=op.f("ck_exemplars_two_persons")),
        *map(_by, ("imported_by", "enablement_by", "privacy_by", "withdrawn_by")),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_exemplars")),
        sa.UniqueConstraint(
            "tenant_id",
            "rubric",
            "rubric_version",
            "digest",
            name=op.f("uq_exemplars_tenant_id_rubric_rubric_version_digest"),
        ),
    )
