"""Which kecamatan a kelurahan belongs to."""

import re

from bot.domain.choosing import plain
from bot.domain.conversation import Conversation, Turn
from bot.domain.knowledge import Place
from bot.domain.messages import InboundMessage, Text
from bot.domain.routing import TurnContext
from bot.domain.sentences import Say
from bot.domain.understanding import Outcome
from handlers.answer import answered, kept_words

_INTENT = "data/kelurahan"


def wants(message: InboundMessage, _: Conversation, context: TurnContext) -> bool:
    """One question about offices and areas that names a kelurahan of the city."""
    if context.understanding is None or context.base.city is None:
        return False
    questions = context.understanding.questions
    return (
        len(questions) == 1
        and questions[0].outcome is not Outcome.UNKNOWN
        and questions[0].candidates[0].intent == _INTENT
        and _place(message, context) is not None
    )


def handle(message: InboundMessage, _: Conversation, context: TurnContext) -> Turn:
    """The kecamatan of the kelurahan named."""
    place = _place(message, context)
    assert place
    assert context.base.city
    assert isinstance(message.content, Text)
    text = context.say(
        Say.PLACE, kelurahan=place.name, kecamatan=place.district, kota=context.base.city.name
    )
    question = kept_words(message.content.utterance, context)
    return answered(context.base.intents[_INTENT], question, context, text=text)


def _place(message: InboundMessage, context: TurnContext) -> Place | None:
    """The kelurahan with the longest name in the text: "tidar selatan" before "tidar"."""
    if not isinstance(message.content, Text) or context.base.city is None:
        return None
    words = plain(message.content.utterance)
    named = [
        (len(name), place)
        for place in context.base.city.places
        for name in place.names
        # "magelang" is a kelurahan and the city: only "kelurahan magelang" means the former.
        if re.search(rf"{_only(name, context)}{re.escape(name)}\b", words)
    ]
    return max(named, key=lambda pair: pair[0])[1] if named else None


def _only(name: str, context: TurnContext) -> str:
    city = context.base.city.name.lower() if context.base.city else ""
    return r"\bkelurahan " if name in city.split() else r"\b"
