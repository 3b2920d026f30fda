"""What people are told of the answer to their question, and what they say of it."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import text

from bot.domain.delivery import Postponed
from bot.domain.desk import GapStatus
from bot.domain.publishing import Publication, PublicationStatus
from bot.domain.sentences import Say
from bot.storage import filing
from bot.storage.askers import PROGRAM
from tests.asker_world import (
    ASK,
    BOX,
    LAPSED,
    SURE,
    TELL_ME,
    UNSURE,
    City,
    base,
    city,
    group_rows,
    waiting,
)


@pytest.fixture
def magelang(tmp_path: Path) -> Iterator[City]:
    opened = city(tmp_path)
    yield opened
    opened.close()


def test_whoever_waits_is_told_once(magelang: City) -> None:
    magelang.asks("air keruh"), magelang.asks("air mati", "4712"), magelang.says("air apa", "4713")
    assert magelang.told() == []
    magelang.answers(), magelang.answers(person="4712"), magelang.answers(person="4713")
    told = magelang.told()
    assert [address for address, _ in sorted(told)] == ["4711", "4712"]
    assert all(ASK in words and "Laporkan ke kantor air." in words for _, words in told)
    assert magelang.told() == []
    assert magelang.told() == []


def test_who_did_not_ask_to_be_told_is_not(magelang: City) -> None:
    magelang.says("air keruh")
    magelang.answers()
    assert magelang.told() == []


def test_who_wants_it_after_it_was_answered_is_told_soon(magelang: City) -> None:
    magelang.says("air keruh")
    magelang.answers()
    magelang.says(f"({TELL_ME})")
    assert len(magelang.told()) == 1


@pytest.mark.parametrize("status", [GapStatus.NEW, GapStatus.WORKING, GapStatus.SPAM])
def test_an_open_question_and_spam_tell_nothing(magelang: City, status: GapStatus) -> None:
    magelang.asks("air keruh")
    magelang.answers(status=status)
    assert magelang.told() == []
    assert waiting(magelang) == 1


def test_an_unsure_answer_is_told_as_unsure(magelang: City) -> None:
    magelang.asks("air keruh")
    magelang.answers(UNSURE)
    ((_, words),) = magelang.told()
    assert base().say[Say.HEDGE_LOW] in words


def test_an_answer_that_has_lapsed_since_is_told_as_old(magelang: City) -> None:
    magelang.asks("air keruh")
    magelang.answers(LAPSED)
    magelang.later(days=30)
    ((_, words),) = magelang.told()
    assert "terakhir dicek 1 November 2026" in words
    assert "22 November 2026 Anda bertanya" in words


def test_the_news_leaves_the_conversation_as_it_was(magelang: City) -> None:
    magelang.asks("air keruh")
    before = magelang.rows("SELECT state, updated_at FROM conversations")
    magelang.answers()
    magelang.told()
    assert magelang.rows("SELECT state, updated_at FROM conversations") == before


def test_several_questions_answered_at_once_are_told_in_the_order_asked(magelang: City) -> None:
    for words in ("air keruh", "air mati", "air bau"):
        magelang.asks(words)
    for about in (SURE, LAPSED, UNSURE):
        magelang.answers(about)
    quoted = [words.partition("“")[2].partition("”")[0] for _, words in magelang.told()]
    assert quoted == ["air keruh", "air mati", "air bau"]


def test_the_same_question_in_other_words_gets_one_message(magelang: City) -> None:
    magelang.asks("air keruh"), magelang.asks("kok airnya butek"), magelang.asks("butek", "4712")
    magelang.groups([1, 2, 3])
    magelang.answers()
    told = magelang.told()
    assert sorted(address for address, _ in told) == ["4711", "4712"]
    assert waiting(magelang) == 0
    magelang.says("(Ya, terjawab)")
    solved = magelang.rows("SELECT question_id FROM askers WHERE solved")
    assert solved == [(1,), (2,)]


def test_an_answer_that_is_gone_opens_the_group_again(magelang: City) -> None:
    magelang.asks("air keruh")
    magelang.answers(SURE, status=GapStatus.MISMATCHED)
    magelang.know(base(SURE))
    assert "opened 1 groups again" in magelang.notify()
    assert magelang.arrived() == []
    assert group_rows(magelang) == [("baru", 1)]
    assert waiting(magelang) == 1
    journal = magelang.rows("SELECT actor, deed, target, detail FROM journal")
    assert journal[0][:3] == ("program", "dibuka lagi", "1")
    assert SURE in str(journal[0][3])
    assert "opened 0 groups again" in magelang.notify()


def test_who_was_told_it_is_not_ours_hears_of_an_answer_after_all(magelang: City) -> None:
    magelang.asks("air keruh")
    magelang.answers(status=GapStatus.NOT_OURS)
    ((_, words),) = magelang.told()
    assert words.endswith(base().say[Say.NEWS_WHO_ELSE])
    assert magelang.told() == []
    with magelang.engine.begin() as connection:
        connection.execute(text(f"UPDATE gap_groups SET status = 'dijawab', intent = '{SURE}'"))
    ((_, words),) = magelang.told()
    assert ASK in words
    assert magelang.told() == []


def test_a_draft_that_nobody_has_published_reaches_nobody(magelang: City) -> None:
    magelang.asks("air keruh")
    magelang.answers(status=GapStatus.NOT_OURS)
    with magelang.engine.begin() as connection:
        connection.execute(text("UPDATE gap_groups SET draft = 'Katanya gratis, belum pasti.'"))
    ((_, words),) = magelang.told()
    assert "Katanya" not in words
    assert words.endswith(base().say[Say.NEWS_WHO_ELSE])


def test_askers_are_told_whom_to_ask_as_a_coordinator_wrote_it(magelang: City) -> None:
    magelang.asks("air keruh")
    magelang.answers(status=GapStatus.NOT_OURS)
    with magelang.engine.begin() as connection:
        connection.execute(text("UPDATE gap_groups SET advice = 'Tanyakan ke PDAM.'"))
    ((_, words),) = magelang.told()
    assert words.endswith("Tanyakan ke PDAM.")
    assert base().say[Say.NEWS_NOT_OURS] in words
    assert base().say[Say.NEWS_WHO_ELSE] not in words


def taken_back(of: City, intent: str) -> None:
    """The publication that answered the first group is undone."""
    new = Publication(
        id=0,
        status=PublicationStatus.PROPOSED,
        summary="Kembalikan isi lama",
        changes=(),
        author="Siti",
        author_id=None,
        proposed_at=of.clock(),
        group=1,
        closes=GapStatus.NEW,
        intent=intent,
    )
    number = of.writer.run(lambda db: filing.propose(db, new, PROGRAM, "batalkan")).result()
    undo = replace(new, id=number, publisher="Siti")
    of.writer.run(lambda db: filing.begin(db, undo, of.clock())).result()
    of.writer.run(lambda db: filing.finish(db, undo, of.clock())).result()


def test_who_was_told_an_answer_that_was_taken_back_hears_the_right_one(magelang: City) -> None:
    magelang.asks("air keruh")
    magelang.answers(SURE)
    assert len(magelang.told()) == 1
    taken_back(magelang, SURE)
    assert group_rows(magelang) == [("baru", 1)]
    assert waiting(magelang) == 1, "coordinators see that somebody waits"
    magelang.answers(LAPSED)
    ((_, words),) = magelang.told()
    assert "Air mengalir pagi hari." in words
    assert magelang.told() == []


def test_an_answer_taken_back_wakes_nobody_who_is_content(magelang: City) -> None:
    magelang.asks("air keruh")
    magelang.answers(SURE)
    magelang.told()
    magelang.says("(Ya, terjawab)")
    taken_back(magelang, SURE)
    assert waiting(magelang) == 0
    magelang.answers(LAPSED)
    assert magelang.told() == []


def test_a_question_settled_by_a_choice_is_told_of_no_more(magelang: City) -> None:
    magelang.asks("air keruh")
    magelang.answers()
    with magelang.engine.begin() as connection:
        connection.execute(text(f"UPDATE gaps SET settled_intent = '{SURE}'"))
    assert magelang.told() == []


def test_news_do_not_hold_up_who_asks_just_now(magelang: City) -> None:
    for person in range(5):
        magelang.asks("air keruh", str(person))
        magelang.answers(person=str(person))
    magelang.notify()
    asked_now(magelang)
    first, *others = magelang.due()
    assert first.address == "9999"
    assert len(others) == 5


def asked_now(of: City) -> None:
    """Somebody writes, and the reply waits."""
    draft = (
        "INSERT INTO outbox (channel, conversation, message_id, address, status, not_before, "
        "attempts, error, question, reply, created_at) SELECT 'telegram', 'x', '77', :address, "
        "'waiting', 0, 0, '', '', reply, created_at FROM outbox LIMIT 1"
    )
    with of.engine.begin() as connection:
        connection.execute(text(draft), {"address": BOX.seal("9999")})


def test_belum_opens_the_question_again_and_the_next_answer_is_told(magelang: City) -> None:
    magelang.asks("air keruh")
    magelang.answers()
    magelang.told()
    assert "berhenti dikabari" in magelang.says("(Belum)").text
    assert group_rows(magelang) == [("baru", 1)]
    assert waiting(magelang) == 1
    assert magelang.rows("SELECT actor, deed, kind, target FROM journal") == [
        ("warga", "dibuka lagi", "kelompok", "1")
    ]
    assert magelang.told() == []
    magelang.answers(UNSURE)
    ((_, words),) = magelang.told()
    assert "Tarifnya dua ribu." in words


def test_belum_of_two_people_opens_a_group_once(magelang: City) -> None:
    magelang.asks("air keruh"), magelang.asks("air butek", "4712")
    magelang.groups([1, 2])
    magelang.answers()
    magelang.told()
    magelang.says("(Belum)"), magelang.says("(Belum)", "4712"), magelang.says("durung", "4712")
    assert group_rows(magelang) == [("baru", 1)]
    assert waiting(magelang) == 2


def test_belum_of_one_does_not_trouble_who_was_content(magelang: City) -> None:
    for person in ("4711", "4712", "4713"):
        magelang.asks("air keruh", person)
    magelang.groups([1, 2, 3])
    magelang.answers()
    magelang.told()
    magelang.says("(Belum)"), magelang.says("(Ya, terjawab)", "4712")
    magelang.answers(UNSURE)
    assert [address for address, _ in magelang.told()] == ["4711"]


def test_ya_ends_it_and_the_address_goes(magelang: City) -> None:
    magelang.asks("air keruh")
    magelang.answers()
    magelang.told()
    magelang.says("(Ya, terjawab)")
    assert magelang.rows("SELECT solved, address FROM askers") == [(1, b"")]
    assert magelang.rows("SELECT intent, solved FROM feedback") == [(SURE, 1)]


def test_a_second_thought_counts_as_the_last_one_said(magelang: City) -> None:
    magelang.asks("air keruh")
    magelang.answers()
    magelang.told()
    news = magelang.offered["4711"]
    magelang.says("(Ya, terjawab)")
    magelang.offered["4711"] = news
    magelang.says("(Belum)")
    assert (waiting(magelang), group_rows(magelang)) == (1, [("baru", 1)])
    magelang.offered["4711"] = news
    magelang.says("(Ya, terjawab)")
    assert waiting(magelang) == 0
    magelang.answers(UNSURE)
    assert magelang.told() == []


def test_a_bare_ya_belongs_to_news_only_once_they_have_arrived(magelang: City) -> None:
    magelang.asks("air keruh")
    magelang.answers()
    magelang.notify()
    (row,) = magelang.due()
    magelang.service.settle([Postponed(row.id, 3_600, "later")]).result(10)
    magelang.says("ya")
    assert magelang.rows("SELECT solved FROM askers") == [(None,)]


def test_a_bare_ya_after_something_else_was_said_is_not_for_the_news(magelang: City) -> None:
    magelang.asks("air keruh")
    magelang.answers()
    magelang.told()
    magelang.says("menu")
    assert magelang.says("ya").text == base().say[Say.NOTHING_ASKED]
    assert magelang.rows("SELECT solved FROM askers") == [(None,)]


def test_a_bare_ya_to_several_news_is_for_the_last_one(magelang: City) -> None:
    magelang.asks("air keruh"), magelang.asks("air mati")
    magelang.answers(), magelang.answers()
    assert len(magelang.told()) == 2
    magelang.says("ya")
    assert magelang.rows("SELECT question_id, solved FROM askers ORDER BY id") == [
        (1, None),
        (2, 1),
    ]
