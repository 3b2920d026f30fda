"""A pressed answer: from a menu, from "did you mean", or from under another answer."""

from dataclasses import replace

from bot.domain.choosing import Action, parse_choice
from bot.domain.conversation import Confirming, Conversation, GapSettled, Idle, Record, Turn
from bot.domain.messages import Choice, InboundMessage, Pressed, Reply
from bot.domain.redaction import RedactedText
from bot.domain.routing import TurnContext
from bot.domain.sentences import Say
from handlers.answer import Asked, answered
from handlers.asking import tell_me_choice
from handlers.commands import command
from handlers.menus import menu_choice


def wants(message: InboundMessage, before: Conversation, context: TurnContext) -> bool:
    """Buttons that stand for an answer that still exists, and "none of these"."""
    if isinstance(message.content, Pressed):
        action, about = parse_choice(message.content.choice_id) or (None, "")
        return action is Action.NONE_OF_THESE or (
            action is Action.ANSWER and about in context.base.intents
        )
    return isinstance(before.state, Confirming) and command(message, context) == "belum"


def handle(message: InboundMessage, before: Conversation, context: TurnContext) -> Turn:
    """Answer what was picked; the gap noted with "did you mean" is settled by it."""
    action, about = Action.NONE_OF_THESE, ""
    if isinstance(message.content, Pressed):
        action, about = parse_choice(message.content.choice_id) or (action, about)
    if action is Action.NONE_OF_THESE:
        choices = (*_tell_me(before, context), menu_choice(context))
        after = replace(before, state=Idle(), offered=choices)
        return Turn(Reply(context.say(Say.REPHRASE), choices=choices), after)
    intent = context.base.intents[about]
    # What was pressed without being typed: its heading is all there is to keep for a "belum".
    question = RedactedText(intent.heading or intent.label)
    records: tuple[Record, ...] = ()
    if isinstance(before.state, Confirming):
        question = before.state.question
        records = (GapSettled(before.state.message_id, about),)
    return answered(intent, Asked(question, before, records), context)


def _tell_me(before: Conversation, context: TurnContext) -> tuple[Choice, ...]:
    """To be told of the question that none of the choices meant; it is noted already."""
    if not isinstance(before.state, Confirming):
        return ()
    return tell_me_choice(before.state.message_id, context)
