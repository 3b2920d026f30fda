"""Random small worlds for the eligibility tests: questions, rules, households, honest answers.

Everything is drawn from one `random.Random`, so that a seed is a test case.
"""

import random
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from bot.domain.eligibility.questions import Eligibility, Option, Question, QuestionKind, Trait
from bot.domain.eligibility.rules import (
    Bounds,
    Criterion,
    FactTest,
    Group,
    Join,
    MeetsTest,
    MemberTest,
    Node,
    OfficeTest,
    ReceivesTest,
    Rule,
    Test,
    Wording,
    Written,
)
from bot.domain.eligibility.values import NO, YES, Possible, Span
from bot.domain.knowledge import KnowledgeBase, Parameter
from bot.domain.provenance import Provenance

DAY = date(2026, 11, 22)
READ = Provenance(("S1",), reviewed_on=DAY)
OLDEST = 3
HIGHEST = 5
SCHOOLS = ("sd", "smp", "selesai")
TRAITS = {
    "umur": Trait("umur", "umur", QuestionKind.NUMBER, limits=Span(0, OLDEST), unit="tahun"),
    "sekolah": Trait("sekolah", "sekolah", QuestionKind.CHOICE, dict.fromkeys(SCHOOLS, "")),
}
# Dated numbers that the rules name: n0 .. n5.
NUMBERS = {
    f"n{value}": Parameter(f"n{value}", "", "", ((date(2020, 1, 1), Decimal(value)),), READ)
    for value in range(HIGHEST + 1)
}


@dataclass(frozen=True, slots=True)
class Size:
    """How big a world is: from small ones that can be enumerated to 40 by 40."""

    facts: tuple[int, int] = (2, 4)
    members: tuple[int, int] = (0, 2)
    programmes: tuple[int, int] = (1, 3)
    parts: tuple[int, int] = (1, 3)
    depth: int = 2


def base_of(
    questions: Mapping[str, Question], rules: Mapping[str, tuple[Rule, ...]]
) -> KnowledgeBase:
    return KnowledgeBase(
        {}, parameters=NUMBERS, eligibility=Eligibility(questions, TRAITS, dict(rules))
    )


def random_base(rng: random.Random, size: Size | None = None) -> KnowledgeBase:
    size = size or Size()
    programmes = [f"p{place}" for place in range(rng.randint(*size.programmes))]
    questions = list(_questions(rng, size, programmes))
    maker = _RuleMaker(rng, size, {question.id: question for question in questions})
    rules = {programme: (maker.rule(programme),) for programme in programmes}
    return base_of(maker.questions, rules)


def _questions(rng: random.Random, size: Size, programmes: list[str]) -> Iterator[Question]:
    """In an order in which every gate stands behind what it looks at."""
    earlier: list[Question] = []
    for place in range(rng.randint(*size.facts)):
        kind = rng.choice(("ya_tidak", "pilihan", "angka", "angka_terdaftar", "beberapa"))
        question = _MAKERS[kind](f"f{place}")
        if kind != "angka_terdaftar" and earlier and rng.random() < 0.3:
            question = replace(question, only_if=_gate(rng, rng.choice(earlier)))
        earlier.append(question)
    for place in range(rng.randint(*size.members)):
        question = members_question(f"m{place}", random_people(rng))
        if rng.random() < 0.2:
            question = replace(question, only_if=_gate(rng, rng.choice(earlier)))
        earlier.append(question)
    if rng.random() < 0.6:
        earlier.append(several_question("diterima", programmes))
    if rng.random() < 0.4:
        earlier = list(_who_first(earlier))
    rng.shuffle(earlier)
    yield from earlier


def _who_first(questions: list[Question]) -> Iterator[Question]:
    """One question asks which sorts of people there are; it opens the questions about each."""
    options = []
    for question in questions:
        if question.about and not question.only_if:
            so = {f"siapa/{question.id}": frozenset({YES})}
            options.append(Option(question.id, "", so, people=question.about, weight=30))
            yield replace(question, only_if=FactTest(f"siapa/{question.id}", frozenset({YES})))
        else:
            yield question
    if options:
        yield Question("siapa", QuestionKind.SEVERAL, "?", "?", "siapa", tuple(options))


def _gate(rng: random.Random, question: Question) -> Test:
    if question.kind is QuestionKind.MEMBERS:
        assert question.about
        return MemberTest(question.about)
    return random_fact_test(rng, question)


def yes_no_question(identity: str) -> Question:
    options = tuple(
        Option(value, value, {identity: frozenset({value})}, weight=50) for value in (YES, NO)
    )
    return Question(identity, QuestionKind.YES_NO, "?", "?", identity, options)


def choice_question(identity: str) -> Question:
    options = tuple(Option(v, v, {identity: frozenset({v})}, weight=30) for v in "abc")
    return Question(identity, QuestionKind.CHOICE, "?", "?", identity, options)


def number_question(identity: str) -> Question:
    spans = (Span(0, 1), Span(2, 3), Span(4, HIGHEST))
    options = tuple(Option(f"o{s.low}", "", {identity: s}, weight=30) for s in spans)
    limits = Span(0, HIGHEST)
    return Question(identity, QuestionKind.NUMBER, "?", "?", identity, options, limits=limits)


