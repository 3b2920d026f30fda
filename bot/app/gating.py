"""The publish gate: a process beside the bot tries a change out and reports."""

import contextlib
import errno
import logging
import os
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import partial
from multiprocessing import Pipe
from multiprocessing.connection import Connection
from pathlib import Path, PurePosixPath

from sqlalchemy import Connection as Database

from bot.app.brain import CACHE
from bot.app.core import Core, now, today
from bot.app.learning import judged_lately
from bot.domain.matching import Judged
from bot.domain.meaning import Meaning
from bot.domain.publishing import FileChange, Gate
from bot.domain.replaying import Asked, GateReport
from bot.gate import Failed, Job, Learnt, Told
from bot.loader.source import fingerprint, made_from
from bot.storage.database import NotCommittedError
from bot.storage.replay import asked_lately

log = logging.getLogger("sambung")
Tell = Callable[[float, str], None]

ENDED = "Pemeriksaan terhenti di tengah jalan. Silakan coba lagi."
SLOW = "Pemeriksaan terlalu lama dan dihentikan. Silakan coba lagi sebentar lagi."
FULL = (
    "Ruang penyimpanan server penuh, jadi pemeriksaan tidak bisa berjalan. "
    "Tolong beri tahu petugas server."
)
UNWRITABLE = "Pemeriksaan tidak bisa menulis berkas sementara. Tolong beri tahu petugas server."
BUSY = "Basis data sedang tidak bisa dibaca. Silakan coba lagi sebentar lagi."
STRANGE_NAME = "Nama berkas “{nama}” tidak boleh dipakai di folder pengetahuan."
_LOOK_SECONDS = 0.25


@dataclass(frozen=True, slots=True)
class Patience:
    """How long a check may take to begin, be silent and last, and how long learning may go on
    after the report; in seconds.
    """

    start: float = 60.0
    silence: float = 60.0
    check: float = 300.0
    learning: float = 300.0


PATIENT = Patience()


class _GateError(Exception):
    """A check came to no end; the message is for the coordinator."""


class PublishGate:
    """A Gate (bot.domain.publishing). One check at a time; it never raises and always ends."""

    def __init__(self, core: Core, patience: Patience = PATIENT) -> None:
        self._core = core
        self._patience = patience
        self._turn = threading.Lock()
        self.process_id: int | None = None

    def __call__(self, changes: Sequence[FileChange], tell: Tell) -> GateReport:
        """What these changes would do; what keeps the check from ending is its `failure`."""
        started = time.perf_counter()
        tell(0.0, "Menunggu giliran")
        try:
            with self._turn, _candidate(self._core.config.knowledge, changes) as folder:
                return self._checked(folder, tell)
        except _GateError as error:
            told = str(error)
        except OSError as error:
            log.warning("gate failed", extra={"why": error.strerror})
            told = FULL if error.errno in (errno.ENOSPC, errno.EDQUOT) else UNWRITABLE
        except (NotCommittedError, TimeoutError):
            told = BUSY
        return GateReport(failure=told, seconds=time.perf_counter() - started)

    def _checked(self, folder: Path, tell: Tell) -> GateReport:
        job = _job(self._core, folder)
        process, pipe = _started()
        self.process_id = process.pid
        is_learning = False
        try:
            pipe.send(job)
            report = self._heard(process, pipe, tell)
            is_learning = not report.is_blocked
            if is_learning:
                self._leave_to_learn(process, pipe, fingerprint(made_from(folder, job.day)))
            return report
        except (EOFError, BrokenPipeError, ConnectionResetError) as error:
            log.warning("gate process ended", extra={"why": "no report"})
            raise _GateError(ENDED) from error
        finally:
            self.process_id = None
            if not is_learning:
                _end(process, pipe)

    def _heard(
        self, process: "subprocess.Popen[bytes]", pipe: Connection, tell: Tell
    ) -> GateReport:
        """The report, after all progress that was told."""
        end = time.monotonic() + self._patience.check
        latest = time.monotonic() + self._patience.start
        while True:
            if not pipe.poll(_LOOK_SECONDS):
                if process.poll() is not None and not pipe.poll(0):
                    # Its own second process may still hold the pipe open.
                    raise EOFError
                if time.monotonic() > min(latest, end):
                    log.warning("gate process too slow")
                    raise _GateError(SLOW)
                continue
            latest = time.monotonic() + self._patience.silence
            match pipe.recv():
                case Told(share, words):
                    tell(share, words)
                case GateReport() as report:
                    return report
                case Failed(why):
                    log.error("gate failed", extra={"why": why})
                    raise _GateError(ENDED)

    def _leave_to_learn(
        self, process: "subprocess.Popen[bytes]", pipe: Connection, source: str
    ) -> None:
        """Let the process go on learning; who wants the base meanwhile waits for it."""
        learnt = threading.Event()
        self._core.learning.expect(source, learnt)

        def listen() -> None:
            try:
                if pipe.poll(self._patience.learning) and isinstance(pipe.recv(), Learnt):
                    learnt.set()
                    process.wait(self._patience.learning)
            except (EOFError, OSError, subprocess.TimeoutExpired):
                pass  # whoever waits learns it again; nothing is lost but time
            finally:
                learnt.set()
                _end(process, pipe)

        threading.Thread(target=listen, name="gate", daemon=True).start()


