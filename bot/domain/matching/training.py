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


@dataclass(frozen=True, slots=True)
class _Task:
    texts: Sparse
    units: Sparse
    wanted: Indexes
    shares: Floats
    penalty: float


class _Adam:
    """Adaptive moments (Kingma and Ba 2015) for one array, changed in place."""

    def __init__(self, values: Floats) -> None:
        self._values = values
        self._mean = np.zeros_like(values)
        self._square = np.zeros_like(values)
        self._round = 0

    def step(self, gradient: Floats) -> None:
        """Move the values against the gradient."""
        self._round += 1
        self._mean += (1 - _INERTIA) * (gradient - self._mean)
        self._square += (1 - _MEMORY) * (gradient * gradient - self._square)
        spread = np.sqrt(self._square / (1 - _MEMORY**self._round)) + np.float32(1e-7)
        self._values -= (_RATE / (1 - _INERTIA**self._round)) * self._mean / spread


def _fit(task: _Task, classes: int, tick: Callable[[], None]) -> tuple[Floats, Floats]:
    """Weights of features x classes, and the biases, after full-batch rounds."""
    texts_back, units_back = task.texts.transposed(), task.units.transposed()
    features = np.zeros((task.units.width, classes), np.float32)
    bias = np.zeros(classes, np.float32)
    move_features, move_bias = _Adam(features), _Adam(bias)
    everyone = np.arange(len(task.wanted))
    for _ in range(rounds_for(len(task.wanted)) if classes else 0):
        scores = task.texts.times(task.units.times(features)) + bias
        errors = np.exp(scores - scores.max(axis=1, keepdims=True))
        errors /= errors.sum(axis=1, keepdims=True)
        errors[everyone, task.wanted] -= 1
        errors *= task.shares[:, None]
        move_features.step(units_back.times(texts_back.times(errors)) + task.penalty * features)
        move_bias.step(errors.sum(axis=0))
        tick()
    return features, bias
