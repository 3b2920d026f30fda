"""Where one message may hold several questions."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

# A mark that ends a question, or a word that joins two; a comma alone joins too weakly to say.
_STRONG = r"[?;\n]+"
_WEAK = (
    r"(?<![,.!])[,.!]++\s|\b(?:terus|trus|trs|tros|lalu|sama|dan|dn|sekalian|kalau|kalo|klo|nek|lan|karo|"
    r"plus|oya|soalnya|padahal)\b"
)
_BOUNDARY = re.compile(f"(?P<strong>{_STRONG})|{_WEAK}", re.IGNORECASE)
# In a longer message the joining words tell a story; only its beginning is looked at.
_MOST_BOUNDARIES = 8


@dataclass(frozen=True, slots=True)
class Cut:
    """A text in two; `strong` when punctuation says so."""

    left: str
    right: str
    strong: bool


def cuts(text: str) -> Iterator[Cut]:
    """The ways to cut a text in two, from its beginning."""
    found = 0
    for boundary in _BOUNDARY.finditer(text):
        left, right = text[: boundary.start()].strip(" ,."), text[boundary.end() :].strip(" ,.")
        if not left or not right:
            continue
        yield Cut(left, right, bool(boundary["strong"]))
        found += 1
        if found == _MOST_BOUNDARIES:
            return
