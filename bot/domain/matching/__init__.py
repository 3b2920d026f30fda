"""From what was typed to what was meant."""

from bot.domain.matching.calibrating import Judged
from bot.domain.matching.matcher import Matcher
from bot.domain.matching.normalising import Normaliser, normalise

__all__ = ["Judged", "Matcher", "Normaliser", "normalise"]
