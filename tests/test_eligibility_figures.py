"""The figures of the interview that an edit of rules or questions must not lose.

`python -m tests.benchmarks.eligibility` prints them for a thousand households; here are fewer.
"""

from datetime import date

import pytest

from bot.domain.eligibility.binding import rulebook
from bot.domain.eligibility.ordering import next_question
from bot.domain.eligibility.rulebook import RuleBook
from bot.loader import SHIPPED, load
from tests.benchmarks.eligibility.figures import measure, one_programme, peers
from tests.benchmarks.eligibility.households import families

DAY = date(2026, 11, 22)
HOUSEHOLDS = 150


@pytest.fixture(scope="module")
def book() -> RuleBook:
    return rulebook(load(SHIPPED, DAY), DAY)


def test_few_questions_tell_much_and_nothing_is_told_without_a_source(book: RuleBook) -> None:
    ours = measure(book, families(HOUSEHOLDS), next_question, with_bounds=False)
    assert ours.asked.median <= 14
    assert ours.asked.median <= ours.fact_by_fact.median / 2
    assert ours.soon >= 0.7
    assert ours.likely > HOUSEHOLDS
    assert ours.verdicts == len(book.eligibility.rules) * HOUSEHOLDS
    assert (ours.unsourced, ours.untrue) == (0, 0)


def test_the_computed_order_is_no_worse_than_its_peers(book: RuleBook) -> None:
    asked = families(HOUSEHOLDS)
    ours = measure(book, asked, next_question, with_bounds=False)
    for name, order in peers().items():
        other = measure(book, asked, order, with_bounds=False)
        assert ours.asked.median <= other.asked.median, name
        assert ours.soon > other.soon, name


def test_one_programme_takes_at_most_four_questions_at_the_median(book: RuleBook) -> None:
    alone = one_programme(book, families(HOUSEHOLDS), next_question)
    assert len(alone) > 30
    assert {name: numbers.median for name, numbers in alone.items() if numbers.median > 4} == {}
