"""Rounds of the watch over time."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

_UTC = sa.String(27)


def upgrade() -> None:
    """Add the table."""
    op.create_table(
        "watch_rounds",
        sa.Column("tenant_id", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("series", sa.String(), nullable=False),
        sa.Column("slot", _UTC, nullable=True),
        sa.Column("begun_at", _UTC, nullable=False),
        sa.Column("renewed_at", _UTC, nullable=False),
        sa.Column("finished_at", _UTC, nullable=True),
        sa.Column("record", sa.JSON(), nullable=True),
        sa.CheckConstraint(
            "finished_at IS NULL OR record IS NOT NULL", name=op.f("ck_watch_rounds_recorded")
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_watch_rounds")),
        sa.UniqueConstraint(
            "tenant_id", "series", "slot", name=op.f("uq_watch_rounds_tenant_id_series_slot")
        ),
    )
