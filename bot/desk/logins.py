"""Getting in and out of the dashboard."""

import secrets
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import partial

from cryptography.fernet import InvalidToken
from sqlalchemy import Connection

from bot.desk.passwords import Passwords, SecondStep
from bot.domain.desk import Account, Actor
from bot.storage import accounts, journal, sessions
from bot.storage.database import Writer
from bot.storage.secrets import SecretBox

ACCOUNT = "akun"  # the `kind` of an account in the journal
# However busy: after a month somebody shows again that it is them.
LONGEST_SESSION = timedelta(days=30)
_NOT_NOTED = timedelta(minutes=1)  # a session used again so soon is not written anew


@dataclass(frozen=True, slots=True)
class Known:
    """Whose password was right. `needs_code`: the second step is still to come."""

    account: Account
    needs_code: bool


class Logins:
    """Who is who. Futures resolve after the commit."""

    def __init__(
        self, writer: Writer, box: SecretBox, clock: Callable[[], datetime], session_hours: int
    ) -> None:
        self._writer = writer
        self._box = box
        self._clock = clock
        self._lasts = timedelta(hours=session_hours)
        self.passwords = Passwords()

    @property
    def stored_now(self) -> datetime:
        """Now, as it is stored: UTC without the zone."""
        return self._clock().astimezone(UTC).replace(tzinfo=None)

    def recognise(self, login: str, password: str) -> Known | None:
        """Whose login and password these are. Slow, and as slow for nobody's: use a thread."""
        found = self._writer.run(lambda c: accounts.by_login(c, login)).result()
        stored = found.password_hash if found else ""
        if not self.passwords.is_right(stored, password) or found is None:
            return None
        return None if found.account.is_disabled else Known(found.account, bool(found.totp))

    def start(self, account_id: int, how: str) -> "Future[str]":
        """A session for this account; the token is the browser's, we keep its hash. `how` stands
        in the journal.
        """
        return self._writer.run(partial(self._start, account_id=account_id, how=how))

    def who(self, token: str) -> "Future[Account | None]":
        """Whose session this is, prolonged by being used; None when it has ended."""
        return self._writer.run(partial(self._who, token=token))

    def leave(self, token: str) -> "Future[None]":
        """End this session."""
        return self._writer.run(lambda c: sessions.end(c, token))

    def accept_code(self, account_id: int, code: str) -> "Future[bool]":
        """Whether the code is right now; then it is used up."""
        return self._writer.run(partial(self._accept, account_id=account_id, code=code))

    def sealed(self, step: SecondStep) -> bytes:
        """How the second step is stored."""
        return self._box.desk.encrypt(f"{step.secret} {step.used}".encode())

    def _start(self, connection: Connection, account_id: int, how: str) -> str:
        now, token = self.stored_now, secrets.token_urlsafe(32)
        found = accounts.by_id(connection, account_id)
        assert found is not None
        sessions.start(connection, token, account_id, now, now + self._lasts)
        accounts.seen(connection, account_id, now)
        actor = Actor(found.account.name, account_id)
        journal.write(connection, now, actor, "masuk", ACCOUNT, str(account_id), cara=how)
        return token

    def _who(self, connection: Connection, token: str) -> Account | None:
        now, stored_now = self._clock(), self.stored_now
        session = sessions.find(connection, token, stored_now)
        if session is None:
            return None
        found = accounts.by_id(connection, session.account_id)
        over = now - session.created_at > LONGEST_SESSION
        if found is None or found.account.is_disabled or over:
            sessions.end(connection, token)
            return None
        if now - session.seen_at > _NOT_NOTED:
            sessions.prolong(connection, token, stored_now, stored_now + self._lasts)
            accounts.seen(connection, session.account_id, stored_now)
        return found.account

    def _accept(self, connection: Connection, account_id: int, code: str) -> bool:
        found = accounts.by_id(connection, account_id)
        if found is None or found.totp is None or found.account.is_disabled:
            return False
        try:
            secret, used = self._box.desk.decrypt(found.totp).decode().split()
        except InvalidToken:  # sealed with another secret of the installation: no code is right
            return False
        after = SecondStep(secret, int(used)).after(code, self._clock())
        if after is None:
            return False
        accounts.set_totp(connection, account_id, self.sealed(after))
        return True
