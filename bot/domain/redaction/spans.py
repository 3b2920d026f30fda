"""What a finding is, and the view of a text that every finder searches."""

import re
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

# First code points of the other decimal digits people can type or paste: Arabic, Persian,
# Devanagari, Thai, Javanese, full width, mathematical.
_ZEROS = (0x660, 0x6F0, 0x966, 0xE50, 0xA9D0, 0xFF10, *range(0x1D7CE, 0x1D7FF, 10))
_SPACES = (
    "\t\n\r\v\f\u00a0\u00ad\u200b\u200c\u200d\u2007\u2009\u202f\u2060\u3000\ufe0f\u20e3\ufeff"
)
_DASHES = "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\u30fb\u00b7\u2022\uff0d\uff0e\uff0f"
_FOLD = {
    **{zero + value: str(value) for zero in _ZEROS for value in range(10)},
    **dict.fromkeys(map(ord, _SPACES), " "),
    **dict.fromkeys(map(ord, _DASHES), "-"),
    **dict.fromkeys(map(ord, "\u2018\u2019\u02bc`"), "'"),
    0xFF20: "@",
}


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
    folded = text.translate(_FOLD)
    if "[" in folded:
        folded = _PLACEHOLDER.sub(lambda found: WALL * len(found[0]), folded)
    low = folded.lower()
    if len(low) != len(folded):
        # A few letters grow when lowered (İ); those stay as they are.
        low = "".join(c if len(c.lower()) != 1 else c.lower() for c in folded)
    return View(folded, low, _capitals_tell(folded))


def _capitals_tell(folded: str) -> bool:
    """False for Title Case and for shouting, where a capital says nothing about names."""
    initials = [word[0] for word in folded[:4000].split() if word[0].isalpha()]
    capitals = sum(initial.isupper() for initial in initials)
    return len(initials) < 6 or capitals * 2 <= len(initials)


def without_overlaps(spans: Iterable[Span]) -> tuple[Span, ...]:
    """Sort spans and join those that overlap; whichever comes first in `spans` names the kind."""
    ranked = sorted(enumerate(spans), key=lambda pair: (pair[1].start, pair[0]))
    joined: list[tuple[int, Span]] = []
    for rank, span in ranked:
        if joined and span.start < joined[-1][1].end:
            held_rank, held = joined[-1]
            kind = held.kind if held_rank <= rank else span.kind
            joined[-1] = (min(rank, held_rank), Span(held.start, max(held.end, span.end), kind))
        else:
            joined.append((rank, span))
    return tuple(span for _, span in joined)
