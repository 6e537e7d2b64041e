"""What drafters learned from ratings, and which version is in effect."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

_UTC = sa.String(27)


def _to(table: str, column: str, target: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["tenant_id", column],
        [f"{target}.tenant_id", f"{target}.id"],
        name=op.f(f"fk_{table}_tenant_id_{column}"),
    )


def upgrade() -> None:
    """Add the tables."""
    op.create_table(
        "fits",
        sa.Column("tenant_id", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("rubric", sa.String(), nullable=False),
        sa.Column("drafter", sa.String(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("fit", sa.JSON(), nullable=False),
        sa.Column("actor_id", sa.String(), nullable=False),
        sa.Column("at", _UTC, nullable=False),
        _to("fits", "actor_id", "actors"),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_fits")),
        sa.UniqueConstraint(
            "tenant_id", "rubric", "drafter", "number", name=op.f("uq_fits_tenant_id_rubric_drafter_number")
        ),
    )
    op.create_table(
        "activations",
        sa.Column("tenant_id", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("rubric", sa.String(), nullable=False),
        sa.Column("drafter", sa.String(), nullable=False),
        sa.Column("fit_id", sa.String(), nullable=True),
        sa.Column("action", sa.String(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("actor_id", sa.String(), nullable=False),
        sa.Column("at", _UTC, nullable=False),
        sa.CheckConstraint("action IN ('activate', 'rollback')", name=op.f("ck_activations_action")),
        _to("activations", "fit_id", "fits"),
        _to("activations", "actor_id", "actors"),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_activations")),
        sa.UniqueConstraint(
            "tenant_id",
            "rubric",
            "drafter",
            "position",
            name=op.f("uq_activations_tenant_id_rubric_drafter_position"),
        ),
    )
