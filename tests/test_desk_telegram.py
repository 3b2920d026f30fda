"""The coordinators' Telegram group, from the front: the real bot on a strict Bot API."""

import asyncio
from collections.abc import Iterator
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path

import pytest
from sqlalchemy import update

from bot.app.gathering import gather_questions
from bot.domain.conversation import GapReason
from bot.domain.desk import GapStatus, Harm, Role
from bot.domain.desk_chat import Room
from bot.jobs import digest, urgent
from bot.storage.tables import gaps
from tests.desk_world import TEAM, URL, Town, on_duty, town
from tests.telegram_bot import play, strict_server
from tests.telegram_server import TelegramServer

telegram = pytest.fixture(strict_server)
RINI, BUDI, STRANGER = 501, 502, 666


@pytest.fixture
def magelang(tmp_path: Path) -> Iterator[Town]:
    opened = town(tmp_path)
    yield opened
    opened.close()


def ill(town: Town) -> int:
    """A question that must not wait."""
    question = town.ask("mbah saya sesak napas obat habis gimana", told=True)
    return town.group_of(question, harm=Harm.ILLNESS)


def test_an_urgent_question_reaches_the_group_at_once_and_only_once(
    telegram: TelegramServer, magelang: Town
) -> None:
    async def scene() -> None:
        async with on_duty(telegram, magelang) as team:
            ill(magelang)
            magelang.group_of(magelang.ask("resep rawon", "9002"), harm=Harm.MONEY)
            assert "1 urgent" in urgent(magelang.tools())
            assert "0 urgent" in urgent(magelang.tools())
            await team.arrives(1)
            digest(magelang.tools())
            await team.arrives(2)
        told, _ = telegram.texts(TEAM)
        assert told.startswith("Perlu segera: ada yang sakit")
        assert "sesak napas" in told
        assert "1 minta dikabari" in told
        assert f"{URL}/dasbor/pertanyaan/1" in told
        first = next(sent for sent in telegram.sent if sent.chat == TEAM)
        labels = [words for row in first.buttons for words, _ in row]
        assert labels == ["Ambil", "Serahkan", "Jawab", "Bukan urusan kami"]

    play(scene())


def test_a_resident_s_cry_reaches_the_group_by_itself_and_an_ordinary_question_does_not(
    telegram: TelegramServer, magelang: Town
) -> None:
    async def scene() -> None:
        digest(magelang.tools())  # the one of this Monday
        with closing(magelang.gatherer()) as gatherer:
            rounds = gather_questions(magelang.service, gatherer, magelang.tools)
            task = asyncio.create_task(rounds)
            async with on_duty(telegram, magelang) as team:
                await team.arrives(1)
                await team.write(STRANGER, "resep rawon dong")
                await team.write(STRANGER, "mbah saya sakit keras, obatnya ditolak")
                told = await team.arrives(2)
            task.cancel()
        assert told.startswith("Perlu segera: ada yang sakit")
        assert "mbah saya sakit keras" in told
        assert len(telegram.texts(TEAM)) == 2

    play(scene())
    titles = [group.title for group in magelang.work.groups().result(10)]
    assert titles == ["resep rawon dong", "mbah saya sakit keras, obatnya ditolak"]


def test_a_linked_coordinator_takes_it_and_a_second_one_hears_who_has_it(
    telegram: TelegramServer, magelang: Town
) -> None:
    magelang.link(magelang.account("rini"), RINI)
    magelang.link(magelang.account("budi"), BUDI)
    group = ill(magelang)

    async def scene() -> None:
        urgent(magelang.tools())
        async with on_duty(telegram, magelang) as team:
            await team.arrives(1)
            told = await team.press(RINI, "Ambil")
            assert told.startswith("Rini yang mengurus “mbah saya sesak napas")
            assert "paling lambat 30 November 2026" in told
            assert "sudah diurus Rini" in await team.press(BUDI, "Ambil")

    play(scene())
    taken = magelang.standing(group)
    assert (taken.status, taken.owner) == (GapStatus.WORKING, "Rini")
    assert taken.due_on == date(2026, 11, 30)
    assert magelang.deeds(group) == ["Rini: ambil"]


