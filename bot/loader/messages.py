"""pesan.yaml: is every sentence of the bot there, with the blanks it fills in."""

import re
from collections.abc import Iterator

from bot.domain.sentences import FILLS, Say
from bot.loader.honesty import unprintable
from bot.loader.problems import Problem, suggestion
from bot.loader.reading import Document

_BLANK = re.compile(r"\{([^{}]*)\}")
# Without these a sentence would lose what it is there to say: a number, a warning, a code.
_NEEDED = frozenset({"nilai", "isi", "kode", "nama"})


def sound_sentences(document: Document) -> tuple[dict[str, str], list[Problem]]:
    """The sentences that can be used, every key of Say present; and what is wrong with the rest.

    A sentence that is missing or broken is empty, so that the other checks can go on.
    """
    problems = []
    sound = {key.value: "" for key in Say}
    for key, words in document.content.items():
        found = list(_wrong(document, key, words))
        problems += found
        if not found and isinstance(words, str):
            sound[key] = words
    # Nothing could be read of a file with no content: its own problem says so.
    missing = sorted(set(sound) - set(document.content)) if document.content else []
    problems += [
        Problem(document.name, 0, f"kalimat “{key}” belum ada.", "Tambahkan.") for key in missing
    ]
    return sound, problems


def _wrong(document: Document, key: str, words: object) -> Iterator[Problem]:
    line, known = document.line(key), set(Say)
    if key not in known:
        hint = suggestion(key, known - set(document.content)) or "Hapus, atau periksa ejaannya."
        yield Problem(document.name, line, f"kunci “{key}” tidak dikenal.", hint)
    elif not isinstance(words, str):
        hint = "Teks yang diawali { atau [ harus diberi kutip."
        yield Problem(document.name, line, f"kalimat “{key}” harus berupa tulisan.", hint)
    elif not words.strip():
        yield Problem(document.name, line, f"kalimat “{key}” masih kosong.", "Isi.")
    else:
        yield from _blanks(document, Say(key), words)
        for what, fix in unprintable(words):
            yield Problem(document.name, line, what, fix)


def _blanks(document: Document, key: Say, words: str) -> Iterator[Problem]:
    line, allowed = document.line(key), FILLS.get(key, frozenset())
    blanks = _BLANK.findall(words)
    unknown = [blank for blank in blanks if blank not in allowed]
    for blank in unknown:
        hint = suggestion(blank, allowed) or (
            f"Yang boleh: {', '.join(sorted(allowed))}." if allowed else "Hapus tandanya."
        )
        yield Problem(document.name, line, f"isian {{{blank}}} tidak dikenal.", hint)
    for blank in sorted(() if unknown else (allowed & _NEEDED) - set(blanks)):
        yield Problem(document.name, line, f"isian {{{blank}}} hilang.", "Tulis lagi isian itu.")
    if set("{}") & set(_BLANK.sub("", words)):
        yield Problem(document.name, line, "tanda { atau } tidak berpasangan.", "Periksa.")
