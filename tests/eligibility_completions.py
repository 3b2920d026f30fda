"""Brute force: every household that fits what was told, and whether it meets a rule."""

import itertools
from collections.abc import Iterator, Mapping, Sequence

from bot.domain.eligibility.household import Answer
from bot.domain.eligibility.questions import Question
from bot.domain.eligibility.rules import FactTest, MemberTest, OfficeTest, Test, Written
from bot.domain.eligibility.values import NO, YES
from tests.eligibility_law import (
    Law,
    Sort,
    Value,
    World,
    facts_in_order,
    gate_of,
    gates,
    is_in,
    sort_of,
)
from tests.eligibility_residents import Residents

IS_NOT = frozenset({NO})


class Completions:
    """All households that one programme's rule and the given questions can tell apart."""

    def __init__(self, law: Law, programme: str, questions: Sequence[Question]) -> None:
        self._law, self._programme = law, programme
        self._gated = [question for question in questions if question.only_if]
        tests = [criterion.test for criterion in law.criteria(programme)]
        behind = gates(law, tests, questions)
        self._facts = facts_in_order(law, [*tests, *behind])
        self._who = {
            test.fact: law.people_told[test.fact]
            for test in (*tests, *behind)
            if isinstance(test, FactTest) and test.fact in law.people_told
        }
        abouts = [sort_of(q.about) for q in self._gated if q.about]
        self.residents = Residents(
            law, _sorts(law, [*tests, *behind], [*self._who.values(), *abouts]), questions
        )
        self._told_apart = self._sorts_that_matter(tests, behind)
        self._offices = list(
            dict.fromkeys(c for c in law.criteria(programme) if isinstance(c.test, OfficeTest))
        )

    def _sorts_that_matter(self, tests: Sequence[Test], behind: Sequence[Test]) -> list[Sort]:
        """Those that still tell households apart once it is known who fits what was told."""
        abouts = [sort_of(q.about) for q in self._gated if q.about and not self._is_of_people(q)]
        of_facts = [gate for fact in self._facts if (gate := gate_of(self._law.eligibility, fact))]
        others = [q.only_if for q in self._gated if q.only_if and not q.about]
        needed = [*tests, *of_facts, *others]
        facts = [test.fact for test in needed if isinstance(test, FactTest)]
        who = [self._who[fact] for fact in facts if fact in self._who]
        return list(_sorts(self._law, needed, [*who, *abouts]))

    def _is_of_people(self, question: Question) -> bool:
        """Its gate looks at nothing but who lives there."""
        gate = question.only_if
        return isinstance(gate, MemberTest) or (
            isinstance(gate, FactTest) and gate.fact in self._law.people_told
        )

    def outcomes(self, answers: Sequence[Answer]) -> set[bool]:
        """Whether the rule is met, over every household that fits; empty: no household does."""
        seen: set[bool] = set()
        for world in self.fitting(answers):
            seen.add(self._law.meets(self._programme, world))
            if len(seen) == 2:
                break
        return seen

    def fitting(self, answers: Sequence[Answer]) -> Iterator[World]:
        """Every household for which these answers are the truth."""
        told = {fact: values for answer in answers for fact, values in answer.fills.items()}
        offices = [
            dict(zip(self._offices, values, strict=True))
            for values in itertools.product((True, False), repeat=len(self._offices))
        ]
        found = {
            tuple(people[sort] for sort in self._told_apart)
            for people in self.residents.fitting(answers)
            if self._people_fit(people, told)
        }
        for counts in found:
            people = dict(zip(self._told_apart, counts, strict=True))
            for facts in self._fill(list(self._facts), {}, told, people):
                for each in offices:
                    yield World(facts, people, each)

    def _people_fit(self, people: Mapping[Sort, int], told: Mapping[str, Written]) -> bool:
        so = {fact: YES if people[sort] else NO for fact, sort in self._who.items()}
        if any(fact in told and not is_in(v, told[fact], {}) for fact, v in so.items()):
            return False
        world = World({}, people, {})
        return all(
            people[sort_of(question.about)] == 0 or self._law.passes(question.only_if, world)
            for question in self._gated
            if question.about and question.only_if and self._is_of_people(question)
        )

    def _fill(
        self,
        left: list[str],
        facts: dict[str, Value | None],
        told: Mapping[str, Written],
        people: Mapping[Sort, int],
    ) -> Iterator[dict[str, Value | None]]:
        if not left:
            if self._gates_are_kept(facts, told, people):
                yield facts
            return
        fact, *rest = left
        gate = gate_of(self._law.eligibility, fact)
        values: list[Value | None] = list(self._facts[fact])
        if gate and not self._law.passes(gate, World(facts, people, {})):
            # "Tidak" is also what they say where the question means nothing.
            values = [NO] if told.get(fact) == IS_NOT else [None]
        for value in values:
            if fact not in told or is_in(value, told[fact], self._law.numbers):
                yield from self._fill(rest, {**facts, fact: value}, told, people)

    def _gates_are_kept(
        self,
        facts: Mapping[str, Value | None],
        told: Mapping[str, Written],
        people: Mapping[Sort, int],
    ) -> bool:
        """What means nothing here is not told of, and asks for people who are not here."""
        world = World(facts, people, {})
        for question in self._gated:
            if question.about and self._is_of_people(question):
                continue
            if question.only_if is None or self._law.passes(question.only_if, world):
                continue
            if question.about and people[sort_of(question.about)]:
                return False
            own = (v for fact, v in told.items() if fact.partition("/")[0] == question.id)
            if any(values != IS_NOT for values in own):
                return False
        return True


def _sorts(law: Law, tests: Sequence[Test], others: Sequence[Sort]) -> dict[Sort, int]:
    """Sort -> up to which number its people must be counted."""
    sorts = dict.fromkeys(others, 1)
    for test in tests:
        if isinstance(test, MemberTest):
            sort = sort_of(test.people)
            sorts[sort] = max(
                sorts.get(sort, 1), law.numbers[test.at_least] if test.at_least else 1
            )
    return sorts
