"""A model's opinion by label, also of labels it never learnt."""

from collections.abc import Iterable

import numpy as np

from bot.domain.matching.features import Encoded
from bot.domain.matching.layout import NEVER
from bot.domain.matching.sparse import Floats, Indexes
from bot.domain.matching.training import LinearModel


class Scores:
    """A model's log-probabilities with one more place, for labels it never learnt."""

    def __init__(self, model: LinearModel) -> None:
        self._model = model
        self._index = {label: i for i, label in enumerate(model.labels)}

    def of(self, text: Encoded) -> Floats:
        """The logarithm of every label's probability, and `NEVER` behind them."""
        found = np.empty(len(self._index) + 1, np.float32)
        if self._index:
            found[:-1] = self._model.log_probabilities(text)
        found[-1] = NEVER
        return found

    def adds(self, part: Encoded, *labels: str) -> tuple[float, ...]:
        """What a part of a text adds to each label's score."""
        return tuple(self._model.adds(part, label) for label in labels)

    def place(self, label: str) -> int:
        """Where a label stands in `of`; behind all others when it was never learnt."""
        return self._index.get(label, len(self._index))

    def places(self, labels: Iterable[str]) -> Indexes:
        """The place of every label."""
        return np.array([self.place(label) for label in labels], np.int64)
