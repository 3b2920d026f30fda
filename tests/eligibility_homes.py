"""Whole households, and the honest answers they give: in full, in part, or "tidak tahu"."""

import random
from collections import UserDict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.domain.eligibility.household import Answer, Member
from bot.domain.eligibility.questions import Question, QuestionKind
from bot.domain.eligibility.rules import Bounds
from bot.domain.eligibility.values import NO, YES, Possible, Span
from tests.eligibility_law import Law, Numbers, Person, Sort, Value, World, is_of, sort_of
from tests.eligibility_worlds import HIGHEST, OLDEST, SCHOOLS


class Counted(UserDict[Sort, int]):
    """How many people of a sort live here, counted when it is asked."""

    def __init__(self, people: Sequence[Person], numbers: Numbers) -> None:
        super().__init__()
        self._people, self._numbers = people, numbers

    def __missing__(self, sort: Sort) -> int:
        return sum(is_of(person, sort, self._numbers) for person in self._people)


@dataclass(frozen=True, slots=True)
class Home:
    """One household as it is. A fact that means nothing here is None."""

    facts: Mapping[str, Value | None]
    people: tuple[Person, ...] = ()

    def world(self, law: Law) -> World:
        return World(self.facts, Counted(self.people, law.numbers), {})

    def may_be_asked(self, question: Question, law: Law) -> bool:
        return question.only_if is None or law.passes(question.only_if, self.world(law))


def random_home(rng: random.Random, law: Law) -> Home:
    """A household of at most three people, with every gate kept."""
    people: tuple[Person, ...] = tuple(
        {"umur": rng.randint(0, OLDEST), "sekolah": rng.choice(SCHOOLS)}
        for _ in range(rng.randint(0, 3))
    )
    questions = law.eligibility.questions.values()
    facts: dict[str, Value | None] = {}
    for question in questions:
        for option in question.options:
            for fact, wanted in option.fills.items():
                if isinstance(wanted, Span):
                    facts[fact] = rng.randint(0, HIGHEST)
                elif question.kind is QuestionKind.CHOICE:
                    facts[fact] = rng.choice("abc")
                else:
                    facts[fact] = rng.choice((YES, NO))
    home = Home(facts, people)
    while (settled := _behind_gates(home, law)) != home:
        home = settled
    return home


def _behind_gates(home: Home, law: Law) -> Home:
    facts, people = dict(home.facts), home.people
    for question in law.eligibility.questions.values():
        if home.may_be_asked(question, law):
            continue
        facts |= {fact: None for fact in facts if fact.partition("/")[0] == question.id}
        if question.about:
            sort = sort_of(question.about)
            people = tuple(p for p in people if not is_of(p, sort, law.numbers))
    return Home(facts, people)


def random_answers(rng: random.Random, law: Law, home: Home) -> list[Answer]:
    """What they say, in any order: some questions are not reached, some not known."""
    questions = list(law.eligibility.questions.values())
    rng.shuffle(questions)
    answers = []
    for question in questions:
        chance = rng.random()
        if chance < 0.25:
            continue
        if chance < 0.35:
            answers.append(Answer(question.id))
        elif question.about:
            answers += _about_people(rng, question, home, law)
        else:
            answers += _about_facts(rng, question, home, law)
    return answers


def _about_people(rng: random.Random, question: Question, home: Home, law: Law) -> list[Answer]:
    if not home.may_be_asked(question, law):
        return []
    assert question.about
    sort = sort_of(question.about)
    told = [person for person in home.people if is_of(person, sort, law.numbers)]
    in_full = rng.random() < 0.75
    if not in_full:
        told = told[: rng.randint(0, len(told))]
    members = tuple(_described(rng, question, person) for person in told)
    return [Answer(question.id, members=members, is_complete=in_full)] if in_full or told else []


def _described(rng: random.Random, question: Question, person: Person) -> Member:
    """They are surely of the sort asked for; what else is told of them may be vague."""
    traits: dict[str, Possible] = dict(question.about or {})
    for trait, value in person.items():
        if rng.random() < 0.6:
            traits[trait] = _vague(rng, value, SCHOOLS, traits.get(trait))
    return Member(traits, question.id)


def _vague(
    rng: random.Random, value: Value, names: Sequence[str], inside: Possible | None
) -> Possible:
    """What is said of a value: exactly it mostly, sometimes that it is one of several."""
    more = rng.random() < 0.3
    if isinstance(value, int):
        low, high = value - more * rng.randint(0, 2), value + more * rng.randint(0, 2)
        if isinstance(inside, Span):
            assert inside.low is not None
            assert inside.high is not None
            low, high = max(low, inside.low), min(high, inside.high)
        return Span(max(0, low), high)
    others = names if inside is None else [name for name in names if name in inside]  # type: ignore[operator]
    return frozenset({value, *([rng.choice(others)] if more else [])})


def _about_facts(rng: random.Random, question: Question, home: Home, law: Law) -> list[Answer]:
    if question.kind is QuestionKind.SEVERAL:
        return _several(question, home, law)
    true = [
        option
        for option in question.options
        if all(is_of(home.facts, ((fact, values),), {}) for fact, values in option.fills.items())
    ]
    if not true:
        return []
    option = rng.choice(true)
    told = {fact: _loosened(rng, fact, values, home) for fact, values in option.fills.items()}
    return [Answer(question.id, told, option=option.id)]


def _several(question: Question, home: Home, law: Law) -> list[Answer]:
    """All options that are so, with the people they stand for."""
    world = home.world(law)
    told = {
        option.id: law.value(f"{question.id}/{option.id}", world) for option in question.options
    }
    if None in told.values():
        return []
    members = tuple(
        Member({t: v for t, v in option.people.items() if not isinstance(v, Bounds)}, question.id)
        for option in question.options
        if option.people and told[option.id] == YES
    )
    fills = {f"{question.id}/{name}": frozenset({str(value)}) for name, value in told.items()}
    return [Answer(question.id, fills, members, is_complete=bool(members))]


def _loosened(rng: random.Random, fact: str, values: object, home: Home) -> Possible:
    value = home.facts[fact]
    assert value is not None
    if isinstance(values, Span):
        return values if rng.random() < 0.5 else _vague(rng, value, (), None)
    assert isinstance(values, frozenset)
    if values <= {YES, NO}:
        return values
    return _vague(rng, value, "abc", None)
