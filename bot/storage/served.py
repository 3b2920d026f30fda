"""What the loop has done, row by row: for the figures of bot/domain/serving.py."""

from datetime import UTC, datetime

from sqlalchemy import Connection, select

from bot.domain.desk import GapStatus
from bot.domain.serving import ServedQuestion, ServedWish
from bot.storage.askers import ANSWERED
from bot.storage.desk_tables import askers, gap_groups
from bot.storage.tables import gaps

NOT_SERVED = (GapStatus.SPAM, GapStatus.NOT_OURS)


def questions(connection: Connection, since: datetime) -> tuple[ServedQuestion, ...]:
    """Questions asked from `since` on (stored time); what is spam or not ours is left out.

    One that joined a group answered before it was asked was never waiting: it is left out too.
    """
    group = gap_groups
    rows = connection.execute(
        select(gaps.c.created_at, group.c.status, group.c.answered_at, group.c.changed_at)
        .outerjoin(group, group.c.id == gaps.c.group_id)
        .where(gaps.c.created_at >= since, gaps.c.settled_intent.is_(None))
        .where(group.c.status.is_(None) | group.c.status.not_in(NOT_SERVED))
        .order_by(gaps.c.id)
    )
    found = []
    for row in rows:
        closed_at = row.answered_at or row.changed_at if row.status in ANSWERED else None
        if closed_at is None or closed_at >= row.created_at:
            found.append(ServedQuestion(_zoned(row.created_at), closed_at and _zoned(closed_at)))
    return tuple(found)


def wishes(connection: Connection, since: datetime) -> tuple[ServedWish, ...]:
    """Wishes to be told from `since` on (stored time). Whoever took theirs back is not among them.

    A "belum" makes them wait again; they were told all the same.
    """
    rows = connection.execute(
        select(askers.c.told_at, askers.c.replied_at, askers.c.solved)
        .where(askers.c.consented_at >= since)
        .order_by(askers.c.id)
    )
    return tuple(
        ServedWish(row.told_at is not None or row.replied_at is not None, row.solved)
        for row in rows
    )


def _zoned(stored: datetime) -> datetime:
    return stored.replace(tzinfo=UTC)
