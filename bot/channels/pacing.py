"""When the next message may leave: a provider's limits, counted so that they hold at its door."""

import asyncio
import time
from collections import OrderedDict, deque
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Room:
    """Where messages arrive one under the other; `group` rooms have a limit of their own."""

    key: str
    group: bool = False


@dataclass(frozen=True, slots=True)
class Limits:
    """What a provider allows; the defaults are Telegram's."""

    messages_per_second: float = 30.0
    seconds_between: float = 1.0  # two messages into one room
    group_messages_per_minute: int = 20
    at_once: int = 16  # sends in flight: also the most that a crash can double
    drain_seconds: float = 10.0  # how long stopping waits for the sends in flight


class Window:
    """At most `count` messages in any `seconds`, as the receiver sees it.

    A message counts from the moment it sets out until `seconds` after its answer came: it arrived
    somewhere between the two, so a slow line cannot press two allowed bursts into one.
    """

    def __init__(self, count: int, seconds: float) -> None:
        self._count = count
        self._seconds = seconds
        self._under_way = 0
        self._arrived: deque[float] = deque()

    def delay(self, now: float) -> float:
        """Return the seconds until one more may set out; infinite while all are under way."""
        self._forget(now)
        too_many = self._under_way + len(self._arrived) - self._count
        if self._seconds <= 0 or too_many < 0:
            return 0.0
        if too_many < len(self._arrived):
            return max(0.0, self._arrived[too_many] + self._seconds - now)
        return float("inf")

    def begin(self) -> None:
        """Count a message that sets out."""
        self._under_way += 1

    def end(self, now: float) -> None:
        """Count it as arrived, or as failed, which providers count too."""
        self._under_way -= 1
        self._arrived.append(now)

    def is_idle(self, now: float) -> bool:
        """Return whether it can be forgotten without forgetting a limit."""
        self._forget(now)
        return not self._under_way and not self._arrived

    def _forget(self, now: float) -> None:
        while self._arrived and self._arrived[0] <= now - self._seconds:
            self._arrived.popleft()


class Backoff:
    """Growing pauses: the first doubled each time up to the longest, half of it by chance."""

    def __init__(
        self,
        chance: Callable[[], float],
        first_seconds: float = 1.0,
        longest_seconds: float = 60.0,
    ) -> None:
        self._chance = chance
        self._first_seconds = first_seconds
        self._longest_seconds = longest_seconds
        self._rounds = 0

    def seconds(self, rounds: int) -> float:
        """Return the pause after `rounds` failed tries before this one."""
        whole = min(self._longest_seconds, self._first_seconds * 2.0 ** min(rounds, 30))
        return whole * (0.5 + self._chance() / 2)

    def next(self) -> float:
        """Return the next, longer pause."""
        self._rounds += 1
        return self.seconds(self._rounds - 1)

    def reset(self) -> None:
        """Begin again with the first pause: something worked."""
        self._rounds = 0


class Pace:
    """All limits of one channel together, and the pause a provider asks for."""

    def __init__(self, limits: Limits, clock: Callable[[], float] = time.monotonic) -> None:
        self.limits = limits
        self.now = clock
        whole = max(1, int(limits.messages_per_second))
        self._overall = Window(whole, whole / limits.messages_per_second)
        self._rooms: OrderedDict[str, tuple[Window, ...]] = OrderedDict()
        self._paused_until = 0.0

    def pause(self, seconds: float) -> None:
        """Let nothing leave for so long; a shorter pause never ends a longer one."""
        self._paused_until = max(self._paused_until, self.now() + seconds)

    def closed_for(self) -> float:
        """Return the seconds until anything at all may leave, whatever the room."""
        now = self.now()
        return max(self._paused_until - now, self._overall.delay(now), 0.0)

    def paused_for(self) -> float:
        """Return the seconds the pause still lasts, 0 if there is none."""
        return max(self._paused_until - self.now(), 0.0)

    def delay(self, room: Room) -> float:
        """Return the seconds until a message may go into the room."""
        now = self.now()
        windows = self._rooms.get(room.key, ())
        return max((window.delay(now) for window in windows), default=0.0)

    def begin(self, room: Room) -> None:
        """Count a message that sets out for the room."""
        windows = self._rooms.get(room.key) or self._new_room(room)
        self._rooms.move_to_end(room.key)
        for window in (self._overall, *windows):
            window.begin()

    def end(self, room: Room) -> None:
        """Count it as arrived."""
        now = self.now()
        for window in (self._overall, *self._rooms[room.key]):
            window.end(now)

    async def another(self, room: Room) -> None:
        """Between two messages of one reply: count the first, wait until the next may go."""
        self.end(room)
        try:
            # What it waits for may move either way: other rooms' messages, a new pause.
            while (seconds := max(self.closed_for(), self.delay(room))) > 0:  # noqa: ASYNC110
                await asyncio.sleep(min(seconds, 0.05))
        finally:
            self.begin(room)

    def _new_room(self, room: Room) -> tuple[Window, ...]:
        self._forget_idle_rooms()
        windows = [Window(1, self.limits.seconds_between)]
        if room.group:
            windows.append(Window(self.limits.group_messages_per_minute, 60.0))
        self._rooms[room.key] = tuple(windows)
        return self._rooms[room.key]

    def _forget_idle_rooms(self) -> None:
        """Drop the two rooms that have been quiet longest, if their time is over.

        Two for each new one: the memory shrinks to the rooms of the last minute, in small steps.
        """
        now = self.now()
        for key in tuple(key for key, _ in zip(self._rooms, range(2), strict=False)):
            if all(window.is_idle(now) for window in self._rooms[key]):
                del self._rooms[key]
            else:
                self._rooms.move_to_end(key)
