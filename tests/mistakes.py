# ruff: noqa: E501 (a table reads best with one mistake a line)
"""Mistakes that admins make in knowledge/, each in a file that is really shipped."""

from dataclasses import dataclass
from datetime import date

TODAY = date(2026, 11, 21)
HERE = "¶"  # marks, in the mistake, the line that has to be named


@dataclass(frozen=True)
class Mistake:
    """`old` of a shipped file becomes `new`; then `word` has to be told for the marked line."""

    name: str
    file: str
    old: str
    new: str
    word: str
    most_problems: int = 1


PKH, PARAMETER, SENTENCES = "program/pkh.yaml", "parameter.yaml", "pesan.yaml"
LAPOR, MENU, CITY = "pengaduan/lapor.yaml", "menu.yaml", "kota.yaml"
ASPECTS, TALK, ASK = "aspek.yaml", "tanya_jawab/umum.yaml", "periksa/a.yaml"
DOCUMENTS = "dokumen:\n  jawaban: Siapkan KTP dan KK.\n"
AID, AMOUNT = (
    "program/prodamai.yaml",
    "{nama: Dana untuk satu RT, jumlah: 50000000, satuan: rupiah,",
)
FIRST_ENTRY = "entri:\n  - id: umum/"
NEW_ENTRY = "entri:\n  - id: umum/uji\n    contoh: [tes uji coba]\n"
ANSWER = "    jawaban: Ya.\n  - id: umum/"  # ends the new entry and begins the old first one
NO_DUTIES = "program/atensi.yaml"  # a programme without the section `kewajiban`
NAMED_CITY = """nama: Kota Magelang
provinsi: Jawa Tengah
kode: "33.71"
jumlah_rt: 1030
jumlah_rw: 192
zona_waktu: Asia/Jakarta
"""
UMP = """  - id: ump_jateng
    nama: Upah minimum Provinsi Jawa Tengah
    satuan: rupiah per bulan
    sumber: [S53, S54]
    keyakinan: tinggi
"""

