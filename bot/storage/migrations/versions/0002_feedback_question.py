"""What was asked before "terjawab?", redacted, and the score of the answer."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Older rows do not know their question."""
    op.add_column("feedback", sa.Column("question", sa.Text, nullable=True))
    op.add_column("feedback", sa.Column("score", sa.Float, nullable=True))


def downgrade() -> None:
    """Forget the questions again."""
    op.drop_column("feedback", "score")
    op.drop_column("feedback", "question")
