"""The knowledge made ready to answer."""

import sys
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import numpy

from bot import __version__
from bot.app.core import now, secret_box, today
from bot.config import Config
from bot.domain import matching
from bot.domain.choosing import resolve
from bot.domain.conversation import Conversation, Turn
from bot.domain.emergency import EmergencyDetector
from bot.domain.knowledge import KnowledgeBase
from bot.domain.matching import Matcher
from bot.domain.messages import InboundMessage, Text
from bot.domain.redaction import find_personal_data
from bot.domain.routing import TurnContext, dispatch
from bot.domain.understanding import Understanding, sure_intent
from bot.loader import load
from bot.service import Brain
from bot.storage.compiled import CompiledCache
from handlers import ROUTES
from handlers.commands import welcome

DANGER = "darurat/"
READ_CHARACTERS = 20_000


def think(base: KnowledgeBase, matcher: Matcher) -> Brain:
    """A base made ready to answer."""
    detector = EmergencyDetector(base.emergencies, base.lexicon.spellings)

    def understand(utterance: str, topic: str | None) -> Understanding:
        danger = detector.detect(utterance)
        if danger in base.intents:
            return Understanding((), danger)
        questions = matcher.understand(_impersonal(utterance, base), topic)
        # Danger told in words no sign knows, but so like the examples that it would be answered.
        found = (sure_intent(question) for question in questions)
        told = next((intent for intent in found if intent and intent.startswith(DANGER)), None)
        return Understanding(questions, told)

    return Brain(base, understand, ROUTES, welcome(TurnContext(base, now())))


def _impersonal(utterance: str, base: KnowledgeBase) -> str:
    """The text without names, numbers and addresses: they say nothing of the wish, and mislead."""
    for span in reversed(find_personal_data(utterance[:READ_CHARACTERS], base.public_numbers)):
        utterance = f"{utterance[: span.start]} {utterance[span.end :]}"
    return utterance


def load_brain(config: Config) -> Brain:
    """The configured knowledge, made ready to answer. Raises KnowledgeError, WeakSecretError."""
    base = load(config.knowledge, today())
    cache = CompiledCache(config.data_dir / "cache", secret_box(config).cache_key)
    files = sorted(config.knowledge.rglob("*.yaml"))
    programs = sorted(Path(matching.__file__).parent.glob("*.py"))
    made_from = [
        f"{__version__} {numpy.__version__} {sys.version}".encode(),
        *(file.read_bytes() for file in (*programs, *files)),
    ]
    return think(base, cache.get_or_make(Matcher, made_from, partial(Matcher.compile, base)))


@dataclass(frozen=True, slots=True)
class Consulted:
    """What a text would lead to."""

    route: str
    understanding: Understanding | None
    turn: Turn


def consult(brain: Brain, utterance: str, before: Conversation | None = None) -> Consulted:
    """What the bot would say to `utterance`. Nothing is kept and nothing is sent."""
    conversation = before or Conversation()
    content = resolve(Text(utterance), conversation)
    understanding = None
    if isinstance(content, Text):
        understanding = brain.understand(content.utterance, conversation.topic)
    message = InboundMessage("console", "ask", "ask", "ask", content)
    context = TurnContext(brain.base, now(), understanding)
    route, turn = dispatch(brain.routes, message, conversation, context)
    return Consulted(route, understanding, turn)
