"""People's names: told by the word before them, by capitals and by how names are built."""

import re
from collections.abc import Iterator, Sequence
from enum import IntEnum

from bot.domain.redaction.cues import PERSON, TITLE_OR_ROLE, any_of
from bot.domain.redaction.spans import WALL, Span, View
from bot.domain.redaction.words import ALSO_WORDS, GIVEN, NOT_A_NAME, ORDINARY, PLACES

_AFTER_CUE = re.compile(r"[ .:=(\"',-]{1,4}")
_WORD = re.compile(r"[^\W\d_]+(?:['-][^\W\d_]+)*")
_BETWEEN = re.compile(r" {1,2}|\. ?|-")
_INITIAL = re.compile(r"[A-Z]\.?(?![\w])")
_CAPITALS = re.compile(r"(?<![\w@#./\[-])[A-Z][a-z]{2,}(?: [A-Z][a-z]+){0,3}(?![\w])")
_BUILT_LIKE_A_NAME = re.compile(
    r"[a-z]{1,9}"
    + any_of(
        "yem jem nem inah iyah mini tini wati watik ningsih ngsih yanto wanto ianto yono wono yadi"
        " nadi udin uddin yanti anti?ka iyati yati jono djo man[ts]o sono suyo karyo harjo mulyo"
        " iyo tri[sy]no ono rso rjo asih asri astuti utami lestari safitri setyo wijaya kusuma"
        " nugroho saputr[ao] pratama hidayat rahman"
    )
    + r"|su[a-z]{2,7}(?:no|to|di|ni|ti|mi|yo|jo|man|rno|min|yem)"
    r"|[a-z]{2,6}(?:diman|rmin|iran|ijan|inem|ikem)"
)
_AFFIXED = re.compile(
    r"(?:di|ter|ber|me[mn]?|meng|peng?|pem|ke|se|ng|ny)[a-z]{4,}"
    r"|[a-z]{3,}(?:nya|kan|lah|kah|ipun|ake|ne)"
)
_DATA_AFTER = re.compile(
    r"[ ]?[,;:(-]?[ ]?(?:nik|kk|no|nomor|hp|wa|tgl|ttl|lahir|alamat|jl|jln|rt)?[ .:,=-]{0,3}$"
)
_MOST_WORDS = 4
_UNMISTAKABLE = GIVEN - ALSO_WORDS


class _Trust(IntEnum):
    """How much the cue says by itself: next to nothing, that a person comes, that a name comes."""

    WEAK = 0
    PERSON = 1
    NAME = 2


_TRUST = {"sure": _Trust.NAME, "person": _Trust.PERSON, "weak": _Trust.WEAK}


def find_names(view: View, others: Sequence[Span]) -> Iterator[Span]:
    """Yield names, without the title before them. `others` are the spans already found."""
    for cue in PERSON.finditer(view.low):
        if view.low.startswith(WALL, cue.end() + 1):  # "pak [nama]": done in the run before
            continue
        start = _after_titles(view, cue.end())
        trust = _TRUST[cue.lastgroup or "weak"]
        end = _name_end(view, start, trust)
        if end > start:
            yield Span(start, end, "name")
    if view.capitals_tell:
        starts = [span.start for span in others]
        yield from _uncued(view, starts)


def _after_titles(view: View, position: int) -> int:
    """Where the name begins: behind the gap and behind titles such as Pak or Hj."""
    for _ in range(3):
        gap = _AFTER_CUE.match(view.low, position)
        if gap is None:
            return position
        title = TITLE_OR_ROLE.match(view.low, gap.end())
        if title is None:
            return gap.end()
        position = title.end()
    return position


def _name_end(view: View, start: int, trust: _Trust) -> int:
    """Where the name that begins at `start` ends; `start` itself when there is none."""
    at = end = start
    for count in range(_MOST_WORDS):
        word = _WORD.match(view.folded, at)
        if word is None:
            break
        # "nama saya X Y": what follows the first name of a sure cue is its second one, once.
        believed = trust if not count or (count == 1 and trust == _Trust.NAME) else None
        part: re.Match[str] | None = word
        if not _is_name(view, word[0], believed):
            part = _INITIAL.match(view.folded, at) if count else None
        if part is None:
            break
        end = part.end()
        gap = _BETWEEN.match(view.folded, end)
        if gap is None:
            break
        at = gap.end()
    return end


def _is_name(view: View, word: str, trust: _Trust | None) -> bool:
    """Whether a word is a name after a cue of that trust; None: after another part of a name."""
    low = word.lower()
    if low in NOT_A_NAME or low in PLACES or len(low) < 2:
        return False
    if low in GIVEN:
        return trust != _Trust.WEAK or low not in ALSO_WORDS or word[0].isupper()
    if low in ORDINARY:
        return False
    if _BUILT_LIKE_A_NAME.fullmatch(low):
        return trust != _Trust.WEAK or word[0].isupper()
    shown = view.capitals_tell and word[0].isupper() and not word.isupper()
    affixed = _AFFIXED.fullmatch(low) is not None
    return (shown and not affixed) or (trust == _Trust.NAME and len(low) > 2 and not affixed)


def _uncued(view: View, starts: Sequence[int]) -> Iterator[Span]:
    """Yield capitalised words that look like a full name, or that stand before other data."""
    following = iter(starts)
    following_start = next(following, -1)
    for found in _CAPITALS.finditer(view.folded):
        while 0 <= following_start < found.end():
            following_start = next(following, -1)
        gap = view.folded[found.end() : following_start] if following_start >= 0 else "x"
        before_data = len(gap) <= 16 and _DATA_AFTER.match(gap.lower()) is not None
        span = _name_within(view, found, before_data)
        if span:
            yield span


def _name_within(view: View, found: re.Match[str], before_data: bool) -> Span | None:
    words = found[0].split()
    kept = [word for word in words if _is_name(view, word, None)]
    known = sum(_known(word) for word in kept)
    if len(kept) != len(words) and words[0] not in kept:
        # A sentence's first word has a capital too: "Nenek Sumiyati" leaves Sumiyati.
        return None
    least = 1 if before_data else 2
    alone = len(kept) == 1 and kept[0].lower() in _UNMISTAKABLE
    if kept != words[: len(kept)] or not kept:
        return None
    if not alone and (len(kept) < least or not (known or before_data)):
        return None
    return Span(found.start(), found.start() + len(" ".join(kept)), "name")


def _known(word: str) -> bool:
    return word.lower() in GIVEN or _BUILT_LIKE_A_NAME.fullmatch(word.lower()) is not None
