"""The shipped knowledge: everything is there, nothing unsure is told, editors accept its files."""

import re
import shutil
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
import yaml

from bot.domain.knowledge import ContactKind, KnowledgeBase
from bot.domain.provenance import Confidence
from bot.domain.sentences import Say
from bot.domain.wording import answer_text
from bot.loader import SHIPPED, load
from bot.loader.schema import json_schemas

TODAY = date(2026, 11, 21)
LATER = TODAY + timedelta(days=3 * 365)


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# The programmes P01 to P38 of the sourced facts, and aid without a programme's name.
PROGRAMMES = _words(
    """
    dtsen adminduk sktm pkh sembako pbi_jk pbpu_pemda pip kip_kuliah atensi yapi
    permakanan_kemensos permakanan_kota ppse blt_kesra bantuan_beras bsps rtlh_kota rtlh_provinsi
    subsidi_listrik lpg_3kg prakerja kur umi_mekaar sekolah_rakyat mbg kjs smk_jateng
    sekolah_kemitraan prodamai sahabat_usaha santunan_kematian rusunawa rumah_singgah
    berdikarikan_disabilitas baznas bantuan_hukum blk pendidikan_kota bansos
    """
)
ASPECTS = _words(
    """
    info syarat dokumen cara_daftar nominal jadwal cek_status belum_cair dicabut tidak_dapat
    masalah_kartu kontak kewajiban dasar_hukum
    """
)
ENTRIES = _words(
    """
    dtsen/usulan_lama dtsen/data_salah dtsen/keluar cekbansos/masuk cekbansos/daftar_akun
    cekbansos/lupa_sandi cekbansos/cara_usul cekbansos/gagal_usul cekbansos/sanggah cekbansos/error
    cekbansos/nama_sama cekbansos/resmi pengaduan/cara_lapor pengaduan/salah_sasaran
    pengaduan/potongan pengaduan/kartu_ditahan pengaduan/petugas pengaduan/penipuan
    pengaduan/status_laporan pengaduan/anonim darurat/medis darurat/kekerasan darurat/bunuh_diri
    darurat/bencana darurat/lapar darurat/ancaman komunitas/cari_bantuan
    komunitas/lowongan_pelatihan komunitas/usaha komunitas/ingin_membantu data/kemiskinan
    data/kelurahan kota/kota_atau_kabupaten umum/salam umum/terima_kasih umum/bantuan_bot
    umum/petugas umum/privasi umum/marah
    """
)

# Seven digits or more, with gaps: 08877171171, 021-171, (0293) 362260; not the years 2024-2025.
NUMBER = re.compile(r"(?<![\w.,])\+?\(?\d[\d ()-]{4,}\d(?![\w])")
YEARS = re.compile(r"(?:19|20)\d{2} ?- ?(?:19|20)\d{2}")


@pytest.fixture(scope="module")
def base() -> KnowledgeBase:
    return load(SHIPPED, TODAY)


def answers(base: KnowledgeBase, day: date) -> Iterator[tuple[str, str]]:
    for intent in base.intents.values():
        yield intent.id, answer_text(base, intent, day)


def digits(text: str) -> str:
    return "".join(filter(str.isdigit, text))


def test_every_programme_answers_every_aspect(base: KnowledgeBase) -> None:
    assert len(PROGRAMMES) == 40
    assert set(base.programmes) >= PROGRAMMES
    assert list(base.aspects) != []
    assert set(base.aspects) >= ASPECTS
    assert all(f"{programme}/info" in base.intents for programme in PROGRAMMES)


def test_every_agreed_answer_is_there(base: KnowledgeBase) -> None:
    assert ENTRIES - set(base.intents) == frozenset()


def test_every_fact_of_a_programme_has_source_date_and_confidence(base: KnowledgeBase) -> None:
    for programme in base.programmes.values():
        for aspect, section in programme.sections.items():
            of = section.provenance
            assert of.sources, (programme.id, aspect)
            assert of.reviewed_on, (programme.id, aspect)
            assert set(of.sources) <= set(base.sources)


@pytest.mark.parametrize("day", [TODAY, LATER])
def test_no_answer_holds_a_blank_or_markup(base: KnowledgeBase, day: date) -> None:
    told = dict(answers(base, day))
    assert len(told) > 400
    assert [id for id, text in told.items() if set("{}") & set(text)] == []
    assert [id for id, text in told.items() if "**" in text or "<b>" in text] == []


