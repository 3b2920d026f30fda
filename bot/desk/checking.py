"""The gate at work: proposals are checked one after the other, beside everything else."""

import logging
import threading
from collections.abc import Callable
from pathlib import Path

from sqlalchemy import Connection

from bot.domain.publishing import Gate, Progress, Publication, PublicationStatus
from bot.domain.replaying import GateReport
from bot.editor import folder_mark
from bot.storage import publications
from bot.storage.database import NotCommittedError, Writer
from bot.storage.publications import Checked

log = logging.getLogger("sambung")
WAITING = Progress(0.0, "Menunggu giliran diperiksa")
BROKEN_OFF = "Pemeriksaan terhenti karena gangguan. Silakan ulangi pemeriksaannya."
TRIES = 3  # somebody may save a file while the gate reads the folder


class Checking:
    """Runs the gate for proposals, each in its turn, and keeps what it found.

    Daemon threads: an ending program does not wait for them, and starts them anew the next time.
    """

    def __init__(self, writer: Writer, root: Path, gate: Gate) -> None:
        self._writer = writer
        self._root = root
        self._gate = gate
        self._turn = threading.Lock()
        self._guard = threading.Lock()
        self._progress: dict[int, Progress] = {}
        self._threads: dict[int, threading.Thread] = {}

    def start(self, number: int) -> None:
        """Check a proposal soon; nothing new begins when it is being checked already."""
        with self._guard:
            running = self._threads.get(number)
            if running is not None and running.is_alive():
                return
            self._progress[number] = WAITING
            thread = threading.Thread(
                target=self._run, args=(number,), name=f"gate-{number}", daemon=True
            )
            self._threads[number] = thread
            thread.start()

    def progress(self, of: Publication) -> Progress:
        """How far the check of a publication is."""
        if of.gate is not None or of.status is not PublicationStatus.PROPOSED:
            return Progress(1.0, "Pemeriksaan selesai", done=True)
        with self._guard:
            return self._progress.get(of.id, WAITING)

    def wait(self, number: int) -> None:
        """Come back when the check of a proposal is over, for whoever has nothing else to do."""
        with self._guard:
            thread = self._threads.get(number)
        if thread is not None:
            thread.join()

    def _run(self, number: int) -> None:
        try:
            with self._turn:
                self._check(number)
        except (NotCommittedError, RuntimeError):
            # The database is full, or the program ends: the next look at it starts the check anew.
            log.warning("gate not finished", extra={"publication": number})
        finally:
            with self._guard:
                self._progress.pop(number, None)
                self._threads.pop(number, None)

    def _check(self, number: int) -> None:
        of = self._writer.run(lambda db: publications.one(db, number)).result()
        if of is None or of.status is not PublicationStatus.PROPOSED:
            return
        checked = self._checked(of, lambda share, words: self._tell(number, share, words))
        self._writer.run(lambda db: _keep(db, of, checked)).result()

    def _checked(self, of: Publication, tell: Callable[[float, str], None]) -> Checked:
        mark = folder_mark(self._root)
        for _ in range(TRIES):
            report = self._report(of, tell)
            before, mark = mark, folder_mark(self._root)
            if mark == before:
                return Checked(report, mark)
        return Checked(GateReport(failure=BROKEN_OFF), "")

    def _report(self, of: Publication, tell: Callable[[float, str], None]) -> GateReport:
        try:
            return self._gate(of.changes, tell)
        except Exception:  # whatever breaks a check must not be taken for a passed one
            log.exception("gate broke off", extra={"publication": of.id})
            return GateReport(failure=BROKEN_OFF)

    def _tell(self, number: int, share: float, words: str) -> None:
        with self._guard:
            self._progress[number] = Progress(min(max(share, 0.0), 1.0), words)


def _keep(connection: Connection, of: Publication, checked: Checked) -> None:
    """Keep the report, unless the proposal has become another one meanwhile."""
    now = publications.one(connection, of.id)
    if now is not None and now.changes == of.changes:
        publications.keep_report(connection, of.id, checked)
