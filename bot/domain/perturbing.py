"""The same question as a hurried thumb types it: seeded typos, dropped vowels, slang."""

import re
from collections import defaultdict
from collections.abc import Callable, Mapping
from typing import Protocol

VOWELS_DROPPED = 0.25  # share of the words
_SHORTEST = 4
_WORD = re.compile(r"\S+")
_LETTERS = re.compile(r"[^\W\d_]+")
_ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
_VOWELS = "aiueoAIUEO"

Perturb = Callable[[str, "Chance"], str]


class Chance(Protocol):
    """What of random.Random is needed; seeded by the caller."""

    def random(self) -> float:
        """A number from 0 up to 1."""
        ...

    def randrange(self, stop: int, /) -> int:
        """A whole number from 0 up to `stop`, exclusive."""
        ...


def perturbations(spellings: Mapping[str, str]) -> Mapping[str, Perturb]:
    """The ways of `sambung evaluate --perturb` by name; `spellings` are those of the lexicon."""
    informal = reversed_spellings(spellings)

    def in_slang(text: str, chance: Chance) -> str:
        return slang(text, chance, informal)

    def everything(text: str, chance: Chance) -> str:
        return typo(without_vowels(in_slang(text, chance), chance), chance)

    return {"typo": typo, "vowels": without_vowels, "slang": in_slang, "all": everything}


def typo(text: str, chance: Chance) -> str:
    """One slip in one word of four letters or more: left out, doubled, swapped, next key."""
    words = [found for found in _LETTERS.finditer(text) if len(found[0]) >= _SHORTEST]
    if not words:
        return text
    word = words[chance.randrange(len(words))]
    at = chance.randrange(len(word[0]))
    slips = (_leave_out, _double, _swap, _next_key)
    slipped = slips[chance.randrange(len(slips))](word[0], at)
    return f"{text[: word.start()]}{slipped}{text[word.end() :]}"


def without_vowels(text: str, chance: Chance, share: float = VOWELS_DROPPED) -> str:
    """A share of the words loses the vowels between its first and last letter."""

    def shortened(found: re.Match[str]) -> str:
        word = found[0]
        if len(word) < _SHORTEST or chance.random() >= share:
            return word
        inner = "".join(letter for letter in word[1:-1] if letter not in _VOWELS)
        return f"{word[0]}{inner}{word[-1]}"

    return _WORD.sub(shortened, text)


def slang(text: str, chance: Chance, informal: Mapping[str, tuple[str, ...]]) -> str:
    """Every word that has informal spellings gets one of them."""

    def respelt(found: re.Match[str]) -> str:
        known = informal.get(found[0].lower())
        return known[chance.randrange(len(known))] if known else found[0]

    return _LETTERS.sub(respelt, text)


def reversed_spellings(spellings: Mapping[str, str]) -> Mapping[str, tuple[str, ...]]:
    """Plain word -> its informal spellings; what stands for several words is left out."""
    found: dict[str, list[str]] = defaultdict(list)
    for informal, plain in spellings.items():
        if " " not in plain and informal != plain:
            found[plain].append(informal)
    return {plain: tuple(sorted(words)) for plain, words in found.items()}


def _leave_out(word: str, at: int) -> str:
    return word[:at] + word[at + 1 :]


def _double(word: str, at: int) -> str:
    return word[: at + 1] + word[at:]


def _swap(word: str, at: int) -> str:
    at = min(at, len(word) - 2)
    return word[:at] + word[at + 1] + word[at] + word[at + 2 :]


def _next_key(word: str, at: int) -> str:
    """The key to the right on the telephone's keyboard, at the end of a row that to the left."""
    letter = word[at].lower()
    row = next((row for row in _ROWS if letter in row), "")
    if not row:
        return _double(word, at)
    place = row.index(letter)
    return word[:at] + row[place + 1 if place + 1 < len(row) else place - 1] + word[at + 1 :]
