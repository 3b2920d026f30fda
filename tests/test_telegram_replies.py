"""How replies look and arrive on Telegram, whatever happens on the way."""

import asyncio
from pathlib import Path

import pytest
from telegram import Bot

from bot.channels import DeliveryError
from bot.channels.pacing import Limits, Pace
from bot.channels.telegram.outlet import TelegramOutlet, compose
from bot.channels.telegram.request import AiohttpRequest
from bot.domain.delivery import Outgoing
from bot.domain.messages import Choice, Reply
from tests.echo_service import LONG
from tests.telegram_bot import nothing_waits, play, running, strict_server
from tests.telegram_rules import BLOCKED, BOT_ID, CUT, TOKEN, Fault
from tests.telegram_server import TelegramServer

telegram = pytest.fixture(strict_server)


# --- the way out -------------------------------------------------------------------------------


def test_too_many_requests_is_obeyed(telegram: TelegramServer, tmp_path: Path) -> None:
    async def scene() -> None:
        telegram.fail("sendMessage", Fault(429, "Too Many Requests: retry after 1", 1))
        async with running(telegram, tmp_path, "polling"):
            telegram.says(42, "halo")
            await telegram.until(lambda: telegram.called("sendMessage"))
            telegram.says(43, "halo")
            await telegram.until(lambda: len(telegram.sent) == 2)
        tries = [at for name, at in telegram.times if name == "sendmessage"]
        assert tries[1] - tries[0] >= 1

    play(scene())


@pytest.mark.parametrize("fault", [Fault(500), Fault(502, "Bad Gateway"), CUT])
def test_a_server_fault_or_a_cut_line_delays_the_answer_only(
    telegram: TelegramServer, tmp_path: Path, fault: Fault
) -> None:
    async def scene() -> None:
        telegram.fail("sendMessage", fault)
        async with running(telegram, tmp_path, "polling"):
            telegram.says(42, "1")
            telegram.says(42, "2")
            await telegram.until(lambda: len(telegram.sent) == 2)
        assert telegram.texts(42) == ["jawab: 1", "jawab: 2"]

    play(scene())


def test_somebody_who_blocked_the_bot_is_not_written_to_again(
    telegram: TelegramServer, tmp_path: Path
) -> None:
    async def scene() -> None:
        telegram.fail("sendMessage", BLOCKED)
        async with running(telegram, tmp_path, "polling") as bot:
            telegram.says(42, "1")
            telegram.says(42, "2")
            await telegram.until(lambda: telegram.called("sendMessage"))
            telegram.says(43, "halo")
            await telegram.until(lambda: telegram.texts(43))
            await nothing_waits(bot)
        assert len(telegram.called("sendMessage")) == 2

    play(scene())


def test_leaving_drops_what_still_waits(telegram: TelegramServer, tmp_path: Path) -> None:
    async def scene() -> None:
        async with running(telegram, tmp_path, "polling") as bot:
            telegram.fail("sendMessage", Fault(500))
            telegram.says(42, "halo")
            await telegram.until(lambda: telegram.called("sendMessage"))
            ani = {"id": 42, "is_bot": False, "first_name": "Ani"}
            me = {"id": BOT_ID, "is_bot": True, "first_name": "Bot"}
            change = {
                "chat": {"id": 42, "type": "private"},
                "from": ani,
                "date": 1,
                "old_chat_member": {"user": me, "status": "member"},
                "new_chat_member": {"user": me, "status": "kicked", "until_date": 0},
            }
            telegram.push({"my_chat_member": change})
            telegram.says(43, "halo")
            await telegram.until(lambda: telegram.texts(43) and not telegram.pending)
            await nothing_waits(bot)
        assert telegram.texts(42) == []

    play(scene())


def test_a_long_answer_comes_in_parts_cut_after_sentences_and_the_buttons_last(
    telegram: TelegramServer, tmp_path: Path
) -> None:
    async def scene() -> None:
        telegram.says(42, "panjang")
        async with running(telegram, tmp_path, "polling"):
            await telegram.until(lambda: len(telegram.sent) == 3)
        assert " ".join(telegram.texts(42)) == LONG
        assert all(text.endswith(".") for text in telegram.texts(42))
        assert [bool(each.buttons) for each in telegram.sent] == [False, False, True]

    play(scene())


