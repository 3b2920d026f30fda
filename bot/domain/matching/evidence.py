"""What may speak for an intent: words, word pairs, names, the topic, a ready phrase."""

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """What sort of evidence a piece is. The values stand in `ask --why --json`.

    PAIR: two stems side by side. PHRASE: the whole text is an aspect's own phrase. EXAMPLES: how
    like the text is to the examples of the intent.
    """

    WORD = "word"
    PAIR = "pair"
    NAME = "name"
    TOPIC = "topic"
    PHRASE = "phrase"
    EXAMPLES = "examples"


@dataclass(frozen=True, slots=True)
class Piece:
    """One piece of evidence; `text` is a word, a pair, a name, an intent or an aspect."""

    kind: Kind
    text: str

    @staticmethod
    def of_text(name: str) -> "Piece":
        """A word or a pair, as the feature space names them."""
        return Piece(Kind.PAIR if " " in name else Kind.WORD, name)
