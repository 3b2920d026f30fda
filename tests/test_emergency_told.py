"""How residents tell danger, and what only sounds like it: our own wording, kind by kind."""

import pytest

from bot.domain.emergency import EmergencyDetector
from bot.service import Brain

TOLD = {
    "medis": (
        "ibu sehabis operasi jahitannya kebuka, darahnya merembes",
        "nenek dari subuh cuma ngorok, dipanggil ga respon",
        "bapak serangan jantung di masjid",
        "bocah tiba soko wit pelem, tangane bengkong",
        "ada bapak ojol tergeletak di trotoar ga bergerak",
        "kuku jari kelingking anak saya putus kena pintu mobil darah banyak",
        "mata saya kena percikan las ga bisa melek",
        "pengendara motor terkapar habis nabrak tiang",
        "ibu saya tidak merespon sama sekali setelah mandi",
    ),
    "kekerasan": (
        "suami kalau main judi kalah pasti aku yang kena pukul",
        "anak asuh di rumah itu disuruh tidur di kandang ayam",
        "cucu saya bilang kemaluannya sakit habis dari rumah tetangga",
        "juragan kontrakan minta jatah badan sebagai ganti sewa",
        "kula dipunsiksa anak mantu",
        "saya ditelanjangi dan difoto senior",
        "bapak angkat suka tidur di sampingku dan pegang pegang",
        "aku dikunci dari luar sama suami tiap dia kerja",
        "putri saya dibawa kabur kenalan facebook sudah tiga hari",
    ),
    "bunuh_diri": (
        "saya sudah ga punya siapa siapa, lebih baik menyusul orang tua",
        "istriku pengen mengakhiri hidupnya habis keguguran",
        "uripku wis rampung, aku arep lunga sak lawase",
        "saya ga layak jadi ibu, mati aja",
        "kepikiran terus pengen terjun dari flyover",
        "kalau besok ga ada kabar berarti saya sudah tidak ada",
        "aku arep kendat wae",
        "teman kos mengurung diri setelah menulis surat wasiat",
        "aku mau terjun ke kali elo",
    ),
    "bencana": (
        "tanah di bawah rumah turun, lantainya belah",
        "jalan depan rumah jadi sungai, motor kintir",
        "bocah kecemplung kali ora ketemu ketemu",
        "rumah kayu kami ludes terbakar tadi malam, sekarang di halaman masjid",
        "tanggul kali jebol, kampung tergenang",
        "jembatan bambu ambrol, warga nyemplung",
        "terjebak longsor di dalam angkot",
        "selang gas copot, kompor nyamber gorden",
        "beton proyek ambruk menimpa pekerja",
    ),
    "lapar": (
        "bayi nangis terus haus, botolnya kosong, uang sudah habis",
        "nasi kemarin yang basi terpaksa kami makan",
        "mboten wonten ingkang saged dipun dhahar dinten menika",
        "sudah jual baju buat makan, sekarang kosong lagi",
        "dua hari perut cuma diisi air sumur",
        "periuk kosong sejak kemarin lusa",
        "ibu menyusui belum makan, asinya kering",
        "kakek sebelah memungut nasi sisa di tong sampah",
        "bocah bocah nangis kelaparan neng omah",
    ),
    "ancaman": (
        "pak rw bilang kalau masih lapor, tanggung sendiri kalau anakmu kenapa napa",
        "orang desa mau bakar rumah kami sebab kami lapor kpk",
        "pintu rumah saya dibacok bacok tadi malam habis saya ngadu ke dinsos",
        "katanya kalau ga diam istri saya bakal digilir",
        "dia ngacungkan pistol dan bilang cabut laporanmu",
        "kepala dusun bilang lidahku akan dipotong",
        "dikirimi foto rumahku dengan tulisan segera rata",
        "warga suruhan lurah mengobrak abrik warungku setelah aku bersaksi",
        "katanya kepalaku dihargai lima juta",
    ),
}

