"""What came of one message: answers, or what the person wants of the interview."""

from dataclasses import dataclass
from enum import StrEnum

from bot.domain.eligibility.household import Answer


class WishKind(StrEnum):
    """What a person may want of the interview itself."""

    ENOUGH = "cukup"
    BACK = "kembali"
    CHANGE = "ubah"
    HELP = "bantuan"


@dataclass(frozen=True, slots=True)
class Wish:
    """`question` is the one that is to be changed, "" where none was named."""

    kind: WishKind
    question: str = ""


@dataclass(frozen=True, slots=True)
class Heard:
    """The answer to the question asked comes first, then what was said by the way.

    `is_question`: something was asked of the bot, and no answer given to what it asked.
    """

    answers: tuple[Answer, ...] = ()
    wish: Wish | None = None
    is_question: bool = False
