"""The sender: takes committed replies from the outbox, keeps to the limits, notes how it went.

Nothing is lost: what is not known to have arrived is sent again, so a crash in the middle of a
send can double that one message. What is under way is left out whenever the outbox is read, so
without a crash nothing is sent twice.
"""

import asyncio
import contextlib
import logging
from collections import deque
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from typing import Protocol

from bot.channels import DeliveryError
from bot.channels.pacing import Backoff, Pace, Room
from bot.channels.waiting import Failed, outcome, until
from bot.domain.delivery import Delivered, Outgoing, Postponed, Settlement, Undeliverable

log = logging.getLogger(__name__)

GIVE_UP_AFTER_ATTEMPTS = 1_500  # about a day at the longest back-off: by then the answer is stale
FAILURES_THAT_PAUSE = 5  # so many in a row are the line's trouble, not one chat's
LOOK_AT_LEAST_EVERY_SECONDS = 1.0
SECONDS_OF_WORK_TO_READ = 0.5  # short, so that what is urgent in the outbox is soon seen


class Outlet(Protocol):
    """A channel's way out."""

    @property
    def name(self) -> str:
        """The channel's name, as in InboundMessage.channel."""

    def room(self, address: str) -> Room:
        """Return what the provider's limits count this address under."""

    async def deliver(self, row: Outgoing) -> None:
        """Send one reply; raise DeliveryError if it did not arrive."""


class Outbox(Protocol):
    """What the sender needs of the service; futures resolve after the commit."""

    def due(self, channel: str, limit: int) -> "Future[tuple[Outgoing, ...]]":
        """Return the oldest unsent reply of each conversation that is due, oldest first."""

    def settle(self, results: Sequence[Settlement]) -> "Future[None]":
        """Note how sending went."""

    def on_outgoing(self, channel: str, wake: Callable[[], None]) -> None:
        """Call `wake`, from whatever thread, when new replies are committed."""


