"""Is every fact told honestly: sources and dates, numbers in their place, nothing unsure stated."""

import re
from collections.abc import Iterator
from datetime import date

from bot.domain.knowledge import Confidence, KnowledgeBase, ReportingChannel
from bot.domain.wording import PLACEHOLDER
from bot.loader import schema
from bot.loader.building import provenance
from bot.loader.folder import Folder
from bot.loader.problems import Problem, suggestion
from bot.loader.reading import Document, Steps
from bot.loader.references import at, sections, texts

# 021-171, (0293) 363530, 0811 8165 165: a leading zero and at least six digits in all.
_PHONE = re.compile(
    r"(?<![\w.,-])(?:\+62|\(?0\d{2,4}\)?)[ -]?\d{3,4}(?:[ -]?\d{2,5}){0,3}(?![\w])"
)
_MONEY = re.compile(r"Rp ?\d|\d+(?:[.,]\d+)? ?(?:ribu|juta|miliar)\b|\d{1,3}(?:\.\d{3})+", re.I)
_MARKUP = re.compile(r"\*\*|__|</?[a-z]+>|\]\(|—")
_SAID = (
    "jawaban",
    "butir",
    "lanjut",
    "untuk",
    "siapkan",
    "waktu",
    "anonim",
    "membantu",
    "hubungi",
)
_UNSURE = (Confidence.LOW, Confidence.UNVERIFIED)


def check_facts(folder: Folder, base: KnowledgeBase, today: date) -> Iterator[Problem]:
    """Every fact that may not be said as it stands."""
    for document, _ in folder.models:
        for path, words in texts(document.content):
            if any(step in _SAID for step in path) and path[-1] not in ("sumber", "nama"):
                yield from _words(document, path, words, base)
    for document, path, part, header in sections(folder):
        yield from _section(document, path, part, header)
    yield from _dates(folder, today)
    yield from _headers(folder, base)


def _words(document: Document, path: Steps, words: str, base: KnowledgeBase) -> Iterator[Problem]:
    place = (document, path)
    for found in PLACEHOLDER.finditer(words):
        yield from _placeholder(document, path, found, base)
    if "{" in PLACEHOLDER.sub("", words) or "}" in PLACEHOLDER.sub("", words):
        yield at(
            place, "tanda { } hanya untuk {kanal...} atau {parameter...}.", "Periksa ejaannya."
        )
    if _PHONE.search(words):
        yield at(
            place,
            "nomor telepon ditulis langsung di kalimat.",
            "Simpan nomornya di folder pengaduan, lalu tulis {kanal.nama_kanal} di sini.",
        )
    if _MARKUP.search(words):
        yield at(place, "tanda **, __, —, atau <b> akan tampil apa adanya.", "Hapus tandanya.")


def _placeholder(
    document: Document, path: Steps, found: re.Match[str], base: KnowledgeBase
) -> Iterator[Problem]:
    head, name, kind = found["head"], found["name"], found["kind"]
    place = (document, path)
    known = {"kanal": base.channels, "parameter": base.parameters}.get(head)
    if known is None:
        hint = suggestion(head, ("kanal", "parameter")) or "Pakai kanal atau parameter."
        yield at(place, f"{{{head}.{name}}} tidak dikenal.", hint)
    elif name not in known:
        hint = suggestion(name, known) or "Periksa ejaannya."
        yield at(place, f"{head} “{name}” tidak ada.", hint)
    elif head == "kanal" and kind:
        channel: ReportingChannel = base.channels[name]
        kinds = [contact.kind.value for contact in channel.printable]
        if kind not in kinds:
            hint = suggestion(kind, kinds) or (
                f"Yang ada: {', '.join(kinds)}." if kinds else "Tulis nama kanalnya saja."
            )
            yield at(place, f"kanal “{name}” tidak punya “{kind}” yang terverifikasi.", hint)


def _section(
    document: Document, path: Steps, part: schema.Section, header: schema.Sourced
) -> Iterator[Problem]:
    unsure = provenance(part, header).confidence in _UNSURE
    if unsure:
        for key, words in (("jawaban", part.lead), ("lanjut", part.closing or "")):
            if _MONEY.search(words):
                yield _stated(document, (*path, key))
    for i, item in enumerate(part.items):
        place = (document, (*path, "butir", i))
        if item.amount is not None and not (item.name and item.unit):
            yield at(place, "jumlah ini butuh “nama” dan “satuan”.", "Contoh: satuan: rupiah.")
        elif item.amount is None and not item.text:
            yield at(place, "butir ini butuh tulisan, atau “nama” dengan “jumlah”.", "Lengkapi.")
        elif item.amount is not None and item.text:
            yield at(place, "butir ini memuat “teks” dan “jumlah” sekaligus.", "Pilih salah satu.")
        elif unsure and (item.amount is not None or _MONEY.search(item.text or "")):
            yield _stated(*place)


def _stated(document: Document, path: Steps) -> Problem:
    return at(
        (document, path),
        "ada angka uang di bagian yang belum terverifikasi.",
        "Hapus angkanya, atau naikkan “keyakinan” kalau sumbernya sudah jelas.",
    )


def _dates(folder: Folder, today: date) -> Iterator[Problem]:
    for document, _ in folder.models:
        for path, words in texts(document.content):
            if path[-1] == "dicek_terakhir" and words > today.isoformat():
                yield at((document, path), f"tanggal {words} belum terjadi.", "Periksa tahunnya.")
    for document, path, part, header in sections(folder):
        of = provenance(part, header)
        if of.valid_until and of.reviewed_on and of.valid_until < of.reviewed_on:
            place = (document, (*path, "berlaku_sampai"))
            yield at(
                place, "“berlaku_sampai” lebih awal dari “dicek_terakhir”.", "Periksa tanggal."
            )


def _headers(folder: Folder, base: KnowledgeBase) -> Iterator[Problem]:
    """No fact without source, date and confidence, once the base keeps a list of sources."""
    if not base.sources:
        return
    for document, path, part, header in sections(folder):
        of = provenance(part, header)
        states = any(
            re.search(r"\d", words)
            for words in (part.lead, part.closing or "", *(item.text or "" for item in part.items))
        ) or any(item.amount is not None for item in part.items)
        told = part.sources or header.sources
        if (states or told) and not (of.sources and of.reviewed_on):
            lacking = [
                key
                for key, there in (("sumber", of.sources), ("dicek_terakhir", of.reviewed_on))
                if not there
            ]
            yield at(
                (document, path),
                f"fakta di sini belum punya {' dan '.join(f'“{key}”' for key in lacking)}.",
                "Tulis dari mana dan kapan terakhir dicek.",
            )
