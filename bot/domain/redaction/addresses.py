"""Addresses: a street, lane, estate or RT/RW with its number, and what is strung to it."""

import re
from collections.abc import Iterator

from bot.domain.redaction.spans import Span, View
from bot.domain.redaction.words import ORDINARY, PLACES

_ROMAN_OR_NUMBER = r"(?:\d{1,4}(?: ?[a-z])?|[ivx]{1,5})(?![a-z\d])"
_HOUSE = rf"(?:no|nomor|nomer|nmr|nr)\b[ .:]{{0,2}}{_ROMAN_OR_NUMBER}(?: ?/ ?\d{{1,3}})?"
# "dana rt 50 juta", "rt 50-60 ribu": an amount.
_NO_AMOUNT = (
    r"(?!(?: ?(?:-|sampai|sampe|s/?d|atau) ?\d{1,3})? ?-?(?:an )?"
    r"(?:%|(?:ribu|rb|juta|jt|mil[iy]ar|triliun|persen|rupiah|perak)(?:an)?\b))"
)
_RT = (
    r"(?:rt|rw)[ .:]{0,2}(?:ke[ -]?)?(?:\d{1,3}|[ivx]{1,5})(?![a-z\d]|[.,]\d)"
    rf"(?:[ ]?/[ ]?\d{{1,3}}(?!\d))?{_NO_AMOUNT}"
)
_RT_RW = rf"rt ?/ ?rw[ .:]{{0,2}}\d{{1,3}} ?[/ -] ?\d{{1,3}}(?!\d){_NO_AMOUNT}"
_BLOCK = r"blok[ .]{0,2}[a-z]{0,2}[ -]?\d{0,3}(?![a-z\d])"
_PART = (
    rf"(?:{_RT_RW}|{_RT}|{_HOUSE}|{_BLOCK}|(?:gg|gang|lorong)[ .]{{0,2}}{_ROMAN_OR_NUMBER}"
    r"|lantai \d{1,2}|unit \w{1,4}|kode ?pos \d{5})"
)
_JOINT = r"[ ]{0,2}[,./;-]?[ ]{0,2}"
_NUMBERED = re.compile(rf"(?<![a-z\d]){_PART}(?:{_JOINT}(?<![a-z\d]){_PART}){{0,6}}")
# Without a street or an RT, "no 5" and "blok" may be anything: a queue, a form, a programme.
_CARRIES_ALONE = re.compile(r"(?:rt|rw)\b|(?:rt|rw)\d|gg|gang|blok.*no|rt ?/ ?rw")
_HOME_BEFORE = re.compile(
    r"(?:rumah|omah|griya|alamat|tinggal|kontrakan|kos|manggon)[a-z]{0,4}"
    r"(?: saya| kami| aku| kula| kulo)?[ .:,]{0,2}$"
)
# "Pak RT 03" is an official in his office; with an RW behind it is a place all the same.
_OFFICE = re.compile(r"(?:\bpak|\bbu|\bketua|\bpengurus|\bbapak|\bibu)[ .]{1,2}$")
_OFFICE_ALONE = re.compile(r"r[tw][ .:]{0,2}\d{1,3}$")

