"""Telegram from the front, by polling and by webhook: the real service, real HTTP, real faults."""

import asyncio
import itertools
import logging
from pathlib import Path

import pytest

from bot.channels.telegram import TelegramSettings, outlet
from tests.telegram_bot import MODES, nothing_waits, play, problem_of, running, strict_server
from tests.telegram_rules import BLOCKED, CUT, TOKEN, Fault
from tests.telegram_server import TelegramServer

telegram = pytest.fixture(strict_server)


@pytest.mark.parametrize("mode", MODES)
def test_a_question_is_answered_once_and_acknowledged(
    telegram: TelegramServer, tmp_path: Path, mode: str
) -> None:
    async def scene() -> None:
        telegram.says(42, "halo")
        async with running(telegram, tmp_path, mode):
            await telegram.until(lambda: telegram.texts(42) and not telegram.pending)
        assert telegram.texts(42) == ["jawab: halo"]

    play(scene())


@pytest.mark.parametrize("mode", MODES)
def test_an_update_is_not_acknowledged_before_the_commit(
    telegram: TelegramServer, tmp_path: Path, mode: str
) -> None:
    async def scene() -> None:
        async with running(telegram, tmp_path, mode) as bot:
            bot.service.broken = True
            update = telegram.says(42, "halo")
            if mode == "webhook":
                await telegram.until(lambda: telegram.deliveries[update] >= 2)
            else:
                await telegram.until(
                    lambda: len(set(telegram.offsets)) < len(telegram.offsets) - 1
                )
            assert telegram.pending == 1, "it would be lost with this process"
        assert not telegram.sent
        async with running(telegram, tmp_path, mode):  # the next process, the same database
            await telegram.until(lambda: telegram.texts(42) and not telegram.pending)
        assert telegram.texts(42) == ["jawab: halo"]

    play(scene())


@pytest.mark.parametrize("mode", MODES)
def test_an_update_delivered_twice_is_answered_once(
    telegram: TelegramServer, tmp_path: Path, mode: str
) -> None:
    async def scene() -> None:
        async with running(telegram, tmp_path, mode):
            update = telegram.says(42, "halo")
            await telegram.until(lambda: not telegram.pending)
            message = {"message_id": 1, "date": 1, "text": "halo"}
            person = {"id": 42, "is_bot": False, "first_name": "Ani"}
            again = {**message, "from": person, "chat": {"id": 42, "type": "private"}}
            if mode == "webhook":
                telegram.push({"update_id": update, "message": again})
        async with running(telegram, tmp_path, mode):
            telegram.push({"update_id": update, "message": again})
            telegram.says(42, "lagi")
            await telegram.until(lambda: "jawab: lagi" in telegram.texts(42))
        assert telegram.texts(42) == ["jawab: halo", "jawab: lagi"]

    play(scene())


@pytest.mark.parametrize("mode", MODES)
def test_two_messages_of_one_chat_keep_their_order_and_their_distance(
    telegram: TelegramServer, tmp_path: Path, mode: str
) -> None:
    async def scene() -> None:
        async with running(telegram, tmp_path, mode):
            for number in range(4):
                telegram.says(42, f"{number}")
            await telegram.until(lambda: len(telegram.texts(42)) == 4)
        assert telegram.texts(42) == [f"jawab: {number}" for number in range(4)]
        times = [each.at for each in telegram.sent]
        assert all(late - early >= 0.3 for early, late in itertools.pairwise(times))

    play(scene())


def test_stopping_finishes_what_came_and_leaves_the_rest_for_the_next(
    telegram: TelegramServer, tmp_path: Path
) -> None:
    async def scene() -> None:
        telegram.delay_seconds = 0.1
        async with running(telegram, tmp_path, "polling"):
            for chat in range(1, 40):
                telegram.says(chat, "halo")
            await telegram.until(lambda: telegram.called("sendMessage"))
        async with running(telegram, tmp_path, "polling"):
            await telegram.until(lambda: len(telegram.sent) == 39 and not telegram.pending)
        assert sorted(each.chat for each in telegram.sent) == list(range(1, 40))

    play(scene())


# --- when Telegram does not play along ---------------------------------------------------------


@pytest.mark.parametrize("mode", MODES)
def test_the_channel_starts_while_telegram_is_away_and_works_when_it_is_back(
    telegram: TelegramServer, tmp_path: Path, mode: str
) -> None:
    async def scene() -> None:
        telegram.fail("getMe", CUT, Fault(500))
        telegram.fail("setWebhook", CUT)
        proxy = Fault(404, page="<h1>Not found</h1>")
        telegram.fail("getUpdates", CUT, proxy, Fault(429, "Too Many Requests", 1))
        telegram.says(42, "halo")
        async with running(telegram, tmp_path, mode):
            await telegram.until(lambda: telegram.texts(42))

    play(scene())


