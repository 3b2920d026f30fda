"""From what was typed to what was meant."""

from bot.domain.matching.matcher import Matcher
from bot.domain.matching.normalising import normalise

__all__ = ["Matcher", "normalise"]
