"""Hints for who writes an answer: what a tired person on a small phone would stumble over.

They are hints, not rules: each names the words it is about and what to do.
"""

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

MOST_WORDS = 20  # in a sentence; the shipped answers keep to it
MOST_SENTENCES = 6  # in one paragraph; more belongs into steps
MOST_PASSIVES = 3  # in one sentence


class Stumble(StrEnum):
    """What makes a text hard to read."""

    LONG_SENTENCE = "kalimat panjang"
    OFFICE_WORD = "kata kantor"
    MANY_SENTENCES = "terlalu banyak kalimat"
    ABBREVIATION = "singkatan"
    PASSIVES = "kalimat berbelit"
    SHOUTING = "huruf besar"


@dataclass(frozen=True, slots=True)
class Hint:
    """One thing to mend: `words` as they stand in the text, `advice` a whole Indonesian sentence.

    `instead`: the everyday word, where there is one.
    """

    kind: Stumble
    words: str
    advice: str
    instead: str = ""


_KNOWN_LINES = (
    "KTP KK NIK RT RW HP WA SMS SD SMP SMA SMK TK PAUD BPJS PKH KIS KIP PIP KKS KUR ATM PIN",
    "BUMN LPG PLN RS UGD IGD PNS ASN TNI OTP SIM BRI BNI BTN BCA BSI DPR ID QR AC TV SPP SKTM",
    "SKCK BLT BPNT KUA NPWP PDAM UMP UMK UMKM WIB UU PP PT CV",
)
# Known to everybody who asks for help; explaining them would only make an answer longer.
_KNOWN = frozenset(word for line in _KNOWN_LINES for word in line.split())
# Dots inside numbers, dates, web addresses and these are no ends of sentences.
_NO_END = re.compile(
    r"\b(?:dll|dsb|dst|dkk|jl|no|kel|kec|hlm|hal|bpk|sdr|ttd|tgl|s\.d|a\.n|d\.a)\.$", re.I
)
_END = re.compile(r"[.!?…]+[\"”')\]]*(?=\s|$)|\n+")
_BLANK = re.compile(r"\{[^{}]*\}")
_ADDRESS = re.compile(r"\b(?:https?://)?[\w-]+(?:\.[\w-]+)+(?:/\S*)?")
_WORD = re.compile(r"[^\W\d_](?:[\w’'-]*\w)?|\d[\d.,/:-]*")
_CAPITALS = re.compile(r"\b[A-Z][A-Z0-9-]{0,8}[A-Z0-9]\b(?!-)")
_SHOUT = re.compile(r"\b[A-Z]{4,}(?:\s+[A-Z]{4,})+\b")
_PASSIVE = re.compile(r"\b(?:di|ter)[a-z]{4,}\b", re.I)
_NOT_PASSIVE_LINES = (
    "dinas digital dinsos diri dirinya dingin dinding disiplin disabilitas dispensasi diare",
    "disdukcapil diagnosa diabetes diskon terima terimakasih terakhir terlalu terus terlebih",
    "tersebut terhadap tentang terbaru terdekat terkait terang tertentu terpadu tertulis terdiri",
    "terbuka ternyata terkadang termasuk terjadi terdaftar terserah tercepat terpenting terbaik",
    "terlantar terlanjur",
)
# They begin with di- or ter- and say nothing passive.
_NOT_PASSIVE = frozenset(word for line in _NOT_PASSIVE_LINES for word in line.split())


def hints(
    text: str, plain_words: Mapping[str, str], known: Collection[str] = ()
) -> tuple[Hint, ...]:
    """What to mend in an answer, in the order of the text within each kind.

    `plain_words`: office words and what people say instead (`Lexicon.plain_words`). `known`:
    names that need no explanation, such as those of the programmes, whatever their case.
    """
    readable = _BLANK.sub("nomor", text)
    sentences = tuple(_sentences(readable))
    found = [
        *_office_words(readable, plain_words),
        *_long(sentences),
        *_many(readable),
        *_passives(sentences),
        *_abbreviations(readable, known),
        *_shouting(readable),
    ]
    return tuple(dict.fromkeys(found))


