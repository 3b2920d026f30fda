"""What a base made of questions before: the next gate need not ask it again."""

import hashlib
import hmac
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from bot.domain.gatekeeping import Check, Wording, own_examples
from bot.domain.knowledge import KnowledgeBase
from bot.domain.learned import Learned
from bot.domain.matching import Matcher
from bot.domain.matching.calibrating import Calibration
from bot.domain.replaying import Asked, Finding, Reaction
from bot.gate.job import Job
from bot.loader import KnowledgeError, load
from bot.loader.source import made_from
from bot.storage.compiled import CompiledCache

REPLAYS = "replay"  # a folder of its own: memories must not push out what was learnt


@dataclass(frozen=True, slots=True)
class Heard:
    """What one base made of one wording: the danger its signs find, and the reaction."""

    danger: str | None
    reaction: Reaction


@dataclass(frozen=True, slots=True)
class Memory:
    """By the hash of a wording, never by its words: people may have theirs erased.

    `failing` are the cases of periksa/ that fail, None where they were not tried yet.
    """

    calibration: Calibration
    heard: Mapping[bytes, Heard] = field(default_factory=dict)
    failing: Mapping[Check, Finding] | None = None


@dataclass(frozen=True, slots=True)
class Today:
    """The base in service: what was learnt from it, and what it made of questions before."""

    learned: Learned
    memory: Memory


def hashed(key: bytes, wording: Wording) -> bytes:
    """What stands for a wording where words must not be kept."""
    return hmac.digest(key, "\0".join(wording).encode(), hashlib.sha256)[:12]


def wordings_of(base: KnowledgeBase, questions: Iterable[Asked]) -> list[Wording]:
    """Every question, and every example of the base, once."""
    asked = ((str(one.text), one.topic) for one in questions)
    own = ((text, "") for text, _ in own_examples(base))
    return list(dict.fromkeys([*asked, *own]))


def learned_cache(job: Job) -> CompiledCache:
    """Where what was learnt from folders is kept."""
    return CompiledCache(job.cache, job.key)


def memories(job: Job) -> CompiledCache:
    """Where it is kept what bases made of questions."""
    return CompiledCache(job.cache / REPLAYS, job.key)


def recalled(job: Job) -> Today | None:
    """The base in service; None where its files have problems: then nothing can be compared."""
    sources = made_from(job.knowledge, job.day)
    learned = learned_cache(job).find(Learned, sources)
    if learned is None:
        try:
            base = load(job.knowledge, job.day)
        except KnowledgeError:
            return None
        learned = Learned(base, Matcher.compile(base))
        learned_cache(job).keep(learned, sources)
    memory = memories(job).find(Memory, sources)
    return Today(learned, memory or Memory(job.calibration or learned.matcher.calibration))