# Stories: the danger stands among much else, and a message about aid may hold it.
STORIES = (
    (
        "medis",
        "min saya penerima pkh dari gunungpati, mau tanya nanti saja soal kartu, "
        "sekarang bapak saya tiba tiba jatuh di kamar mandi dan tidak sadar, tolong "
        "harus hubungi siapa",
    ),
    (
        "medis",
        "assalamualaikum pak, mohon maaf mengganggu malam malam, anak saya umur dua "
        "tahun dari tadi sore kejang terus badannya panas sekali, puskesmas sudah "
        "tutup, kami tidak punya kendaraan",
    ),
    (
        "medis",
        "kula badhe tangkled, istri kula hamil sembilan bulan ketubane sampun pecah "
        "saking wau enjing, bidan mboten wonten, mboten gadhah kendaraan, kis e mboten "
        "aktif kados pundi niki",
    ),
    (
        "kekerasan",
        "sudah lima tahun saya diam saja demi anak, suami saya tiap pulang mabuk selalu "
        "memukul saya dan menendang pintu, sekarang dia mengancam mau mengusir saya, "
        "kartu pkh juga dia pegang",
    ),
    (
        "kekerasan",
        "bu tolong, tetangga saya tiap malam terdengar anaknya menjerit kesakitan, "
        "bapaknya suka nyabet pakai ikat pinggang, ibunya kerja di luar negeri jadi "
        "tidak ada yang berani menegur, lapor ke mana",
    ),
    (
        "kekerasan",
        "saya janda anak dua, dulu dapat bantuan sekarang sudah dicoret, yang bikin "
        "saya takut pak ketua minta saya melayani dia dulu kalau mau nama saya "
        "dimasukkan lagi, dia sudah meraba paha saya",
    ),
    (
        "bunuh_diri",
        "sudah dua tahun tidak pernah dapat bantuan apa apa, utang menumpuk, suami "
        "pergi entah ke mana, rasanya saya sudah tidak sanggup hidup lagi, lebih baik "
        "saya mati saja biar anak ikut neneknya",
    ),
    (
        "bunuh_diri",
        "maaf min kalau salah kamar, bansos saya sudah dicabut sejak lebaran, saya "
        "capek hidup begini terus, tadi malam saya sudah pegang tali di dapur dan "
        "kepikiran gantung diri",
    ),
    (
        "bencana",
        "min tolong sampaikan ke petugas, hujan dari siang tidak berhenti, air kali "
        "sudah masuk rumah setinggi pinggang orang dewasa, ada dua lansia di sebelah "
        "yang tidak bisa jalan belum dievakuasi",
    ),
    (
        "bencana",
        "selamat malam, saya warga rt tiga, tebing di belakang rumah baru saja longsor "
        "menimpa dapur tetangga, orangnya masih di dalam, kami sudah telepon pak rt "
        "tidak diangkat",
    ),
    (
        "lapar",
        "pak saya tidak mau minta yang macam macam, cuma dari kemarin pagi anak anak "
        "belum makan sama sekali, beras habis uang juga tidak ada, saya sedang sakit "
        "tidak bisa kerja",
    ),
    (
        "ancaman",
        "bulan kemarin saya melaporkan potongan bantuan ke dinas, sejak itu rumah saya "
        "dilempari batu tiap malam, dan tadi ada dua orang datang bilang kalau tidak "
        "dicabut laporannya saya mau dihabisi",
    ),
    (
        "ancaman",
        "saya mau cerita tapi tolong nama saya dirahasiakan, beras bantuan dijual ketua, "
        "setelah saya lapor anak buahnya datang mengancam mau membunuh, kami takut keluar rumah",
    ),
)

