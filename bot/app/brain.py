"""The knowledge made ready to answer."""

from collections.abc import Callable
from datetime import date
from functools import lru_cache

from bot.app.core import now, secret_box, today
from bot.config import Config
from bot.domain.choosing import resolve
from bot.domain.conversation import Conversation
from bot.domain.eligibility.binding import rulebook
from bot.domain.eligibility.hearing import Ear
from bot.domain.knowledge import KnowledgeBase
from bot.domain.learned import Learned
from bot.domain.matching import Matcher, quiet
from bot.domain.meaning import Meaning
from bot.domain.messages import InboundMessage, Text
from bot.domain.routing import TurnContext
from bot.loader import load
from bot.loader.source import made_from
from bot.service import Brain, Decided, decide
from bot.storage.compiled import CompiledCache
from handlers import ROUTES
from handlers.commands import welcome

CACHE = "cache"  # below the data folder


def think(base: KnowledgeBase, matcher: Matcher) -> Brain:
    """A base made ready to answer."""

    @lru_cache(maxsize=2)  # yesterday's, for a turn under way at midnight, and today's
    def ear_on(day: date) -> Ear:
        return Ear(rulebook(base, day), base.lexicon.spellings)

    at = now().astimezone(base.zone)
    ear_on(at.date())  # a tenth of a second that no resident should wait for
    context = TurnContext(base, at, ear_on)
    return Brain(base, Meaning(base, matcher), ROUTES, ear_on, welcome(context))


def load_brain(config: Config, tick: Callable[[], None] = quiet) -> Brain:
    """The configured knowledge, made ready to answer. Raises KnowledgeError, WeakSecretError."""
    return think(*load_matcher(config, tick))


def compiled_cache(config: Config) -> CompiledCache:
    """Where what was learnt is kept for the next start. Raises WeakSecretError."""
    return CompiledCache(config.data_dir / CACHE, secret_box(config).cache_key)


def load_matcher(
    config: Config, tick: Callable[[], None] = quiet
) -> tuple[KnowledgeBase, Matcher]:
    """The configured knowledge and what was learnt from it. Raises as `load_brain` does.

    `tick` is called after every round of learning; never when the cache has it already.
    """
    cache = compiled_cache(config)
    day = today()
    before = made_from(config.knowledge, day)

    def learn() -> Learned:
        base = load(config.knowledge, day)
        learned = Learned(base, Matcher.compile(base, tick))
        if made_from(config.knowledge, day) != before:
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


def consult(brain: Brain, utterance: str, before: Conversation | None = None) -> Decided:
    """What the bot would say to `utterance`. Nothing is kept and nothing is sent."""
    conversation = before or Conversation()
    content = resolve(Text(utterance), conversation)
    message = InboundMessage("console", "ask", "ask", "ask", content)
    return decide(brain, message, conversation, now())
