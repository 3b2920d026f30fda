"""What was compiled from the knowledge, kept for the next start: a hundredth of the time.

A cache only: whatever is missing, damaged, foreign or outdated is compiled again.
"""

import contextlib
import hashlib
import hmac
import logging
import os
import pickle
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TypeVar

T = TypeVar("T")
log = logging.getLogger("sambung")
KEPT = 3  # files; the older ones belong to knowledge that has changed since
_SEAL = hashlib.sha256().digest_size


class CompiledCache:
    """Sealed with the installation's secret: a pickle somebody else put there is never opened."""

    def __init__(self, folder: Path, secret: bytes) -> None:
        self._folder = folder
        self._secret = secret

    def get_or_make(self, kind: type[T], made_from: Iterable[bytes], make: Callable[[], T]) -> T:
        """The `kind` compiled from `made_from`; made now, and kept, where it is not there."""
        sources = list(made_from)
        found = self.find(kind, sources)
        if found is None:
            found = make()
            self.keep(found, sources)
        return found

    def find(self, kind: type[T], made_from: Iterable[bytes]) -> T | None:
        """The `kind` compiled from `made_from`, if it is there."""
        file = self._file(kind, made_from)
        found = self._read(file)
        if not isinstance(found, kind):
            return None
        with contextlib.suppress(OSError):
            os.utime(file)  # what is still read is the last to go
        return found

    def keep(self, made: object, made_from: Iterable[bytes]) -> bool:
        """Keep what was compiled from `made_from`. False where the disk does not take it."""
        try:
            self._write(
                self._file(type(made), made_from), pickle.dumps(made, pickle.HIGHEST_PROTOCOL)
            )
        except OSError as error:
            log.warning("compiled knowledge not kept", extra={"why": error.strerror})
            return False
        return True

    def _file(self, kind: type[object], made_from: Iterable[bytes]) -> Path:
        digest = hashlib.sha256()
        for part in made_from:
            digest.update(len(part).to_bytes(8, "big") + part)
        return self._folder / f"{kind.__name__.lower()}-{digest.hexdigest()[:32]}"

    def _read(self, file: Path) -> object:
        try:
            sealed = file.read_bytes()
        except OSError:
            return None
        seal, body = sealed[:_SEAL], memoryview(sealed)[_SEAL:]  # a slice would be a second copy
        if not hmac.compare_digest(seal, self._seal(body)):
            log.warning("compiled knowledge damaged, compiling again")
            return None
        try:
            return pickle.loads(body)  # noqa: S301  the seal proves that we wrote it
        except Exception:  # noqa: BLE001  written by another version of our classes
            return None

    def _write(self, file: Path, body: bytes) -> None:
        self._folder.mkdir(parents=True, exist_ok=True)
        draft = file.with_suffix(f".{os.getpid()}")
        try:
            draft.write_bytes(self._seal(body) + body)
            draft.replace(file)  # at once: a reader sees the old file or the whole new one
        except OSError:
            draft.unlink(missing_ok=True)  # half a file would keep a full disk full
            raise
        files = sorted(
            (entry for entry in self._folder.iterdir() if entry.is_file()),
            key=lambda entry: entry.stat().st_mtime,
        )
        for old in files[:-KEPT]:
            with contextlib.suppress(OSError):  # another process may be faster
                old.unlink()

    def _seal(self, body: bytes | memoryview) -> bytes:
        return hmac.digest(self._secret, body, hashlib.sha256)
