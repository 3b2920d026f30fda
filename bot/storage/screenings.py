"""Answers kept with consent: who wants to be told when a change of rules may help them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from cryptography.fernet import InvalidToken
from sqlalchemy import Connection, bindparam, delete, select, update
from sqlalchemy.dialects.sqlite import insert

from bot.domain.conversation import ScreeningKept
from bot.domain.eligibility.household import Answer
from bot.storage.encoding import (
    UnreadableStateError,
    answers_from_text,
    answers_to_text,
    verdicts_from_text,
    verdicts_to_text,
)
from bot.storage.secrets import SecretBox
from bot.storage.tables import screenings


@dataclass(frozen=True, slots=True)
class Consent:
    """Who agreed (a pseudonym), where to write to, and from when until when; stored times."""

    key: str
    channel: str
    address: str
    at: datetime
    until: datetime


@dataclass(frozen=True, slots=True)
class Sealed:
    """A stored screening that nobody has looked into."""

    key: str
    channel: str
    address: bytes
    answers: bytes
    verdicts: bytes
    consented_at: datetime


@dataclass(frozen=True, slots=True)
class Screening:
    """What was kept: the answers, and what the person was told of each programme."""

    address: str
    answers: tuple[Answer, ...]
    verdicts: Mapping[str, str]
    kept_at: datetime


_INSERT = insert(screenings)
_KEEP = _INSERT.on_conflict_do_update(
    index_elements=["key"],
    set_={
        name: _INSERT.excluded[name]
        for name in ("channel", "address", "answers", "verdicts", "consented_at", "expires_at")
    },
)
_NEXT = (
    select(
        screenings.c.key,
        screenings.c.channel,
        screenings.c.address,
        screenings.c.answers,
        screenings.c.verdicts,
        screenings.c.consented_at,
    )
    .where(screenings.c.key > bindparam("after"), screenings.c.expires_at > bindparam("at"))
    .order_by(screenings.c.key)
    .limit(bindparam("most"))
)
# The same words sealed again are other bytes: equal ones are the very row that was read.
_RENEW = (
    update(screenings)
    .where(screenings.c.key == bindparam("of"), screenings.c.verdicts == bindparam("before"))
    .values(verdicts=bindparam("after"))
)


def keep(connection: Connection, kept: ScreeningKept, consent: Consent, box: SecretBox) -> None:
    """Keep these answers; they take the place of those kept before."""
    connection.execute(
        _KEEP,
        {
            "key": consent.key,
            "channel": consent.channel,
            "address": box.seal(consent.address),
            "answers": box.seal_answers(answers_to_text(kept.answers)),
            "verdicts": sealed_verdicts(kept.verdicts, box),
            "consented_at": consent.at,
            "expires_at": consent.until,
        },
    )


def sealed_verdicts(verdicts: Mapping[str, str], box: SecretBox) -> bytes:
    """Programme and verdict as they are stored."""
    return box.seal_answers(verdicts_to_text(verdicts))


def following(connection: Connection, after: str, limit: int, now: datetime) -> tuple[Sealed, ...]:
    """The next ones after a key: all of them are gone through in small steps."""
    rows = connection.execute(_NEXT, {"after": after, "at": now, "most": limit})
    return tuple(Sealed(*row) for row in rows)


def opened(sealed: Sealed, box: SecretBox) -> Screening:
    """What was kept. Raises UnreadableStateError."""
    try:
        return Screening(
            address=box.unseal(sealed.address),
            answers=answers_from_text(box.unseal_answers(sealed.answers)),
            verdicts=verdicts_from_text(box.unseal_answers(sealed.verdicts)),
            kept_at=sealed.consented_at.replace(tzinfo=UTC),  # stored without its zone
        )
    except InvalidToken as error:
        raise UnreadableStateError("sealed with another secret") from error


def renew(connection: Connection, sealed: Sealed, verdicts: bytes) -> bool:
    """Store what is told now. False when the row is no longer what was read: kept anew, gone."""
    row = {"of": sealed.key, "before": sealed.verdicts, "after": verdicts}
    return connection.execute(_RENEW, row).rowcount == 1


def forget(connection: Connection, key: str) -> None:
    """Delete what a person let us keep."""
    connection.execute(delete(screenings).where(screenings.c.key == key))


def purge(connection: Connection, now: datetime) -> int:
    """Delete what was agreed to until now. The count."""
    return connection.execute(delete(screenings).where(screenings.c.expires_at <= now)).rowcount
