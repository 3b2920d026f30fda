"""What Telegram brings: who is meant, what was said, and who may knock at the webhook at all."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import aiohttp
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.channels.telegram.addresses import place_of
from bot.channels.telegram.parse import Identity, parse, read
from bot.domain.messages import Text
from tests.telegram_bot import COMMANDS, MODES, SECRET, Running, play, running, strict_server
from tests.telegram_rules import BOT_ID, USERNAME
from tests.telegram_server import TelegramServer

telegram = pytest.fixture(strict_server)


# --- the way in --------------------------------------------------------------------------------


@pytest.mark.parametrize("mode", MODES)
def test_a_press_is_taken_and_the_button_stops_waiting_even_the_second_time(
    telegram: TelegramServer, tmp_path: Path, mode: str
) -> None:
    async def scene() -> None:
        async with running(telegram, tmp_path, mode):
            telegram.presses(42, "ya:", "71")
            telegram.presses(42, "never: ours", "72")
            await telegram.until(lambda: len(telegram.called("answerCallbackQuery")) == 2)
            await telegram.until(lambda: len(telegram.sent) == 2)
        assert telegram.texts(42) == ["pilihan: ya:", "pilihan: never: ours"]

    play(scene())


PHOTO = [{"file_id": "F", "file_unique_id": "U", "width": 1, "height": 1}]
STICKER = {**PHOTO[0], "type": "regular", "is_animated": False, "is_video": False}
FILE = {"file_id": "F", "file_unique_id": "U"}
WITHOUT_WORDS: dict[str, dict[str, Any]] = {
    "suara": {"voice": {**FILE, "duration": 3}},
    "foto": {"photo": PHOTO},
    "stiker": {"sticker": STICKER},
    "lokasi": {"location": {"latitude": -7.47, "longitude": 110.22}},
    "kontak": {"contact": {"phone_number": "+6281", "first_name": "Ani"}},
    "berkas": {"document": FILE},
    "lainnya": {"dice": {"emoji": "🎲", "value": 3}},
}


def test_a_message_without_words_is_answered_by_its_kind(
    telegram: TelegramServer, tmp_path: Path
) -> None:
    async def scene() -> None:
        for chat, content in enumerate(WITHOUT_WORDS.values(), start=1):
            telegram.says(chat, None, **content)
        telegram.says(50, None, photo=PHOTO, caption="ini apa?")
        telegram.says(
            51,
            None,
            pinned_message={"message_id": 1, "date": 0, "chat": {"id": 51, "type": "private"}},
        )
        telegram.says(52, "")
        async with running(telegram, tmp_path, "polling"):
            await telegram.until(lambda: len(telegram.sent) == len(WITHOUT_WORDS) + 2)
        for chat, kind in enumerate(WITHOUT_WORDS, start=1):
            assert telegram.texts(chat) == [f"jenis: {kind}"]
        assert telegram.texts(50) == ["jawab: ini apa?"]
        assert telegram.texts(52) == ["jawab:"]

    play(scene())


GROUP = -1001
OURS = {"message_id": 9, "date": 1, "chat": {"id": GROUP, "type": "supergroup"}, "text": "?"}
TO_US = {**OURS, "from": {"id": BOT_ID, "is_bot": True, "first_name": "Bot"}}
TO_OTHERS = {**OURS, "from": {"id": 5, "is_bot": False, "first_name": "Budi"}}
ADDRESSED: tuple[tuple[str, dict[str, Any], str], ...] = (
    (f"/cek@{USERNAME} pkh", {}, "jawab: cek pkh"),
    (f"/CEK@{USERNAME.upper()}", {}, "jawab: /CEK"),
    ("/cek", {}, "jawab: /cek"),
    (f"@{USERNAME} pkh kapan cair", {}, "jawab: pkh kapan cair"),
    (f"pkh kapan cair @{USERNAME}?", {}, "jawab: pkh kapan cair ?"),
    ("kalau kks hilang?", {"reply_to_message": TO_US}, "jawab: kalau kks hilang?"),
)
NOT_ADDRESSED: tuple[tuple[str, dict[str, Any]], ...] = (
    ("selamat pagi semua", {}),
    ("/cek@bot_lain", {}),
    ("/cuaca", {}),
    (f"tanya @{USERNAME}_dua saja", {}),
    (f"surat ke saya@{USERNAME}", {}),
    ("betul", {"reply_to_message": TO_OTHERS}),
)


def test_in_a_group_only_what_is_addressed_to_the_bot_is_taken(
    telegram: TelegramServer, tmp_path: Path
) -> None:
    async def scene() -> None:
        for number, (said, more) in enumerate(NOT_ADDRESSED):
            telegram.says(GROUP - number, said, **more)
        for number, (said, more, _) in enumerate(ADDRESSED, start=100):
            telegram.says(GROUP - number, said, **more)
        async with running(telegram, tmp_path, "polling"):
            await telegram.until(lambda: len(telegram.sent) == len(ADDRESSED))
        for number, (_, _, answer) in enumerate(ADDRESSED, start=100):
            assert telegram.texts(GROUP - number) == [answer]

    play(scene())


def test_what_nobody_said_to_the_bot_is_let_go(telegram: TelegramServer, tmp_path: Path) -> None:
    async def scene() -> None:
        post = {"message_id": 1, "date": 1, "chat": {"id": -5, "type": "channel"}, "text": "halo"}
        telegram.push({"channel_post": post})
        telegram.push({"edited_message": {**TO_OTHERS, "edit_date": 2}})
        telegram.says(60, "halo", **{"from": {"id": 60, "is_bot": True, "first_name": "Bot"}})
        telegram.push({"message": {"chat": "nonsense"}})
        telegram.push({"message": [], "something_new": {}})
        telegram.says(42, "halo")
        async with running(telegram, tmp_path, "polling"):
            await telegram.until(lambda: telegram.sent and not telegram.pending)
        assert [each.chat for each in telegram.sent] == [42]

    play(scene())


def test_in_a_group_with_topics_the_answer_comes_into_the_topic(
    telegram: TelegramServer, tmp_path: Path
) -> None:
    async def scene() -> None:
        topic = {"message_thread_id": 7, "is_topic_message": True}
        telegram.says(GROUP, "/cek", **topic)
        async with running(telegram, tmp_path, "polling"):
            await telegram.until(lambda: telegram.sent)
        assert telegram.sent[0].raw["message_thread_id"] == 7

    play(scene())


ME = Identity(BOT_ID, USERNAME, frozenset({"cek"}))
ODD = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=6,
)
PLACES = (
    *("message", "text", "caption", "from", "chat", "date", "entities", "photo", "voice", "data"),
    *("callback_query", "id", "type", "reply_to_message", "my_chat_member", "update_id"),
)


def changed(raw: Any, place: str, odd: Any) -> Any:
    """The same update with something odd in one place, wherever that stands."""
    if not isinstance(raw, dict):
        return raw
    return {
        name: odd if name == place else changed(part, place, odd) for name, part in raw.items()
    }


@settings(max_examples=200, deadline=None)
@given(st.booleans(), st.lists(st.tuples(st.sampled_from(PLACES), ODD), max_size=3))
def test_no_update_however_odd_is_an_exception(
    press: bool, changes: list[tuple[str, Any]]
) -> None:
    message = {**TO_OTHERS, "text": "/cek", "caption": "?", "reply_to_message": TO_US}
    raw: Any = {"update_id": 1, "message": message}
    if press:
        query = {"id": "1", "from": TO_US["from"], "data": "x", "chat_instance": "1"}
        raw = {"update_id": 1, "callback_query": {**query, "message": message}}
    for place, odd in changes:
        raw = changed(raw, place, odd)
    update = read(raw)
    taken = parse(update, ME) if update else None
    if taken and isinstance(taken.content, Text):
        taken.content.utterance.encode()
        assert place_of(taken.address)


def test_what_no_database_takes_is_taken_out() -> None:
    raw = {**TO_OTHERS, "chat": {"id": 5, "type": "private"}, "text": "a\ud83d\ude00\udc00\0b"}
    update = read({"update_id": 1, "message": raw})
    assert update
    taken = parse(update, None)
    assert taken
    assert taken.content == Text("a\U0001f600\ufffdb")


# --- the webhook's door ------------------------------------------------------------------------


async def post(bot: Running, data: Any, secret: str | None = SECRET) -> int:
    headers = {} if secret is None else {"X-Telegram-Bot-Api-Secret-Token": secret}
    async with (
        aiohttp.ClientSession() as session,
        session.post(f"{bot.url}/telegram/webhook", data=data, headers=headers) as answer,
    ):
        return answer.status


async def never_ending() -> AsyncIterator[bytes]:
    yield b"{"
    await asyncio.sleep(60)


def test_a_wrong_secret_is_refused_unread(telegram: TelegramServer, tmp_path: Path) -> None:
    async def scene() -> None:
        async with running(telegram, tmp_path, "webhook") as bot:
            assert await post(bot, b"{}", "wrong") == 403
            assert await post(bot, b"{}", None) == 403
            assert await post(bot, b"{}", "s\u00e9cret") == 403
            # Its body never ends, so an answer can only come without reading it.
            assert await post(bot, never_ending(), "wrong") == 403

    play(scene())


def test_an_authentic_call_that_makes_no_sense_is_let_go(
    telegram: TelegramServer, tmp_path: Path
) -> None:
    async def scene() -> None:
        async with running(telegram, tmp_path, "webhook") as bot:
            for body in (
                b"",
                b"{",
                b"[]",
                b'"x"',
                b"{}",
                b'{"update_id": 1, "message": 5}',
                b"\xff",
            ):
                assert await post(bot, body) == 200
            assert await post(bot, b" " * 1_000_001) == 413
            assert await post(bot, b'{"update_id": 2, "message": %s}' % (b"[" * 90_000)) == 200

    play(scene())


def test_telegram_is_told_where_to_call(telegram: TelegramServer, tmp_path: Path) -> None:
    async def scene() -> None:
        async with running(telegram, tmp_path, "webhook") as bot:
            await telegram.until(lambda: telegram.webhook.url and telegram.called("setMyCommands"))
            asked = telegram.webhook.asked
            assert asked["url"] == f"{bot.url}/telegram/webhook"
            assert asked["secret_token"] == SECRET
            assert asked["max_connections"] == 40
            assert asked["allowed_updates"] == ["message", "callback_query", "my_chat_member"]
        menu = telegram.called("setMyCommands")[0]["commands"]
        assert {each["command"]: each["description"] for each in menu} == COMMANDS

    play(scene())
