"""Passwords and the codes of the second step: what is good enough, and whether it is right."""

import hmac
import threading
from dataclasses import dataclass
from datetime import datetime

import pyotp
from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

SHORTEST_PASSWORD = 10
LONGEST_PASSWORD = 200  # a megabyte to hash would be a way to stop the bot
FEWEST_DIFFERENT = 5
STEP_SECONDS = 30
# Phones are slow by some seconds: the code before and the one after are right too.
_DRIFT = (-1, 0, 1)
# Each one takes 64 MiB and 50 ms: a crowd at the door waits, instead of taking the machine.
_AT_ONCE = 2
_OBVIOUS = ("password", "katasandi", "rahasia", "12345678", "qwerty", "sambungrasa", "indonesia")


class Passwords:
    """argon2id with the parameters of RFC 9106 for little memory. Slow by design: use a thread."""

    def __init__(self) -> None:
        """Hash something that nobody knows, to compare with where there is no account."""
        self._hasher = PasswordHasher()
        self._room = threading.BoundedSemaphore(_AT_ONCE)
        self._nobody = self._hasher.hash(pyotp.random_base32())

    def hashed(self, password: str) -> str:
        """What is stored of it."""
        with self._room:
            return self._hasher.hash(password)

    def is_right(self, stored: str, password: str) -> bool:
        """Takes as long where nothing is stored: the time does not tell who has an account."""
        with self._room:
            try:
                right = self._hasher.verify(stored or self._nobody, password[:LONGEST_PASSWORD])
            except (VerificationError, InvalidHashError):
                return False
        return right and bool(stored)


def weakness(password: str, login: str) -> str:
    """Why a password is not good enough, in Indonesian; "" when it is."""
    plain = password.lower().replace(" ", "")
    if len(password) < SHORTEST_PASSWORD:
        return f"Sandinya paling sedikit {SHORTEST_PASSWORD} huruf. Beberapa kata biasa pun boleh."
    if len(password) > LONGEST_PASSWORD:
        return f"Sandinya paling banyak {LONGEST_PASSWORD} huruf."
    if login in plain:
        return "Sandinya jangan memuat nama masuk."
    if len(set(plain)) < FEWEST_DIFFERENT or plain.startswith(_OBVIOUS):
        return "Sandi ini mudah ditebak orang. Pilih beberapa kata yang hanya Anda yang tahu."
    return ""


@dataclass(frozen=True, slots=True)
class SecondStep:
    """What the codes are made from, and the number of the last code that was used."""

    secret: str
    used: int = 0

    def after(self, code: str, now: datetime) -> "SecondStep | None":
        """The same after using this code; None when it is wrong or was used before."""
        digits = "".join(code.split())
        step = int(now.timestamp()) // STEP_SECONDS
        for each in (step + drift for drift in _DRIFT):
            right = pyotp.HOTP(self.secret).at(each)
            if each > self.used and hmac.compare_digest(right.encode(), digits.encode()):
                return SecondStep(self.secret, each)
        return None

    def address(self, login: str, city: str) -> str:
        """What an authenticator app reads from the QR code."""
        return pyotp.TOTP(self.secret).provisioning_uri(name=login, issuer_name=city)
