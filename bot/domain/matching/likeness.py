"""Which texts are most like another: the cosine in the model's own feature space."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

import numpy as np

from bot.domain.matching.sparse import Floats

Vector = Mapping[int, float]


class Likeness:
    """Holds texts as vectors of length 1 (`FeatureSpace.vector`), by feature."""

    def __init__(self, vectors: Sequence[Vector]) -> None:
        holders: dict[int, list[int]] = defaultdict(list)
        values: dict[int, list[float]] = defaultdict(list)
        for at, vector in enumerate(vectors):
            for feature, value in vector.items():
                holders[feature].append(at)
                values[feature].append(value)
        self._count = len(vectors)
        self._holders = {feature: np.array(found) for feature, found in holders.items()}
        self._values = {f: np.array(found, np.float32) for f, found in values.items()}

    def to(self, vector: Vector) -> Floats:
        """The cosine of every text held with this one, 0 to 1, in their order."""
        found = np.zeros(self._count, np.float32)
        for feature, value in vector.items():
            if (holders := self._holders.get(feature)) is not None:
                found[holders] += np.float32(value) * self._values[feature]
        return found