def test_somebody_who_is_not_linked_is_told_kindly_how_and_changes_nothing(
    telegram: TelegramServer, magelang: Town
) -> None:
    group = ill(magelang)

    async def scene() -> None:
        urgent(magelang.tools())
        async with on_duty(telegram, magelang) as team:
            await team.arrives(1)
            for label in ("Ambil", "Serahkan", "Jawab", "Bukan urusan kami"):
                assert "khusus tim" in await team.press(STRANGER, label)
            for deed in ("pasti", "lihat"):
                told = await team.press_data(STRANGER, f"meja:{deed}:{group}", STRANGER)
                assert "khusus tim" in told
                assert "sesak" not in told

    play(scene())
    assert magelang.standing(group).status is GapStatus.NEW
    assert magelang.deeds(group) == []


def test_an_observer_may_look_but_not_work(telegram: TelegramServer, magelang: Town) -> None:
    magelang.link(magelang.account("rini", Role.OBSERVER), RINI)
    group = ill(magelang)

    async def scene() -> None:
        async with on_duty(telegram, magelang) as team:
            assert "sesak napas" in await team.press_data(RINI, f"meja:lihat:{group}")
            for label in ("Ambil", "Serahkan", "Jawab", "Bukan urusan kami"):
                assert "bisa melihat" in await team.press(RINI, label)

    play(scene())
    assert magelang.deeds(group) == []


def test_a_disabled_account_does_nothing_any_more(
    telegram: TelegramServer, magelang: Town
) -> None:
    account = magelang.account("rini")
    magelang.link(account, RINI)
    magelang.disable(account)
    group = ill(magelang)

    async def scene() -> None:
        async with on_duty(telegram, magelang) as team:
            assert "khusus tim" in await team.press_data(RINI, f"meja:ambil:{group}")

    play(scene())
    assert magelang.deeds(group) == []


def test_in_another_group_nothing_is_shown_even_to_a_colleague(
    telegram: TelegramServer, magelang: Town
) -> None:
    magelang.link(magelang.account("rini"), RINI)
    group = ill(magelang)

    async def scene() -> None:
        async with on_duty(telegram, magelang) as team:
            told = await team.press_data(RINI, f"meja:lihat:{group}", -100888)
            assert "grup tim" in told
            assert "sesak" not in told

    play(scene())


@pytest.mark.parametrize(
    ("group", "address", "is_team"),
    [
        ("-100777", "-100777", True),
        ("-100777/5", "-100777/5", True),
        ("-100777/5", "-100777", True),
        ("-100777/5", "-1007775", False),
        ("", "", False),
        ("", "501", False),
    ],
)
def test_every_topic_of_the_group_is_the_group(group: str, address: str, is_team: bool) -> None:
    assert Room(group).is_team(address) is is_team


def test_it_is_handed_to_a_colleague_by_name(telegram: TelegramServer, magelang: Town) -> None:
    magelang.link(magelang.account("rini"), RINI)
    magelang.account("sari", Role.OFFICE, "Dinas Sosial")
    magelang.account("mayor", Role.OBSERVER)
    group = ill(magelang)

    async def scene() -> None:
        urgent(magelang.tools())
        async with on_duty(telegram, magelang) as team:
            await team.arrives(1)
            await team.press(RINI, "Serahkan")
            assert team.buttons() == ["Rini", "Sari (Dinas Sosial)", "Tidak jadi"]
            assert "sekarang diurus Sari" in await team.press(RINI, "Sari (Dinas Sosial)")

    play(scene())
    handed = magelang.standing(group)
    assert (handed.owner, handed.office) == ("Sari", "Dinas Sosial")
    assert handed.due_on == date(2026, 11, 30)
    assert magelang.deeds(group) == ["Rini: serahkan"]


