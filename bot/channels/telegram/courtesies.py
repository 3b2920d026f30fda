"""Small signs beside the answer: "typing" above the chat, the end of a button's waiting.

They go out on the side: they never hold an answer up, and one that fails is no failure.
"""

import asyncio
import logging
from collections.abc import Coroutine

from telegram import Bot
from telegram.constants import ChatAction
from telegram.error import TelegramError

from bot.channels.pacing import Window
from bot.channels.telegram.addresses import place_of
from bot.channels.telegram.request import FloodWait

log = logging.getLogger(__name__)

TYPING_AT_ONCE = 4
TYPING_PER_SECOND = (
    5  # beyond it answers come one after the other anyway, and each sign costs a call
)
PRESSED_AT_ONCE = 8
PRESSED_WAITING = 500
SECONDS_FOR_EACH = 10.0


class Courtesies:
    """Sends them, a few at a time. `now` is the loop's clock."""

    def __init__(self, bot: Bot, *, typing: bool) -> None:
        self._bot = bot
        self._typing_wanted = typing
        self._typing_window = Window(TYPING_PER_SECOND, 1.0)
        self._typing: set[asyncio.Task[None]] = set()
        self._pressed: set[asyncio.Task[None]] = set()
        self._turn = asyncio.Semaphore(PRESSED_AT_ONCE)
        self._silent_until = 0.0

    def typing(self, address: str) -> None:
        """Show that somebody is at it, unless there is too much to do for that."""
        now = asyncio.get_running_loop().time()
        busy = len(self._typing) >= TYPING_AT_ONCE or self._typing_window.delay(now) > 0
        if busy or not self._typing_wanted or now < self._silent_until:
            return
        self._typing_window.begin()
        self._typing_window.end(now)
        place = place_of(address)
        call = self._bot.send_chat_action(
            place.chat_id, ChatAction.TYPING, message_thread_id=place.thread_id
        )
        _keep(self._typing, self._quietly(call))

    def pressed(self, callback_id: str) -> None:
        """Tell Telegram that a press was seen, so that the button stops waiting."""
        if len(self._pressed) < PRESSED_WAITING:
            _keep(self._pressed, self._answer_press(callback_id))

    async def close(self, seconds: float) -> None:
        """Give those under way a moment, then let them go."""
        under_way = self._typing | self._pressed
        if not under_way:
            return
        _, late = await asyncio.wait(under_way, timeout=seconds)
        for task in late:
            task.cancel()
        if late:
            await asyncio.wait(late)

    async def _answer_press(self, callback_id: str) -> None:
        async with self._turn:
            await self._quietly(self._bot.answer_callback_query(callback_id))

    async def _quietly(self, call: Coroutine[object, object, bool]) -> None:
        try:
            async with asyncio.timeout(SECONDS_FOR_EACH):
                await call
        except FloodWait as wait:
            self._silent_until = asyncio.get_running_loop().time() + wait.seconds
        except (TelegramError, TimeoutError) as error:
            log.debug("courtesy_failed", extra={"error": type(error).__name__})


def _keep(tasks: "set[asyncio.Task[None]]", work: Coroutine[object, object, None]) -> None:
    """Start it; the loop alone would not keep it from being collected half done."""
    task = asyncio.create_task(work)
    tasks.add(task)
    task.add_done_callback(tasks.discard)
