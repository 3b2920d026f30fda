"""What a finding is, and the view of a text that every finder searches."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

PLACEHOLDERS = {
    "nik": "[NIK]",
    "kk": "[nomor KK]",
    "phone": "[telepon]",
    "account": "[rekening]",
    "secret": "[kode rahasia]",
    "email": "[email]",
    "birthdate": "[tanggal lahir]",
    "plate": "[nomor polisi]",
    "address": "[alamat]",
    "name": "[nama]",
}
# A placeholder is a wall: no cue is read from it or across it, so a second run finds nothing new.
WALL = "\x00"
_PLACEHOLDER = re.compile("|".join(re.escape(text) for text in PLACEHOLDERS.values()))

# What a character's category does not tell: blanks that count as letters or signs, dashes that
# count as signs.
_BLANKS = "\u034f\u115f\u1160\u2800\u3164\ufe0f\uffa0"
_DASHES = "\u2043\u2044\u2212\u2215\u30fb\u00b7\u2022\uff0d\uff0e\uff0f"
_FOLD = {
    **{0xFF01 + value: chr(0x21 + value) for value in range(94)},  # full width
    **dict.fromkeys(map(ord, _BLANKS), " "),
    **dict.fromkeys(map(ord, _DASHES), "-"),
    **dict.fromkeys(map(ord, "\u2018\u2019\u02bc`"), "'"),
}
# Separators, invisible marks, control characters and the frame of a keycap; dashes.
_CATEGORIES = {**dict.fromkeys(("Zs", "Zl", "Zp", "Cf", "Cc", "Me"), " "), "Pd": "-"}


@dataclass(frozen=True, slots=True)
class Span:
    """Personal data at text[start:end]; `kind` is a key of PLACEHOLDERS."""

    start: int
    end: int
    kind: str


@dataclass(frozen=True, slots=True)
class View:
    """A text folded for searching; every string is as long as the text, so offsets agree.

    `folded` keeps the case, `low` does not. Capitals are no evidence where everything has one.
    """

    folded: str
    low: str
    capitals_tell: bool

    def before(self, position: int, width: int) -> str:
        """Up to `width` lower-case characters before a position, not across a wall."""
        window = self.low[max(0, position - width) : position]
        return window[window.rfind(WALL) + 1 :]

    def after(self, position: int, width: int) -> str:
        """Up to `width` lower-case characters from a position on, not across a wall."""
        return self.low[position : position + width].partition(WALL)[0]


def view_of(text: str) -> View:
    """Fold digits, spaces, dashes and case without moving a character."""
    folded = text.translate({ord(character): _folded(character) for character in set(text)})
    if "[" in folded:
        folded = _PLACEHOLDER.sub(lambda found: WALL * len(found[0]), folded)
    low = folded.lower()
    if len(low) != len(folded):
        # A few letters grow when lowered (İ); those stay as they are.
        low = "".join(c if len(c.lower()) != 1 else c.lower() for c in folded)
    return View(folded, low, _capitals_tell(folded))


def _folded(character: str) -> str:
    """One character for one: any script's digit as 0-9, any space or invisible mark as " "."""
    fixed = _FOLD.get(ord(character))
    if fixed is not None:
        return fixed
    digit = unicodedata.digit(character, None)
    if digit is not None:
        return str(digit)
    return _CATEGORIES.get(unicodedata.category(character), character)


def _capitals_tell(folded: str) -> bool:
    """False for Title Case and for shouting, where a capital says nothing about names."""
    initials = [word[0] for word in folded[:4000].split() if word[0].isalpha()]
    capitals = sum(initial.isupper() for initial in initials)
    return len(initials) < 6 or capitals * 2 <= len(initials)


def without_overlaps(spans: Iterable[Span]) -> tuple[Span, ...]:
    """Sort spans and join those that overlap; whichever comes first in `spans` names the kind."""
    ranked = sorted(enumerate(spans), key=lambda pair: pair[1].start)
    joined: list[tuple[int, Span]] = []
    for rank, span in ranked:
        if joined and span.start < joined[-1][1].end:
            held_rank, held = joined[-1]
            kind = held.kind if held_rank <= rank else span.kind
            joined[-1] = (min(rank, held_rank), Span(held.start, max(held.end, span.end), kind))
        else:
            joined.append((rank, span))
    return tuple(span for _, span in joined)
