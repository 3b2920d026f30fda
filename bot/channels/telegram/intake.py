"""From a raw update to a committed turn. Polling and webhook both acknowledge only after it."""

import logging
from concurrent.futures import Future
from dataclasses import dataclass
from typing import Any, Protocol

from telegram import Update

from bot.channels.telegram.courtesies import Courtesies
from bot.channels.telegram.parse import NAME, Identity, left_by, parse, read
from bot.channels.waiting import Failed, outcome
from bot.domain.messages import InboundMessage, Pressed
from bot.service import Taken

log = logging.getLogger(__name__)

WANTED_UPDATES = ("message", "callback_query", "my_chat_member")


class Turns(Protocol):
    """What intake needs of the service; futures resolve after the commit."""

    def submit(self, message: InboundMessage) -> "Future[Taken]":
        """Take a turn."""

    def left_by(self, channel: str, sender: str) -> "Future[None]":
        """Note that the person has blocked the bot."""


@dataclass(frozen=True, slots=True)
class Begun:
    """An update on its way into the database, if there is anything in it to keep."""

    update_id: int
    future: "Future[Any] | None"  # only how it ends matters
    callback_id: str | None = None


class Intake:
    """Takes updates in, one after the other, and tells when each is safe."""

    def __init__(self, turns: Turns, courtesies: Courtesies) -> None:
        self._turns = turns
        self._courtesies = courtesies
        self.me: Identity | None = None

    def begin(self, raw: object) -> Begun:
        """Hand an update over; the order of these calls is the order of the turns.

        What cannot be read is logged by its id and counts as safe, or the provider would bring it
        again for ever. May raise IdentityUnknown.
        """
        update = read(raw)
        if update is None:
            update_id = raw.get("update_id") if isinstance(raw, dict) else None
            known = update_id if isinstance(update_id, int) else -1
            log.error("update_unreadable", extra={"channel": NAME, "update": known})
            return Begun(known, None)
        query = update.callback_query
        return Begun(update.update_id, self._hand_over(update), query.id if query else None)

    async def is_safe(self, begun: Begun) -> bool:
        """Wait for the commit; False if there was none, so that the update must come again."""
        future = begun.future
        if future is not None:
            result = await outcome(lambda: future)
            if isinstance(result, Failed):
                log.error(
                    "turn_not_taken",
                    extra={"update": begun.update_id, "error": type(result.error).__name__},
                )
                return False
        if begun.callback_id is not None:
            self._courtesies.pressed(begun.callback_id)
        return True

    def _hand_over(self, update: Update) -> "Future[Any] | None":
        gone = left_by(update)
        message = parse(update, self.me)
        try:
            if gone is not None:
                return self._turns.left_by(NAME, gone)
            if message is None:
                return None
            future = self._turns.submit(message)
        except RuntimeError as error:  # it is being closed: the update will come again
            refused: Future[None] = Future()
            refused.set_exception(error)
            return refused
        if not isinstance(message.content, Pressed):
            self._courtesies.typing(message.address)
        return future
