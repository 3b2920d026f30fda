"""getUpdates: fetching a batch with the next offset is what acknowledges the one before."""

import asyncio
import json
import logging
from collections.abc import Callable
from urllib.parse import urlencode

from telegram import Bot
from telegram.error import Conflict, InvalidToken, TelegramError

from bot.channels.pacing import Backoff
from bot.channels.telegram.intake import WANTED_UPDATES, Intake
from bot.channels.telegram.request import AiohttpRequest, FloodWait
from bot.channels.waiting import until

log = logging.getLogger(__name__)

LONG_POLL_SECONDS = 25
BATCH = 100
PATIENCE_SECONDS = 15.0  # how much later than asked for a long poll's answer may come
BREATHER_EVERY = 16  # updates parsed in one go before the loop may do something else


class Polling:
    """Fetches updates until it is stopped; raises InvalidToken when the token is refused."""

    def __init__(
        self, bot: Bot, request: AiohttpRequest, intake: Intake, chance: Callable[[], float]
    ) -> None:
        self._bot = bot
        self._request = request
        self._intake = intake
        self._backoff = Backoff(chance, first_seconds=0.5, longest_seconds=60.0)
        self._offset = 0
        self._webhook_gone = False
        self._stopping = asyncio.Event()

    async def run(self) -> None:
        """Poll until `stop`. What was fetched is committed before this returns."""
        while not self._stopping.is_set():
            try:
                batch = await self._fetch()
            except InvalidToken:
                raise
            except TelegramError as error:
                await self._rest(self._explain(error))
                continue
            if await self._take(batch):
                self._backoff.reset()
            else:
                await self._rest(self._backoff.next())

    def stop(self) -> None:
        """Ask `run` to end; a long poll under way is given up at once."""
        self._stopping.set()

    async def _fetch(self) -> list[object]:
        """Return the next updates, oldest first; none when stopped meanwhile."""
        fetching = asyncio.create_task(self._ask())
        stopping = asyncio.create_task(self._stopping.wait())
        try:
            await asyncio.wait({fetching, stopping}, return_when=asyncio.FIRST_COMPLETED)
            return fetching.result() if fetching.done() else []
        finally:
            stopping.cancel()
            if not fetching.done():
                fetching.cancel()
                await asyncio.wait({fetching})

    async def _ask(self) -> list[object]:
        if not self._webhook_gone:
            await self._bot.delete_webhook(drop_pending_updates=False)
            self._webhook_gone = True
        query = {
            "offset": self._offset,
            "limit": BATCH,
            "timeout": LONG_POLL_SECONDS,
            "allowed_updates": json.dumps(WANTED_UPDATES),
        }
        # Not Bot.get_updates: one update it cannot read loses the batch, and it logs their words.
        answer: object = await self._request.post(
            f"{self._bot.base_url}/getUpdates?{urlencode(query)}",
            read_timeout=LONG_POLL_SECONDS + PATIENCE_SECONDS,
        )
        if not isinstance(answer, list):
            raise TelegramError("invalid server response")
        return answer

    async def _take(self, batch: list[object]) -> bool:
        """Return whether every update of the batch is safe; only then is it acknowledged."""
        begun = []
        for index, raw in enumerate(batch, start=1):
            begun.append(self._intake.begin(raw))
            if index % BREATHER_EVERY == 0:
                await asyncio.sleep(0)
        safe = [await self._intake.is_safe(each) for each in begun]
        if not all(safe):
            return False
        last = self._offset
        self._offset = max([last, *(each.update_id + 1 for each in begun)])
        return not batch or self._offset > last  # else the same would come again at once

    def _explain(self, error: TelegramError) -> float:
        """Log why nothing came; return the seconds to wait."""
        if isinstance(error, FloodWait):
            log.warning("polling_too_often", extra={"seconds": error.seconds})
            return error.seconds
        seconds = self._backoff.next()
        if isinstance(error, Conflict):
            self._webhook_gone = False  # it may be a webhook set meanwhile
            log.error(
                "polling_conflict: another program uses this token too, by polling or by webhook; "
                "Telegram gives each update to one of them only. Stop the other one.",
                extra={"seconds": seconds},
            )
        else:
            log.warning(
                "polling_failed", extra={"error": type(error).__name__, "seconds": seconds}
            )
        return seconds

    async def _rest(self, seconds: float) -> None:
        await until(self._stopping, seconds)
