"""The keys of the bot's own sentences, which stand in knowledge/pesan.yaml."""

from collections.abc import Mapping
from enum import StrEnum


class Say(StrEnum):
    """One sentence each. A key missing in pesan.yaml is a Problem at load time."""

    WELCOME = "selamat_datang"
    PRIVACY = "privasi_singkat"
    MENU = "menu"
    HELP = "bantuan"
    PROGRAMMES = "pilih_program"
    PROGRAMMES_OF = "pilih_program_jenis"
    ASPECTS_OF = "pilih_aspek"
    CHECK = "cek"
    REPORT = "lapor"
    INFO = "info"
    CANCELLED = "dibatalkan"
    DID_YOU_MEAN = "maksud_anda"
    NONE_OF_THESE = "bukan_semuanya"
    REPHRASE = "tulis_lagi"
    UNKNOWN = "belum_tahu"
    UNKNOWN_PART = "belum_tahu_bagian"
    OUT_OF_SCOPE = "di_luar_cakupan"
    SOLVED_YES = "tombol_terjawab"
    SOLVED_NO = "tombol_belum"
    SOLVED_THANKS = "terima_kasih_terjawab"
    UNSOLVED = "dicatat_belum"
    UNSOLVED_UNKNOWN = "belum_tanpa_pertanyaan"
    NOTHING_ASKED = "ya_tanpa_pertanyaan"
    OLD_CHOICE = "pilihan_lama"
    BAD_NUMBER = "angka_tidak_ada"
    PICK_NUMBER = "pilih_angka"
    ERASE_ASK = "hapus_data_tanya"
    ERASE_YES = "hapus_data_ya"
    ERASE_NO = "hapus_data_tidak"
    ERASED = "hapus_data_selesai"
    ERASE_KEPT = "hapus_data_batal"
    EMPTY = "pesan_kosong"
    TOO_LONG = "pesan_terlalu_panjang"
    NO_WORDS = "tanpa_kata"
    OTHER_SCRIPT = "huruf_lain"
    UNSUPPORTED_VOICE = "tidak_bisa_suara"
    UNSUPPORTED_PHOTO = "tidak_bisa_foto"
    UNSUPPORTED_STICKER = "tidak_bisa_stiker"
    UNSUPPORTED_LOCATION = "tidak_bisa_lokasi"
    UNSUPPORTED_CONTACT = "tidak_bisa_kontak"
    UNSUPPORTED_FILE = "tidak_bisa_berkas"
    UNSUPPORTED_OTHER = "tidak_bisa_lainnya"
    INCIDENT = "gangguan"
    HEDGE_MEDIUM = "ragu_sedang"
    HEDGE_LOW = "ragu_rendah"
    HEDGE_LAPSED = "ragu_kedaluwarsa"
    WHO_CAN_SAY = "siapa_memastikan"
    WHO_DEFAULT = "tanya_bawaan"
    AMOUNT_WITHHELD = "jumlah_belum_pasti"
    REVIEWED = "dicek"
    STATUS_ACTIVE = "status_aktif"
    STATUS_SEASONAL = "status_musiman"
    STATUS_ENDED = "status_berakhir"
    STATUS_UNVERIFIED = "status_belum_terverifikasi"
    BUTTON_MENU = "tombol_menu"
    BUTTON_PROGRAMMES = "tombol_program"
    BUTTON_CHECK = "tombol_cek"
    BUTTON_REPORT = "tombol_lapor"
    BUTTON_INFO = "tombol_info"
    BUTTON_HELP = "tombol_bantuan"
    BUTTON_ERASE = "tombol_hapus_data"
    BUTTON_MORE = "tombol_lainnya"
    GROUP_OTHERS = "kelompok_lain"
    FIGURE = "angka_kemiskinan"
    FIGURE_REMEMBERED = "angka_diingat"
    FIGURE_NONE = "angka_tidak_ada_tahun"
    FIGURE_PERCENT = "kolom_persen_miskin"
    FIGURE_PEOPLE = "kolom_jumlah_miskin"
    FIGURE_LINE = "kolom_garis_kemiskinan"
    PLACE = "kelurahan_di"
    CONTACT_PHONE = "kontak_telepon"
    CONTACT_WHATSAPP = "kontak_whatsapp"
    CONTACT_SMS = "kontak_sms"
    CONTACT_SITE = "kontak_situs"
    CONTACT_APP = "kontak_aplikasi"
    CONTACT_EMAIL = "kontak_email"
    CONTACT_ADDRESS = "kontak_alamat"
    CONTACT_SOCIAL = "kontak_medsos"
    CHANNEL_PREPARE = "kanal_siapkan"
    CHANNEL_TIMING = "kanal_waktu"
    CHANNEL_ANONYMITY = "kanal_anonim"
    CHANNEL_UNVERIFIED = "kanal_belum_ada"
    COMMUNITY_HOW = "komunitas_hubungi"
    WEB_TITLE = "web_judul"
    WEB_SUBTITLE = "web_subjudul"
    WEB_SKIP = "web_lompat"
    WEB_CONVERSATION = "web_percakapan"
    WEB_FROM_YOU = "web_dari_anda"
    WEB_FROM_US = "web_dari_kami"
    WEB_CHOICES = "web_pilihan"
    WEB_LABEL = "web_label_pesan"
    WEB_EXAMPLE = "web_contoh_pesan"
    WEB_SEND = "web_kirim"
    WEB_NOTE = "web_catatan"
    WEB_MASKED = "web_disamarkan"
    WEB_SORRY = "web_maaf"
    WEB_YOUR_MESSAGE = "web_pesan_anda"
    WEB_SEND_AGAIN = "web_kirim_lagi"
    WEB_BACK = "web_kembali"
    WEB_TOO_FAST = "web_terlalu_cepat"
    WEB_TOO_LONG = "web_terlalu_panjang"
    WEB_NOT_FOUND = "web_tidak_ada"
    WEB_UNREADABLE = "web_tidak_terbaca"
    WEB_REFUSED = "web_ditolak"
    WEB_COOKIE = "web_butuh_cookie"
    WEB_INCIDENT = "web_gangguan"