# fmt: off
MISTAKES = [
    # Keys
    Mistake("a misspelt key", PKH, "pastikan_ke:", "pastikan_k¶:", "Maksudnya “pastikan_ke”?"),
    Mistake("a misspelt key of a section", PKH, "  lanjut: Mau", "  lanju¶: Mau", "“lanjut”?"),
    Mistake("a misspelt key of an amount", AID, AMOUNT, AMOUNT.replace("jumlah", "jumlh¶"), "“jumlah”?"),
    Mistake("a missing key", PKH, "id: pkh\nnama_resmi: Program Keluarga Harapan\n", "id: pkh¶\n", "“nama_resmi” wajib"),
    Mistake("a key written twice", PKH, "status: aktif", "status: aktif\nstatus¶: musiman", "baris 14"),
    Mistake("a section written twice", PKH, DOCUMENTS, f"syarat¶: Ada.\n{DOCUMENTS}", "sudah ditulis"),
    Mistake("an entry without an id", TALK, FIRST_ENTRY, NEW_ENTRY.replace("id: umum/uji", "judul: Uji¶") + ANSWER, "“id” wajib"),
    # YAML
    Mistake("a tab", PKH, "  kota: Dinas", "\tkota¶: Dinas", "Tab"),
    Mistake("a tab in a list", PKH, "  - keluarga harapan\n", "\t- keluarga¶ harapan\n", "Tab"),
    Mistake("broken indentation", PKH, "  kota: Dinas", "   kota¶: Dinas", "jorokan"),
    Mistake("too little indentation", PKH, "    - Di Kota", "   -¶ Di Kota", "jorokan"),
    Mistake("an open double quote", PKH, "di layarnya.\"", "di¶ layarnya.", "kutip"),
    Mistake("an open single quote", PKH, "pusat: Kem", "pusat: 'Kem¶", "kutip"),
    Mistake("an open quote far above the next", PKH, "Siapkan KTP dan KK.", '"Siapkan KTP¶ dan KK.', "kutip"),
    Mistake("an unquoted colon", PKH, "Siapkan KTP dan KK.", "Siapkan¶: KTP dan KK.", "kutip"),
    Mistake("an unquoted colon in a list", PKH, "    - Balita dii", "    - Balita¶: dii", "kutip"),
    Mistake("an unquoted blank", PKH, '"Pusatnya: {kanal.kemensos}."', "{kanal.kemensos}¶", "kutip"),
    Mistake("an open bracket", PKH, "[S43, S64]", "[S43, S64¶", "["),
    Mistake("no colon after a key", PKH, "status: aktif", "status aktif¶", "titik dua"),
    Mistake("no space after a colon", PKH, "status: aktif", "status:aktif¶", "spasi"),
    Mistake("an unreadable character", PKH, "Siapkan KTP", "Siapkan\x07¶ KTP", "tidak terbaca"),
    Mistake("an anchor", PKH, "pusat: Kementerian", "pusat: &satu¶ Kementerian", "&"),
    Mistake("two documents in a file", PKH, "dokumen:", "---¶\ndokumen:", "---"),
    # Values
    Mistake("an unknown status", PKH, "status: aktif", "status: aktiv¶", "“aktif”?"),
    Mistake("an unknown status, nothing near", PKH, "status: aktif", "status: ada¶", "Pilih: aktif, musiman"),
    Mistake("an unknown level", PKH, "tingkat: nasional", "tingkat: Nasionl¶", "“nasional”?"),
    Mistake("an unknown confidence", PKH, "keyakinan: sedang", "keyakinan: sedeng¶", "“sedang”?"),
    Mistake("an unknown kind of contact", LAPOR, "jenis: situs", "jenis: situz¶", "“situs”?"),
    Mistake("an unknown command", "kamus/perintah.yaml", "  menu:", "  menuu¶:", "“menu”?"),
    Mistake("a date the wrong way round", PKH, "terakhir: 2026-11-21", "terakhir: 21-11-2026¶", "2026-11-21"),
    Mistake("a date without dashes", PKH, "terakhir: 2026-11-21", "terakhir: 20261121¶", "2026-11-21"),
    Mistake("a day that does not exist", PKH, "terakhir: 2026-11-21", "terakhir: 2026-02-30¶", "2026-11-21"),
    Mistake("a date in the future", PKH, "terakhir: 2026-11-21", "terakhir: 2027-11-21¶", "belum terjadi"),
    Mistake("lapsed before it was checked", PKH, "terakhir: 2026-11-21", "terakhir: 2026-11-21\nberlaku_sampai¶: 2026-11-20", "lebih awal"),
    Mistake("a channel lapsed before it was checked", LAPOR, "terakhir: 2026-11-21", "terakhir: 2026-11-21\n    berlaku_sampai¶: 2020-01-01", "lebih awal"),
    Mistake("an amount in words", AID, AMOUNT, AMOUNT.replace("50000000", "dua juta¶"), "“dua juta”"),
    Mistake("an amount with Rp", AID, AMOUNT, AMOUNT.replace("50000000", "Rp50.000.000¶"), "tanpa Rp"),
    Mistake("an amount with thousands dots", AID, AMOUNT, AMOUNT.replace("50000000", "50.000.000¶"), "tanpa titik"),
    Mistake("a negative amount", AID, AMOUNT, AMOUNT.replace("50000000", "-50000000¶"), "kurang dari nol"),
    Mistake("an amount without a unit", AID, AMOUNT, AMOUNT.replace("satuan: rupiah,", "¶"), "“satuan”"),
    Mistake("an amount without a name", AID, AMOUNT, AMOUNT.replace("nama: Dana untuk satu RT,", "¶"), "“nama”"),
    Mistake("an amount nobody wrote", AID, AMOUNT, AMOUNT.replace("jumlah: 50000000,", "¶"), "“jumlah”"),
    Mistake("an empty answer", PKH, "jawaban: Siapkan KTP dan KK.", "jawaban:¶", "kosong"),
    Mistake("a list instead of words", PKH, "jawaban: Siapkan KTP dan KK.", "jawaban¶: [Siapkan KTP]", "tulisan"),
    Mistake("words instead of a list", PKH, "sumber: [S41, S42]", "sumber: S41¶", "daftar"),
    Mistake("an empty list", TALK, FIRST_ENTRY, NEW_ENTRY.replace("[tes uji coba]", "[]¶") + ANSWER, "kosong"),
    Mistake("an id with a capital", PKH, "id: pkh\n", "id: PKH¶\n", "huruf kecil"),
    Mistake("a short name that is too long", PKH, "pendek: PKH", "pendek: Program¶ Keluarga Harapan Indonesia", "30"),
    Mistake("too many related answers", PKH, "[pkh/jadwal, sembako/nominal]", "[pkh/jadwal¶, pkh/info, pkh/syarat, pkh/dokumen]", "3"),
    Mistake("a parameter with dots", PARAMETER, "2026-01-01: 2327386", "2026-01-01: 2.327.386¶", "titik"),
    Mistake("a parameter's impossible date", PARAMETER, "2026-01-01: 2327386", "2026-13-01¶: 2327386", "2026-11-21"),
    Mistake("a count with dots", CITY, "jumlah_rt: 1030", "jumlah_rt: seribu¶", "angka"),
    Mistake("an unknown time zone", CITY, "Asia/Jakarta", "Asia/Magelang¶", "Asia/Jakarta"),
    # References
    Mistake("an id unlike the file's name", PKH, "id: pkh\n", "id: pkhh¶\n", "pkhh.yaml", 99),
    Mistake("an unknown source", PKH, "sumber: [S41, S42]", "sumber: [S41, S9999¶]", "S9999"),
    Mistake("an unknown channel", PKH, "{kanal.kemensos}.\"", "{kanal.kemensoss}¶.\"", "“kemensos”?"),
    Mistake("an unknown kind of blank", PKH, "{kanal.kemensos}.\"", "{kanel.kemensos}¶.\"", "“kanal”?"),
    Mistake("an unknown parameter", "program/kip_kuliah.yaml", "{parameter.ump_jateng}", "{parameter.ump_jatim}¶", "“ump_jateng”?"),
    Mistake("a contact of a kind the channel lacks", PKH, "{kanal.kemensos}.\"", "{kanal.pln.fax}¶.\"", "fax"),
    Mistake("a stray brace", PKH, "{kanal.kemensos}.\"", "{kanal.kemensos.\"¶", "{ }"),
    Mistake("a blank in a section of one text", NO_DUTIES, "status:", 'kewajiban: "Lihat {kanal.ngawur}¶."\nstatus:', "ngawur"),
    Mistake("a blank in a channel's remark", LAPOR, "catatan: >-\n      Dulu nomornya hanya 171.", "catatan¶: >-\n      Dulu {kanal.ngawur}.", "ngawur"),
    Mistake("an unknown related answer", PKH, "lihat: [dtsen/cek_status", "lihat: [dtsen/cek_statuss¶", "“dtsen/cek_status”?"),
    Mistake("an unknown aspect among the examples", PKH, "  dokumen:\n    - pendamping", "  dokumenn¶:\n    - pendamping", "“dokumen”?"),
    Mistake("an example without the name", ASPECTS, "    contoh_dengan_nama:\n", "    contoh_dengan_nama:\n      - syaratnya¶ bagaimana\n", "{nama}"),
    Mistake("an example with a name out of place", ASPECTS, "      - syaratnya apa saja\n", "      - syaratnya {nama}¶ apa\n", "contoh_dengan_nama"),
    Mistake("the section of another aspect", ASPECTS, "    bagian: syarat\n", "    bagian: dokumen¶\n", "“syarat”"),
    Mistake("an unknown programme in the menu", MENU, "program: [pkh,", "program: [pkhh¶,", "“pkh”?"),
    Mistake("an unknown answer in the menu", MENU, "  - pkh/cek_status", "  - pkh/cek_stts¶", "“pkh/cek_status”?"),
    Mistake("an unknown target of a question", ASK, "niat: dtsen/info", "niat: dtsen/inpo¶", "“dtsen/info”?"),
    Mistake("a question without a target", ASK, ", niat: dtsen/info", "¶", "“niat” atau “bukan”"),
    Mistake("an unknown emergency", "kamus/darurat.yaml", "niat: darurat/medis", "niat: darurat/medi¶", "“darurat/medis”?"),
    Mistake("a sign that cannot be read", "kamus/darurat.yaml", '      - "nyawa + ancam', '      - "{nyawaku}¶ + ancam', "{nyawaku}"),
    # One owner
    Mistake("an id used twice", TALK, FIRST_ENTRY, NEW_ENTRY.replace("umum/uji", "dtsen/usulan_lama¶") + ANSWER, "dtsen.yaml, baris"),
    Mistake("a name used twice", "program/sembako.yaml", "sebutan:\n", "sebutan:\n  - Uang¶ PKH\n", "pkh.yaml, baris"),
    Mistake("an example used twice", ASPECTS, "      - syaratnya apa saja\n", "      - Anak¶ SD dapat PKH berapa?\n", "pkh.yaml, baris"),
    Mistake("a spelling with two meanings", "kamus/singkatan.yaml", "  yg: yang\n", "  opo¶: tidak\n  yg: yang\n", "jawa.yaml, baris"),
    Mistake("an entry in place of a programme's answer", TALK, FIRST_ENTRY, NEW_ENTRY.replace("umum/uji", "pkh/syarat¶") + ANSWER, "pkh.yaml"),
    Mistake("a protected word respelt", "kamus/singkatan.yaml", "  yg: yang\n", "  yg: yang\n  pkh¶: apa\n", "lindungi"),
    # Honesty
    Mistake("a phone number in a sentence", PKH, "Siapkan KTP dan KK.", "Telepon 0293 362260¶.", "pengaduan"),
    Mistake("a mobile number with dots", PKH, "Siapkan KTP dan KK.", "WA 0812.3456.7890¶.", "pengaduan"),
    Mistake("a short number in a sentence", PKH, "Siapkan KTP dan KK.", "Telepon 129¶.", "pengaduan"),
    Mistake("an address in a sentence", PKH, "Siapkan KTP dan KK.", "Tulis ke a@b.go.id¶.", "email"),
    Mistake("a phone number beside an amount", AID, AMOUNT, AMOUNT.replace("{", "{catatan: tanya 08123456789¶, "), "pengaduan"),
    Mistake("a phone number in a channel's remark", LAPOR, "SMS-nya bertarif biasa.", "Tanya 08123456789¶.", "pengaduan"),
    Mistake("a phone number of the bot's own", SENTENCES, "dibatalkan: Baik", "dibatalkan: Telepon 08123456789¶. Baik", "pengaduan"),
    Mistake("bold letters", PKH, "Siapkan KTP", "Siapkan **KTP**¶", "**"),
    Mistake("a tag", PKH, "Siapkan KTP", "Siapkan <b>KTP</b>¶", "<b>"),
    Mistake("no source", CITY, NAMED_CITY + "sumber: [S12, S124, S125]\n", NAMED_CITY.replace("Kota", "Kota¶", 1), "“sumber”"),
    Mistake("no date", PARAMETER, UMP + "    dicek_terakhir: 2026-11-21\n", UMP.replace("ump_jateng", "ump_jateng¶"), "“dicek_terakhir”"),
    Mistake("a fact without source, date and confidence", TALK, FIRST_ENTRY, NEW_ENTRY.replace("umum/uji", "umum/uji¶") + ANSWER.replace("Ya", "Ada 3 syarat"), "“sumber” dan “dicek_terakhir”"),
    Mistake("an amount that is not verified", PKH, DOCUMENTS, "dokumen:\n  keyakinan: rendah\n  jawaban: Bayar Rp5.000¶.\n", "belum terverifikasi"),
    # The bot's own sentences
    Mistake("an unknown sentence", SENTENCES, "pilih_aspek:", "pilih_aspekk¶:", "“pilih_aspek”?", 2),
    Mistake("an empty sentence", SENTENCES, "bukan_semuanya: Bukan semuanya", "bukan_semuanya:¶", "kosong"),
    Mistake("an unknown blank", SENTENCES, "Soal {program}", "Soal {progam}¶", "“program”?"),
    Mistake("a lost blank", SENTENCES, 'kontak_telepon: "telepon {nilai}"', "kontak_telepon¶: telepon", "{nilai}"),
    Mistake("a broken blank", SENTENCES, "Soal {program}", "Soal {program¶", "{"),
]
# fmt: on