@pytest.mark.parametrize("day", [TODAY, LATER])
def test_only_numbers_of_verified_contacts_are_told(base: KnowledgeBase, day: date) -> None:
    verified = {
        digits(contact.value)
        for channel in base.channels.values()
        for contact in channel.printable
    }
    told = [
        (id, number)
        for id, text in answers(base, day)
        for number in NUMBER.findall(YEARS.sub("", text))
    ]
    assert len(told) > 50  # the pattern does find numbers
    assert [(id, number) for id, number in told if digits(number) not in verified] == []


def test_no_unsure_value_of_the_files_is_told(base: KnowledgeBase) -> None:
    unsure = {
        value for file in SHIPPED.rglob("*.yaml") for value in _unsure(_read(file), "tinggi")
    }
    assert any("363512" in value for value in unsure)  # a kelurahan's, from an old letterhead
    for id, text in answers(base, TODAY):
        assert [value for value in unsure if value in text] == [], id


def _read(file: Path) -> Any:
    return yaml.load(file.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)


def _unsure(part: Any, confidence: str) -> Iterator[str]:
    """Numbers, addresses and links that stand below a confidence of `rendah` or less."""
    if isinstance(part, list):
        for each in part:
            yield from _unsure(each, confidence)
    elif isinstance(part, dict):
        confidence = part.get("keyakinan", confidence)
        for key, value in part.items():
            if isinstance(value, str) and key in ("nilai", "telepon", "alamat"):
                if confidence in ("rendah", "belum_terverifikasi"):
                    yield value
            else:
                yield from _unsure(value, confidence)


def test_a_contact_that_is_no_longer_sure_is_not_told_any_more(tmp_path: Path) -> None:
    root = tmp_path / "knowledge"
    shutil.copytree(SHIPPED, root)
    file = root / "pengaduan" / "lapor.yaml"
    sure = "nilai: 021-171, keyakinan: tinggi"
    text = file.read_text(encoding="utf-8")
    assert sure in text
    assert any("021-171" in text for _, text in answers(load(root, TODAY), TODAY))
    file.write_text(text.replace(sure, sure.replace("tinggi", "rendah")), encoding="utf-8")
    assert [id for id, text in answers(load(root, TODAY), TODAY) if "021-171" in text] == []


def test_once_lapsed_every_fact_is_hedged(base: KnowledgeBase) -> None:
    before_date = base.say[Say.HEDGE_LAPSED].partition("{")[0]
    low = base.say[Say.HEDGE_LOW]
    dated = [i for i in base.intents.values() if i.section.provenance.reviewed_on]
    assert len(dated) > 300
    for intent in dated:
        assert answer_text(base, intent, LATER).startswith((before_date, low)), intent.id


def test_what_is_not_verified_is_hedged_today(base: KnowledgeBase) -> None:
    unsure = [i for i in base.intents.values() if not i.section.provenance.is_stated]
    assert unsure
    for intent in unsure:
        text = answer_text(base, intent, TODAY)
        assert text.startswith(base.say[Say.HEDGE_LOW]), intent.id
        assert not re.search(r"Rp ?\d", text), intent.id
        assert intent.section.provenance.confidence in (Confidence.LOW, Confidence.UNVERIFIED)


def test_every_emergency_answer_begins_with_a_number(base: KnowledgeBase) -> None:
    numbers = {
        contact.value
        for channel in base.channels.values()
        for contact in channel.printable
        if contact.kind is ContactKind.PHONE
    }
    for id in ("darurat/medis", "darurat/kekerasan", "darurat/bunuh_diri", "darurat/bencana"):
        first = answer_text(base, base.intents[id], TODAY).partition("\n")[0]
        assert any(number in first for number in numbers), first


# JSON Schema


def _shipped() -> list[Path]:
    return sorted(file for file in SHIPPED.rglob("*.yaml") if "skema" not in file.parts)


def _kind(file: Path) -> str:
    return file.stem if file.parent == SHIPPED else file.parent.name


def test_every_kind_of_file_has_a_schema() -> None:
    assert {_kind(file) for file in _shipped()} == set(json_schemas())


