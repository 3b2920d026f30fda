"""What was found behind the links and numbers the bot prints."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import Connection, delete, func, select
from sqlalchemy.dialects.sqlite import insert

from bot.domain.reaching import LinkState
from bot.storage.desk_tables import asked, link_checks


@dataclass(frozen=True, slots=True)
class LinkCheck:
    """What is known of one link or number. `why` is for people, in Indonesian."""

    value: str
    kind: str
    state: LinkState
    why: str
    checked_at: datetime


def keep(connection: Connection, checks: Iterable[LinkCheck]) -> None:
    """Note these; of each value only the latest is kept, and a value not among them goes."""
    rows = [
        {
            "value": one.value,
            "kind": one.kind,
            "state": one.state,
            "why": one.why,
            "checked_at": one.checked_at.astimezone(UTC).replace(tzinfo=None),
        }
        for one in checks
    ]
    if rows:
        new = insert(link_checks)
        fresh = {name: new.excluded[name] for name in ("kind", "state", "why", "checked_at")}
        statement = new.on_conflict_do_update(index_elements=["value"], set_=fresh)
        connection.execute(statement, rows)
    held = [row["value"] for row in rows]
    connection.execute(delete(link_checks).where(link_checks.c.value.not_in(held)))


def broken(connection: Connection) -> tuple[LinkCheck, ...]:
    """Those that do not work."""
    return tuple(one for one in known(connection) if one.state is LinkState.BROKEN)


def known(connection: Connection) -> tuple[LinkCheck, ...]:
    """All that was noted, by value."""
    rows = connection.execute(select(link_checks).order_by(link_checks.c.value))
    return tuple(
        LinkCheck(
            row.value, row.kind, LinkState(row.state), row.why, row.checked_at.replace(tzinfo=UTC)
        )
        for row in rows
    )


def uses(connection: Connection, since: datetime) -> Mapping[str, int]:
    """How often each intent was reached since then."""
    at = since.astimezone(UTC).replace(tzinfo=None)
    query = (
        select(asked.c.intent, func.count().label("many"))
        .where(asked.c.intent.is_not(None), asked.c.at >= at)
        .group_by(asked.c.intent)
    )
    return {row.intent: row.many for row in connection.execute(query)}