LOOK_ALIKES = (
    "hp ku mati total, ganti nomor wa bisa?",
    "anak saya lumpuh layu sejak bayi, ada kursi roda khusus?",
    "saya sudah ga kuat bayar kontrakan, ada rusun?",
    "ga kuat bayar spp, ada bantuan?",
    "pengen mati aja ini laptop lemot",
    "waktu banjir tahun kemarin kk saya hanyut",
    "tanah longsor itu penyebabnya apa",
    "kebakaran hutan di kalimantan",
    "warung saya kebakaran bulan lalu, ada modal lagi ga",
    "makanan tambahan balita dari posyandu",
    "beras jatah 10 kg kok cuma 8 kg",
    "uang makan lembur belum dibayar",
    "apa makanan khas magelang",
    "cuma makan tahu tempe tiap hari, masuk desil berapa",
    "orang rt ngancam bakal ngeluarin saya dari daftar penerima",
    "diancam ga dikasih undangan beras kalau ga nyoblos dia",
    "lapor pak rt yang nilep beras, ke mana",
    "apakah pelapor dilindungi undang undang",
    "saya mau lapor tapi ga punya bukti",
    "dc datang baik baik nagih cicilan motor",
    "penipuan lewat wa lapor ke polisi?",
    "usulan saya digantung terus sama kelurahan",
    "sekarat nih sinyal di kampung",
    "jatuh tempo pajak kapan",
    "jatuh miskin setelah phk",
    "darah tinggi boleh ikut donor?",
    "golongan darah di ktp salah",
    "sakit gigi di puskesmas bayar ga",
    "surat rujukan hilang",
    "seminggu setelah kebakaran pasar, bantuan pedagang di mana",
    "kaget sampai jantung mau copot",
    "panas terik bikin pingsan antreannya",
    "cucu saya cacat sejak lahir",
    "bapak sakit paru menahun, obatnya gratis?",
    "tetangga saya wafat sebulan lalu masih dapat beras",
    "motor hanyut waktu banjir februari, bisa ganti rugi?",
    "kartu hangus terbakar bareng rumah tahun lalu",
    "dipaksa ikut arisan oleh ketua kelompok",
    "diancam tidak dapat bansos kalau pindah rt",
    "pak lurah pidatonya membakar semangat",
    "tidak kuat kalau antre lama karena sepuh",
    "mati kutu ditanya petugas",
    "hidup mati di tangan tuhan",
    "mati gaya nunggu panggilan",
    "bunuh diri karier namanya",
    "jatuh cinta sama program ini",
    "terjun payung di mana",
    "tusuk sate beli di mana",
    "anak hilang minat belajar",
    "buku nikah hilang",
    "sumbangan untuk fakir yang kelaparan di palestina",
    "makanan basi dari mbg lapor ke mana",
    "hutang beras di koperasi",
    "lapor orang telantar di terminal",
    "kartu merah putih saya kelindes truk, ganti di mana",
    "kk digigit tikus sampai bolong, bikin baru bawa apa",
    "atm pip anak tertelan mesin bank jateng",
    "buku tabungan kecemplung got, bisa minta lagi",
    "nama saya digoleki petugas ora ketemu neng data",
    "bantuan anakku ora tau kelebu rekening",
    "kartu ibu sudah tidak keisi dari lebaran",
    "mbak, step nya daftar usulan bagaimana untuk mertua",
    "status kis tolong dihidupkan lagi ya pak",
    "biaya hidup dari kampus distop semester ini",
    "tombol kirim mati terus, mau daftar gimana",
    "rumah kami kebanjiran tagihan pinjaman",
    "petugas sudah foto dapur yang ambruk, setahun belum ada kabar",
    "mau mengajukan perbaikan, rumah miring bekas longsor",
    "kalau hujan air jatuh ke kasur dari genteng yang bocor",
    "cicilan motor bikin megap megap",
    "saya malu minta tolong ke bu guru buat daftarkan pip",
    "orangnya tidak ada terus waktu didatangi kantor",
    "suami kerja buruh, saya nyetrika di tetangga",
    "suami sakit jantung sudah lama, obatnya mahal",
    "tiba tiba dicabut padahal bapak stroke",
    "kartu ditahan, alasannya kami belum lunas",
    "susu bayi mahal, kami tidak punya kartu apa apa",
    "lahiran bulan depan, kata bidan kartunya tidak aktif",
    "jaminan bapak dipateni pusat, arep ngurus maneh",
    "merapi lagi erupsi gak ya",
    "simbah belum kebagian antaran nasi minggu ini",
    "tiap siang anak dikasih makan di sekolah gratis tidak",
    "setiap tahun rumah kebanjiran, bantuan tidak pernah dapat",
    "ya ampun sampai nangis saya, nama orang mampu masuk semua",
    "saya cuma bisa mengelus dada lihat tetangga",
    "disiksa antrean online dari pagi",
    "dinamo pompa kobong, ada bantuan alat",
    "anaknya pernah patah kaki, boleh masuk sekolah rakyat",
)


@pytest.fixture(scope="module")
def detector(brain: Brain) -> EmergencyDetector:
    return EmergencyDetector(brain.base.emergencies, brain.base.lexicon.spellings)


@pytest.mark.parametrize(("kind", "utterance"), [(k, u) for k, told in TOLD.items() for u in told])
def test_danger_is_heard(kind: str, utterance: str, detector: EmergencyDetector) -> None:
    assert detector.detect(utterance) == f"darurat/{kind}"


@pytest.mark.parametrize(("kind", "story"), STORIES)
def test_danger_is_heard_in_a_story(kind: str, story: str, detector: EmergencyDetector) -> None:
    assert detector.detect(story) == f"darurat/{kind}"


@pytest.mark.parametrize("utterance", LOOK_ALIKES)
def test_a_look_alike_is_no_danger(utterance: str, detector: EmergencyDetector) -> None:
    assert detector.detect(utterance) is None


def test_every_kind_is_told() -> None:
    assert sum(len(told) for told in TOLD.values()) >= 50
    assert len(LOOK_ALIKES) >= 50
