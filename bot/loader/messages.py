"""pesan.yaml: is every sentence of the bot there, with the blanks it fills in."""

import re
from collections.abc import Iterator

from bot.domain.sentences import FILLS, Say
from bot.loader.problems import Problem, suggestion
from bot.loader.reading import Document

_BLANK = re.compile(r"\{([^{}]*)\}")


def check_sentences(document: Document) -> Iterator[Problem]:
    """Missing, empty and unknown sentences, and blanks that the bot cannot fill."""
    known = set(Say)
    for key, words in document.content.items():
        line = document.line(key)
        if key not in known:
            hint = (
                suggestion(key, known - set(document.content)) or "Hapus, atau periksa ejaannya."
            )
            yield Problem(document.name, line, f"kunci “{key}” tidak dikenal.", hint)
        elif not isinstance(words, str) or not words.strip():
            yield Problem(document.name, line, f"kalimat “{key}” masih kosong.", "Isi.")
        else:
            yield from _blanks(document, Say(key), words, line)
    for key in sorted(known - set(document.content)):
        yield Problem(document.name, 0, f"kalimat “{key}” belum ada.", "Tambahkan.")


def _blanks(document: Document, key: Say, words: str, line: int) -> Iterator[Problem]:
    allowed = FILLS.get(key, frozenset())
    for blank in _BLANK.findall(words):
        if blank not in allowed:
            hint = suggestion(blank, allowed) or (
                f"Yang boleh: {', '.join(sorted(allowed))}." if allowed else "Hapus tandanya."
            )
            yield Problem(document.name, line, f"isian {{{blank}}} tidak dikenal.", hint)
    rest = _BLANK.sub("", words)
    if "{" in rest or "}" in rest:
        yield Problem(document.name, line, "tanda { atau } tidak berpasangan.", "Periksa.")
