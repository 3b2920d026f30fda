"""Learning a changed base in two processes, and what needs no models done in the meantime."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache

from bot.domain.eligibility.binding import rulebook
from bot.domain.eligibility.hearing import Ear
from bot.domain.gatekeeping import Check
from bot.domain.knowledge import KnowledgeBase
from bot.domain.matching.features import FeatureSpace
from bot.domain.matching.training import MOST_TICKS, Lesson, LinearModel, train
from bot.domain.meaning import danger_finder
from bot.domain.replaying import Finding
from bot.gate.asking import failing_households
from bot.gate.together import together
from bot.loader import Problem, rehearse_households


@dataclass(frozen=True, slots=True)
class Beside:
    """What was found without any model: households that come out otherwise, today and in the new
    base, and the dangers in texts.
    """

    before: dict[Check, Finding] = field(default_factory=dict)
    after: dict[Check, Finding] = field(default_factory=dict)
    dangers: dict[str, str | None] = field(default_factory=dict)


class Apart:
    """Trains one model here and the other, with the work beside, in a second process.

    The second model is the larger one (tails), so the first goes away and has time to spare.
    """

    def __init__(self, work: Callable[[], Beside], tick: Callable[[float], None]) -> None:
        self._work = work
        self._tick = tick
        self._ticks = 0
        self.found = Beside()

    def train(
        self, space: FeatureSpace, subjects: Sequence[Sequence[Lesson]]
    ) -> Sequence[LinearModel]:
        """Both models, the same as those trained one after the other."""
        first, second = subjects
        (tails, (groups, self.found)) = together(
            lambda: train(space, second, self._count),
            lambda: (train(space, first), self._work()),
        )
        return groups, tails

    def _count(self) -> None:
        self._ticks += 1
        self._tick(min(1.0, self._ticks / (MOST_TICKS / 4)))


def beside(
    base: KnowledgeBase, today: KnowledgeBase | None, texts: Sequence[str], day: date
) -> Beside:
    """The work without models. `today` is None where its households are known already."""
    danger = danger_finder(base)
    return Beside(
        before=failing_households(_astray(today, day)) if today is not None else {},
        after=failing_households(_astray(base, day)),
        dangers={text: danger(text) for text in texts},
    )


def _astray(base: KnowledgeBase, day: date) -> Iterator[Problem]:
    @cache  # a case may have a day of its own
    def ear_on(on: date) -> Ear:
        return Ear(rulebook(base, on), base.lexicon.spellings)

    return rehearse_households(base, ear_on, day)
