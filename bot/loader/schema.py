"""The shape of every knowledge file: Indonesian keys outside, English names inside.

The JSON Schema for editors is generated from these models (`sambung schema`).
"""

from datetime import date
from decimal import Decimal
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints

from bot.domain.knowledge import Confidence, ContactKind, Level, Status

Words = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
ProgrammeId = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*$")]
IntentId = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*/[a-z][a-z0-9_]*$")]
# Our intents are two words; any other base may name its entries as it likes.
EntryId = Annotated[str, StringConstraints(pattern=r"^[\w./-]{1,60}$")]


def _words_as(key: str) -> BeforeValidator:
    return BeforeValidator(lambda value: {key: value} if isinstance(value, str) else value)


class Model(BaseModel):
    """Unknown keys are mistakes; Indonesian names are the aliases."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Sourced(Model):
    """Where a fact comes from; what is left out is taken from the file's own header."""

    sources: list[Words] | None = Field(None, alias="sumber")
    confidence: Confidence | None = Field(None, alias="keyakinan")
    reviewed_on: date | None = Field(None, alias="dicek_terakhir")
    valid_until: date | None = Field(None, alias="berlaku_sampai")


class Item(Model):
    """A line of a list: words, or an amount."""

    text: Words | None = Field(None, alias="teks")
    name: Words | None = Field(None, alias="nama")
    amount: Annotated[Decimal, Field(ge=0, lt=10**15)] | None = Field(None, alias="jumlah")
    unit: Words | None = Field(None, alias="satuan")
    period: Words | None = Field(None, alias="periode")
    note: Words | None = Field(None, alias="catatan")


class Section(Sourced):
    """One answer: answer first, details, next step."""

    lead: Words = Field(alias="jawaban")
    items: Annotated[list[Annotated[Item, _words_as("teks")]], Field(min_length=1)] = Field(
        [], alias="butir"
    )
    closing: Words | None = Field(None, alias="lanjut")
    see_also: Annotated[list[EntryId], Field(max_length=3)] = Field([], alias="lihat")


AnySection = Annotated[Section, _words_as("jawaban")]


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
    """pengaduan/*.yaml"""

    channels: list[ReportingChannel] = Field(alias="kanal")


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


class Parameter(Sourced):
    """A dated number."""

    id: ProgrammeId
    name: Words = Field(alias="nama")
    unit: Words = Field(alias="satuan")
    values: Annotated[dict[date, Decimal], Field(min_length=1)] = Field(alias="nilai")
    note: Words | None = Field(None, alias="catatan")


class Parameters(Model):
    """parameter.yaml"""

    parameters: list[Parameter] = Field(alias="parameter")


class Source(Model):
    """A page or rule."""

    id: Words
    name: Words = Field(alias="nama")
    address: Words | None = Field(None, alias="alamat")
    published: Words | None = Field(None, alias="tanggal")


class Sources(Model):
    """sumber.yaml"""

    sources: list[Source] = Field(alias="sumber")


FIGURE_KEYS = (
    "persen_miskin",
    "jumlah_miskin",
    "garis_kemiskinan",
    "p1",
    "p2",
    "gini",
    "pengangguran",
    "ipm",
)


class Figures(Model):
    """The columns of a poverty table; a column without a value is left out."""

    persen_miskin: Words | None = None
    jumlah_miskin: Words | None = None
    garis_kemiskinan: Words | None = None
    p1: Words | None = None
    p2: Words | None = None
    gini: Words | None = None
    pengangguran: Words | None = None
    ipm: Words | None = None


class FigureRow(Figures, Sourced):
    """One period."""

    period: Words = Field(alias="periode")
    basis: Words | None = Field(None, alias="dasar")
    remembered: Figures | None = Field(None, alias="belum_dikutip")
    note: Words | None = Field(None, alias="catatan")


class Remark(Sourced):
    """A sentence under a table."""

    text: Words = Field(alias="teks")


class Region(Sourced):
    """indikator/*.yaml"""

    id: ProgrammeId
    name: Words = Field(alias="wilayah")
    names: list[Words] = Field([], alias="sebutan")
    note: Words | None = Field(None, alias="catatan")
    rows: list[FigureRow] = Field(alias="baris")
    remarks: list[Remark] = Field([], alias="keterangan")


class Kelurahan(Sourced):
    """One kelurahan; an unsure address is kept here but never printed."""

    name: Words = Field(alias="nama")
    names: list[Words] = Field([], alias="sebutan")
    code: Words | None = Field(None, alias="kode")
    address: Words | None = Field(None, alias="alamat")
    phone: Words | None = Field(None, alias="telepon")
    note: Words | None = Field(None, alias="catatan")


class Kecamatan(Sourced):
    """One kecamatan."""

    name: Words = Field(alias="nama")
    code: Words | None = Field(None, alias="kode")
    kelurahan: list[Kelurahan]
    note: Words | None = Field(None, alias="catatan")


class ServiceHours(Sourced):
    """When offices are open, as far as known."""

    text: Words = Field(alias="teks")


class Neighbour(Sourced):
    """The regency that people mix up with the city."""

    name: Words = Field(alias="nama")
    names: list[Words] = Field([], alias="sebutan")
    note: Words | None = Field(None, alias="catatan")


class City(Sourced):
    """kota.yaml"""

    name: Words = Field(alias="nama")
    province: Words = Field(alias="provinsi")
    code: Words | None = Field(None, alias="kode")
    rt_count: int | None = Field(None, alias="jumlah_rt")
    rw_count: int | None = Field(None, alias="jumlah_rw")
    time_zone: Words = Field("Asia/Jakarta", alias="zona_waktu")
    hours: ServiceHours | None = Field(None, alias="jam_layanan")
    districts: list[Kecamatan] = Field([], alias="kecamatan")
    neighbour: Neighbour | None = Field(None, alias="kabupaten")
    note: Words | None = Field(None, alias="catatan")


class EmergencySign(Model):
    """Word patterns of one emergency; the pattern language is explained in bot/domain/emergency.py."""

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


# Folder (or file) -> its model. Whatever else lies in knowledge/ is reported.
MODELS: dict[str, type[Model]] = {
    "program": Programme,
    "tanya_jawab": Entries,
    "pengaduan": ReportingChannels,
    "komunitas": Communities,
    "indikator": Region,
    "kamus": Lexicon,
    "periksa": Expectations,
    "aspek.yaml": Aspects,
    "parameter.yaml": Parameters,
    "sumber.yaml": Sources,
    "kota.yaml": City,
    "menu.yaml": Menu,
}


def json_schemas() -> dict[str, dict[str, Any]]:
    """One JSON Schema per kind of file, for the completion and checks of an editor."""
    return {
        kind.removesuffix(".yaml"): model.model_json_schema(by_alias=True)
        for kind, model in MODELS.items()
    }
