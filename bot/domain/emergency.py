"""Danger to life in a message, told by the signs of knowledge/kamus/darurat.yaml.

The language of a sign, by example:

    kejang                       the word in any form: kejang, kejangnya, dikejangkan, mengejang
    =sesek                       this form only (not "nyesek")
    bunuh diri                   words one after the other; one more word may stand between them
    pingsan|semaput              one of them
    darah + deras|muncrat        all parts, close together, in any order
    #                            a number, as in "{belum} makan + # hari"
    {belum} = belum|blm|durung   gives a list a name, for all signs and exceptions of the file

A sign does not count where an exception of its entry ("kecuali") stands close by. Close is up to
eight words. Entries are tried in their order, so the more urgent reading stands first. Javanese
and colloquial forms are undone by rule (nendang, ditendangi, disiksane), and a slip of the
keyboard is forgiven in words of five letters and more.
"""

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from rapidfuzz.distance import OSA

from bot.domain.knowledge import EmergencySign

_MOST_WORDS = 600  # an emergency is said early; longer texts are pasted documents
_MOST_CHARACTERS = 12 * _MOST_WORDS
_CLOSE = 8
_LONGEST_PHRASE = 12  # in words, counting those that may stand between
_EXACT = "="
_NUMBER = "#"
_MOST_NESTING = 5

_WORD = re.compile(r"[^\W\d_]+|\d+")
_DRAWN_OUT = re.compile(r"([^\W\d_])\1{2,}")
_DEFINITION = re.compile(r"\{(\w+)\}\s*=\s*(.+)")
_REFERENCE = re.compile(r"\{(\w+)\}")

# What a word's beginning stands for: nendang = tendang, mukul = pukul, nyekik = cekik.
_PREFIXES = (
    "di dipun ke ka ter te ber be se ku tak dak meng meng:k menge meny:s mem mem:p men men:t me"
    " peng peng:k peny:s pem pem:p pen pen:t pe per ng ng:k nge ny:s ny:c n n:t m m:p"
)
_SUFFIXES = (
    "nya ku mu kan i in an e ne ke ake ipun nipun lah kah pun en no na a kno annya inya kannya"
    " anku ane ine kane ani nen aken"
)
_VOWELS = "aeiou"
_SHORTEST_ROOT, _SHORTEST_SLIP, _LONG_ENOUGH_FOR_A_WRONG_LETTER = 3, 5, 9


class SignError(ValueError):
    """A sign that cannot be read; the message says in Indonesian what is wrong with it."""


_Phrase = tuple[frozenset[str], ...]  # for every word of an alternative the roots that fit there
_Place = tuple[int, int]  # a stretch of the message: its first and its last word
_Parts = tuple[int, ...]  # a sign or an exception: the numbers of its parts


@dataclass(frozen=True, slots=True, order=True)
class _Sign:
    order: int
    intent: str
    parts: _Parts
    unless: tuple[_Parts, ...]


class EmergencyDetector:
    """All signs, compiled once. `spellings` maps informal and Javanese words to Indonesian."""

    def __init__(self, signs: Iterable[EmergencySign], spellings: Mapping[str, str]) -> None:
        """Compile, or raise SignError for the first sign that cannot be read."""
        compiler = _Compiler(tuple(signs))
        self._spellings = spellings
        self._phrases = compiler.phrases
        self._signs = compiler.signs
        self._roots = frozenset(compiler.roots)
        self._slips = _one_letter_less(self._roots)

    def detect(self, utterance: str) -> str | None:
        """Return the `darurat/` intent of the first sign that holds in the utterance, or None."""
        hits = self._hits([self._meanings(word) for word in _words(utterance)])
        held = sorted(sign for part in hits for sign in self._signs.get(part, ()))
        for sign in held:
            for place in _places(sign.parts, hits):
                if not any(_is_near(place, parts, hits) for parts in sign.unless):
                    return sign.intent
        return None

    def _meanings(self, word: str) -> set[str]:
        """The roots of the signs that a word may be a form of."""
        if word.isdigit():
            return {_NUMBER}
        forms = [word, *self._spellings.get(word, "").split()]
        roots = self._roots
        found = {root for form in forms for root in _reduced(form) if root in roots}
        found.update(_EXACT + form for form in forms if _EXACT + form in roots)
        return found or self._forgiven(word)

    def _forgiven(self, word: str) -> set[str]:
        """The roots that a mistyped word was meant to be."""
        found: set[str] = set()
        for typed in (word, word[2:]) if word.startswith(("di", "ke")) else (word,):
            if len(typed) < _SHORTEST_SLIP or word in self._spellings:
                continue
            shorter = {typed[:at] + typed[at + 1 :] for at in range(len(typed))}
            meant = {root for key in (typed, *shorter) for root in self._slips.get(key, ())}
            found |= {root for root in meant | (shorter & self._roots) if _is_slip(typed, root)}
        return found

    def _hits(self, found: Sequence[set[str]]) -> dict[int, list[_Place]]:
        """Where each part of the signs stands, in order."""
        hits: dict[int, list[_Place]] = defaultdict(list)
        for start, roots in enumerate(found):
            for root in roots:
                for part, phrase in self._phrases.get(root, ()):
                    end = _phrase_end(found, start, phrase)
                    if end >= 0:
                        hits[part].append((start, end))
        return hits


