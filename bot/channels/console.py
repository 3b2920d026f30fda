"""The terminal as a channel: type a line, read the reply."""

import secrets
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from bot.channels.rendering import numbered
from bot.domain.messages import InboundMessage, Reply, Text
from bot.service import Service

CHANNEL = "console"
ENDS = frozenset({"/keluar", "/exit", "/quit"})


@dataclass(frozen=True, slots=True)
class Console:
    """One person at one terminal; a new one every time the program starts."""

    service: Service
    pick_number: str
    sender: str

    def talk(self, lines: Iterator[str], show: Callable[[str], None]) -> None:
        """Answer every line until the input ends."""
        for line in lines:
            if line.strip().lower() in ENDS:
                return
            reply = self.say(line)
            if reply is not None:
                show(numbered(reply, self.pick_number))

    def say(self, line: str) -> Reply | None:
        """One turn."""
        message = InboundMessage(
            channel=CHANNEL,
            sender=self.sender,
            address=self.sender,
            message_id=secrets.token_hex(16),
            content=Text(line),
        )
        return self.service.submit(message).result().reply
