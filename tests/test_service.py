"""One turn: claim, state, records and reply in one transaction; truthful when something breaks."""

import io
import itertools
import logging
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import text

from bot.domain.messages import InboundMessage, Kind, Pressed, Text, Unsupported
from bot.domain.routing import Route
from bot.logs import set_up
from bot.service import Brain
from bot.storage.database import Writer
from tests.benchmarks.fuzz import everything_stored
from tests.conversation import FrontDoor, front_door

# Made up: there is no regency 33.99.
NIK = "3399065203900004"
PHONE = "081299887766"
PRIVATE = (NIK, PHONE, "Sutrisno Hadiwibowo")
numbers = itertools.count()


def message(content, sender: str = "4711", channel: str = "telegram") -> InboundMessage:
    return InboundMessage(channel, sender, sender, f"t{next(numbers)}", content)


def test_a_second_delivery_gets_no_second_reply(door: FrontDoor) -> None:
    first = message(Text("syarat pkh apa"))
    door.service.submit(first).result(10)
    again = door.service.submit(first).result(10)
    assert again.repeated
    assert again.reply is None
    assert len(door.service.due("telegram", 10).result(10)) == 1


def test_a_repeated_rest_request_gets_the_same_reply_again(door: FrontDoor) -> None:
    asked = message(Text("syarat pkh apa"), channel="rest")
    first = door.service.submit(asked).result(10)
    again = door.service.submit(asked).result(10)
    assert again.repeated
    assert again.reply == first.reply


def test_two_people_do_not_share_a_conversation(door: FrontDoor) -> None:
    door.say("syarat pkh apa", sender="ani")
    assert "PKH" in door.say("kapan cairnya", sender="ani")
    assert not door.say("kapan cairnya", sender="budi").startswith("PKH")


def test_replies_wait_in_the_outbox_in_order(door: FrontDoor) -> None:
    for words in ("syarat pkh apa", "terima kasih"):
        door.service.submit(message(Text(words))).result(10)
    (due,) = door.service.due("telegram", 10).result(10)
    assert due.address == "4711"
    assert due.reply.heading.startswith("PKH")


def test_a_new_reply_wakes_the_sender_of_its_channel_only(door: FrontDoor) -> None:
    woken: list[str] = []
    door.service.on_outgoing("telegram", lambda: woken.append("telegram"))
    door.service.on_outgoing("whatsapp", lambda: woken.append("whatsapp"))
    door.service.submit(message(Text("halo"))).result(10)
    door.service.submit(message(Text("halo"), channel="web")).result(10)
    assert woken == ["telegram"]


def test_a_defect_of_ours_is_admitted_and_the_conversation_goes_on(
    brain: Brain, tmp_path: Path
) -> None:
    def burst(*_):
        raise ZeroDivisionError(PHONE)

    broken = Route(
        "broken", lambda m, _, __: "rusak" in getattr(m.content, "utterance", ""), burst
    )
    door = front_door(replace(brain, routes=(broken, *brain.routes)), tmp_path)
    stream = io.StringIO()
    set_up("info", json_lines=False)
    logging.getLogger().handlers[0].setStream(stream)
    assert "(kode 0001)" in door.say(f"rusak {PHONE}")
    assert "PKH" in door.say("syarat pkh apa")
    door.service.close()
    door.engine.dispose()
    assert "ZeroDivisionError" in stream.getvalue()
    assert PHONE not in stream.getvalue()


def test_nothing_personal_is_stored_or_logged(door: FrontDoor) -> None:
    stream = io.StringIO()
    set_up("debug", json_lines=False)
    logging.getLogger().handlers[0].setStream(stream)
    for channel in ("telegram", "web", "rest", "console"):
        for words in (
            f"nama saya Sutrisno Hadiwibowo nik {NIK} hp {PHONE} harga cabai berapa",
            f"{NIK} syarat pkh",
            f"syarat pkh apa dan resep rawon {PHONE}",
            "belum",
            f"kapan {PHONE} cair",
        ):
            taken = door.service.submit(message(Text(words), "62811223344", channel)).result(10)
            assert taken.reply is not None
    for choice in (f"program:Budi {NIK}", f"jawab:{PHONE}", PHONE, f"menu:{PHONE}"):
        door.service.submit(message(Pressed(choice), "62811223344", "rest")).result(10)
    kept = everything_stored(door)
    for secret in (*PRIVATE, "62811223344"):
        assert secret not in kept
        assert secret not in stream.getvalue()
    assert "[NIK]" in kept


