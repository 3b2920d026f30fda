"""Words that many questions share without asking the same thing."""

from bot.domain.matching.words import stem

_ASIDE = """
pukul jam hari minggu bulan tahun menit detik pagi siang sore malam besok kemarin nanti sekarang
lusa tanggal depan lalu tadi segera saat akan sudah belum lagi baru terbaru
senin selasa rabu kamis jumat sabtu ahad januari februari maret april mei juni juli agustus
september oktober november desember
satu dua tiga empat lima enam tujuh delapan sembilan sepuluh sebelas belas puluh ratus ribu
ini itu saya aku kami kita kamu anda tolong mohon bisa bisakah mau ingin dapat harus perlu semua
beberapa yang di ke dari untuk dengan dan atau pada dalam oleh berikan beri kasih
"""
_USE = """
kantor layanan pelayanan melayani operasional jadwal buka tutup libur weekend antri antrian antre
online daring aplikasi lewat loket slot kunjung waktu ramai rame sepi cepat resmi
dokumen berkas syarat biaya gratis pelanggan petugas
"""
# Which worth such words keep. Set as JOIN was (grouper.py).
_KEPT_ASIDE, _KEPT_USE = 0.5, 0.3
_USE_STEMS = frozenset(map(stem, _USE.split()))
_ASIDE_WORDS = frozenset(_ASIDE.split())


def share_kept(word: str) -> float:
    """How much a word says of what a question is about, 0 to 1.

    Politeness, time and number say little; how any office is used (hours, queue, papers) says
    less than which office: "jadwal buka taspen" and "jadwal buka kemenag" are two questions.
    """
    if word in _ASIDE_WORDS or word.isdigit():
        return _KEPT_ASIDE
    return _KEPT_USE if stem(word) in _USE_STEMS else 1.0
