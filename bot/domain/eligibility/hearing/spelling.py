"""Typed words to the words of the interview: stretched, abbreviated, misspelt by one letter."""

import re
from collections.abc import Collection, Mapping

from bot.domain.eligibility.hearing.tokens import Token

_STRETCHED = re.compile(r"(.)\1{2,}")
_STRETCHED_END = re.compile(r"([a-z])\1+$")
_SHORTEST_REPAIRED = 5
_SHORTEST_STEM = 3
_CACHE_LIMIT = 5_000  # words


class Speller:
    """Respells words. `known` are never changed; only `loose` ones are guessed at."""

    def __init__(
        self,
        known: Collection[str],
        loose: Collection[str],
        spellings: Mapping[str, str],
        endings: Collection[str] = (),
        ordinary: Collection[str] = (),
    ) -> None:
        self._known = known
        self._spellings = spellings
        self._endings = tuple(sorted(endings, key=len, reverse=True))
        self._ordinary = {*ordinary, *(w for words in spellings.values() for w in words.split())}
        self._near: dict[str, set[str]] = {}
        for word in loose:
            if len(word) >= _SHORTEST_REPAIRED and word.isalpha():
                for form in _with_one_letter_less(word):
                    self._near.setdefault(form, set()).add(word)
        self._seen: dict[str, tuple[tuple[str, ...], bool]] = {}

    def words(self, token: Token) -> tuple[tuple[str, ...], bool]:
        """The words meant, and whether they were guessed."""
        if token.is_mark or token.number is not None:
            return (token.text,), False
        if (found := self._seen.get(token.text)) is None:
            if len(self._seen) >= _CACHE_LIMIT:
                self._seen.clear()
            found = self._seen[token.text] = self._respelt(token.text)
        return found

    def _respelt(self, word: str) -> tuple[tuple[str, ...], bool]:
        short = _STRETCHED.sub(r"\1", word)
        for form in (word, short, _STRETCHED_END.sub(r"\1", short)):
            if form in self._known:
                return (form,), False
            if plain := self._spellings.get(form):
                return tuple(plain.split()), False
        for ending in self._endings:
            stem = word.removesuffix(ending)
            if stem != word and len(stem) >= _SHORTEST_STEM and stem in self._known:
                return (stem,), False
        repaired = self._repaired(word)
        return ((repaired,), True) if repaired else ((word,), False)

    def _repaired(self, word: str) -> str:
        """The only word of ours that one letter more, less, changed or swapped away makes."""
        if len(word) < _SHORTEST_REPAIRED or word in self._ordinary:
            return ""
        near = {
            other
            for form in _with_one_letter_less(word)
            for other in self._near.get(form, ())
            if other[0] == word[0] and _is_one_slip(word, other)
        }
        return near.pop() if len(near) == 1 else ""


def _with_one_letter_less(word: str) -> set[str]:
    return {word, *(word[:place] + word[place + 1 :] for place in range(len(word)))}


def _is_one_slip(typed: str, meant: str) -> bool:
    """A short word with one other letter is too often another word ("berat", "beras")."""
    if len(typed) != len(meant):
        return abs(len(typed) - len(meant)) == 1
    places = [i for i, (one, other) in enumerate(zip(typed, meant, strict=True)) if one != other]
    if len(places) == 1:
        return len(meant) > _SHORTEST_REPAIRED
    return (
        len(places) == 2
        and places[1] == places[0] + 1
        and typed[places[0]] == meant[places[1]]
        and typed[places[1]] == meant[places[0]]
    )
