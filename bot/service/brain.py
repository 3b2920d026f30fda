"""What the bot knows and how it decides: the pure heart of a turn."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

from bot.domain.asked import NOTHING_ASKED, Asked, asked_in
from bot.domain.conversation import AskerKept, Conversation, ScreeningKept, Turn
from bot.domain.delivery import REPLY_ONLY, Abilities
from bot.domain.eligibility.hearing import Ear
from bot.domain.knowledge import KnowledgeBase
from bot.domain.messages import InboundMessage, Reply, Text
from bot.domain.routing import Route, TurnContext, dispatch
from bot.domain.understanding import Understand, Understanding

NO_WELCOME = Reply("")


@dataclass(frozen=True, slots=True)
class Brain:
    """What the bot knows and how it decides: swapped as a whole when the knowledge changes.

    `ear_on` makes the interview's rules and ear of a day. `welcome` opens a conversation on
    channels that show one before anything is said.
    """

    base: KnowledgeBase
    understand: Understand
    routes: tuple[Route, ...]
    ear_on: Callable[[date], Ear]
    welcome: Reply = NO_WELCOME


@dataclass(frozen=True, slots=True)
class Decided:
    """What a message leads to, before anything has happened; `asked` is what is noted of it."""

    route: str
    understanding: Understanding | None
    turn: Turn
    asked: Asked = NOTHING_ASKED


class UnreachableError(Exception):
    """A handler promised news to somebody who cannot be written to."""


def decide(
    brain: Brain,
    message: InboundMessage,
    before: Conversation,
    now: datetime,
    able: Abilities = REPLY_ONLY,
) -> Decided:
    """Understand and dispatch: the pure heart of a turn. `now` in any zone."""
    understanding = None
    for_others = able.desk is not None and able.desk.is_for_others
    if isinstance(message.content, Text) and not for_others:
        understanding = brain.understand(message.content.utterance, before.topic)
    at = now.astimezone(brain.base.zone)
    context = TurnContext(
        brain.base,
        at,
        brain.ear_on,
        understanding,
        reachable=able.reachable,
        sheets=able.sheets,
        wishes=able.wishes,
        desk=able.desk,
    )
    route, turn = dispatch(brain.routes, message, before, context)
    promises = any(isinstance(record, ScreeningKept | AskerKept) for record in turn.records)
    if promises and not able.reachable:
        raise UnreachableError(route)
    asked = asked_in(brain.base, message, before, turn, (route, understanding))
    return Decided(route, understanding, turn, asked)
