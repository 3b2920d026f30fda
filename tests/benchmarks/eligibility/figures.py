"""The figures of many interviews; `measure` takes any order of questions, to try others."""

import statistics
from collections.abc import Sequence
from dataclasses import dataclass

from bot.domain.eligibility.assessing import Assessment
from bot.domain.eligibility.rulebook import RuleBook
from bot.domain.eligibility.rules import OfficeTest
from bot.domain.eligibility.values import Truth
from bot.domain.provenance import Provenance
from tests.benchmarks.eligibility.households import Family
from tests.benchmarks.eligibility.interviews import (
    Order,
    at_random,
    exhaustive,
    in_file_order,
    most_missing_first,
    needed_at_least,
    play,
)
from tests.eligibility_law import Law, World
from tests.test_eligibility_shipped import law_of


@dataclass(frozen=True, slots=True)
class Numbers:
    """Counts of questions, sorted."""

    values: tuple[int, ...]

    @classmethod
    def of(cls, values: Sequence[int]) -> "Numbers":
        return cls(tuple(sorted(values)))

    @property
    def median(self) -> float:
        return statistics.median(self.values) if self.values else 0

    def __str__(self) -> str:
        if not self.values:
            return "none"
        p90 = self.values[int(len(self.values) * 0.9)]
        return f"median {self.median:g}   p90 {p90}   max {self.values[-1]}"


@dataclass(frozen=True, slots=True)
class Figures:
    """`asked`: questions until nothing can change; `settled`: until the last verdict came.

    `soon`: share of the programmes likely in the end that are so after six questions. `needed`:
    answers that prove the verdicts. `untrue`: definite verdicts that the household itself belies.
    """

    asked: Numbers
    settled: Numbers
    soon: float
    likely: int
    exhaustive: Numbers
    fact_by_fact: Numbers
    form: Numbers
    needed: Numbers
    verdicts: int
    unsourced: int
    untrue: int

    def share_of(self, other: Numbers) -> str:
        """Our median as a share of another."""
        return f"{self.asked.median / other.median:.0%}" if other.median else "-"


def peers() -> dict[str, Order]:
    return {
        "file order": in_file_order,
        "most missing": most_missing_first,
        "random": at_random(7),
    }


def measure(
    book: RuleBook, asked: Sequence[Family], order: Order, *, with_bounds: bool = True
) -> Figures:
    """Play every interview; without the bounds it is faster, and enough to compare orders."""
    law = law_of(book)
    courses = [play(book, law, family, order) for family in asked]
    everything = [exhaustive(book, law, family) for family in asked]
    likely = sum(len(course.likely) for course in courses)
    soon = sum(len(course.likely & course.likely_soon) for course in courses)
    found = [(f, a) for f, course in zip(asked, courses, strict=True) for a in course.assessments]
    return Figures(
        asked=Numbers.of([len(course.answers) for course in courses]),
        settled=Numbers.of([course.settled_after for course in courses]),
        soon=soon / likely if likely else 0.0,
        likely=likely,
        exhaustive=Numbers.of([count.questions for count in everything]),
        fact_by_fact=Numbers.of([count.facts for count in everything]),
        form=Numbers.of([count.form for count in everything]),
        needed=Numbers.of(
            [needed_at_least(book, course) for course in courses] if with_bounds else []
        ),
        verdicts=len(found),
        unsourced=sum(not is_sourced(book, assessment) for _, assessment in found),
        untrue=sum(is_untrue(law, family, assessment) for family, assessment in found),
    )


def one_programme(book: RuleBook, asked: Sequence[Family], order: Order) -> dict[str, Numbers]:
    """Questions of the interview over one programme alone."""
    law = law_of(book)
    return {
        programme: Numbers.of(
            [len(play(book, law, family, order, (programme,)).answers) for family in asked]
        )
        for programme in book.rules
    }


def is_sourced(book: RuleBook, assessment: Assessment) -> bool:
    """A verdict names at least one source and the day it was read."""

    def names_both(of: Provenance) -> bool:
        return bool(of.sources) and of.reviewed_on is not None

    if assessment.has_ended:
        return names_both(book.ended[assessment.programme].provenance)
    return any(names_both(reason.provenance) for reason in assessment.reasons)


def is_untrue(law: Law, family: Family, assessment: Assessment) -> bool:
    """A definite verdict that no office could make true for this household."""
    if assessment.truth is None or assessment.has_ended:
        return False
    offices = [c for c in law.criteria(assessment.programme) if isinstance(c.test, OfficeTest)]
    seen: set[Truth] = set()
    for says in (True, False):
        home = family.home.world(law)
        world = World(home.facts, home.people, dict.fromkeys(offices, says))
        seen.add(law.meets(assessment.programme, world))
    return assessment.truth not in seen