def registered_question(identity: str) -> Question:
    """A number behind a fact of its own options, as desil is behind "listed in DTSEN"."""
    listed = f"{identity}_terdaftar"
    number = number_question(identity)
    known = tuple(
        replace(option, fills={**option.fills, listed: frozenset({YES})})
        for option in number.options
    )
    others = (
        Option("terdaftar", "", {listed: frozenset({YES})}, weight=15),
        Option("belum", "", {listed: frozenset({NO})}, weight=10),
    )
    gate = FactTest(listed, frozenset({YES}))
    return replace(number, options=(*known, *others), only_if=gate)


def several_question(identity: str, names: list[str] | None = None) -> Question:
    options = tuple(
        Option(name, name, {f"{identity}/{name}": frozenset({YES})}, weight=20)
        for name in (names or ["a", "b"])
    )
    return Question(identity, QuestionKind.SEVERAL, "?", "?", identity, options)


def members_question(identity: str, about: Mapping[str, Written]) -> Question:
    people = {k: v for k, v in about.items() if not isinstance(v, Bounds)}
    options = (Option("orang", "", people=people, weight=30),)
    return Question(identity, QuestionKind.MEMBERS, "?", "?", identity, options, about=people)


_MAKERS = {
    "ya_tidak": yes_no_question,
    "pilihan": choice_question,
    "angka": number_question,
    "angka_terdaftar": registered_question,
    "beberapa": several_question,
}


def random_people(rng: random.Random) -> dict[str, Possible]:
    """A sort of people: an age range, some schools, or both."""
    sort: dict[str, Possible] = {}
    if rng.random() < 0.6:
        low, high = sorted((rng.randint(0, OLDEST), rng.randint(0, OLDEST)))
        sort["umur"] = Span(low, high)
    if not sort or rng.random() < 0.5:
        sort["sekolah"] = frozenset(rng.sample(SCHOOLS, rng.randint(1, 2)))
    return sort


def random_fact_test(rng: random.Random, question: Question) -> FactTest:
    """A criterion over a fact that this question fills."""
    option = rng.choice([option for option in question.options if option.fills])
    fact = rng.choice(sorted(option.fills))
    if isinstance(option.fills[fact], Span):
        return FactTest(fact, _random_bounds(rng))
    if question.kind is QuestionKind.CHOICE:
        return FactTest(fact, frozenset(rng.sample("abc", rng.randint(1, 2))))
    return FactTest(fact, frozenset({rng.choice((YES, YES, NO))}))


def _random_bounds(rng: random.Random) -> Bounds:
    value = f"n{rng.randint(1, HIGHEST - 1)}"
    kind = rng.randrange(5)
    if kind == 4:
        return Bounds(least=f"n{rng.randint(0, 2)}", below=f"n{rng.randint(3, HIGHEST)}")
    return (Bounds(least=value), Bounds(most=value), Bounds(above=value), Bounds(below=value))[
        kind
    ]


class _RuleMaker:
    """Draws rules over the questions; a rule may ask for the rules made before it."""

    def __init__(self, rng: random.Random, size: Size, questions: dict[str, Question]) -> None:
        self.questions = questions
        self._rng, self._size = rng, size
        self._made: list[str] = []
        self._numbered = 0

    def rule(self, programme: str) -> Rule:
        join = self._rng.choice((Join.ALL, Join.ALL, Join.ANY))
        rule = Rule(programme, self._group(join, self._size.depth), READ)
        self._made.append(programme)
        return rule

    def _group(self, join: Join, depth: int) -> Group:
        count = self._rng.randint(*self._size.parts)
        return Group(join, tuple(self._node(depth - 1) for _ in range(count)), self._name("g"))

    def _node(self, depth: int) -> Node:
        if depth > 0 and self._rng.random() < 0.4:
            return self._group(self._rng.choice(list(Join)), depth)
        words = Wording("ya", "tidak", "belum tahu")
        return Criterion(self._name("k"), self._test(), words, READ)

    def _name(self, letter: str) -> str:
        self._numbered += 1
        return f"{letter}{self._numbered}"

    def _test(self) -> Test:
        rng = self._rng
        chance = rng.random()
        if chance < 0.04:
            return OfficeTest("kelurahan")
        if chance < 0.12 and self._made:
            return MeetsTest(rng.choice(self._made))
        received = self.questions.get("diterima")
        if chance < 0.2 and received:
            names = [option.id for option in received.options]
            return ReceivesTest(frozenset(rng.sample(names, rng.randint(1, min(2, len(names))))))
        question = rng.choice(list(self.questions.values()))
        if question.kind is QuestionKind.MEMBERS or chance > 0.93:
            return self._member_test(question)
        return random_fact_test(rng, question)

    def _member_test(self, question: Question) -> MemberTest:
        people = random_people(self._rng)
        if question.about and self._rng.random() < 0.7:  # within what a question asks for
            people = {**people, **question.about}
        return MemberTest(people, self._rng.choice(("", "", "", "n2")))
