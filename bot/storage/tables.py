"""The tables. Their history stands in migrations/; a test holds the two together."""

from sqlalchemy import (
    Boolean,
    Column,
    DateTime,
    Float,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
)

metadata = MetaData()

# One row for every delivery ever taken: a repeated one finds its row and does nothing.
claims = Table(
    "claims",
    metadata,
    Column("channel", String(20), primary_key=True),
    Column("message_id", String(160), primary_key=True),
    Column("taken_at", DateTime, nullable=False),
    Index("claims_by_age", "taken_at"),
    sqlite_with_rowid=False,
)

# `key` is a pseudonym: HMAC(secret, channel, sender). `state` is encrypted while it holds answers
# of the interview.
conversations = Table(
    "conversations",
    metadata,
    Column("key", String(64), primary_key=True),
    Column("state", Text, nullable=False),
    Column("updated_at", DateTime, nullable=False),
    Index("conversations_by_age", "updated_at"),
    sqlite_with_rowid=False,
)

# Replies on their way out. `address` is encrypted and goes with the row once it is delivered.
# `kept` rows were handed over in the response itself (web, REST); they serve a repeated request
# and the chat page, and go after `retention.chat_hours`.
outbox = Table(
    "outbox",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("channel", String(20), nullable=False),
    Column("conversation", String(64), nullable=False),
    Column("message_id", String(160), nullable=False),
    Column("address", LargeBinary, nullable=False),
    Column("status", String(10), nullable=False),
    Column("not_before", Float, nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("error", String(200), nullable=False),
    Column("question", Text, nullable=False),
    Column("reply", Text, nullable=False),
    Column("created_at", DateTime, nullable=False),
    Index("outbox_due", "channel", "status", "id"),
    Index("outbox_by_conversation", "conversation", "id"),
    sqlite_autoincrement=True,
)

# What nobody could answer yet, redacted. `settled_intent`: the person found it among the choices.
# `group_id`: the questions that ask the same thing; NULL until it is grouped, a moment after the
# turn. `by_hand`: a coordinator put it there, and no program moves it.
gaps = Table(
    "gaps",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("conversation", String(64), nullable=False),
    Column("channel", String(20), nullable=False),
    Column("message_id", String(160), nullable=False),
    Column("question", Text, nullable=False),
    Column("reason", String(30), nullable=False),
    Column("candidates", Text, nullable=False),
    Column("settled_intent", String(60), nullable=True),
    Column("created_at", DateTime, nullable=False),
    Column("group_id", Integer, nullable=True),
    Column("by_hand", Boolean, nullable=False, server_default="0"),
    Index("gaps_by_group", "group_id"),
    Index("gaps_by_age", "created_at"),
    Index("gaps_by_conversation", "conversation", "message_id"),
)

# `question` (redacted) and `score` (0-100) of the answer; NULL where they are not known.
feedback = Table(
    "feedback",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("conversation", String(64), nullable=False),
    Column("channel", String(20), nullable=False),
    Column("intent", String(60), nullable=False),
    Column("solved", Boolean, nullable=False),
    Column("created_at", DateTime, nullable=False),
    Column("question", Text, nullable=True),
    Column("score", Float, nullable=True),
    Index("feedback_by_conversation", "conversation"),
)

# Answers of the interview that a person asked us to keep, to be told when a change of rules may
# help them; with their consent only and until `expires_at`. Whatever says something of the
# household is encrypted, `verdicts` too: a programme for the disabled tells as much as an answer.
screenings = Table(
    "screenings",
    metadata,
    Column("key", String(64), primary_key=True),
    Column("channel", String(20), nullable=False),
    Column("address", LargeBinary, nullable=False),
    Column("answers", LargeBinary, nullable=False),
    Column("verdicts", LargeBinary, nullable=False),
    Column("consented_at", DateTime, nullable=False),
    Column("expires_at", DateTime, nullable=False),
    Index("screenings_by_expiry", "expires_at"),
    sqlite_with_rowid=False,
)
