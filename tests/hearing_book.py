"""A rulebook for the tests of the ear, built by hand from a file in the shape of fakta.yaml."""

from datetime import date
from pathlib import Path
from typing import Any

import yaml

from bot.domain.eligibility.binding import rulebook
from bot.domain.eligibility.questions import (
    Eligibility,
    Option,
    Question,
    QuestionKind,
    Role,
    Trait,
    Vocabulary,
)
from bot.domain.eligibility.rulebook import RuleBook
from bot.domain.eligibility.values import NO, YES, Possible, Span
from bot.domain.knowledge import KnowledgeBase

DAY = date(2026, 11, 22)
LISTS = {
    "yes": "ya",
    "no": "tidak",
    "unknown": "tidak_tahu",
    "enough": "cukup",
    "back": "kembali",
    "change": "ubah",
    "per_day": "per_hari",
    "per_week": "per_minggu",
    "help": "bantuan",
    "asks": "tanya",
    "per_month": "per_bulan",
    "per_year": "per_tahun",
    "below": "kurang_dari",
    "above": "lebih_dari",
    "at_most": "paling_banyak",
    "at_least": "paling_sedikit",
    "until": "sampai",
    "ages": "umur",
    "ordinals": "urutan",
    "together": "dan",
    "everyone": "semua",
    "receives": "menerima",
    "but": "tetapi",
    "doubtful": "ragu",
    "asides": "bukan_kini",
    "fillers": "pelengkap",
    "ignored": "abaikan",
    "endings": "akhiran",
    "ordinary": "kata_biasa",
}


def read_book(path: Path) -> RuleBook:
    """The rulebook of the questions in one file, without any rule."""
    data = yaml.load(path.read_text(), yaml.BaseLoader)
    traits = {entry["id"]: _trait(entry) for entry in data["anggota"]}
    questions = {entry["id"]: _question(entry) for entry in data["pertanyaan"]}
    words = _vocabulary(data["kata"])
    base = KnowledgeBase({}, eligibility=Eligibility(questions, traits, words=words))
    return rulebook(base, DAY)


def _span(text: str) -> Span:
    low, _, high = text.partition("-")
    return Span(int(low), int(high))


def _values(written: Any) -> Possible:
    if isinstance(written, str) and written[0].isdigit():
        return _span(written)
    if isinstance(written, dict):
        return Span()
    return frozenset([written] if isinstance(written, str) else written)


def _people(written: Any) -> dict[str, Possible] | None:
    return {trait: _values(values) for trait, values in written.items()} if written else None


def _tuples(written: Any) -> dict[str, tuple[str, ...]]:
    return {key: tuple(words) for key, words in (written or {}).items()}


def _trait(entry: Any) -> Trait:
    ages = {value: _span(text) for value, text in entry.get("berarti", {}).items()}
    return Trait(
        entry["id"],
        entry["nama"],
        QuestionKind(entry["jenis"]),
        entry.get("nilai", {}),
        _span(entry["batas"]) if "batas" in entry else None,
        heard_as=_tuples(entry.get("sebutan")),
        ages=ages,
    )


def _question(entry: Any) -> Question:
    kind = QuestionKind(entry["jenis"])
    options = [_option(entry["id"], kind, option) for option in entry.get("pilihan", ())]
    if kind is QuestionKind.YES_NO:
        options = [
            Option(value, label, {entry["id"]: frozenset({value})})
            for value, label in ((YES, "Ya"), (NO, "Tidak"))
        ]
    return Question(
        entry["id"],
        kind,
        entry["tanya"],
        entry["tanya"],
        entry["tentang"],
        tuple(options),
        unit=entry.get("satuan", ""),
        limits=_span(entry["batas"]) if "batas" in entry else None,
        about=_people(entry.get("siapa")),
        heard_as=tuple(entry.get("sebutan", ())),
    )


def _option(question: str, kind: QuestionKind, entry: Any) -> Option:
    fills = {fact: _values(values) for fact, values in entry.get("isi", {}).items()}
    if kind is QuestionKind.NUMBER and "nilai" in entry:
        fills[question] = _values(entry["nilai"])
    if kind is QuestionKind.CHOICE:
        fills[question] = frozenset({entry["id"]})
    if kind is QuestionKind.SEVERAL:
        fills[f"{question}/{entry['id']}"] = frozenset({YES})
    people = _people(entry.get("anggota"))
    heard_as = tuple(entry.get("sebutan", ()))
    return Option(entry["id"], entry["label"], fills, people, heard_as)


def _vocabulary(data: Any) -> Vocabulary:
    roles = [
        Role(tuple(entry["kata"]), _people({k: v for k, v in entry.items() if k != "kata"}) or {})
        for entry in data["orang"]
    ]
    return Vocabulary(
        **{field: tuple(data.get(key, ())) for field, key in LISTS.items()},
        numbers={word: float(number) for word, number in data["bilangan"].items()},
        times_idr={word: int(times) for word, times in data["kali_rupiah"].items()},
        years=tuple(data["satuan_umur"]["tahun"]),
        months=tuple(data["satuan_umur"]["bulan"]),
        roles=tuple(roles),
    )
