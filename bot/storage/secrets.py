"""The keys of the installation: for pseudonyms, addresses, answers, sheets, and what is cached."""

import base64
import hashlib
import hmac
import os
import secrets
from pathlib import Path

from cryptography.fernet import Fernet

MIN_LENGTH = 32


class SecretBox:
    """Pseudonyms nobody can turn back; addresses and answers only this installation can read."""

    def __init__(self, secret: str) -> None:
        root = secret.encode()
        self._pseudonym_key = hmac.digest(root, b"pseudonym", hashlib.sha256)
        # A key for each use: leaking one must not open the others.
        self._addresses = _fernet(hmac.digest(root, b"address", hashlib.sha256))
        self._answers = _fernet(hmac.digest(root, b"screening answers", hashlib.sha256))
        self.sheets = _fernet(hmac.digest(root, b"sheet to print", hashlib.sha256))
        self.desk = _fernet(hmac.digest(root, b"coordinators' desk", hashlib.sha256))
        self.cache_key = hmac.digest(root, b"compiled cache", hashlib.sha256)

    def pseudonym(self, channel: str, sender: str) -> str:
        """HMAC-SHA256 of channel and sender, 64 hexadecimal digits."""
        # The unit separator cannot occur in a channel's name, so no two pairs look alike.
        return hmac.digest(
            self._pseudonym_key, f"{channel}\x1f{sender}".encode(), hashlib.sha256
        ).hex()

    def seal(self, address: str) -> bytes:
        """The address, encrypted (Fernet: AES-128-CBC and HMAC)."""
        return self._addresses.encrypt(address.encode())

    def unseal(self, sealed: bytes) -> str:
        """The address again. Raises cryptography's InvalidToken under another secret."""
        return self._addresses.decrypt(sealed).decode()

    def seal_answers(self, words: str) -> bytes:
        """What was told of health and poverty, encrypted in the same way with another key."""
        return self._answers.encrypt(words.encode())

    def unseal_answers(self, sealed: bytes) -> str:
        """What was told again. Raises as `unseal` does."""
        return self._answers.decrypt(sealed).decode()


def _fernet(key: bytes) -> Fernet:
    return Fernet(base64.urlsafe_b64encode(key))


def secret_from(file: Path) -> str:
    """The secret of this installation; made, readable by its owner only, at the first start."""
    try:
        return file.read_text(encoding="ascii").strip()
    except FileNotFoundError:
        file.parent.mkdir(parents=True, exist_ok=True)
        # Written aside and linked: two processes starting together end up with one secret.
        draft = file.with_name(f"{file.name}.{os.getpid()}")
        handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "w", encoding="ascii") as out:
            out.write(secrets.token_urlsafe(48))
        try:
            os.link(draft, file)
        except FileExistsError:
            pass
        finally:
            draft.unlink()
        return file.read_text(encoding="ascii").strip()
