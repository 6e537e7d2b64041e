"""Drills, and their results apart from every rating and every person."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the tables. Those of results are kept in the order of random keys, not of arrival."""
    op.create_table(
        "drills",
        sa.Column("tenant_id", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("rubric", sa.String(), nullable=False),
        sa.Column("rubric_version", sa.String(), nullable=False),
        sa.Column("items", sa.JSON(), nullable=False),
        sa.Column("taken", sa.Integer(), nullable=False),
        sa.Column("made_by", sa.String(), nullable=False),
        sa.Column("made_at", sa.String(27), nullable=False),
        sa.ForeignKeyConstraint(
            ["tenant_id", "made_by"],
            ["actors.tenant_id", "actors.id"],
            name=op.f("fk_drills_tenant_id_made_by"),
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_drills")),
    )
    op.create_table(
        "drill_attempts",
        sa.Column("tenant_id", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("drill_id", sa.String(), nullable=False),
        sa.Column("batch", sa.Integer(), nullable=False),
        sa.Column("answers", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["tenant_id", "drill_id"],
            ["drills.tenant_id", "drills.id"],
            name=op.f("fk_drill_attempts_tenant_id_drill_id"),
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_drill_attempts")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "drill_takers",
        sa.Column("tenant_id", sa.String(), nullable=False),
        sa.Column("drill_id", sa.String(), nullable=False),
        sa.Column("taker", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["tenant_id", "drill_id"],
            ["drills.tenant_id", "drills.id"],
            name=op.f("fk_drill_takers_tenant_id_drill_id"),
        ),
        sa.PrimaryKeyConstraint("tenant_id", "drill_id", "taker", name=op.f("pk_drill_takers")),
        sqlite_with_rowid=False,
    )
