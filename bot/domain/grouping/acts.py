"""What a question wants done, apart from what it is about: "hapus" and "daftar" are two wishes.

Words after normalising, so slang and Javanese need no entry of their own.
"""

import math
from collections.abc import Iterable

from bot.domain.matching.words import stem

KNOW = "tahu"
_WORDS = {
    "hapus": "hapus batal hilang cabut bersih buang copot singkir henti stop lupakan coret"
    " berhenti mundur",
    "buat": "buat atur tambah pasang jadwal ingat setel simpan catat bikin daftar bangun"
    " usul aju urus",
    KNOW: "apa kapan berapa tunjuk lihat tahu cek periksa mana siapa bagaimana kenapa mengapa baca"
    " sebut jelas cari temu informasi ada apakah cara syarat prosedur alur biaya jadwal alamat"
    " info lokasi tanya",
    "kirim": "kirim balas tulis jawab unggah lapor adu",
    "jalankan": "putar main nyala hidup perdengar dengar",
    "matikan": "mati senyap diam tutup nonaktif",
    "redupkan": "redup gelap",
    "ubah": "ubah ganti ulang pindah baru betul",
    "beli": "pesan beli bayar order",
    "suka": "suka favorit benci",
}
_ACTS = {
    form: act for act, words in _WORDS.items() for w in words.split() for form in (w, stem(w))
}
# Every question says a little of nothing, so that one without any act agrees with each of them
# by this much, and two with different acts by its square. Set as JOIN was (grouper.py).
_UNSAID, _SILENCE = "-", 0.7


def act_of(word: str) -> str | None:
    """The act a word stands for, if any."""
    return _ACTS.get(word) or _ACTS.get(stem(word))


def acts_in(words: Iterable[str]) -> frozenset[str]:
    """The acts a question wants."""
    return frozenset(act for word in words if (act := act_of(word)))


def direction(acts: frozenset[str]) -> tuple[tuple[str, float], ...]:
    """The acts as a vector of length 1. The product of two says how well they agree, 0 to 1."""
    if not acts:
        return ((_UNSAID, 1.0),)
    each = math.sqrt((1 - _SILENCE**2) / len(acts))
    return ((_UNSAID, _SILENCE), *((act, each) for act in sorted(acts)))


def wishes(acts: frozenset[str]) -> tuple[tuple[str, float], ...]:
    """What is to be done, not only known: two of these that differ are never one question."""
    return tuple((act, 1.0) for act in sorted(acts - {KNOW}))
