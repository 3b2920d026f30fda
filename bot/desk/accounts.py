"""Deeds on accounts: every one is a transaction with its row in the journal."""

import re
import secrets
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass
from datetime import timedelta
from typing import TypeVar

from sqlalchemy import Connection
from sqlalchemy.exc import IntegrityError

from bot.desk.logins import ACCOUNT, Logins
from bot.desk.passwords import SecondStep, weakness
from bot.desk.work import DeedError
from bot.domain.desk import Account, Actor, Role
from bot.storage import accounts, journal, sessions
from bot.storage.accounts import Credentials, NewAccount
from bot.storage.database import Writer
from bot.storage.sessions import Purpose

T = TypeVar("T")
INVITATION_DAYS = 7
TELEGRAM_CODE_MINUTES = 10
NAME_CHARACTERS = 80
# No 0 and O, no 1 and I: it is read from one phone and typed on another.
_LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"
_LOGIN = re.compile(r"[a-z0-9][a-z0-9._-]{1,39}")


@dataclass(frozen=True, slots=True)
class Invitation:
    """A one-time link for this account: whoever holds `token` chooses its password."""

    account: Account
    token: str


class Accounts:
    """What is done with accounts. Raises DeedError, in Indonesian, for what cannot be done."""

    def __init__(self, writer: Writer, logins: Logins) -> None:
        self._writer = writer
        self._logins = logins

    def everybody(self) -> "Future[tuple[Account, ...]]":
        """Every account, those in use first."""
        return self._writer.run(accounts.everybody)

    def get(self, account_id: int) -> "Future[Credentials | None]":
        """The account of this id."""
        return self._writer.run(lambda c: accounts.by_id(c, account_id))

    def add(self, new: NewAccount, actor: Actor) -> "Future[Invitation]":
        """A new account and its first link."""

        def work(connection: Connection) -> Invitation:
            at, checked = self._logins.stored_now, _checked(new)
            try:
                account_id = accounts.add(connection, checked, at)
            except IntegrityError:
                raise DeedError(f"Nama masuk “{checked.login}” sudah dipakai.") from None
            detail = {"nama": checked.name, "peran": checked.role.value}
            journal.write(connection, at, actor, "undang", ACCOUNT, str(account_id), **detail)
            return self._invitation(connection, account_id)

        return self._writer.run(work)

    def invite_again(self, account_id: int, actor: Actor) -> "Future[Invitation]":
        """A link to choose a new password; the old one works until it is used."""

        def work(connection: Connection) -> Invitation:
            if self._found(connection, account_id).account.is_disabled:
                raise DeedError("Akun ini dinonaktifkan. Aktifkan dulu.")
            self._note(connection, actor, "tautan sandi", account_id)
            return self._invitation(connection, account_id)

        return self._writer.run(work)

    def invited(self, token: str) -> "Future[Account | None]":
        """Whose link this is; None when it was used or is too old."""
        return self._writer.run(lambda c: self._invited(c, token))

    def take_up(self, token: str, password: str) -> Account | None:
        """Choose the password with a one-time link; all sessions end. Slow: use a thread."""
        account = self.invited(token).result()
        if account is None:
            return None
        hashed = self._hashed(password, account)

        def work(connection: Connection) -> Account | None:
            # Asked again: two people with the same link choose one password, not two.
            if sessions.use(connection, token, Purpose.PASSWORD, self._logins.stored_now) is None:
                return None
            accounts.set_password(connection, account.id, hashed)
            sessions.end_all(connection, account.id)
            self._note(connection, Actor(account.name, account.id), "sandi baru", account.id)
            return account

        return self._writer.run(work).result()

    def change_password(self, account: Account, old: str, new: str, token: str) -> None:
        """By the owner; every session but that of `token` ends. Slow: use a thread."""
        found = self.get(account.id).result()
        if not self._logins.passwords.is_right(found.password_hash if found else "", old):
            raise DeedError("Sandi yang lama belum cocok.")
        hashed = self._hashed(new, account)

        def work(connection: Connection) -> None:
            accounts.set_password(connection, account.id, hashed)
            sessions.end_all(connection, account.id, but=token)
            sessions.withdraw(connection, account.id, Purpose.PASSWORD)
            self._note(connection, Actor(account.name, account.id), "sandi baru", account.id)

        self._writer.run(work).result()

    def describe(self, account_id: int, new: NewAccount, actor: Actor) -> "Future[None]":
        """Another name, role or office; the login stays."""

        def work(connection: Connection) -> None:
            before = self._found(connection, account_id).account
            name, office = _name(new.name), new.office.strip()[:NAME_CHARACTERS]
            if before.role is Role.ADMIN and new.role is not Role.ADMIN:
                self._keep_one_admin(connection, account_id)
            accounts.describe(connection, account_id, name, new.role, office)
            detail = {"nama": name, "peran": f"{before.role} → {new.role}", "kantor": office}
            self._note(connection, actor, "ubah akun", account_id, **detail)

        return self._writer.run(work)

    def disable(self, account_id: int, actor: Actor) -> "Future[None]":
        """Nobody gets in with it any more, at once."""

        def work(connection: Connection) -> None:
            if account_id == actor.account_id:
                raise DeedError("Akun sendiri tidak bisa dinonaktifkan. Minta admin lain.")
            if self._found(connection, account_id).account.role is Role.ADMIN:
                self._keep_one_admin(connection, account_id)
            accounts.disable(connection, account_id, self._logins.stored_now)
            sessions.end_all(connection, account_id)
            for purpose in Purpose:
                sessions.withdraw(connection, account_id, purpose)
            self._note(connection, actor, "nonaktifkan", account_id)

        return self._writer.run(work)

    def enable(self, account_id: int, actor: Actor) -> "Future[None]":
        """It can be used again."""
        return self._simply(
            account_id, actor, "aktifkan", lambda c: accounts.disable(c, account_id, None)
        )

    def end_other_sessions(self, account: Account, token: str) -> "Future[int]":
        """Log out everywhere but here. How many there were."""
        return self._simply(
            account.id,
            Actor(account.name, account.id),
            "keluar di tempat lain",
            lambda c: sessions.end_all(c, account.id, but=token),
        )

    def sessions_open(self, account: Account) -> "Future[int]":
        """On how many browsers somebody is logged in with it."""
        return self._writer.run(lambda c: sessions.count(c, account.id, self._logins.stored_now))

    def start_second_step(self, account: Account, step: SecondStep) -> "Future[None]":
        """From now on a code is asked for too. `step`: after using its first code."""
        sealed = self._logins.sealed(step)
        actor = Actor(account.name, account.id)
        return self._simply(
            account.id, actor, "pasang kode", lambda c: accounts.set_totp(c, account.id, sealed)
        )

    def stop_second_step(self, account_id: int, actor: Actor) -> "Future[None]":
        """The password alone is enough again."""
        return self._simply(
            account_id, actor, "lepas kode", lambda c: accounts.set_totp(c, account_id, None)
        )

    def link_subject(self, account: Account, subject: str | None) -> "Future[None]":
        """Link with the city's own sign-in, or unlink (None)."""

        def work(connection: Connection) -> None:
            try:
                accounts.set_subject(connection, account.id, subject)
            except IntegrityError:
                raise DeedError("Akun kota itu sudah terhubung dengan akun lain.") from None

        actor = Actor(account.name, account.id)
        deed = "hubungkan akun kota" if subject else "lepas akun kota"
        return self._simply(account.id, actor, deed, work)

    def telegram_code(self, account: Account) -> "Future[str]":
        """What to send the bot in a private chat: /meja and this code, within ten minutes."""

        def work(connection: Connection) -> str:
            code = "".join(secrets.choice(_LETTERS) for _ in range(8))
            until = self._logins.stored_now + timedelta(minutes=TELEGRAM_CODE_MINUTES)
            sessions.issue(connection, code, account.id, Purpose.TELEGRAM, until)
            return code

        return self._writer.run(work)

    def unlink_telegram(self, account: Account) -> "Future[None]":
        """The Telegram account may do nothing here any more."""
        actor = Actor(account.name, account.id)
        return self._simply(
            account.id,
            actor,
            "lepas telegram",
            lambda c: accounts.link_telegram(c, account.id, None),
        )

    def _simply(
        self, account_id: int, actor: Actor, deed: str, work: Callable[[Connection], T]
    ) -> "Future[T]":
        """One change of an account that is there, and its row."""

        def noted(connection: Connection) -> T:
            self._found(connection, account_id)
            result = work(connection)
            self._note(connection, actor, deed, account_id)
            return result

        return self._writer.run(noted)

    def _hashed(self, password: str, account: Account) -> str:
        if weak := weakness(password, account.login):
            raise DeedError(weak)
        return self._logins.passwords.hashed(password)

    def _invited(self, connection: Connection, token: str) -> Account | None:
        now = self._logins.stored_now
        account_id = sessions.whose(connection, token, Purpose.PASSWORD, now)
        found = accounts.by_id(connection, account_id) if account_id is not None else None
        return found.account if found and not found.account.is_disabled else None

    def _invitation(self, connection: Connection, account_id: int) -> Invitation:
        token = secrets.token_urlsafe(32)
        until = self._logins.stored_now + timedelta(days=INVITATION_DAYS)
        sessions.issue(connection, token, account_id, Purpose.PASSWORD, until)
        return Invitation(self._found(connection, account_id).account, token)

    def _note(
        self, connection: Connection, actor: Actor, deed: str, account_id: int, **detail: str
    ) -> None:
        now, target = self._logins.stored_now, str(account_id)
        journal.write(connection, now, actor, deed, ACCOUNT, target, **detail)

    @staticmethod
    def _found(connection: Connection, account_id: int) -> Credentials:
        found = accounts.by_id(connection, account_id)
        if found is None:
            raise DeedError("Akun ini tidak ada.")
        return found

    @staticmethod
    def _keep_one_admin(connection: Connection, leaving: int) -> None:
        others = (
            a for a in accounts.everybody(connection) if a.id != leaving and not a.is_disabled
        )
        if not any(a.role is Role.ADMIN and a.has_password for a in others):
            raise DeedError("Ini admin terakhir. Jadikan orang lain admin dulu.")


def _checked(new: NewAccount) -> NewAccount:
    login = new.login.strip().lower()
    if not _LOGIN.fullmatch(login):
        raise DeedError(
            "Nama masuk terdiri dari 2 sampai 40 huruf kecil, angka, titik, garis, tanpa spasi."
        )
    return NewAccount(login, _name(new.name), new.role, new.office.strip()[:NAME_CHARACTERS])


def _name(name: str) -> str:
    name = " ".join(name.split())
    if not 1 <= len(name) <= NAME_CHARACTERS:
        raise DeedError(f"Tulis namanya, paling banyak {NAME_CHARACTERS} huruf.")
    return name
