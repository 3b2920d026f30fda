"""Pydantic's findings in the admin's language, with file and line."""

from collections.abc import Mapping
from typing import Any, TypeVar

from pydantic import ValidationError
from pydantic.fields import FieldInfo
from pydantic_core import ErrorDetails

from bot.loader import schema
from bot.loader.problems import Problem, suggestion
from bot.loader.reading import Document

M = TypeVar("M", bound=schema.Model)

_SIMPLE = {
    "missing": ("bagian ini wajib ada.", "Tambahkan."),
    "string_type": ("harus berupa tulisan.", "Contoh: jawaban: Bawa KTP dan KK."),
    "string_too_short": ("masih kosong.", "Isi, atau hapus barisnya."),
    "list_type": ("harus berupa daftar.", "Tulis tiap isi di baris sendiri, diawali “- ”."),
    "dict_type": ("harus berupa pasangan “kunci: isi”.", ""),
    "model_type": ("harus berupa pasangan “kunci: isi”.", ""),
    "model_attributes_type": ("harus berupa pasangan “kunci: isi”.", ""),
    "too_short": ("daftarnya masih kosong.", "Isi, atau hapus barisnya."),
    "decimal_parsing": ("harus angka saja.", "Contoh: 900000 (tanpa Rp dan tanpa titik)."),
    "decimal_type": ("harus angka saja.", "Contoh: 900000 (tanpa Rp dan tanpa titik)."),
    "int_parsing": ("harus angka bulat.", "Contoh: 192."),
    "int_from_float": ("harus angka bulat.", "Contoh: 192."),
    "greater_than_equal": ("tidak boleh kurang dari nol.", "Periksa angkanya."),
    "less_than": ("angkanya terlalu besar.", "Periksa jumlah nolnya."),
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
        document.problems.extend(_problem(document, model, detail) for detail in details)
        return None


def _problem(document: Document, model: type[M], detail: ErrorDetails) -> Problem:
    path, kind = detail["loc"], detail["type"]
    line = document.line(*path)
    key = next((str(step) for step in reversed(path) if isinstance(step, str)), "")
    written = detail["input"] if isinstance(detail["input"], str) else ""
    told = f", tertulis “{written[:60]}”" if written else ""
    if kind == "extra_forbidden":
        hint = suggestion(key, _keys_at(model, path[:-1])) or "Periksa ejaannya, atau hapus."
        return Problem(document.name, line, f"kunci “{key}” tidak dikenal.", hint)
    if kind == "missing":
        return Problem(document.name, line, f"kunci “{key}” wajib ada di sini.", "Tambahkan.")
    if kind == "enum":
        allowed = [word.strip(" '") for word in str(detail["ctx"]["expected"]).split(" or ")]
        allowed = [word.strip(" '") for part in allowed for word in part.split(",")]
        hint = suggestion(written, allowed) or f"Pilih: {', '.join(allowed)}."
        return Problem(document.name, line, f"isi “{key}” tidak dikenal{told}.", hint)
    if kind.startswith("date"):
        return Problem(document.name, line, f"“{key}” harus tanggal{told}.", "Contoh: 2026-11-21.")
    if kind in ("too_long", "string_too_long"):
        limit = detail["ctx"]["max_length"]
        return Problem(document.name, line, f"“{key}” terlalu panjang.", f"Paling banyak {limit}.")
    what, fix = _SIMPLE.get(kind, ("isinya tidak bisa dipakai.", ""))
    return Problem(document.name, line, f"“{key}” {what.removesuffix('.')}{told}.", fix)


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
