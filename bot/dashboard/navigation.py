"""Where one can go from every page."""

from dataclasses import dataclass

from bot.domain.desk import Account, Right


@dataclass(frozen=True, slots=True)
class Place:
    """An entry of the menu. `is_main`: it also stands in the bar of a phone, which has room for
    three and the menu itself.
    """

    path: str
    label: str
    icon: str
    right: Right
    about: str
    is_main: bool = False

    def holds(self, path: str) -> bool:
        """Whether a page belongs to it."""
        if self.path == "":
            return path == ""
        return path == self.path or path.startswith(f"{self.path}/")


PLACES = (
    Place("", "Beranda", "rumah", Right.READ, "Yang perlu Anda kerjakan hari ini", is_main=True),
    Place(
        *("/pertanyaan", "Pertanyaan", "tanya", Right.READ),
        "Pertanyaan warga yang belum terjawab",
        is_main=True,
    ),
    Place(
        *("/pengetahuan", "Pengetahuan", "buku", Right.READ),
        "Semua jawaban bot: lihat, cari, ubah",
        is_main=True,
    ),
    Place("/layanan", "Layanan", "grafik", Right.READ, "Apa yang ditanyakan, apa yang terjawab"),
    Place("/laporan", "Laporan", "lembar", Right.READ, "Satu halaman untuk pimpinan"),
    Place("/pengguna", "Pengguna", "orang", Right.ACCOUNTS, "Siapa boleh masuk dan berbuat apa"),
    Place("/jejak", "Jejak", "jejak", Right.READ, "Catatan semua yang dilakukan di sini"),
    Place("/akun", "Akun saya", "kunci", Right.READ, "Sandi, kode dua langkah, Telegram"),
)


def places(account: Account) -> tuple[Place, ...]:
    """Where this account may go."""
    return tuple(place for place in PLACES if account.may(place.right))
