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
    BUTTON_INTERVIEW = "tombol_kelayakan"
    BUTTON_INTERVIEW_OF = "tombol_kelayakan_program"
    BUTTON_CHECK_OTHER = "tombol_untuk_orang_lain"
    BUTTON_ANOTHER_HOUSEHOLD = "tombol_keluarga_lain"
    BUTTON_RESUME = "tombol_lanjutkan"
    BUTTON_START_OVER = "tombol_mulai_baru"
    BUTTON_NOBODY = "tombol_tidak_ada"
    BUTTON_UNKNOWN = "tombol_tidak_tahu"
    BUTTON_THATS_ALL = "tombol_itu_saja"
    BUTTON_ENOUGH = "tombol_cukup"
    BUTTON_BACK = "tombol_mundur"
    BUTTON_CHANGE = "tombol_ubah"
    BUTTON_RESULT = "tombol_hasil"
    BUTTON_UNLIKELY = "tombol_belum_bisa"
    BUTTON_UNSURE = "tombol_perlu_dicek"
    BUTTON_NOTE = "tombol_catatan"
    BUTTON_SHEET = "tombol_lembar"
    BUTTON_KEEP = "tombol_simpan_jawaban"
    BUTTON_FORGET = "tombol_berhenti_dikabari"
    BUTTON_END = "tombol_selesai"
    INTERVIEW_START = "kelayakan_mulai"
    INTERVIEW_START_OF = "kelayakan_mulai_program"
    INTERVIEW_START_OTHER = "kelayakan_mulai_orang_lain"
    INTERVIEW_RESUME = "kelayakan_lanjutkan"
    INTERVIEW_NO_RULES = "kelayakan_tanpa_aturan"
    INTERVIEW_ENDED = "kelayakan_selesai"
    INTERVIEW_NOTED = "kelayakan_dicatat"
    INTERVIEW_MORE = "kelayakan_ada_lagi"
    INTERVIEW_NOT_HEARD = "kelayakan_tidak_terbaca"
    INTERVIEW_CHANGE = "kelayakan_pilih_ubah"
    INTERVIEW_NOTHING = "kelayakan_belum_ada_jawaban"
    INTERVIEW_PAUSED = "kelayakan_jeda"
    ASK_SENSITIVE = "kelayakan_tanya_peka"
    ANSWER_YES = "jawaban_ya"
    ANSWER_NO = "jawaban_tidak"
    ANSWER_UNKNOWN = "jawaban_tidak_tahu"
    ANSWER_NOBODY = "jawaban_tidak_ada"
    ANSWER_OR = "jawaban_atau"
    ANSWER_AT_MOST = "jawaban_paling_banyak"
    ANSWER_AT_LEAST = "jawaban_paling_sedikit"
    ANSWER_BETWEEN = "jawaban_antara"
    VERDICT_LIKELY = "kesimpulan_bisa"
    VERDICT_UNSURE = "kesimpulan_dicek"
    VERDICT_UNLIKELY = "kesimpulan_belum"
    REASON_MET = "alasan_terpenuhi"
    REASON_UNMET = "alasan_tidak"
    REASON_UNKNOWN = "alasan_belum_tahu"
    RESULT_INTRO = "hasil_pembuka"
    RESULT_INTRO_PARTIAL = "hasil_pembuka_sementara"
    RESULT_LIKELY = "hasil_bisa"
    RESULT_UNSURE = "hasil_dicek"
    RESULT_RECEIVED = "hasil_diterima"
    RESULT_UNLIKELY = "hasil_belum"
    RESULT_UNLIKELY_COUNT = "hasil_belum_banyak"
    RESULT_NONE = "hasil_kosong"
    RESULT_FOOTER = "hasil_penutup"
    UNSURE_ONE = "dicek_satu_hal"
    UNSURE_DOUBTFUL = "dicek_program"
    MISSING_QUESTIONS = "kurang_pertanyaan"
    MISSING_ONE = "kurang_satu_hal"
    MISSING_SEVERAL = "kurang_beberapa_hal"
    MISSING_OFFICE = "kurang_penilaian"
    MISSING_CERTAINTY = "kurang_kepastian"
    SUM = "jumlah_kira"
    SUM_UP_TO = "jumlah_sampai"
    SUM_FROM = "jumlah_mulai"
    SUM_LINE = "jumlah_baris"
    SUM_SINCE = "jumlah_sejak"
    DETAIL_VERDICT = "rinci_kesimpulan"
    DETAIL_RECEIVED = "rinci_diterima"
    DETAIL_ENDED = "rinci_berakhir"
    DETAIL_AMOUNT = "rinci_jumlah"
    DETAIL_DOCUMENTS = "rinci_dokumen"
    DETAIL_FIRST_STEP = "rinci_langkah"
    DETAIL_MAY_STOP = "rinci_penghalang"
    DETAIL_FOOTER = "rinci_penutup"
    SOURCE_NONE = "sumber_tidak_ada"
    DATE_NONE = "tanggal_tidak_ada"
    NOTE_TITLE = "catatan_judul"
    NOTE_ANSWERS = "catatan_jawaban"
    NOTE_STEP = "catatan_langkah"
    NOTE_FOOTER = "catatan_penutup"
    SHEET_LINK = "lembar_alamat"
    SHEET_TITLE = "lembar_judul"
    SHEET_PLACE = "lembar_tempat"
    SHEET_INTRO = "lembar_perkiraan"
    SHEET_PARTIAL = "lembar_sementara"
    SHEET_PRINT = "lembar_cara_cetak"
    SHEET_MISTAKE = "lembar_keliru"
    SHEET_ASK = "lembar_tanya"
    SHEET_SOURCE = "lembar_sumber"
    SHEET_FREE = "lembar_gratis"
    SHEET_HAND = "lembar_catatan_tangan"
    SHEET_EXPIRED = "lembar_habis"
    SHEET_BROKEN = "lembar_rusak"
    SCREENING_KEPT = "kabar_disimpan"
    SCREENING_DROPPED = "kabar_dihapus"
    SCREENING_NEWS = "kabar_aturan"
    SCREENING_LIKELY = "kabar_bisa"
    SCREENING_TO_CHECK = "kabar_dicek"
    SCREENING_STOP = "kabar_penutup"
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
    Say.BUTTON_INTERVIEW_OF: frozenset({"program"}),
    Say.INTERVIEW_START_OF: frozenset({"program"}),
    Say.INTERVIEW_NO_RULES: frozenset({"program", "alasan"}),
    Say.INTERVIEW_RESUME: frozenset({"banyak", "tanggal"}),
    Say.INTERVIEW_NOTED: frozenset({"isi"}),
    Say.INTERVIEW_NOT_HEARD: frozenset({"bantuan"}),
    Say.ASK_SENSITIVE: frozenset({"pertanyaan", "alasan"}),
    Say.ANSWER_AT_MOST: frozenset({"nilai"}),
    Say.ANSWER_AT_LEAST: frozenset({"nilai"}),
    Say.ANSWER_BETWEEN: frozenset({"dari", "sampai"}),
    Say.REASON_MET: frozenset({"isi"}),
    Say.REASON_UNMET: frozenset({"isi"}),
    Say.REASON_UNKNOWN: frozenset({"isi"}),
    Say.RESULT_UNLIKELY_COUNT: frozenset({"banyak"}),
    Say.RESULT_FOOTER: frozenset({"tanggal"}),
    Say.UNSURE_ONE: frozenset({"hal", "siapa"}),
    Say.MISSING_ONE: frozenset({"hal", "siapa"}),
    Say.UNSURE_DOUBTFUL: frozenset({"tanya"}),
    Say.SUM: frozenset({"jumlah"}),
    Say.SUM_SINCE: frozenset({"tanggal"}),
    Say.SUM_FROM: frozenset({"jumlah"}),
    Say.SUM_UP_TO: frozenset({"jumlah"}),
    Say.SUM_LINE: frozenset({"nama", "isi"}),
    Say.DETAIL_VERDICT: frozenset({"kesimpulan"}),
    Say.DETAIL_FOOTER: frozenset({"sumber", "tanggal", "tanya"}),
    Say.NOTE_TITLE: frozenset({"tanggal"}),
    Say.NOTE_STEP: frozenset({"isi"}),
    Say.SHEET_LINK: frozenset({"alamat"}),
    Say.SHEET_PLACE: frozenset({"kota", "tanggal"}),
    Say.SHEET_INTRO: frozenset({"tanggal"}),
    Say.SHEET_SOURCE: frozenset({"sumber", "tanggal"}),
    Say.SCREENING_NEWS: frozenset({"tanggal"}),
    Say.SCREENING_LIKELY: frozenset({"isi"}),
    Say.SCREENING_TO_CHECK: frozenset({"isi"}),
}
