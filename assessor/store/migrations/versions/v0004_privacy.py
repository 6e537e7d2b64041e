"""What the privacy officer needs: releases of stopped artefacts, and reports that became regression cases."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

_UTC = sa.String(27)


def upgrade() -> None:
    """Add the tables."""
    op.create_table(
        "releases",
        sa.Column("tenant_id", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("stop_id", sa.String(), nullable=False),
        sa.Column("rule", sa.String(), nullable=False),
        sa.Column("actor_id", sa.String(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("at", _UTC, nullable=False),
        sa.ForeignKeyConstraint(
            ["tenant_id", "actor_id"],
            ["actors.tenant_id", "actors.id"],
            name=op.f("fk_releases_tenant_id_actor_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "stop_id"],
            ["stops.tenant_id", "stops.id"],
            name=op.f("fk_releases_tenant_id_stop_id"),
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_releases")),
    )
    op.create_index(op.f("ix_releases_tenant_id_stop_id"), "releases", ["tenant_id", "stop_id"], unique=False)
    op.create_table(
        "cases",
        sa.Column("tenant_id", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("submission_id", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("lang", sa.String(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("spans", sa.JSON(), nullable=False),
        sa.Column("rule", sa.String(), nullable=True),
        sa.Column("actor_id", sa.String(), nullable=False),
        sa.Column("at", _UTC, nullable=False),
        sa.ForeignKeyConstraint(
            ["tenant_id", "actor_id"],
            ["actors.tenant_id", "actors.id"],
            name=op.f("fk_cases_tenant_id_actor_id"),
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_cases")),
    )
    op.create_index(
        op.f("ix_cases_tenant_id_submission_id"), "cases", ["tenant_id", "submission_id"], unique=False
    )
