"""A turn of the synchronous service, awaited."""

import asyncio
from concurrent.futures import Future
from typing import TypeVar

# Far beyond any healthy turn: past it the visitor gets an honest page, not one that never loads.
TURN_TIMEOUT_SECONDS = 20.0

Result = TypeVar("Result")


async def outcome(future: "Future[Result]") -> Result:
    """What the service answers; raises TimeoutError when it does not.

    Shielded: a time-out, or a visitor who leaves, must not take back a turn that is under way.
    """
    async with asyncio.timeout(TURN_TIMEOUT_SECONDS):
        return await asyncio.shield(asyncio.wrap_future(future))
