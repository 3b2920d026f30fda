"""Which words of the signs of danger a typed word is a form of.

Javanese and colloquial forms are undone by rule (nendang, ditendangi, disiksane), the way words
are heard is undone where they are unknown as they stand (malem, jatoh, ulo, dhadha), and a slip
of the keyboard is forgiven in words of five letters and more.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from itertools import pairwise

from rapidfuzz.distance import OSA

EXACT = "="
NUMBER = "#"

_WORD = re.compile(r"[^\W\d_]+|\d+|,(?!\d)|[!?;\n]+|(?<!\d)\.+|\.(?!\d)")
_BREATH = {",": 1}  # how many words a pause is as long as; a full stop and its like are longer
_FULL_STOP = 4
_DRAWN_OUT = re.compile(r"([^\W\d_])\1{2,}")
_GLUED_NO = re.compile(r"(ngga|nggak|gak|ga|tak|ora|ra|ndak|tdk)([a-z]{4,})")
_APART = frozenset({"di", "d", "dipun"})  # written apart: "di pukul", "d pukuli"

# What a word's beginning stands for: nendang = tendang, mukul = pukul, nyekik = cekik.
_PREFIXES = (
    "di dipun ke ka ter te ber be se ku tak dak meng meng:k menge meny:s mem mem:p men men:t me"
    " peng peng:k peny:s pem pem:p pen pen:t pe per ng ng:k nge ny:s ny:c n n:t m m:p"
)
_SUFFIXES = (
    "nya ku mu kan i in an e ne ke ake ipun nipun lah kah pun en no na a kno annya inya kannya"
    " anku ane ine kane ani nen aken"
)
# How a word sounds, for those that nothing else explains: malem, jatoh, ulo, dhadha, sathe.
_HEARD = (
    (re.compile(r"(?<=[dt])h"), ""),
    (re.compile(r"e(?=[^aiueo]+(?:nya|ku|mu|in|an|e|ne)?$)"), "a"),
    (re.compile(r"o(?=[^aiueo]+(?:nya|ku|mu|in|an|e|ne)?$)"), "u"),
    (re.compile(r"o(?=[^aiueo]*o?(?:ku|mu|ne)?$)"), "a"),
)
_VOWELS = "aiueo"
_SHORTEST_ROOT, _SHORTEST_SLIP, _LONG_ENOUGH_FOR_A_WRONG_LETTER = 3, 5, 9
_SHORTEST_HEARD, _SHORTEST_BARE, _SHORTEST_BONES = 3, 4, 3


def words(utterance: str, most: int) -> list[str]:
    """The words and pauses of an utterance, at most `most`; drawn-out letters are single."""
    return _WORD.findall(_DRAWN_OUT.sub(r"\1", utterance.lower()))[:most]


class WordForms:
    """The roots that the signs are made of. `spellings` maps informal words to Indonesian."""

    def __init__(
        self, roots: Iterable[str], spellings: Mapping[str, str], literal: frozenset[str]
    ) -> None:
        """Prepare the look-up of slips; roots that begin with "=" are exact forms.

        `literal` words are forms of nothing but themselves.
        """
        self._literal = literal
        self._roots = frozenset(roots)
        self._spellings = spellings
        self._slips = _one_letter_less(self._roots)
        self._bones = _by_bones(self._roots)

    def meanings(self, typed: Iterable[str]) -> list[set[str]]:
        """For every word the roots that it may be a form of; "gabisa" becomes two words.

        A pause becomes words that mean nothing, so that what it divides stands further apart.
        """
        found: list[set[str]] = []
        before = ""
        for word in typed:
            if not word.isalnum():
                found.extend(set() for _ in range(_BREATH.get(word, _FULL_STOP)))
                before = ""
                continue
            meant = self._meant(word)
            if not meant and (glued := _GLUED_NO.fullmatch(word)):
                found.append(self._meant(glued[1]))
                meant = self._meant(glued[2])
            elif before in _APART:
                meant |= self._exact("di" + word)
            found.append(meant or self._forgiven(word))
            before = word
        return found

    def _meant(self, word: str) -> set[str]:
        if word.isdigit():
            return {NUMBER}
        if word in self._literal:
            return {word}
        forms = [word, *self._spellings.get(word, "").split()]
        found = {root for form in forms for root in self._reduced(form) if root in self._roots}
        for form in forms:
            found |= self._exact(form)
        return found or self._heard(word)

    def _reduced(self, form: str) -> Iterable[str]:
        return (form,) if form in self._literal else _reduced(form)

    def _exact(self, form: str) -> set[str]:
        return {EXACT + form} & self._roots

    def _heard(self, word: str) -> set[str]:
        """The roots of an unknown word when it is written as it is spoken."""
        if len(word) < _SHORTEST_HEARD or word in self._spellings:
            return set()
        bones = self._bones.get(_bones(word), ()) if len(word) >= _SHORTEST_BARE else ()
        if bare := {root for root in bones if _is_without_vowels(word, root)}:
            return bare
        heard = {sound.sub(letter, word) for sound, letter in _HEARD} - {word}
        return {root for form in heard for root in _reduced(form) if root in self._roots}

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
        if len(root) >= _SHORTEST_SLIP and not root.startswith(EXACT):
            for at in range(len(root)):
                found[root[:at] + root[at + 1 :]].append(root)
    return {key: tuple(set(values)) for key, values in found.items()}


def _bones(word: str) -> str:
    return "".join(letter for letter in word if letter not in _VOWELS)


def _by_bones(roots: Iterable[str]) -> Mapping[str, tuple[str, ...]]:
    found: dict[str, list[str]] = defaultdict(list)
    for root in roots:
        if len(bones := _bones(root)) >= _SHORTEST_BONES and root[0].isalpha():
            found[bones].append(root)
    return {bones: tuple(meant) for bones, meant in found.items()}


def _is_without_vowels(typed: str, root: str) -> bool:
    """True for bnjr or banjr and banjir: its letters in order, lacking all vowels or one."""
    rest = iter(root)
    in_order = typed[0] == root[0] and all(letter in rest for letter in typed)
    return in_order and (typed == _bones(typed) or len(root) - len(typed) == 1)


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
