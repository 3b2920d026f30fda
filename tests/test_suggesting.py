"""Suggested examples: the most people first, nothing twice, nothing that is known already."""

import pytest
import yaml

from bot.domain.knowledge import Intent, KnowledgeBase, Section
from bot.domain.matching import Matcher
from bot.domain.redaction import RedactedText
from bot.domain.suggesting import Stored, Suggestion, suggest
from bot.reports import suggestion_lines, suggestion_yaml
from tests.test_explaining import AID

SAID = {
    "toko/jam": ("jam berapa buka", "kapan tutupnya", "hari minggu buka tidak"),
    "toko/harga": ("berapa harganya", "harga kopi berapa", "mahal tidak kopinya"),
    "toko/parkir": ("di mana parkir mobil", "parkir motor bayar tidak", "tempat parkir luas"),
}
BASE = KnowledgeBase(
    {
        i: Intent(i, i, i, Section("Baik."), said, file="tanya_jawab/toko.yaml")
        for i, said in SAID.items()
    }
)
MATCHER = Matcher.compile(BASE)


def stored(question: str, asker: str, intent: str = "", rejected: str = "") -> Stored:
    return Stored(RedactedText(question), asker, intent, rejected)


def suggested(*questions: Stored, most: int = 9) -> tuple[Suggestion, ...]:
    return suggest(BASE, MATCHER, questions, most)


def test_the_phrase_that_helps_most_people_stands_first() -> None:
    first, second = suggested(
        stored("boleh nitip sepeda semalam", "ani", "toko/parkir"),
        stored("lebaran libur tidak mas", "budi", "toko/jam"),
        stored("lebaran libur tidak ya", "citra", "toko/jam"),
        stored("pas lebaran libur tidak", "dewi", "toko/jam"),
    )

    assert (first.intents[0].intent, first.people, len(first.others)) == ("toko/jam", 3, 2)
    assert (second.phrase, second.people) == ("boleh nitip sepeda semalam", 1)


def test_one_person_who_repeats_counts_once() -> None:
    (only,) = suggested(*[stored("lebaran libur tidak mas", "ani", "toko/jam")] * 5)

    assert only.people == 1


def test_alike_words_meant_otherwise_are_not_helped() -> None:
    found = suggested(
        stored("lebaran libur tidak mas", "ani", "toko/jam"),
        stored("lebaran libur tidak ya", "budi", "toko/harga"),
    )

    assert {one.intents[0].intent for one in found} == {"toko/jam", "toko/harga"}


def test_what_is_known_already_is_left_out() -> None:
    assert suggested(stored("Jam berapa buka?", "ani", "toko/jam")) == ()
    assert suggested(stored("resep rendang", "ani", "bukan/ada_lagi")) == ()
    assert suggested() == ()


def test_an_open_question_needs_a_decision() -> None:
    (only,) = suggested(stored("kopi di mana jam", "ani"))

    assert only.needs_decision
    assert len(only.intents) > 1
    assert "perlu diputuskan" in "\n".join(suggestion_lines([only], BASE))
    assert next(suggestion_yaml([only], BASE)).startswith("# perlu diputuskan")


def test_an_answer_that_was_refused_is_not_proposed_again() -> None:
    found = suggested(stored("jam berapa buka", "ani", rejected="toko/jam"))

    assert "toko/jam" not in {c.intent for one in found for c in one.intents}


def test_a_told_wish_speaks_for_open_ones() -> None:
    (only,) = suggested(
        stored("kopi di mana jam", "ani"),
        stored("kopi di mana jam ya", "budi", "toko/parkir"),
    )

    assert not only.needs_decision
    assert only.people == 2


def test_placeholders_do_not_become_examples() -> None:
    (only,) = suggested(stored("saya [nama] hp [telepon] mau nitip sepeda", "ani", "toko/parkir"))

    assert only.phrase == "saya hp mau nitip sepeda"


def test_stories_do_not_become_examples_but_are_helped() -> None:
    story = "nitip sepeda semalam " * 8
    (only,) = suggested(
        stored(story, "ani", "toko/parkir"), stored("nitip sepeda semalam", "budi", "toko/parkir")
    )

    assert (only.phrase, only.people) == ("nitip sepeda semalam", 2)


def test_at_most_as_many_as_wanted() -> None:
    told = ("nitip sepeda", "helm hilang kemarin", "kucing boleh masuk")
    questions = [stored(text, text, "toko/parkir") for text in told]

    assert len(suggested(*questions, most=2)) == 2


@pytest.mark.parametrize("phrase", ["nitip sepeda", 'katanya: "libur" #1', "- apa", "50 ribu kah"])
def test_the_lines_to_paste_are_yaml(phrase: str) -> None:
    found = suggested(stored(phrase, "ani", "toko/parkir"))
    lines = list(suggestion_yaml(found, BASE))

    assert lines[0] == "# tanya_jawab/toko.yaml, pada toko/parkir"
    assert yaml.safe_load("\n".join(lines)) == {"contoh": [phrase]}


def test_an_example_of_a_programme_is_pasted_under_its_aspect() -> None:
    matcher = Matcher.compile(AID)
    found = suggest(AID, matcher, [stored("duit pkh mudun", "ani", "pkh/jadwal")], 5)
    lines = list(suggestion_yaml(found, AID))

    assert lines[0] == "# program/pkh.yaml"
    assert yaml.safe_load("\n".join(lines)) == {"contoh": {"jadwal": ["duit pkh mudun"]}}
