"""Danger to life: the number to call, before anything else."""

from bot.domain.choosing import Action, choice_id
from bot.domain.conversation import Conversation, Turn
from bot.domain.messages import InboundMessage, Reply
from bot.domain.routing import TurnContext
from bot.domain.wording import bare_text
from handlers.menus import menu_choice


def wants(_: InboundMessage, __: Conversation, context: TurnContext) -> bool:
    """Any utterance that tells of danger, whatever else is open."""
    return bool(context.understanding and context.understanding.emergency)


def handle(_: InboundMessage, before: Conversation, context: TurnContext) -> Turn:
    """The vetted answer alone: no footer, no "did this help?", nothing that costs a second."""
    assert context.understanding
    assert context.understanding.emergency
    intent = context.base.intents[context.understanding.emergency]
    reply = Reply(
        bare_text(context.base, intent, context.now.date()), choices=(menu_choice(context),)
    )
    here = choice_id(Action.ANSWER, intent.id)
    return Turn(reply, before.going_on(reply.choices, topic=before.topic, screen=here))
