"""Work that comes back: each job gets what it needs and returns one sentence."""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta

from sqlalchemy import Connection

from bot.config import Retention
from bot.storage import conversations, gaps, outbox
from bot.storage.database import Writer

# Telegram repeats an update for about a day, WhatsApp a webhook for up to seven.
CLAIM_DAYS = 8
FAILED_DAYS = 30


def retention(writer: Writer, keep: Retention, now: datetime) -> str:
    """Delete what has served its time."""
    at = now.astimezone(UTC).replace(tzinfo=None)

    def purge(connection: Connection) -> tuple[int, int, int]:
        return (
            conversations.purge(
                connection,
                claims_before=at - timedelta(days=CLAIM_DAYS),
                idle_since=at - timedelta(days=keep.conversation_days),
            ),
            outbox.purge(
                connection,
                kept_before=at - timedelta(hours=keep.chat_hours),
                failed_before=at - timedelta(days=FAILED_DAYS),
            ),
            gaps.purge(connection, at - timedelta(days=keep.gap_days)),
        )

    memories, replies, questions = writer.run(purge).result()
    return (
        f"Deleted {memories} memories, {replies} replies and {questions} questions past retention."
    )


JOBS: Mapping[str, Callable[[Writer, Retention, datetime], str]] = {"retention": retention}
