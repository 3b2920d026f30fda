"""What coordinators do to questions, done straight to the database: the desk has its own tests."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Connection, Engine, insert, text, update

from bot.domain.desk import GapStatus
from bot.storage.desk_tables import gap_groups
from bot.storage.secrets import SecretBox
from bot.storage.tables import gaps

SECRET = "for tests only, for tests only, for tests only"
_NEWEST_OPEN = text(
    "SELECT q.id, q.group_id FROM gaps q LEFT JOIN gap_groups g ON g.id = q.group_id "
    "WHERE q.conversation = :key AND (g.id IS NULL OR g.status IN ('baru', 'dikerjakan')) "
    "ORDER BY q.id DESC LIMIT 1"
)


@dataclass(slots=True)
class Clock:
    """A second goes by with every look at it."""

    now: datetime

    def __call__(self) -> datetime:
        self.now += timedelta(seconds=1)
        return self.now


def close_question(
    engine: Engine, sender: str, outcome: tuple[GapStatus, str], now: datetime
) -> int:
    """Close the newest open question of a person on Telegram; its group.

    `outcome`: the status, with the answer's intent where it is ours.
    """
    status, about = outcome
    at = now.replace(tzinfo=None)
    with engine.begin() as connection:
        key = SecretBox(SECRET).pseudonym("telegram", sender)
        question, group = connection.execute(_NEWEST_OPEN, {"key": key}).one()
        if group is None:
            group = open_group(connection, [question], at)
        is_ours = status is not GapStatus.NOT_OURS
        connection.execute(
            update(gap_groups)
            .where(gap_groups.c.id == group)
            .values(
                status=status,
                intent=about if is_ours else None,
                answered_at=at,
            )
        )
    return group


def open_group(connection: Connection, questions: list[int], at: datetime) -> int:
    """A new group with these questions."""
    opened = insert(gap_groups).values(status=GapStatus.NEW, harm=1, opened_at=at, changed_at=at)
    (group,) = connection.execute(opened).inserted_primary_key
    connection.execute(update(gaps).where(gaps.c.id.in_(questions)).values(group_id=group))
    return int(group)


def wishes_in(connection: Connection) -> Iterator[str]:
    """Who waits, who was told, and how the groups stand."""
    groups = "SELECT DISTINCT status FROM gap_groups g JOIN gaps q ON q.group_id = g.id"
    yield from (f"kelompok: {row.status}" for row in connection.execute(text(groups)))
    wishes = "SELECT a.*, q.question FROM askers a JOIN gaps q ON q.id = a.question_id"
    for row in connection.execute(text(f"{wishes} ORDER BY a.id")):
        if row.solved:
            yield f"tuntas: {row.question}"
        elif row.told_at:
            yield f"dikabari: {row.question} ({row.intent or '-'})"
        elif row.address:
            yield f"menunggu: {row.question}"