def test_the_web_history_shows_redacted_words_and_pressed_labels(door: FrontDoor) -> None:
    first = door.service.submit(message(Text(f"syarat pkh {NIK}"), "s", "web")).result(10)
    assert first.reply is not None
    choice = first.reply.choices[0]
    door.service.submit(message(Pressed(choice.id), "s", "web")).result(10)
    history = door.service.history("web", "s").result(10)
    assert [exchange.question for exchange in history] == ["syarat pkh [NIK]", choice.label]


def test_an_erasure_leaves_nothing_of_the_person(door: FrontDoor) -> None:
    door.say("harga cabai berapa", sender="ani", channel="web")
    door.say("hapus data", sender="ani", channel="web")
    door.say("ya, hapus", sender="ani", channel="web")
    history = door.service.history("web", "ani").result(10)
    assert [exchange.question for exchange in history] == [""]
    assert door.effects() == []
    assert "cabai" not in everything_stored(door)


def test_an_unreadable_state_is_reported_and_the_person_is_answered(door: FrontDoor) -> None:
    door.say("syarat pkh apa")
    with door.engine.begin() as connection:
        connection.execute(text("UPDATE conversations SET state = '{}'"))
    assert "PKH" in door.say("syarat pkh apa")


def test_a_dead_database_is_not_ready_and_acknowledges_nothing(door: FrontDoor) -> None:
    assert door.service.ready()
    with door.engine.begin() as connection:
        connection.execute(text("DROP TABLE claims"))
    with pytest.raises(Exception, match="claims"):
        door.service.submit(message(Text("halo"))).result(10)


def test_a_swapped_base_answers_the_next_turn(door: FrontDoor, brain: Brain) -> None:
    words = {**brain.base.say, "dibatalkan": "Sudah, ya."}
    door.service.swap(replace(brain, base=replace(brain.base, say=words)))
    assert door.say("batal").startswith("Sudah, ya.")


contents = st.one_of(
    st.text(max_size=400).map(Text),
    st.text(alphabet="abcdeknpu :/_@0123456789", max_size=60).map(Text),
    st.text(max_size=70).map(Pressed),
    st.sampled_from(
        ["menu:program", "jenis:uang", "program:pkh", "jawab:pkh/syarat", "ya:x", "hapus:selesai"]
    ).map(Pressed),
    st.sampled_from(list(Kind)).map(Unsupported),
)


@settings(
    max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.lists(contents, min_size=1, max_size=6))
def test_no_message_breaks_a_conversation(door: FrontDoor, said: list) -> None:
    for content in said:
        taken = door.service.submit(message(content, channel="console")).result(30)
        assert taken.route != "incident"
        assert taken.reply is not None
        assert taken.reply.text.strip()
        assert all(len(choice.id.encode()) <= 64 for choice in taken.reply.choices)


def test_the_clock_of_the_city_decides_what_has_lapsed(brain: Brain, tmp_path: Path) -> None:
    door = front_door(brain, tmp_path)
    door.service._around = replace(
        door.service._around, clock=lambda: datetime(2029, 1, 1, tzinfo=UTC)
    )
    assert "terakhir dicek 21 November 2026" in door.say("berapa uang pkh anak sd")
    door.service.close()
    door.engine.dispose()


def test_the_writer_refuses_work_once_closed(door: FrontDoor) -> None:
    writer = Writer(door.engine)
    writer.close()
    with pytest.raises(RuntimeError):
        writer.run(lambda _: None).result(1)
