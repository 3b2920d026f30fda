"""The moment of publishing: the files on the disk and the knowledge in service change together."""

import logging
import threading
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from pathlib import Path

from bot.domain.publishing import FileChange
from bot.editor import ChangedMeanwhileError, EditError, text_of, write
from bot.loader import KnowledgeError

log = logging.getLogger("sambung")


class PressError(Exception):
    """Why the files were not changed (or were put back); the words are for the coordinator."""


class Press:
    """Writes files and takes them into service; on failure the old ones are in place again.

    `reload` puts the folder as it is now into service, or raises KnowledgeError. `lock` is held
    meanwhile: whoever reads the folder under it never sees half a publication.
    """

    def __init__(
        self,
        root: Path,
        reload: Callable[[], object],
        lock: "AbstractContextManager[object] | None" = None,
    ) -> None:
        self.root = root
        self._reload = reload
        self._lock = lock or threading.RLock()

    def put_out(self, changes: Sequence[FileChange]) -> None:
        """Everything new in place and in service, also what a crash left half done.

        Raises PressError; then the files say what they said before.
        """
        with self._lock:
            try:
                remaining = self._remaining(changes)
                write(self.root, remaining)
                if remaining:  # after a crash the start has loaded what was written already
                    self._reload()
            except (ChangedMeanwhileError, EditError) as error:
                self._put_back(changes)
                raise PressError(f"Berkas berubah sementara itu: {error}") from error
            except KnowledgeError as error:
                self._put_back(changes)
                words = f"Pengetahuan yang baru tidak bisa dipakai. {error.problems[0]}"
                raise PressError(words) from error
            except OSError as error:
                self._put_back(changes)
                words = (
                    "Berkas tidak bisa ditulis. Minta pengelola server memeriksa izin dan ruang"
                )
                raise PressError(f"{words} penyimpanannya.") from error
            except Exception as error:  # whatever keeps it from service, nothing stays half done
                log.exception("knowledge not taken into service")
                self._put_back(changes)
                raise PressError("Ada gangguan di program ini. Perubahan belum terbit.") from error

    def finish_files(self, changes: Sequence[FileChange]) -> None:
        """Write what a crash left unwritten, before the folder is first read at the start: half of
        a change may not even load. Where somebody has changed a file since, all goes back.
        """
        with self._lock:
            try:
                write(self.root, self._remaining(changes))
            except (ChangedMeanwhileError, EditError, OSError):
                log.exception("publication not finished")
                self._put_back(changes)

    def _remaining(self, changes: Sequence[FileChange]) -> list[FileChange]:
        """Those whose files are not the new ones yet."""
        return [one for one in changes if text_of(self.root, one.name) != one.after]

    def _put_back(self, changes: Sequence[FileChange]) -> None:
        """The old texts again, in every file that says the new one; others are somebody's own."""
        try:
            ours = [one for one in changes if text_of(self.root, one.name) == one.after]
            write(self.root, [one.reversed for one in ours])
        except (OSError, EditError, ChangedMeanwhileError):
            log.exception("knowledge files not put back: run 'sambung check'")
