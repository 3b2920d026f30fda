"""Claims, conversations, outbox, gaps, feedback."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables of the first version."""
    op.create_table(
        "claims",
        sa.Column("channel", sa.String(20), primary_key=True),
        sa.Column("message_id", sa.String(160), primary_key=True),
        sa.Column("taken_at", sa.DateTime, nullable=False),
        sqlite_with_rowid=False,
    )
    op.create_index("claims_by_age", "claims", ["taken_at"])
    op.create_table(
        "conversations",
        sa.Column("key", sa.String(64), primary_key=True),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column("updated_at", sa.DateTime, nullable=False),
        sqlite_with_rowid=False,
    )
    op.create_index("conversations_by_age", "conversations", ["updated_at"])
    op.create_table(
        "outbox",
        sa.Column("id", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("channel", sa.String(20), nullable=False),
        sa.Column("conversation", sa.String(64), nullable=False),
        sa.Column("message_id", sa.String(160), nullable=False),
        sa.Column("address", sa.LargeBinary, nullable=False),
        sa.Column("status", sa.String(10), nullable=False),
        sa.Column("not_before", sa.Float, nullable=False),
        sa.Column("attempts", sa.Integer, nullable=False),
        sa.Column("error", sa.String(200), nullable=False),
        sa.Column("question", sa.Text, nullable=False),
        sa.Column("reply", sa.Text, nullable=False),
        sa.Column("created_at", sa.DateTime, nullable=False),
        sqlite_autoincrement=True,
    )
    op.create_index("outbox_due", "outbox", ["channel", "status", "id"])
    op.create_index("outbox_by_conversation", "outbox", ["conversation", "id"])
    _questions()


def _questions() -> None:
    op.create_table(
        "gaps",
        sa.Column("id", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("conversation", sa.String(64), nullable=False),
        sa.Column("channel", sa.String(20), nullable=False),
        sa.Column("message_id", sa.String(160), nullable=False),
        sa.Column("question", sa.Text, nullable=False),
        sa.Column("reason", sa.String(30), nullable=False),
        sa.Column("candidates", sa.Text, nullable=False),
        sa.Column("settled_intent", sa.String(60), nullable=True),
        sa.Column("created_at", sa.DateTime, nullable=False),
    )
    op.create_index("gaps_by_age", "gaps", ["created_at"])
    op.create_index("gaps_by_conversation", "gaps", ["conversation", "message_id"])
    op.create_table(
        "feedback",
        sa.Column("id", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("conversation", sa.String(64), nullable=False),
        sa.Column("channel", sa.String(20), nullable=False),
        sa.Column("intent", sa.String(60), nullable=False),
        sa.Column("solved", sa.Boolean, nullable=False),
        sa.Column("created_at", sa.DateTime, nullable=False),
    )
    op.create_index("feedback_by_conversation", "feedback", ["conversation"])


def downgrade() -> None:
    """Drop everything."""
    for table in ("feedback", "gaps", "outbox", "conversations", "claims"):
        op.drop_table(table)
