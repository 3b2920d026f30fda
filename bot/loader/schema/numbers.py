"""The files of numbers and places: dated parameters, sources, poverty figures, the city."""

from typing import Annotated

from pydantic import Field

from bot.loader.schema.parts import Day, Model, Number, ProgrammeId, Sourced, TimeZone, Words


class Parameter(Sourced):
    """A dated number."""

    id: ProgrammeId
    name: Words = Field(alias="nama")
    unit: Words = Field(alias="satuan")
    values: Annotated[dict[Day, Number], Field(min_length=1)] = Field(alias="nilai")
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
    time_zone: TimeZone = Field("Asia/Jakarta", alias="zona_waktu")
    hours: ServiceHours | None = Field(None, alias="jam_layanan")
    districts: list[Kecamatan] = Field([], alias="kecamatan")
    neighbour: Neighbour | None = Field(None, alias="kabupaten")
    note: Words | None = Field(None, alias="catatan")
