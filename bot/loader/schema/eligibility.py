"""The interview and the rules: fakta.yaml, and `aturan` of a programme file."""

from typing import Annotated, Literal

from pydantic import BeforeValidator, ConfigDict, Field

from bot.domain.eligibility.questions import QuestionKind
from bot.loader.schema.parts import (
    Day,
    Model,
    Number,
    ProgrammeId,
    Range,
    Reference,
    Sourced,
    Words,
)


def _listed(written: object) -> object:
    return [written] if isinstance(written, str | dict) else written


Names = Annotated[
    list[Words],
    Field(min_length=1),
    BeforeValidator(_listed, json_schema_input_type=Words | list[Words]),
]


class Values(Model):
    """What a fact or a trait must be: named values or a range, or between parameters."""

    named: Names | None = Field(None, alias="adalah")
    least: Reference | None = Field(None, alias="paling_sedikit")
    most: Reference | None = Field(None, alias="paling_banyak")
    above: Reference | None = Field(None, alias="lebih_dari")
    below: Reference | None = Field(None, alias="kurang_dari")


COMPARISONS = {  # field -> key in the file
    "least": "paling_sedikit",
    "most": "paling_banyak",
    "above": "lebih_dari",
    "below": "kurang_dari",
}
AnyValues = Annotated[
    Values,
    BeforeValidator(
        lambda written: {"adalah": written} if isinstance(written, str | list) else written,
        json_schema_input_type=int | Words | list[Words] | Values,
    ),
]
People = Annotated[dict[str, AnyValues], Field(min_length=1)]


class Groups(Model):
    """The three ways in which parts belong together."""

    every: Annotated[list["Node"], Field(min_length=1)] | None = Field(None, alias="semua")
    either: Annotated[list["Node"], Field(min_length=1)] | None = Field(None, alias="salah_satu")
    neither: Annotated[list["Node"], Field(min_length=1)] | None = Field(None, alias="kecuali")


GROUPS = {"every": "semua", "either": "salah_satu", "neither": "kecuali"}


class Node(Values, Sourced, Groups):
    """One criterion, or a group of them: exactly one of the keys of TESTS and GROUPS."""

    id: ProgrammeId | None = None
    fact: Words | None = Field(None, alias="fakta")
    people: People | None = Field(None, alias="anggota")
    at_least: Reference | None = Field(None, alias="paling_sedikit_orang")
    receives: Names | None = Field(None, alias="menerima")
    meets: Words | None = Field(None, alias="memenuhi")
    office: Words | None = Field(None, alias="petugas")
    met: Words | None = Field(None, alias="terpenuhi")
    unmet: Words | None = Field(None, alias="tidak")
    unknown: Words | None = Field(None, alias="belum_tahu")


TESTS = {
    "fact": "fakta",
    "people": "anggota",
    "receives": "menerima",
    "meets": "memenuhi",
    "office": "petugas",
}


class BenefitLine(Model):
    """One amount of a rule."""

    name: Words = Field(alias="nama")
    amount: Reference = Field(alias="jumlah")
    people: People | None = Field(None, alias="anggota")
    most: Reference | None = Field(None, alias="paling_banyak")
    when: Node | None = Field(None, alias="jika")


class Benefits(Model):
    """The amounts of a rule, and how many people count at most."""

    most_people: Reference | None = Field(None, alias="paling_banyak_orang")
    lines: Annotated[list[BenefitLine], Field(min_length=1)] = Field(alias="butir")


class Rule(Sourced, Groups):
    """Who may get a programme, from one day to another."""

    starts: Day | None = Field(None, alias="mulai")
    ends: Day | None = Field(None, alias="sampai")
    already: Node | None = Field(None, alias="sudah")
    benefits: Benefits | None = Field(None, alias="hitung")
    cannot_check: list[Words] = Field([], alias="tidak_bisa_dicek")
    note: Words | None = Field(None, alias="catatan")


Rules = Annotated[
    list[Rule],
    Field(min_length=1),
    BeforeValidator(_listed, json_schema_input_type=Rule | list[Rule]),
]


class Trait(Model):
    """One thing that may be asked of a member of the household."""

    id: ProgrammeId
    name: Words = Field(alias="nama")
    kind: Literal[QuestionKind.NUMBER, QuestionKind.CHOICE] = Field(alias="jenis")
    unit: Words | None = Field(None, alias="satuan")
    limits: Range | None = Field(None, alias="batas")
    values: dict[str, Words] = Field({}, alias="nilai")
    heard_as: dict[str, list[Words]] = Field({}, alias="sebutan")
    ages: dict[str, Range] = Field({}, alias="berarti")
    note: Words | None = Field(None, alias="catatan")


