"""How well the loop serves: how long an answer takes, who was told, and whom it helped. Pure."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

_DAY_SECONDS = 86_400


@dataclass(frozen=True, slots=True)
class ServedQuestion:
    """A question that had no answer when it was asked. `answered_at` None: it still waits."""

    asked_at: datetime
    answered_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class ServedWish:
    """Somebody's wish to be told. `solved` None: they have not said whether it helped."""

    was_told: bool
    solved: bool | None = None


@dataclass(frozen=True, slots=True)
class LoopFigures:
    """The loop in numbers. Days are None where nothing was answered, shares where nobody counts.

    `days_median` and `days_p90` are of the answered questions alone; how long the others wait
    already stands in `longest_wait_days`, for an average of the quick ones would flatter.
    """

    answered: int
    waiting: int
    days_median: float | None
    days_p90: float | None
    longest_wait_days: float | None
    wishes: int
    informed: int
    judged: int
    solved: int

    @property
    def share_informed(self) -> float | None:
        """Of those who wanted to be told: how many were."""
        return self.informed / self.wishes if self.wishes else None

    @property
    def share_solved(self) -> float | None:
        """Of those who said whether the answer helped: how many said yes."""
        return self.solved / self.judged if self.judged else None


def loop_figures(
    questions: Iterable[ServedQuestion], wishes: Iterable[ServedWish], now: datetime
) -> LoopFigures:
    """The figures of these questions and wishes."""
    asked, wanted = tuple(questions), tuple(wishes)
    days = sorted(_days(q.asked_at, q.answered_at) for q in asked if q.answered_at is not None)
    waits = [_days(q.asked_at, now) for q in asked if q.answered_at is None]
    return LoopFigures(
        answered=len(days),
        waiting=len(waits),
        days_median=_rank(days, 0.5),
        days_p90=_rank(days, 0.9),
        longest_wait_days=max(waits, default=None),
        wishes=len(wanted),
        informed=sum(wish.was_told for wish in wanted),
        judged=sum(wish.solved is not None for wish in wanted),
        solved=sum(wish.solved is True for wish in wanted),
    )


def _days(since: datetime, until: datetime) -> float:
    return max((until - since).total_seconds() / _DAY_SECONDS, 0.0)


def _rank(ordered: Sequence[float], share: float) -> float | None:
    """The smallest value that at least `share` of all do not exceed (nearest rank)."""
    return ordered[max(math.ceil(share * len(ordered)) - 1, 0)] if ordered else None
