"""A question that stays open finds its group, and what must not wait is told, at once."""

import asyncio
import contextlib
import logging
from collections.abc import Callable

from bot import jobs
from bot.desk.gathering import Gatherer
from bot.service import Service

log = logging.getLogger("sambung")
GATHER_SECONDS = 5 * 60.0  # also without a new question: the weekly overview has its hour
TOGETHER_SECONDS = 0.2  # a burst of questions is one round


async def gather_questions(
    service: Service, gatherer: Gatherer, tools: Callable[[], jobs.Tools]
) -> None:
    """Group, tell of the urgent ones and of the week, for ever."""
    loop, asked = asyncio.get_running_loop(), asyncio.Event()

    def wake() -> None:
        with contextlib.suppress(RuntimeError):  # the loop has closed: the next start groups them
            loop.call_soon_threadsafe(asked.set)

    service.on_gap(wake)
    while True:
        asked.clear()
        await _round(gatherer, tools)
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(asked.wait(), GATHER_SECONDS)
            await asyncio.sleep(TOGETHER_SECONDS)


async def _round(gatherer: Gatherer, tools: Callable[[], jobs.Tools]) -> None:
    try:
        await asyncio.to_thread(lambda: gatherer.gather().result())
        for job in (jobs.urgent, jobs.digest):
            log.debug(await asyncio.to_thread(job, tools()))
    except Exception:  # a locked or full database: nothing is half told, the next round does it
        log.exception("open questions were not gathered")