class Option(Model):
    """One way to answer."""

    id: ProgrammeId
    label: Words
    value: AnyValues | None = Field(None, alias="nilai")
    fills: dict[str, Names] = Field({}, alias="isi")
    people: People | None = Field(None, alias="anggota")
    heard_as: list[Words] = Field([], alias="sebutan")
    weight: Number | None = Field(None, alias="bobot")


class Question(Sourced):
    """One question of the interview."""

    id: ProgrammeId
    kind: QuestionKind = Field(alias="jenis")
    topic: Words = Field(alias="tentang")
    text: Words = Field(alias="tanya")
    text_for_other: Words = Field(alias="tanya_untuk_lain")
    help: Words | None = Field(None, alias="bantuan")
    why: Words | None = Field(None, alias="alasan")
    who_knows: Words | None = Field(None, alias="siapa_tahu")
    is_sensitive: Literal["ya", "tidak"] = Field("tidak", alias="peka")
    unit: Words | None = Field(None, alias="satuan")
    limits: Range | None = Field(None, alias="batas")
    only_if: Node | None = Field(None, alias="hanya_jika")
    about: People | None = Field(None, alias="siapa")
    options: list[Option] = Field([], alias="pilihan")
    weights: dict[Literal["ya", "tidak"], Number] = Field({}, alias="bobot")
    heard_as: list[Words] = Field([], alias="sebutan")
    note: Words | None = Field(None, alias="catatan")


class Role(Model):
    """Words that name a person; every other key is a trait they surely tell."""

    model_config = ConfigDict(extra="allow", frozen=True)
    __pydantic_extra__: dict[str, AnyValues]

    words: Annotated[list[Words], Field(min_length=1)] = Field(alias="kata")


class AgeUnits(Model):
    """How years and months are called."""

    years: list[Words] = Field([], alias="tahun")
    months: list[Words] = Field([], alias="bulan")


class Vocabulary(Model):
    """The everyday words of answers."""

    yes: list[Words] = Field([], alias="ya")
    no: list[Words] = Field([], alias="tidak")
    unknown: list[Words] = Field([], alias="tidak_tahu")
    enough: list[Words] = Field([], alias="cukup")
    back: list[Words] = Field([], alias="kembali")
    change: list[Words] = Field([], alias="ubah")
    numbers: dict[str, Number] = Field({}, alias="bilangan")
    times_idr: dict[str, int] = Field({}, alias="kali_rupiah")
    per_day: list[Words] = Field([], alias="per_hari")
    per_week: list[Words] = Field([], alias="per_minggu")
    age_units: AgeUnits | None = Field(None, alias="satuan_umur")
    roles: list[Role] = Field([], alias="orang")
    help: list[Words] = Field([], alias="bantuan")
    asks: list[Words] = Field([], alias="tanya")
    per_month: list[Words] = Field([], alias="per_bulan")
    per_year: list[Words] = Field([], alias="per_tahun")
    below: list[Words] = Field([], alias="kurang_dari")
    above: list[Words] = Field([], alias="lebih_dari")
    at_most: list[Words] = Field([], alias="paling_banyak")
    at_least: list[Words] = Field([], alias="paling_sedikit")
    until: list[Words] = Field([], alias="sampai")
    ages: list[Words] = Field([], alias="umur")
    ordinals: list[Words] = Field([], alias="urutan")
    together: list[Words] = Field([], alias="dan")
    everyone: list[Words] = Field([], alias="semua")
    receives: list[Words] = Field([], alias="menerima")
    but: list[Words] = Field([], alias="tetapi")
    doubtful: list[Words] = Field([], alias="ragu")
    asides: list[Words] = Field([], alias="bukan_kini")
    fillers: list[Words] = Field([], alias="pelengkap")
    ignored: list[Words] = Field([], alias="abaikan")
    endings: list[Words] = Field([], alias="akhiran")
    ordinary: list[Words] = Field([], alias="kata_biasa")


class Interview(Model):
    """fakta.yaml"""

    traits: list[Trait] = Field([], alias="anggota")
    questions: Annotated[list[Question], Field(min_length=1)] = Field(alias="pertanyaan")
    words: Vocabulary | None = Field(None, alias="kata")
    never_ask: list[Words] = Field([], alias="jangan_tanya")


Groups.model_rebuild()
