"""The coordinators' tables: groups of questions, who waits for them, accounts, what was done."""

from sqlalchemy import (
    Boolean,
    Column,
    Date,
    DateTime,
    Float,
    Index,
    Integer,
    LargeBinary,
    String,
    Table,
    Text,
    UniqueConstraint,
)

from bot.storage.tables import metadata

# One row for every turn. `question` is redacted, and kept for `retention.question_weeks` only
# (NULL before: a pressed button, danger, an answer of the interview). `place`: a kelurahan that
# was named.
asked = Table(
    "asked",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("conversation", String(64), nullable=False),
    Column("channel", String(20), nullable=False),
    Column("at", DateTime, nullable=False),
    Column("route", String(20), nullable=False),
    Column("outcome", String(12), nullable=False),
    Column("intent", String(60), nullable=True),
    Column("score", Float, nullable=True),
    Column("topic", String(60), nullable=True),
    Column("question", Text, nullable=True),
    Column("place", String(60), nullable=True),
    Index("asked_by_time", "at"),
    Index("asked_by_conversation", "conversation"),
)

# Questions that ask the same thing. What they are called is the oldest question still kept, or a
# coordinator's own `title`: an erased person's words must not live on here.
gap_groups = Table(
    "gap_groups",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("title", String(200), nullable=False, server_default=""),
    Column("status", String(20), nullable=False),
    Column("harm", Integer, nullable=False),
    Column("office", String(80), nullable=False, server_default=""),
    Column("account_id", Integer, nullable=True),
    Column("due_on", Date, nullable=True),
    Column("opened_at", DateTime, nullable=False),
    Column("changed_at", DateTime, nullable=False),
    Column("intent", String(60), nullable=True),
    Column("answered_at", DateTime, nullable=True),
    Column("reopened", Integer, nullable=False, server_default="0"),
    Column("alarmed_at", DateTime, nullable=True),
    Column("merged_into", Integer, nullable=True),
    Column("draft", Text, nullable=False, server_default=""),
    Column("advice", String(300), nullable=False, server_default=""),
    Index("gap_groups_by_status", "status"),
    sqlite_autoincrement=True,
)

# Groups a coordinator has parted: no program puts their questions together again. `low` < `high`.
parted_groups = Table(
    "parted_groups",
    metadata,
    Column("low", Integer, primary_key=True),
    Column("high", Integer, primary_key=True),
)

# Who asked to be told, apart from the words. `address` is sealed, and empty once nothing more is
# to be written to this person. `intent`: the answer they were told of last; NULL while there was
# none, also where they were told that it is nobody's business here.
askers = Table(
    "askers",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("question_id", Integer, nullable=False),
    Column("key", String(64), nullable=False),
    Column("channel", String(20), nullable=False),
    Column("address", LargeBinary, nullable=False),
    Column("consented_at", DateTime, nullable=False),
    Column("expires_at", DateTime, nullable=False),
    Column("told_at", DateTime, nullable=True),
    Column("intent", String(60), nullable=True),
    Column("solved", Boolean, nullable=True),
    Column("replied_at", DateTime, nullable=True),
    UniqueConstraint("question_id", "key", name="askers_once"),
    Index("askers_by_key", "key"),
    Index("askers_by_expiry", "expires_at"),
)

# `password_hash` (argon2id) is "" until the invitation is taken up. `totp` is sealed. `telegram`:
# the pseudonym of the linked Telegram account.
accounts = Table(
    "accounts",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("login", String(40), nullable=False, unique=True),
    Column("name", String(80), nullable=False),
    Column("role", String(12), nullable=False),
    Column("office", String(80), nullable=False, server_default=""),
    Column("password_hash", String(200), nullable=False, server_default=""),
    Column("totp", LargeBinary, nullable=True),
    Column("telegram", String(64), nullable=True, unique=True),
    Column("oidc_subject", String(255), nullable=True, unique=True),
    Column("created_at", DateTime, nullable=False),
    Column("seen_at", DateTime, nullable=True),
    Column("disabled_at", DateTime, nullable=True),
    sqlite_autoincrement=True,
)

# Only hashes of what the browser holds: a stolen database opens no session.
sessions = Table(
    "sessions",
    metadata,
    Column("token_hash", String(64), primary_key=True),
    Column("account_id", Integer, nullable=False),
    Column("created_at", DateTime, nullable=False),
    Column("seen_at", DateTime, nullable=False),
    Column("expires_at", DateTime, nullable=False),
    Index("sessions_by_account", "account_id"),
    Index("sessions_by_expiry", "expires_at"),
)

# Invitations, new passwords and codes that link a Telegram account: used once, soon expired.
tickets = Table(
    "tickets",
    metadata,
    Column("token_hash", String(64), primary_key=True),
    Column("account_id", Integer, nullable=False),
    Column("purpose", String(12), nullable=False),
    Column("expires_at", DateTime, nullable=False),
    Index("tickets_by_expiry", "expires_at"),
)

# Everything coordinators do, and their notes; nothing is ever changed here. `detail` is JSON.
journal = Table(
    "journal",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("at", DateTime, nullable=False),
    Column("account_id", Integer, nullable=True),
    Column("actor", String(80), nullable=False),
    Column("deed", String(30), nullable=False),
    Column("kind", String(12), nullable=False),
    Column("target", String(80), nullable=False),
    Column("detail", Text, nullable=False, server_default="{}"),
    Index("journal_by_target", "kind", "target"),
    Index("journal_by_time", "at"),
    sqlite_autoincrement=True,
)

# Every change of the knowledge made on the dashboard. `files`: JSON list of name, before, after.
publications = Table(
    "publications",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("status", String(12), nullable=False),
    Column("proposed_at", DateTime, nullable=False),
    Column("author_id", Integer, nullable=True),
    Column("author", String(80), nullable=False),
    Column("published_at", DateTime, nullable=True),
    Column("publisher_id", Integer, nullable=True),
    Column("publisher", String(80), nullable=False, server_default=""),
    Column("group_id", Integer, nullable=True),
    Column("group_status", String(20), nullable=False, server_default=""),
    Column("intent", String(60), nullable=True),
    Column("summary", String(300), nullable=False),
    Column("files", Text, nullable=False),
    Column("gate", Text, nullable=False, server_default=""),
    Column("reason", Text, nullable=False, server_default=""),
    Index("publications_by_status", "status"),
    sqlite_autoincrement=True,
)

# What was found behind the links and numbers the bot prints. `state`: ok, rusak, belum dicek.
link_checks = Table(
    "link_checks",
    metadata,
    Column("value", String(300), primary_key=True),
    Column("kind", String(12), nullable=False),
    Column("state", String(12), nullable=False),
    Column("why", String(200), nullable=False, server_default=""),
    Column("checked_at", DateTime, nullable=False),
)

# When something that happens now and then happened last ("ringkasan mingguan").
marks = Table(
    "marks",
    metadata,
    Column("name", String(40), primary_key=True),
    Column("at", DateTime, nullable=False),
)
