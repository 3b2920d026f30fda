"""What the rules say to people: every sentence is there, and its numbers are not written twice."""

import re
from collections.abc import Iterator

from bot.domain.wording import PLACEHOLDER
from bot.loader import schema
from bot.loader.eligibility.places import question_words, rule_words, rules, told
from bot.loader.folder import Folder
from bot.loader.honesty import MONEY
from bot.loader.places import at
from bot.loader.problems import Problem

_LIMIT = re.compile(
    r"\b(?:desil|umur|usia|berumur|berusia)\b[^\d.{}]{0,20}\d|\d+ ?(?:tahun|th)\b", re.IGNORECASE
)


def check_words(folder: Folder) -> Iterator[Problem]:
    """Every sentence that is missing, and every number that stands in a sentence."""
    for where in rules(folder):
        for found in told(where):
            node = found.node
            is_group = bool(node.every or node.either or node.neither)
            told_as = {"terpenuhi": node.met, "tidak": node.unmet, "belum_tahu": node.unknown}
            needed = ["belum_tahu"] if node.office else [*told_as]
            lacking = [f"“{key}”" for key in needed if not told_as[key]]
            if lacking and not is_group:
                what = f"syarat ini belum punya kalimat {', '.join(lacking)}."
                yield at(found.place, what, "Tulis satu kalimat pendek untuk tiap kunci itu.")
    fix = "Simpan angkanya di parameter.yaml, lalu tulis {parameter.nama_parameter} di sini."
    for place, words in rule_words(folder):
        bare = PLACEHOLDER.sub("", words)
        if MONEY.search(bare) or _LIMIT.search(bare):
            yield at(place, "ada angka aturan yang ditulis langsung di kalimat.", fix)
    for place, words in question_words(folder):
        if MONEY.search(PLACEHOLDER.sub("", words)):
            yield at(place, "ada angka uang yang ditulis langsung di kalimat.", fix)
    yield from _never_asked(folder)


def _never_asked(folder: Folder) -> Iterator[Problem]:
    """Questions for what nobody may be asked, whoever edits the file."""
    listed = [word for _, file in folder.of(schema.Interview) for word in file.never_ask]
    for place, words in question_words(folder):
        for word in listed:
            if re.search(rf"\b{re.escape(word)}\b", words, re.IGNORECASE):
                what = f"“{word}” tidak boleh ditanyakan kepada warga (lihat “jangan_tanya”)."
                yield at(place, what, "Tanyakan hanya yang diperlukan aturan.")
