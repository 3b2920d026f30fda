"""Words that the base does not know, and their misspellings among the questions seen."""

from collections import defaultdict
from collections.abc import Container

from rapidfuzz import process
from rapidfuzz.distance import OSA

_SHORTEST = 6  # letters; in a shorter word one letter makes another word
_MOST = 20_000  # words remembered


class FreshWords:
    """Knows a new word again with one slip in it. What was typed first is taken for right."""

    def __init__(self, known: Container[str]) -> None:
        self._known = known
        self._right: dict[str, str] = {}
        self._by_start: defaultdict[str, list[str]] = defaultdict(list)

    def same(self, word: str) -> str:
        """The word as it was typed first; known, short and mixed words stay as they are."""
        if word in self._known or len(word) < _SHORTEST or not word.isalpha():
            return word
        if (right := self._right.get(word)) is None:
            if len(self._right) >= _MOST:
                return word
            among = self._by_start[word[0]]
            found = process.extractOne(word, among, scorer=OSA.distance, score_cutoff=1)
            right = self._right[word] = found[0] if found else word
            if not found:
                among.append(word)
        return right
