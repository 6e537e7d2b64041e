"""The vault: values sealed at acceptance where a deployment wants that, and requests to open one."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

_UTC = sa.String(27)


def _tenant() -> sa.Column[str]:
    return sa.Column("tenant_id", sa.String(), nullable=False)


def _to(table: str, column: str, target: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["tenant_id", column],
        [f"{target}.tenant_id", f"{target}.id"],
        name=op.f(f"fk_{table}_tenant_id_{column}"),
    )


def upgrade() -> None:
    """Add the tables."""
    op.create_table(
        "vault_keys",
        _tenant(),
        sa.Column("submission_id", sa.String(), nullable=False),
        sa.Column("wrapped_key", sa.String(), nullable=False),
        sa.Column("actor_id", sa.String(), nullable=False),
        sa.Column("at", _UTC, nullable=False),
        _to("vault_keys", "submission_id", "submissions"),
        _to("vault_keys", "actor_id", "actors"),
        sa.PrimaryKeyConstraint("tenant_id", "submission_id", name=op.f("pk_vault_keys")),
    )
    op.create_table(
        "vault_values",
        _tenant(),
        sa.Column("submission_id", sa.String(), nullable=False),
        sa.Column("placeholder", sa.String(), nullable=False),
        sa.Column("sealed", sa.Text(), nullable=False),
        sa.Column("actor_id", sa.String(), nullable=False),
        _to("vault_values", "submission_id", "submissions"),
        _to("vault_values", "actor_id", "actors"),
        sa.PrimaryKeyConstraint("tenant_id", "submission_id", "placeholder", name=op.f("pk_vault_values")),
    )
    op.create_table(
        "vault_requests",
        _tenant(),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("submission_id", sa.String(), nullable=False),
        sa.Column("placeholder", sa.String(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("actor_id", sa.String(), nullable=False),
        sa.Column("at", _UTC, nullable=False),
        sa.Column("approved_by", sa.String(), nullable=True),
        sa.Column("approved_at", _UTC, nullable=True),
        sa.Column("expires_at", _UTC, nullable=False),
        sa.Column("opened", sa.Integer(), nullable=False),
        _to("vault_requests", "submission_id", "submissions"),
        _to("vault_requests", "actor_id", "actors"),
        _to("vault_requests", "approved_by", "actors"),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_vault_requests")),
    )
    op.create_index(
        op.f("ix_vault_requests_tenant_id_submission_id"),
        "vault_requests",
        ["tenant_id", "submission_id"],
        unique=False,
    )