class Sender:
    """Sends one channel's outbox: several conversations at once, one reply at a time in each."""

    def __init__(
        self, outbox: Outbox, outlet: Outlet, pace: Pace, chance: Callable[[], float]
    ) -> None:
        self._outbox = outbox
        self._outlet = outlet
        self._pace = pace
        self._row_backoff = Backoff(chance)
        self._line_backoff = Backoff(chance)
        self._outbox_backoff = Backoff(chance, first_seconds=0.5, longest_seconds=10.0)
        per_read = int(pace.limits.messages_per_second * SECONDS_OF_WORK_TO_READ)
        self._batch = max(16, min(256, per_read))
        self._waiting: deque[Outgoing] = deque()
        self._cooling = 0  # how many of the waiting wait for their room's distance only
        self._taken: dict[str, int] = {}  # conversation -> row in flight, or sent and not settled
        self._tasks: dict[asyncio.Task[None], Outgoing] = {}
        self._settlements: list[tuple[str, Settlement]] = []
        self._failures_in_a_row = 0
        self._more_to_read = False
        self._retry_at = float("inf")
        self._gone: set[int] = set()  # rows a read under way may still show as unsent
        self._look = asyncio.Event()  # the outbox may have something new
        self._tell = asyncio.Event()  # something is to be settled
        self._move = asyncio.Event()  # a reply may be able to leave
        self._loop: asyncio.AbstractEventLoop | None = None
        self._stopping = False
        self._drained = False

    async def run(self) -> None:
        """Send until `stop`; then finish the sends in flight, settle them and return.

        After a fault of ours it may be run again (in the same loop): nothing is sent twice.
        """
        self._begin()
        outbox = {asyncio.create_task(self._reading()), asyncio.create_task(self._settling())}
        for task in outbox:
            task.add_done_callback(lambda _: self._move.set())  # a fault is seen at once
        try:
            while not self._stopping and not any(task.done() for task in outbox):
                self._move.clear()
                await until(self._move, self._launch())
            await self._drain()
            await asyncio.wait(outbox, timeout=self._pace.limits.drain_seconds)
        finally:
            for task in outbox:
                task.cancel()
        for task in outbox:
            if task.done():
                task.result()  # a fault of ours in there is not passed over in silence

    def _begin(self) -> None:
        if self._loop is None:
            loop = self._loop = asyncio.get_running_loop()
            self._outbox.on_outgoing(self._outlet.name, lambda: self._wake_from_outside(loop))
        # After a fault: what is in flight or unsettled stays known, the rest is read again.
        in_flight = {row.conversation: row.id for row in self._tasks.values()}
        self._taken = in_flight | {who: settlement.id for who, settlement in self._settlements}
        self._waiting.clear()
        self._cooling = 0
        self._drained = False
        self._tell.set()

    def stop(self) -> None:
        """Ask `run` to end."""
        self._stopping = True
        self._move.set()
        self._look.set()

    def _wake_from_outside(self, loop: asyncio.AbstractEventLoop) -> None:
        with contextlib.suppress(RuntimeError):  # the loop has closed: nobody is left to wake
            loop.call_soon_threadsafe(self._look.set)

    # Sending

    def _launch(self) -> float:
        """Start every send that may start now; return the seconds until another may."""
        soonest = LOOK_AT_LEAST_EVERY_SECONDS
        cooling: list[Outgoing] = []
        while self._waiting and len(self._tasks) < self._pace.limits.at_once:
            if (closed := self._pace.closed_for()) > 0:
                soonest = min(soonest, closed)
                break
            row = self._waiting.popleft()
            if (delay := self._pace.delay(self._outlet.room(row.address))) > 0:
                soonest = min(soonest, delay)
                cooling.append(row)
            else:
                self._start(row)
        self._waiting.extendleft(reversed(cooling))
        self._cooling = len(cooling)
        if self._more_to_read and self._runs_short():
            self._look.set()
        return soonest

    def _start(self, row: Outgoing) -> None:
        self._taken[row.conversation] = row.id
        self._pace.begin(self._outlet.room(row.address))
        task = asyncio.create_task(self._outlet.deliver(row))
        self._tasks[task] = row
        task.add_done_callback(self._finished)

    def _finished(self, task: "asyncio.Task[None]") -> None:
        row = self._tasks.pop(task)
        self._pace.end(self._outlet.room(row.address))
        if not task.cancelled():  # cancelled: nobody knows; left unsettled it is sent again
            settlement = self._settlement(row, task.exception())
            self._settlements.append((row.conversation, settlement))
        self._tell.set()
        self._move.set()

    def _settlement(self, row: Outgoing, error: BaseException | None) -> Settlement:
        if error is None:
            self._line_is_well()
            return Delivered(row.id)
        if not isinstance(error, DeliveryError):
            log.error("send_crashed", extra={"row": row.id, "error": type(error).__name__})
            return self._postponed(row, "internal fault", None)
        log.warning("send_failed", extra={"row": row.id, "why": str(error)})
        if error.permanent:
            self._line_is_well()
            return Undeliverable(row.id, str(error), blocked=error.blocked)
        return self._postponed(row, str(error), error.retry_after_seconds)

    def _postponed(self, row: Outgoing, why: str, wish_seconds: float | None) -> Settlement:
        if row.attempts + 1 >= GIVE_UP_AFTER_ATTEMPTS:
            return Undeliverable(row.id, f"given up: {why}")
        if wish_seconds is None:
            self._failures_in_a_row += 1
            seconds = self._row_backoff.seconds(row.attempts)
            if self._failures_in_a_row >= FAILURES_THAT_PAUSE and not self._pace.paused_for():
                self._pause(self._line_backoff.next())
        else:
            seconds = wish_seconds
            self._pause(wish_seconds)
        self._retry_at = min(self._retry_at, self._pace.now() + seconds)
        return Postponed(row.id, seconds, why)

    def _pause(self, seconds: float) -> None:
        self._pace.pause(seconds)
        self._waiting.clear()  # read again afterwards: by then some of it may be withdrawn
        log.warning("sending_paused", extra={"channel": self._outlet.name, "seconds": seconds})

    def _line_is_well(self) -> None:
        self._failures_in_a_row = 0
        self._line_backoff.reset()

    async def _drain(self) -> None:
        if self._tasks:
            await asyncio.wait(self._tasks, timeout=self._pace.limits.drain_seconds)
        if late := set(self._tasks):
            for task in late:
                task.cancel()
            await asyncio.wait(late)
        self._drained = True
        self._tell.set()
        self._look.set()

    # The outbox

    async def _reading(self) -> None:
        while not self._stopping and not self._drained:
            self._look.clear()
            if self._pace.paused_for() or not self._runs_short():
                self._more_to_read = True
            else:
                await self._read()
            await until(self._look, self._seconds_to_look())

    async def _settling(self) -> None:
        """Settle at once what has been sent: the shorter this takes, the less a crash doubles."""
        while not self._drained:
            await self._tell.wait()
            self._tell.clear()
            await self._settle()
        await self._settle()

    def _runs_short(self) -> bool:
        return len(self._waiting) - self._cooling < self._batch // 2

    def _seconds_to_look(self) -> float:
        retry = self._retry_at - self._pace.now()
        seconds = min(LOOK_AT_LEAST_EVERY_SECONDS, retry, self._pace.paused_for() or retry)
        return max(seconds, 0.0) + 0.01  # rather a little late than once too often

    async def _read(self) -> None:
        """Fill the waiting from the outbox; what is under way stays out of it."""
        limit = self._batch + len(self._taken) + self._cooling
        if self._pace.now() >= self._retry_at:
            self._retry_at = float("inf")
        self._gone = set(self._taken.values())
        rows = await outcome(lambda: self._outbox.due(self._outlet.name, limit))
        if isinstance(rows, Failed):
            await self._outbox_failed("outbox_unreadable", rows)
            return
        self._outbox_backoff.reset()
        self._more_to_read = len(rows) >= limit
        if not self._pace.paused_for():
            fresh = (row for row in rows if row.id not in self._gone)
            self._waiting = deque(row for row in fresh if row.conversation not in self._taken)
            self._cooling = 0
            self._move.set()

    async def _settle(self) -> None:
        batch = tuple(self._settlements)
        if not batch:
            return
        results = tuple(settlement for _, settlement in batch)
        answer = await outcome(lambda: self._outbox.settle(results))
        if isinstance(answer, Failed):
            await self._outbox_failed("outbox_unwritable", answer)
            self._tell.set()
            return
        self._outbox_backoff.reset()
        del self._settlements[: len(batch)]
        for conversation, settlement in batch:
            self._gone.add(settlement.id)  # the outbox may have been read just before
            self._taken.pop(conversation, None)
        self._look.set()  # the next of these conversations may be due

    async def _outbox_failed(self, event: str, failed: Failed) -> None:
        seconds = self._outbox_backoff.next()
        log.error(event, extra={"error": type(failed.error).__name__, "seconds": seconds})
        await asyncio.sleep(min(seconds, 0.2) if self._stopping else seconds)
