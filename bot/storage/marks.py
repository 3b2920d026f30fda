"""When something that happens now and then happened last."""

from datetime import UTC, datetime

from sqlalchemy import Connection, select
from sqlalchemy.dialects.sqlite import insert

from bot.storage.desk_tables import marks

_INSERT = insert(marks)
_SET = _INSERT.on_conflict_do_update(index_elements=["name"], set_={"at": _INSERT.excluded.at})


def last(connection: Connection, name: str) -> datetime | None:
    """When it happened last, with its zone; None if it never did."""
    found = connection.execute(select(marks.c.at).where(marks.c.name == name)).scalar()
    return None if found is None else found.replace(tzinfo=UTC)  # stored without its zone


def set_to(connection: Connection, name: str, at: datetime) -> None:
    """It happened then (as it is stored: UTC, no zone)."""
    connection.execute(_SET, {"name": name, "at": at})
