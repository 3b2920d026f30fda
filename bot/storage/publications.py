"""Proposed and published changes of the knowledge."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, Row, insert, select, update

from bot.domain.desk import GapStatus
from bot.domain.publishing import FileChange, Publication, PublicationStatus
from bot.domain.replaying import GateReport
from bot.storage.desk_tables import publications
from bot.storage.replay import report_from_text, report_to_text

KIND = "publikasi"  # the `kind` of a publication in the journal
SUMMARY_CHARACTERS = 300


@dataclass(frozen=True, slots=True)
class Checked:
    """A report, and the mark of the knowledge folder it is about."""

    report: GateReport
    mark: str


def add(connection: Connection, new: Publication) -> int:
    """Keep a proposal; its id is given here."""
    values = {
        "status": new.status,
        "proposed_at": _stored(new.proposed_at),
        "author_id": new.author_id,
        "author": new.author[:80],
        "group_id": new.group,
        "group_status": new.closes or "",
        "intent": new.intent or None,
        "summary": new.summary[:SUMMARY_CHARACTERS],
        "files": files_to_text(new.changes),
    }
    row = connection.execute(insert(publications).returning(publications.c.id), values)
    return int(row.scalar_one())


def one(connection: Connection, number: int) -> Publication | None:
    """A publication with its files and its report."""
    query = select(publications).where(publications.c.id == number)
    row = connection.execute(query).one_or_none()
    return _publication(row) if row else None


def recent(
    connection: Connection, limit: int, before_id: int | None = None
) -> tuple[Publication, ...]:
    """The last ones, newest first; those before one, to page back."""
    query = select(publications).order_by(publications.c.id.desc()).limit(limit)
    if before_id is not None:
        query = query.where(publications.c.id < before_id)
    return tuple(_publication(row) for row in connection.execute(query))


def with_status(connection: Connection, status: PublicationStatus) -> tuple[Publication, ...]:
    """All that stand there, oldest first."""
    query = select(publications).where(publications.c.status == status)
    return tuple(_publication(row) for row in connection.execute(query.order_by("id")))


def mark_of(connection: Connection, number: int) -> str:
    """The mark of the folder the stored report is about, "" without a report."""
    checked = checked_of(connection, number)
    return checked.mark if checked else ""


def checked_of(connection: Connection, number: int) -> Checked | None:
    """The stored report with its mark."""
    text = connection.scalar(select(publications.c.gate).where(publications.c.id == number))
    return _checked(text or "")


def keep_report(connection: Connection, number: int, checked: Checked | None) -> None:
    """Store what the gate found; None: it has to look again."""
    gate = json.dumps([checked.mark, report_to_text(checked.report)]) if checked else ""
    connection.execute(update(publications).where(publications.c.id == number).values(gate=gate))


def keep_changes(connection: Connection, number: int, changes: Iterable[FileChange]) -> None:
    """The same proposal on files that changed meanwhile; the old report goes."""
    values = {"files": files_to_text(changes), "gate": ""}
    connection.execute(update(publications).where(publications.c.id == number).values(**values))


def move(
    connection: Connection,
    number: int,
    status: PublicationStatus,
    *,
    standing: PublicationStatus,
    **values: Any,
) -> bool:
    """Give it another status. False when it does not stand where it should any more."""
    done = connection.execute(
        update(publications)
        .where(publications.c.id == number, publications.c.status == standing)
        .values(status=status, **values)
    )
    return done.rowcount == 1


def files_to_text(changes: Iterable[FileChange]) -> str:
    """Changes of files as they are stored."""
    rows = [[change.name, change.before, change.after] for change in changes]
    return json.dumps(rows, ensure_ascii=False)


def files_from_text(text: str) -> tuple[FileChange, ...]:
    """The same again."""
    return tuple(FileChange(*change) for change in json.loads(text))


def _checked(text: str) -> Checked | None:
    if not text:
        return None
    try:
        mark, report = json.loads(text)
        return Checked(report_from_text(report), mark)
    except (ValueError, KeyError, TypeError):
        return None  # a report of another version of the program: the gate looks again


def _publication(row: "Row[Any]") -> Publication:
    checked = _checked(row.gate)
    return Publication(
        id=row.id,
        status=PublicationStatus(row.status),
        summary=row.summary,
        changes=files_from_text(row.files),
        author=row.author,
        author_id=row.author_id,
        proposed_at=row.proposed_at.replace(tzinfo=UTC),  # stored without its zone
        publisher=row.publisher,
        publisher_id=row.publisher_id,
        published_at=row.published_at.replace(tzinfo=UTC) if row.published_at else None,
        group=row.group_id,
        closes=GapStatus(row.group_status) if row.group_status else None,
        intent=row.intent or "",
        gate=checked.report if checked else None,
        reason=row.reason,
    )


def _stored(at: datetime) -> datetime:
    return at.astimezone(UTC).replace(tzinfo=None)
