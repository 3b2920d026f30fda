"""Texts as sparse features: words and word pairs (units), each made of smaller features."""

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain, pairwise

import numpy as np
from numpy.typing import NDArray

from bot.domain.matching.sparse import Floats, Indexes, Sparse
from bot.domain.matching.words import skeleton, stem

# The weights below were compared on MASSIVE with 20 phrases an intent (0.70 to 0.73 over the
# whole range tried) and left where the plateau is widest.
_WORD, _STEM, _SKELETON, _PIECE, _PAIR, _SYNONYM = 1.0, 1.0, 0.5, 0.3, 0.8, 0.7
_PIECE_LENGTHS = (3, 4)
# Where texts are many, a pair that only one or two have costs more than it teaches.
_RAREST_PAIR = 3
_FEW_TEXTS = 3000
# Below 1, a long message keeps more weight than full normalisation leaves it.
_LENGTH_POWER = 0.8
_RARITY_POWER = 0.5
# Stands for any programme's name; it has no pieces of its own.
NAME_MARK = "<nama>"
_WHOLE = "="
# What the names of features begin with that examples are compared by: word, stem, synonyms.
_PLAIN = frozenset("=~#")

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
    plain: Sparse
    is_plain: NDArray[np.bool_]
    energy: Floats
    rarity: Floats
    synonyms: Synonyms

    @staticmethod
    def of(
        texts: Sequence[Sequence[str]], passages: Sequence[Sequence[str]], synonyms: Synonyms
    ) -> "FeatureSpace":
        """The space spanned by these texts; of the passages only the single words count."""
        words = dict.fromkeys(word for text in (*texts, *passages) for word in text)
        pair_counts = Counter(pair for text in texts for pair in _pairs(text))
        rarest = 1 if len(texts) < _FEW_TEXTS else _RAREST_PAIR
        pairs = [pair for pair, count in pair_counts.items() if count >= rarest]
        made_of = [word_features(word, synonyms) for word in words]
        index: dict[str, int] = {}
        rows = [
            [(index.setdefault(name, len(index)), value) for name, value in row.items()]
            for row in made_of
        ]
        rows += [[(index.setdefault(pair, len(index)), _PAIR)] for pair in pairs]
        units = {unit: i for i, unit in enumerate([*words, *pairs])}
        is_plain = np.array([name[0] in _PLAIN or " " in name for name in index], np.bool_)
        plain = [[(feature, value) for feature, value in row if is_plain[feature]] for row in rows]
        return FeatureSpace(
            units=units,
            features=index,
            matrix=Sparse.of_rows(rows, len(index)),
            plain=Sparse.of_rows(plain, len(index)),
            is_plain=is_plain,
            energy=np.array([sum(value * value for _, value in row) for row in rows], np.float32),
            rarity=_rarity([*texts, *passages], units),
            synonyms=synonyms,
        )

    def encode(self, text: Sequence[str]) -> Encoded:
        """The text's units and features, scaled by its length."""
        known, unknown = [], []
        for word in dict.fromkeys(text):
            unit = self.units.get(word)
            if unit is None:
                unknown.append(word)
            else:
                known.append(unit)
        known += [unit for pair in _pairs(text) if (unit := self.units.get(pair)) is not None]
        units = np.array(list(dict.fromkeys(known)), np.int64)
        values = self.rarity[units]
        loose = {f: value for word in unknown for f, value in self._known_features(word)}
        energy = len(unknown) + float(values * values @ self.energy[units])
        energy += sum(value * value for value in loose.values())
        scale = np.float32(max(energy, 1e-9) ** (-0.5 * _LENGTH_POWER))
        features, feature_values = _arrays(loose)
        return Encoded(units, values * scale, features, feature_values * scale)

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
                found.append((name, Encoded(*_arrays(units), *_arrays(features))))
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
        """A matrix of texts x units, for texts of this space: as `encode`, all at once."""
        rows = [
            list(
                dict.fromkeys(
                    unit
                    for name in (*text, *_pairs(text))
                    if (unit := self.units.get(name)) is not None
                )
            )
            for text in texts
        ]
        lengths = np.fromiter(map(len, rows), np.int64, len(rows))
        columns = np.fromiter(chain.from_iterable(rows), np.int64, int(lengths.sum()))
        owners = np.repeat(np.arange(len(rows)), lengths)
        values = self.rarity[columns]
        energy = np.bincount(owners, values * values * self.energy[columns], len(rows))
        scales = np.maximum(energy, 1e-9).astype(np.float32) ** np.float32(-0.5 * _LENGTH_POWER)
        return Sparse.of(lengths, columns, values * scales[owners], len(self.units))

    def for_serving(self) -> "FeatureSpace":
        """The same space without what only training needs."""
        return replace(self, matrix=self.matrix.bare(), plain=self.plain.bare())

    def plain_features(self, texts: Sequence[Sequence[str]]) -> tuple[Indexes, Indexes, Floats]:
        """Entries (text, feature, value) of all texts, in order; without the pieces of words.

        Rare words count twice as much as in the models: here nothing else tells the small words,
        which every example holds, from those that matter.
        """
        rows = self.rows(texts)
        rarer = rows.values * self.rarity[rows.columns]
        owner_of = np.repeat(np.arange(len(texts)), np.diff(rows.starts))
        lengths = np.diff(self.plain.starts)[rows.columns]
        entry = np.repeat(np.arange(len(rows.columns)), lengths)
        ends = np.cumsum(lengths)
        inside = np.arange(int(lengths.sum())) - (ends - lengths)[entry]
        at = self.plain.starts[rows.columns][entry] + inside
        keys = owner_of[entry] * self.matrix.width + self.plain.columns[at]
        once, place = np.unique(keys, return_inverse=True)
        values = np.bincount(place, rarer[entry] * self.plain.values[at], len(once))
        return once // self.matrix.width, once % self.matrix.width, values.astype(np.float32)

    def plain_vector(self, encoded: Encoded) -> tuple[Floats, float]:
        """The text over all features, without the pieces of words, and its length."""
        rarer = (encoded.unit_values * self.rarity[encoded.units]).tolist()
        ends = self.plain.starts
        spans = [(int(ends[unit]), int(ends[unit + 1])) for unit in encoded.units.tolist()]
        whole = self.is_plain[encoded.features]
        columns = [self.plain.columns[begin:end] for begin, end in spans]
        values = [
            self.plain.values[begin:end] * np.float32(value)
            for (begin, end), value in zip(spans, rarer, strict=True)
        ]
        dense = np.zeros(self.matrix.width, np.float32)
        for column, value in zip(columns, values, strict=True):
            dense[column] += value
        dense[encoded.features[whole]] += encoded.feature_values[whole]
        columns.append(encoded.features[whole])
        values.append(encoded.feature_values[whole])
        # Every entry times the sum it went into: the square of the length, without reading all.
        square = float(np.concatenate(values) @ dense[np.concatenate(columns)])
        return dense, max(square, 1e-9) ** 0.5

    def _known_features(self, word: str) -> Iterable[tuple[int, float]]:
        for name, value in word_features(word, self.synonyms).items():
            if (feature := self.features.get(name)) is not None:
                yield feature, value


def word_features(word: str, synonyms: Synonyms) -> dict[str, float]:
    """What a word is made of: itself, stem, skeleton, pieces of 3 and 4 letters, its synonyms."""
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


def _rarity(texts: Sequence[Sequence[str]], units: Mapping[str, int]) -> Floats:
    """Near 1 for words of few texts, small for those of many; 1 for word pairs."""
    counts = Counter(word for text in texts for word in set(text))
    total = math.log(len(texts) + 1) or 1.0
    found = [
        (math.log((len(texts) + 1) / counts.get(unit, 1)) / total) ** _RARITY_POWER
        for unit in units
    ]
    return np.array(found, np.float32)


def _arrays(values: Mapping[int, float]) -> tuple[Indexes, Floats]:
    indexes = np.fromiter(values, np.int64, len(values))
    return indexes, np.fromiter(values.values(), np.float32, len(values))
