"""Who is logged in, and the one-time links. Only hashes of what a browser or a letter holds."""

import hashlib
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum

from sqlalchemy import Connection, delete, insert, select, update

from bot.storage.desk_tables import sessions, tickets


class Purpose(StrEnum):
    """What a one-time link or code is good for."""

    PASSWORD = "sandi"  # noqa: S105  choose a (new) password: invitations, resets
    TELEGRAM = "telegram"


@dataclass(frozen=True, slots=True)
class Session:
    """A login that has not ended. Times have their zone."""

    account_id: int
    created_at: datetime
    seen_at: datetime


def token_hash(token: str) -> str:
    """What is stored of a token. No salt: tokens are 256 random bits, nobody can guess them."""
    return hashlib.sha256(token.encode()).hexdigest()


def start(
    connection: Connection, token: str, account_id: int, at: datetime, until: datetime
) -> None:
    """Whoever holds `token` is this account until then."""
    row = {
        "token_hash": token_hash(token),
        "account_id": account_id,
        "created_at": at,
        "seen_at": at,
        "expires_at": until,
    }
    connection.execute(insert(sessions), row)


def find(connection: Connection, token: str, now: datetime) -> Session | None:
    """The session of this token, if it has not ended."""
    mine = sessions.c.token_hash == token_hash(token)
    row = connection.execute(
        select(sessions).where(mine, sessions.c.expires_at > now)
    ).one_or_none()
    if row is None:
        return None
    return Session(
        row.account_id, row.created_at.replace(tzinfo=UTC), row.seen_at.replace(tzinfo=UTC)
    )


def prolong(connection: Connection, token: str, now: datetime, until: datetime) -> None:
    """It was used now, and lasts until then."""
    mine = sessions.c.token_hash == token_hash(token)
    connection.execute(update(sessions).where(mine).values(seen_at=now, expires_at=until))


def end(connection: Connection, token: str) -> None:
    """The token opens nothing any more."""
    connection.execute(delete(sessions).where(sessions.c.token_hash == token_hash(token)))


def end_all(connection: Connection, account_id: int, but: str = "") -> int:
    """End every session of an account, except that of the token `but`. The count."""
    gone = delete(sessions).where(sessions.c.account_id == account_id)
    return connection.execute(gone.where(sessions.c.token_hash != token_hash(but))).rowcount


def count(connection: Connection, account_id: int, now: datetime) -> int:
    """On how many browsers somebody is logged in with this account."""
    open_ones = select(sessions.c.token_hash).where(
        sessions.c.account_id == account_id, sessions.c.expires_at > now
    )
    return len(connection.execute(open_ones).all())


def issue(
    connection: Connection, token: str, account_id: int, purpose: Purpose, until: datetime
) -> None:
    """A ticket in place of those this account had for the same purpose."""
    withdraw(connection, account_id, purpose)
    row = {
        "token_hash": token_hash(token),
        "account_id": account_id,
        "purpose": purpose.value,
        "expires_at": until,
    }
    connection.execute(insert(tickets), row)


def withdraw(connection: Connection, account_id: int, purpose: Purpose) -> None:
    """What was issued for this purpose opens nothing any more."""
    connection.execute(
        delete(tickets).where(
            tickets.c.account_id == account_id, tickets.c.purpose == purpose.value
        )
    )


def whose(connection: Connection, token: str, purpose: Purpose, now: datetime) -> int | None:
    """The account a ticket is for, without using it up; None when it is no (longer a) ticket."""
    found = select(tickets.c.account_id).where(
        tickets.c.token_hash == token_hash(token),
        tickets.c.purpose == purpose.value,
        tickets.c.expires_at > now,
    )
    return connection.execute(found).scalar_one_or_none()


def use(connection: Connection, token: str, purpose: Purpose, now: datetime) -> int | None:
    """The account a ticket is for; a ticket is used once."""
    account_id = whose(connection, token, purpose, now)
    if account_id is not None:
        withdraw(connection, account_id, purpose)
    return account_id


def purge(connection: Connection, now: datetime) -> int:
    """Delete what has ended: sessions and tickets. The count."""
    old_sessions = connection.execute(delete(sessions).where(sessions.c.expires_at <= now))
    old_tickets = connection.execute(delete(tickets).where(tickets.c.expires_at <= now))
    return old_sessions.rowcount + old_tickets.rowcount
