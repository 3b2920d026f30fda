"""The files of language: kamus/ (how people write) and periksa/ (what must be understood)."""

from typing import Annotated, Literal

from pydantic import Field

from bot.loader.schema.parts import EntryId, IntentId, Model, Words


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


class Expectations(Model):
    """periksa/*.yaml"""

    questions: list[Expectation] = Field(alias="pertanyaan")
