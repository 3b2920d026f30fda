"""Whom to tell of an answer: read first, told only where nothing has changed since."""

from dataclasses import dataclass
from datetime import UTC, datetime

from cryptography.fernet import InvalidToken
from sqlalchemy import Connection, RowMapping, and_, exists, or_, select, update

from bot.domain.asking import Awaited
from bot.domain.desk import GapStatus
from bot.domain.redaction import RedactedText
from bot.storage.askers import ANSWERED
from bot.storage.desk_tables import askers, gap_groups
from bot.storage.encoding import UnreadableStateError
from bot.storage.secrets import SecretBox
from bot.storage.tables import gaps


@dataclass(frozen=True, slots=True)
class Due:
    """Somebody to be told, as read; `address` is sealed. `said_before`: when they were told."""

    id: int
    key: str
    channel: str
    address: bytes
    question_id: int
    question: RedactedText
    asked_at: datetime
    said_before: datetime | None
    group: int
    status: GapStatus
    intent: str
    advice: str

    @property
    def awaited(self) -> Awaited:
        """What is to be told; nothing of who it is."""
        intent = "" if self.status is GapStatus.NOT_OURS else self.intent
        return Awaited(self.id, self.question, self.asked_at, intent, self.advice)


def due(
    connection: Connection, after: tuple[str, int], limit: int, now: datetime
) -> tuple[Due, ...]:
    """Who is to be told something, a person's questions in the order they were asked.

    `after`: pseudonym and question of the last one read, to go on behind it.
    """
    has_answer = and_(gap_groups.c.status.in_(ANSWERED), gap_groups.c.intent.is_not(None))
    # Whoever was only told that it is not ours still waits, should there be an answer after all.
    untold = or_(askers.c.told_at.is_(None), and_(askers.c.intent.is_(None), has_answer))
    key, question = after
    rows = connection.execute(
        select(askers, gaps.c.question, gaps.c.created_at, gap_groups)
        .join(gaps, gaps.c.id == askers.c.question_id)
        .join(gap_groups, gap_groups.c.id == gaps.c.group_id)
        .where(
            askers.c.address != b"",
            askers.c.expires_at > now,
            gaps.c.settled_intent.is_(None),
            or_(has_answer, gap_groups.c.status == GapStatus.NOT_OURS),
            untold,
            or_(askers.c.key > key, and_(askers.c.key == key, askers.c.question_id > question)),
        )
        .order_by(askers.c.key, askers.c.question_id)
        .limit(limit)
    )
    return tuple(map(_due, rows.mappings()))


def _due(row: RowMapping) -> Due:
    return Due(
        id=row[askers.c.id],
        key=row[askers.c.key],
        channel=row[askers.c.channel],
        address=row[askers.c.address],
        question_id=row[askers.c.question_id],
        question=RedactedText(row[gaps.c.question]),
        asked_at=row[gaps.c.created_at].replace(tzinfo=UTC),  # stored without its zone
        said_before=row[askers.c.told_at],
        group=row[gap_groups.c.id],
        status=GapStatus(row[gap_groups.c.status]),
        intent=row[gap_groups.c.intent] or "",
        advice=row[gap_groups.c.advice],
    )


def address_of(one: Due, box: SecretBox) -> str:
    """Where to write to. Raises UnreadableStateError."""
    try:
        return box.unseal(one.address)
    except InvalidToken as error:
        raise UnreadableStateError("sealed with another secret") from error


def tell(connection: Connection, one: Due, now: datetime) -> bool:
    """Note that somebody is told. False when what was read holds no more: then nothing is sent.

    What they asked of the same group in other words is told with it.
    """
    same_group = select(gaps.c.id).where(gaps.c.group_id == one.group)
    still = exists().where(
        gap_groups.c.id == one.group,
        gap_groups.c.status == one.status,
        gap_groups.c.intent.is_not_distinct_from(one.intent or None),
        gap_groups.c.advice == one.advice,
    )
    told = {"told_at": now, "intent": one.awaited.intent or None, "solved": None}
    as_read = and_(
        askers.c.id == one.id,
        askers.c.address == one.address,
        askers.c.told_at.is_not_distinct_from(one.said_before),
        askers.c.question_id.in_(same_group),
    )
    if connection.execute(update(askers).where(as_read, still).values(told)).rowcount != 1:
        return False
    others = and_(
        askers.c.key == one.key,
        askers.c.id != one.id,
        askers.c.address != b"",
        askers.c.expires_at > now,
        askers.c.question_id.in_(same_group),
        or_(askers.c.told_at.is_(None), askers.c.intent.is_(None)),
    )
    connection.execute(update(askers).where(others).values(told))
    return True
