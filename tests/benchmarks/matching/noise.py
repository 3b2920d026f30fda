"""How people really type, as pure functions: the same `rng` always gives the same text."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from random import Random

Slang = Mapping[str, Sequence[str]]

_VOWELS = frozenset("aiueo")
_SHORTEST = 4
_ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
_BESIDE = {
    letter: row[max(at - 1, 0) : at] + row[at + 1 : at + 2]
    for row in _ROWS
    for at, letter in enumerate(row)
}
DROPPED_SHARE = 0.25

# Shortenings every Indonesian keyboard knows, written down without a look at knowledge/kamus.
COMMON: Slang = {
    "yang": ("yg", "yng"),
    "dengan": ("dgn", "dg", "sm"),
    "untuk": ("utk", "buat", "bwt"),
    "tidak": ("gak", "ga", "nggak", "tdk", "ndak", "kagak"),
    "bagaimana": ("gmn", "gimana", "bgmn", "gmana"),
    "apa": ("ap", "apaan"),
    "sudah": ("udh", "uda", "sdh", "dah"),
    "belum": ("blm", "blom", "belom"),
    "saya": ("sy", "aku", "gue", "gw"),
    "kamu": ("km", "lu", "elo"),
    "bisa": ("bs", "bsa"),
    "dari": ("dr", "dri"),
    "pada": ("pd",),
    "juga": ("jg", "jga"),
    "kalau": ("klo", "kalo", "kl"),
    "karena": ("krn", "krna", "soalnya"),
    "jangan": ("jgn", "jngn"),
    "tolong": ("tlg", "tlong"),
    "berapa": ("brp", "brapa", "brpa"),
    "kapan": ("kpn", "kpan"),
    "dimana": ("dmn", "dmana"),
    "besok": ("bsk", "besuk"),
    "hari": ("hr", "hri"),
    "jam": ("jm",),
    "orang": ("org", "orng"),
    "semua": ("smua", "smw", "sumua"),
    "dapat": ("dpt", "dapet"),
    "sampai": ("smp", "sampe", "ampe"),
    "lagi": ("lg", "lgi"),
    "saja": ("aja", "aj", "doang"),
    "terima": ("trima", "trm"),
    "mau": ("mo", "mw", "pengen"),
    "sekarang": ("skrg", "skrng"),
    "banyak": ("bnyk", "banyk"),
    "seperti": ("kyk", "kayak", "spt"),
    "memang": ("emang", "emg"),
}
# Sounds of everyday speech: a pattern and what is written in its place.
_SOUNDS = (
    (re.compile(r"^me(?:ng|m|n|ny)(?=[aeioubcdj])"), "n"),
    (re.compile(r"^meng(?=[aeiou])"), "ng"),
    (re.compile(r"kan$"), "in"),
    (re.compile(r"ai$"), "e"),
    (re.compile(r"au$"), "o"),
    (re.compile(r"a(?=[tnsrlmp]$)"), "e"),
    (re.compile(r"^h(?=[aeiou])"), ""),
    (re.compile(r"h$"), ""),
    (re.compile(r"nya$"), "ny"),
    (re.compile(r"k$"), ""),
)
_SPOKEN_SHARE = 0.35


def typos(text: str, rng: Random, count: int = 1) -> str:
    """The text with `count` slips: a letter swapped, dropped, doubled or its neighbour hit."""
    for _ in range(count):
        places = [
            place
            for word in re.finditer(r"[A-Za-z]{4,}", text)
            for place in range(word.start() + 1, word.end())
        ]
        if places:
            text = _slip(text, rng.choice(places), rng)
    return text


def _slip(text: str, at: int, rng: Random) -> str:
    before, letter, after = text[:at], text[at], text[at + 1 :]
    kind = rng.randrange(4)
    if kind == 0:
        return before[:-1] + letter + before[-1] + after
    if kind == 1:
        return before + after
    if kind == 2:
        return before + letter * 2 + after
    return before + rng.choice(_BESIDE.get(letter.lower(), letter)) + after


def dropped_vowels(text: str, rng: Random, share: float = DROPPED_SHARE) -> str:
    """The text with `share` of its words without their inner vowels: "bagaimana", "bgmna"."""

    def shorter(word: str) -> str:
        if len(word) < _SHORTEST or not word.isalpha() or rng.random() >= share:
            return word
        inner = "".join(letter for letter in word[1:-1] if letter.lower() not in _VOWELS)
        return word[0] + inner + word[-1]

    return " ".join(map(shorter, text.split()))


def slang(text: str, rng: Random, mapping: Slang) -> str:
    """The text with every word that `mapping` has in one of its informal forms."""

    def casual(word: str) -> str:
        return rng.choice(forms) if (forms := mapping.get(word.lower())) else word

    return " ".join(map(casual, text.split()))


def mixed(text: str, rng: Random, mapping: Slang) -> str:
    """Slang, a quarter of the words without inner vowels, one typo."""
    return typos(dropped_vowels(slang(text, rng, mapping), rng), rng)


def reversed_slang(spellings: Mapping[str, str]) -> Slang:
    """Informal -> plain turned round, for plain forms of one word."""
    found: dict[str, list[str]] = defaultdict(list)
    for informal, plain in sorted(spellings.items()):
        if " " not in plain and informal != plain:
            found[plain].append(informal)
    return found


def generic_slang(words: Iterable[str], rng: Random) -> Slang:
    """What any speaker may do: the common shortenings, and a third of the words as spoken."""
    found = dict(COMMON)
    for word in sorted({word.lower() for word in words}):
        if word not in found and len(word) > _SHORTEST and rng.random() < _SPOKEN_SHARE:
            spoken = _spoken(word)
            if spoken != word:
                found[word] = (spoken,)
    return found


def _spoken(word: str) -> str:
    for pattern, instead in _SOUNDS:
        changed = pattern.sub(instead, word)
        if changed != word and len(changed) >= _SHORTEST - 1:
            return changed
    return word