def open_gate(core: Core) -> Gate:
    """The gate of this process."""
    return PublishGate(core)


def ask_today(core: Core) -> None:
    """Ask the base in service all that a check asks it, so that no coordinator waits for that.

    Beside everything else: nobody waits for the end, and the program ends without it.
    """
    check = PublishGate(core)
    threading.Thread(target=check, args=((), _unheard), name="gate", daemon=True).start()


def _unheard(_: float, __: str) -> None:
    """Nobody watches."""


@contextlib.contextmanager
def _candidate(knowledge: Path, changes: Sequence[FileChange]) -> Iterator[Path]:
    """A copy of the knowledge folder with the changes made in it."""
    with tempfile.TemporaryDirectory(prefix="sambung-") as place:
        folder = Path(place) / "knowledge"
        _copy(knowledge, folder)
        for change in changes:
            name = PurePosixPath(change.name)
            if name.is_absolute() or ".." in name.parts:
                raise _GateError(STRANGE_NAME.format(nama=change.name))
            file = folder / name
            if change.after:
                file.parent.mkdir(parents=True, exist_ok=True)
                file.write_bytes(change.after.encode())
            else:
                file.unlink(missing_ok=True)
        yield folder


def _copy(knowledge: Path, folder: Path) -> None:
    """Not copytree: its error hides which one it was (a full disk, a missing right)."""
    for file in sorted(knowledge.rglob("*")):
        name = file.relative_to(knowledge)
        if file.is_file() and not any(part.startswith(".") for part in name.parts):
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_bytes(file.read_bytes())
    folder.mkdir(parents=True, exist_ok=True)


def _job(core: Core, folder: Path) -> Job:
    weeks = core.config.dashboard.replay_weeks
    since = (now() - timedelta(weeks=weeks)).astimezone(UTC).replace(tzinfo=None)
    meaning = core.service.brain.understand
    questions, judged = core.writer.run(partial(_stored, since)).result(30)
    return Job(
        folder=folder,
        knowledge=core.config.knowledge,
        cache=core.config.data_dir / CACHE,
        key=core.box.cache_key,
        day=today(),
        questions=questions,
        calibration=meaning.matcher.calibration if isinstance(meaning, Meaning) else None,
        judged=tuple(judged),
    )


def _stored(since: datetime, database: Database) -> tuple[tuple[Asked, ...], list[Judged]]:
    return asked_lately(database, since), judged_lately(database)


def _started() -> "tuple[subprocess.Popen[bytes], Connection]":
    """The process and our end of its pipe.

    Not multiprocessing's own way: that would start the whole program again in the child.
    """
    here, there = Pipe()
    with there:
        process = subprocess.Popen(  # noqa: S603  our own module, and a number
            [sys.executable, "-m", "bot.gate", str(there.fileno())],
            pass_fds=[there.fileno()],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,  # an error's text may quote a resident
            start_new_session=True,  # it and its second process end together
            cwd=Path(__file__).parents[2],
            env={**os.environ, "OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"},
        )
    return process, here


def _end(process: "subprocess.Popen[bytes]", pipe: Connection) -> None:
    """Whatever it still does, it does no longer."""
    pipe.close()
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()
