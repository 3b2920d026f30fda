"""Exactly one handler takes a turn: the first in the table that wants it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from bot.domain.asking import NO_WISHES, Wishes
from bot.domain.conversation import Conversation, Turn
from bot.domain.desk_chat import Visit
from bot.domain.eligibility.hearing import Ear
from bot.domain.eligibility.rulebook import RuleBook
from bot.domain.knowledge import KnowledgeBase
from bot.domain.messages import InboundMessage
from bot.domain.sentences import Say
from bot.domain.understanding import Understanding


@dataclass(frozen=True, slots=True)
class TurnContext:
    """All a handler may know besides the message and the conversation.

    `understanding` is None for a message without words; `now` is in the city's time zone;
    `ear_on` makes the interview's rules and ear of a day. `reachable`: this person can be written
    to later; `sheets`: a page to print can be linked here; `wishes`: what they want to be told of,
    where the message is about that; `desk`: who wants what of the coordinators' desk, where the
    message is meant for it.
    """

    base: KnowledgeBase
    now: datetime
    ear_on: Callable[[date], Ear]
    understanding: Understanding | None = None
    reachable: bool = False
    sheets: bool = False
    wishes: Wishes = NO_WISHES
    desk: Visit | None = None

    @property
    def ear(self) -> Ear:
        """What hears the answers of the interview, after the rules of today."""
        return self.ear_on(self.now.date())

    @property
    def book(self) -> RuleBook:
        """The eligibility rules of today."""
        return self.ear.book

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
