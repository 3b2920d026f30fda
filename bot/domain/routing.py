"""Exactly one handler takes a turn: the first in the table that wants it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.domain.conversation import Conversation, Turn
from bot.domain.knowledge import KnowledgeBase
from bot.domain.messages import InboundMessage
from bot.domain.sentences import Say
from bot.domain.understanding import Understanding


@dataclass(frozen=True, slots=True)
class TurnContext:
    """All a handler may know besides the message and the conversation.

    `understanding` is None for a message without words; `now` is in the city's time zone.
    """

    base: KnowledgeBase
    now: datetime
    understanding: Understanding | None = None

    def say(self, key: Say, **fills: str) -> str:
        """A sentence of the bot, its blanks filled."""
        words = self.base.say[key]
        return words.format(**fills) if fills else words


Wants = Callable[[InboundMessage, Conversation, TurnContext], bool]
Handle = Callable[[InboundMessage, Conversation, TurnContext], Turn]


@dataclass(frozen=True, slots=True)
class Route:
    """A handler and the messages it wants."""

    name: str
    wants: Wants
    handle: Handle


def dispatch(
    routes: Sequence[Route],
    message: InboundMessage,
    conversation: Conversation,
    context: TurnContext,
) -> tuple[str, Turn]:
    """The name of the route that took the turn, and the turn. The last one wants everything."""
    for route in routes:
        if route.wants(message, conversation, context):
            return route.name, route.handle(message, conversation, context)
    raise LookupError("no route wants this message")
