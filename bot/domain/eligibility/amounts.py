"""What a programme pays such a household, summed by period; an estimate, never a promise."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from bot.domain.eligibility.household import Household
from bot.domain.eligibility.questions import People
from bot.domain.eligibility.twigs import Twig, truth_of
from bot.domain.eligibility.values import Truth
from bot.domain.provenance import Provenance


@dataclass(frozen=True, slots=True)
class ReadyBenefit:
    """A benefit on a day: `value_idr` every `period`, for each of `people` or for the household.

    `since`: the day from which this value holds. `most`: how many members it counts for at most,
    None for any number.
    """

    name: str
    value_idr: int
    since: date
    period: str
    people: People | None
    most: int | None
    when: Twig | None
    provenance: Provenance


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a sum: `count` members, or the household (1), at `value_idr` each."""

    benefit: ReadyBenefit
    count: int


@dataclass(frozen=True, slots=True)
class Sum:
    """The sum of one period: `least_idr` for what is sure, `most_idr` with what may be so.

    `is_open`: there may be more members who count, of whom nothing was told.
    """

    period: str
    least_idr: int
    most_idr: int
    lines: tuple[Line, ...]
    is_open: bool = False


def sums(
    benefits: Iterable[ReadyBenefit], most_people: int | None, household: Household
) -> tuple[Sum, ...]:
    """One sum for each period, in the order of the benefits; none where nothing can be said."""
    listed = tuple(benefits)
    found = []
    for period in dict.fromkeys(benefit.period for benefit in listed):
        mine = [benefit for benefit in listed if benefit.period == period]
        sure = _lines(mine, most_people, household, (True,))
        best = _lines(mine, most_people, household, (True, None))
        if best:
            is_open = any(b.people and not household.is_closed(b.people) for b in mine)
            found.append(Sum(period, _total(sure), _total(best), best, is_open))
    return tuple(found)


def _lines(
    benefits: list[ReadyBenefit],
    most_people: int | None,
    household: Household,
    enough: tuple[Truth, ...],
) -> tuple[Line, ...]:
    """Every person counts once, for the highest amount that is free."""
    counts: dict[int, int] = {}
    counted: set[int] = set()
    for place, person in sorted(
        _claims(benefits, household, enough), key=lambda claim: -benefits[claim[0]].value_idr
    ):
        benefit = benefits[place]
        full = benefit.most is not None and counts.get(place, 0) >= benefit.most
        crowded = most_people is not None and len(counted) >= most_people
        if person is None:
            counts[place] = 1
        elif person not in counted and not full and not crowded:
            counted.add(person)
            counts[place] = counts.get(place, 0) + 1
    return tuple(Line(benefits[place], count) for place, count in sorted(counts.items()))


def _claims(
    benefits: list[ReadyBenefit], household: Household, enough: tuple[Truth, ...]
) -> Iterator[tuple[int, int | None]]:
    """(benefit, member) for everybody who may count; member None: the household itself."""
    for place, benefit in enumerate(benefits):
        if benefit.when is not None and truth_of(benefit.when, household) not in enough:
            continue
        if benefit.people is None:
            yield place, None
            continue
        may_be = household.who_may_be(benefit.people)
        for number, member in enumerate(household.members):
            # Of whom nothing is known that the benefit asks for, nothing is claimed either.
            known = any(trait in member.traits for trait in benefit.people)
            if known and member in may_be and member.is_one_of(benefit.people) in enough:
                yield place, number


def _total(lines: Iterable[Line]) -> int:
    return sum(line.count * line.benefit.value_idr for line in lines)
