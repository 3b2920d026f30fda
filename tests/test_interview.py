"""The interview through the front door: consent, channels, several households, a long break."""

import random
import re
from dataclasses import replace
from datetime import date

from sqlalchemy import text

from bot.domain.choosing import resolve
from bot.domain.conversation import SHEET_ADDRESS, Conversation, Interviewing
from bot.domain.delivery import Abilities
from bot.domain.eligibility.binding import rulebook
from bot.domain.eligibility.hearing import Ear
from bot.domain.eligibility.interview import Interview
from bot.domain.messages import Choice, Content, InboundMessage, Pressed, Text
from bot.service import Brain, decide
from bot.storage import conversations
from bot.storage.encoding import conversation_from_text, conversation_to_text
from bot.storage.secrets import SecretBox
from tests.conversation import NOW, SECRET, FrontDoor

BOX = SecretBox(SECRET)
TO_RESULTS = ("saya bisa dapat apa", "(Tidak ada)", "ktp kota magelang", "cukup")


def play(door: FrontDoor, *lines: str, sender: str = "warga", channel: str = "console") -> str:
    told = ""
    for line in lines:
        told = door.say(line, sender, channel)
    return told


def kept(door: FrontDoor) -> int:
    with door.engine.connect() as connection:
        return int(connection.execute(text("SELECT count(*) FROM screenings")).scalar() or 0)


def stored_interview(door: FrontDoor) -> Interview | None:
    with door.engine.connect() as connection:
        state = connection.execute(text("SELECT state FROM conversations")).scalar()
    return conversations.opened(str(state), BOX).interview


def test_the_offer_to_be_told_stands_only_where_we_can_write_back(door: FrontDoor) -> None:
    assert "[Kabari kalau ada perubahan]" in play(door, *TO_RESULTS, channel="telegram")
    for channel in ("console", "web", "rest"):
        told = play(door, *TO_RESULTS, sender=channel, channel=channel)
        assert "KEMUNGKINAN BISA" in told
        assert "Kabari kalau ada perubahan" not in told


def test_consent_keeps_the_answers_and_is_taken_back_by_a_button_or_in_words(
    door: FrontDoor,
) -> None:
    told = play(door, *TO_RESULTS, "(Kabari kalau ada perubahan)", channel="telegram")
    assert "saya simpan tanpa nama dan nomor" in told
    assert kept(door) == 1
    assert "Sudah dihapus" in play(door, "(Berhenti dikabari)", channel="telegram")
    assert kept(door) == 0
    play(door, *TO_RESULTS, "(Kabari kalau ada perubahan)", sender="lain", channel="telegram")
    assert kept(door) == 1
    assert "Sudah dihapus" in play(door, "berhenti dikabari", sender="lain", channel="telegram")
    assert kept(door) == 0


def test_nobody_is_kept_for_another_household(door: FrontDoor) -> None:
    told = play(
        door, "saya bisa dapat apa", "(Tanyakan untuk orang lain)", "(Tidak ada)", "cukup",
        channel="telegram",
    )  # fmt: skip
    assert "[Keluarga berikutnya]" in told
    assert "Kabari kalau ada perubahan" not in told


def test_a_group_is_never_told_of_one_household(door: FrontDoor) -> None:
    """In a group the sender is the person, the address is the group."""
    reply = None
    for number, words in enumerate(("saya bisa dapat apa", "ktp kota magelang", "cukup")):
        message = InboundMessage("telegram", "-5:7", "-5", f"g{number}", Text(words))
        reply = door.service.submit(message).result(30).reply
    assert reply is not None
    labels = [choice.label for choice in reply.choices]
    assert "Catatan untuk dibawa" in labels
    assert "Kabari kalau ada perubahan" not in labels


def test_the_next_household_knows_nothing_of_the_one_before(door: FrontDoor) -> None:
    first = play(
        door, "saya bisa dapat apa", "(Tanyakan untuk orang lain)", "desil 2", "ktp kota magelang",
        "cukup", "(Keluarga berikutnya)", "cukup", "(Catatan untuk dibawa)",
    )  # fmt: skip
    assert "CATATAN BANTUAN" in first
    assert "Desil: desil 2" not in first
    interview = stored_interview(door)
    assert interview is not None
    assert interview.answers == ()


def test_a_household_of_neighbours_is_asked_in_the_third_person(door: FrontDoor) -> None:
    told = play(door, "saya bisa dapat apa", "(Tanyakan untuk orang lain)")
    asked = told.split("\n\n")[1]
    assert "keluarga itu" in asked
    assert "Anda" not in asked


def test_answers_are_sealed_in_the_database_and_gone_at_the_end(door: FrontDoor) -> None:
    play(door, "saya bisa dapat apa", "desil 2", "ktp kota magelang")
    with door.engine.connect() as connection:
        state = str(connection.execute(text("SELECT state FROM conversations")).scalar())
    assert "desil" not in state
    assert stored_interview(door) is not None
    play(door, "cukup", "(Selesai, hapus jawaban)")
    assert stored_interview(door) is None


