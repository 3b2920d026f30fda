"""What may not stand in a sentence that residents read, whatever the sentence says."""

import re
from collections.abc import Iterator

# 021-171, (0293) 363530, 0811.8165.165, +62 811 8165 165, 1500-630: five digits or more in all.
_PHONE = re.compile(
    r"(?<![\w.,-])"
    r"(?:(?:\+?62|\(?0\d{2,4}\)?)[ .-]?\d{3,4}(?:[ .-]?\d{2,5}){0,3}|1500[ -]?\d{3})"
    r"(?!\w)"
)
# "telepon 129", "WA ke 1708", "hubungi nomor 110".
_HOTLINE = re.compile(
    r"\b(?:telepon|telpon|telp|hubungi|wa|whatsapp|sms|hotline|call center)(?: ke)?(?: nomor)?:? "
    r"\d{3,}(?![\d.,]*\d)",
    re.IGNORECASE,
)
_MAIL = re.compile(r"[\w.+-]+@[\w-]+\.[a-z]{2,}")
MONEY = re.compile(
    r"Rp ?\d|\d+(?:[.,]\d+)? ?(?:ribu|juta|miliar)\b|\d{1,3}(?:\.\d{3})+", re.IGNORECASE
)
_MARKUP = re.compile(r"\*\*|__|</?[a-z]+>|\]\(|—")


def unprintable(words: str) -> Iterator[tuple[str, str]]:
    """What is wrong with a text and how to mend it: typed numbers and addresses, markup."""
    if _PHONE.search(words) or _HOTLINE.search(words):
        yield (
            "nomor telepon ditulis langsung di kalimat.",
            "Simpan nomornya di folder pengaduan, lalu tulis {kanal.nama_kanal} di sini.",
        )
    if _MAIL.search(words):
        yield (
            "alamat email ditulis langsung di kalimat.",
            "Simpan alamatnya di folder pengaduan, lalu tulis {kanal.nama_kanal.email} di sini.",
        )
    if _MARKUP.search(words):
        yield "tanda **, __, —, atau <b> akan tampil apa adanya.", "Hapus tandanya."