_ANCHOR = re.compile(
    r"(?<![a-z\d])(?:(?P<short>jl|jln|gg|perum|perumahan|perumnas|kompleks?|lorong|rusun(?:awa)?)"
    r"|(?P<word>jalan|gang|griya|dusun|dsn|kampung|kp|asrama))(?![a-z\d])[ .]{0,3}"
)
_STREET_WORD = re.compile(
    r"[a-z][a-z'.]{0,24}(?![a-z\d])|[ivx]{1,5}(?![a-z])"
    rf"|\d{{1,3}}(?![\d.,]){_NO_AMOUNT}"
)
_GAP = re.compile(r"[ ]{1,2}|,[ ]?(?=no|rt|blok|gg)")
_AREA = re.compile(
    r"[ ]?,?[ ]?(?:(?:kel|kelurahan|ds|desa|dusun|dsn|kampung|kp|kec|kecamatan)[ .]{1,2})?"
    r"([a-z]{4,})"
)
_AREA_BEFORE = re.compile(
    r"(?<![\w\[])(?:(?P<cue>di|ing|ting|teng|dari|saking|seko|warga|wong|tiyang)[ ]{1,2})?"
    r"(?P<whole>(?P<unit>kel|kelurahan|ds|desa|dusun|dsn|kampung|kp)?(?(unit)[ .]{1,2})"
    r"(?P<name>[a-z]{4,20})(?: (?P<direction>[a-z]{3,7}))?)[ ]?,?[ ]{0,2}$"
)
_LIVES = re.compile(
    r"(?:alamat|rumah|omah|griya|tinggal|domisili|manggon|kontrakan|kos|lokasi|ngontrak|dalem|mukim)"
    r"[^.;?!\d]{0,24}$"
)
_MOST_STREET_WORDS = 5
# Words that end a street's name; these few are part of many.
_NO_STREET_WORD = (ORDINARY | {"jl", "jln", "jalan", "gg", "gang", "perum"}) - {
    *("raya", "dalam", "besar", "kecil", "tengah", "baru", "lama", "depan", "belakang"),
    *("merah", "putih", "buntu"),
}
_DIRECTIONS = frozenset(
    ["utara", "selatan", "tengah", "timur", "barat", "lor", "kidul", "wetan", "kulon"]
)
_AREAS = PLACES - _DIRECTIONS


def find_addresses(view: View) -> Iterator[Span]:
    """Yield addresses with a number, and named streets somebody says to live in."""
    for anchor in _ANCHOR.finditer(view.low):
        end = _street_end(view, anchor)
        if end:
            yield Span(anchor.start(), _with_area(view, end), "address")
    for found in _NUMBERED.finditer(view.low):
        alone = _CARRIES_ALONE.match(found[0])
        if _OFFICE_ALONE.match(found[0]) and _OFFICE.search(view.before(found.start(), 12)):
            continue
        if alone or _HOME_BEFORE.search(view.before(found.start(), 24)):
            yield Span(_area_start(view, found), _with_area(view, found.end()), "address")


def _street_end(view: View, anchor: re.Match[str]) -> int:
    """Where the address that begins with a street word ends, 0 when it is no address."""
    at = end = anchor.end()
    named = 0
    for _ in range(_MOST_STREET_WORDS):
        numbered = _NUMBERED.match(view.low, at)
        if numbered and (named or anchor["short"] or "rt" in numbered[0]):
            return numbered.end()
        word = _STREET_WORD.match(view.low, at)
        if word is None or word[0].rstrip(".") in _NO_STREET_WORD:
            break
        if word[0][0].isdigit():
            if not named:
                return 0
            end = word.end()
            named += 10  # a bare number behind the name is the house's
        else:
            named, end = named + 1, word.end()
        gap = _GAP.match(view.low, word.end())
        if gap is None:
            break
        at = gap.end()
    return end if _named_enough(view, anchor, end, named) else 0


def _named_enough(view: View, anchor: re.Match[str], end: int, named: int) -> bool:
    """A name without a number counts where somebody lives, with a capital or a short form."""
    if named >= 10:
        return True
    name = view.folded[anchor.end() : end]
    capital = view.capitals_tell and name[:1].isupper()
    lives = _LIVES.search(view.before(anchor.start(), 40)) is not None
    return named > 0 and lives and bool(capital or anchor["short"])


def _area_start(view: View, found: re.Match[str]) -> int:
    """Where "Cacaban RT 4" begins: at the kelurahan or village right before the number, if any."""
    start = found.start()
    area = _AREA_BEFORE.search(view.before(start, 48)) if found[0].startswith("r") else None
    if area is None or area["name"] not in _AREAS:
        return start
    if area["direction"] and area["direction"] not in _DIRECTIONS:
        return start
    begin = start - (len(area[0]) - area.start("whole") + area.start())
    told = area["cue"] or area["unit"] or (view.capitals_tell and view.folded[begin].isupper())
    return begin if told else start


def _with_area(view: View, end: int) -> int:
    """Take in the kelurahan or village that follows, so that no half address is left."""
    for _ in range(2):
        area = _AREA.match(view.low, end)
        if area is None or not (area[1] in PLACES or (area[1] in _DIRECTIONS)):
            break
        end = area.end()
    return end
