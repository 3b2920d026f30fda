"""What a question is about, as features with the weight the knowledge base gives them."""

import math
from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from bot.domain.grouping.acts import act_of, acts_in
from bot.domain.grouping.common import share_kept
from bot.domain.grouping.fresh import FreshWords
from bot.domain.knowledge import KnowledgeBase
from bot.domain.matching.compiling import passages_of, phrases_of
from bot.domain.matching.known import SMALL_WORDS
from bot.domain.matching.names import NameFinder
from bot.domain.matching.normalising import Normaliser
from bot.domain.matching.repairing import Repairer
from bot.domain.matching.words import stem

# The numbers below were set on tests/questions and on 1,200 rows each of MASSIVE's training part
# and of layanan; python -m tests.benchmarks.grouping prints the other rows apart.
#
# A word the base never uses is what the gap is about, more often than not.
_UNKNOWN = 1.5
_ACT_WORD = 0.3  # an act counts as an act, not as what the question is about
_SYNONYM = 0.8
_NAME = 1.0
WORD = "~"  # what the feature of a word begins with
NAMED = "!"  # what the feature of a named programme begins with
_NO_WORDS = "(tanpa kata)"
_COMPARED_WORDS = 120  # the rest of a long story changes nothing
_REMEMBERED = 20_000  # words


@dataclass(frozen=True, slots=True)
class Gist:
    """What a question comes down to. `topics`: feature -> weight; `words` identify the text."""

    words: tuple[str, ...]
    topics: Mapping[str, float]
    acts: frozenset[str]
    named: frozenset[str]


class Reader:
    """Reads questions with one base's spellings, names and synonyms."""

    def __init__(self, base: KnowledgeBase) -> None:
        self._normaliser = Normaliser(base.lexicon)
        split = self._normaliser.words
        phrases = phrases_of(base, split)
        used = Counter(word for text in phrases for word in text.words)
        used.update(word for text in passages_of(base, split) for word in text.words)
        self._used = used
        self._repairer = Repairer(used, base.lexicon.protected | SMALL_WORDS)
        self._counts = Counter(s for text in phrases for s in {stem(w) for w in text.words})
        self._log_texts = math.log(len(phrases) + 2)
        names = [(split(name), p.id) for p in base.programmes.values() for name in p.names]
        self._finder = NameFinder.of([(words, programme) for words, programme in names if words])
        self._synonyms = _synonyms(base, self._normaliser)
        self._fresh = FreshWords(used)
        self._weights: dict[str, tuple[tuple[str, float], ...]] = {}

    def read(self, text: str) -> Gist:
        """The gist of a text. One without any word is like every other such text."""
        typed = self._normaliser.words(text)[:_COMPARED_WORDS]
        mentions = self._finder.find(typed)
        named = frozenset(p for m in mentions if not m.negated for p in m.programmes)
        words = tuple(self._fresh.same(self._repairer.repair(word)) for word in typed)
        topics = {f"{NAMED}{p}": _NAME for mention in mentions for p in mention.programmes}
        for word in dict.fromkeys(words):
            for topic, weight in self._weighed(word):
                topics[topic] = max(topics.get(topic, 0.0), weight)
        return Gist(words, topics or {_NO_WORDS: 1.0}, acts_in(words), named)

    def _weighed(self, word: str) -> tuple[tuple[str, float], ...]:
        if (found := self._weights.get(word)) is None:
            if len(self._weights) >= _REMEMBERED:
                self._weights.clear()
            found = self._weights[word] = self._weigh(word)
        return found

    def _weigh(self, word: str) -> tuple[tuple[str, float], ...]:
        root = stem(word)
        worth = 1.0 if word in self._used else _UNKNOWN
        # A word of many example phrases says little of what is missing.
        worth *= 1.0 - math.log(self._counts.get(root, 0) + 1) / self._log_texts
        worth *= _ACT_WORD if act_of(word) else share_kept(word)
        synonyms = self._synonyms.get(root, ())
        return ((f"{WORD}{root}", worth), *((f"#{each}", worth * _SYNONYM) for each in synonyms))


def _synonyms(base: KnowledgeBase, normaliser: Normaliser) -> Mapping[str, tuple[int, ...]]:
    """Stem -> the groups of synonyms it stands in; the words are respelt as every text is."""
    found: dict[str, dict[int, None]] = defaultdict(dict)
    for number, words in enumerate(base.lexicon.synonyms):
        for word in words:
            plain = normaliser.words(word)
            if len(plain) == 1:
                found[stem(plain[0])][number] = None
    return {word: tuple(numbers) for word, numbers in found.items()}
