"""The coordinators' desk: turns, groups of questions, askers, accounts, what was done."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

TABLES = (
    "marks", "link_checks", "publications", "journal", "tickets", "sessions", "accounts",
    "askers", "parted_groups", "gap_groups", "asked",
)


def upgrade() -> None:
    """Nothing of it was there before; questions kept so far are grouped at the next start."""
    op.add_column("gaps", sa.Column("group_id", sa.Integer, nullable=True))
    op.add_column("gaps", sa.Column("by_hand", sa.Boolean, nullable=False, server_default="0"))
    op.create_index("gaps_by_group", "gaps", ["group_id"])
    op.create_table(
        "asked",
        sa.Column("id", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("conversation", sa.String(64), nullable=False),
        sa.Column("channel", sa.String(20), nullable=False),
        sa.Column("at", sa.DateTime, nullable=False),
        sa.Column("route", sa.String(20), nullable=False),
        sa.Column("outcome", sa.String(12), nullable=False),
        sa.Column("intent", sa.String(60), nullable=True),
        sa.Column("score", sa.Float, nullable=True),
        sa.Column("topic", sa.String(60), nullable=True),
        sa.Column("question", sa.Text, nullable=True),
        sa.Column("place", sa.String(60), nullable=True),
    )
    op.create_index("asked_by_conversation", "asked", ["conversation"])
    op.create_index("asked_by_time", "asked", ["at"])
    op.create_table(
        "gap_groups",
        sa.Column("id", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("title", sa.String(200), nullable=False, server_default=""),
        sa.Column("status", sa.String(20), nullable=False),
        sa.Column("harm", sa.Integer, nullable=False),
        sa.Column("office", sa.String(80), nullable=False, server_default=""),
        sa.Column("account_id", sa.Integer, nullable=True),
        sa.Column("due_on", sa.Date, nullable=True),
        sa.Column("opened_at", sa.DateTime, nullable=False),
        sa.Column("changed_at", sa.DateTime, nullable=False),
        sa.Column("intent", sa.String(60), nullable=True),
        sa.Column("answered_at", sa.DateTime, nullable=True),
        sa.Column("reopened", sa.Integer, nullable=False, server_default="0"),
        sa.Column("alarmed_at", sa.DateTime, nullable=True),
        sa.Column("merged_into", sa.Integer, nullable=True),
        sa.Column("draft", sa.Text, nullable=False, server_default=""),
        sa.Column("advice", sa.String(300), nullable=False, server_default=""),
        sqlite_autoincrement=True,
    )
    op.create_index("gap_groups_by_status", "gap_groups", ["status"])
    op.create_table(
        "parted_groups",
        sa.Column("low", sa.Integer, primary_key=True),
        sa.Column("high", sa.Integer, primary_key=True),
    )
    op.create_table(
        "askers",
        sa.Column("id", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("question_id", sa.Integer, nullable=False),
        sa.Column("key", sa.String(64), nullable=False),
        sa.Column("channel", sa.String(20), nullable=False),
        sa.Column("address", sa.LargeBinary, nullable=False),
        sa.Column("consented_at", sa.DateTime, nullable=False),
        sa.Column("expires_at", sa.DateTime, nullable=False),
        sa.Column("told_at", sa.DateTime, nullable=True),
        sa.Column("intent", sa.String(60), nullable=True),
        sa.Column("solved", sa.Boolean, nullable=True),
        sa.Column("replied_at", sa.DateTime, nullable=True),
        sa.UniqueConstraint("question_id", "key", name="askers_once"),
    )
    op.create_index("askers_by_expiry", "askers", ["expires_at"])
    op.create_index("askers_by_key", "askers", ["key"])
    op.create_table(
        "accounts",
        sa.Column("id", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("login", sa.String(40), nullable=False, unique=True),
        sa.Column("name", sa.String(80), nullable=False),
        sa.Column("role", sa.String(12), nullable=False),
        sa.Column("office", sa.String(80), nullable=False, server_default=""),
        sa.Column("password_hash", sa.String(200), nullable=False, server_default=""),
        sa.Column("totp", sa.LargeBinary, nullable=True),
        sa.Column("telegram", sa.String(64), nullable=True, unique=True),
        sa.Column("oidc_subject", sa.String(255), nullable=True, unique=True),
        sa.Column("created_at", sa.DateTime, nullable=False),
        sa.Column("seen_at", sa.DateTime, nullable=True),
        sa.Column("disabled_at", sa.DateTime, nullable=True),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "sessions",
        sa.Column("token_hash", sa.String(64), primary_key=True),
        sa.Column("account_id", sa.Integer, nullable=False),
        sa.Column("created_at", sa.DateTime, nullable=False),
        sa.Column("seen_at", sa.DateTime, nullable=False),
        sa.Column("expires_at", sa.DateTime, nullable=False),
    )
    op.create_index("sessions_by_account", "sessions", ["account_id"])
    op.create_index("sessions_by_expiry", "sessions", ["expires_at"])
    op.create_table(
        "tickets",
        sa.Column("token_hash", sa.String(64), primary_key=True),
        sa.Column("account_id", sa.Integer, nullable=False),
        sa.Column("purpose", sa.String(12), nullable=False),
        sa.Column("expires_at", sa.DateTime, nullable=False),
    )
    op.create_index("tickets_by_expiry", "tickets", ["expires_at"])
    op.create_table(
        "journal",
        sa.Column("id", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("at", sa.DateTime, nullable=False),
        sa.Column("account_id", sa.Integer, nullable=True),
        sa.Column("actor", sa.String(80), nullable=False),
        sa.Column("deed", sa.String(30), nullable=False),
        sa.Column("kind", sa.String(12), nullable=False),
        sa.Column("target", sa.String(80), nullable=False),
        sa.Column("detail", sa.Text, nullable=False, server_default="{}"),
        sqlite_autoincrement=True,
    )
    op.create_index("journal_by_target", "journal", ["kind", "target"])
    op.create_index("journal_by_time", "journal", ["at"])
    op.create_table(
        "publications",
        sa.Column("id", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("status", sa.String(12), nullable=False),
        sa.Column("proposed_at", sa.DateTime, nullable=False),
        sa.Column("author_id", sa.Integer, nullable=True),
        sa.Column("author", sa.String(80), nullable=False),
        sa.Column("published_at", sa.DateTime, nullable=True),
        sa.Column("publisher_id", sa.Integer, nullable=True),
        sa.Column("publisher", sa.String(80), nullable=False, server_default=""),
        sa.Column("group_id", sa.Integer, nullable=True),
        sa.Column("group_status", sa.String(20), nullable=False, server_default=""),
        sa.Column("intent", sa.String(60), nullable=True),
        sa.Column("summary", sa.String(300), nullable=False),
        sa.Column("files", sa.Text, nullable=False),
        sa.Column("gate", sa.Text, nullable=False, server_default=""),
        sa.Column("reason", sa.Text, nullable=False, server_default=""),
        sqlite_autoincrement=True,
    )
    op.create_index("publications_by_status", "publications", ["status"])
    op.create_table(
        "link_checks",
        sa.Column("value", sa.String(300), primary_key=True),
        sa.Column("kind", sa.String(12), nullable=False),
        sa.Column("state", sa.String(12), nullable=False),
        sa.Column("why", sa.String(200), nullable=False, server_default=""),
        sa.Column("checked_at", sa.DateTime, nullable=False),
    )
    op.create_table(
        "marks",
        sa.Column("name", sa.String(40), primary_key=True),
        sa.Column("at", sa.DateTime, nullable=False),
    )


def downgrade() -> None:
    """An older program could not delete what a person asks it to: it all goes."""
    for table in TABLES:
        op.drop_table(table)
    op.drop_index("gaps_by_group", "gaps")
    with op.batch_alter_table("gaps") as gaps:
        gaps.drop_column("by_hand")
        gaps.drop_column("group_id")
