"""People's names, found by the word that announces them, by capitals and by how names are built."""

import re
from collections.abc import Iterator, Sequence
from enum import IntEnum

from bot.domain.redaction.spans import Span, View
from bot.domain.redaction.words import ALSO_WORDS, GIVEN, NOT_A_NAME, ORDINARY, PLACES

_KIN = (
    r"(?:bapak|bapake|ibu|ibuk|ibue|simbok|simbah|mbah|mbahe|eyang|nenek|kakek|suami|istri|isteri|bojo|bojone"
    r"|anak|anake|adik|adek|adi|kakak|mbakyu|kakang|ponakan|keponakan|sepupu|mertua|menantu|mantu|cucu|putu"
    r"|tetangga|tangga|tonggo|teman|konco|paman|bibi|bulik|paklik|pakde|bude|budhe|om|tante|putra|putri"
    r"|warga|pasien|almarhum|almarhumah|alm|janda|duda|lansia|tukang|bayi|saudara|sodara)"
)
_MINE = r"(?: ?(?:ku|mu|nya|ne|e|saya|aku|kami|kula|kulo|kita|dia|beliau|lengkap|asli|panggilan|depan|sesuai ktp|di ktp|di kk|pemilik|penerima|pemohon|pelapor|lansia|tiri|kandung|angkat|sulung|bungsu|pertama|kedua|sebelah|almarhum|almarhumah|adalah|yaitu|yakni|itu|iku|ialah))"
_TITLE = (
    r"(?:pak|bu|bapak|ibu|ibuk|mbah|mbak|mba|mas|pakde|pak ?dhe|bude|budhe|bu ?dhe|paklik|pak ?lik|bulik"
    r"|bu ?lik|om|tante|kang|kangmas|yu|lik|lek|mbok|simbok|simbah|eyang|nyai|kyai|kiai|ust|ustad|ustadz"
    r"|ustadzah|hj|haji|hajah|kak|dik|dek|jeng|wak|uwak|den|bang|abah|umi|dokter|dr|bidan)"
)
_ROLE = r"(?:ketua|rt|rw|lurah|camat|kades|kadus|kader|guru|pendamping|polisi|koordinator|agen|kepala|mantan)"
_CUE = re.compile(
    r"(?<![\w\[])(?:"
    rf"(?P<strong>(?:atas nama|a\. ?n\b|a ?/ ?n\b|an\.|namaku|bernama|jenengku|bpk|sdr|sdri|saudari|ny|nyonya|tn|tuan"
    rf"|almarhum|almarhumah|alm)(?:{_MINE}|[ ]{_KIN}{_MINE}?)*"
    rf"|(?:nama|namanya|namane|nami|namine|jeneng|jenenge|asma|asmane|asmanipun)(?:{_MINE}|[ ]{_KIN}{_MINE}?)+)"
    rf"|(?P<title>{_TITLE}|an|nama|namanya|namane|nami|namine|jeneng|jenenge|asma|asmane|(?:di)?panggil(?:an)?(?: (?:saja|aja|wae|mawon|aku))?"
    rf"|perkenalkan|kenalkan|kenalin)"
    rf"|(?P<kin>{_KIN}{_MINE}{{0,2}})"
    r"|(?P<self>saya|aku|kula|kulo|dalem|ini|iki|niki|dengan|punya|milik|punyane|gadhahane|kagunganipun|kagungan|dari|oleh|untuk|buat|kepada|salam)"
    r")(?=[ .:,=(\"'-])"
)
_AFTER_CUE = re.compile(r"[ .:=(\"',-]{1,4}")
_WORD = re.compile(r"[^\W\d_]+(?:['-][^\W\d_]+)*")
_BETWEEN = re.compile(r" {1,2}|\. ?|-")
_INITIAL = re.compile(r"[A-Z]\.?(?![\w])")
_CAPITALS = re.compile(r"(?<![\w@#./\[-])[A-Z][a-z]{2,}(?: [A-Z][a-z]+){0,3}(?![\w])")
_BUILT_LIKE_A_NAME = re.compile(
    r"[a-z]{1,9}(?:yem|jem|nem|inah|iyah|mini|tini|wati|wati[kh]|ningsih|ngsih|yanto|wanto|ianto|yono|wono|yadi|nadi"
    r"|udin|uddin|yanti|anti?ka|iyati|yati|jono|djo|man[ts]o|sono|suyo|karyo|harjo|mulyo|iyo|tri[sy]no|ono"
    r"|rso|rjo|asih|asri|astuti|utami|lestari|safitri|setyo|wijaya|kusuma|nugroho|saputr[ao]|pratama|hidayat|rahman)"
    r"|su[a-z]{2,7}(?:no|to|di|ni|ti|mi|yo|jo|man|rno|min|yem|jo)|[a-z]{2,6}(?:diman|rmin|iran|ijan|inem|ikem)"
)
_AFFIXED = re.compile(
    r"(?:di|ter|ber|me[mn]?|meng|peng?|pem|ke|se|ng|ny)[a-z]{4,}|[a-z]{3,}(?:nya|kan|lah|kah|ipun|ake|ne)"
)
_DATA_AFTER = re.compile(r"[ ]?[,;:(-]?[ ]?(?:nik|kk|no|nomor|hp|wa|tgl|ttl|lahir|alamat|jl|jln|rt|[(]?$)?[ .:,=-]{0,3}$")
_MOST_WORDS = 4


