"""Which groups hold a feature, and how much of it: sums that grow and shrink."""

from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

from bot.domain.matching.sparse import Floats

_FIRST_ROOM = 2


class Posting:
    """The places (numbers of groups) that hold one feature, each with its sum."""

    __slots__ = ("_index", "_places", "_sums")

    def __init__(self) -> None:
        self._places: NDArray[np.int32] = np.empty(_FIRST_ROOM, np.int32)
        self._sums: Floats = np.empty(_FIRST_ROOM, np.float32)
        self._index: dict[int, int] = {}  # place -> where it stands in both arrays

    def add(self, place: int, value: float) -> None:
        """Add to the sum of a place; negative values take away."""
        if (at := self._index.get(place)) is not None:
            self._sums[at] += np.float32(value)
            return
        at = self._index[place] = len(self._index)
        if at == len(self._places):
            self._places = np.concatenate((self._places, np.empty_like(self._places)))
            self._sums = np.concatenate((self._sums, np.empty_like(self._sums)))
        self._places[at], self._sums[at] = place, value

    def spread(self, value: float, totals: Floats) -> None:
        """Add `value` times the sum of every place to that place's total."""
        size = len(self._index)
        totals[self._places[:size]] += np.float32(value) * self._sums[:size]

    def at(self, place: int) -> float:
        """The sum of one place."""
        at = self._index.get(place)
        return 0.0 if at is None else float(self._sums[at])


class Postings:
    """All features of one kind."""

    def __init__(self) -> None:
        self._by_feature: dict[str, Posting] = {}

    def add(self, features: Iterable[tuple[str, float]], place: int, sign: float = 1.0) -> None:
        """Add features to a place, or with `sign` -1 take them away."""
        for feature, value in features:
            if (posting := self._by_feature.get(feature)) is None:
                posting = self._by_feature[feature] = Posting()
            posting.add(place, sign * value)

    def products(self, features: Iterable[tuple[str, float]], places: int) -> Floats:
        """The product of these features with the sums of every place."""
        totals = np.zeros(places, np.float32)
        for feature, value in features:
            if posting := self._by_feature.get(feature):
                posting.spread(value, totals)
        return totals

    def product(self, features: Iterable[tuple[str, float]], place: int) -> float:
        """The product of these features with the sums of one place."""
        found = ((self._by_feature.get(feature), value) for feature, value in features)
        return sum(posting.at(place) * value for posting, value in found if posting)
