"""While the service runs: people are told at once after the bell, and also without it."""

import asyncio
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from sqlalchemy import text

from bot.app import telling
from bot.app.telling import Bell, tell_askers
from tests.asker_world import City, city, waiting


@pytest.fixture
def magelang(tmp_path: Path) -> Iterator[City]:
    opened = city(tmp_path)
    yield opened
    opened.close()


async def until(true: Callable[[], bool]) -> None:
    """Ends as soon as it is true; a run that waits in vain fails."""
    async with asyncio.timeout(30):
        while not true():  # noqa: ASYNC110  nothing but the database tells
            await asyncio.sleep(0.01)


def playing(of: City, bell: Bell, what: Callable[[], "asyncio.Future[None]"]) -> None:
    async def both() -> None:
        task = asyncio.create_task(tell_askers(bell, of.tools))
        await what()
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)

    asyncio.run(both())


def test_the_bell_tells_at_once_from_any_thread(magelang: City) -> None:
    bell = Bell()
    magelang.asks("air keruh"), magelang.asks("air mati", "4712")
    magelang.answers()

    async def publish() -> None:
        await until(lambda: waiting(magelang) == 1)  # what was left at the start
        magelang.answers(person="4712")
        ringing = threading.Thread(target=bell.ring)
        ringing.start()
        await until(lambda: waiting(magelang) == 0)
        ringing.join()

    playing(magelang, bell, publish)
    bell.ring()  # nobody listens any more: nothing breaks


def test_without_a_bell_they_are_told_within_minutes(
    magelang: City, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(telling, "NOTIFY_SECONDS", 0.05)
    magelang.asks("air keruh")

    async def answer_later() -> None:
        await asyncio.sleep(0.1)
        magelang.answers()
        await until(lambda: waiting(magelang) == 0)

    playing(magelang, Bell(), answer_later)


def test_a_fault_does_not_end_it(magelang: City, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(telling, "NOTIFY_SECONDS", 0.05)
    magelang.asks("air keruh")
    magelang.answers()
    with magelang.engine.begin() as connection:
        connection.execute(text("ALTER TABLE outbox RENAME TO away"))

    async def repair() -> None:
        await asyncio.sleep(0.3)
        assert waiting(magelang) == 1
        with magelang.engine.begin() as connection:
            connection.execute(text("ALTER TABLE away RENAME TO outbox"))
        await until(lambda: waiting(magelang) == 0)

    playing(magelang, Bell(), repair)
