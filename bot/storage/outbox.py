"""Replies on their way out: committed with the turn, deleted when delivered."""

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from cryptography.fernet import InvalidToken
from sqlalchemy import Connection, Row, and_, bindparam, delete, func, insert, or_, select, update

from bot.domain.delivery import Delivered, Exchange, Outgoing, Postponed, Settlement, Undeliverable
from bot.domain.messages import Reply
from bot.domain.redaction import RedactedText
from bot.storage.encoding import reply_from_text, reply_to_text
from bot.storage.secrets import SecretBox
from bot.storage.tables import outbox

log = logging.getLogger("sambung")
# These stand in `message_id` where nobody wrote a message that is answered; behind the second
# comes the number of the wish that is fulfilled.
NEWS = "rescreening"
ANSWER_NEWS = "kabar:"


class OutboxStatus(StrEnum):
    """WAITING leaves through a sender, KEPT went with the response, FAILED never arrived."""

    WAITING = "waiting"
    KEPT = "kept"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Draft:
    """A reply about to be stored."""

    channel: str
    conversation: str
    message_id: str
    address: str
    status: OutboxStatus
    reply: Reply
    question: str = ""


_ADD = insert(outbox)
# The oldest waiting row of each conversation; only if its own time has come, so that nothing
# overtakes a postponed reply.
_HEADS = (
    select(func.min(outbox.c.id))
    .where(outbox.c.channel == bindparam("of"), outbox.c.status == OutboxStatus.WAITING)
    .group_by(outbox.c.conversation)
)
_DUE = (
    select(outbox)
    .where(outbox.c.id.in_(_HEADS), outbox.c.not_before <= bindparam("at"))
    # Somebody who has just asked does not wait behind a thousand who are told news.
    .order_by(
        or_(outbox.c.message_id == NEWS, outbox.c.message_id.startswith(ANSWER_NEWS)),
        outbox.c.id,
    )
    .limit(bindparam("most"))
)
_LAST_KEPT = (
    select(outbox.c.reply)
    .where(
        outbox.c.conversation == bindparam("of"),
        outbox.c.message_id == bindparam("message"),
        outbox.c.status == OutboxStatus.KEPT,
    )
    .limit(1)
)
_DELETE = delete(outbox).where(outbox.c.id == bindparam("row"))


def add(connection: Connection, draft: Draft, box: SecretBox, now: datetime) -> None:
    """Store a reply. A kept one needs no address."""
    waiting = draft.status is OutboxStatus.WAITING
    connection.execute(
        _ADD,
        {
            "channel": draft.channel,
            "conversation": draft.conversation,
            "message_id": draft.message_id,
            "address": box.seal(draft.address) if waiting else b"",
            "status": draft.status,
            "not_before": 0.0,
            "attempts": 0,
            "error": "",
            "question": draft.question,
            "reply": reply_to_text(draft.reply),
            "created_at": now,
        },
    )


def due(
    connection: Connection, channel: str, limit: int, at: float, box: SecretBox
) -> tuple[Outgoing, ...]:
    """The oldest waiting reply of each conversation whose time has come; news last."""
    rows = connection.execute(_DUE, {"of": channel, "at": at, "most": limit}).all()
    found = []
    for row in rows:
        try:
            found.append(_outgoing(row, box))
        except (InvalidToken, ValueError, KeyError):
            # Sealed with another secret, or written by another version: the others must not wait.
            log.error("unreadable reply given up", extra={"row": row.id})
            _fail(connection, Undeliverable(row.id, "unreadable"))
    return tuple(found)


def _outgoing(row: "Row[tuple[object, ...]]", box: SecretBox) -> Outgoing:
    return Outgoing(
        id=row.id,
        conversation=row.conversation,
        address=box.unseal(row.address),
        reply=reply_from_text(row.reply),
        attempts=row.attempts,
    )


def settle(connection: Connection, results: Sequence[Settlement], at: float) -> None:
    """Note how sending went. Delivered rows vanish, and the address with them."""
    delivered = [{"row": result.id} for result in results if isinstance(result, Delivered)]
    if delivered:
        connection.execute(_DELETE, delivered)
    for result in results:
        if isinstance(result, Postponed):
            connection.execute(
                update(outbox)
                .where(outbox.c.id == result.id)
                .values(
                    attempts=outbox.c.attempts + 1,
                    not_before=at + result.seconds,
                    error=result.why[:200],
                )
            )
        elif isinstance(result, Undeliverable):
            _fail(connection, result)


def _fail(connection: Connection, result: Undeliverable) -> None:
    """The row stays for the coordinator to see, without words and without address."""
    conversation = select(outbox.c.conversation).where(outbox.c.id == result.id).scalar_subquery()
    gone = {
        "status": OutboxStatus.FAILED,
        "address": b"",
        "question": "",
        "reply": "",
        "error": result.why[:200],
    }
    which = outbox.c.id == result.id
    if result.blocked:  # nothing more may be sent to this person
        which = and_(
            outbox.c.conversation == conversation, outbox.c.status == OutboxStatus.WAITING
        )
    connection.execute(update(outbox).where(which).values(gone))


def kept_reply(connection: Connection, conversation: str, message_id: str) -> Reply | None:
    """The reply already given to this message, for a request that comes again."""
    found = connection.execute(_LAST_KEPT, {"of": conversation, "message": message_id}).scalar()
    return reply_from_text(found) if found else None


def history(connection: Connection, conversation: str, limit: int) -> tuple[Exchange, ...]:
    """The last kept exchanges, oldest first."""
    rows = connection.execute(
        select(outbox.c.question, outbox.c.reply)
        .where(outbox.c.conversation == conversation, outbox.c.status == OutboxStatus.KEPT)
        .order_by(outbox.c.id.desc())
        .limit(limit)
    ).all()
    return tuple(
        Exchange(RedactedText(row.question), reply_from_text(row.reply)) for row in reversed(rows)
    )


def forget(connection: Connection, conversation: str) -> None:
    """Delete every reply of a person, sent or not."""
    connection.execute(delete(outbox).where(outbox.c.conversation == conversation))


def withdraw(connection: Connection, conversation: str, message_id: str) -> None:
    """Delete the waiting reply to one message."""
    connection.execute(
        delete(outbox).where(
            outbox.c.conversation == conversation,
            outbox.c.message_id == message_id,
            outbox.c.status == OutboxStatus.WAITING,
        )
    )


def withdraw_answer_news(connection: Connection, conversation: str) -> None:
    """Delete what waits to tell a person of answers to their questions."""
    connection.execute(
        delete(outbox).where(
            outbox.c.conversation == conversation,
            outbox.c.message_id.startswith(ANSWER_NEWS),
            outbox.c.status == OutboxStatus.WAITING,
        )
    )


def conversations_of(connection: Connection, rows: Sequence[int]) -> tuple[str, ...]:
    """Whom these rows are for."""
    found = select(outbox.c.conversation).where(outbox.c.id.in_(rows)).distinct()
    return tuple(connection.execute(found).scalars())


def purge(connection: Connection, *, kept_before: datetime, failed_before: datetime) -> int:
    """Delete rows that have served their time, also what no sender has fetched. The count."""
    total = 0
    for status, before in (
        (OutboxStatus.KEPT, kept_before),
        (OutboxStatus.FAILED, failed_before),
        (OutboxStatus.WAITING, failed_before),
    ):
        total += connection.execute(
            delete(outbox).where(outbox.c.status == status, outbox.c.created_at < before)
        ).rowcount
    return total
