"""The files that answer: programmes, aspects, entries, complaint channels, neighbours, menus."""

from typing import Annotated

from pydantic import Field

from bot.domain.knowledge import ContactKind, Level, Status
from bot.domain.provenance import Confidence
from bot.loader.schema.eligibility import Rules
from bot.loader.schema.parts import (
    AnySection,
    EntryId,
    IntentId,
    Model,
    ProgrammeId,
    Section,
    Sourced,
    Words,
)


class Agencies(Model):
    """Who runs a programme, at each level."""

    centre: Words | None = Field(None, alias="pusat")
    province: Words | None = Field(None, alias="provinsi")
    city: Words | None = Field(None, alias="kota")


class Programme(Sourced):
    """program/<id>.yaml"""

    id: ProgrammeId
    official_name: Words = Field(alias="nama_resmi")
    short_name: Annotated[Words, Field(max_length=30)] = Field(alias="nama_pendek")
    names: Annotated[list[Words], Field(min_length=1)] = Field(alias="sebutan")
    status: Status
    level: Level = Field(alias="tingkat")
    agencies: Agencies = Field(alias="pengelola")
    ask: Words = Field(alias="pastikan_ke")
    info: AnySection = Field(alias="ringkasan")
    syarat: AnySection | None = None
    dokumen: AnySection | None = None
    cara_daftar: AnySection | None = Field(None, alias="langkah")
    nominal: AnySection | None = Field(None, alias="manfaat")
    jadwal: AnySection | None = None
    cek_status: AnySection | None = None
    belum_cair: AnySection | None = None
    dicabut: AnySection | None = None
    tidak_dapat: AnySection | None = Field(None, alias="jika_ditolak")
    masalah_kartu: AnySection | None = None
    kontak: AnySection | None = None
    kewajiban: AnySection | None = None
    dasar_hukum: AnySection | None = None
    rules: Rules | None = Field(None, alias="aturan")
    without_rules: Words | None = Field(None, alias="tanpa_aturan")
    examples: dict[str, list[Words]] = Field({}, alias="contoh")
    note: Words | None = Field(None, alias="catatan")


SECTION_KEYS = {  # key in the file -> aspect it answers
    "ringkasan": "info",
    "syarat": "syarat",
    "dokumen": "dokumen",
    "langkah": "cara_daftar",
    "manfaat": "nominal",
    "jadwal": "jadwal",
    "cek_status": "cek_status",
    "belum_cair": "belum_cair",
    "dicabut": "dicabut",
    "jika_ditolak": "tidak_dapat",
    "masalah_kartu": "masalah_kartu",
    "kontak": "kontak",
    "kewajiban": "kewajiban",
    "dasar_hukum": "dasar_hukum",
}


class Aspect(Model):
    """One aspect of aspek.yaml."""

    id: ProgrammeId
    label: Annotated[Words, Field(max_length=30)]
    title: Words = Field(alias="judul")
    section: Words = Field(alias="bagian")
    phrases: Annotated[list[Words], Field(min_length=1)] = Field(alias="contoh")
    named_phrases: list[Words] = Field([], alias="contoh_dengan_nama")
    default: AnySection | None = Field(None, alias="bawaan")


class Aspects(Model):
    """aspek.yaml"""

    aspects: list[Aspect] = Field(alias="aspek")


class Entry(Section):
    """One entry of tanya_jawab/*.yaml: a section with an id and example questions."""

    id: EntryId
    label: Annotated[Words, Field(max_length=40)] | None = Field(None, alias="judul")
    examples: Annotated[list[Words], Field(min_length=1)] = Field(alias="contoh")


class Entries(Model):
    """tanya_jawab/*.yaml"""

    entries: list[Entry] = Field([], alias="entri")
    outside: list[Words] = Field([], alias="luar")


class Contact(Model):
    """One way to reach a channel."""

    kind: ContactKind = Field(alias="jenis")
    value: Words = Field(alias="nilai")
    confidence: Confidence | None = Field(None, alias="keyakinan")
    sources: list[Words] | None = Field(None, alias="sumber")
    note: Words | None = Field(None, alias="catatan")


class ReportingChannel(Sourced):
    """One channel of pengaduan/*.yaml."""

    id: ProgrammeId
    name: Words = Field(alias="nama")
    names: list[Words] = Field([], alias="sebutan")
    purpose: Words = Field(alias="untuk")
    contacts: list[Contact] = Field([], alias="kontak")
    prepare: Words | None = Field(None, alias="siapkan")
    timing: Words | None = Field(None, alias="waktu")
    anonymity: Words | None = Field(None, alias="anonim")
    note: Words | None = Field(None, alias="catatan")
    examples: list[Words] = Field([], alias="contoh")


class ReportingChannels(Model):
    """pengaduan/*.yaml; `{nama}` in `named_phrases` stands for the names of every channel."""

    channels: list[ReportingChannel] = Field([], alias="kanal")
    named_phrases: list[Words] = Field([], alias="contoh_dengan_nama")


class Community(Sourced):
    """One row of komunitas/*.yaml: somebody in the neighbourhood who helps."""

    id: IntentId
    name: Words = Field(alias="nama")
    names: list[Words] = Field([], alias="sebutan")
    helps_with: Words = Field(alias="membantu")
    how: Words = Field(alias="hubungi")
    note: Words | None = Field(None, alias="catatan")
    examples: list[Words] = Field([], alias="contoh")


class Communities(Model):
    """komunitas/*.yaml"""

    communities: list[Community] = Field(alias="komunitas")


class MenuGroup(Model):
    """Programmes that belong together on a menu."""

    id: ProgrammeId
    label: Annotated[Words, Field(max_length=30)]
    programmes: list[Words] = Field(alias="program")


class Menu(Model):
    """menu.yaml"""

    groups: list[MenuGroup] = Field(alias="kelompok")
    check: list[EntryId] = Field([], alias="cek")
    report: list[EntryId] = Field([], alias="lapor")
    info: list[EntryId] = Field([])