def test_a_press_under_an_old_question_changes_that_answer(door: FrontDoor) -> None:
    play(door, "saya bisa dapat apa", "(Tidak ada)", "ktp kota magelang")
    door.offered = (Choice("wawancara:j/ktp/luar", "Kota atau kabupaten lain"),)
    assert "KTP: Kota atau kabupaten lain" in play(door, "(Kota atau kabupaten lain)")


def test_buttons_of_things_that_are_gone_do_no_harm(door: FrontDoor) -> None:
    play(door, "saya bisa dapat apa")
    for gone in ("j/hilang/ya", "j/ktp/hilang", "tidak_tahu/hilang", "rinci/hilang", "apa/ini"):
        door.offered = (Choice(f"wawancara:{gone}", "lama"),)
        assert "gangguan" not in play(door, "(lama)")


def test_an_interview_outlives_a_change_of_the_questions(brain: Brain, door: FrontDoor) -> None:
    """Questions and options may go while somebody sleeps over them: the rest of it holds."""
    play(door, "saya bisa dapat apa", "(Tidak ada)", "ktp kota magelang", "desil 3")
    base = brain.base
    rest = {name: q for name, q in base.eligibility.questions.items() if name != "listrik"}
    rules = {name: r for name, r in base.eligibility.rules.items() if name != "subsidi_listrik"}
    fewer = replace(base, eligibility=replace(base.eligibility, questions=rest, rules=rules))
    day = NOW.date()
    door.service.swap(replace(brain, base=fewer, ear_on=lambda _: Ear(rulebook(fewer, day))))
    assert "desil 3" in play(door, "cukup", "(Catatan untuk dibawa)")


def test_a_bare_number_is_an_answer_where_the_choices_have_letters(door: FrontDoor) -> None:
    told = play(door, "apakah saya bisa dapat sembako", "(Cek apakah bisa dapat Sembako (BPNT))")
    assert "Desil" in told
    assert "Saya catat: Desil: 5." in play(door, "5")
    assert "Saya catat: Desil: 1 atau 2." in play(door, "(Ubah jawaban)", "(Desil: 5)", "a")


def test_the_web_gets_a_sheet_to_print_and_the_terminal_does_not(door: FrontDoor) -> None:
    told = play(door, *TO_RESULTS, "(Lembar untuk dicetak)", channel="web")
    assert re.search(r"/lembar/[\w-]{50,}", told)
    assert "Lembar untuk dicetak" not in play(door, *TO_RESULTS, sender="lain")


def test_every_verdict_of_a_result_names_its_source_and_day(door: FrontDoor) -> None:
    note = play(door, *TO_RESULTS, "(Catatan untuk dibawa)")
    programmes = re.findall(r"^.+: kemungkinan bisa$", note, re.MULTILINE)
    assert programmes
    assert len(re.findall(r"Sumber: .+ Dicek \d+ \w+ 2026\.", note)) == len(programmes)
    assert "anda berhak" not in note.lower()


def test_a_question_is_open_only_while_it_is_shown(door: FrontDoor) -> None:
    play(door, "saya bisa dapat apa", "menu")
    with door.engine.connect() as connection:
        state = str(connection.execute(text("SELECT state FROM conversations")).scalar())
    conversation: Conversation = conversations.opened(state, BOX)
    assert not isinstance(conversation.state, Interviewing)
    assert conversation.interview is not None


def test_the_day_of_the_rules_is_that_of_the_city(brain: Brain) -> None:
    today = NOW.astimezone(brain.base.zone).date()
    assert brain.ear_on(today).book.day == date(2026, 11, 22)


WORDS = (
    "saya bisa dapat apa", "anak 2 sd smp", "istri hamil", "gatau", "ora", "nggih", "3", "desil 9",
    "1,5 juta", "ngontrak", "cukup", "kembali", "ubah desil", "kapan pkh cair", "batal", "lanjut",
    "menu", "simbah 72", "?", "😀", "ga ada", "900", "a", "z", "hapus data", "tidak jadi", "-1",
)  # fmt: skip


def test_whatever_is_pressed_or_typed_in_whatever_order_is_answered(brain: Brain) -> None:
    """Random walks: every press is one that was shown, every other step is typed."""
    rng = random.Random(4)
    steps, routes = 0, set[str]()
    for _ in range(60):
        conversation = Conversation()
        for _ in range(25):
            content: Content = Text(rng.choice(WORDS))
            if conversation.offered and rng.random() < 0.6:
                content = Pressed(rng.choice(conversation.offered).id)
            content = resolve(content, conversation)
            message = InboundMessage("telegram", "a", "a", "m", content)
            decided = decide(brain, message, conversation, NOW, Abilities(True, True))
            conversation, reply = decided.turn.conversation, decided.turn.reply
            assert reply.text.strip()
            assert "{" not in reply.text.replace(SHEET_ADDRESS, "")
            assert all(len(choice.id.encode()) <= 64 for choice in reply.choices)
            assert len({choice.id for choice in reply.choices}) == len(reply.choices)
            stored = conversation_from_text(conversation_to_text(conversation))
            assert stored == conversation
            routes.add(decided.route)
            steps += 1
    assert steps == 1_500
    assert {"eligibility", "answer", "menus", "commands", "privacy"} <= routes