def _sentences(text: str) -> Iterator[str]:
    """The sentences, without lines that are only a name or a number."""
    start = 0
    for end in _END.finditer(text):
        piece = text[start : end.end()].strip()
        if _NO_END.search(piece):
            continue
        start = end.end()
        if piece:
            yield piece
    if rest := text[start:].strip():
        yield rest


def _long(sentences: tuple[str, ...]) -> Iterator[Hint]:
    for sentence in sentences:
        count = len(_WORD.findall(_ADDRESS.sub("alamat", sentence)))
        if count > MOST_WORDS:
            advice = f"Kalimat ini {count} kata. Pecah jadi dua, paling banyak {MOST_WORDS} kata."
            yield Hint(Stumble.LONG_SENTENCE, sentence, advice)


def _many(text: str) -> Iterator[Hint]:
    for paragraph in text.split("\n"):
        count = sum(1 for _ in _sentences(paragraph))
        if count > MOST_SENTENCES:
            advice = f"Ada {count} kalimat berturut-turut. Pindahkan sebagian ke butir-butir."
            yield Hint(Stumble.MANY_SENTENCES, _begin(paragraph), advice)


def _office_words(text: str, plain_words: Mapping[str, str]) -> Iterator[Hint]:
    """Longest first, so that "keluarga penerima manfaat" is not told as "penerima manfaat"."""
    taken: list[tuple[int, int]] = []
    found: list[tuple[int, Hint]] = []
    for office, plain in sorted(plain_words.items(), key=lambda pair: (-len(pair[0]), pair[0])):
        # "nya" and "lah" hang on to a word and change nothing.
        pattern = rf"(?<![\w-]){re.escape(office)}(?:nya|lah|kah)?(?![\w-])"
        for at in re.finditer(pattern, text, re.IGNORECASE):
            if any(at.start() < end and start < at.end() for start, end in taken):
                continue
            taken.append(at.span())
            advice = f"“{at[0]}” itu kata kantor. Warga biasa bilang: {plain}."
            found.append((at.start(), Hint(Stumble.OFFICE_WORD, at[0], advice, plain)))
    yield from (hint for _, hint in sorted(found, key=lambda pair: pair[0]))


def _abbreviations(text: str, known: Collection[str]) -> Iterator[Hint]:
    """Capitals nobody explains: neither in brackets behind the words, nor the words behind it."""
    named = {word.upper() for name in known for word in name.split()}
    for short in dict.fromkeys(_CAPITALS.findall(_SHOUT.sub("", text))):
        if short in _KNOWN or short in named:
            continue
        name = re.escape(short)
        if re.search(rf"\(\s*{name}\b[^()]*\)|\b{name}\s*\(", text):
            continue
        advice = f"“{short}” belum dijelaskan. Tulis panjangnya dulu, lalu ({short})."
        yield Hint(Stumble.ABBREVIATION, short, advice)


def _passives(sentences: tuple[str, ...]) -> Iterator[Hint]:
    for sentence in sentences:
        words = [w for w in _PASSIVE.findall(sentence) if w.lower() not in _NOT_PASSIVE]
        if len(words) >= MOST_PASSIVES:
            told = ", ".join(f"“{word}”" for word in words[:4])
            advice = f"Banyak kata pasif ({told}). Sebut siapa yang mengerjakan, misalnya Anda."
            yield Hint(Stumble.PASSIVES, sentence, advice)


def _shouting(text: str) -> Iterator[Hint]:
    for at in _SHOUT.finditer(text):
        advice = "Huruf besar semua terasa membentak. Tulis dengan huruf biasa."
        yield Hint(Stumble.SHOUTING, at[0], advice)


def _begin(text: str) -> str:
    words = text.split()
    return " ".join(words[:6]) + (" …" if len(words) > 6 else "")
