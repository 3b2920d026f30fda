"""Answers of the interview kept with consent, encrypted."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Nobody has consented to anything yet."""
    op.create_table(
        "screenings",
        sa.Column("key", sa.String(64), primary_key=True),
        sa.Column("channel", sa.String(20), nullable=False),
        sa.Column("address", sa.LargeBinary, nullable=False),
        sa.Column("answers", sa.LargeBinary, nullable=False),
        sa.Column("verdicts", sa.LargeBinary, nullable=False),
        sa.Column("consented_at", sa.DateTime, nullable=False),
        sa.Column("expires_at", sa.DateTime, nullable=False),
        sqlite_with_rowid=False,
    )
    op.create_index("screenings_by_expiry", "screenings", ["expires_at"])


def downgrade() -> None:
    """An older program could not delete them when it is asked to: they go."""
    op.drop_table("screenings")
