"""The rules with two truth values only: a household that is known through and through.

Written apart from bot/domain/eligibility/assessing.py and its kin, so that one can be held
against the other.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from bot.domain.eligibility.questions import Eligibility, Question, QuestionKind
from bot.domain.eligibility.rules import (
    Bounds,
    Criterion,
    FactTest,
    Join,
    MeetsTest,
    MemberTest,
    Node,
    OfficeTest,
    ReceivesTest,
    Rule,
    Test,
    Written,
    criteria,
)
from bot.domain.eligibility.values import NO, YES, Span

Value = str | int
Person = Mapping[str, Value]
Sort = tuple[tuple[str, Written], ...]
Numbers = Mapping[str, int]


@dataclass(frozen=True, slots=True)
class World:
    """One household as it may really be. A fact that means nothing there is None."""

    facts: Mapping[str, Value | None]
    people: Mapping[Sort, int]
    offices: Mapping[Criterion, bool]


def is_in(value: Value | None, wanted: Written, numbers: Numbers) -> bool:
    if value is None:
        return False
    if isinstance(wanted, frozenset):
        return value in wanted
    if not isinstance(value, int):
        return False
    if isinstance(wanted, Span):
        return (wanted.low is None or value >= wanted.low) and (
            wanted.high is None or value <= wanted.high
        )
    return (
        (not wanted.least or value >= numbers[wanted.least])
        and (not wanted.most or value <= numbers[wanted.most])
        and (not wanted.above or value > numbers[wanted.above])
        and (not wanted.below or value < numbers[wanted.below])
    )


def sort_of(people: Mapping[str, Written]) -> Sort:
    return tuple(sorted(people.items(), key=lambda item: item[0]))


def is_of(person: Mapping[str, Value | None], sort: Sort, numbers: Numbers) -> bool:
    return all(is_in(person.get(trait), wanted, numbers) for trait, wanted in sort)


@dataclass(frozen=True)
class Law:
    """The rules in force, by programme, and the numbers of the day."""

    rules: Mapping[str, Rule]
    numbers: Numbers
    eligibility: Eligibility

    @property
    def is_small(self) -> bool:
        """A made-up world in which anything may be told vaguely, so that every value counts."""
        return len(self.eligibility.traits) <= 2

    @cached_property
    def people_told(self) -> Mapping[str, Sort]:
        """Facts that say who lives there: "ada_siapa/balita" is so where there is a toddler."""
        return {
            f"{question.id}/{option.id}": sort_of(option.people)
            for question in self.eligibility.questions.values()
            for option in question.options
            if question.kind is QuestionKind.SEVERAL and option.people
        }

    def value(self, fact: str, world: World) -> Value | None:
        if fact in self.people_told:
            return YES if world.people[self.people_told[fact]] else NO
        return world.facts.get(fact)

    def meets(self, programme: str, world: World) -> bool:
        return self._node(self.rules[programme].root, world)

    def _node(self, node: Node, world: World) -> bool:
        if isinstance(node, Criterion):
            return self.passes(node.test, world, node)
        parts = (self._node(part, world) for part in node.parts)
        if node.join is Join.ALL:
            return all(parts)
        return any(parts) if node.join is Join.ANY else not any(parts)

    def passes(self, test: Test, world: World, criterion: Criterion | None = None) -> bool:
        match test:
            case FactTest(fact, wanted):
                return is_in(self.value(fact, world), wanted, self.numbers)
            case MemberTest(people, at_least):
                wanted_people = self.numbers[at_least] if at_least else 1
                return world.people[sort_of(people)] >= wanted_people
            case ReceivesTest(programmes):
                return any(world.facts.get(f"diterima/{p}") == YES for p in programmes)
            case MeetsTest(programme):
                has = world.facts.get(f"diterima/{programme}") == YES
                return has or (programme in self.rules and self.meets(programme, world))
            case OfficeTest():
                return criterion is not None and world.offices[criterion]

    def criteria(self, programme: str) -> list[Criterion]:
        """All that the rule rests on, other programmes' rules included."""
        found: list[Criterion] = []
        for criterion in criteria(self.rules[programme].root):
            found.append(criterion)
            test = criterion.test
            if isinstance(test, MeetsTest) and test.programme in self.rules:
                found += self.criteria(test.programme)
        return found


def gates(law: Law, tests: Sequence[Test], questions: Sequence[Question]) -> list[Test]:
    """The gates of what is tested, and the gates of those."""
    found = [question.only_if for question in questions if question.only_if]
    fresh = [*tests, *found]
    while fresh:
        test = fresh.pop()
        for fact in facts_of(law, test):
            gate = gate_of(law.eligibility, fact)
            if gate and gate not in found:
                found.append(gate)
                fresh.append(gate)
    return found


def facts_of(law: Law, test: Test) -> list[str]:
    match test:
        case FactTest(fact):
            return [fact]
        case ReceivesTest(programmes):
            return [f"diterima/{programme}" for programme in sorted(programmes)]
        case MeetsTest(programme):
            received = law.eligibility.questions.get("diterima")
            has = received is not None and received.option(programme) is not None
            return [f"diterima/{programme}"] if has else []
        case _:
            return []


def gate_of(eligibility: Eligibility, fact: str) -> Test | None:
    question = eligibility.questions.get(fact.partition("/")[0])
    return question.only_if if question else None


def facts_in_order(law: Law, tests: Sequence[Test]) -> dict[str, tuple[Value, ...]]:
    """Each fact with all values worth telling apart; what a gate looks at comes before."""
    named = dict.fromkeys(fact for test in tests for fact in facts_of(law, test))
    facts = [fact for fact in named if fact not in law.people_told]

    def depth(fact: str) -> int:
        gate = gate_of(law.eligibility, fact)
        behind = facts_of(law, gate) if gate else []
        return 1 + max((depth(other) for other in behind), default=0) if gate else 0

    return {fact: values(law, fact, tests) for fact in sorted(facts, key=depth)}


def values(law: Law, fact: str, tests: Sequence[Test]) -> tuple[Value, ...]:
    question = law.eligibility.questions.get(fact)
    written = [test.wanted for test in tests if isinstance(test, FactTest) and test.fact == fact]
    for other in law.eligibility.questions.values():
        written += [option.fills[fact] for option in other.options if fact in option.fills]
    if question and question.kind is QuestionKind.NUMBER:
        numbers = list(cuts(written, question.limits, law.numbers))
        if law.is_small:
            return tuple(numbers)
        alike = {tuple(is_in(n, wanted, law.numbers) for wanted in written): n for n in numbers}
        return tuple(alike.values())
    if question and question.kind is QuestionKind.CHOICE:
        named = [wanted for wanted in written if isinstance(wanted, frozenset)]
        return tuple(sorted(frozenset().union(*named)))
    return (YES, NO)


def cuts(written: Sequence[Written], limits: Span | None, numbers: Numbers) -> Iterator[int]:
    """Numbers on both sides of every bound: no other number behaves differently."""
    cuts: set[int] = {0}
    for wanted in written:
        if isinstance(wanted, Span):
            cuts |= {end for end in (wanted.low, wanted.high) if end is not None}
        elif isinstance(wanted, Bounds):
            named = (wanted.least, wanted.most, wanted.above, wanted.below)
            cuts |= {numbers[name] for name in named if name}
    near = {cut + step for cut in cuts for step in (-1, 0, 1)}
    low, high = (limits.low, limits.high) if limits else (0, None)
    if low is not None and high is not None and high - low < 10:
        near = set(range(low, high + 1))
    yield from sorted(n for n in near if (low is None or n >= low) and (high is None or n <= high))
