"""The files of language: kamus/ (how people write) and periksa/ (what must be understood)."""

from typing import Annotated, Literal

from pydantic import BeforeValidator, Field

from bot.domain.eligibility.assessing import Verdict
from bot.loader.schema.parts import Day, EntryId, IntentId, Model, Words


class EmergencySign(Model):
    """Word patterns of one emergency, in the language that bot/domain/emergency.py explains."""

    intent: IntentId = Field(alias="niat")
    signs: Annotated[list[Words], Field(min_length=1)] = Field(alias="tanda")
    unless: list[Words] = Field([], alias="kecuali")


Command = Literal[
    "mulai",
    "menu",
    "bantuan",
    "program",
    "cek",
    "lapor",
    "info",
    "hapus_data",
    "dapat_apa",
    "lanjut",
    "berhenti_dikabari",
    "berhenti",
    "kabari",
    "batal",
    "kembali",
    "ya",
    "belum",
]


class Lexicon(Model):
    """kamus/*.yaml: each file holds one or several of these."""

    abbreviations: dict[str, Words] = Field({}, alias="singkatan")
    javanese: dict[str, Words] = Field({}, alias="jawa")
    protected: list[Words] = Field([], alias="lindungi")
    synonyms: list[list[Words]] = Field([], alias="sinonim")
    plain_words: dict[str, Words] = Field({}, alias="kata_awam")
    emergencies: list[EmergencySign] = Field([], alias="darurat")
    commands: dict[Command, list[Words]] = Field({}, alias="perintah")


class Expectation(Model):
    """A question with the intent it must reach (`niat`) or must not (`bukan`)."""

    text: Words = Field(alias="teks")
    intent: EntryId | None = Field(None, alias="niat")
    never: EntryId | None = Field(None, alias="bukan")


# Several answers to one question may stand in a list, as one would type them with commas.
Typed = Annotated[
    Words,
    BeforeValidator(
        lambda told: ", ".join(map(str, told)) if isinstance(told, list) else told,
        json_schema_input_type=int | Words | list[Words],
    ),
]


class HouseholdCase(Model):
    """A household with the verdicts, reasons and questions that must come out of its answers."""

    name: Words = Field(alias="nama")
    day: Day | None = Field(None, alias="pada")
    scope: Words | None = Field(None, alias="program")
    answers: dict[str, Typed] = Field({}, alias="jawaban")
    verdicts: dict[str, Verdict] = Field({}, alias="hasil")
    reasons: dict[str, list[Words]] = Field({}, alias="alasan")
    asked: list[Words] = Field([], alias="ditanya")
    not_asked: list[Words] = Field([], alias="tidak_ditanya")
    note: Words | None = Field(None, alias="catatan")


class Expectations(Model):
    """periksa/*.yaml: questions with their answers, households with their verdicts."""

    questions: list[Expectation] = Field([], alias="pertanyaan")
    households: list[HouseholdCase] = Field([], alias="rumah_tangga")
