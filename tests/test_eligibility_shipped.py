"""The shipped rules against brute force, programme by programme.

For every way to answer the questions that a rule uses ("tidak tahu" among them): what is told as
certain is certain, and what is certain is told.
"""

import itertools
import math
import random
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

import pytest

from bot.domain.eligibility.assessing import assess_one
from bot.domain.eligibility.binding import rulebook
from bot.domain.eligibility.household import Answer
from bot.domain.eligibility.interview import joined, nobody, unknown
from bot.domain.eligibility.questions import Question, QuestionKind
from bot.domain.eligibility.rulebook import RuleBook
from bot.domain.eligibility.twigs import leaves
from bot.loader import SHIPPED, load
from tests.eligibility_completions import Completions
from tests.eligibility_law import Law
from tests.eligibility_worlds import DAY

MOST_WAYS = 250  # of answering, a programme; where there are more, as many are drawn


@pytest.fixture(scope="module")
def book() -> RuleBook:
    base = load(SHIPPED, DAY)
    if not base.eligibility.rules:
        pytest.skip("NOT CHECKED: the shipped knowledge has no eligibility rules yet")
    return rulebook(base, DAY)


def law_of(book: RuleBook) -> Law:
    rules = {programme: ready.rule for programme, ready in book.rules.items()}
    return Law(rules, book.numbers, book.eligibility)


def questions_for(book: RuleBook, programme: str) -> list[Question]:
    """Those that its rule uses, what they depend on, and all that tell of the same traits."""
    used = {name for leaf in leaves(book.rules[programme].root) for name in leaf.questions}
    used |= {name for question in used for name in book.gate_questions.get(question, ())}
    traits = {trait for name in used for trait in book.questions[name].about or {}}
    return [
        question
        for question in book.questions.values()
        if question.id in used or traits & set(question.about or {})
    ]


def ways_to_answer(book: RuleBook, question: Question) -> list[Answer]:
    """Not known, every button, nobody, and every two buttons where there may be several."""
    buttons = list(book.answers[question.id].values())
    ways = [unknown(question.id), *buttons]
    if question.kind in (QuestionKind.SEVERAL, QuestionKind.MEMBERS):
        ways.append(nobody(question))
        ways += [joined(one, other) for one, other in itertools.combinations(buttons, 2)]
    if question.kind is QuestionKind.MEMBERS:  # heard by the way: there may be more
        ways += [replace(button, is_complete=False, option="") for button in buttons]
    return ways


def all_ways(
    book: RuleBook, questions: Sequence[Question], most: int, rng: random.Random
) -> Iterator[tuple[Answer, ...]]:
    ways = [ways_to_answer(book, question) for question in questions]
    if math.prod(map(len, ways)) <= most:
        yield from itertools.product(*ways)
        return
    for _ in range(most):
        # Half of all are not known now and then: little is known of most people.
        some = rng.random()
        picked = [way[0] if rng.random() < some else rng.choice(way) for way in ways]
        yield tuple(rng.sample(picked, len(picked)))


def compare(book: RuleBook, programme: str, most: int) -> tuple[Counter[str], list[str]]:
    """How brute force and our verdict agree, and examples where they do not."""
    law, questions = law_of(book), questions_for(book, programme)
    completions = Completions(law, programme, questions)
    counts: Counter[str] = Counter()
    examples: list[str] = []
    for answers in all_ways(book, questions, most, random.Random(4)):
        may_be = completions.outcomes(answers)
        if not may_be:
            counts["nobody answers so"] += 1
            continue
        found = assess_one(book, programme, book.household(answers))
        assert found
        counts["verdicts"] += 1
        kind = "contradiction" if found.truth is not None else "incomplete"
        if may_be != ({True, False} if found.truth is None else {found.truth}):
            counts[kind] += 1
            told = {a.question: a.option or a.members or a.fills for a in answers}
            examples.append(f"{kind}: {programme} told {found.truth}, may be {may_be}: {told}")
    return counts, examples


def test_what_is_certain_is_told_and_nothing_else(book: RuleBook) -> None:
    counts: Counter[str] = Counter()
    wrong: list[str] = []
    for programme in book.rules:
        found, examples = compare(book, programme, MOST_WAYS)
        counts += found
        wrong += examples[:2]
    assert counts["verdicts"] > 10 * len(book.rules)
    assert wrong == []
