"""Suspensions, reveals that showed nothing because of one, and each draft's drafter outside its content."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

_UTC = sa.String(27)
_DRAFTS = sa.table(
    "drafts", sa.column("drafter", sa.String), sa.column("draft", sa.JSON(none_as_null=True))
)
_CAUSES = "'hand', 'drift', 'reliance', 'probe', 'gold_run'"


def _by(column: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["tenant_id", column],
        ["actors.tenant_id", "actors.id"],
        name=op.f(f"fk_suspensions_tenant_id_{column}"),
    )


def upgrade() -> None:
    """Add table and columns; drafts that are there say who made them."""
    op.add_column("drafts", sa.Column("drafter", sa.String(), nullable=True))
    made_by = sa.case((_DRAFTS.c.draft.is_not(None), _DRAFTS.c.draft[("provenance", "drafter")].as_string()))
    op.execute(_DRAFTS.update().values(drafter=made_by))
    op.add_column(
        "reveals", sa.Column("withheld", sa.Boolean(), nullable=False, server_default=sa.false())
    )
    op.create_table(
        "suspensions",
        sa.Column("tenant_id", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("rubric", sa.String(), nullable=False),
        sa.Column("skill_area", sa.String(), nullable=False),
        sa.Column("drafter", sa.String(), nullable=False),
        sa.Column("cause", sa.String(), nullable=False),
        sa.Column("by_rule", sa.Boolean(), nullable=False),
        sa.Column("figures", sa.JSON(), nullable=False),
        sa.Column("changed_on", sa.Date(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("begun_by", sa.String(), nullable=True),
        sa.Column("begun_at", _UTC, nullable=False),
        sa.Column("lifted_by", sa.String(), nullable=True),
        sa.Column("lifted_at", _UTC, nullable=True),
        sa.Column("lift_reason", sa.Text(), nullable=True),
        sa.Column("recalibration", sa.JSON(), nullable=True),
        sa.CheckConstraint(f"cause IN ({_CAUSES})", name=op.f("ck_suspensions_cause")),
        sa.CheckConstraint(
            "by_rule OR (reason IS NOT NULL AND begun_by IS NOT NULL)", name=op.f("ck_suspensions_reason")
        ),
        sa.CheckConstraint(
            "lifted_at IS NULL OR (lifted_by IS NOT NULL AND lift_reason IS NOT NULL)",
            name=op.f("ck_suspensions_lifted"),
        ),
        sa.CheckConstraint(
            "lifted_at IS NULL OR NOT by_rule OR recalibration IS NOT NULL",
            name=op.f("ck_suspensions_recalibrated"),
        ),
        *map(_by, ("begun_by", "lifted_by")),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_suspensions")),
    )
    op.create_index(
        "uq_suspensions_standing",
        "suspensions",
        ["tenant_id", "rubric", "skill_area", "drafter", "by_rule"],
        unique=True,
        sqlite_where=sa.text("lifted_at IS NULL"),
        postgresql_where=sa.text("lifted_at IS NULL"),
    )