def test_an_answer_begun_in_the_chat_is_kept_as_a_draft(
    telegram: TelegramServer, magelang: Town
) -> None:
    magelang.link(magelang.account("rini"), RINI)
    group = ill(magelang)
    words = "Kalau sesak napas dan pingsan, hubungi 119. Obat: Puskesmas, telepon 0293 361234."

    async def scene() -> None:
        urgent(magelang.tools())
        async with on_duty(telegram, magelang) as team:
            await team.arrives(1)
            asked = await team.press(RINI, "Jawab")
            assert "Balas pesan ini" in asked
            assert f"{URL}/dasbor/pertanyaan/{group}" in asked
            assert "sudah disimpan" in await team.write(RINI, words, TEAM)
            assert "sudah disimpan" not in await team.write(RINI, "jam buka kebun", TEAM)

    play(scene())
    assert magelang.standing(group).draft == words
    assert magelang.deeds(group) == ["Rini: konsep"]


def test_danger_told_alone_to_the_bot_comes_before_the_draft(
    telegram: TelegramServer, magelang: Town
) -> None:
    magelang.link(magelang.account("rini"), RINI)
    group = ill(magelang)

    async def scene() -> None:
        async with on_duty(telegram, magelang) as team:
            await team.press_data(RINI, f"meja:jawab:{group}", RINI)
            assert "Minta tolong sekarang" in await team.write(RINI, "tolong ibu saya pingsan")

    play(scene())
    assert magelang.standing(group).draft == ""


def test_what_is_written_much_later_or_by_another_is_no_draft(
    telegram: TelegramServer, magelang: Town
) -> None:
    magelang.link(magelang.account("rini"), RINI)
    magelang.link(magelang.account("budi"), BUDI)
    group = ill(magelang)

    async def scene() -> None:
        async with on_duty(telegram, magelang) as team:
            await team.press_data(RINI, f"meja:jawab:{group}")
            assert "Jam delapan" in await team.write(BUDI, "jam buka kebun", TEAM)
            magelang.now += timedelta(hours=2)
            assert "Jam delapan" in await team.write(RINI, "jam buka kebun", TEAM)

    play(scene())
    assert magelang.standing(group).draft == ""


def test_dismissing_is_asked_once_more_because_people_are_told(
    telegram: TelegramServer, magelang: Town
) -> None:
    magelang.link(magelang.account("rini"), RINI)
    group = ill(magelang)

    async def scene() -> None:
        urgent(magelang.tools())
        async with on_duty(telegram, magelang) as team:
            await team.arrives(1)
            assert "1 orang yang menunggu" in await team.press(RINI, "Bukan urusan kami")
            assert magelang.standing(group).status is GapStatus.NEW
            await team.press(RINI, "Tidak jadi")
            assert magelang.standing(group).status is GapStatus.NEW
            await team.press(RINI, "Bukan urusan kami")
            await team.press(RINI, "Ya, bukan urusan kami")
            assert magelang.standing(group).status is GapStatus.NOT_OURS
            assert "sudah selesai" in await team.press(RINI, "Ambil")

    play(scene())
    assert magelang.deeds(group) == ["Rini: status"]


def test_a_code_of_the_dashboard_links_the_account_once(
    telegram: TelegramServer, magelang: Town
) -> None:
    code = magelang.code(magelang.account("rini"))
    ill(magelang)

    async def scene() -> None:
        async with on_duty(telegram, magelang) as team:
            assert "tidak berlaku" in await team.write(RINI, "/meja WRONG123")
            assert "akun Rini" in await team.write(RINI, f"/meja {code.lower()}")
            assert "tidak berlaku" in await team.write(STRANGER, f"/meja {code}")
            told = await team.write(RINI, "/meja")
            assert "Masih terbuka: 1 kelompok" in told
            assert team.buttons(RINI) == ["Lihat nomor 1"]
            assert "sesak napas" in await team.press(RINI, "Lihat nomor 1", RINI)

    play(scene())


