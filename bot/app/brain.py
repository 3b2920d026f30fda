"""The knowledge made ready to answer."""

import sys
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path

import numpy

import bot
from bot.app.core import now, secret_box, today
from bot.config import Config
from bot.domain.choosing import resolve
from bot.domain.conversation import Conversation
from bot.domain.eligibility.binding import rulebook
from bot.domain.eligibility.hearing import Ear
from bot.domain.emergency import EmergencyDetector
from bot.domain.keeping import impersonal
from bot.domain.knowledge import KnowledgeBase
from bot.domain.matching import Matcher, quiet
from bot.domain.messages import InboundMessage, Text
from bot.domain.routing import TurnContext
from bot.domain.understanding import Understanding, sure_intent
from bot.loader import load
from bot.service import Brain, Decided, decide
from bot.storage.compiled import CompiledCache
from handlers import ROUTES
from handlers.commands import welcome

DANGER = "darurat/"


def think(base: KnowledgeBase, matcher: Matcher) -> Brain:
    """A base made ready to answer."""
    detector = EmergencyDetector(base.emergencies, base.lexicon.spellings)

    def understand(utterance: str, topic: str | None) -> Understanding:
        danger = detector.detect(utterance)
        if danger in base.intents:
            return Understanding((), danger)
        questions = matcher.understand(impersonal(utterance, base.public_numbers), topic)
        # Danger told in words no sign knows, but so like the examples that it would be answered.
        found = (sure_intent(question) for question in questions)
        told = next((intent for intent in found if intent and intent.startswith(DANGER)), None)
        return Understanding(questions, told)

    @lru_cache(maxsize=2)  # yesterday's, for a turn under way at midnight, and today's
    def ear_on(day: date) -> Ear:
        return Ear(rulebook(base, day), base.lexicon.spellings)

    at = now().astimezone(base.zone)
    ear_on(at.date())  # a tenth of a second that no resident should wait for
    context = TurnContext(base, at, ear_on)
    return Brain(base, understand, ROUTES, ear_on, welcome(context))


def load_brain(config: Config, tick: Callable[[], None] = quiet) -> Brain:
    """The configured knowledge, made ready to answer. Raises KnowledgeError, WeakSecretError."""
    return think(*load_matcher(config, tick))


@dataclass(frozen=True, slots=True)
class Learned:
    """A knowledge base and what was learnt from it; kept together, so that a start reads neither
    YAML nor phrases again.
    """

    base: KnowledgeBase
    matcher: Matcher


def load_matcher(
    config: Config, tick: Callable[[], None] = quiet
) -> tuple[KnowledgeBase, Matcher]:
    """The configured knowledge and what was learnt from it. Raises as `load_brain` does.

    `tick` is called after every round of learning; never when the cache has it already.
    """
    cache = CompiledCache(config.data_dir / "cache", secret_box(config).cache_key)
    day = today()
    before = _made_from(config.knowledge, day)

    def learn() -> Learned:
        base = load(config.knowledge, day)
        learned = Learned(base, Matcher.compile(base, tick))
        if _made_from(config.knowledge, day) != before:
            # Somebody saves right now: what was loaded must not be filed under the newer files.
            raise _ChangedMeanwhileError(learned)
        return learned

    try:
        learned = cache.get_or_make(Learned, before, learn)
    except _ChangedMeanwhileError as changed:
        learned = changed.learned
    return learned.base, learned.matcher


class _ChangedMeanwhileError(Exception):
    """The files changed while they were read; `learned` is right, but of no known files."""

    def __init__(self, learned: Learned) -> None:
        super().__init__("knowledge changed while it was read")
        self.learned = learned


def _made_from(knowledge: Path, day: date) -> list[bytes]:
    """All that decides what is learnt: files, our own code, versions, the day (facts lapse)."""
    code = Path(bot.__file__).parent
    files = [*code.glob("domain/**/*.py"), *code.glob("loader/**/*.py")]
    files += [file for file in knowledge.rglob("*.yaml") if not file.name.startswith(".")]
    versions = f"{bot.__version__} {numpy.__version__} {sys.version} {day}".encode()
    return [versions, *(file.read_bytes() for file in sorted(files))]


def consult(brain: Brain, utterance: str, before: Conversation | None = None) -> Decided:
    """What the bot would say to `utterance`. Nothing is kept and nothing is sent."""
    conversation = before or Conversation()
    content = resolve(Text(utterance), conversation)
    message = InboundMessage("console", "ask", "ask", "ask", content)
    return decide(brain, message, conversation, now())