@pytest.mark.parametrize("file", _shipped(), ids=lambda file: str(file.relative_to(SHIPPED)))
def test_an_editor_accepts_every_shipped_file(file: Path) -> None:
    schema = json_schemas()[_kind(file)]
    assert list(_refused(_as_editors_do(file), schema, schema, file.name)) == []


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("status: aktif", "status: aktiv"),
        ("pastikan_ke:", "pastikan_k:"),
        ("tingkat: nasional\n", ""),
        ("sumber: [S41, S42]", "sumber: S41"),
        ("  jawaban: Siapkan KTP dan KK.\n", ""),
    ],
)
def test_an_editor_refuses_a_mistake(tmp_path: Path, old: str, new: str) -> None:
    text = (SHIPPED / "program" / "pkh.yaml").read_text(encoding="utf-8")
    assert old in text
    file = tmp_path / "pkh.yaml"
    file.write_text(text.replace(old, new, 1), encoding="utf-8")
    schema = json_schemas()["program"]
    assert list(_refused(_as_editors_do(file), schema, schema, "pkh"))


def test_no_english_shows_in_an_editor() -> None:
    def strings(part: Any, key: str) -> Iterator[Any]:
        if isinstance(part, dict):
            if isinstance(part.get(key), str):
                yield part[key]
            for each in part.values():
                yield from strings(each, key)
        elif isinstance(part, list):
            for each in part:
                yield from strings(each, key)

    assert [*strings(json_schemas(), "description"), *strings(json_schemas(), "title")] == []


class _EditorLoader(yaml.SafeLoader):
    """Scalars as editors read them (YAML 1.2): numbers, true and false; no dates, no `no`."""


_EditorLoader.yaml_implicit_resolvers = {}
for _tag, _pattern, _first in (
    ("bool", r"true|false", "tf"),
    ("int", r"[-+]?\d+", "-+0123456789"),
    ("float", r"[-+]?\d+\.\d*", "-+0123456789"),
):
    _EditorLoader.add_implicit_resolver(
        f"tag:yaml.org,2002:{_tag}", re.compile(f"^(?:{_pattern})$"), list(_first)
    )


def _as_editors_do(file: Path) -> Any:
    return yaml.load(file.read_text(encoding="utf-8"), Loader=_EditorLoader)


_TYPES = {
    "string": str,
    "integer": int,
    "number": (int, float),
    "array": list,
    "object": dict,
    "null": type(None),
}


Refusals = Iterator[str]


def _refused(value: Any, part: dict[str, Any], whole: dict[str, Any], where: str) -> Refusals:
    """What a JSON Schema validator would say, for the keywords that our schemas use."""
    if "$ref" in part:
        yield from _refused(value, whole["$defs"][part["$ref"].rpartition("/")[2]], whole, where)
    elif "anyOf" in part:
        tries = [list(_refused(value, each, whole, where)) for each in part["anyOf"]]
        yield from max(tries, key=len) if all(tries) else []
    elif "type" in part and not isinstance(value, _TYPES[part["type"]]):
        yield f"{where}: {value!r} is no {part['type']}"
    elif "enum" in part and value not in part["enum"]:
        yield f"{where}: {value!r} is none of {part['enum']}"
    else:
        yield from _refused_size(value, part, where)
        yield from _refused_parts(value, part, whole, where)


def _refused_size(value: Any, part: dict[str, Any], where: str) -> Refusals:
    least, most = {str: ("minLength", "maxLength"), list: ("minItems", "maxItems")}.get(
        type(value), ("", "")
    )
    if least and not part.get(least, 0) <= len(value) <= part.get(most, 10**9):
        yield f"{where}: too short or too long"
    if isinstance(value, str) and not re.search(part.get("pattern", ""), value):
        yield f"{where}: {value!r} does not fit {part['pattern']}"


def _refused_parts(
    value: Any, part: dict[str, Any], whole: dict[str, Any], where: str
) -> Refusals:
    if isinstance(value, list):
        for i, each in enumerate(value):
            yield from _refused(each, part["items"], whole, f"{where}[{i}]")
    elif isinstance(value, dict):
        yield from (f"{where}: no {key}" for key in part.get("required", ()) if key not in value)
        for key, each in value.items():
            rest = part.get("additionalProperties", True)
            below = part.get("properties", {}).get(key, rest)
            if below is False:
                yield f"{where}: unknown {key}"
            elif isinstance(below, dict):
                yield from _refused(each, below, whole, f"{where}.{key}")