def test_a_code_is_good_for_ten_minutes_and_never_in_a_group(
    telegram: TelegramServer, magelang: Town
) -> None:
    code = magelang.code(magelang.account("rini"))

    async def scene() -> None:
        async with on_duty(telegram, magelang) as team:
            assert "chat pribadi" in await team.write(RINI, f"/meja {code}", TEAM)
            assert "khusus tim" in await team.write(RINI, "/meja")
            magelang.now += timedelta(minutes=10)
            assert "tidak berlaku" in await team.write(RINI, f"/meja {code}")

    play(scene())


def test_who_has_everything_deleted_is_no_longer_linked(
    telegram: TelegramServer, magelang: Town
) -> None:
    magelang.link(magelang.account("rini"), RINI)

    async def scene() -> None:
        async with on_duty(telegram, magelang) as team:
            await team.write(RINI, "/hapus_data")
            await team.press(RINI, "Ya, hapus", RINI)
            assert "khusus tim" in await team.write(RINI, "/meja")

    play(scene())


def test_a_resident_who_writes_of_a_table_asks_a_question_like_any_other(
    telegram: TelegramServer, magelang: Town
) -> None:
    async def scene() -> None:
        async with on_duty(telegram, magelang) as team:
            assert "khusus tim" not in await team.write(STRANGER, "meja belajar untuk anak ada?")
            assert "belum" in await team.write(STRANGER, "/meja belajar untuk anak")

    play(scene())


def test_the_digest_comes_once_a_week_and_a_missed_monday_is_made_up_for(
    telegram: TelegramServer, magelang: Town
) -> None:
    magelang.link(magelang.account("rini"), RINI)
    group = ill(magelang)
    magelang.group_of(magelang.ask("resep rawon", "9002"))
    magelang.work.take(group, magelang.actor("rini")).result(10)

    async def scene() -> None:
        async with on_duty(telegram, magelang) as team:
            assert "Sent" in digest(magelang.tools())
            told = await team.arrives(1)
            assert "sent before" in digest(magelang.tools())
            magelang.now += timedelta(days=6, hours=22)  # Monday, 07:00
            assert "sent before" in digest(magelang.tools())
            magelang.now += timedelta(days=2)
            assert "Sent" in digest(magelang.tools())
            late = await team.arrives(2)
            assert team.buttons() == ["Lihat nomor 1", "Lihat nomor 2"]
        assert told.startswith("Ringkasan mingguan")
        assert "Tujuh hari terakhir: 2 pertanyaan" in told
        assert "Masih terbuka: 2 kelompok. Lewat tenggat: 0." in told
        assert "menunggu kabar: 1" in told
        assert "1. “mbah saya sesak napas" in told
        assert "Rini" in told
        assert "Tujuh hari terakhir: 0 pertanyaan" in late
        assert "Lewat tenggat: 1." in late

    play(scene())


def test_without_a_group_nothing_is_sent_and_nothing_counts_as_told(magelang: Town) -> None:
    magelang.group = ""
    ill(magelang)
    for job in (digest, urgent):
        assert "No Telegram group" in job(magelang.tools())
    magelang.group = str(TEAM)
    assert "1 urgent" in urgent(magelang.tools())


def test_a_guess_gets_five_minutes_to_be_the_answer_before_others_are_called(
    magelang: Town,
) -> None:
    question = magelang.ask("mbah saya sesak napas obat habis gimana")
    magelang.group_of(question, harm=Harm.ILLNESS)
    guessed = update(gaps).where(gaps.c.id == question).values(reason=GapReason.NEAR_TIE)
    magelang.writer.run(lambda c: c.execute(guessed)).result(10)
    assert "0 urgent" in urgent(magelang.tools())
    magelang.now += timedelta(minutes=6)
    assert "1 urgent" in urgent(magelang.tools())
