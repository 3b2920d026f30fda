"""Interviews played from the first question to the last, by ours and by other orders."""

import random
from collections import Counter
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass

from bot.domain.eligibility.assessing import Assessment, Verdict, assess, is_received
from bot.domain.eligibility.household import Answer, Household
from bot.domain.eligibility.questions import QuestionKind
from bot.domain.eligibility.rulebook import RuleBook
from bot.domain.eligibility.twigs import Leaf, Twig, truth_of
from bot.domain.eligibility.values import Truth
from tests.benchmarks.eligibility.households import Family
from tests.eligibility_law import Law

# Which question is asked next; None: no verdict in scope can change any more.
Order = Callable[[RuleBook, Household, Collection[str]], str | None]
SOON = 6  # questions, after which most of what is likely should be known


@dataclass(frozen=True, slots=True)
class Course:
    """One interview. `settled_after`: questions until the last verdict that was settled."""

    answers: tuple[Answer, ...]
    settled_after: int
    likely_soon: frozenset[str]
    assessments: tuple[Assessment, ...]

    @property
    def likely(self) -> frozenset[str]:
        return likely_in(self.assessments)


def likely_in(assessments: Collection[Assessment]) -> frozenset[str]:
    return frozenset(a.programme for a in assessments if a.verdict is Verdict.LIKELY)


def play(
    book: RuleBook, law: Law, family: Family, order: Order, scope: Collection[str] = ()
) -> Course:
    answers: list[Answer] = []
    household = Household()
    truths = _truths(book, household, scope)
    settled_after, soon = 0, frozenset[str]()
    while (question := order(book, household, scope)) is not None:
        assert question not in household.answered, f"{question} is asked twice"
        answers.append(family.answer(book, law, book.questions[question]))
        household = book.household(answers)
        after = _truths(book, household, scope)
        if after != truths:
            truths, settled_after = after, len(answers)
        if len(answers) == SOON:
            soon = likely_in(assess(book, household))
    found = assess(book, household)
    if len(answers) < SOON:
        soon = likely_in(found)
    return Course(tuple(answers), settled_after, soon, found)


def _truths(book: RuleBook, household: Household, scope: Collection[str]) -> list[Truth]:
    rules = book.rules.items()
    return [truth_of(ready.root, household) for p, ready in rules if not scope or p in scope]


# Peers. All of them skip what cannot matter; they differ in what comes first.


def in_file_order(book: RuleBook, household: Household, scope: Collection[str]) -> str | None:
    """The questions of fakta.yaml from the first to the last."""
    asked = _askable(book, household, scope)
    return next((question for question in book.questions if question in asked), None)


def most_missing_first(book: RuleBook, household: Household, scope: Collection[str]) -> str | None:
    """As publicodes does: what most open criteria miss."""
    asked = _askable(book, household, scope)
    order = {question: place for place, question in enumerate(book.questions)}
    return max(asked, key=lambda question: (asked[question], -order[question]), default=None)


def at_random(seed: int) -> Order:
    rng = random.Random(seed)

    def draw(book: RuleBook, household: Household, scope: Collection[str]) -> str | None:
        asked = _askable(book, household, scope)
        return rng.choice(sorted(asked)) if asked else None

    return draw


def _askable(book: RuleBook, household: Household, scope: Collection[str]) -> Counter[str]:
    """Question -> how many open criteria of open rules it may settle."""
    asked: Counter[str] = Counter()
    for programme, ready in book.rules.items():
        if (scope and programme not in scope) or is_received(ready, household):
            continue
        for leaf in _open_leaves(ready.root, household):
            for question in leaf.questions:
                first = _before(book, household, question)
                if first is not None:
                    asked[first] += 1
                    break
    return asked


def _open_leaves(twig: Twig, household: Household) -> Iterator[Leaf]:
    if truth_of(twig, household) is not None:
        return
    if isinstance(twig, Leaf):
        yield twig
        return
    for part in twig.parts:
        yield from _open_leaves(part, household)


def _before(book: RuleBook, household: Household, question: str) -> str | None:
    """The question itself, or the one that tells whether it means anything."""
    gate = book.gates.get(question)
    if question in household.answered or (gate is not None and gate(household) is False):
        return None
    if gate is not None and gate(household) is None:
        for other in book.gate_questions[question]:
            if other != question and other not in household.answered:
                return other
    return question


def needed_at_least(book: RuleBook, course: Course) -> int:
    """How few of the answers prove what was settled in the end: what somebody would need who knew
    the household beforehand. One after another is left out where nothing is lost by it.
    """
    answers = [answer for answer in course.answers if not answer.is_unknown]
    wanted = _settled(book, answers)
    for answer in list(answers):
        fewer = [other for other in answers if other is not answer]
        if _settled(book, fewer) == wanted:
            answers = fewer
    return len(answers)


def _settled(book: RuleBook, answers: list[Answer]) -> dict[str, Truth]:
    household = book.household(answers)
    truths = {p: truth_of(ready.root, household) for p, ready in book.rules.items()}
    return {
        programme: truth
        for programme, truth in truths.items()
        if truth is not None and not is_received(book.rules[programme], household)
    }


@dataclass(frozen=True, slots=True)
class Everything:
    """What a questionnaire asks that leaves nothing out.

    `questions`: ours that make sense for the household. `facts`: each option of a question with
    several, and each trait of each person told, asked by itself. `form`: the same, with every
    trait of everybody who lives there.
    """

    questions: int
    facts: int
    form: int


def exhaustive(book: RuleBook, law: Law, family: Family) -> Everything:
    questions = facts = told = 0
    for question in book.questions.values():
        if not family.home.may_be_asked(question, law):
            continue
        questions += 1
        if question.about:
            facts += 1  # is there anybody?
            told += sum(len(m.traits) for m in family.answer(book, law, question).members)
        else:
            several = question.kind is QuestionKind.SEVERAL
            facts += len(question.options) if several else 1
    everybody = len(family.home.people) * len(book.eligibility.traits)
    about_people = sum(1 for question in book.questions.values() if question.about)
    return Everything(questions, facts + told, facts - about_people + everybody)
