"""Words are recognised however they are spelt, and ordinary words stay what they are."""

import pytest

from bot.domain.emergency import EmergencyDetector
from bot.domain.emergency_words import WordForms, words
from bot.domain.knowledge import EmergencySign


def meanings(typed: str, *roots: str, literal: frozenset[str] = frozenset()) -> list[set[str]]:
    return WordForms(roots, {"bls": "balas"}, literal).meanings(words(typed, 100))


@pytest.mark.parametrize(
    ("typed", "root"),
    [
        ("malem", "malam"),
        ("jatoh", "jatuh"),
        ("ulo", "ula"),
        ("dhadhane", "dada"),
        ("nyekik", "cekik"),
        ("disiksane", "siksa"),
        ("bnuh", "bunuh"),
        ("bnjr", "banjir"),
        ("toloooong", "tolong"),
        ("di pukul", "=dipukul"),
        ("d pukuli", "=dipukuli"),
    ],
)
def test_a_word_is_known_by_its_sound(typed: str, root: str) -> None:
    assert root in meanings(typed, root)[-1]


def test_a_glued_no_is_two_words() -> None:
    assert meanings("gabisa napas", "ga", "bisa", "napas") == [{"ga"}, {"bisa"}, {"napas"}]


def test_a_word_that_only_begins_like_no_stays_whole() -> None:
    assert meanings("galak", "ga", "laki") == [set()]


def test_an_acronym_is_no_word_without_vowels() -> None:
    assert meanings("blt bsm", "balita", "besem") == [set(), set()]


def test_jatah_is_not_jatuh() -> None:
    assert meanings("jatah", "jatuh") == [set()]


def test_a_literal_word_is_a_form_of_no_other() -> None:
    assert meanings("terapi", "api") == [{"api"}]
    assert meanings("terapi", "api", literal=frozenset({"terapi"})) == [{"terapi"}]


def test_a_literal_word_stays_one_when_it_stands_for_another() -> None:
    forms = WordForms(("palu",), {"isin": "malu"}, frozenset({"malu"}))
    assert forms.meanings(["isin"]) == [set()]


def detect(utterance: str, *signs: str) -> str | None:
    return EmergencyDetector([EmergencySign("darurat/medis", signs, ())], {}).detect(utterance)


def test_every_part_of_a_sign_stands_for_itself() -> None:
    assert detect("tolong", "tolong + minta|tolong") is None
    assert detect("tolong tolong", "tolong + minta|tolong") == "darurat/medis"


def test_a_list_may_name_other_lists() -> None:
    signs = ("{orang} + sakit", "{orang} = tetangga|{keluarga}", "{keluarga} = ibu|{tua}")
    assert detect("simbah sakit", *signs, "{tua} = simbah|orang tua") == "darurat/medis"
    assert detect("orang tua sakit", *signs, "{tua} = simbah|orang tua") == "darurat/medis"


def test_a_sign_that_begins_with_a_list_and_an_exact_word_is_no_definition() -> None:
    assert detect("tidak masak", "{tidak} =masak", "{tidak} = tidak|ora") == "darurat/medis"
