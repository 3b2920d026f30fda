"""Answers kept with consent: encrypted, told once when rules change, gone when they are to go."""

import asyncio
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from cryptography.fernet import InvalidToken
from sqlalchemy import text

from bot import jobs
from bot.app import core, serving
from bot.config import Config
from bot.domain.conversation import ScreeningKept
from bot.domain.delivery import Undeliverable
from bot.jobs import judging_again
from bot.service import Brain
from bot.storage import screenings
from bot.storage.database import NotCommittedError
from bot.storage.screenings import Consent
from bot.storage.secrets import SecretBox
from tests.screening_world import ANSWERS, BOX, NOW, UNLIKELY, Town, base, town

STORED_NOW = NOW.replace(tzinfo=None)
EASIER = base(income=3_000_000)


@pytest.fixture
def magelang(tmp_path: Path) -> Iterator[Town]:
    opened = town(tmp_path)
    yield opened
    opened.close()


def waiting(of: Town) -> list[tuple[str, str]]:
    rows = of.service.due("telegram", 100).result(10)
    return [(row.address, row.reply.text) for row in rows]


def delivered(of: Town) -> None:
    """Everything that waits has reached people."""
    with of.engine.begin() as connection:
        connection.execute(text("DELETE FROM outbox"))


def sealed(of: Town) -> tuple[screenings.Sealed, ...]:
    with of.engine.connect() as connection:
        return screenings.following(connection, "", 100, STORED_NOW)


def test_nothing_of_a_consent_is_readable_on_disk(magelang: Town) -> None:
    magelang.say("kabari")
    (kept,) = sealed(magelang)
    opened = screenings.opened(kept, BOX)
    assert opened.answers == ANSWERS
    assert (opened.address, opened.verdicts) == ("4711", {"pkh": UNLIKELY})
    assert opened.kept_at == NOW
    on_disk = magelang.raw()
    assert kept.key.encode() in on_disk  # the search finds what is there
    for word in ("disabilitas", "penghasilan", "2000000", "4711", "kemungkinan"):
        assert word.encode() not in on_disk, word


def test_answers_and_addresses_have_keys_of_their_own() -> None:
    with pytest.raises(InvalidToken):
        BOX.unseal(BOX.seal_answers("x"))
    assert BOX.unseal_answers(BOX.seal_answers("x")) == "x"


def test_news_of_a_changed_rule_reaches_a_person_once(magelang: Town) -> None:
    magelang.say("kabari"), magelang.say("kabari", "4712"), magelang.say("halo", "4713")
    delivered(magelang)
    told = "Judged 2 kept interviews again and wrote news to {} people."
    assert jobs.rescreening(magelang.tools()) == told.format(0)
    magelang.know(EASIER)
    assert jobs.rescreening(magelang.tools()) == told.format(2)
    assert jobs.rescreening(magelang.tools()) == told.format(0)
    assert {address for address, _ in waiting(magelang)} == {"4711", "4712"}
    assert all("mungkin bisa: PKH" in words for _, words in waiting(magelang))
    delivered(magelang)
    jobs.rescreening(magelang.tools())
    assert waiting(magelang) == []


def test_a_failure_in_between_neither_loses_nor_doubles_news(magelang: Town) -> None:
    magelang.say("kabari"), magelang.say("kabari", "4712")
    delivered(magelang)
    magelang.know(EASIER)
    before = sealed(magelang)
    full = "WHEN (SELECT count(*) FROM outbox) > 0 BEGIN SELECT RAISE(ABORT, 'full'); END"
    with magelang.engine.begin() as connection:
        connection.execute(text(f"CREATE TRIGGER t BEFORE INSERT ON outbox {full}"))
    with pytest.raises(NotCommittedError):
        jobs.rescreening(magelang.tools())
    assert sealed(magelang) == before
    assert waiting(magelang) == []
    with magelang.engine.begin() as connection:
        connection.execute(text("DROP TRIGGER t"))
    jobs.rescreening(magelang.tools())
    assert len(waiting(magelang)) == 2


