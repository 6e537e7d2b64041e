"""What model calls have cost."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create the ledger of model calls."""
    op.create_table(
        "model_spend",
        sa.Column("tenant_id", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("run_id", sa.String(), nullable=False),
        sa.Column("month", sa.String(), nullable=False),
        sa.Column("model", sa.String(), nullable=False),
        sa.Column("tokens", sa.BigInteger(), nullable=False),
        sa.Column("cost_nano_usd", sa.BigInteger(), nullable=True),
        sa.Column("settled", sa.Boolean(), nullable=False),
        sa.Column("at", sa.String(27), nullable=False),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_model_spend")),
    )
    op.create_index(op.f("ix_model_spend_tenant_id_month"), "model_spend", ["tenant_id", "month"])
    op.create_index(op.f("ix_model_spend_tenant_id_run_id"), "model_spend", ["tenant_id", "run_id"])
