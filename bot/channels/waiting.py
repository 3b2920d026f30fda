"""Waiting, with an end: for the service's answer, for an event."""

import asyncio
import contextlib
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass
from typing import TypeVar

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Failed:
    """A future of the service that ended in an error, seen from outside."""

    error: BaseException


async def outcome(ask: "Callable[[], Future[T]]") -> "T | Failed":
    """Ask the service something and wait; when the waiting is cancelled its work is not."""
    try:
        waiting = asyncio.wrap_future(ask())
    except RuntimeError as error:  # it takes no more work: it is being closed
        return Failed(error)
    await asyncio.wait({waiting})
    if waiting.cancelled():
        return Failed(asyncio.CancelledError())
    fault = waiting.exception()
    return waiting.result() if fault is None else Failed(fault)


async def until(event: asyncio.Event, seconds: float) -> bool:
    """Wait for the event, but not longer; return whether it came."""
    with contextlib.suppress(TimeoutError):
        async with asyncio.timeout(seconds):
            await event.wait()
    return event.is_set()
