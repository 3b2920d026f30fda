"""The log of turns: one row each, to make figures of and to try changes of the knowledge on."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import Connection, delete, func, insert, select, update

from bot.domain.asked import Asked, AskedOutcome
from bot.domain.usage import Judged, Use
from bot.storage.desk_tables import asked
from bot.storage.gaps import Origin
from bot.storage.tables import feedback

NOBODY = ""  # in place of a pseudonym that was erased
_INSERT = insert(asked)


@dataclass(frozen=True, slots=True)
class Log:
    """What was asked in a stretch of time, and what people said of the answers; oldest first."""

    uses: Sequence[Use]
    judged: Sequence[Judged]


def add(connection: Connection, of: Asked, route: str, origin: Origin) -> None:
    """Note a turn."""
    connection.execute(
        _INSERT,
        {
            "conversation": origin.conversation,
            "channel": origin.channel,
            "at": origin.at,
            "route": route,
            "outcome": of.outcome,
            "intent": of.intent or None,
            "score": of.score,
            "topic": of.topic or None,
            "question": of.question or None,
            "place": of.place or None,
        },
    )


def between(connection: Connection, since: datetime, until: datetime) -> Log:
    """What was asked from `since` until before `until`; stored times (UTC, no zone)."""
    return Log(
        tuple(_uses(connection, since, until)),
        tuple(_judged(connection, since, until)),
    )


def first_at(connection: Connection) -> datetime | None:
    """When the log begins; None while it is empty. The time has a zone."""
    found = connection.execute(select(func.min(asked.c.at))).scalar()
    return found.replace(tzinfo=UTC) if found else None  # stored without its zone


def _uses(connection: Connection, since: datetime, until: datetime) -> Iterator[Use]:
    columns = (
        asked.c.at,
        asked.c.conversation,
        asked.c.channel,
        asked.c.outcome,
        asked.c.intent,
        asked.c.place,
    )
    found = select(*columns).where(
        asked.c.at >= since, asked.c.at < until, asked.c.outcome != AskedOutcome.OTHER
    )
    for row in connection.execute(found.order_by(asked.c.at, asked.c.id)):
        yield Use(
            at=row.at.replace(tzinfo=UTC),
            person=row.conversation,
            channel=row.channel,
            outcome=AskedOutcome(row.outcome),
            intent=row.intent or "",
            place=row.place or "",
        )


def _judged(connection: Connection, since: datetime, until: datetime) -> Iterator[Judged]:
    columns = (
        feedback.c.created_at,
        feedback.c.conversation,
        feedback.c.intent,
        feedback.c.solved,
    )
    found = select(*columns).where(feedback.c.created_at >= since, feedback.c.created_at < until)
    for row in connection.execute(found.order_by(feedback.c.created_at, feedback.c.id)):
        yield Judged(row.created_at.replace(tzinfo=UTC), row.conversation, row.intent, row.solved)


def forget(connection: Connection, conversation: str) -> None:
    """Erase a person: pseudonym, words and place go. What is left says that somebody asked."""
    connection.execute(
        update(asked)
        .where(asked.c.conversation == conversation)
        .values(conversation=NOBODY, question=None, place=None, topic=None)
    )


def purge(connection: Connection, *, words_before: datetime, rows_before: datetime) -> int:
    """Delete words that have served their time, and rows that have. How many lost their words."""
    connection.execute(delete(asked).where(asked.c.at < rows_before))
    old = update(asked).where(asked.c.at < words_before, asked.c.question.is_not(None))
    return connection.execute(old.values(question=None)).rowcount
