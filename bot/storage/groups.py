"""Groups of unanswered questions as coordinators see them; counted in the database."""

import json
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, Row, Select, distinct, func, or_, select, update

from bot.domain.conversation import GapReason
from bot.domain.desk import GapGroup, GapStatus, Harm
from bot.storage.desk_tables import accounts, askers, gap_groups
from bot.storage.tables import gaps

# What a group is called whose questions are all deleted and that nobody has given a name.
NAMELESS = "(pertanyaannya sudah dihapus)"
TITLE_CHARACTERS = 200  # of the column, and of what is shown of a long question

_MEMBERS = (
    select(
        gaps.c.group_id,
        func.count(gaps.c.id).label("questions"),
        func.count(distinct(gaps.c.conversation)).label("people"),
        func.min(gaps.c.id).label("first"),
        func.max(gaps.c.created_at).label("last_at"),
    )
    .where(gaps.c.settled_intent.is_(None))
    .group_by(gaps.c.group_id)
    .subquery()
)
# Who was told, or wants nothing more (no address), waits no longer.
_WAITING = (
    select(gaps.c.group_id, func.count(distinct(askers.c.key)).label("waiting"))
    .join(askers, askers.c.question_id == gaps.c.id)
    .where(askers.c.told_at.is_(None), askers.c.address != b"")
    .group_by(gaps.c.group_id)
    .subquery()
)
_OLDEST = gaps.alias("oldest")
_GROUPS: Select[Any] = (
    select(
        gap_groups,
        _MEMBERS.c.questions,
        _MEMBERS.c.people,
        _MEMBERS.c.last_at,
        _WAITING.c.waiting,
        _OLDEST.c.question,
        _OLDEST.c.candidates,
        accounts.c.name.label("owner"),
    )
    .outerjoin(_MEMBERS, _MEMBERS.c.group_id == gap_groups.c.id)
    .outerjoin(_WAITING, _WAITING.c.group_id == gap_groups.c.id)
    .outerjoin(_OLDEST, _OLDEST.c.id == _MEMBERS.c.first)
    .outerjoin(accounts, accounts.c.id == gap_groups.c.account_id)
)


class NoGroupError(LookupError):
    """There is no group with this number."""


def listing(connection: Connection) -> list[GapGroup]:
    """Every group that has not gone into another one, in the order they were opened."""
    standing = _GROUPS.where(gap_groups.c.merged_into.is_(None)).order_by(gap_groups.c.id)
    return [_group(row) for row in connection.execute(standing)]


def unalarmed(connection: Connection, settling: datetime) -> list[GapGroup]:
    """The groups of the listing of which the coordinators' chat was not told.

    Left out while all they have is a "did you mean" asked after `settling`: most people find their
    answer among the choices.
    """
    stays = select(gaps.c.group_id).where(
        gaps.c.settled_intent.is_(None),
        or_(gaps.c.reason != GapReason.NEAR_TIE, gaps.c.created_at < settling),
    )
    fresh = gap_groups.c.merged_into.is_(None), gap_groups.c.alarmed_at.is_(None)
    found = _GROUPS.where(*fresh, gap_groups.c.id.in_(stays))
    return [_group(row) for row in connection.execute(found)]


def asked_since(connection: Connection, at: datetime) -> int:
    """How many unanswered questions have come since then."""
    fresh = gaps.c.settled_intent.is_(None), gaps.c.created_at >= at
    return connection.execute(select(func.count(gaps.c.id)).where(*fresh)).scalar_one()


def one(connection: Connection, group: int) -> GapGroup:
    """A group, or the one it has gone into. Raises NoGroupError."""
    found = connection.execute(_GROUPS.where(gap_groups.c.id == standing(connection, group)))
    return _group(found.one())


def standing(connection: Connection, group: int) -> int:
    """The number under which a group stands today, after all merges. Raises NoGroupError."""
    after = connection.execute(
        select(gap_groups.c.id, gap_groups.c.merged_into).where(gap_groups.c.id == group)
    ).one_or_none()
    if after is None:
        raise NoGroupError(group)
    return group if after.merged_into is None else standing(connection, after.merged_into)


def change(connection: Connection, group: int, at: datetime, **values: object) -> None:
    """Set columns of a standing group. `at` as it is stored: UTC, no zone."""
    connection.execute(
        update(gap_groups).where(gap_groups.c.id == group).values(changed_at=at, **values)
    )


def _group(row: "Row[Any]") -> GapGroup:
    candidates = json.loads(row.candidates) if row.candidates else []
    title = row.title or (row.question or NAMELESS)[:TITLE_CHARACTERS]
    return GapGroup(
        id=row.id,
        title=" ".join(title.split()),
        status=GapStatus(row.status),
        harm=Harm(row.harm),
        questions=row.questions or 0,
        people=row.people or 0,
        waiting=row.waiting or 0,
        opened_at=row.opened_at.replace(tzinfo=UTC),  # stored without its zone
        last_at=(row.last_at or row.opened_at).replace(tzinfo=UTC),
        office=row.office,
        owner=row.owner or "",
        account_id=row.account_id,
        due_on=row.due_on,
        intent=row.intent or "",
        near=tuple(intent for intent, _ in candidates[:3]),
        reopened=row.reopened,
        draft=row.draft,
        advice=row.advice,
    )
