"""No answer: say so, keep the question, name somebody who can be asked today."""

from bot.domain.conversation import Conversation, Gap, GapReason, Turn
from bot.domain.keeping import kept_words
from bot.domain.messages import InboundMessage, Reply, Text
from bot.domain.routing import TurnContext
from bot.domain.sentences import Say
from handlers.answer import LONG, reason_of
from handlers.menus import main_choices


def wants(_: InboundMessage, __: Conversation, ___: TurnContext) -> bool:
    """Everything that nobody else wanted."""
    return True


def handle(message: InboundMessage, before: Conversation, context: TurnContext) -> Turn:
    """Tell the truth and keep the question, redacted."""
    choices = main_choices(context)
    after = before.going_on(choices, topic=before.topic, screen=before.screen)
    if not isinstance(message.content, Text) or context.understanding is None:
        return Turn(Reply(context.say(Say.OLD_CHOICE), choices=choices), after)
    utterance = message.content.utterance
    questions = context.understanding.questions
    outside = bool(questions) and all(question.out_of_scope for question in questions)
    gap = Gap(
        kept_words(utterance, context.base.public_numbers),
        reason_of(questions[0]) if questions else GapReason.NO_CANDIDATE,
        questions[0].candidates if questions else (),
    )
    return Turn(Reply(_words(utterance, context, outside=outside), choices=choices), after, (gap,))


def _words(utterance: str, context: TurnContext, *, outside: bool) -> str:
    if len(utterance) > LONG:
        return context.say(Say.TOO_LONG)
    if outside:
        city = context.base.city.name if context.base.city else ""
        return context.say(Say.OUT_OF_SCOPE, kota=city)
    return context.say(Say.UNKNOWN)
