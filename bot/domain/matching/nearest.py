"""How like a text is to the examples of an intent: the evidence a linear model has no eye for."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from bot.domain.matching.features import Encoded, FeatureSpace
from bot.domain.matching.sparse import Floats, Indexes

# The mean of the likest few: one alone may be a coincidence of small words.
_LIKEST = 3


@dataclass(frozen=True, slots=True)
class Examples:
    """The examples of every intent as unit vectors over whole words, stems, synonyms and pairs.

    Example i has the features `columns[starts[i]:starts[i + 1]]`; those of intent k stand at
    `firsts[k]` to `firsts[k + 1]`. Pieces of words are left out: they cost the most and, measured,
    add nothing here.
    """

    firsts: Indexes
    starts: Indexes
    columns: Indexes
    values: Floats

    @staticmethod
    def of(
        space: FeatureSpace, examples: Iterable[tuple[Sequence[str], int]], intents: int
    ) -> "Examples":
        """The examples (words, number of their intent) of `intents` intents."""
        by_intent: dict[int, list[Sequence[str]]] = defaultdict(list)
        for words, intent in examples:
            by_intent[intent].append(words)
        texts = [words for intent in range(intents) for words in by_intent[intent]]
        counts = [len(by_intent[intent]) for intent in range(intents)]
        owners, columns, values = space.plain_features(texts)
        squares = np.bincount(owners, values * values, len(texts))
        values = (values / np.sqrt(np.maximum(squares, 1e-9))[owners]).astype(np.float32)
        starts = np.concatenate(([0], np.cumsum(np.bincount(owners, minlength=len(texts)))))
        return Examples(
            np.concatenate(([0], np.cumsum(counts))).astype(np.int64),
            starts.astype(np.int64),
            columns.astype(np.int64),
            values,
        )

    def likeness(self, space: FeatureSpace, text: Encoded, intents: Sequence[int]) -> list[float]:
        """Cosine to the likest examples of each of these intents, 0 to 1."""
        dense, length = space.plain_vector(text)
        parts = [self._range(intent) for intent in intents]
        columns = np.concatenate([self.columns[p.begin : p.end] for p in parts])
        values = np.concatenate([self.values[p.begin : p.end] for p in parts])
        shifts = np.cumsum([0] + [p.end - p.begin for p in parts]).tolist()
        starts = np.concatenate(
            [
                self.starts[p.first : p.last] + (shift - p.begin)
                for p, shift in zip(parts, shifts, strict=False)
            ]
        )
        if not len(starts):
            return [0.0] * len(intents)
        cosines = np.add.reduceat(values * dense[columns], starts)
        found, at = [], 0
        for part in parts:
            own = cosines[at : at + part.last - part.first]
            at += len(own)
            if len(own) > _LIKEST:
                own.partition(len(own) - _LIKEST)
                own = own[-_LIKEST:]
            found.append(float(own.sum()) / (max(len(own), 1) * length))
        return found

    def _range(self, intent: int) -> "_Range":
        first, last = int(self.firsts[intent]), int(self.firsts[intent + 1])
        return _Range(first, last, int(self.starts[first]), int(self.starts[last]))


class _Range(NamedTuple):
    """Examples `first` to `last` of an intent, and where their entries begin and end."""

    first: int
    last: int
    begin: int
    end: int
