# ruff: noqa: E501 (a table reads best with one mistake a line)
"""Mistakes in fakta.yaml, in `aturan`, and in the households, made in tests/fixtures/rules."""

from dataclasses import dataclass

from tests.mistakes import Mistake

PKH, SEMBAKO, OFFICE = "program/pkh.yaml", "program/sembako.yaml", "program/adminduk.yaml"
FACTS, PARAMETER, CASES = "fakta.yaml", "parameter.yaml", "periksa/rumah_tangga.yaml"
DESIL = "fakta: desil\n      paling_banyak: parameter.pkh_desil"
KTP = "fakta: ktp\n        adalah: kota"
CHILDREN = "anggota: {sekolah: [sd, smp], umur: {paling_sedikit: parameter.pkh_sekolah_min, paling_banyak: parameter.pkh_sekolah_maks}}"
OLD = "anggota: {umur: {paling_sedikit: parameter.pkh_lansia}}"
STAFF = "    - fakta: aparat\n      adalah: ya\n"
OFFICE_ONLY = "    - petugas: kelurahan\n      belum_tahu: Kelurahan yang menilai.\n"
LIMIT = "nama: Batas desil\n    satuan: desil\n"
OLDEST = "nilai: {2021-01-01: 60, 2025-01-01: 70}"
YOUNGEST = "nama: Umur termuda anak sekolah\n    satuan: tahun\n    sumber: [S1]\n    keyakinan: tinggi\n    dicek_terakhir: 2026-11-01\n    nilai: {2021-01-01: 6}"
MET = "      terpenuhi: Tidak ada pegawai negeri.\n"
PERIOD = "  - mulai: 2026-01-01\n"
SIMPLE = "      - {id: luar, label: Kota lain, bobot: 5}\n"

