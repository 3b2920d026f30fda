"""The database: one SQLite file, one writer thread that commits many small works at once.

Why one writer: with eight, waiting ones sleep instead of queueing, and the slowest of a hundred
waits 36 times as long (measured before this was designed). Readers are not blocked (WAL).
"""

import itertools
import queue
import threading
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.exc import SQLAlchemyError

T = TypeVar("T")
MAX_GROUP = 32  # works in one commit: enough to make it cheap, few enough to end it soon
URGENT, USUAL, LAST = range(3)


def open_engine(file: Path) -> Engine:
    """An engine whose every transaction takes the write lock at once (BEGIN IMMEDIATE).

    A deferred one that reads first and writes later fails with 'database is locked' whatever the
    time-out, as soon as another process (`sambung gaps`, a backup) writes in between.
    """
    file.parent.mkdir(parents=True, exist_ok=True)
    engine = create_engine(
        f"sqlite:///{file}",
        connect_args={"check_same_thread": False},
        hide_parameters=True,  # an error message must not carry a question into the log
    )

    @event.listens_for(engine, "connect")
    def prepare(raw: Any, _: Any) -> None:
        raw.isolation_level = None  # transactions are SQLAlchemy's business, not the driver's
        for pragma in (
            "journal_mode=WAL",
            "synchronous=FULL",  # an acknowledged question survives a power cut
            "busy_timeout=10000",
            "foreign_keys=ON",
        ):
            raw.execute(f"PRAGMA {pragma}")

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        connection.exec_driver_sql("BEGIN IMMEDIATE")

    return engine


class TransactionLostError(Exception):
    """SQLite gave up the transaction; everything in it has to be done again."""


class NotCommittedError(Exception):
    """A transaction could not be committed: nothing of it is in the database."""


@dataclass(frozen=True, slots=True)
class _Job:
    work: Callable[[Connection], Any]
    future: "Future[Any]"


_Entry = tuple[int, int, _Job | None]


class Writer:
    """Runs works one by one, each in a savepoint; as many as are waiting in one commit."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._jobs: queue.PriorityQueue[_Entry] = queue.PriorityQueue()
        self._order = itertools.count()
        self._closed = False
        self._thread = threading.Thread(target=self._loop, name="writer", daemon=True)
        self._thread.start()

    def run(self, work: Callable[[Connection], T], *, urgent: bool = False) -> "Future[T]":
        """The future holds the result only after the commit; its exception is that of `work`, or
        that of the commit. `urgent` works overtake the others that wait.
        """
        future: Future[T] = Future()
        if self._closed:
            future.set_exception(RuntimeError("the writer is closed"))
        else:
            priority = URGENT if urgent else USUAL
            self._jobs.put((priority, next(self._order), _Job(work, future)))
        return future

    def close(self) -> None:
        """Commit what is waiting, then end."""
        self._closed = True
        self._jobs.put((LAST, next(self._order), None))
        self._thread.join()
        self._refuse(self._all_waiting(), RuntimeError("the writer is closed"))

    def _loop(self) -> None:
        while (job := self._jobs.get()[2]) is not None:
            group, last = self._waiting(job)
            self._commit(group)
            if last:
                return

    def _waiting(self, first: _Job) -> tuple[list[_Job], bool]:
        group = [first]
        while len(group) < MAX_GROUP:
            try:
                job = self._jobs.get_nowait()[2]
            except queue.Empty:
                break
            if job is None:
                return group, True
            group.append(job)
        return group, False

    def _commit(self, group: list[_Job]) -> None:
        done: list[tuple[_Job, Any]] = []
        try:
            with self._engine.begin() as connection:
                for job in group:
                    _attempt(connection, job, done)
        except Exception as error:  # noqa: BLE001  disk full, file gone: nobody is told "done"
            # What waits behind fails with it: were the second message of a person taken and the
            # first one delivered again later, their order would be lost.
            self._refuse([*group, *self._all_waiting()], _not_committed(error))
            return
        for job, result in done:
            job.future.set_result(result)

    def _all_waiting(self) -> Iterator[_Job]:
        while True:
            try:
                entry = self._jobs.get_nowait()
            except queue.Empty:
                return
            if entry[2] is None:
                self._jobs.put(entry)
                return
            yield entry[2]

    @staticmethod
    def _refuse(jobs: Iterable[_Job], error: Exception) -> None:
        for job in jobs:
            if not job.future.done():
                job.future.set_exception(error)


def _not_committed(error: Exception) -> NotCommittedError:
    """Without the statement and its values, which may quote a resident."""
    cause = error.__cause__ if isinstance(error, TransactionLostError) else error
    return NotCommittedError(str(getattr(cause, "orig", None) or type(cause).__name__))


def _attempt(connection: Connection, job: _Job, done: list[tuple[_Job, Any]]) -> None:
    """Run one work. Its own failure goes to whoever waits for it, and the others go on."""
    if not job.future.set_running_or_notify_cancel():
        return  # whoever asked has gone
    try:
        done.append((job, _in_savepoint(connection, job.work)))
    except TransactionLostError:
        raise
    except SQLAlchemyError as error:
        job.future.set_exception(_not_committed(error))
    except Exception as error:  # noqa: BLE001
        job.future.set_exception(error)


def _in_savepoint(connection: Connection, work: Callable[[Connection], Any]) -> Any:
    # Plain statements: begin_nested() costs three times as much, and this is the hot path.
    connection.exec_driver_sql("SAVEPOINT work")
    try:
        result = work(connection)
    except Exception as error:
        if not getattr(connection.connection.driver_connection, "in_transaction", False):
            # A full disk makes SQLite drop the whole transaction, not only this savepoint.
            raise TransactionLostError from error
        connection.exec_driver_sql("ROLLBACK TO work")
        connection.exec_driver_sql("RELEASE work")
        raise
    connection.exec_driver_sql("RELEASE work")
    return result
