"""A knowledge base and what was learnt from it."""

from dataclasses import dataclass

from bot.domain.knowledge import KnowledgeBase
from bot.domain.matching import Matcher


@dataclass(frozen=True, slots=True)
class Learned:
    """Kept together, so that a start reads neither YAML nor phrases again."""

    base: KnowledgeBase
    matcher: Matcher
