"""Texts as sparse features: words and word pairs (units), each made of smaller features."""

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from bot.domain.matching.sparse import Floats, Indexes, Sparse
from bot.domain.matching.words import skeleton, stem

# The weights below were compared on MASSIVE with 20 phrases an intent (0.70 to 0.73 over the
# whole range tried) and left where the plateau is widest.
_WORD, _STEM, _SKELETON, _PIECE, _PAIR, _SYNONYM = 1.0, 1.0, 0.5, 0.3, 0.6, 0.7
_PIECE_LENGTHS = (3, 4)
# A pair that only one or two texts have would only learn those texts by heart.
_RAREST_PAIR = 3
# Below 1, a long message keeps more weight than full normalisation leaves it.
_LENGTH_POWER = 0.8
_RARITY_POWER = 0.5
# Stands for any programme's name; it has no pieces of its own.
NAME_MARK = "<nama>"
_WHOLE = "="

Synonyms = Mapping[str, tuple[int, ...]]


@dataclass(frozen=True, slots=True)
class Encoded:
    """A text: known units, and the features of words that are not among them."""

    units: Indexes
    unit_values: Floats
    features: Indexes
    feature_values: Floats


@dataclass(frozen=True, slots=True)
class FeatureSpace:
    """All units and features of the training texts."""

    units: Mapping[str, int]
    features: Mapping[str, int]
    matrix: Sparse
    energy: tuple[float, ...]
    rarity: tuple[float, ...]
    synonyms: Synonyms

    @staticmethod
    def of(
        texts: Sequence[Sequence[str]], passages: Sequence[Sequence[str]], synonyms: Synonyms
    ) -> "FeatureSpace":
        """The space spanned by these texts; of the passages only the single words count."""
        words = dict.fromkeys(word for text in (*texts, *passages) for word in text)
        pair_counts = Counter(pair for text in texts for pair in _pairs(text))
        pairs = [pair for pair, count in pair_counts.items() if count >= _RAREST_PAIR]
        made_of = [word_features(word, synonyms) for word in words]
        spread = Counter(name for row in made_of for name in row)
        index: dict[str, int] = {}
        rows = [
            [
                (index.setdefault(name, len(index)), value)
                for name, value in row.items()
                # A piece that only one word has says nothing that the word does not say itself.
                if spread[name] > 1 or name[0] == _WHOLE
            ]
            for row in made_of
        ]
        rows += [[(index.setdefault(pair, len(index)), _PAIR)] for pair in pairs]
        units = {unit: i for i, unit in enumerate([*words, *pairs])}
        return FeatureSpace(
            units=units,
            features=index,
            matrix=Sparse.of(rows, len(index)),
            energy=tuple(sum(value * value for _, value in row) for row in rows),
            rarity=_rarity([*texts, *passages], units),
            synonyms=synonyms,
        )

    def encode(self, text: Sequence[str]) -> Encoded:
        """The text's units and features, scaled by its length."""
        known: dict[int, float] = {}
        loose: dict[int, float] = {}
        energy = 0.0
        for word in dict.fromkeys(text):
            unit = self.units.get(word)
            if unit is None:
                energy += 1.0
                loose.update(self._known_features(word))
            else:
                known[unit] = self.rarity[unit]
        for pair in _pairs(text):
            if (unit := self.units.get(pair)) is not None:
                known[unit] = self.rarity[unit]
        energy += sum(value * value * self.energy[unit] for unit, value in known.items())
        energy += sum(value * value for value in loose.values())
        scale = max(energy, 1e-9) ** (-0.5 * _LENGTH_POWER)
        return Encoded(*_arrays(known, scale), *_arrays(loose, scale))

    def parts(self, text: Sequence[str]) -> list[tuple[str, Encoded]]:
        """`encode` taken apart: a piece for every word and pair of stems that counts."""
        whole = self.encode(text)
        known = dict(zip(whole.units.tolist(), whole.unit_values.tolist(), strict=True))
        loose = dict(zip(whole.features.tolist(), whole.feature_values.tolist(), strict=True))
        found = []
        for name in dict.fromkeys((*text, *_pairs(text))):
            unit = self.units.get(name)
            units = {} if unit is None else {unit: known[unit]}
            features: dict[int, float] = {}
            if unit is None and name in text:
                of_word = [feature for feature, _ in self._known_features(name)]
                features = {f: loose.pop(f) for f in of_word if f in loose}
            if units or features:
                found.append((name, Encoded(*_arrays(units, 1.0), *_arrays(features, 1.0))))
        return found

    def vector(self, text: Sequence[str]) -> Mapping[int, float]:
        """The text's features at length 1, so that the product of two texts is their cosine."""
        encoded = self.encode(text)
        found = dict(zip(encoded.features.tolist(), encoded.feature_values.tolist(), strict=True))
        for unit, value in zip(encoded.units, encoded.unit_values.tolist(), strict=True):
            row = slice(self.matrix.starts[unit], self.matrix.starts[unit + 1])
            for feature, worth in zip(
                self.matrix.columns[row].tolist(), self.matrix.values[row].tolist(), strict=True
            ):
                found[feature] = found.get(feature, 0.0) + value * worth
        length = math.sqrt(sum(value * value for value in found.values())) or 1.0
        return {feature: value / length for feature, value in found.items()}

    def rows(self, texts: Iterable[Sequence[str]]) -> Sparse:
        """A matrix of texts x units, for texts of this space."""
        encoded = [self.encode(text) for text in texts]
        pairs = [list(zip(e.units.tolist(), e.unit_values.tolist(), strict=True)) for e in encoded]
        return Sparse.of(pairs, len(self.units))

    def _known_features(self, word: str) -> Iterable[tuple[int, float]]:
        for name, value in word_features(word, self.synonyms).items():
            if (feature := self.features.get(name)) is not None:
                yield feature, value


def word_features(word: str, synonyms: Synonyms) -> dict[str, float]:
    """What a word is made of: itself, stem, skeleton, pieces of 3 to 5 letters, its synonyms."""
    found = {f"{_WHOLE}{word}": _WORD}
    if word == NAME_MARK:
        return found
    root = stem(word)
    found[f"~{root}"] = _STEM
    if bones := skeleton(word):
        found[f"%{bones}"] = _SKELETON
    for group in synonyms.get(root, ()):
        found[f"#{group}"] = _SYNONYM
    framed = f"^{word}$"
    for length in _PIECE_LENGTHS:
        for start in range(len(framed) - length + 1):
            found[framed[start : start + length]] = _PIECE
    return found


def _pairs(text: Sequence[str]) -> list[str]:
    stems = ["<", *(stem(word) for word in text), ">"]
    return [f"{first} {second}" for first, second in pairwise(stems)]


def _rarity(texts: Sequence[Sequence[str]], units: Mapping[str, int]) -> tuple[float, ...]:
    """Near 1 for words of few texts, small for those of many; 1 for word pairs."""
    counts = Counter(word for text in texts for word in set(text))
    total = math.log(len(texts) + 1) or 1.0
    return tuple(
        (math.log((len(texts) + 1) / counts.get(unit, 1)) / total) ** _RARITY_POWER
        for unit in units
    )


def _arrays(values: Mapping[int, float], scale: float) -> tuple[Indexes, Floats]:
    indexes = np.fromiter(values, np.int64, len(values))
    return indexes, np.fromiter(values.values(), np.float32, len(values)) * np.float32(scale)
