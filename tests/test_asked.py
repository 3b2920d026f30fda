"""The log of turns: what is noted of each, and what never is."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import Row, text

from bot.domain.asked import AskedOutcome
from bot.storage import asked
from tests.conversation import NOW, FrontDoor, front_door
from tests.small_base import small_brain

STORED = NOW.replace(tzinfo=None)


@pytest.fixture
def door(tmp_path: Path) -> Iterator[FrontDoor]:
    opened = front_door(small_brain(), tmp_path)
    yield opened
    opened.service.close()
    opened.engine.dispose()


def rows(door: FrontDoor) -> list[Row]:
    with door.engine.connect() as connection:
        return list(connection.execute(text("SELECT * FROM asked ORDER BY id")))


def last(door: FrontDoor) -> Row:
    return rows(door)[-1]


def test_an_answered_question_is_noted_with_its_intent_score_and_words(door: FrontDoor) -> None:
    door.say("kapan jembatan dibuka")
    row = last(door)
    assert (row.route, row.outcome, row.intent) == ("answer", "answer", "jembatan/buka")
    assert 0 < row.score <= 100
    assert row.question == "kapan jembatan dibuka"
    assert row.channel == "console"
    assert row.at.startswith("2026-11-22 09:00")
    assert "warga" not in row.conversation
    assert row.topic is None
    door.say("lewat mana kalau ditutup")
    assert last(door).topic == "jembatan/buka"


def test_words_are_redacted_before_they_are_noted(door: FrontDoor) -> None:
    door.say("kapan jembatan dibuka, nik saya 3399065203900004")
    assert "3399065203900004" not in last(door).question
    assert "jembatan" in last(door).question


def test_a_question_nobody_can_answer_is_noted_as_unknown(door: FrontDoor) -> None:
    door.say("resep rawon daging sapi")
    row = last(door)
    assert (row.outcome, row.intent, row.score) == ("unknown", None, None)
    assert row.question == "resep rawon daging sapi"


def test_a_pressed_answer_is_noted_without_words(door: FrontDoor) -> None:
    door.say("kapan jembatan dibuka")
    door.say("(Lewat mana)")
    row = last(door)
    assert (row.outcome, row.intent, row.question) == ("chosen", "jembatan/lewat", None)


def test_did_you_mean_is_noted_with_its_first_guess(door: FrontDoor) -> None:
    door.say("jembatan")
    row = last(door)
    assert row.outcome == "confirm"
    assert row.intent.startswith("jembatan/")
    assert row.question == "jembatan"


def test_nothing_is_kept_of_the_words_of_danger(door: FrontDoor) -> None:
    door.say("tolong ada kebakaran di cacaban")
    row = last(door)
    assert (row.outcome, row.intent) == ("emergency", "darurat/bencana")
    assert (row.question, row.place, row.topic) == (None, None, None)


@pytest.mark.parametrize("typed", ["menu", "[foto]", "/bantuan"])
def test_a_turn_that_asks_nothing_is_only_counted(door: FrontDoor, typed: str) -> None:
    door.say(typed)
    row = last(door)
    assert (row.outcome, row.intent, row.question, row.place) == ("other", None, None, None)


def test_the_kelurahan_of_a_question_is_noted(door: FrontDoor) -> None:
    door.say("kapan jembatan dibuka, saya dari tidar selatan")
    assert last(door).place == "Tidar Selatan"
    door.say("kapan jembatan dibuka di magelang")
    assert last(door).place is None, "the city is no kelurahan"
    door.say("kapan jembatan dibuka di kelurahan magelang")
    assert last(door).place == "Magelang"


def test_an_erased_person_leaves_no_words_and_no_pseudonym(door: FrontDoor) -> None:
    door.say("kapan jembatan dibuka di cacaban", sender="lain")
    door.say("kapan jembatan dibuka di cacaban")
    door.say("hapus data")
    door.say("(Ya, hapus)")
    kept, *erased = rows(door)
    assert kept.question
    assert kept.place == "Cacaban"
    assert len(erased) == 3
    for row in erased:
        assert (row.conversation, row.question, row.place) == ("", None, None)
    assert [row.outcome for row in erased] == ["answer", "other", "other"]


def test_words_go_after_their_weeks_and_rows_after_their_days(door: FrontDoor) -> None:
    door.say("kapan jembatan dibuka")
    hour = timedelta(hours=1)
    with door.engine.begin() as connection:
        assert asked.purge(connection, words_before=STORED, rows_before=STORED) == 0
    assert last(door).question
    with door.engine.begin() as connection:
        assert asked.purge(connection, words_before=STORED + hour, rows_before=STORED) == 1
    assert last(door).question is None
    assert last(door).intent == "jembatan/buka"
    with door.engine.begin() as connection:
        asked.purge(connection, words_before=STORED + hour, rows_before=STORED + hour)
    assert rows(door) == []


def test_the_log_is_read_for_a_stretch_of_time_without_turns_that_ask_nothing(
    door: FrontDoor,
) -> None:
    door.say("menu")
    door.say("kapan jembatan dibuka")
    door.say("ya")
    with door.engine.begin() as connection:
        a_minute_later = STORED + timedelta(minutes=1)
        log = asked.between(connection, STORED, a_minute_later)
        later = asked.between(connection, a_minute_later, STORED + timedelta(days=9))
        first = asked.first_at(connection)
    assert [use.outcome for use in log.uses] == [AskedOutcome.ANSWER]
    assert first
    assert first <= log.uses[0].at <= NOW + timedelta(minutes=1)
    assert [(said.intent, said.solved) for said in log.judged] == [("jembatan/buka", True)]
    assert (later.uses, later.judged) == ((), ())


def test_a_turn_that_fails_is_noted_as_one(tmp_path: Path) -> None:
    door = front_door(small_brain(broken=True), tmp_path)
    door.say("kapan jembatan dibuka")
    assert (last(door).route, last(door).outcome) == ("incident", "other")
    door.service.close()
    door.engine.dispose()
