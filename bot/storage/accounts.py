"""Who works on the dashboard. Times are as stored: UTC, without their zone."""

from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import ColumnElement, Connection, Row, func, insert, select, update

from bot.domain.desk import Account, Role
from bot.storage.desk_tables import accounts


@dataclass(frozen=True, slots=True)
class Credentials:
    """An account with what proves that somebody is its owner; `totp` is sealed."""

    account: Account
    password_hash: str
    totp: bytes | None
    oidc_subject: str | None


@dataclass(frozen=True, slots=True)
class NewAccount:
    """An account that nobody has taken up yet."""

    login: str
    name: str
    role: Role
    office: str = ""


def add(connection: Connection, new: NewAccount, at: datetime) -> int:
    """The id of the new account. Raises IntegrityError when the login is taken."""
    row = {
        "login": new.login,
        "name": new.name,
        "role": new.role.value,
        "office": new.office,
        "created_at": at,
    }
    key = connection.execute(insert(accounts), row).inserted_primary_key
    assert key is not None
    return int(key[0])


def everybody(connection: Connection) -> tuple[Account, ...]:
    """Every account, those in use first, by name."""
    order = (accounts.c.disabled_at.is_not(None), func.lower(accounts.c.name), accounts.c.id)
    return tuple(_account(row) for row in connection.execute(select(accounts).order_by(*order)))


def by_id(connection: Connection, account_id: int) -> Credentials | None:
    """The account of this id."""
    return _one(connection, accounts.c.id == account_id)


def by_login(connection: Connection, login: str) -> Credentials | None:
    """The account of this login, however it was capitalised."""
    return _one(connection, accounts.c.login == login.strip().lower())


def by_telegram(connection: Connection, person: str) -> Account | None:
    """The account linked with this pseudonym, unless it is disabled."""
    found = _one(connection, accounts.c.telegram == person)
    return found.account if found and not found.account.is_disabled else None


def by_subject(connection: Connection, subject: str) -> Credentials | None:
    """The account linked with this person of the city's own sign-in."""
    return _one(connection, accounts.c.oidc_subject == subject)


def set_password(connection: Connection, account_id: int, password_hash: str) -> None:
    """Whoever knows the password of this hash is the owner from now on."""
    _set(connection, account_id, password_hash=password_hash)


def set_totp(connection: Connection, account_id: int, sealed: bytes | None) -> None:
    """What the codes of the second step are made from; None ends it."""
    _set(connection, account_id, totp=sealed)


def set_subject(connection: Connection, account_id: int, subject: str | None) -> None:
    """Link with the city's own sign-in; raises IntegrityError when another account has it."""
    _set(connection, account_id, oidc_subject=subject)


def link_telegram(connection: Connection, account_id: int, person: str | None) -> None:
    """Link with a Telegram account, by its pseudonym; one person has one account here."""
    if person is not None:
        unlink(connection, person)
    _set(connection, account_id, telegram=person)


def unlink(connection: Connection, person: str) -> None:
    """This person of Telegram has no account here any more."""
    linked = update(accounts).where(accounts.c.telegram == person)
    connection.execute(linked.values(telegram=None))


def describe(connection: Connection, account_id: int, name: str, role: Role, office: str) -> None:
    """What the account is called and what it is for."""
    _set(connection, account_id, name=name, role=role.value, office=office)


def disable(connection: Connection, account_id: int, at: datetime | None) -> None:
    """From now on nobody gets in with it; None opens it again."""
    _set(connection, account_id, disabled_at=at)


def seen(connection: Connection, account_id: int, at: datetime) -> None:
    """Its owner was here."""
    _set(connection, account_id, seen_at=at)


def _set(connection: Connection, account_id: int, **values: object) -> None:
    connection.execute(update(accounts).where(accounts.c.id == account_id).values(**values))


def _one(connection: Connection, condition: ColumnElement[bool]) -> Credentials | None:
    row = connection.execute(select(accounts).where(condition)).one_or_none()
    if row is None:
        return None
    return Credentials(_account(row), row.password_hash, row.totp, row.oidc_subject)


def _account(row: Row[tuple[object, ...]]) -> Account:
    return Account(
        id=row.id,
        login=row.login,
        name=row.name,
        role=Role(row.role),
        office=row.office,
        is_disabled=row.disabled_at is not None,
        has_password=bool(row.password_hash),
        has_totp=row.totp is not None,
        has_telegram=row.telegram is not None,
        seen_at=row.seen_at.replace(tzinfo=UTC) if row.seen_at else None,
    )