def test_a_refused_token_is_said_clearly(
    telegram: TelegramServer, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    async def scene() -> None:
        telegram.fail("getMe", Fault(401, "Unauthorized"))
        async with running(telegram, tmp_path, "polling") as bot:
            assert "@BotFather" in await problem_of(bot)
        assert any(r.levelno == logging.CRITICAL and "token" in r.message for r in caplog.records)

    play(scene())


def test_a_token_refused_while_sending_is_a_problem_until_it_is_taken_again(
    telegram: TelegramServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def scene() -> None:
        monkeypatch.setattr(outlet, "TOKEN_REFUSED_PAUSE_SECONDS", 0.5)
        telegram.fail("sendMessage", Fault(401, "Unauthorized"))
        async with running(telegram, tmp_path, "webhook") as bot:
            telegram.says(42, "halo")
            problem = await problem_of(bot)
            assert "@BotFather" in problem
            await telegram.until(lambda: telegram.texts(42))
            await nothing_waits(bot)
            assert bot.channel.problem is None

    play(scene())


@pytest.mark.parametrize(("part", "method"), [("sender", "due"), ("polling", "submit")])
def test_a_part_that_breaks_is_a_problem_and_begins_again(
    telegram: TelegramServer,
    tmp_path: Path,
    part: str,
    method: str,
    caplog: pytest.LogCaptureFixture,
) -> None:
    async def scene() -> None:
        async with running(telegram, tmp_path, "polling") as bot:
            await telegram.until(lambda: telegram.called("getUpdates"))
            bot.service.defects[method] = 2
            telegram.says(42, "halo")
            assert await problem_of(bot) == f"Telegram {part}: internal fault (DefectError)"
            await telegram.until(lambda: telegram.texts(42) and not telegram.pending)
            assert bot.channel.problem is None
            await nothing_waits(bot)
        assert telegram.texts(42) == ["jawab: halo"]

    play(scene())
    loud = [record for record in caplog.records if record.levelno == logging.CRITICAL]
    assert [record.__dict__["part"] for record in loud] == [part, part]
    assert all(len(record.__dict__["places"]) <= 8 for record in loud)


def test_a_part_that_keeps_breaking_waits_longer_each_time_and_ends_at_once(
    telegram: TelegramServer, tmp_path: Path
) -> None:
    async def scene() -> None:
        now = asyncio.get_running_loop().time
        async with running(telegram, tmp_path, "polling") as bot:
            begun = now()
            bot.service.defects["due"] = 4
            async with asyncio.timeout(15):
                while bot.service.defects["due"] > 1:  # noqa: ASYNC110
                    await asyncio.sleep(0.01)
            assert now() - begun >= 1.5, "0.5 and 1 second lie between"
            stopping = now()
        assert now() - stopping < 1.5, "it does not sit out the 2 seconds that follow"

    play(scene())


def test_a_second_poller_is_said_clearly_and_waited_for(
    telegram: TelegramServer, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    async def scene() -> None:
        telegram.conflict = True
        telegram.says(42, "halo")
        async with running(telegram, tmp_path, "polling"):
            await telegram.until(lambda: len(telegram.called("getUpdates")) >= 2)
            telegram.conflict = False
            await telegram.until(lambda: telegram.texts(42))
        assert any(
            "another program uses this token" in record.message for record in caplog.records
        )

    play(scene())


@pytest.mark.parametrize("mode", MODES)
def test_the_log_holds_no_token_no_chat_and_no_words(
    telegram: TelegramServer, tmp_path: Path, mode: str, caplog: pytest.LogCaptureFixture
) -> None:
    async def scene() -> None:
        caplog.set_level(logging.DEBUG)
        faults = (BLOCKED, CUT, Fault(400, "Bad Request: chat not found"), Fault(500), Fault(429))
        telegram.fail("sendMessage", *faults, Fault(400, 'Bad Request: can\'t parse "nik 3371"'))
        telegram.fail("sendChatAction", CUT, Fault(400, "Bad Request: chat 6281234567 not found"))
        telegram.fail("getMe", Fault(500, f"oops {TOKEN}"), CUT)
        telegram.fail("getUpdates", CUT)
        async with running(telegram, tmp_path, mode):
            for number in range(7):
                telegram.says(6281234567 + number, "nik 3371012345678901")
            telegram.push({"message": {"chat": "nik 3371012345678901"}})
            await telegram.until(lambda: not telegram.pending and telegram.sent)
        written = "\n".join(f"{record.getMessage()} {vars(record)}" for record in caplog.records)
        assert "turn" in written, "it did look"
        for secret in (TOKEN, TOKEN.partition(":")[2], "3371012345678901", "628123456"):
            assert secret not in written

    play(scene())


def test_settings_refuse_a_secret_telegram_would_refuse() -> None:
    with pytest.raises(ValueError, match="webhook_secret"):
        TelegramSettings(TOKEN, public_url="https://x.example", webhook_secret="dua kata")
    assert TOKEN not in repr(TelegramSettings(TOKEN))
