"""Job `retention`: what has served its time is deleted."""

from dataclasses import dataclass
from datetime import timedelta
from functools import partial

from sqlalchemy import Connection

from bot.jobs.tools import Tools
from bot.storage import (
    asked,
    askers,
    conversations,
    gaps,
    grouping,
    outbox,
    quoting,
    screenings,
    sessions,
)

# Telegram repeats an update for about a day, WhatsApp a webhook for up to seven.
CLAIM_DAYS = 8
FAILED_DAYS = 30


@dataclass(frozen=True, slots=True)
class _Deleted:
    """How many of each."""

    memories: int
    replies: int
    questions: int
    interviews: int
    wishes: int
    words: int


def retention(tools: Tools) -> str:
    """Delete what has served its time."""
    gone = tools.writer.run(partial(_purge, tools)).result()
    return (
        f"Deleted {gone.memories} memories, {gone.replies} replies, {gone.questions} questions, "
        f"{gone.interviews} kept interviews, {gone.wishes} wishes to be told and the words of "
        f"{gone.words} turns past retention."
    )


def _purge(tools: Tools, connection: Connection) -> _Deleted:
    at, keep = tools.stored_now, tools.keep
    memories = conversations.purge(
        connection,
        claims_before=at - timedelta(days=CLAIM_DAYS),
        idle_since=at - timedelta(days=keep.conversation_days),
    )
    replies = outbox.purge(
        connection,
        kept_before=at - timedelta(hours=keep.chat_hours),
        failed_before=at - timedelta(days=FAILED_DAYS),
    )
    questions = gaps.purge(connection, at - timedelta(days=keep.gap_days))
    sessions.purge(connection, at)  # logins and one-time links that have ended
    grouping.purge(connection)  # groups that have lost their last question
    words_before = at - timedelta(weeks=keep.question_weeks)
    quoting.purge(connection, words_before)
    words = asked.purge(
        connection,
        words_before=words_before,
        rows_before=at - timedelta(days=keep.gap_days),
    )
    wishes = askers.purge(connection, at)  # after the questions: theirs go with them
    return _Deleted(memories, replies, questions, screenings.purge(connection, at), wishes, words)
