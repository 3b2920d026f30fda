"""The figures of the loop: from rows to days and shares, and the rows themselves."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.desk import GapStatus
from bot.domain.serving import LoopFigures, ServedQuestion, ServedWish, loop_figures
from bot.storage import served
from tests.asker_world import City, city

NOW = datetime(2026, 11, 22, tzinfo=UTC)
ALWAYS = datetime(2020, 1, 1)  # noqa: DTZ001  as it is stored


def answered_after(days: float) -> ServedQuestion:
    asked = NOW - timedelta(days=40)
    return ServedQuestion(asked, asked + timedelta(days=days))


def test_nothing_has_no_figures() -> None:
    found = loop_figures((), (), NOW)
    assert (found.days_median, found.days_p90, found.longest_wait_days) == (None, None, None)
    assert (found.share_informed, found.share_solved) == (None, None)


def test_ten_answers_have_a_middle_and_a_ninth() -> None:
    found = loop_figures([answered_after(days) for days in range(1, 11)], (), NOW)
    assert (found.answered, found.days_median, found.days_p90) == (10, 5, 9)


def test_what_still_waits_does_not_flatter_the_days() -> None:
    still = ServedQuestion(NOW - timedelta(days=30))
    found = loop_figures([answered_after(1), still], (), NOW)
    assert (found.days_median, found.waiting, found.longest_wait_days) == (1, 1, 30)


def test_shares_are_of_those_who_could_be_counted() -> None:
    wishes = [ServedWish(True, True), ServedWish(True, False), ServedWish(True), ServedWish(False)]
    found = loop_figures((), wishes, NOW)
    assert (found.share_informed, found.share_solved) == (0.75, 0.5)


@given(st.lists(st.floats(0, 400), min_size=1), st.lists(st.tuples(st.booleans(), st.booleans())))
def test_figures_stay_within_what_was_counted(days: list[float], said: list) -> None:
    wishes = [ServedWish(told, solved if told else None) for told, solved in said]
    found = loop_figures(map(answered_after, days), wishes, NOW)
    assert found.days_median is not None
    assert found.days_p90 is not None
    assert found.days_median <= found.days_p90 <= max(days) + 0.001
    assert 0 <= found.solved <= found.judged <= found.informed <= found.wishes == len(wishes)


@pytest.fixture
def magelang(tmp_path: Path) -> Iterator[City]:
    opened = city(tmp_path)
    yield opened
    opened.close()


def figures(of: City) -> LoopFigures:
    with of.engine.connect() as connection:
        rows = served.questions(connection, ALWAYS), served.wishes(connection, ALWAYS)
    return loop_figures(*rows, of.clock.now)


def test_the_rows_tell_what_has_happened(magelang: City) -> None:
    for person in ("1", "2", "3", "4"):
        magelang.asks("air keruh", person)
    magelang.says("air apa", "5")
    magelang.later(days=4)
    magelang.answers(person="1"), magelang.answers(person="2")
    magelang.answers("", person="3", status=GapStatus.NOT_OURS)
    magelang.told()
    magelang.says("(Ya, terjawab)", "1"), magelang.says("(Belum)", "2")
    magelang.later(days=2)
    found = figures(magelang)
    # The second one waits again, and so do the fourth and the fifth; "not ours" counts as told.
    assert (found.answered, found.waiting) == (1, 3)
    assert found.days_median == pytest.approx(4, abs=0.01)
    assert found.longest_wait_days == pytest.approx(6, abs=0.01)
    assert (found.wishes, found.informed, found.judged, found.solved) == (4, 3, 2, 1)


def test_spam_is_nobodys_wait(magelang: City) -> None:
    magelang.asks("air keruh")
    magelang.answers("", status=GapStatus.SPAM)
    assert (figures(magelang).answered, figures(magelang).waiting) == (0, 0)


def test_a_question_that_came_after_its_answer_never_waited(magelang: City) -> None:
    magelang.asks("air keruh"), magelang.answers()
    magelang.says("air butek")
    with magelang.engine.begin() as connection:
        connection.exec_driver_sql("UPDATE gaps SET group_id = 1")
    assert (figures(magelang).answered, figures(magelang).waiting) == (1, 0)