def test_many_are_told_in_small_steps(magelang: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(judging_again, "SCREENINGS_AT_ONCE", 3)
    for person in range(8):
        magelang.say("kabari", str(person))
    delivered(magelang)
    magelang.know(EASIER)
    assert "Judged 8 " in jobs.rescreening(magelang.tools())
    assert len(waiting(magelang)) == 8


def test_who_takes_it_back_while_it_is_judged_hears_nothing(magelang: Town) -> None:
    magelang.say("kabari"), magelang.say("kabari", "4712")
    read = sealed(magelang)
    magelang.say("berhenti"), magelang.say("kabari", "4712")
    with magelang.engine.begin() as connection:
        assert [screenings.renew(connection, one, b"new") for one in read] == [False, False]


def test_erasing_removes_the_answers_and_the_waiting_news(magelang: Town) -> None:
    magelang.say("kabari"), magelang.say("kabari", "4712")
    magelang.know(EASIER)
    jobs.rescreening(magelang.tools())
    assert len(magelang.news()) == 2
    magelang.say("hapus")
    assert magelang.screened() == [BOX.pseudonym("telegram", "4712")]
    assert len(magelang.news()) == 1


def test_stopping_removes_the_answers_and_the_waiting_news_but_no_reply(magelang: Town) -> None:
    magelang.say("kabari")
    magelang.know(EASIER)
    jobs.rescreening(magelang.tools())
    magelang.say("berhenti")
    assert (magelang.screened(), magelang.news()) == ([], [])
    with magelang.engine.connect() as connection:
        assert connection.execute(text("SELECT count(*) FROM outbox")).scalar() == 2


@pytest.mark.parametrize("way", ["blocked", "left"])
def test_who_shuts_the_door_is_not_kept(magelang: Town, way: str) -> None:
    magelang.say("kabari"), magelang.say("kabari", "4712")
    if way == "blocked":
        (row,) = (r for r in magelang.service.due("telegram", 9).result(10) if "4711" in r.address)
        magelang.service.settle([Undeliverable(row.id, "blocked", blocked=True)]).result(10)
    else:
        magelang.service.left_by("telegram", "4711").result(10)
    assert magelang.screened() == [BOX.pseudonym("telegram", "4712")]


def test_a_failed_sending_alone_takes_no_consent_back(magelang: Town) -> None:
    magelang.say("kabari")
    (row,) = magelang.service.due("telegram", 9).result(10)
    magelang.service.settle([Undeliverable(row.id, "too old")]).result(10)
    assert len(magelang.screened()) == 1


def test_a_new_consent_takes_the_place_of_the_old_one(magelang: Town) -> None:
    magelang.say("kabari")
    (first,) = sealed(magelang)
    anew = ScreeningKept(ANSWERS[:1], {})
    later = STORED_NOW + timedelta(days=1)
    consent = Consent(first.key, "telegram", "new address", later, later + timedelta(days=2))
    with magelang.engine.begin() as connection:
        screenings.keep(connection, anew, consent, BOX)
    (second,) = sealed(magelang)
    opened = screenings.opened(second, BOX)
    assert (opened.answers, opened.address) == (ANSWERS[:1], "new address")
    assert opened.verdicts == {}


def test_after_its_time_it_is_not_judged_and_goes_with_retention(magelang: Town) -> None:
    magelang.say("kabari")
    delivered(magelang)
    magelang.know(EASIER)
    last, over = NOW + timedelta(days=180, seconds=-1), NOW + timedelta(days=180)
    assert "Judged 0 " in jobs.rescreening(magelang.tools(over))
    assert "0 kept interviews" in jobs.retention(magelang.tools(last))
    assert "Judged 1 " in jobs.rescreening(magelang.tools(last))
    assert "1 kept interviews" in jobs.retention(magelang.tools(over))
    assert magelang.screened() == []


def test_what_cannot_be_read_does_not_hold_up_the_others(magelang: Town) -> None:
    stranger = SecretBox("another secret, another secret, another")
    until = STORED_NOW + timedelta(days=9)
    with magelang.engine.begin() as connection:
        consent = Consent("0" * 64, "telegram", "x", STORED_NOW, until)
        screenings.keep(connection, ScreeningKept(ANSWERS, {}), consent, stranger)
    magelang.say("kabari")
    magelang.know(EASIER)
    assert "Judged 2 kept interviews again and wrote news to 1 " in jobs.rescreening(
        magelang.tools()
    )


@pytest.mark.parametrize("channel", ["web", "rest", "console"])
def test_nothing_is_kept_for_who_cannot_be_written_to(magelang: Town, channel: str) -> None:
    reply = magelang.say("halo", channel=channel).reply
    assert reply
    assert reply.text == "not reachable"
    taken = magelang.say("kabari", channel=channel)
    assert taken.route == "incident"
    assert magelang.screened() == []


def test_a_handler_knows_who_can_be_written_to(magelang: Town) -> None:
    reply = magelang.say("halo").reply
    assert reply
    assert reply.text == "reachable"


def opened_core(of: Town, knowledge: Path) -> core.Core:
    config = Config(data_dir=of.folder, knowledge=knowledge)
    return core.Core(config, of.writer, of.service, BOX)


async def for_a_while(work) -> None:
    with pytest.raises(TimeoutError):
        await asyncio.wait_for(work, 1.0)


def relearnt(of: Town, monkeypatch: pytest.MonkeyPatch) -> list[datetime]:
    """Learning takes its time and is not what is looked at: it finds the easier rules at once."""
    learned: list[datetime] = []

    def learn(_: core.Core) -> Brain:
        learned.append(NOW)
        return replace(of.service.brain, base=EASIER)

    monkeypatch.setattr(serving, "learnt_brain", learn)
    return learned


def test_changed_knowledge_is_told_once_it_has_come_to_rest(
    magelang: Town, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    magelang.say("kabari")
    knowledge = tmp_path / "knowledge"
    knowledge.mkdir()
    learned = relearnt(magelang, monkeypatch)
    monkeypatch.setattr(serving, "WATCH_SECONDS", 0.02)

    async def change_it() -> None:
        await asyncio.sleep(0.2)
        (knowledge / "a.yaml").write_text("a: 1", encoding="utf-8")

    async def both() -> None:
        watching = for_a_while(serving._watch_knowledge(opened_core(magelang, knowledge)))
        await asyncio.gather(watching, change_it())

    asyncio.run(both())
    assert len(learned) == 1
    assert magelang.news() == []  # five minutes have not gone by
    monkeypatch.setattr(serving, "QUIET_SECONDS", 0.05)
    (knowledge / "a.yaml").unlink()
    asyncio.run(both())
    assert len(magelang.news()) == 1


def test_the_daily_round_tells_what_the_day_has_changed(
    magelang: Town, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    magelang.say("kabari")
    learned = relearnt(magelang, monkeypatch)
    asyncio.run(for_a_while(serving._daily(opened_core(magelang, tmp_path))))
    assert len(learned) == 1
    assert len(magelang.news()) == 1