def test_a_long_answer_goes_on_where_it_was_interrupted(
    telegram: TelegramServer, tmp_path: Path
) -> None:
    async def scene() -> None:
        telegram.says(42, "panjang")
        async with running(telegram, tmp_path, "polling"):
            await telegram.until(lambda: len(telegram.sent) == 1)
            telegram.fail("sendMessage", Fault(500))
            await telegram.until(lambda: len(telegram.sent) == 3)
        assert " ".join(telegram.texts(42)) == LONG

    play(scene())


def test_what_had_arrived_of_a_lost_answer_is_not_left_out_of_the_next(
    telegram: TelegramServer, tmp_path: Path
) -> None:
    async def scene() -> None:
        telegram.says(42, "panjang")
        async with running(telegram, tmp_path, "polling") as bot:
            await telegram.until(lambda: len(telegram.sent) == 1)
            telegram.fail("sendMessage", Fault(400, "Bad Request: chat not found"))
            await nothing_waits(bot)
            telegram.says(42, "panjang")
            await telegram.until(lambda: len(telegram.sent) == 4)
        assert " ".join(telegram.texts(42)[1:]) == LONG

    play(scene())


def test_two_equal_long_answers_into_one_chat_do_not_share_what_has_arrived(
    telegram: TelegramServer,
) -> None:
    async def scene() -> None:
        request = AiohttpRequest(through_proxy=False)
        await request.initialize()
        pace = Pace(Limits(seconds_between=0.2))
        bot = Bot(TOKEN, base_url=f"{telegram.url}/bot", request=request)
        outlet = TelegramOutlet(bot, pace)
        one, two = (Outgoing(row, f"person {row}", "-42", Reply(LONG), 0) for row in (1, 2))
        pace.begin(outlet.room("-42"))
        interrupted = asyncio.create_task(outlet.deliver(one))
        await telegram.until(lambda: len(telegram.sent) == 1)
        telegram.fail("sendMessage", Fault(500))
        with pytest.raises(DeliveryError):
            await interrupted
        await outlet.deliver(two)
        await outlet.deliver(one)
        await request.shutdown()
        first, *whole, second, third = telegram.texts(-42)
        assert " ".join(whole) == LONG
        assert f"{first} {second} {third}" == LONG

    play(scene())


@pytest.mark.parametrize(
    "said", ["_*[]<&", "<b>x", "&lt;", "a</b>`~>#+-=|{}.!", "😀 <🙂>", "\u202ekebalik"]
)
def test_no_sign_in_a_text_breaks_its_markup(
    telegram: TelegramServer, tmp_path: Path, said: str
) -> None:
    async def scene() -> None:
        telegram.says(42, said)
        async with running(telegram, tmp_path, "polling"):
            await telegram.until(lambda: telegram.sent)
        assert telegram.texts(42) == [f"jawab: {said}"]

    play(scene())


def test_markup_that_telegram_refuses_is_sent_again_as_plain_text(
    telegram: TelegramServer, tmp_path: Path
) -> None:
    async def scene() -> None:
        telegram.fail("sendMessage", Fault(400, "Bad Request: can't parse entities: no such tag"))
        telegram.says(42, "a < b")
        async with running(telegram, tmp_path, "polling"):
            await telegram.until(lambda: telegram.sent)
        assert telegram.texts(42) == ["jawab: a < b"]
        assert "parse_mode" not in telegram.sent[0].raw

    play(scene())


def test_a_heading_is_bold_and_short_buttons_share_a_row(
    telegram: TelegramServer, tmp_path: Path
) -> None:
    async def scene() -> None:
        telegram.says(42, "tombol")
        async with running(telegram, tmp_path, "polling"):
            await telegram.until(lambda: telegram.sent)
        sent = telegram.sent[0]
        assert sent.raw["text"] == "<b>Bantuan &lt;PKH&gt;</b>\nSudah terjawab?"
        assert sent.buttons == (
            (("Ya", "ya:"), ("Belum", "belum:")),
            (("Kembali ke menu utama", "menu:"),),
        )

    play(scene())


def test_labels_are_cut_for_phones_and_ids_telegram_refuses_are_left_out() -> None:
    long = "Apakah saya masih bisa menerima bantuan kalau pindah alamat ke kota lain"
    reply = Reply("?", choices=(Choice("a", long), Choice("x" * 65, "Terlalu panjang")))
    keyboard = compose(reply)[0].keyboard
    assert keyboard
    labels = [button.text for row in keyboard.inline_keyboard for button in row]
    assert labels == ["Apakah saya masih bisa menerima bantuan kalau\u2026"]


def test_a_reply_without_words_is_given_up_not_sent() -> None:
    assert compose(Reply(" ")) == ()