# What a sentence may fill in between braces; every other sentence holds no braces.
FILLS: Mapping[Say, frozenset[str]] = {
    Say.WELCOME: frozenset({"kota"}),
    Say.HELP: frozenset({"kota"}),
    Say.OUT_OF_SCOPE: frozenset({"kota"}),
    Say.PROGRAMMES_OF: frozenset({"jenis"}),
    Say.ASPECTS_OF: frozenset({"program"}),
    Say.BUTTON_MORE: frozenset({"program"}),
    Say.UNKNOWN_PART: frozenset({"pertanyaan"}),
    Say.INCIDENT: frozenset({"kode"}),
    Say.WEB_INCIDENT: frozenset({"kode"}),
    Say.HEDGE_MEDIUM: frozenset({"tanya"}),
    Say.HEDGE_LAPSED: frozenset({"tanggal", "tanya"}),
    Say.WHO_CAN_SAY: frozenset({"tanya"}),
    Say.AMOUNT_WITHHELD: frozenset({"nama"}),
    Say.REVIEWED: frozenset({"tanggal"}),
    Say.FIGURE: frozenset({"wilayah", "periode", "isi"}),
    Say.FIGURE_REMEMBERED: frozenset({"wilayah", "periode", "isi"}),
    Say.FIGURE_PERCENT: frozenset({"nilai"}),
    Say.FIGURE_PEOPLE: frozenset({"nilai"}),
    Say.FIGURE_LINE: frozenset({"nilai"}),
    Say.FIGURE_NONE: frozenset({"wilayah", "tahun"}),
    Say.PLACE: frozenset({"kelurahan", "kecamatan", "kota"}),
    Say.CONTACT_PHONE: frozenset({"nilai"}),
    Say.CONTACT_WHATSAPP: frozenset({"nilai"}),
    Say.CONTACT_SMS: frozenset({"nilai"}),
    Say.CONTACT_SITE: frozenset({"nilai"}),
    Say.CONTACT_APP: frozenset({"nilai"}),
    Say.CONTACT_EMAIL: frozenset({"nilai"}),
    Say.CONTACT_ADDRESS: frozenset({"nilai"}),
    Say.CONTACT_SOCIAL: frozenset({"nilai"}),
    Say.CHANNEL_PREPARE: frozenset({"isi"}),
    Say.CHANNEL_TIMING: frozenset({"isi"}),
    Say.CHANNEL_ANONYMITY: frozenset({"isi"}),
    Say.COMMUNITY_HOW: frozenset({"isi"}),
}
