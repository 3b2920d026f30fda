"""A criterion on a day: a check that looks at a household and says yes, no or cannot tell."""

from collections.abc import Callable
from dataclasses import dataclass

from bot.domain.eligibility.household import Household
from bot.domain.eligibility.questions import People
from bot.domain.eligibility.values import YES, Possible, Truth, any_of, within

RECEIVED = "diterima"  # the SEVERAL question whose options are programmes: fact "diterima/pkh"
IS_SO = frozenset({YES})

Check = Callable[[Household], Truth]


def nobody_can_tell(_: Household) -> Truth:
    """Only an office knows."""
    return None


@dataclass(frozen=True, slots=True)
class FactCheck:
    """A fact has one of the wanted values; behind a closed gate it has none."""

    fact: str
    wanted: Possible
    gate: Check | None = None

    def __call__(self, household: Household) -> Truth:
        """Look at one household."""
        if self.gate is not None and self.gate(household) is False:
            return False
        return within(household.known.get(self.fact), self.wanted)


@dataclass(frozen=True, slots=True)
class MemberCheck:
    """At least so many members of that sort."""

    people: People
    at_least: int = 1
    gate: Check | None = None

    def __call__(self, household: Household) -> Truth:
        """Look at one household."""
        truth = household.has(self.people, self.at_least)
        closed = self.gate is not None and self.gate(household) is False
        # Somebody told by the way is there, whatever was said to the question before.
        return False if closed and truth is None else truth


@dataclass(frozen=True, slots=True)
class ReceivesCheck:
    """One of these programmes is received already."""

    programmes: tuple[str, ...]

    def __call__(self, household: Household) -> Truth:
        """Look at one household."""
        return any_of(
            within(household.known.get(f"{RECEIVED}/{programme}"), IS_SO)
            for programme in self.programmes
        )
