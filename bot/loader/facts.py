"""Is every fact told honestly: with source and date, numbers in their place, nothing unsure."""

import re
from collections.abc import Iterator
from datetime import date

from bot.domain.knowledge import KnowledgeBase
from bot.domain.provenance import Confidence
from bot.domain.wording import PLACEHOLDER
from bot.loader import schema
from bot.loader.building import provenance
from bot.loader.eligibility.places import eligibility_names, question_words, rule_words, sourced
from bot.loader.folder import Folder
from bot.loader.honesty import MONEY, unprintable
from bot.loader.places import (
    Part,
    Place,
    at,
    below,
    facts,
    filled_words,
    plain_words,
    sections,
    values_of,
)
from bot.loader.problems import Problem, suggestion
from bot.loader.reading import Steps

_UNSURE = (Confidence.LOW, Confidence.UNVERIFIED)


def check_facts(folder: Folder, base: KnowledgeBase, today: date) -> Iterator[Problem]:
    """Every fact that may not be said as it stands."""
    told = (*filled_words(folder), *rule_words(folder), *question_words(folder))
    for place, words in told:
        yield from _blanks(folder, place, words, base)
        yield from _words(place, words, PLACEHOLDER.sub("", words))
    for place, words in (*plain_words(folder), *eligibility_names(folder)):
        yield from _words(place, words, words)
    for part in sections(folder):
        yield from _items(folder, part, base)
        yield from _unsure(part)
    yield from _dates(folder, today)
    yield from _provenance(folder, base)


def _words(place: Place, words: str, outside_blanks: str) -> Iterator[Problem]:
    if set("{}") & set(outside_blanks):
        what = "tanda { } hanya untuk {kanal...} atau {parameter...} di dalam jawaban."
        yield at(place, what, "Periksa ejaannya.")
    for what, fix in unprintable(words):
        yield at(place, what, fix)


def _blanks(folder: Folder, place: Place, words: str, base: KnowledgeBase) -> Iterator[Problem]:
    for found in PLACEHOLDER.finditer(words):
        head, name, kind = found["head"], found["name"], found["kind"]
        known = {"kanal": base.channels, "parameter": base.parameters}.get(head)
        if known is None:
            hint = suggestion(head, ("kanal", "parameter")) or "Pakai kanal atau parameter."
            yield at(place, f"{{{head}.{name}}} tidak dikenal.", hint)
        elif name not in known:
            if not folder.promises(name):
                hint = suggestion(name, known) or "Periksa ejaannya."
                yield at(place, f"{head} “{name}” tidak ada.", hint)
        elif head == "kanal" and kind:
            yield from _contact(place, name, kind, base)


def _contact(place: Place, channel: str, kind: str, base: KnowledgeBase) -> Iterator[Problem]:
    kinds = [contact.kind.value for contact in base.channels[channel].printable]
    if kind not in kinds:
        hint = suggestion(kind, kinds) or (
            f"Yang ada: {', '.join(kinds)}." if kinds else "Tulis nama kanalnya saja."
        )
        yield at(place, f"kanal “{channel}” tidak punya “{kind}” yang terverifikasi.", hint)


def _items(folder: Folder, part: Part, base: KnowledgeBase) -> Iterator[Problem]:
    """A line of a list is words or an amount with its name and unit, not both and not neither."""
    place, section, _ = part
    for i, item in enumerate(section.items):
        where = below(place, "butir", i)
        if item.amount is None and not item.text:
            yield at(where, "butir ini butuh tulisan, atau “nama” dengan “jumlah”.", "Lengkapi.")
        elif item.amount is None and (item.name or item.unit or item.period):
            what = "butir tulisan tidak punya “nama”, “satuan”, atau “periode”."
            yield at(where, what, "Tambahkan “jumlah”, atau hapus kunci itu.")
        elif item.amount is not None and item.text:
            yield at(where, "butir ini memuat “teks” dan “jumlah” sekaligus.", "Pilih salah satu.")
        elif isinstance(item.amount, str):
            yield from _dated(where, item)
            yield from _blanks(folder, where, f"{{parameter.{item.amount}}}", base)
        elif item.amount is not None and not (item.name and item.unit):
            yield at(where, "jumlah ini butuh “nama” dan “satuan”.", "Contoh: satuan: rupiah.")


def _dated(place: Place, item: schema.Item) -> Iterator[Problem]:
    """An amount that stands in parameter.yaml has its unit there too."""
    if not item.name:
        yield at(place, "jumlah ini butuh “nama”.", "Contoh: nama: Anak SD.")
    for key, there in (("satuan", item.unit), ("periode", item.period)):
        if there:
            what = f"“{key}” sudah diatur oleh parameternya."
            yield at(below(place, key), what, "Hapus dari sini.")


def _unsure(part: Part) -> Iterator[Problem]:
    """No amount in a section that is not verified."""
    place, section, header = part
    if provenance(section, header).confidence not in _UNSURE:
        return
    told: list[tuple[Steps, str]] = [
        (("jawaban",), section.lead),
        (("lanjut",), section.closing or ""),
    ]
    told += [(("butir", i), item.text or "") for i, item in enumerate(section.items)]
    stated = [steps for steps, words in told if MONEY.search(words)]
    stated += [("butir", i) for i, item in enumerate(section.items) if item.amount is not None]
    for steps in stated:
        yield at(
            below(place, *steps),
            "ada angka uang di bagian yang belum terverifikasi.",
            "Hapus angkanya, atau naikkan “keyakinan” kalau sumbernya sudah jelas.",
        )


def _dates(folder: Folder, today: date) -> Iterator[Problem]:
    for document, _ in folder.models:
        for path, day in values_of("dicek_terakhir", document.content):
            if str(day) > today.isoformat():
                yield at((document, path), f"tanggal {day} belum terjadi.", "Periksa tahunnya.")
    for place, part, header in (*sections(folder), *facts(folder), *sourced(folder)):
        of = provenance(part, header)
        if of.valid_until and of.reviewed_on and of.valid_until < of.reviewed_on:
            # The line where it is written: in the part, or once in the header of the file.
            where = below(place if part.valid_until else (place[0], ()), "berlaku_sampai")
            what = "“berlaku_sampai” lebih awal dari “dicek_terakhir”."
            yield at(where, what, "Periksa kedua tanggalnya.")


def _provenance(folder: Folder, base: KnowledgeBase) -> Iterator[Problem]:
    """No fact without source, date and confidence, once the base keeps a list of sources."""
    if not base.sources:
        return
    told = (part for part in sections(folder) if _is_fact(part))
    for place, part, header in (*told, *facts(folder), *sourced(folder)):
        of = provenance(part, header)
        needed = {
            "sumber": of.sources,
            "dicek_terakhir": of.reviewed_on,
            "keyakinan": part.confidence or header.confidence,
        }
        lacking = [f"“{key}”" for key, there in needed.items() if not there]
        if lacking:
            what = f"fakta di sini belum punya {' dan '.join(lacking)}."
            yield at(place, what, "Tulis dari mana, kapan terakhir dicek, dan seyakin apa.")


def _is_fact(part: Part) -> bool:
    """True for a programme, and for what tells a number or names a source; the rest is talk."""
    _, section, header = part
    words = (section.lead, section.closing or "", *(item.text or "" for item in section.items))
    return bool(
        isinstance(header, schema.Programme)
        or section.sources
        or any(item.amount is not None for item in section.items)
        or any(re.search(r"\d", each) for each in words)
    )
