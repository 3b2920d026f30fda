"""When people are told of answers: every few minutes, and at once after something is published."""

import asyncio
import contextlib
import logging
from collections.abc import Callable

from bot import jobs

log = logging.getLogger("sambung")
NOTIFY_SECONDS = 3 * 60.0
TOGETHER_SECONDS = 0.2  # two rings in a row are one round


class Bell:
    """Wakes whoever tells people. Rung from any thread, by the dashboard or the terminal."""

    def __init__(self) -> None:
        self._listeners: list[Callable[[], None]] = []

    def listen(self, wake: Callable[[], None]) -> None:
        """`wake` is called with every ring, from the thread that rings."""
        self._listeners.append(wake)

    def silence(self, wake: Callable[[], None]) -> None:
        """Call it no more."""
        self._listeners.remove(wake)

    def ring(self) -> None:
        """There may be something to tell."""
        for wake in tuple(self._listeners):
            wake()


async def tell_askers(bell: Bell, tools: Callable[[], jobs.Tools]) -> None:
    """Run the job `notify` for ever. A ring while it runs means one more round."""
    loop, rung = asyncio.get_running_loop(), asyncio.Event()

    def wake() -> None:
        with contextlib.suppress(RuntimeError):  # the loop has closed: the next start tells them
            loop.call_soon_threadsafe(rung.set)

    bell.listen(wake)
    try:
        while True:
            rung.clear()
            await _tell(tools)
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(rung.wait(), NOTIFY_SECONDS)
                await asyncio.sleep(TOGETHER_SECONDS)
    finally:
        bell.silence(wake)


async def _tell(tools: Callable[[], jobs.Tools]) -> None:
    try:
        log.info(await asyncio.to_thread(lambda: jobs.notify(tools())))
    except Exception:  # a locked or full database: nothing is half told, the next round does it
        log.exception("people who wait for an answer were not told")