def _words(utterance: str) -> list[str]:
    return _WORD.findall(_DRAWN_OUT.sub(r"\1", utterance[:_MOST_CHARACTERS].lower()))[:_MOST_WORDS]


def _phrase_end(found: Sequence[set[str]], start: int, phrase: _Phrase) -> int:
    """The last word of a phrase that begins at `start`, -1 when it does not stand there."""
    at = start
    for roots in phrase[1:]:
        for step in (at + 1, at + 2):
            if step < len(found) and not roots.isdisjoint(found[step]):
                at = step
                break
        else:
            return -1
    return at


def _places(parts: _Parts, hits: Mapping[int, list[_Place]]) -> Iterator[_Place]:
    """Yield every stretch in which all parts stand close to the first one."""
    if not all(part in hits for part in parts):
        return
    for first in hits[parts[0]]:
        low, high = first
        for part in parts[1:]:
            other = next((at for at in _around(first, hits[part]) if _are_apart(first, at)), None)
            if other is None:
                break
            low, high = min(low, other[0]), max(high, other[1])
        else:
            yield low, high


def _around(place: _Place, places: Sequence[_Place]) -> Iterator[_Place]:
    """Yield those of `places` (in order) that are at most _CLOSE words away from `place`."""
    at = bisect_left(places, (place[0] - _CLOSE - _LONGEST_PHRASE, 0))
    while at < len(places) and places[at][0] <= place[1] + _CLOSE:
        if places[at][1] >= place[0] - _CLOSE:
            yield places[at]
        at += 1


def _are_apart(one: _Place, other: _Place) -> bool:
    return one[1] < other[0] or other[1] < one[0]


def _is_near(place: _Place, parts: _Parts, hits: Mapping[int, list[_Place]]) -> bool:
    reach = (place[0] - _CLOSE, place[1] + _CLOSE)
    return any(at[0] <= reach[1] and at[1] >= reach[0] for at in _places(parts, hits))


