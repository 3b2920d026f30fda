"""No answer: say so, keep the question, name somebody who can be asked today."""

from bot.domain.conversation import Conversation, Gap, GapReason, Turn
from bot.domain.keeping import kept_words
from bot.domain.messages import InboundMessage, Reply, Text
from bot.domain.routing import TurnContext
from bot.domain.sentences import Say
from handlers.answer import LONG, reason_of
from handlers.asking import tell_me_choice
from handlers.menus import main_choices


def wants(_: InboundMessage, __: Conversation, ___: TurnContext) -> bool:
    """Everything that nobody else wanted."""
    return True


def handle(message: InboundMessage, before: Conversation, context: TurnContext) -> Turn:
    """Tell the truth and keep the question, redacted."""
    choices = main_choices(context)
    if _is_noted(message, context):
        choices = (*tell_me_choice(message.message_id, context), *choices)
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


def _is_noted(message: InboundMessage, context: TurnContext) -> bool:
    """Whether there is a question to wait for; after a long story a short one is wished first."""
    content = message.content
    is_short = isinstance(content, Text) and len(content.utterance) <= LONG
    return is_short and context.understanding is not None


def _words(utterance: str, context: TurnContext, *, outside: bool) -> str:
    if len(utterance) > LONG:
        return context.say(Say.TOO_LONG)
    if outside:
        city = context.base.city.name if context.base.city else ""
        return context.say(Say.OUT_OF_SCOPE, kota=city)
    return context.say(Say.UNKNOWN)
