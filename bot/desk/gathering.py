"""Unanswered questions put into groups, by the program and by hand."""

import logging
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from datetime import UTC, datetime
from functools import partial
from typing import TypeVar

from sqlalchemy import Connection

from bot.desk.regrouping import regrouped
from bot.domain.desk import Actor
from bot.domain.grouping import Grouper, sorted_into
from bot.domain.knowledge import KnowledgeBase
from bot.storage import grouping
from bot.storage.database import Writer
from bot.storage.grouping import Mark, Move, Placed
from bot.storage.hands import merge, split

T = TypeVar("T")
log = logging.getLogger("sambung")
# Questions put into groups in one transaction: residents' turns wait no longer than for that.
AT_ONCE = 25
READ_AT_ONCE = 500


class Gatherer:
    """Keeps every question in a group. Thread-safe; all thinking is done in a thread of its own,
    so that residents' turns wait for short transactions only.
    """

    def __init__(
        self,
        writer: Writer,
        base: Callable[[], KnowledgeBase],
        clock: Callable[[], datetime],
    ) -> None:
        self._writer = writer
        self._base = base
        self._clock = clock
        self._pool = ThreadPoolExecutor(1, "gathering")
        self._lock = threading.Lock()
        self._coming: Future[int] | None = None  # submitted, and not begun yet
        self._of: KnowledgeBase | None = None
        self._grouper: Grouper | None = None
        self._fitted = 0  # questions whose words were counted when all were weighed last
        self._mark: Mark | None = None

    def gather(self) -> "Future[int]":
        """Put every question without a group into one. The count; safe to call at any time."""
        with self._lock:
            if self._coming is None:
                self._coming = self._pool.submit(self._begin)
                self._coming.add_done_callback(_report)
            return self._coming

    def split(self, group: int, questions: Sequence[int], actor: Actor) -> "Future[int]":
        """Questions of a group get one of their own, for good. The new group's number.

        Raises NoGroupError, and DeedError where that leaves nothing on one side.
        """
        at = self._stored_now()
        return self._writer.run(lambda c: split(c, group, frozenset(questions), actor, at))

    def merge(self, group: int, into: int, actor: Actor) -> "Future[None]":
        """A group goes into another one, for good. Raises NoGroupError and DeedError."""
        at = self._stored_now()
        return self._writer.run(lambda c: merge(c, group, into, actor, at))

    def regroup(self) -> str:
        """Group everything anew, except what was done by hand. One sentence for the log."""
        self.gather().result()
        return self._pool.submit(self._regroup).result()

    def close(self) -> None:
        """Finish what has begun; nothing is gathered any more."""
        self._pool.shutdown(wait=True, cancel_futures=True)

    def _begin(self) -> int:
        with self._lock:
            self._coming = None  # a question kept from now on needs another round
        grouper = self._synchronised()
        self._grouper = None  # should a commit fail, what is in memory fits the database no more
        count = 0
        while waiting := self._read(lambda c: grouping.waiting(c, READ_AT_ONCE)):
            done = self._place(grouper, waiting)
            count += done
            if not done:
                break  # they went elsewhere meanwhile
        self._grouper = grouper
        return count

    def _place(self, grouper: Grouper, waiting: Sequence[Placed]) -> int:
        questions = [placed.question for placed in waiting]
        grouper.see(questions)
        wanted = sorted_into(grouper, questions)
        names: dict[int, int] = {}  # what a new group (below 0) is called in the database
        count = 0
        for start in range(0, len(waiting), AT_ONCE):
            moves = [
                Move(p.question, p.at, None, names.get(into, into))
                for p in waiting[start : start + AT_ONCE]
                if (into := wanted[p.question.id])
            ]
            put = self._read(partial(grouping.put, moves=moves, at=self._stored_now()))
            for move in moves:
                if (group := put.get(move.question.id)) is None:
                    grouper.remove(move.question.id)
                    continue
                names[wanted[move.question.id]] = group
                if grouper.group_of(move.question.id) != group:
                    grouper.move(move.question.id, group)
            count += len(put)
        self._mark = self._read(grouping.mark)
        return count

    def _synchronised(self) -> Grouper:
        """The groups in memory, as they stand in the database: people move, erase and settle."""
        base = self._base()
        grouper = self._grouper
        if grouper is None or base is not self._of or len(grouper) > 2 * max(self._fitted, 50):
            grouper, self._of, self._mark = Grouper(base), base, None
        mark = self._read(_settled_mark)
        if mark != self._mark:
            self._catch_up(grouper, self._read(grouping.places))
        if self._mark is None:
            self._fitted = len(grouper)
        self._grouper, self._mark = grouper, mark
        return grouper

    def _catch_up(self, grouper: Grouper, places: dict[int, int]) -> None:
        for question, group in list(grouper.groups()):
            if (now := places.pop(question, None)) is None:
                grouper.remove(question)
            elif now != group:
                grouper.move(question, now)
        missing = sorted(places)
        read: list[Placed] = []
        for start in range(0, len(missing), READ_AT_ONCE):
            page = missing[start : start + READ_AT_ONCE]
            read += self._read(partial(grouping.some, ids=page))
        grouper.see(placed.question for placed in read)
        for placed in read:
            grouper.add(placed.question, places[placed.question.id], seen=True)

    def _regroup(self) -> str:
        self._grouper = None  # made anew at the next question
        done = regrouped(self._writer, self._base(), self._stored_now())
        return f"Regrouped {done.questions} questions: {done.moved} moved, {done.groups} groups."

    def _read(self, work: Callable[[Connection], T]) -> T:
        return self._writer.run(work).result()

    def _stored_now(self) -> datetime:
        return self._clock().astimezone(UTC).replace(tzinfo=None)


def _settled_mark(connection: Connection) -> Mark:
    grouping.detach_settled(connection)
    return grouping.mark(connection)


def _report(done: "Future[int]") -> None:
    if not done.cancelled() and (error := done.exception()):
        log.error("questions not grouped", extra={"why": type(error).__name__})
