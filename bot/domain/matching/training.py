"""A multinomial logistic regression, trained with numpy alone."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from bot.domain.matching.features import Encoded, FeatureSpace
from bot.domain.matching.sparse import Floats, Indexes, Sparse

Halves = NDArray[np.float16]

# Chosen on MASSIVE and on the shipped base: more rounds gain less than half a point. The penalty
# is for the sum of the lessons' losses, so that the same number serves 50 phrases and 5000.
ROUNDS = 20
_ROUNDS_OF_FEW, _FEW = 40, 3000
# About as many ticks as a large base takes: two models, and the two that are tried out.
MOST_TICKS = 4 * ROUNDS
PENALTY = 0.18
_RATE, _INERTIA, _MEMORY = 0.25, 0.85, 0.98
_AT_ONCE = 16_384  # numbers


def quiet() -> None:
    """Nobody watches."""


def rounds_for(lessons: int) -> int:
    """How many times that many lessons are gone through."""
    return ROUNDS if lessons > _FEW else _ROUNDS_OF_FEW


@dataclass(frozen=True, slots=True)
class Lesson:
    """One training text (normalised words) with its class; `weight` 1 is an ordinary phrase."""

    words: tuple[str, ...]
    label: str
    weight: float = 1.0


@dataclass(frozen=True, slots=True)
class LinearModel:
    """Learned weights: of whole units (words, pairs) and of the features below them.

    Kept in half precision: two bytes a weight tell classes apart as well as four.
    """

    labels: tuple[str, ...]
    units: Halves
    features: Halves
    bias: Floats

    def log_probabilities(self, text: Encoded) -> Floats:
        """The logarithm of every class's probability, in the order of `labels`."""
        scores = self.bias + text.unit_values @ self.units[text.units].astype(np.float32)
        if len(text.features):
            loose = self.features[text.features].astype(np.float32)
            scores = scores + text.feature_values @ loose
        scores = scores - scores.max()
        return np.asarray(scores - np.log(np.exp(scores).sum()), np.float32)

    def adds(self, text: Encoded, label: str) -> float:
        """What a text, or a part of one, adds to a label's score, in natural logarithms."""
        if label not in self.labels:
            return 0.0
        at = self.labels.index(label)
        units = text.unit_values @ self.units[text.units, at]
        return float(units + text.feature_values @ self.features[text.features, at])


def train(
    space: FeatureSpace, lessons: Sequence[Lesson], tick: Callable[[], None] = quiet
) -> LinearModel:
    """The model that tells the lessons' labels apart."""
    labels = tuple(sorted({lesson.label for lesson in lessons}))
    index = {label: i for i, label in enumerate(labels)}
    wanted = np.fromiter((index[lesson.label] for lesson in lessons), np.int64, len(lessons))
    weights = np.fromiter((lesson.weight for lesson in lessons), np.float32, len(lessons))
    texts = space.rows(lesson.words for lesson in lessons)
    task = _Task(
        texts,
        space.matrix,
        wanted,
        weights / max(weights.sum(), 1e-9),
        PENALTY / max(len(lessons), 1),
    )
    features, bias = _fit(task, len(labels), tick)
    units = space.matrix.times(features).astype(np.float16)
    return LinearModel(labels, units, features.astype(np.float16), bias)


Train = Callable[[FeatureSpace, Sequence[Sequence[Lesson]]], Sequence[LinearModel]]


def in_turn(tick: Callable[[], None] = quiet) -> Train:
    """Train one model after the other; a gate does it in two processes."""

    def train_all(
        space: FeatureSpace, subjects: Sequence[Sequence[Lesson]]
    ) -> Sequence[LinearModel]:
        return [train(space, lessons, tick) for lessons in subjects]

    return train_all


@dataclass(frozen=True, slots=True)
class _Task:
    texts: Sparse
    units: Sparse
    wanted: Indexes
    shares: Floats
    penalty: float


class _Adam:
    """Adaptive moments (Kingma and Ba 2015) for one array, changed in place.

    A few rows at a time: what is worked on stays in the processor's cache.
    """

    def __init__(self, values: Floats) -> None:
        self._values = values
        self._mean = np.zeros_like(values)
        self._square = np.zeros_like(values)
        self._round = 0
        wide = values.shape[1]
        self._rows = max(1, _AT_ONCE // max(wide, 1))
        self._scratch = np.empty((2, self._rows, wide), np.float32)

    def step(self, gradient: Floats, penalty: float = 0.0) -> None:
        """Move the values against the gradient, and towards 0 by the penalty."""
        self._round += 1
        for start in range(0, len(self._values), self._rows):
            self._move(slice(start, start + self._rows), gradient, penalty)

    def _move(self, rows: slice, gradient: Floats, penalty: float) -> None:
        values, mean, square = self._values[rows], self._mean[rows], self._square[rows]
        slope, other = self._scratch[:, : len(values)]
        np.multiply(values, penalty, out=slope)
        slope += gradient[rows]
        np.subtract(slope, mean, out=other)
        other *= 1 - _INERTIA
        mean += other
        np.multiply(slope, slope, out=slope)
        slope -= square
        slope *= 1 - _MEMORY
        square += slope
        np.divide(square, 1 - _MEMORY**self._round, out=slope)
        np.sqrt(slope, out=slope)
        slope += np.float32(1e-7)
        np.multiply(mean, _RATE / (1 - _INERTIA**self._round), out=other)
        other /= slope
        values -= other


def _fit(task: _Task, classes: int, tick: Callable[[], None]) -> tuple[Floats, Floats]:
    """Weights of features x classes, and the biases, after full-batch rounds."""
    texts_back, units_back = task.texts.transposed(), task.units.transposed()
    features = np.zeros((task.units.width, classes), np.float32)
    bias = np.zeros((1, classes), np.float32)
    move_features, move_bias = _Adam(features), _Adam(bias)
    units = np.zeros((task.texts.width, classes), np.float32)
    scores = np.zeros((len(task.wanted), classes), np.float32)
    slopes = np.zeros_like(features)
    for _ in range(rounds_for(len(task.wanted)) if classes else 0):
        task.units.times(features, units)
        errors = _errors(task, task.texts.times(units, scores), bias)
        units_back.times(texts_back.times(errors, units), slopes)
        move_features.step(slopes, task.penalty)
        move_bias.step(errors.sum(axis=0)[None])
        tick()
    return features, bias[0]


def _errors(task: _Task, scores: Floats, bias: Floats) -> Floats:
    """How far every text's chances are from what is wanted, by its share; `scores` become them."""
    scores += bias
    scores -= scores.max(axis=1, keepdims=True)
    np.exp(scores, out=scores)
    scores /= scores.sum(axis=1, keepdims=True)
    scores[np.arange(len(task.wanted)), task.wanted] -= 1
    scores *= task.shares[:, None]
    return scores
