"""What happens to a publication in the database: each one transaction with its journal rows."""

from dataclasses import replace
from datetime import UTC, datetime

from sqlalchemy import Connection

from bot.domain.desk import Actor, GapStatus
from bot.domain.publishing import Publication, PublicationStatus
from bot.storage import askers, deeds, groups, journal, publications
from bot.storage.groups import NoGroupError
from bot.storage.publications import KIND
from bot.storage.quoting import without_words

_ANSWERS = (GapStatus.ANSWERED, GapStatus.MISMATCHED)


def propose(connection: Connection, new: Publication, author: Actor, deed: str) -> int:
    """Keep a proposal; its number."""
    number = publications.add(connection, new)
    _note(connection, new.proposed_at, author, deed, number, new.summary)
    return number


def begin(connection: Connection, of: Publication, now: datetime) -> bool:
    """From here on it is finished even after a crash. False: somebody else has decided on it."""
    return publications.move(
        connection,
        of.id,
        PublicationStatus.WRITING,
        standing=PublicationStatus.PROPOSED,
        **_decided(of, now),
    )


def finish(connection: Connection, of: Publication, now: datetime) -> None:
    """It is in service: note it, and close the group it answers."""
    by = Actor(of.publisher, of.publisher_id)
    done = publications.move(
        connection, of.id, PublicationStatus.PUBLISHED, standing=PublicationStatus.WRITING
    )
    if not done:
        return
    _keep_no_words(connection, of.id)
    _note(connection, now, by, "terbitkan", of.id, of.summary, of.reason)
    if of.group is not None and of.closes is not None:
        _close(connection, of, by, now)


def reject(connection: Connection, of: Publication, now: datetime) -> bool:
    """Nobody wants it. False: somebody else has decided on it."""
    done = publications.move(
        connection,
        of.id,
        PublicationStatus.REJECTED,
        standing=PublicationStatus.PROPOSED,
        # It may hold residents' words that now become no examples, so nothing of it is kept.
        files="[]",
        gate="",
        **_decided(of, now),
    )
    if done:
        by = Actor(of.publisher, of.publisher_id)
        _note(connection, now, by, "tolak", of.id, of.summary, of.reason)
    return done


def _keep_no_words(connection: Connection, number: int) -> None:
    """The questions it was tried on have served: of the report only the figures stay."""
    checked = publications.checked_of(connection, number)
    if checked is not None:
        figures = replace(checked, report=without_words(checked.report))
        publications.keep_report(connection, number, figures)


def give_back(connection: Connection, of: Publication, now: datetime) -> None:
    """It could not be taken into service: a proposal again, to be checked again."""
    publications.move(
        connection,
        of.id,
        PublicationStatus.PROPOSED,
        standing=PublicationStatus.WRITING,
        publisher="",
        publisher_id=None,
        published_at=None,
        gate="",
    )
    by = Actor(of.publisher, of.publisher_id)
    _note(connection, now, by, "gagal terbit", of.id, of.summary)


def _close(connection: Connection, of: Publication, by: Actor, now: datetime) -> None:
    """The group has what it waited for; or, when an answer was taken back, it waits again."""
    assert of.group is not None
    assert of.closes is not None
    try:
        doing = deeds.doing(connection, of.group, by, _stored(now))
    except NoGroupError:
        return  # its questions were deleted meanwhile
    before = groups.one(connection, doing.group)
    if of.closes in _ANSWERS:
        deeds.set_status(doing, of.closes, of.intent)
    elif of.closes is not GapStatus.NEW:
        deeds.set_status(doing, of.closes)
    elif before.intent == of.intent and not before.status.is_open:
        deeds.set_status(doing, GapStatus.NEW)
        doing.change(reopened=before.reopened + 1)
        askers.wait_again(connection, doing.group, of.intent)


def _note(  # noqa: PLR0913, PLR0917  the parts of a journal row
    connection: Connection,
    now: datetime,
    by: Actor,
    deed: str,
    number: int,
    summary: str,
    reason: str = "",
) -> None:
    detail = {"ringkasan": summary, **({"alasan": reason} if reason else {})}
    journal.write(connection, _stored(now), by, deed, KIND, str(number), **detail)


def _decided(of: Publication, now: datetime) -> dict[str, object]:
    return {
        "published_at": _stored(now),
        "publisher": of.publisher[:80],
        "publisher_id": of.publisher_id,
        "reason": of.reason,
    }


def _stored(at: datetime) -> datetime:
    return at.astimezone(UTC).replace(tzinfo=None)
