"""What is known of one thing: every value it may still have, and what follows for a condition.

Truth has three values (Kleene's strong logic): True, False, and None for "cannot tell". A missing
answer is never a no.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypeAlias

Truth: TypeAlias = bool | None
YES, NO = "ya", "tidak"


@dataclass(frozen=True, slots=True)
class Span:
    """Whole numbers from `low` to `high`, both included; None is open."""

    low: int | None = None
    high: int | None = None

    def holds(self, other: "Span") -> bool:
        """True when every number of `other` lies in this span."""
        low = self.low is None or (other.low is not None and other.low >= self.low)
        high = self.high is None or (other.high is not None and other.high <= self.high)
        return low and high

    def meets(self, other: "Span") -> bool:
        """True when the two share a number."""
        after = self.low is not None and other.high is not None and self.low > other.high
        before = self.high is not None and other.low is not None and self.high < other.low
        return not (after or before)

    @property
    def is_empty(self) -> bool:
        """True when no number lies in it."""
        return self.low is not None and self.high is not None and self.low > self.high


# Every value a thing may still have: numbers between two ends, or some of the named choices.
Possible: TypeAlias = Span | frozenset[str]


def within(known: Possible | None, wanted: Possible) -> Truth:
    """Whether a thing has one of the `wanted` values; `known` None: nothing is known of it."""
    if known is None:
        return None
    if isinstance(known, Span) and isinstance(wanted, Span):
        if wanted.holds(known):
            return True
        return None if wanted.meets(known) else False
    if isinstance(known, frozenset) and isinstance(wanted, frozenset):
        if known <= wanted:
            return True
        return None if known & wanted else False
    return False  # a number is none of the choices, and the other way round


def all_of(truths: Iterable[Truth]) -> Truth:
    """And: one False settles it, whatever is not known."""
    unknown = False
    for truth in truths:
        if truth is False:
            return False
        unknown = unknown or truth is None
    return None if unknown else True


def any_of(truths: Iterable[Truth]) -> Truth:
    """Or: one True settles it, whatever is not known."""
    unknown = False
    for truth in truths:
        if truth is True:
            return True
        unknown = unknown or truth is None
    return None if unknown else False


def none_of(truths: Iterable[Truth]) -> Truth:
    """Neither: the negation of `any_of`."""
    some = any_of(truths)
    return None if some is None else not some
