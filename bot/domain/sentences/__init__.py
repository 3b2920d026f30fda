"""The bot's own sentences: their keys, and what each may fill in."""

from bot.domain.sentences.fills import FILLS
from bot.domain.sentences.keys import Say

__all__ = ["FILLS", "Say"]
