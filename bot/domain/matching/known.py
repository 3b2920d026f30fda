"""What needs no model: texts with one meaning, greetings, a programme's name alone."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.domain.knowledge import KnowledgeBase
from bot.domain.matching.compiling import FIRST_ASPECT, Phrase
from bot.domain.matching.names import NEGATIONS
from bot.domain.matching.reading import Reading

Words = tuple[str, ...]

_GREETING, _THANKS = "umum/salam", "umum/terima_kasih"
# Words around a name that ask nothing themselves: "kalau pkh?", "bukan pkh, maksud saya bpnt".
SMALL_WORDS = NEGATIONS | {
    *("maksud", "maksudnya", "saya", "aku", "kula", "mau", "tanya", "bagaimana", "ada"),
    *("kalau", "nek", "lek", "yang", "itu", "ini", "soal", "tentang", "tapi", "melainkan"),
    *("dong", "ya", "kok", "sih", "min", "kak", "pak", "bu", "mas", "mbak"),
    *("program", "bantuan"),
}


@dataclass(frozen=True, slots=True)
class Known:
    """`texts`: normalised words -> intent."""

    texts: Mapping[Words, str]
    greetings: frozenset[Words]
    thanks: frozenset[Words]
    longest_greeting: int
    intents: frozenset[str]

    def without_greeting(self, words: Words) -> Words:
        """The words without greeting or thanks before and thanks after them.

        As they are when nothing else is left.
        """
        for length in range(min(self.longest_greeting, len(words) - 1), 0, -1):
            if words[:length] in self.greetings or words[:length] in self.thanks:
                return self.without_greeting(words[length:])
            if words[-length:] in self.thanks:
                return self.without_greeting(words[:-length])
        return words

    def named_alone(self, reading: Reading, topic: str) -> str:
        """The intent when nothing but a programme is named: the topic's aspect, or what it is."""
        if len(reading.named) != 1:
            return ""
        at = {i for mention in reading.mentions for i in range(mention.start, mention.end)}
        if any(word not in SMALL_WORDS for i, word in enumerate(reading.words) if i not in at):
            return ""
        programme = min(reading.named)
        aspects = (topic.partition("/")[2], FIRST_ASPECT)
        found = (f"{programme}/{aspect}" for aspect in aspects)
        return next((intent for intent in found if intent in self.intents), "")


def known_from(base: KnowledgeBase, phrases: Sequence[Phrase]) -> Known:
    """Phrases and names word by word, where only one intent has them."""
    meant: dict[Words, set[str]] = defaultdict(set)
    for phrase in phrases:
        intent = phrase.intent
        if phrase.tail is None and f"{phrase.group}/{FIRST_ASPECT}" in base.intents:
            intent = f"{phrase.group}/{FIRST_ASPECT}"
        if intent is not None:
            meant[phrase.words].add(intent)
    greetings = frozenset(p.words for p in phrases if p.intent == _GREETING)
    thanks = frozenset(p.words for p in phrases if p.intent == _THANKS)
    return Known(
        texts={words: min(intents) for words, intents in meant.items() if len(intents) == 1},
        greetings=greetings,
        thanks=thanks,
        longest_greeting=max(map(len, greetings | thanks), default=0),
        intents=frozenset(base.intents),
    )
