"""Pydantic's findings in the admin's language, with file and line."""

import re
from collections.abc import Mapping
from typing import Any, TypeVar

from pydantic import ValidationError
from pydantic.fields import FieldInfo
from pydantic_core import ErrorDetails

from bot.loader import schema
from bot.loader.problems import Problem, meant, suggestion
from bot.loader.reading import Document

M = TypeVar("M", bound=schema.Model)

_NUMBER = ("harus angka saja.", "Contoh: 900000 (tanpa Rp dan tanpa titik ribuan), atau 2.5.")
_MAPPING = ("harus berupa pasangan “kunci: isi”.", "Jorokkan dua spasi di bawah kunci ini.")
_WORDS = (
    "harus berupa tulisan.",
    "Contoh: jawaban: Bawa KTP dan KK. Teks yang diawali { atau [ harus diberi kutip.",
)
_MISTAKES = {  # pydantic's name of a mistake -> what to tell
    "string_type": _WORDS,
    "string_too_short": ("masih kosong.", "Isi, atau hapus barisnya."),
    "list_type": ("harus berupa daftar.", "Tulis tiap isi di baris sendiri, diawali “- ”."),
    "dict_type": _MAPPING,
    "model_type": _MAPPING,
    "model_attributes_type": _MAPPING,
    "too_short": ("daftarnya masih kosong.", "Isi, atau hapus barisnya."),
    "number": _NUMBER,
    "int_parsing": ("harus angka bulat.", "Contoh: 192."),
    "int_type": ("harus angka bulat.", "Contoh: 192."),
    "greater_than_equal": ("tidak boleh kurang dari nol.", "Periksa angkanya."),
    "less_than": ("angkanya terlalu besar.", "Periksa jumlah nolnya."),
    "bare_number": (
        "tidak boleh angka langsung.",
        "Tulis angkanya di parameter.yaml, lalu tulis di sini: parameter.nama_parameter.",
    ),
    "reference": ("harus menunjuk sebuah parameter.", "Contoh: parameter.desil_pkh."),
    "range": ("harus rentang angka.", "Contoh: 0-6, atau 5 saja."),
    "time_zone": ("bukan zona waktu.", "Pilih: Asia/Jakarta, Asia/Makassar, Asia/Jayapura."),
    "string_pattern_mismatch": (
        "hanya boleh huruf kecil, angka, dan garis bawah.",
        "Contoh id program: pip. Contoh id jawaban: pip/jadwal.",
    ),
}


def validated(document: Document, model: type[M]) -> M | None:
    """The file as a model; or None, and the reasons are added to the document's problems."""
    try:
        return model.model_validate(document.content)
    except ValidationError as error:
        details = error.errors(include_url=False)
        problems = [_problem(document, model, detail) for detail in details]
        hints = {problem.fix for problem in problems}
        document.problems.extend(
            problem
            for problem, detail in zip(problems, details, strict=True)
            # A misspelt key is one mistake, not also a missing one.
            if detail["type"] != "missing" or meant(str(detail["loc"][-1])) not in hints
        )
        return None


def _problem(document: Document, model: type[M], detail: ErrorDetails) -> Problem:
    path, kind = detail["loc"], detail["type"]
    key = next((s for s in reversed(path) if isinstance(s, str) and s != "[key]"), "berkas ini")
    written = detail["input"] if isinstance(detail["input"], str) else ""
    told = f", tertulis “{written[:60]}”" if written else ""
    if kind == "extra_forbidden":
        what, fix = f"kunci “{key}” tidak dikenal.", _known_key(model, path[:-1], key)
    elif kind == "missing":
        what, fix = f"kunci “{key}” wajib ada di sini.", "Tambahkan."
    elif kind in ("enum", "literal_error"):
        allowed = re.findall(r"'([^']+)'", str(detail["ctx"]["expected"]))
        what = f"isi “{key}” tidak dikenal{told}."
        fix = suggestion(written, allowed) or f"Pilih: {', '.join(allowed)}."
    elif kind.startswith("date"):
        what = f"“{key}” harus tanggal tahun-bulan-hari{told}."
        fix = "Contoh: 2026-11-21."
    elif kind in ("too_long", "string_too_long"):
        unit = "huruf" if kind == "string_too_long" else "isi"
        what = f"“{key}” terlalu panjang."
        fix = f"Paling banyak {detail['ctx']['max_length']} {unit}."
    else:
        mistake, fix = _MISTAKES.get(kind, ("isinya tidak bisa dipakai.", "Periksa isinya."))
        what = f"“{key}” {mistake.removesuffix('.')}{told}."
    return Problem(document.name, document.line(*path), what, fix)


def _known_key(model: type[schema.Model], path: tuple[str | int, ...], key: str) -> str:
    if not re.fullmatch(r"[a-z0-9_]+", key):
        return "Kalau ini sebuah kalimat atau isian {…}, beri kutip."
    return suggestion(key, _keys_at(model, path)) or "Periksa ejaannya, atau hapus."


def _keys_at(model: type[schema.Model], path: tuple[str | int, ...]) -> list[str]:
    """The keys that are allowed where `path` leads, to suggest one of them."""
    here: type[schema.Model] | None = model
    for step in path:
        if here is not None and isinstance(step, str):
            info = _by_alias(here.model_fields).get(step)
            here = _model_in(info.annotation) if info else here
    return list(_by_alias(here.model_fields)) if here else []


def _by_alias(fields: Mapping[str, FieldInfo]) -> dict[str, FieldInfo]:
    return {info.alias or name: info for name, info in fields.items()}


def _model_in(annotation: Any) -> type[schema.Model] | None:
    """The model inside `list[Model] | None` and the like."""
    if isinstance(annotation, type) and issubclass(annotation, schema.Model):
        return annotation
    inner = (_model_in(part) for part in getattr(annotation, "__args__", ()))
    return next((model for model in inner if model), None)
