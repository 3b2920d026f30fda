"""From knowledge to the words a resident reads."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest

from bot.domain.knowledge import (
    Amount,
    Contact,
    ContactKind,
    Intent,
    KnowledgeBase,
    Level,
    Parameter,
    Programme,
    ReportingChannel,
    Section,
    Status,
)
from bot.domain.provenance import SHELF_LIFE_DAYS, Confidence, Provenance
from bot.domain.sentences import FILLS, Say
from bot.domain.wording import (
    amount_text,
    answer_text,
    bare_text,
    channel_text,
    fill,
    in_words,
    number_with_unit,
    parameter_text,
)

TODAY = date(2026, 11, 21)
CHECKED = date(2026, 11, 1)
SURE = Provenance(("S1",), Confidence.HIGH, CHECKED)
MEDIUM, LOW, UNVERIFIED = (
    replace(SURE, confidence=confidence)
    for confidence in (Confidence.MEDIUM, Confidence.LOW, Confidence.UNVERIFIED)
)
AMOUNT = Amount("Anak SD", Decimal(900_000), "rupiah", "tahun")
PHONE = Contact(ContactKind.PHONE, "123", SURE)
APP = Contact(ContactKind.APP, "PLN Mobile", SURE)
UNSURE_PHONE = Contact(ContactKind.PHONE, "0800", LOW)
WAGE = Parameter(
    "ump",
    "Upah minimum",
    "rupiah per bulan",
    ((date(2026, 1, 1), Decimal(2_327_386)), (date(2027, 1, 1), Decimal(2_400_000))),
    SURE,
)


def _sentences() -> dict[str, str]:
    """Each sentence is its own key with its blanks: what is told can be read from the text."""
    return {
        key.value: " ".join([key.value, *(f"{{{fill}}}" for fill in sorted(FILLS.get(key, ())))])
        for key in Say
    }


BASE = KnowledgeBase(
    intents={},
    channels={
        "pln": ReportingChannel("pln", "PLN", (PHONE, APP)),
        "dinas": ReportingChannel("dinas", "Dinas", (UNSURE_PHONE,)),
    },
    parameters={"ump": WAGE},
    say=_sentences(),
)
PROGRAMME = Programme(
    "pip", "Program Indonesia Pintar", "PIP", ("pip",), Status.SEASONAL, Level.NATIONAL, (),
    "sekolah", {}, {},
)  # fmt: skip


def section(of: Provenance = SURE) -> Section:
    return Section("Dapat uang.", (AMOUNT, "Bawa KK."), closing="Tanya sekolah.", provenance=of)


def told(of: Provenance, day: date = TODAY, programme: Programme | None = PROGRAMME) -> list[str]:
    """The paragraphs of an answer."""
    intent = Intent("pip/nominal", "Jumlah", "PIP: jumlah", section(of), programme=programme)
    return answer_text(BASE, intent, day).split("\n\n")


DETAILS = "• Anak SD: Rp900.000 per tahun\n• Bawa KK."
WITHHELD = "• jumlah_belum_pasti Anak SD\n• Bawa KK."
FOOTER = "PIP: status_musiman dicek 1 November 2026"


# Numbers and dates


@pytest.mark.parametrize(
    ("value", "unit", "text"),
    [
        ("900000", "rupiah", "Rp900.000"),
        ("2327386", "rupiah per bulan", "Rp2.327.386 per bulan"),
        ("0", "rupiah", "Rp0"),
        ("415.5", "rupiah per kWh", "Rp415,5 per kWh"),
        ("1234567.25", "rupiah", "Rp1.234.567,25"),
        ("6.00", "persen", "6 persen"),
        ("10", "kg", "10 kg"),
        ("100", "kg", "100 kg"),
        ("2.50", "liter", "2,5 liter"),
        ("1000000000000", "rupiah", "Rp1.000.000.000.000"),
    ],
)
def test_numbers_are_written_the_indonesian_way(value: str, unit: str, text: str) -> None:
    assert number_with_unit(Decimal(value), unit) == text


@pytest.mark.parametrize(
    ("period", "note", "text"),
    [
        ("", "", "Anak SD: Rp900.000"),
        ("tahun", "", "Anak SD: Rp900.000 per tahun"),
        ("tahap", "", "Anak SD: Rp900.000 per tahap"),
        ("sekali", "", "Anak SD: Rp900.000 sekali"),
        ("per tiga bulan", "", "Anak SD: Rp900.000 per tiga bulan"),
        ("tahun", "kira-kira", "Anak SD: Rp900.000 per tahun (kira-kira)"),
        ("", "kira-kira", "Anak SD: Rp900.000 (kira-kira)"),
    ],
)
def test_an_amount_is_told_with_its_period_and_note(period: str, note: str, text: str) -> None:
    assert amount_text(BASE, replace(AMOUNT, period=period, note=note), TODAY) == text


def test_dates_are_told_in_words() -> None:
    months = [in_words(date(2026, month, 1)).split()[1] for month in range(1, 13)]
    assert in_words(date(2026, 8, 17)) == "17 Agustus 2026"
    assert (months[0], months[-1], len(set(months))) == ("Januari", "Desember", 12)


# What is filled in


def test_a_channel_is_told_with_every_verified_contact() -> None:
    assert channel_text(BASE, "pln") == "PLN (kontak_telepon 123, kontak_aplikasi PLN Mobile)"


def test_one_contact_is_told_by_its_value() -> None:
    assert fill("Telepon {kanal.pln.telepon}.", BASE, TODAY) == "Telepon 123."
    assert fill("Buka {kanal.pln.aplikasi}.", BASE, TODAY) == "Buka PLN Mobile."


def test_an_unverified_contact_is_never_told() -> None:
    assert fill("{kanal.dinas} {kanal.dinas.telepon}", BASE, TODAY) == "Dinas Dinas"


def test_a_contact_of_another_kind_falls_back_to_the_name() -> None:
    assert fill("{kanal.pln.whatsapp}", BASE, TODAY) == "PLN"


def test_other_braces_and_percents_stay() -> None:
    assert fill("50% {bukan} {Kanal.pln}", BASE, TODAY) == "50% {bukan} {Kanal.pln}"


@pytest.mark.parametrize(
    ("day", "text"),
    [
        (date(2025, 12, 31), "Rp2.327.386 per bulan"),  # before the first: the earliest known
        (date(2026, 1, 1), "Rp2.327.386 per bulan"),
        (date(2026, 12, 31), "Rp2.327.386 per bulan"),
        (date(2027, 1, 1), "Rp2.400.000 per bulan"),
        (date(2030, 1, 1), "Rp2.400.000 per bulan"),
    ],
)
def test_a_dated_number_changes_on_its_day(day: date, text: str) -> None:
    assert parameter_text(WAGE, day) == text
    assert fill("Upahnya {parameter.ump}.", BASE, day) == f"Upahnya {text}."


def test_blanks_are_filled_in_every_part_of_an_answer() -> None:
    words = "{kanal.pln.telepon}"
    filled = Section(words, (words,), closing=words, provenance=SURE)
    text = answer_text(BASE, Intent("a/b", "a", "a", filled), TODAY)
    assert text.split("\n\n")[:3] == ["123", "• 123", "123"]
    assert bare_text(BASE, Intent("a/b", "a", "a", filled), TODAY) == "123\n\n• 123\n\n123"


# How sure we are


def test_a_sure_fact_is_stated_and_dated() -> None:
    assert told(SURE) == ["Dapat uang.", DETAILS, "Tanya sekolah.", FOOTER]


def test_a_likely_fact_is_stated_and_names_who_can_confirm_it() -> None:
    assert told(MEDIUM) == [
        "Dapat uang.",
        DETAILS,
        "Tanya sekolah.",
        f"{FOOTER} ragu_sedang sekolah",
    ]


@pytest.mark.parametrize("of", [LOW, UNVERIFIED])
def test_an_unsure_fact_is_hedged_first_and_its_amount_withheld(of: Provenance) -> None:
    hedge = "ragu_rendah siapa_memastikan sekolah"
    assert told(of) == [hedge, "Dapat uang.", WITHHELD, "Tanya sekolah.", FOOTER]


def test_without_a_programme_somebody_else_can_say() -> None:
    assert told(LOW, programme=None)[0] == "ragu_rendah siapa_memastikan tanya_bawaan"
    assert told(SURE, programme=None)[-1] == "dicek 1 November 2026"


@pytest.mark.parametrize("of", [SURE, MEDIUM])
def test_a_lapsed_fact_is_hedged_first_with_the_day_it_was_checked(of: Provenance) -> None:
    lapsed = replace(of, valid_until=TODAY)
    hedge = "ragu_kedaluwarsa 1 November 2026 sekolah"
    assert told(lapsed, TODAY)[0] == "Dapat uang."
    assert told(lapsed, TODAY + timedelta(days=1))[0] == hedge
    assert told(lapsed, TODAY + timedelta(days=1))[-1] == FOOTER  # hedged once is enough


def test_nobody_looked_for_a_year() -> None:
    last = CHECKED + timedelta(days=SHELF_LIFE_DAYS)
    assert told(SURE, last)[0] == "Dapat uang."
    assert told(SURE, last + timedelta(days=1))[0].startswith("ragu_kedaluwarsa")


def test_a_lapsed_unsure_fact_is_unsure_first() -> None:
    lapsed = replace(LOW, valid_until=CHECKED)
    assert told(lapsed)[0].startswith("ragu_rendah")
    assert told(lapsed)[2] == WITHHELD


def test_talk_has_no_date_and_no_hedge() -> None:
    hello = Intent("umum/salam", "Salam", "", Section("Halo."))
    assert answer_text(BASE, hello, date(2040, 1, 1)) == "Halo."


def test_steps_are_numbered() -> None:
    steps = Section("Begini.", ("Bawa KTP.", "Tunggu."), numbered=True)
    text = answer_text(BASE, Intent("a/b", "a", "a", steps), TODAY)
    assert text == "Begini.\n\n1. Bawa KTP.\n2. Tunggu."


@pytest.mark.parametrize("status", list(Status))
def test_the_programme_s_status_is_told_under_its_answer(status: Status) -> None:
    footer = told(SURE, programme=replace(PROGRAMME, status=status))[-1]
    assert footer == f"PIP: status_{status.value} dicek 1 November 2026"


def test_an_emergency_is_told_without_hedge_or_date() -> None:
    danger = Intent("darurat/medis", "a", "a", section(replace(MEDIUM, valid_until=CHECKED)))
    assert bare_text(BASE, danger, TODAY) == f"Dapat uang.\n\n{DETAILS}\n\nTanya sekolah."
