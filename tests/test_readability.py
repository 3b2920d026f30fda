"""Hints in plain Indonesian for who writes an answer."""

import pytest

from bot.domain.readability import Hint, Stumble, hints

PLAIN = {
    "permohonan": "permintaan",
    "penerima manfaat": "penerima",
    "keluarga penerima manfaat": "keluarga penerima",
    "apabila": "kalau",
    "opd": "dinas",
}


def found(text: str, kind: Stumble) -> list[Hint]:
    return [hint for hint in hints(text, PLAIN) if hint.kind is kind]


def test_plain_words_get_no_hint() -> None:
    text = (
        "Bawa KTP dan KK ke kelurahan. Gratis. Kalau ditolak, tanya alasannya.\n"
        "Uangnya Rp 2.327.386 per bulan, lihat cekbansos.kemensos.go.id atau {kanal.dinsos}."
    )
    assert hints(text, PLAIN) == ()


def test_a_long_sentence_is_named_with_its_length() -> None:
    short = " ".join(["kata"] * 20) + "."
    long = " ".join(["kata"] * 21) + "."
    (hint,) = found(f"{short} {long} Selesai.", Stumble.LONG_SENTENCE)
    assert hint.words == long
    assert hint.advice == "Kalimat ini 21 kata. Pecah jadi dua, paling banyak 20 kata."


def test_points_in_numbers_addresses_and_short_forms_end_no_sentence() -> None:
    text = "Datang ke Jl. Tidar No. 1.234 dkk. atau buka a.b.go.id/x " + "kata " * 14
    (hint,) = found(text, Stumble.LONG_SENTENCE)
    assert hint.words == text.strip()


@pytest.mark.parametrize(
    ("text", "words", "instead"),
    [
        ("Apabila belum cair, tanya.", "Apabila", "kalau"),
        ("Permohonannya dibawa.", "Permohonannya", "permintaan"),
        ("Untuk keluarga penerima manfaat.", "keluarga penerima manfaat", "keluarga penerima"),
        ("Tanya OPD terdekat.", "OPD", "dinas"),
    ],
)
def test_an_office_word_is_told_with_what_people_say(text: str, words: str, instead: str) -> None:
    (hint,) = found(text, Stumble.OFFICE_WORD)
    assert (hint.words, hint.instead) == (words, instead)
    assert hint.advice == f"“{words}” itu kata kantor. Warga biasa bilang: {instead}."


def test_a_part_of_another_word_is_no_office_word() -> None:
    assert found("Kopdar di kantor, berapabila saja.", Stumble.OFFICE_WORD) == []


def test_too_many_sentences_in_a_row_belong_into_points() -> None:
    assert found("Satu. " * 6, Stumble.MANY_SENTENCES) == []
    (hint,) = found("Ini satu. " * 7, Stumble.MANY_SENTENCES)
    assert hint.advice.startswith("Ada 7 kalimat")
    assert found("Satu.\n" * 7, Stumble.MANY_SENTENCES) == []


def test_an_abbreviation_is_told_until_it_is_explained() -> None:
    (hint,) = found("Lapor ke LPSK. LPSK melindungi.", Stumble.ABBREVIATION)
    assert hint.words == "LPSK"
    for text in (
        "Lembaga Perlindungan Saksi (LPSK) melindungi. Lapor ke LPSK.",
        "LPSK (Lembaga Perlindungan Saksi) melindungi.",
        "Bawa KTP, KK, dan kartu BPJS ke RT atau RW.",
    ):
        assert found(text, Stumble.ABBREVIATION) == [], text
    assert hints("Cek DTSEN dulu.", PLAIN, known=["data dtsen"]) == ()


def test_a_chain_of_passives_is_told_with_its_words() -> None:
    text = "Berkas diperiksa lalu diteruskan dan disahkan kantor."
    (hint,) = found(text, Stumble.PASSIVES)
    assert "“diperiksa”, “diteruskan”, “disahkan”" in hint.advice
    assert found("Dinas di kota diminta datang ke dinding terakhir.", Stumble.PASSIVES) == []


def test_capitals_are_no_way_to_talk() -> None:
    (hint,) = found("JANGAN MEMBAYAR kepada siapa pun.", Stumble.SHOUTING)
    assert hint.words == "JANGAN MEMBAYAR"
    assert found("Cek NIK di KTP Anda.", Stumble.SHOUTING) == []


@pytest.mark.parametrize("text", ["", " ", "\n\n", "...", "{kanal.dinsos}", "?" * 5000])
def test_nothing_to_read_gives_nothing_to_mend(text: str) -> None:
    assert hints(text, PLAIN) == ()
