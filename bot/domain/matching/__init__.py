"""From what was typed to what was meant."""

from bot.domain.matching.calibrating import Judged
from bot.domain.matching.matcher import Matcher
from bot.domain.matching.normalising import Normaliser, normalise
from bot.domain.matching.training import MOST_TICKS, quiet

__all__ = ["MOST_TICKS", "Judged", "Matcher", "Normaliser", "normalise", "quiet"]
