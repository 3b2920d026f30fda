"""What somebody types during the interview, turned into answers: `Ear(book).hear(...)`.

Everyday, misspelt, half-Javanese Indonesian. What is not surely meant is not heard.
"""

from bot.domain.eligibility.hearing.ear import Ear
from bot.domain.eligibility.hearing.heard import Heard, Wish, WishKind

__all__ = ["Ear", "Heard", "Wish", "WishKind"]
