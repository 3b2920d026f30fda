"""From a model's chance to a probability that holds, and the threshold to answer from.

A model is always too sure or too shy, and by how much depends on the base. So a smaller model is
taught with a part of the phrases, asked the others and whole topics it never saw, and a logistic
curve is laid through what came of it (Platt 1999). Outcomes of real conversations join in.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Doubles = NDArray[np.float64]

# Log-odds of a chance are cut off here: beyond, the model only knows itself.
_SUREST = 25.0
_LEAST_KNOWN = 0.05
_STRANGE_BELOW = 0.25
# The curve without any trial: the chance itself, halved where no word is known. Trials pull it
# away from there: this many of them weigh as much as the start.
_START = np.array([0.0, 1.0, 1.0])
_START_WEIGHT = 4.0
_NEWTON_ROUNDS = 12
# Answers that may be wrong among those given, on trials of the smaller model (which errs about
# twice as often as the whole); and one message in ten is none of ours.
_MOST_WRONG = 0.14
_OUTSIDE_SHARE = 0.1
_LOWEST, _HIGHEST = 0.4, 0.8
_FEWEST_TRIALS = 50
# A real conversation says more than a trial with phrases written at a desk.
REAL_WEIGHT = 5.0


@dataclass(frozen=True, slots=True)
class Trial:
    """One question whose answer is known: what the model thought of its first candidate.

    `chance` is the model's, `familiarity` the share of known words, both 0 to 1.
    """

    chance: float
    familiarity: float
    was_right: bool
    is_outside: bool = False
    weight: float = 1.0


@dataclass(frozen=True, slots=True)
class Judged:
    """What a person's own word says of an answer: `intent` was right for `question`, or not."""

    question: str
    intent: str
    was_right: bool


@dataclass(frozen=True, slots=True)
class Calibration:
    """The curve, and the probability from which the bot answers without asking back."""

    offset: float = 0.0
    slope: float = 1.0
    trust_in_words: float = 1.0
    answer_from: float = 0.6

    @staticmethod
    def fitted(trials: Sequence[Trial]) -> "Calibration":
        """The curve that fits the trials best; without trials, the plain chance."""
        if not trials:
            return Calibration()
        given = _inputs(
            np.array([t.chance for t in trials]), np.array([t.familiarity for t in trials])
        )
        right = np.array([t.was_right for t in trials], np.float64)
        outside = np.array([t.is_outside for t in trials], np.bool_)
        weights = _weights(np.array([t.weight for t in trials]), outside)
        curve = _logistic(given, right, weights)
        found = Calibration(float(curve[0]), max(float(curve[1]), 0.05), float(curve[2]))
        probabilities = _sigmoid(given @ curve)
        answer_from = _threshold(probabilities, right, weights)
        return Calibration(found.offset, found.slope, found.trust_in_words, answer_from)

    def probability(self, chance: float, familiarity: float) -> float:
        """The probability that a candidate is right, given its chance in the model."""
        clear = min(max(chance, 1e-12), 1 - 1e-12)
        odds = min(math.log(clear) - math.log1p(-clear), _SUREST)
        known = math.log(max(familiarity, _LEAST_KNOWN))
        value = self.offset + self.slope * odds + self.trust_in_words * known
        # A text of strange words is like no trial there was.
        strange = min(familiarity / _STRANGE_BELOW, 1.0)
        return strange / (1.0 + math.exp(-max(value, -30.0)))


def _inputs(chances: Doubles, familiarity: Doubles) -> Doubles:
    """Rows of (1, log-odds of the chance, log of the share of known words)."""
    clear = np.clip(np.asarray(chances, np.float64), 1e-12, 1 - 1e-12)
    odds = np.minimum(np.log(clear) - np.log1p(-clear), _SUREST)
    known = np.log(np.clip(np.asarray(familiarity, np.float64), _LEAST_KNOWN, 1.0))
    return np.column_stack([np.ones(len(odds)), odds, known])


def _sigmoid(values: Doubles) -> Doubles:
    found: Doubles = 1.0 / (1.0 + np.exp(-np.clip(values, -30.0, 30.0)))
    return found


def _logistic(given: Doubles, right: Doubles, weights: Doubles) -> Doubles:
    """Newton's method, halving steps that overshoot; the penalty keeps the curve near its start
    while trials are few.
    """
    curve = _START.copy()
    for _ in range(_NEWTON_ROUNDS):
        probabilities = _sigmoid(given @ curve)
        spread = weights * probabilities * (1 - probabilities)
        gradient = given.T @ (weights * (probabilities - right)) + _START_WEIGHT * (curve - _START)
        bend = (given * spread[:, None]).T @ given + _START_WEIGHT * np.eye(3)
        step = np.linalg.solve(bend, gradient)
        before = _loss(curve, given, right, weights)
        while _loss(curve - step, given, right, weights) > before and np.abs(step).max() > 1e-6:
            step /= 2
        curve = curve - step
    return curve


def _loss(curve: Doubles, given: Doubles, right: Doubles, weights: Doubles) -> float:
    values = given @ curve
    misfit = np.logaddexp(0.0, values) - right * values
    return float(weights @ misfit + _START_WEIGHT / 2 * ((curve - _START) ** 2).sum())


def _weights(weights: Doubles, outside: NDArray[np.bool_]) -> Doubles:
    """An exam asks far more that is none of ours than people do."""
    if not outside.any() or outside.all():
        return weights
    share = _OUTSIDE_SHARE / (1 - _OUTSIDE_SHARE)
    strange = share * weights[~outside].sum() / outside.sum()
    found: Doubles = np.where(outside, strange, weights)
    return found


def _threshold(probabilities: Doubles, right: Doubles, weights: Doubles) -> float:
    """The lowest probability above which few enough answers are wrong."""
    if len(right) < _FEWEST_TRIALS:
        return Calibration().answer_from
    order = np.argsort(-probabilities, kind="stable")
    given = np.cumsum(weights[order])
    wrong = np.cumsum((weights * (1 - right))[order])
    fine = np.flatnonzero(wrong <= _MOST_WRONG * given)
    lowest = float(probabilities[order][fine[-1]]) if len(fine) else _HIGHEST
    return round(min(max(lowest, _LOWEST), _HIGHEST), 3)
