"""Programme names inside a text."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

NEGATIONS = frozenset({"bukan", "dudu", "sanes", "selain", "kecuali"})
_ENDINGS = ("nya", "ku", "mu", "ne", "e", "kah", "ipun")
_SHORTEST_WITH_ENDING = 3
_HEAD = 3


@dataclass(frozen=True, slots=True)
class Mention:
    """Words `start` to `end` (exclusive) name one of `programmes`."""

    start: int
    end: int
    programmes: frozenset[str]
    negated: bool = False

    def key(self, words: Sequence[str]) -> str:
        """The name as the finder knows it, without spaces."""
        return "".join(words[self.start : self.end])


@dataclass(frozen=True, slots=True)
class NameFinder:
    """Finds names whether their words are written apart, together or with an ending.

    `names` are written without spaces; `heads` maps the first letters of names to the most words
    such a name may have.
    """

    names: Mapping[str, frozenset[str]]
    heads: Mapping[str, int]

    @staticmethod
    def of(names: Iterable[tuple[Sequence[str], str]]) -> "NameFinder":
        """A finder for (words of a name, programme id) pairs."""
        found: dict[str, frozenset[str]] = {}
        heads: dict[str, int] = {}
        for words, programme in names:
            key = "".join(words)
            found[key] = found.get(key, frozenset()) | {programme}
            # One word more than the name has: "prakerja" may be written "pra kerja".
            heads[key[:_HEAD]] = max(heads.get(key[:_HEAD], 0), len(words) + 1)
        return NameFinder(found, heads)

    def find(self, words: Sequence[str]) -> tuple[Mention, ...]:
        """The mentions in their order; a name inside a longer name does not count."""
        reach = self._reach(words)
        taken = [False] * len(words)
        mentions: list[Mention] = []
        for length in range(max(reach.values(), default=0), 0, -1):
            for start in (start for start, longest in reach.items() if longest >= length):
                end = start + length
                if any(taken[start:end]):
                    continue
                if programmes := self._named("".join(words[start:end])):
                    taken[start:end] = [True] * length
                    negated = start > 0 and words[start - 1] in NEGATIONS
                    mentions.append(Mention(start, end, programmes, negated))
        return tuple(sorted(mentions, key=lambda mention: mention.start))

    def _reach(self, words: Sequence[str]) -> dict[int, int]:
        """Where a name may start -> how many words it may have there. Most words start none."""
        found = {}
        for start in range(len(words)):
            head = "".join(words[start : start + _HEAD])[:_HEAD]
            if longest := self.heads.get(head):
                found[start] = min(longest, len(words) - start)
        return found

    def _named(self, joined: str) -> frozenset[str]:
        if programmes := self.names.get(joined):
            return programmes
        for ending in _ENDINGS:
            bare = joined.removesuffix(ending)
            if bare != joined and len(bare) >= _SHORTEST_WITH_ENDING and bare in self.names:
                return self.names[bare]
        return frozenset()
