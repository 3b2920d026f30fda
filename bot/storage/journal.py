"""What coordinators did, and their notes: rows are added, never changed."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime

from sqlalchemy import Connection, Select, insert, select

from bot.domain.desk import Actor
from bot.storage.desk_tables import journal

# What `kind` may be: a group of questions, an account.
GROUP = "kelompok"
ACCOUNT = "akun"


@dataclass(frozen=True, slots=True)
class Entry:
    """One deed: who did what to which thing, and when (with a zone)."""

    id: int
    at: datetime
    actor: str
    account_id: int | None
    deed: str
    kind: str
    target: str
    detail: Mapping[str, str] = field(default_factory=dict)


def write(  # noqa: PLR0913, PLR0917  the columns of a row; a class for them says no more
    connection: Connection,
    at: datetime,
    actor: Actor,
    deed: str,
    kind: str,
    target: str,
    **detail: str,
) -> None:
    """Add a row, in the transaction of the deed itself. `at` as it is stored: UTC, no zone."""
    connection.execute(
        insert(journal),
        {
            "at": at,
            "account_id": actor.account_id,
            "actor": actor.name[:80],
            "deed": deed,
            "kind": kind,
            "target": target,
            "detail": json.dumps(detail, ensure_ascii=False),
        },
    )


def of(connection: Connection, kind: str, target: str) -> tuple[Entry, ...]:
    """The history of one thing, oldest first."""
    found = select(journal).where(journal.c.kind == kind, journal.c.target == target)
    return _entries(connection, found.order_by(journal.c.id))


def latest(connection: Connection, limit: int, before_id: int | None = None) -> tuple[Entry, ...]:
    """The last deeds, newest first; those before a row, to page back."""
    found = select(journal).order_by(journal.c.id.desc()).limit(limit)
    if before_id is not None:
        found = found.where(journal.c.id < before_id)
    return _entries(connection, found)


def _entries(connection: Connection, query: Select[tuple[object, ...]]) -> tuple[Entry, ...]:
    return tuple(
        Entry(
            id=row.id,
            at=row.at.replace(tzinfo=UTC),  # stored without its zone
            actor=row.actor,
            account_id=row.account_id,
            deed=row.deed,
            kind=row.kind,
            target=row.target,
            detail=json.loads(row.detail),
        )
        for row in connection.execute(query)
    )
