"""Reads the signs of knowledge/kamus/darurat.yaml; bot/domain/emergency.py tells their language.

A sign is made of parts, a part of phrases any of which will do, a phrase of words. The words of
a list with a name are one word here, its name: however long the list, a phrase stays one.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from bot.domain.emergency_words import EXACT, NUMBER
from bot.domain.knowledge import EmergencySign

_DEFINITION = re.compile(r"\{(\w+)\}\s*=\s+(.+)")
_REFERENCE = re.compile(r"\{(\w+)\}")
_LITERAL = "harfiah"

Phrase = tuple[str, ...]
Part = int  # its number: a part that many signs share is read once
Parts = tuple[Part, ...]


class SignError(ValueError):
    """A sign that cannot be read; the message says in Indonesian what is wrong with it."""


@dataclass(frozen=True, slots=True, order=True)
class Sign:
    """Parts that stand close together, unless an exception does; the lowest `order` counts."""

    order: int
    intent: str
    parts: Parts
    unless: tuple[Parts, ...]


@dataclass(slots=True)
class Node:
    """A place in the tree of all phrases: what may follow, and the phrase that ends here."""

    following: dict[str, "Node"] = field(default_factory=dict)
    phrase: int = -1


class Signs:
    """All entries of the file, read. Raises SignError for the first that cannot be."""

    def __init__(self, entries: Iterable[EmergencySign]) -> None:
        """Read the names of lists first: they hold for the whole file, wherever they stand."""
        given = tuple(entries)
        written = (text.strip() for entry in given for text in (*entry.signs, *entry.unless))
        names = {name[1]: name for name in map(_DEFINITION.fullmatch, written) if name}
        self._names = {name: of[2] for name, of in names.items()}
        if circle := next((at for at in sorted(names) if self._leads_to(at, at)), None):
            raise SignError(
                f"tanda “{names[circle][0]}”: nama dalam kurung kurawal saling merujuk."
            )
        self.literal = frozenset(self._names.get(_LITERAL, "").split("|"))
        self._numbers: dict[str, Part] = {}
        self._known: dict[Phrase, int] = {}
        self.roots: set[str] = set()
        self.lists: dict[str, set[str]] = defaultdict(set)  # root -> names of lists it is in
        self.tree = Node()
        self.parts: list[frozenset[int]] = []  # the phrases of every part
        self.beginning: dict[int, set[Part]] = defaultdict(set)  # phrase -> parts signs begin with
        self.signs: dict[Part, list[Sign]] = defaultdict(list)  # first part -> signs
        for order, entry in enumerate(given):
            unless = tuple(self._read_all(entry.unless))
            for parts in self._read_all(entry.signs):
                self.signs[parts[0]].append(Sign(order, entry.intent, parts, unless))
        for part in self.signs:
            for phrase in self.parts[part]:
                self.beginning[phrase].add(part)

    def _leads_to(self, start: str, goal: str) -> bool:
        """Does a list name, itself or through other lists, the list `goal`?"""
        seen: set[str] = set()
        ahead = [start]
        while ahead:
            found = set(_REFERENCE.findall(self._names.get(ahead.pop(), ""))) - seen
            seen |= found
            ahead.extend(found)
        return goal in seen

    def _read_all(self, texts: Iterable[str]) -> Iterator[Parts]:
        for text in map(str.strip, texts):
            if not _DEFINITION.fullmatch(text):
                yield tuple(self._number(part.strip(), text) for part in text.split(" + "))

    def _number(self, part: str, sign: str) -> Part:
        if part not in self._numbers:
            self._numbers[part] = len(self.parts)
            phrases = self._alternatives(part, sign)
            self.parts.append(frozenset(self._planted(phrase) for phrase in phrases))
        return self._numbers[part]

    def _planted(self, phrase: Phrase) -> int:
        """The number of a phrase, which now stands in the tree."""
        if phrase not in self._known:
            node = self.tree
            for word in phrase:
                node = node.following.setdefault(word, Node())
            node.phrase = self._known[phrase] = len(self._known)
            self.roots.update(word for word in phrase if not _REFERENCE.fullmatch(word))
        return self._known[phrase]

    def _alternatives(self, part: str, sign: str) -> Iterator[Phrase]:
        for alternative in part.lower().split("|"):
            written = alternative.split()
            if not written:
                raise SignError(f"tanda “{sign}”: ada pilihan kosong di sekitar “|” atau “+”.")
            for word in written:
                self._look_at(word, sign)
            yield tuple(written)
            if len(written) == 1 and (name := _REFERENCE.fullmatch(written[0])):
                longer = self._alternatives(self._names[name[1]], sign)
                yield from (phrase for phrase in longer if len(phrase) > 1)

    def _look_at(self, word: str, sign: str) -> None:
        """Learn the words of the list that `word` names, or see that it is a word at all."""
        if name := _REFERENCE.fullmatch(word):
            if name[1] not in self._names:
                raise SignError(f"tanda “{sign}”: “{word}” belum diberi arti.")
            for phrase in self._alternatives(self._names[name[1]], sign):
                if len(phrase) == 1 and not _REFERENCE.fullmatch(phrase[0]):
                    self.lists[phrase[0]].add(word)
                    self.roots.add(phrase[0])
                elif len(phrase) == 1:
                    self._include(phrase[0], word)
        elif word != NUMBER and not word.removeprefix(EXACT).isalpha():
            raise SignError(f"tanda “{sign}”: “{word}” bukan kata.")

    def _include(self, inner: str, outer: str) -> None:
        """Put all words of a list into the list that names it."""
        for names in self.lists.values():
            if inner in names:
                names.add(outer)
