"""A message cut into words, numbers and marks."""

import re
import unicodedata
from dataclasses import dataclass

MAX_CHARACTERS = 2_000
MAX_TOKENS = 300
MAX_WORD_LENGTH = 40
_LONGEST_NUMBER = 9  # digits; NIK, KK and account numbers are longer, and nobody's answer

_TOKEN = re.compile(
    r"(?P<number>\d+(?:[.,]\d+)*)"
    r"|(?P<word>[^\W\d_]+(?:['’`´-][^\W\d_]+)*)"
    r"|(?P<mark>[?!.,;:\n/&+<>()|-])"
)
# A telephone number, also in groups; a date. They look like several numbers.
_NOT_A_NUMBER = re.compile(
    r"(?<!\d)(?:\+?62|0)[ -]?8\d(?:[ .-]?\d){6,12}(?!\d)"
    r"|(?<!\d)\d{1,2}[/-]\d{1,2}[/-]\d{2,4}(?!\d)"
    r"|(?<!\d)\d(?:[ .-]?\d){14,19}(?!\d)"
)
# "1. SD 2. SMP": a numbered list counts nobody.
_NUMBERED = re.compile(r"\s*1[.)]\s*[^\s\d]")
_LIST_NUMBER = re.compile(r"(?<![\d.,])\d{1,2}[.)]\s*(?=[^\s\d])")
_THOUSANDS = re.compile(r"(\d{1,3}(?:\.\d{3})+)(?:,\d{1,2})?|(\d{1,3}(?:,\d{3})+)(?:\.\d{1,2})?")
_DECIMAL = re.compile(r"\d{1,6}[.,]\d{1,2}")
_APOSTROPHES = re.compile(r"['’`´]")


@dataclass(frozen=True, slots=True)
class Token:
    """`number` is None for words and marks. `is_glued`: no space before it ("2anak", "anak2")."""

    text: str
    number: float | None = None
    is_mark: bool = False
    is_glued: bool = False


def tokenise(text: str) -> list[Token]:
    """The first few hundred tokens; telephone numbers, dates and long numbers are left out."""
    folded = unicodedata.normalize("NFKC", text[:MAX_CHARACTERS]).lower()[:MAX_CHARACTERS]
    if _NUMBERED.match(folded):
        folded = _LIST_NUMBER.sub(" ; ", folded)
    tokens: list[Token] = []
    end = -1
    for found in _TOKEN.finditer(_NOT_A_NUMBER.sub(" ; ", folded)):
        is_glued = found.start() == end
        end = found.end()
        if found["mark"]:
            tokens.append(Token(found[0], is_mark=True, is_glued=is_glued))
        elif found["word"]:
            tokens.extend(_words(found[0], is_glued))
        else:
            tokens.extend(_numbers(found[0], is_glued))
        if len(tokens) >= MAX_TOKENS:
            break
    return tokens[:MAX_TOKENS]


def _words(word: str, is_glued: bool) -> list[Token]:
    parts = _APOSTROPHES.sub("", word).split("-")
    first, *others = (part[:MAX_WORD_LENGTH] for part in parts)
    return [Token(first, is_glued=is_glued), *(Token(part, is_glued=True) for part in others)]


def _numbers(text: str, is_glued: bool) -> list[Token]:
    """One number, or the several of "7,10,13"."""
    if grouped := _THOUSANDS.fullmatch(text):
        return _one(re.sub(r"[.,]", "", grouped[1] or grouped[2]), is_glued)
    if _DECIMAL.fullmatch(text):
        return [Token(text, float(text.replace(",", ".")), is_glued=is_glued)]
    tokens: list[Token] = []
    for part in re.split(r"[.,]", text):
        comma = [Token(",", is_mark=True)] if tokens else []
        tokens += [*comma, *_one(part, is_glued and not tokens)]
    return tokens


def _one(digits: str, is_glued: bool) -> list[Token]:
    if len(digits) > _LONGEST_NUMBER or (len(digits) > 1 and digits[0] == "0"):
        return [Token(";", is_mark=True)]
    try:
        return [Token(str(int(digits)), float(int(digits)), is_glued=is_glued)]
    except ValueError:  # a superscript or a circled digit that survived the folding
        return []