class _Compiler:
    """Reads the signs of all entries; a part that many signs share is stored once."""

    def __init__(self, entries: tuple[EmergencySign, ...]) -> None:
        self.phrases: dict[str, list[tuple[int, _Phrase]]] = defaultdict(list)
        self.signs: dict[int, list[_Sign]] = defaultdict(list)
        self.roots: set[str] = set()
        self._parts: dict[str, int] = {}
        written = (text.strip() for entry in entries for text in (*entry.signs, *entry.unless))
        self._names = {name[1]: name[2] for name in map(_DEFINITION.fullmatch, written) if name}
        for order, entry in enumerate(entries):
            unless = tuple(self._read_all(entry.unless))
            for parts in self._read_all(entry.signs):
                self.signs[parts[0]].append(_Sign(order, entry.intent, parts, unless))

    def _read_all(self, texts: Iterable[str]) -> Iterator[_Parts]:
        for text in map(str.strip, texts):
            if not _DEFINITION.fullmatch(text):
                yield tuple(self._number(part.strip(), text) for part in text.split(" + "))

    def _number(self, part: str, sign: str) -> int:
        number = self._parts.get(part)
        if number is None:
            number = self._parts[part] = len(self._parts)
            for phrase in dict.fromkeys(self._alternatives(part, sign, 0)):
                self.roots.update(*phrase)
                for root in phrase[0]:
                    self.phrases[root].append((number, phrase))
        return number

    def _alternatives(self, part: str, sign: str, depth: int) -> Iterator[_Phrase]:
        if depth > _MOST_NESTING:
            raise SignError(f"tanda “{sign}”: nama dalam kurung kurawal saling merujuk.")
        for alternative in part.lower().split("|"):
            words = alternative.split()
            if not words:
                raise SignError(f"tanda “{sign}”: ada pilihan kosong di sekitar “|” atau “+”.")
            if len(words) == 1 and (name := _REFERENCE.fullmatch(words[0])):
                yield from self._alternatives(self._meaning(name[1], sign), sign, depth + 1)
            else:
                yield tuple(self._word(word, sign, depth) for word in words)

    def _word(self, word: str, sign: str, depth: int) -> frozenset[str]:
        name = _REFERENCE.fullmatch(word)
        if name is None:
            if word != _NUMBER and not word.removeprefix(_EXACT).isalpha():
                raise SignError(f"tanda “{sign}”: “{word}” bukan kata.")
            return frozenset([word])
        phrases = self._alternatives(self._meaning(name[1], sign), sign, depth + 1)
        return frozenset(root for phrase in phrases if len(phrase) == 1 for root in phrase[0])

    def _meaning(self, name: str, sign: str) -> str:
        if name not in self._names:
            raise SignError(f"tanda “{sign}”: “{{{name}}}” belum diberi arti.")
        return self._names[name]


def _by_letter(affixes: str, at: int) -> Mapping[str, list[tuple[str, str]]]:
    grouped: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for affix in affixes.split():
        written, _, meant = affix.partition(":")
        grouped[written[at]].append((written, meant))
    return grouped


_PREFIXES_BY_LETTER = _by_letter(_PREFIXES, 0)
_SUFFIXES_BY_LETTER = _by_letter(_SUFFIXES, -1)


def _reduced(word: str) -> Iterator[str]:
    """Yield a word and what is left of it without its affixes, real and seeming ones."""
    yield word
    stems = [word]
    for suffix, _ in _SUFFIXES_BY_LETTER.get(word[-1], ()):
        if word.endswith(suffix) and len(word) - len(suffix) > _SHORTEST_ROOT - (len(suffix) > 1):
            stems.append(word[: -len(suffix)])
            yield stems[-1]
    for prefix, meant in _PREFIXES_BY_LETTER.get(word[0], ()):
        if word.startswith(prefix):
            for stem in stems:
                root = meant + stem[len(prefix) :]
                if len(root) > _SHORTEST_ROOT - (len(prefix) > 1):
                    yield root


def _one_letter_less(roots: Iterable[str]) -> Mapping[str, tuple[str, ...]]:
    found: dict[str, list[str]] = defaultdict(list)
    for root in roots:
        if len(root) >= _SHORTEST_SLIP and not root.startswith(_EXACT):
            for at in range(len(root)):
                found[root[:at] + root[at + 1 :]].append(root)
    return {key: tuple(set(values)) for key, values in found.items()}


def _is_slip(typed: str, root: str) -> bool:
    """A letter left out, doubled or swapped with its neighbour; in long words also a wrong one.

    First and last letter must be right: other common words are too close otherwise (arah, darah).
    """
    if typed[0] != root[0] or typed[-1] != root[-1] or OSA.distance(typed, root) != 1:
        return False
    if len(root) >= _LONG_ENOUGH_FOR_A_WRONG_LETTER:
        return True
    if len(typed) == len(root):
        return sorted(typed) == sorted(root)
    if len(typed) > len(root):
        return any(left == right for left, right in pairwise(typed))
    return len(typed) > _SHORTEST_SLIP or _lacks_a_vowel(typed, root)


def _lacks_a_vowel(typed: str, root: str) -> bool:
    """True for banjr; bukan and kalok are words, though one letter short of bukaan and kaplok."""
    at = next(at for at, letter in enumerate(root) if typed[at : at + 1] != letter)
    around = root[at - 1 : at] + root[at + 1 : at + 2]
    return root[at] in _VOWELS and not any(letter in _VOWELS for letter in around)
