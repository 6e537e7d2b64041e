"""Exemplars with an end of their own."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the column; what is there has the months of the schedule."""
    op.add_column("exemplars", sa.Column("retain_until", sa.Date(), nullable=True))
