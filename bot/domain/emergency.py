"""Danger to life in a message, told by the signs of knowledge/kamus/darurat.yaml.

The language of a sign, by example:

    kejang                       the word in any form: kejang, kejangnya, dikejangkan, mengejang
    =sesek                       this form only (not "nyesek")
    bunuh diri                   words one after the other; one more word may stand between them
    pingsan|semaput              one of them
    darah + deras|muncrat        all parts, close together, in any order
    #                            a number, as in "{belum} makan + # hari"
    {harfiah} = marang|terapi    words that are forms of no other (not of parang, api)
    {belum} = belum|blm|durung   gives a list a name, for all signs and exceptions of the file

A sign does not count where an exception of its entry ("kecuali") stands around it. Close is up to
eight words, in a story six; a comma takes the place of one word and a full stop that of four.
Entries are tried in their order, so the more urgent reading stands first. Which words are forms
of a word, however spelt, is told in bot/domain/emergency_words.py.
"""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from bot.domain.emergency_signs import Node, Part, Parts, Sign, SignError, Signs
from bot.domain.emergency_words import WordForms, words
from bot.domain.knowledge import EmergencySign

__all__ = ["EmergencyDetector", "SignError"]

_MOST_WORDS = 600  # an emergency is said early; longer texts are pasted documents
_MOST_CHARACTERS = 12 * _MOST_WORDS
_CLOSE, _CLOSE_IN_A_STORY = 8, 6  # in words
_STORY = 20  # words and more: words of a sign meet by chance
_REACH = 12  # of an exception, in words
_LONGEST_PHRASE = 12  # in words, counting those that may stand between

_Place = tuple[int, int]  # a stretch of the message: its first and its last word


class EmergencyDetector:
    """All signs, compiled once. `spellings` maps informal and Javanese words to Indonesian."""

    def __init__(self, signs: Iterable[EmergencySign], spellings: Mapping[str, str]) -> None:
        """Compile, or raise SignError for the first sign that cannot be read."""
        self._signs = Signs(signs)
        self._forms = WordForms(self._signs.roots, spellings, self._signs.literal)

    def detect(self, utterance: str) -> str | None:
        """Return the `darurat/` intent of the first sign that holds in the utterance, or None."""
        hits = self._hits(words(utterance[:_MOST_CHARACTERS], _MOST_WORDS))
        for sign in sorted(self._candidates(hits)):
            for place in _places(sign.parts, hits):
                if not any(_is_near(place, parts, hits) for parts in sign.unless):
                    return sign.intent
        return None

    def _hits(self, typed: Iterable[str]) -> "_Hits":
        lists = self._signs.lists
        said = [
            roots.union(*(lists[root] for root in roots if root in lists))
            for roots in self._forms.meanings(typed)
        ]
        return _Hits(self._signs, said)

    def _candidates(self, hits: "_Hits") -> set[Sign]:
        """The signs all of whose parts stand somewhere."""
        beginning = self._signs.beginning
        parts = {
            part for phrase in hits.phrases if phrase in beginning for part in beginning[phrase]
        }
        signs = (sign for part in parts for sign in self._signs.signs[part])
        return {sign for sign in signs if all(hits[part] for part in sign.parts)}


class _Hits:
    """Where the parts of the signs stand in one message, in order; looked up when asked for."""

    def __init__(self, signs: Signs, said: Sequence[set[str]]) -> None:
        self._signs = signs
        self.close = _CLOSE if len(said) < _STORY else _CLOSE_IN_A_STORY
        self._parts: dict[Part, list[_Place]] = {}
        self.phrases: dict[int, list[_Place]] = defaultdict(list)
        for start in range(len(said)):
            for phrase, end in _phrases_from(signs.tree, said, start):
                self.phrases[phrase].append((start, end))

    def __getitem__(self, part: Part) -> list[_Place]:
        """All places of a part."""
        if part not in self._parts:
            found = self._signs.parts[part] & self.phrases.keys()
            self._parts[part] = sorted({at for phrase in found for at in self.phrases[phrase]})
        return self._parts[part]


def _phrases_from(node: Node, said: Sequence[set[str]], at: int) -> Iterator[tuple[int, int]]:
    """Yield every phrase that goes on from `node` with the word at `at`, and its last word."""
    for word in said[at] & node.following.keys():
        following = node.following[word]
        if following.phrase >= 0:
            yield following.phrase, at
        if following.following:
            for step in range(at + 1, min(at + 3, len(said))):
                yield from _phrases_from(following, said, step)


def _places(parts: Parts, hits: _Hits) -> Iterator[_Place]:
    """Yield every stretch in which all parts stand close to the first one, each for itself."""
    if not all(hits[part] for part in parts):
        return
    for first in hits[parts[0]]:
        taken = [first]
        for part in parts[1:]:
            free = (at for at in _around(first, hits[part], hits.close) if _is_apart(at, taken))
            if (other := next(free, None)) is None:
                break
            taken.append(other)
        else:
            yield min(at[0] for at in taken), max(at[1] for at in taken)


def _around(place: _Place, places: Sequence[_Place], close: int) -> Iterator[_Place]:
    """Yield those of `places` (in order) that are at most `close` words away from `place`."""
    at = bisect_left(places, (place[0] - close - _LONGEST_PHRASE, 0))
    while at < len(places) and places[at][0] <= place[1] + close:
        if places[at][1] >= place[0] - close:
            yield places[at]
        at += 1


def _is_apart(place: _Place, others: Iterable[_Place]) -> bool:
    return all(place[1] < other[0] or other[1] < place[0] for other in others)


def _is_near(place: _Place, parts: Parts, hits: _Hits) -> bool:
    reach = (place[0] - _REACH, place[1] + _REACH)
    return any(at[0] <= reach[1] and at[1] >= reach[0] for at in _places(parts, hits))