class _Trust(IntEnum):
    """How much the cue says by itself: next to nothing, that a person comes, that a name comes."""

    WEAK = 0
    PERSON = 1
    NAME = 2


_TRUST = {"strong": _Trust.NAME, "title": _Trust.PERSON, "kin": _Trust.WEAK, "self": _Trust.WEAK}


def find_names(view: View, others: Sequence[Span]) -> Iterator[Span]:
    """Yield names, without the title before them. `others` are the spans already found."""
    for cue in _CUE.finditer(view.low):
        start = _after_titles(view, cue.end())
        trust = _TRUST[cue.lastgroup or "self"]
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
        title = _TITLE_HERE.match(view.low, gap.end())
        if title is None:
            return gap.end()
        position = title.end()
    return position


_TITLE_HERE = re.compile(rf"(?:{_TITLE}|{_ROLE})(?=[ .,])")


def _name_end(view: View, start: int, trust: _Trust) -> int:
    """Where the name that begins at `start` ends; `start` itself when there is none."""
    at = end = start
    for count in range(_MOST_WORDS):
        word = _WORD.match(view.folded, at)
        if word is None:
            break
        initial = _INITIAL.match(view.folded, at) if count else None
        # "nama saya X Y": what follows the first name of a sure cue is its second one, once.
        believed = trust if not count or (count == 1 and trust == _Trust.NAME) else None
        if not initial and not _is_name(view, word[0], believed):
            break
        end = (initial or word).end()
        gap = _BETWEEN.match(view.folded, end)
        if gap is None:
            break
        at = gap.end()
    return end


def _is_name(view: View, word: str, trust: _Trust | None) -> bool:
    """Whether a word is a name after a cue of that trust; None: after another part of a name."""
    low = word.lower()
    if low in NOT_A_NAME or low in PLACES or len(low) < 2:  # noqa: PLR2004
        return False
    if low in GIVEN:
        return trust != _Trust.WEAK or low not in ALSO_WORDS or word[0].isupper()
    if low in ORDINARY:
        return False
    if _BUILT_LIKE_A_NAME.fullmatch(low):
        return trust != _Trust.WEAK or word[0].isupper()
    shown = view.capitals_tell and word[0].isupper() and not word.isupper()
    affixed = _AFFIXED.fullmatch(low) is not None
    return (shown and not affixed) or (trust == _Trust.NAME and len(low) > 2 and not affixed)  # noqa: PLR2004


def _uncued(view: View, starts: Sequence[int]) -> Iterator[Span]:
    """Yield capitalised words that look like a full name, or that stand before other data."""
    following = iter(starts)
    following_start = next(following, -1)
    for found in _CAPITALS.finditer(view.folded):
        while 0 <= following_start < found.end():
            following_start = next(following, -1)
        gap = view.folded[found.end() : following_start] if following_start >= 0 else "x"
        before_data = len(gap) <= 16 and _DATA_AFTER.match(gap.lower()) is not None  # noqa: PLR2004
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
    alone = len(kept) == 1 and kept[0].lower() in GIVEN - ALSO_WORDS
    if kept != words[: len(kept)] or not kept:
        return None
    if not alone and (len(kept) < least or not (known or before_data)):
        return None
    return Span(found.start(), found.start() + len(" ".join(kept)), "name")


def _known(word: str) -> bool:
    return word.lower() in GIVEN or _BUILT_LIKE_A_NAME.fullmatch(word.lower()) is not None
