"""The centres of groups, and how near a question is to each of them."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from bot.domain.grouping.postings import Postings
from bot.domain.matching.sparse import Floats

Features = tuple[tuple[str, float], ...]

# Set as JOIN was (grouper.py).
_OTHER_ACTS = 0.5
_OTHER_ANSWER = 0.5
_SAME_ANSWER = 0.5
# 0: the cosine with the centre, which grows as a group grows wider; 1: the mean cosine with the
# members, which shrinks.
_MEAN_LINK = np.float32(0.3)
_OTHER_WISH = 0.2  # a group of which more want something else done is another one
_ANY = "*"  # counts the questions that have any sure answer, or any wish
_FIRST_ROOM = 64
_NOBODY = 0.5  # sizes are sums of ones
_TINY = np.float32(1e-6)


@dataclass(frozen=True, slots=True)
class Sought:
    """`topics` and `acts` have length 1; `answer` is how surely each answer of the base is meant:
    (intent, 1.0) for one question with a sure answer, shares for several.
    """

    topics: Features
    acts: Features
    answer: Features = ()
    wishes: Features = ()

    @staticmethod
    def mean(several: Sequence["Sought"]) -> "Sought":
        """What all of them seek together."""
        topics = _sums([one.topics for one in several])
        length = sum(value * value for value in topics.values()) ** 0.5 or 1.0
        return Sought(
            tuple((topic, value / length) for topic, value in topics.items()),
            _mean([one.acts for one in several]),
            _mean([one.answer for one in several]),
            _mean([one.wishes for one in several]),
        )


class Centres:
    """For every group the sum of what its questions seek."""

    def __init__(self) -> None:
        self.groups: list[int] = []
        self._places: dict[int, int] = {}
        self._topics = Postings()
        self._acts = Postings()
        self._answers = Postings()
        self._wishes = Postings()
        self._sizes = np.zeros(_FIRST_ROOM, np.float32)
        self._squares = np.zeros(_FIRST_ROOM, np.float32)

    def change(self, group: int, sought: Sought, sign: float) -> None:
        """Add a question to a group, or with `sign` -1 take it away."""
        place = self._place(group)
        overlap = self._topics.product(sought.topics, place)
        own = sum(value * value for _, value in sought.topics)
        self._squares[place] = max(self._squares[place] + 2 * sign * overlap + own, 0.0)
        self._topics.add(sought.topics, place, sign)
        self._acts.add(sought.acts, place, sign)
        if sought.answer:
            self._answers.add((*sought.answer, (_ANY, 1.0)), place, sign)
        if sought.wishes:
            self._wishes.add((*sought.wishes, (_ANY, 1.0)), place, sign)
        self._sizes[place] += sign

    def near(self, sought: Sought, bar: float) -> list[tuple[float, int]]:
        """The groups that score at least `bar`, the nearest first. A score is how alike the
        topics are, less for other acts and other answers; above 1 when half of the group's
        questions surely have the same answer, whatever their words.
        """
        count = len(self.groups)
        alike, wide = self._topics.products(sought.topics, count), self._sizes[:count]
        spread = np.sqrt(np.maximum(self._squares[:count], _TINY))
        # What is below the bar before anything is taken off need not be looked at again.
        hopeful = alike >= np.float32(bar) * spread ** (1 - _MEAN_LINK) * wide**_MEAN_LINK
        same = self._answers.products(sought.answer, count) if sought.answer else None
        if same is not None:
            hopeful |= same >= np.float32(_SAME_ANSWER) * wide
        hopeful &= wide > _NOBODY
        found = []
        for place in np.flatnonzero(hopeful).tolist():
            agreed = 0.0 if same is None else float(same[place]) / float(wide[place])
            score = self._score(sought, place, float(alike[place]), agreed)
            if score >= bar:
                found.append((round(score, 5), self.groups[place]))
        return sorted(found, key=lambda pair: (-pair[0], pair[1]))

    def agreed(self, group: int, sought: Sought) -> float:
        """The share of the group's questions that surely mean the same answer, 0 to 1."""
        place = self._place(group)
        size = max(float(self._sizes[place]), 1.0)
        return self._answers.product(sought.answer, place) / size

    def holds(self, group: int, topic: str, value: float) -> bool:
        """Whether a group's questions have on average at least so much of a topic."""
        place = self._place(group)
        return self._topics.product([(topic, 1.0)], place) >= value * float(self._sizes[place])

    def _score(self, sought: Sought, place: int, alike: float, agreed: float) -> float:
        size = float(self._sizes[place])
        if sought.answer and agreed >= _SAME_ANSWER:
            return 1.0 + agreed
        link = float(_MEAN_LINK)
        spread = max(float(self._squares[place]), 1e-6) ** 0.5
        score = alike / float(spread ** (1 - link) * size**link)
        acts = min(self._acts.product(sought.acts, place) / size, 1.0)
        score -= _OTHER_ACTS * (1 - acts)
        if sought.wishes and self._others_wish(sought, place) > _OTHER_WISH * size:
            return 0.0
        if sought.answer:
            share = sum(value for _, value in sought.answer)
            sure = share * self._answers.product([(_ANY, 1.0)], place) / size
            score -= _OTHER_ANSWER * max(sure - agreed, 0.0)
        return score

    def _others_wish(self, sought: Sought, place: int) -> float:
        """How many questions of a group wish something, and nothing that is sought."""
        wishing = self._wishes.product([(_ANY, 1.0)], place)
        return wishing - self._wishes.product([(act, 1.0) for act, _ in sought.wishes], place)

    def _place(self, group: int) -> int:
        if (place := self._places.get(group)) is None:
            place = self._places[group] = len(self.groups)
            self.groups.append(group)
            if place == len(self._sizes):
                self._sizes, self._squares = _doubled(self._sizes), _doubled(self._squares)
        return place


def _doubled(held: Floats) -> Floats:
    return np.concatenate((held, np.zeros_like(held)))


def _mean(several: Sequence[Features]) -> Features:
    return tuple((name, value / len(several)) for name, value in _sums(several).items())


def _sums(several: Sequence[Features]) -> dict[str, float]:
    found: dict[str, float] = defaultdict(float)
    for features in several:
        for feature, value in features:
            found[feature] += value
    return found
