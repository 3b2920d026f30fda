"""Whatever breaks in between: everybody who waits is told, and nobody twice."""

import multiprocessing
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import text

from bot.jobs import telling as job
from bot.storage.database import NotCommittedError
from bot.storage.secrets import SecretBox
from tests.asker_world import City, city, notify_once, waiting


@pytest.fixture
def magelang(tmp_path: Path) -> Iterator[City]:
    opened = city(tmp_path)
    yield opened
    opened.close()


def test_a_failure_in_between_neither_loses_nor_doubles_news(magelang: City) -> None:
    for person in ("1", "2", "3"):
        magelang.asks("air keruh", person)
        magelang.answers(person=person)
    full = "WHEN (SELECT count(*) FROM outbox) > 1 BEGIN SELECT RAISE(ABORT, 'full'); END"
    with magelang.engine.begin() as connection:
        connection.execute(text(f"CREATE TRIGGER t BEFORE INSERT ON outbox {full}"))
    with pytest.raises(NotCommittedError):
        magelang.notify()
    assert waiting(magelang) == 3
    assert magelang.due() == ()
    with magelang.engine.begin() as connection:
        connection.execute(text("DROP TRIGGER t"))
    assert len(magelang.told()) == 3


def test_many_are_told_in_small_steps(magelang: City, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(job, "ASKERS_AT_ONCE", 3)
    for person in range(8):
        magelang.asks("air keruh", str(person))
        magelang.answers(person=str(person))
    assert "wrote 8 messages" in magelang.notify()


def test_what_changes_while_it_is_worded_is_not_told(magelang: City) -> None:
    magelang.asks("air keruh"), magelang.asks("air bau", "4712"), magelang.asks("air mati", "4713")
    for person in ("4711", "4712", "4713"):
        magelang.answers(person=person)
    tools = magelang.tools()
    known = magelang.service.brain.base
    letters = [
        letter
        for batch in job._batches(tools)
        for one in batch
        if (letter := job._letter(tools, known, one))
    ]
    assert len(letters) == 3
    magelang.says("berhenti")  # one takes it back, one group is opened again, one stays
    with magelang.engine.begin() as connection:
        connection.execute(text("UPDATE gap_groups SET status = 'baru' WHERE id = 2"))
    assert magelang.writer.run(lambda c: job._carry_out(letters, tools, c)).result(10) == 1
    assert [row.address for row in magelang.arrived()] == ["4713"]


def test_a_wish_sealed_with_another_secret_does_not_hold_up_the_others(magelang: City) -> None:
    magelang.asks("air keruh"), magelang.asks("air bau", "4712")
    magelang.answers(), magelang.answers(person="4712")
    stranger = SecretBox("another secret, another secret, another").seal("x")
    with magelang.engine.begin() as connection:
        connection.execute(text("UPDATE askers SET address = :x WHERE id = 1"), {"x": stranger})
    assert [address for address, _ in magelang.told()] == ["4712"]


def test_killed_at_any_moment_it_tells_everybody_once(tmp_path: Path) -> None:
    people = 80
    of = city(tmp_path)
    for person in range(people):
        of.asks("air keruh", str(person))
        of.answers(person=str(person))
    kills = 0
    for pause in (0.0, 0.02):
        so_far = len(of.rows("SELECT id FROM outbox"))
        child = multiprocessing.get_context("spawn").Process(target=notify_once, args=(tmp_path,))
        child.start()
        deadline = time.monotonic() + 60
        while len(of.rows("SELECT id FROM outbox")) == so_far and time.monotonic() < deadline:
            if not child.is_alive():
                break
        time.sleep(pause)
        kills += child.is_alive()
        child.kill()
        child.join()
        told = of.rows("SELECT count(*) FROM askers WHERE told_at IS NOT NULL")
        assert told == of.rows("SELECT count(*) FROM outbox")
    assert kills
    of.notify()
    rows = of.due()
    assert len(rows) == len({row.address for row in rows}) == people
    of.close()
