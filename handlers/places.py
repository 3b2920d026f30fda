"""Which kecamatan a kelurahan belongs to."""

from bot.domain.choosing import plain
from bot.domain.conversation import Conversation, Turn
from bot.domain.keeping import kept_words
from bot.domain.knowledge import Place
from bot.domain.messages import InboundMessage, Text
from bot.domain.naming import place_named
from bot.domain.routing import TurnContext
from bot.domain.sentences import Say
from bot.domain.understanding import is_likely
from handlers.answer import Asked, answered

_INTENT = "data/kelurahan"


def wants(message: InboundMessage, _: Conversation, context: TurnContext) -> bool:
    """A kelurahan's name alone, or one question about offices and areas that names one."""
    place = _place(message, context)
    if context.understanding is None or place is None or _INTENT not in context.base.intents:
        return False
    assert isinstance(message.content, Text)
    if plain(message.content.utterance).removeprefix("kelurahan ") in place.names:
        return True
    questions = context.understanding.questions
    return (
        len(questions) == 1
        and is_likely(questions[0])
        and questions[0].candidates[0].intent == _INTENT
    )


def handle(message: InboundMessage, before: Conversation, context: TurnContext) -> Turn:
    """The kecamatan of the kelurahan named."""
    place = _place(message, context)
    assert place
    assert context.base.city
    assert isinstance(message.content, Text)
    text = context.say(
        Say.PLACE, kelurahan=place.name, kecamatan=place.district, kota=context.base.city.name
    )
    asked = Asked(kept_words(message.content.utterance, context.base.public_numbers), before)
    return answered(context.base.intents[_INTENT], asked, context, text)


def _place(message: InboundMessage, context: TurnContext) -> Place | None:
    if not isinstance(message.content, Text):
        return None
    return place_named(context.base.city, message.content.utterance)
