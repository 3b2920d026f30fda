"""Unknown words mended with the words the base knows."""

from collections.abc import Iterable, Mapping, Sequence

from rapidfuzz import process
from rapidfuzz.distance import OSA

from bot.domain.matching.words import skeleton

_SHORTEST = 4
_SHORTEST_ENDS = 3
_LONG = 8
_CACHE_LIMIT = 20_000
_MOST_VOWELS = 0.25
_VOWELS = frozenset("aiueo")


class Repairer:
    """Gives a known word for a misspelt one.

    A word (nearly) without vowels is looked up by its consonants, "hri" by its ends too. Optimal
    string alignment (RapidFuzz): one slip in a word of 4 to 7 letters, two in longer ones; the
    first letter is taken for right where any word with it fits. Protected words, numbers and words
    too short to judge stay as they are.
    """

    def __init__(self, known: Mapping[str, int], protected: Iterable[str]) -> None:
        self._known = known
        self._fixed = frozenset(protected)
        self._by_start: dict[str, list[str]] = {}
        self._by_skeleton: dict[str, str] = {}
        self._by_ends: dict[str, str] = {}
        self._all: list[str] = []
        self._cache: dict[str, str] = {}
        for word in sorted((w for w in known if w.isalpha()), key=lambda w: (-known[w], w)):
            self._by_start.setdefault(word[0], []).append(word)
            if bones := skeleton(word):
                self._by_skeleton.setdefault(bones, word)
            self._by_ends.setdefault(_ends(word), word)
            self._all.append(word)

    def familiarity(self, words: Sequence[str]) -> float:
        """The share of the words that are known, 0 to 1."""
        return sum(map(self.knows, words)) / len(words) if words else 0.0

    def __getstate__(self) -> dict[str, object]:
        """All but what was mended lately: those words are people's own, and not to be kept."""
        return {**vars(self), "_cache": {}}

    def knows(self, word: str) -> bool:
        """Whether the base itself uses the word."""
        return word in self._known

    def repair(self, word: str) -> str:
        """The word itself when it is known, protected or like no known word."""
        if word in self._known or word in self._fixed or not word.isalpha():
            return word
        if (mended := self._cache.get(word)) is None:
            if len(self._cache) >= _CACHE_LIMIT:
                self._cache.clear()
            mended = self._cache[word] = self._look_up(word)
        return mended

    def _look_up(self, word: str) -> str:
        vowels = sum(letter in _VOWELS for letter in word)
        if vowels <= _MOST_VOWELS * len(word) and (bones := self._by_skeleton.get(skeleton(word))):
            return bones
        if len(word) >= _SHORTEST_ENDS and (fuller := self._by_ends.get(_ends(word))):
            return fuller
        if len(word) < _SHORTEST:
            return word
        slips = 2 if len(word) >= _LONG else 1
        near = self._nearest(word, self._by_start.get(word[0], ()), slips)
        if near is None and len(word) > _SHORTEST:
            near = self._nearest(word, self._all, 1)
        return near or word

    def _nearest(self, word: str, among: Sequence[str], slips: int) -> str | None:
        found = process.extractOne(word, among, scorer=OSA.distance, score_cutoff=slips)
        return found[0] if found else None


def _ends(word: str) -> str:
    """First letter, inner consonants, last letter: the same for "hari" and "hri"."""
    inner = "".join(letter for letter in word[1:-1] if letter not in _VOWELS)
    return f"{word[0]}{inner}{word[-1]}"
