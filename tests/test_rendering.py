"""Long texts are cut where a reader would pause; numbers stand in for buttons."""

import re

from hypothesis import given
from hypothesis import strategies as st

from bot.channels.rendering import numbered, split, units
from bot.domain.messages import Choice, Reply


def test_a_short_text_stays_whole() -> None:
    assert split("Sudah cair. Cek ATM.", 50) == ("Sudah cair. Cek ATM.",)


def test_a_blank_text_has_no_parts() -> None:
    assert split(" \n ", 10) == ()


def test_a_long_text_is_cut_after_a_sentence() -> None:
    text = "Bawa KTP dan KK. Datang ke kelurahan. Tanya petugas di loket nomor dua."
    assert split(text, 45) == (
        "Bawa KTP dan KK. Datang ke kelurahan.",
        "Tanya petugas di loket nomor dua.",
    )


def test_a_sentence_may_fill_a_part_to_the_last_unit() -> None:
    assert split("Satu dua. Tiga empat.", 9) == ("Satu dua.", "Tiga", "empat.")


def test_without_a_sentence_it_is_cut_after_a_line_and_then_after_a_word() -> None:
    assert split("satu dua\ntiga empat", 12) == ("satu dua", "tiga empat")
    assert split("satu dua tiga empat", 12) == ("satu dua", "tiga empat")


def test_neither_a_list_number_nor_an_abbreviation_ends_a_sentence() -> None:
    assert split("Yang perlu dibawa ada\n1. KTP asli", 25) == (
        "Yang perlu dibawa ada",
        "1. KTP asli",
    )
    assert split("Datanglah besok. Kantor di Jl. Veteran", 31)[0] == "Datanglah besok."


def test_a_word_without_end_is_cut_but_no_entity_and_no_emoji_in_it() -> None:
    assert split("a" * 8 + "&amp;" + "b" * 5, 10) == ("a" * 8, "&amp;bbbbb")
    assert split("😀" * 5, 5) == ("😀😀", "😀😀", "😀")


PIECES = st.sampled_from(
    ["kata", "PKH.", "Apa?", "😀", "&lt;", "\n", " ", "1.", "Jl.", "ا", "é", "x" * 30]
)


@given(st.lists(PIECES).map("".join), st.integers(2, 40))
def test_no_part_is_too_long_and_only_white_space_is_lost(text: str, limit: int) -> None:
    parts = split(text, limit)
    assert all(0 < units(part) <= limit for part in parts)
    assert re.sub(r"\s", "", "".join(parts)) == re.sub(r"\s", "", text)
    for part in parts:
        part.encode()  # no half of a pair


def test_units_are_those_of_utf_16() -> None:
    assert (units("a"), units("é"), units("😀")) == (1, 1, 2)


def test_choices_become_numbers_where_there_are_no_buttons() -> None:
    reply = Reply("Sudah terjawab?", "PKH", (Choice("ya:", "Ya"), Choice("belum:", "Belum")))
    hint = "Balas dengan angkanya."
    assert numbered(reply, hint) == (
        "PKH\nSudah terjawab?\n\n1. Ya\n2. Belum\n\nBalas dengan angkanya."
    )
    assert numbered(Reply("Baik."), hint) == "Baik."
