"""Where a new key belongs in a mapping: as the shipped files have it."""

from bot.loader.reading import Plain

# Keys in the order in which the shipped files write them. A key that is not here comes last.
# fmt: off
_ORDER = (
    "id", "nama_resmi", "nama_pendek", "nama", "judul", "label", "sebutan", "status", "tingkat",
    "pengelola", "pastikan_ke", "bagian", "contoh", "jenis", "tentang", "untuk", "kontak",
    "membantu", "hubungi", "jawaban", "urut", "butir", "lanjut", "siapkan", "waktu", "anonim",
    "satuan", "nilai", "catatan", "sumber", "keyakinan", "dicek_terakhir", "berlaku_sampai",
    "pemilik", "lihat"
)
_PROGRAMME = (
    "id", "nama_resmi", "nama_pendek", "sebutan", "status", "tingkat", "pengelola",
    "pastikan_ke", "sumber", "keyakinan", "dicek_terakhir", "berlaku_sampai", "pemilik",
    "catatan", "ringkasan", "syarat", "aturan", "tanpa_aturan", "manfaat", "dokumen", "langkah",
    "jadwal", "cek_status", "belum_cair", "dicabut", "jika_ditolak", "masalah_kartu", "kontak",
    "kewajiban", "dasar_hukum", "contoh"
)
# fmt: on


def placed(of: dict[str, Plain], key: str, value: Plain) -> dict[str, Plain]:
    """The mapping with a key set; a new one stands behind those that belong before it."""
    order = _PROGRAMME if "nama_resmi" in of else _ORDER
    if key in of or key not in order:
        return {**of, key: value}
    before = set(order[: order.index(key)])
    names = list(of)
    behind = max((i for i, name in enumerate(names) if name in before), default=-1) + 1
    items = list(of.items())
    return dict([*items[:behind], (key, value), *items[behind:]])
