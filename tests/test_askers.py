"""The wish to be told when a question has an answer: given, kept apart, and taken back."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import text

from bot import jobs
from bot.domain.conversation import AskerJudged
from bot.domain.delivery import Postponed, Undeliverable
from bot.domain.messages import InboundMessage, Text
from bot.domain.sentences import Say
from bot.storage import askers
from bot.storage.screenings import Consent
from tests.asker_world import BOX, TELL_ME, City, base, city, group_rows, waiting


@pytest.fixture
def magelang(tmp_path: Path) -> Iterator[City]:
    opened = city(tmp_path)
    yield opened
    opened.close()


def test_nothing_of_a_wish_is_readable_on_disk(magelang: City) -> None:
    magelang.asks("air keruh", "Q4711Q")
    on_disk = b"".join(file.read_bytes() for file in sorted(magelang.folder.glob("city*")))
    assert b"air keruh" in on_disk  # the search finds what is there
    assert b"Q4711Q" not in on_disk


def test_the_wish_stands_apart_from_the_words(magelang: City) -> None:
    magelang.asks("air keruh")
    ((stored,),) = magelang.rows("SELECT sql FROM sqlite_master WHERE name = 'askers'")
    assert not {"question", "text", "words"} & set(str(stored).replace(",", " ").split())
    assert BOX.unseal(bytes(magelang.rows("SELECT address FROM askers")[0][0])) == "4711"


def test_pressing_twice_is_one_wish_that_lasts_longer(magelang: City) -> None:
    magelang.says("air keruh")
    wish = magelang.button(TELL_ME)
    ends = []
    for _ in range(2):
        magelang.offered["4711"] = (type(magelang.offered["4711"][0])(wish, TELL_ME),)
        magelang.says(f"({TELL_ME})")
        ends.append(magelang.rows("SELECT expires_at FROM askers"))
        magelang.later(days=3)
    assert [len(rows) for rows in ends] == [1, 1]
    assert ends[0] < ends[1]


def test_a_button_of_somebody_else_opens_nothing(magelang: City) -> None:
    magelang.says("air keruh", "4711")
    stolen = magelang.offered["4711"]
    magelang.says("halo", "4712")
    magelang.offered["4712"] = stolen
    reply = magelang.says(f"({TELL_ME})", "4712")
    assert reply.text == base().say[Say.WAITING_GONE]
    assert waiting(magelang) == 0


def test_nobody_waits_for_a_question_of_somebody_else(magelang: City) -> None:
    magelang.says("air keruh", "4711")
    at = magelang.clock.now.replace(tzinfo=None)
    stranger = Consent(BOX.pseudonym("telegram", "4712"), "telegram", "4712", at, at)
    with magelang.engine.begin() as connection:
        askers.keep(connection, [1], stranger, BOX)
    assert waiting(magelang) == 0


def test_a_stranger_opens_no_group_again(magelang: City) -> None:
    magelang.asks("air keruh")
    magelang.answers()
    magelang.told()
    at = magelang.clock.now.replace(tzinfo=None)
    stranger = Consent(BOX.pseudonym("telegram", "4712"), "telegram", "4712", at, at)
    with magelang.engine.begin() as connection:
        askers.judge(connection, AskerJudged(1, solved=False), stranger, BOX)
    assert (waiting(magelang), group_rows(magelang)) == (0, [("dijawab", 0)])


def test_an_answer_can_only_be_judged_by_who_was_told_it(magelang: City) -> None:
    magelang.asks("air keruh")
    magelang.answers()
    magelang.told()
    news = magelang.offered["4711"]
    magelang.says("halo", "4712")
    magelang.offered["4712"] = news
    assert magelang.says("(Belum)", "4712").text == base().say[Say.OLD_CHOICE]
    assert group_rows(magelang) == [("dijawab", 0)]


@pytest.mark.parametrize(
    "identity", ["tuntas:", "tuntas:x", "masih:99999999999999999999", "kabari:"]
)
def test_a_made_up_button_does_no_harm(magelang: City, identity: str) -> None:
    magelang.asks("air keruh")
    magelang.offered["4711"] = (type(magelang.offered["4711"][0])(identity, "x"),)
    known = {base().say[Say.OLD_CHOICE], base().say[Say.WAITING_GONE]}
    assert magelang.says("(x)").text in known
    assert waiting(magelang) == 1


@pytest.mark.parametrize("channel", ["web", "rest", "console"])
def test_no_wish_is_kept_where_nobody_can_be_written_to(magelang: City, channel: str) -> None:
    reply = magelang.says("air keruh", channel=channel)
    assert TELL_ME not in [choice.label for choice in reply.choices]
    assert magelang.says("kabari", channel=channel).text == base().say[Say.WAITING_UNREACHABLE]
    assert magelang.rows("SELECT * FROM askers") == []


@pytest.mark.parametrize("words", ["berhenti", "stop", "berhenti dikabari", "/berhenti", "/stop"])
def test_berhenti_ends_it(magelang: City, words: str) -> None:
    magelang.asks("air keruh"), magelang.asks("air mati"), magelang.asks("air bau", "4712")
    assert magelang.says(words).text == base().say[Say.WAITING_STOPPED]
    magelang.answers(), magelang.answers(), magelang.answers(person="4712")
    assert [address for address, _ in magelang.told()] == ["4712"]


def test_berhenti_takes_back_what_is_on_its_way(magelang: City) -> None:
    magelang.asks("air keruh")
    magelang.answers()
    magelang.notify()
    (row,) = magelang.due()
    magelang.service.settle([Postponed(row.id, 0, "later")]).result(10)
    message = InboundMessage("telegram", "4711", "4711", "stop", Text("berhenti"))
    magelang.service.submit(message).result(10)
    assert [row.reply.text for row in magelang.arrived()] == [base().say[Say.WAITING_STOPPED]]
    assert magelang.rows("SELECT * FROM askers") == []


def test_berhenti_after_being_told_leaves_no_address(magelang: City) -> None:
    magelang.asks("air keruh")
    magelang.answers()
    magelang.told()
    magelang.says("berhenti")
    assert magelang.rows("SELECT address, told_at IS NULL FROM askers") == [(b"", 0)]


def test_erasing_leaves_nothing(magelang: City) -> None:
    magelang.asks("air keruh"), magelang.asks("air bau", "4712")
    magelang.answers(), magelang.answers(person="4712")
    magelang.notify()
    magelang.says("hapus data"), magelang.says("(Ya, hapus)")
    key = BOX.pseudonym("telegram", "4711")
    for table, column in (("askers", "key"), ("gaps", "conversation"), ("asked", "conversation")):
        assert magelang.rows(f"SELECT * FROM {table} WHERE {column} = '{key}'") == []
    assert waiting(magelang) == 0
    assert len(magelang.rows("SELECT * FROM askers")) == 1


@pytest.mark.parametrize("way", ["blocked", "left"])
def test_who_shuts_the_door_waits_no_more(magelang: City, way: str) -> None:
    magelang.asks("air keruh"), magelang.asks("air mati"), magelang.asks("air bau", "4712")
    magelang.answers()
    magelang.notify()
    if way == "blocked":
        (row,) = magelang.due()
        magelang.service.settle([Undeliverable(row.id, "blocked", blocked=True)]).result(10)
    else:
        magelang.service.left_by("telegram", "4711").result(10)
    key = BOX.pseudonym("telegram", "4712")
    assert magelang.rows("SELECT key FROM askers") == [(key,)]
    magelang.answers()
    assert magelang.told() == []


def test_news_that_can_never_arrive_are_not_counted_as_told(magelang: City) -> None:
    magelang.asks("air keruh"), magelang.asks("air mati")
    magelang.answers()
    magelang.notify()
    (row,) = magelang.due()
    magelang.service.settle([Undeliverable(row.id, "chat not found")]).result(10)
    rows = magelang.rows("SELECT told_at IS NULL, address = x'' FROM askers ORDER BY id")
    assert rows == [(1, 0), (1, 1)]
    assert magelang.told() == []


def test_a_wish_past_its_time_is_not_fulfilled_and_goes(magelang: City) -> None:
    magelang.asks("air keruh")
    magelang.answers()
    magelang.later(days=180)
    assert magelang.told() == []
    assert "1 wishes to be told" in jobs.retention(magelang.tools())
    assert magelang.rows("SELECT * FROM askers") == []


def test_a_wish_goes_with_its_question(magelang: City) -> None:
    magelang.asks("air keruh")
    with magelang.engine.begin() as connection:
        connection.execute(text("DELETE FROM gaps"))
    assert magelang.told() == []
    jobs.retention(magelang.tools())
    assert magelang.rows("SELECT * FROM askers") == []


def test_the_words_of_turns_go_after_their_weeks(magelang: City) -> None:
    magelang.says("air keruh")
    jobs.retention(magelang.tools())
    assert magelang.rows("SELECT question FROM asked") == [("air keruh",)]
    magelang.later(weeks=12, days=1)
    assert "the words of 1 turns" in jobs.retention(magelang.tools())
    assert magelang.rows("SELECT question FROM asked") == [(None,)]