# fmt: off
RULE_MISTAKES = [
    # What is not there
    Mistake("an unknown fact", PKH, "fakta: desil", "fakta: desill¶", "Maksudnya “desil”?", 2),
    Mistake("an unknown fact, nothing near", PKH, "fakta: desil", "fakta: gaji¶", "fakta.yaml", 2),
    Mistake("a question about members as a fact", PKH, STAFF, "    - fakta: lansia¶\n      adalah: ya\n", "anggota"),
    Mistake("a question of several as a fact", SEMBAKO, "fakta: usaha/jalan", "fakta: usaha¶", "usaha/jalan"),
    Mistake("an unknown option", SEMBAKO, "adalah: kota", "adalah: kotta¶", "“kota”?"),
    Mistake("an unknown option in a list", SEMBAKO, "adalah: kota", "adalah: [kota, desa¶]", "Pilih: kota, luar"),
    Mistake("an unknown trait", PKH, "{sekolah: [sd, smp], umur", "{skolah¶: [sd, smp], umur", "“sekolah”?"),
    Mistake("an unknown value of a trait", PKH, "{sekolah: [sd, smp], umur", "{sekolah: [sd, smpp¶], umur", "“smp”?"),
    Mistake("an unknown parameter", PKH, "paling_banyak: parameter.pkh_desil\n", "paling_banyak: parameter.pkh_desl¶\n", "“pkh_desil”?"),
    Mistake("an unknown parameter of an amount", PKH, "jumlah: parameter.pkh_anak, anggota", "jumlah: parameter.pkh_anek¶, anggota", "“pkh_anak”?"),
    Mistake("an unknown parameter in a section", PKH, "jumlah: parameter.pkh_anak}", "jumlah: parameter.pkh_anek}¶", "“pkh_anak”?"),
    Mistake("an unknown parameter of a count", PKH, "paling_banyak_orang: parameter.pkh_orang", "paling_banyak_orang: parameter.pkh_orng¶", "“pkh_orang”?"),
    Mistake("an unknown parameter in a sentence", PKH, "({parameter.pkh_desil})", "({parameter.pkh_desl})¶", "“pkh_desil”?"),
    Mistake("an unknown channel in what cannot be checked", PKH, "    - Jumlah penerima terbatas.", '    - "Tanya {kanal.ngawur}¶."', "ngawur"),
    Mistake("an unknown programme that is received", SEMBAKO, "menerima: [pkh, sembako]", "menerima: [pkhh¶, sembako]", "“pkh”?"),
    Mistake("a programme nobody asks about", SEMBAKO, "menerima: [pkh, sembako]", "menerima: [adminduk¶]", "“diterima”"),
    Mistake("an unknown programme that is met", SEMBAKO, "memenuhi: pkh", "memenuhi: pkhh¶", "“pkh”?"),
    Mistake("a programme without rules that is met", SEMBAKO, "memenuhi: pkh", "memenuhi: adminduk¶", "tidak punya “aturan”"),
    Mistake("an unknown source of a criterion", PKH, "sumber: [S1]\n    - salah", "sumber: [S9¶]\n    - salah", "S9"),
    Mistake("a misspelt key of a criterion", PKH, "paling_banyak: parameter.pkh_desil\n", "paling_bnyak¶: parameter.pkh_desil\n", "“paling_banyak”?"),
    Mistake("a misspelt key of a rule", PKH, "  tidak_bisa_dicek:", "  tidak_bisa_dicekk¶:", "“tidak_bisa_dicek”?"),
    Mistake("a misspelt key inside people", PKH, OLD, OLD.replace("paling_sedikit", "paling_sedkit¶"), "“paling_sedikit”?"),
    # What does not fit
    Mistake("a comparison of a choice", SEMBAKO, KTP, KTP.replace("adalah: kota", "paling_banyak¶: parameter.pkh_desil"), "hanya untuk angka"),
    Mistake("a number as a choice", PKH, DESIL, "fakta: desil\n      adalah: 1-4¶", "parameter.yaml"),
    Mistake("an age written in the rule", PKH, OLD, "anggota: {umur: 60-120}¶", "parameter.yaml"),
    Mistake("a bare number", PKH, "paling_banyak: parameter.pkh_desil\n", "paling_banyak: 4¶\n", "parameter.yaml"),
    Mistake("a bare amount", PKH, "jumlah: parameter.pkh_anak, anggota", "jumlah: 900000¶, anggota", "parameter.yaml"),
    Mistake("a reference that is none", PKH, "paling_banyak: parameter.pkh_desil\n", "paling_banyak: pkh_desil¶\n", "parameter.desil_pkh"),
    Mistake("a choice and a comparison at once", PKH, DESIL, "fakta: desil¶\n      adalah: ya\n      paling_banyak: parameter.pkh_desil", "sekaligus"),
    Mistake("a fact and nothing said of it", PKH, STAFF, "    - fakta: aparat¶\n", "belum ada yang dibandingkan"),
    Mistake("a limit in rupiah", PKH, DESIL, DESIL.replace("pkh_desil", "ump¶"), "“desil”"),
    Mistake("an age in other units", PKH, OLD, OLD.replace("pkh_lansia", "pkh_desil¶"), "“tahun”"),
    Mistake("an amount that is no money", PKH, "jumlah: parameter.pkh_anak, anggota", "jumlah: parameter.pkh_desil¶, anggota", "rupiah"),
    Mistake("a count that is no people", PKH, "paling_banyak_orang: parameter.pkh_orang", "paling_banyak_orang: parameter.ump¶", "“orang”"),
    Mistake("a parameter without a unit", PARAMETER, "id: pkh_desil\n    " + LIMIT, "id: pkh_desil¶\n    nama: Batas desil\n", "“satuan”"),
    Mistake("an amount in a section with a unit of its own", PKH, "jumlah: parameter.pkh_anak}", "jumlah: parameter.pkh_anak, satuan: rupiah}¶", "parameternya"),
    # Ranges and days
    Mistake("a range of options beyond the limits", FACTS, "nilai: 5-10", "nilai: 5-11¶", "1-10"),
    Mistake("a range the wrong way round", FACTS, "batas: 1-10", "batas: 10-1¶", "0-6"),
    Mistake("an age range in words", FACTS, "umur: 6-15}", "umur: enam}¶", "0-6"),
    Mistake("people nobody asks for", PKH, CHILDREN, "anggota: {sekolah: selesai}¶", "menanyakan"),
    Mistake("people of whom only some are asked for", PKH, CHILDREN, "anggota: {umur: {paling_sedikit: parameter.pkh_sekolah_min}}¶", "Yang ditanyakan hanya"),
    Mistake("two rules on the same day", SEMBAKO, PERIOD, "  - mulai¶: 2025-06-01\n", "bertumpuk"),
    Mistake("a rule that ends before it begins", PKH, "  mulai: 2021-01-01", "  mulai: 2021-01-01\n  sampai¶: 2020-12-31", "lebih awal"),
    # Circles
    Mistake("programmes that wait for each other", PKH, OFFICE_ONLY, "    - memenuhi¶: sembako\n      terpenuhi: A.\n      tidak: B.\n      belum_tahu: C.\n", "pkh → sembako → pkh"),
    Mistake("questions that wait for each other", FACTS, "    tentang: Pegawai negeri\n", "    tentang: Pegawai negeri\n    hanya_jika¶: {fakta: usaha/jalan, adalah: ya}\n", "aparat → usaha → aparat"),
    Mistake("a question that waits for itself", FACTS, "{fakta: aparat, adalah: tidak}", "{fakta: usaha/jalan, adalah: tidak}¶", "usaha → usaha"),
    Mistake("a gate that nobody can open", FACTS, "{fakta: aparat, adalah: tidak}", "{petugas¶: kelurahan}", "tidak bisa dipakai"),
    Mistake("an unknown fact in a gate", FACTS, "{fakta: aparat, adalah: tidak}", "{fakta: aparatt¶, adalah: tidak}", "“aparat”?"),
    # Shape
    Mistake("a criterion of nothing", PKH, STAFF, "    - id: kosong¶\n", "tidak berisi"),
    Mistake("a criterion of two things", PKH, STAFF, "    - fakta: aparat¶\n      adalah: ya\n      petugas: kantor\n", "sekaligus"),
    Mistake("a group and a criterion in one", PKH, "    - salah_satu:\n", "    - fakta: aparat¶\n      adalah: ya\n      salah_satu:\n", "Kelompok", 3),
    Mistake("two groups in one", PKH, "    - salah_satu:\n", "    - kecuali: [{petugas: kantor, belum_tahu: Kantor.}]¶\n      salah_satu:\n", "Kelompok"),
    Mistake("an empty group", PKH, OFFICE_ONLY, "    - salah_satu: []¶\n", "kosong"),
    Mistake("a rule of nothing", OFFICE, "tanpa_aturan: Layanan untuk semua warga.", "aturan:¶\n  tidak_bisa_dicek: [Kuota.]", "tidak punya syarat"),
    Mistake("values beside people", PKH, "- id: lansia", "- id: lansia\n          adalah¶: ya", "hanya untuk “fakta”"),
    Mistake("a count without people", PKH, STAFF, STAFF + "      paling_sedikit_orang: parameter.pkh_orang¶\n", "hanya untuk “anggota”"),
    Mistake("rules and a reason for none", PKH, "aturan:\n", "tanpa_aturan: Tidak ada¶.\naturan:\n", "sekaligus"),
    # Ids
    Mistake("a question written twice", FACTS, "  - id: aparat\n", "  - id: ktp¶\n", "sudah dipakai", 99),
    Mistake("a trait written twice", FACTS, "  - id: sekolah\n", "  - id: umur¶\n", "sudah dipakai", 99),
    Mistake("an option written twice", FACTS, "{id: luar,", "{id: kota¶,", "sudah dipakai"),
    Mistake("a criterion written twice", PKH, OFFICE_ONLY, OFFICE_ONLY.replace("- petugas", "- id: lansia¶\n      petugas"), "sudah dipakai"),
    Mistake("a parameter written twice", PARAMETER, "id: pkh_orang", "id: pkh_anak¶", "sudah dipakai", 99),
    # Words
    Mistake("a missing sentence", PKH, STAFF + MET, STAFF.replace("aparat", "aparat¶"), "“terpenuhi”"),
    Mistake("an office without a sentence", PKH, OFFICE_ONLY, "    - petugas: kelurahan¶\n", "“belum_tahu”"),
    Mistake("money in a sentence", PKH, "tidak: Desilnya di atas batas.", "tidak: Gajinya di atas Rp2.000.000¶.", "{parameter."),
    Mistake("a desil in a sentence", PKH, "tidak: Desilnya di atas batas.", "tidak: Desil keluarga di atas 4¶.", "{parameter."),
    Mistake("an age in a sentence", PKH, "tidak: Tidak ada yang sepuh.", "tidak: Tidak ada yang 70 tahun¶.", "{parameter."),
    Mistake("money in what cannot be checked", PKH, "    - Jumlah penerima terbatas.", "    - Paling banyak 2 juta¶.", "{parameter."),
    Mistake("money in a question", FACTS, "tanya: Penghasilannya berapa?", "tanya: Apakah di bawah 2 juta¶?", "{parameter."),
    Mistake("a phone number in a question", FACTS, "tanya: Penghasilannya berapa?", "tanya: Tanya 08123456789¶?", "pengaduan"),
    Mistake("a label that is too long", FACTS, "label: Lebih dari itu", "label: Lebih dari itu dan kira-kira sampai sekian rupiah¶", "40"),
    Mistake("an unknown blank in a label", FACTS, "{parameter.ump}", "{parameter.umpp}¶", "“ump”?"),
    Mistake("a question that nobody may be asked", FACTS, "tanya: Penghasilannya berapa?", "tanya: NIK Anda berapa¶?", "hanya yang diperlukan"),
    # Questions
    Mistake("an unknown kind of question", FACTS, "jenis: ya_tidak", "jenis: ya_tidakk¶", "“ya_tidak”?"),
    Mistake("a number without limits", FACTS, "  - id: desil\n    jenis: angka\n    tentang: Desil\n    satuan: desil\n    batas: 1-10\n", "  - id: desil¶\n    jenis: angka\n    tentang: Desil\n    satuan: desil\n", "“batas”"),
    Mistake("a unit where there is no number", FACTS, "    peka: ya\n", "    satuan¶: orang\n", "“angka”"),
    Mistake("members of no sort", FACTS, "  - id: lansia\n    jenis: anggota\n    tentang: Sepuh\n    siapa: {umur: 60-120}\n", "  - id: lansia¶\n    jenis: anggota\n    tentang: Sepuh\n", "“siapa”", 9),
    Mistake("a parameter in the sort of people asked for", FACTS, "siapa: {umur: 60-120}", "siapa: {umur: {paling_sedikit: parameter.pkh_lansia}}¶", "langsung", 9),
    Mistake("a choice without options", FACTS, "  - id: ktp\n    jenis: pilihan\n", "  - id: alamat¶\n    jenis: pilihan\n    tentang: A\n    tanya: A?\n    tanya_untuk_lain: A?\n  - id: ktp\n    jenis: pilihan\n", "“pilihan”"),
    Mistake("options of a yes or no", FACTS, "    peka: ya\n", "    pilihan¶: [{id: ya, label: Ya}]\n", "ya_tidak"),
    Mistake("a number on a choice", FACTS, "label: Kota lain, bobot: 5}", "label: Kota lain, nilai: 1-2}¶", "berjenis angka"),
    Mistake("people on a choice", FACTS, "label: Kota lain, bobot: 5}", "label: Kota lain, anggota: {umur: 1-2}}¶", "“anggota”"),
    Mistake("an option that fills nothing", FACTS, "nilai: 5-10, isi: {dtsen: ya}", "bobot: 1¶", "tidak mengisi"),
    Mistake("a member option without people", FACTS, "label: SMP, anggota: {sekolah: smp}}", "label: SMP}¶", "“anggota”"),
    Mistake("a member option of other people", FACTS, "label: SMP, anggota: {sekolah: smp}}", "label: SMP, anggota: {umur: 11-18}}¶", "sekolah"),
    Mistake("an option that fills an unknown value", FACTS, "nilai: 5-10, isi: {dtsen: ya}", "nilai: 5-10, isi: {dtsen: yaa}¶", "“ya”?"),
    Mistake("an option that fills an unknown value of a question", FACTS, SIMPLE, SIMPLE.replace("bobot: 5", "isi: {aparat: mungkin}¶"), "Pilih: ya, tidak"),
    Mistake("an option that fills a fact nobody looks at", FACTS, "nilai: 5-10, isi: {dtsen: ya}", "nilai: 5-10, isi: {dtsenn: ya}¶", "“dtsen”?"),
    Mistake("how a value is called that does not exist", FACTS, "sebutan: {sd: [SD, mi], smp", "sebutan: {sd: [SD, mi], smpp¶", "“smp”?"),
    Mistake("a trait number without a unit", FACTS, "jenis: angka, satuan: tahun, batas", "jenis: angka, batas¶", "“satuan”"),
    Mistake("an unknown trait of a role", FACTS, "[simbah], umur: 40-120", "[simbah], umurr¶: 40-120", "“umur”?"),
    # Households
    Mistake("an unknown question of a household", CASES, "{ktp: kota,", "{kttp¶: kota,", "“ktp”?"),
    Mistake("an unknown programme of a household", CASES, "hasil: {pkh:", "hasil: {pkhh¶:", "“pkh”?"),
    Mistake("a programme without rules of a household", CASES, "hasil: {pkh:", "hasil: {adminduk¶:", "tidak punya “aturan”"),
    Mistake("an unknown verdict", CASES, "kemungkinan_bisa", "kemungkinan_bsa¶", "“kemungkinan_bisa”?"),
    Mistake("an unknown criterion", CASES, "[desil, anggota_1]", "[desill¶, anggota_1]", "“desil”?"),
    Mistake("an unknown question that must be asked", CASES, "    ditanya: [desil]", "    ditanya: [desill¶]", "“desil”?"),
    Mistake("an unknown programme asked for", CASES, "program: pkh", "program: pkhh¶", "“pkh”?"),
    Mistake("a household that checks nothing", CASES, "  - nama: Anak SD", "  - {nama: Kosong¶, jawaban: {ktp: kota}}\n  - nama: Anak SD", "memeriksa"),
]
# fmt: on

