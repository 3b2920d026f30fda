"""Messages without words we can read: each gets a friendly sentence, never silence."""

import unicodedata
from dataclasses import replace

from bot.domain.choosing import plain
from bot.domain.conversation import Conversation, Turn
from bot.domain.messages import InboundMessage, Kind, Reply, Text, Unsupported
from bot.domain.routing import TurnContext
from bot.domain.sentences import Say
from handlers.menus import menu_choice

_KINDS = {
    Kind.VOICE: Say.UNSUPPORTED_VOICE,
    Kind.PHOTO: Say.UNSUPPORTED_PHOTO,
    Kind.STICKER: Say.UNSUPPORTED_STICKER,
    Kind.LOCATION: Say.UNSUPPORTED_LOCATION,
    Kind.CONTACT: Say.UNSUPPORTED_CONTACT,
    Kind.FILE: Say.UNSUPPORTED_FILE,
    Kind.OTHER: Say.UNSUPPORTED_OTHER,
}
_LOOK = 2_000  # characters that are enough to tell the script


def wants(message: InboundMessage, before: Conversation, _: TurnContext) -> bool:
    """Voice, photos and the like; texts without Latin letters."""
    return _sentence(message, before) is not None


def handle(message: InboundMessage, before: Conversation, context: TurnContext) -> Turn:
    """Say what can be done instead; what was open stays open."""
    key = _sentence(message, before)
    assert key is not None
    offered = before.offered or (menu_choice(context),)
    return Turn(Reply(context.say(key), choices=offered), replace(before, offered=offered))


def _sentence(message: InboundMessage, before: Conversation) -> Say | None:
    content = message.content
    if isinstance(content, Unsupported):
        return _KINDS[content.kind]
    if not isinstance(content, Text) or content.utterance.startswith("/"):
        return None
    sample = content.utterance[:_LOOK]
    letters = [char for char in sample if char.isalpha()]
    if not sample.strip() or not (letters or any(char.isalnum() for char in sample)):
        return Say.EMPTY if not sample.strip() else Say.NO_WORDS
    if not letters:
        # A bare number is a choice that is not there; anything longer is no question.
        return Say.BAD_NUMBER if before.offered and len(plain(sample)) <= 2 else Say.NO_WORDS
    latin = sum(unicodedata.name(char, "").startswith("LATIN") for char in letters)
    return Say.OTHER_SCRIPT if latin * 2 < len(letters) else None
