"""Random small rule sets against brute force: what is told as certain is certain.

`python -m tests.benchmarks.eligibility` runs ten thousand and prints how often brute force knows
what we do not.
"""

import itertools
import random
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from bot.domain.eligibility.assessing import Assessment, assess
from bot.domain.eligibility.binding import rulebook
from bot.domain.eligibility.household import Answer, Household
from bot.domain.eligibility.rulebook import RuleBook
from bot.domain.eligibility.values import Truth
from bot.domain.knowledge import KnowledgeBase
from tests.eligibility_completions import Completions
from tests.eligibility_homes import random_answers, random_home
from tests.eligibility_law import Law, Person, Sort, is_of, sort_of
from tests.eligibility_worlds import DAY, OLDEST, SCHOOLS, random_base

RULE_SETS = 1_500


@dataclass(slots=True)
class Findings:
    """What a run found; `failures` are seeds with their programmes."""

    counts: Counter[str] = field(default_factory=Counter)
    failures: list[str] = field(default_factory=list)

    def note(self, what: str, seed: int, detail: str = "") -> None:
        self.counts[what] += 1
        if what in ("contradiction", "flip", "reason"):
            self.failures.append(f"{what}: seed {seed} {detail}")


def law_of(base: KnowledgeBase, book: RuleBook) -> Law:
    rules = {programme: ready.rule for programme, ready in book.rules.items()}
    return Law(rules, book.numbers, base.eligibility)


def run(count: int, first: int = 0) -> Findings:
    found = Findings()
    for seed in range(first, first + count):
        try_one(seed, found)
    return found


def try_one(seed: int, found: Findings) -> None:
    rng = random.Random(seed)
    base = random_base(rng)
    book = rulebook(base, DAY)
    law = law_of(base, book)
    home = random_home(rng, law)
    answers = random_answers(rng, law, home)
    told = _tell(book, answers, seed, found)
    questions = list(base.eligibility.questions.values())
    for programme, ours in told.items():
        seen = Completions(law, programme, questions).outcomes(answers)
        assert seen, f"seed {seed}: the household it was drawn from does not fit its own answers"
        found.note("verdict", seed)
        if ours is None:
            found.note("unknown", seed)
            if len(seen) == 1:
                found.note("incomplete", seed, programme)
        elif seen != {ours}:
            found.note("contradiction", seed, f"{programme}: told {ours}, may be {seen}")


def _tell(
    book: RuleBook, answers: Sequence[Answer], seed: int, found: Findings
) -> dict[str, Truth]:
    """Answer after answer; what comes out of it in the end."""
    told = {a.programme: a.truth for a in assess(book, Household())}
    for count, answer in enumerate(answers, 1):
        for assessment in assess(book, book.household(answers[:count])):
            before, now = told[assessment.programme], assessment.truth
            told[assessment.programme] = now
            if before is not None and now is not before:
                kind = "retraction" if now is None else "flip"
                found.note(kind, seed, f"{assessment.programme} after {answer.question}")
            if not _is_explained(assessment):
                found.note("reason", seed, assessment.programme)
    return told


def _is_explained(assessment: Assessment) -> bool:
    """The reasons agree with the verdict: one that is met lists nothing unmet or unknown."""
    outcomes = {reason.outcome for reason in assessment.reasons}
    if assessment.truth is True:
        return outcomes == {True}
    return assessment.truth in outcomes and (assessment.truth is False or False not in outcomes)


def test_what_is_certain_holds_in_every_household_that_fits() -> None:
    found = run(RULE_SETS)
    assert found.counts["verdict"] - found.counts["unknown"] > RULE_SETS / 2
    assert found.failures == []


def test_brute_force_finds_the_households_that_plain_counting_finds() -> None:
    compared = 0
    for seed in range(60):
        rng = random.Random(seed)
        base = random_base(rng)
        law = law_of(base, rulebook(base, DAY))
        answers = random_answers(rng, law, random_home(rng, law))
        rosters = [a for a in answers if base.eligibility.questions[a.question].about]
        if not rosters or sum(len(answer.members) for answer in rosters) > 2:
            continue
        programme = next(iter(law.rules))
        cleverly = Completions(law, programme, list(base.eligibility.questions.values())).residents
        counted = _counted_plainly(law, rosters, list(cleverly.sorts.items()))
        reached = {tuple(people.values()) for people in cleverly.fitting(rosters)}
        assert counted <= reached, seed
        if len(cleverly.sorts) <= 2:  # four people are enough to show them all
            assert counted == reached, seed
            compared += 1
    assert compared > 5


def _counted_plainly(
    law: Law, rosters: Sequence[Answer], sorts: Sequence[tuple[Sort, int]]
) -> set[tuple[int, ...]]:
    """Up to four people of every kind, kept where each can be matched with who was told."""
    everybody: list[Person] = [
        {"umur": age, "sekolah": school} for age in range(OLDEST + 1) for school in SCHOOLS
    ]
    found = set()
    for count in range(5):
        for people in itertools.combinations_with_replacement(everybody, count):
            if all(_is_matched(law, answer, people) for answer in rosters):
                found.add(
                    tuple(
                        min(most, sum(is_of(person, sort, law.numbers) for person in people))
                        for sort, most in sorts
                    )
                )
    return found


def _is_matched(law: Law, answer: Answer, people: Sequence[Person]) -> bool:
    about = law.eligibility.questions[answer.question].about
    assert about
    asked_for = [person for person in people if is_of(person, sort_of(about), law.numbers)]
    if answer.is_unknown:
        return True
    if answer.is_complete and len(asked_for) != len(answer.members):
        return False
    return any(
        all(
            is_of(person, sort_of(member.traits), law.numbers)
            for person, member in zip(order, answer.members, strict=True)
        )
        for order in itertools.permutations(asked_for, len(answer.members))
    )