ANY_NUMBER = "keyakinan: tinggi\n    dicek_terakhir: 2026-11-01\n    nilai: {2021-01-01: 4}"
OTHER_NUMBER = ANY_NUMBER.replace(": 4}", ": 4.5}")


@dataclass(frozen=True)
class Consequence:
    """An edit of one file that makes a line of another wrong: the one that begins with `line`."""

    edit: Mistake
    file: str
    line: str


# fmt: off
CONSEQUENCES = [
    Consequence(Mistake("a limit that is no whole number", PARAMETER, ANY_NUMBER, OTHER_NUMBER, "tidak bulat"), PKH, "paling_banyak: parameter.pkh_desil"),
    Consequence(Mistake("a range that is empty from one day on", PARAMETER, YOUNGEST, YOUNGEST.replace("6}", "6, 2024-01-01: 30}"), "pada 2024-01-01"), PKH, "- anggota: {sekolah: [sd, smp], umur"),
    Consequence(Mistake("a limit nobody can reach", PARAMETER, OLDEST, "nilai: {2021-01-01: 60, 2025-01-01: 700}", "700"), PKH, "anggota: {umur: {paling_sedikit"),
    Consequence(Mistake("a limit below the lowest", PARAMETER, ANY_NUMBER, ANY_NUMBER.replace(": 4}", ": 0}"), "di luar 1-10"), PKH, "- fakta: desil"),
    Consequence(Mistake("people who are not asked for any more", PARAMETER, OLDEST, "nilai: {2021-01-01: 60, 2025-01-01: 50}", "Yang ditanyakan hanya"), PKH, "anggota: {umur: {paling_sedikit"),
    Consequence(Mistake("a parameter without a value on the first day", PKH, "  mulai: 2021-01-01", "  mulai: 2020-01-01", "belum punya nilai pada 2020-01-01"), PKH, "paling_banyak: parameter.pkh_desil"),
    Consequence(Mistake("a parameter without a value today", PARAMETER, ANY_NUMBER, ANY_NUMBER.replace("2021", "2027"), "belum punya nilai"), PKH, "paling_banyak: parameter.pkh_desil"),
    Consequence(Mistake("two rules without days", SEMBAKO, "  - sampai: 2025-12-31\n    semua:", "  - semua:", "bertumpuk"), SEMBAKO, "- mulai: 2026-01-01"),
    Consequence(Mistake("neither rules nor a reason", OFFICE, "tanpa_aturan: Layanan untuk semua warga.\n", "", "belum punya “aturan”"), OFFICE, "id: adminduk"),
]
# fmt: on
