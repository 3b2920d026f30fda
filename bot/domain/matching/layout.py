"""How the intents of a base hang together: groups, tails, and where a bare question belongs."""

from collections import defaultdict
from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from bot.domain.knowledge import KnowledgeBase
from bot.domain.matching.compiling import GENERAL_AID, tail_of
from bot.domain.matching.sparse import Floats

# Natural logarithms. After an answer a bare question is seldom meant for aid in general.
NEVER = np.float32(-40.0)
_NOT_THE_TOPIC = 3.5
# How far an intent competes within its group first, 0 to 1: an entry about one thing is known
# by its topic already, and would count it twice against a programme's aspects.
_WITHIN_GROUP = 0.5


class Layout:
    """All intents in a fixed order, each with its group and tail.

    `is_flat` when every intent is a group of its own. `general` gives the intent of aid in
    general with the same aspect, `topics` the places of a group's aspects.
    """

    def __init__(self, base: KnowledgeBase) -> None:
        self.intents = tuple(base.intents)
        self.aspects = frozenset(base.aspects)
        self.parts = tuple((of.group, tail_of(of, base)) for of in base.intents.values())
        self.places = {intent: place for place, intent in enumerate(self.intents)}
        self.is_flat = all(group == tail for group, tail in self.parts)
        numbers = {group: i for i, group in enumerate(dict.fromkeys(g for g, _ in self.parts))}
        self._numbers = np.array([numbers[group] for group, _ in self.parts], np.int64)
        self._groups = frozenset(numbers)
        self._homes: dict[str, Floats] = {}
        self.general = [
            self.places.get(f"{GENERAL_AID}/{tail}") if group != GENERAL_AID else None
            for group, tail in self.parts
        ]
        topics: dict[str, list[int]] = defaultdict(list)
        for place, (group, tail) in enumerate(self.parts):
            if tail in self.aspects:
                topics[group].append(place)
        self.topics: Mapping[str, list[int]] = dict(topics)

    def within_groups(self, tails: Floats) -> Floats:
        """The tails' scores, held against those of their group."""
        if self.is_flat:
            return tails
        sums = np.bincount(self._numbers, np.exp(tails))
        held: Floats = tails - _WITHIN_GROUP * np.log(sums[self._numbers] + 1e-12)
        return held

    def group_chances(self, chances: Floats) -> Floats:
        """The chance of every group: that of all its intents together."""
        return np.bincount(self._numbers, chances).astype(np.float32)

    def in_group(self, group: int) -> NDArray[np.bool_]:
        """Which intents are of the group at this place of `group_chances`."""
        return np.equal(self._numbers, group)

    def home(self, topic: str) -> Floats:
        """Where a question without a programme belongs: 0 at home, `NEVER` elsewhere."""
        if topic not in self._groups:
            topic = ""  # a topic of another base; remembering each would let strangers fill memory
        if (home := self._homes.get(topic)) is None:
            has = {tail for group, tail in self.parts if group == topic}
            distances = [self._distance(part, topic, has) for part in self.parts]
            home = self._homes[topic] = np.array(distances, np.float32)
        return home

    def _distance(self, part: tuple[str, str], topic: str, has: set[str]) -> float:
        group, tail = part
        if tail not in self.aspects or group not in {topic, GENERAL_AID}:
            return float(NEVER)
        return -_NOT_THE_TOPIC if group != topic and tail in has else 0.0
