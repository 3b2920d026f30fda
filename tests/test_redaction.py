"""Personal data leaves every text, in whatever shape it is typed, and nothing else does."""

import re
import sys
import time
import unicodedata

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from bot.domain.redaction import RedactedText, Span, find_personal_data, redact

HOTLINES = frozenset(
    ["110", "119", "129", "165", "1708", "021171", "08877171171", "08118165165", "1500537"]
)

READABLE = [
    ("NIK saya 3371 0241 0590 0003, tolong dicek", "NIK saya [NIK], tolong dicek"),
    ("nik 33 71 02 41 05 90 00 03", "nik [NIK]"),
    ("no kk 3371.0201.0107.0003", "no kk [nomor KK]"),
    ("KK 3371O2o1O1O70oo3 ditolak", "KK [nomor KK] ditolak"),
    ("kk 3371020101070003 nik 3371024105900003", "kk [nomor KK] nik [NIK]"),
    ("nik saya 3371024105900003 dan 3371024105900014", "nik saya [NIK] dan [NIK]"),
    ("3371024105900003 itu nomor kk bapak", "[nomor KK] itu nomor kk bapak"),
    ("wa +62-812-3456-7890 ya", "wa [telepon] ya"),
    ("telp rumah (0293) 362345", "telp rumah [telepon]"),
    ("0 8 1 2 3 4 5 6 7 8 9 0", "[telepon]"),
    ("081234567890 / 0856-4321-9876", "[telepon] / [telepon]"),
    ("hp kosong delapan satu dua tiga empat lima enam tujuh delapan", "hp [telepon]"),
    ("rek bri 0065-01-012345-50-8 a/n Sutarmi", "rek bri [rekening] a/n [nama]"),
    ("kks saya 6013-0110-1234-5678 ketelan mesin", "kks saya [rekening] ketelan mesin"),
    ("pin atm ibu 482913", "pin atm ibu [kode rahasia]"),
    ("kirim ke BUDI_88 @ GMAIL . COM", "kirim ke [email]"),
    ("emailku siti.aminah at yahoo.co.id", "emailku [email]"),
    ("lahir 3 mei 88", "lahir [tanggal lahir]"),
    ("ttl Magelang, 17 Agustus 1965", "ttl Magelang, [tanggal lahir]"),
    ("anak lahir 02-01-2024 belum punya akta", "anak lahir [tanggal lahir] belum punya akta"),
    ("jenengku suparno, omahku gang mawar no 5", "jenengku [nama], omahku [alamat]"),
    ("nama saya budi santoso mau tanya bansos", "nama saya [nama] mau tanya bansos"),
    ("kula Mbah Karto saking Tuguran", "kula Mbah [nama] saking Tuguran"),
    ("pak joko punya mobil tapi dapat pkh", "pak [nama] punya mobil tapi dapat pkh"),
    ("bu RT Yuli nyimpen kartu", "bu RT [nama] nyimpen kartu"),
    ("suamiku Agus kena PHK", "suamiku [nama] kena PHK"),
    ("Terima kasih. Suharti", "Terima kasih. [nama]"),
    ("alamat: jalan Beringin VI no 22 RT 1 RW 9 Kel. Tidar Selatan", "alamat: [alamat]"),
    ("rumah di kampung Dumpoh RT 05 RW 08", "rumah di [alamat]"),
    ("Perum Depkes blok B3 no 4", "[alamat]"),
    ("nopol AA 1234 BC", "nopol [nomor polisi]"),
    ("nama saya putri", "nama saya [nama]"),
    ("nama putri saya siti aminah", "nama putri saya [nama]"),
    ("a/n edi", "a/n [nama]"),
    ("atas nm sumiyati", "atas nm [nama]"),
    ("jeneng kulo slamet", "jeneng kulo [nama]"),
    ("asmane ibu sumiyati", "asmane ibu [nama]"),
    ("jenengé slamet", "jenengé [nama]"),
    ("ig @budi_santoso", "ig [nama]"),
    ("instagram saya @budi.santoso", "instagram saya [nama]"),
    ("ig budi_santoso88", "ig [nama]"),
    ("halo @budi_santoso, kapan cair", "halo [nama], kapan cair"),
    ("@budi_santoso", "[nama]"),
    ("surel budi @gmail.com", "surel [email]"),
    ("di Cacaban RT 04 RW 09", "di [alamat]"),
    ("di Cacaban, RT 04 RW 09, ya", "di [alamat], ya"),
    ("warga Magelang Tengah rt 4/rw 9.", "warga [alamat]."),
    ("rt 04 rw 09 minta 50 ribu", "[alamat] minta 50 ribu"),
    ("hari (3371024105900003) itu", "hari ([NIK]) itu"),
    ("telp (+62) 812 3456 7890", "telp [telepon]"),
    ("081234567890; 085612345678 & 087712345678", "[telepon]; [telepon] & [telepon]"),
]

KEPT = [
    "lapor ke 0811-8165-165, 021-171, 0887 7171 171 atau sms 1708",
    "polisi 110, ambulans 119, SAPA 129, BPJS 165, PLN 1500537",
    "cair Rp900.000 sama Rp 1.200.000, dulu 900 ribu",
    "anggaran 1.500.000.000 rupiah untuk prodamai",
    "rp1500000000 itu banyak",
    "meteran 1300 VA punya simbah kodenya R1",
    "jam 08.00-14.00 atau 07.30 - 12.00",
    "tahun 2024 2025 2026",
    "rapor semester 2025/2026 sudah dibagi",
    "usia 60 tahun, desil 1 2 3 4, anak 2",
    "desil 1 2 3 4 5 6 7 8 9 10 bedanya apa",
    "cair tanggal 12 Januari 2026",
    "kode pos 56117",
    "Pak RT 03 minta uang 50 ribu",
    "bu lurah, pak camat, bu kader dan Pak Wali Kota Magelang",
    "pak tolong bantu saya",
    "mas bansos kapan cair",
    "nama saya kok hilang dari daftar",
    "atas nama suami sudah mati",
    "saya warga Kemirirejo, Magelang Tengah",
    "Program Keluarga Harapan sama Kartu Indonesia Pintar",
    "dinsos di jalan apa, lewat gang mana",
    "saya Ibu Rumah Tangga",
    "nama sy tdk ada, nm sy blm terdaftar, nama gw msh gaada",
    "dana rt 50 juta, dana rw 40 juta, rt 50 ribu, rw 5 persen",
    "dana rt 50-60 juta, dana rt/rw 50 jt, rt 50%, iuran RT 10rb",
    "perbaikan jalan kampung 50 juta",
    "beras 10 kg @rp15.000, telur @2.000, ketemu @kelurahan",
    "jenenge mbah putri nang daftar",
    "cek ig dinsos atau fb pemkot",
    "polisi 110 & 119; 129 & 021-171; 1708",
    "tahun 2024 & 2025 & 2026",
    "",
]


@pytest.mark.parametrize(("typed", "kept"), READABLE)
def test_personal_data_becomes_a_readable_placeholder(typed: str, kept: str) -> None:
    assert redact(typed, HOTLINES) == kept


@pytest.mark.parametrize("typed", KEPT)
def test_what_names_nobody_stays(typed: str) -> None:
    assert redact(typed, HOTLINES) == typed


def test_a_span_says_where_and_what() -> None:
    assert find_personal_data("nik 3371024105900003") == (Span(4, 20, "nik"),)


def test_a_hotline_is_only_known_when_it_is_passed() -> None:
    assert redact("wa 0811 8165 165") == "wa [telepon]"
    assert redact("wa +62 811-8165-165", HOTLINES) == "wa +62 811-8165-165"


# What stands around a number: no digits of its own, with and without a telling word.
CARRIERS = st.sampled_from(
    [
        "{}", "nik saya {}", "nik {} kok ditolak", "kk kami {} belum barcode", "ini {} ya bu",
        "tolong cek {} sudah dapat belum", "norek {} belum masuk", "hp:{}", "({})", "wa{}",
        "mohon dibantu pak, {}, terima kasih", "kula gadhah {} pripun", "desilku pira {} suwun",
        "{} itu punya ibu", "rekening bri {} kosong", "hubungi {} saja", "nomer={};", "KTP\n{}\n",
        "bapak lahir di sini {} warga miskin", "kartu {} mati", "🙏 {} 🙏",
    ]
)  # fmt: skip
SEPARATORS_AND_MARKS = [
    chr(code)
    for code in range(sys.maxunicode + 1)
    if unicodedata.category(chr(code)) in ("Zs", "Zl", "Zp", "Cf")
]
GAPS = st.one_of(
    st.sampled_from(["", "", " ", ".", "-", " - ", "  ", "/", "_", "\u2013", ". ", ";", " & "]),
    st.sampled_from(SEPARATORS_AND_MARKS),
)
DIGITS_ELSEWHERE = st.sampled_from(
    ["٠١٢٣٤٥٦٧٨٩", "０１２３４５６７８９", "०१२३४५६७८९", "꧐꧑꧒꧓꧔꧕꧖꧗꧘꧙"]
)
TWO = st.integers(0, 99).map("{:02}".format)


@st.composite
def identity_numbers(draw: st.DrawFn) -> str:
    """A NIK or a Kartu Keluarga number: region, a day (women's plus 40), a serial."""
    day = draw(st.integers(1, 31)) + draw(st.sampled_from([0, 40]))
    region = draw(st.sampled_from(["337101", "337102", "337103", "330808", "110101", "947101"]))
    month, year = draw(st.integers(1, 12)), draw(TWO)
    return f"{region}{day:02}{month:02}{year}{draw(st.integers(1, 9999)):04}"


PHONES = st.builds(
    "{}{}".format,
    st.sampled_from(["081", "085", "087", "089", "62812", "+62856", "0293", "024", "+628"]),
    st.text("0123456789", min_size=7, max_size=8),
)
ACCOUNTS = st.text("0123456789", min_size=10, max_size=16).filter(lambda text: text[0] != "0")
NUMBERS = st.one_of(identity_numbers(), PHONES, ACCOUNTS)


@st.composite
def typed_numbers(draw: st.DrawFn) -> str:
    """A number with gaps anywhere, and now and then the letter O or l for 0 and 1."""
    number, gap = draw(NUMBERS), draw(GAPS)
    size = draw(st.sampled_from([1, 2, 3, 4, 6]))
    groups = [number[start : start + size] for start in range(0, len(number), size)]
    typed = gap.join(groups)
    if draw(st.integers(0, 4)) == 0 and len(gap) <= 1 and size > 2:
        inner = re.sub(r"(?<=[2-9])0(?=[2-9])", "O", typed)
        return re.sub(r"(?<=[2-9])1(?=[2-9])", "l", inner)
    return typed


@settings(max_examples=600, deadline=None)
@given(carrier=CARRIERS, number=typed_numbers())
def test_no_digit_of_a_number_survives(carrier: str, number: str) -> None:
    assert not re.search(r"\d", redact(carrier.format(number), HOTLINES))


@settings(max_examples=200, deadline=None)
@given(carrier=CARRIERS, number=typed_numbers(), digits=DIGITS_ELSEWHERE)
def test_other_digits_are_digits(carrier: str, number: str, digits: str) -> None:
    typed = number.translate(str.maketrans("0123456789", digits))
    assert not re.search(r"\d", redact(carrier.format(typed), HOTLINES))


@pytest.mark.parametrize("mark", SEPARATORS_AND_MARKS, ids=ascii)
def test_no_invisible_character_hides_a_number(mark: str) -> None:
    assert redact(f"hp {mark.join('081234567890')} ya") == "hp [telepon] ya"
    assert redact(f"nik 3371{mark}0241{mark}0590{mark}0003") == "nik [NIK]"


# How people write "my name is" in a hurry, and in Javanese.
NAME_WORDS = st.sampled_from(["nama", "nma", "nm", "Nama", "NAMA", "jeneng", "asma", "nami"])
WHOSE = st.sampled_from(
    [
        *("saya", "sy", "sya", "ak", "aq", "aku", "q", "gue", "gw", "ku", "kulo", "kula", "ne"),
        *("suami sy", "lengkap sy", "ibu sya", "anak gw", "ayah sy", "bapak kulo", "istri aq"),
    ]
)
ANNOUNCEMENTS = st.one_of(
    st.builds("{} {}".format, NAME_WORDS, WHOSE),
    st.sampled_from(
        [
            *("a/n", "a.n", "a.n.", "an.", "an", "atas nama", "atas nm", "ats nama", "namaku"),
            *("namanya", "namany", "namaq", "jenengku", "jenenge", "asmane", "naminipun"),
        ]
    ),
)
NAMES = st.sampled_from(
    ["slamet", "budi", "slamet riyadi", "joko", "sumiyati", "Siti Aminah", "edi", "akbar", "kukuh"]
)


@settings(max_examples=300, deadline=None)
@given(
    announced=ANNOUNCEMENTS,
    name=NAMES,
    after=st.sampled_from(["", " mau tanya bansos", ", kapan cair", " 🙏"]),
)
def test_a_name_goes_however_it_is_announced(announced: str, name: str, after: str) -> None:
    assert redact(f"{announced} {name}{after}") == f"{announced} [nama]{after}"


@settings(max_examples=200, deadline=None)
@given(
    what=st.sampled_from(["dana rt", "dana rw", "iuran RT", "rt/rw", "kas RW", "bantuan rt."]),
    amount=st.integers(1, 999),
    unit=st.sampled_from([" ribu", " rb", "rb", " juta", " jt", "jt", " miliar", " persen", "%"]),
)
def test_an_amount_behind_rt_is_no_address(what: str, amount: int, unit: str) -> None:
    text = f"{what} {amount}{unit} ke mana"
    assert redact(text, HOTLINES) == text


@settings(max_examples=200, deadline=None)
@given(
    network=st.sampled_from(["ig", "IG", "instagram", "fb", "tele", "telegram", "tiktok", "halo"]),
    gap=st.sampled_from([" ", ": ", " saya ", " : "]),
    handle=st.from_regex(r"[a-z]{3,8}[._][a-z]{3,8}[0-9]{0,3}", fullmatch=True),
)
def test_a_handle_goes_whole_and_is_no_email(network: str, gap: str, handle: str) -> None:
    assert redact(f"{network}{gap}@{handle} ya") == f"{network}{gap}[nama] ya"


@settings(max_examples=300, deadline=None)
@given(
    first=typed_numbers(),
    second=typed_numbers(),
    between=st.sampled_from([" dan ", "; ", " & ", "\n", " hp "]),
)
@example(first="1 1 0 0 0 0 0 0 0 0 0", second="10 00 00 00 00", between="\n")
def test_two_numbers_both_go(first: str, second: str, between: str) -> None:
    # Where the same sign stands inside the numbers, nobody can tell where the first one ends.
    assume(not between.strip() or between.strip() not in first + second)
    told = redact(f"data: {first}{between}{second} ya", HOTLINES)
    # A rest on either side of what was taken out has at most four digits.
    rests = [re.findall(r"\d", rest) for rest in told.split("[")]
    assert "[" in told
    assert max(len(rest) for rest in rests) < 5


WORDS = st.sampled_from(
    [
        *("saya", "aku", "kula", "mau", "tanya", "bansos", "kapan", "cair", "nama", "atas nama"),
        *("Pak", "Bu", "Mbah", "budi", "Siti", "Aminah", "a.n.", "Magelang", "kampung", "perum"),
        *("rt", "rw", "3", "02", "jl", "no", "5", "blok", "lahir", "mei", "1990", "88", "12-5-90"),
        *("nik", "kk", "hp", "rek", "bri", "wa", "pin", "3371", "0241", "0590", "0003", "0812"),
        *("3456", "7890", "1234", "AA", "BC", "@", "gmail.com", "desil", "Rp", "900.000"),
        *("ig", "@budi_s", "halo", "@gmail.com", "sy", "nm", "q", "juta", "ribu", "&", ";", ")"),
        *("Cacaban", "di", "Tengah", "\u200e", "\u2006", "٠٨١٢", "putri", "ayah", "fb:", "@"),
        *("[nama]", "[NIK]", "[tanggal lahir]", "[rekening]", "[", ",", ".", "-", "/", "+", "("),
    ]
)
TEXTS = st.one_of(
    st.text(max_size=200),
    st.lists(WORDS, max_size=25).map(" ".join),
    st.lists(st.one_of(WORDS, typed_numbers()), max_size=8).map(" ".join),
)


@settings(max_examples=800, deadline=None)
@given(TEXTS)
def test_a_second_time_changes_nothing(text: str) -> None:
    once = redact(text, HOTLINES)
    assert redact(once, HOTLINES) == once


@settings(max_examples=500, deadline=None)
@given(TEXTS)
def test_spans_are_sorted_apart_and_inside(text: str) -> None:
    spans = find_personal_data(text, HOTLINES)
    borders = [border for span in spans for border in (span.start, span.end)]
    assert borders == sorted(borders)
    assert all(span.start < span.end for span in spans)
    assert not borders or (borders[0] >= 0 and borders[-1] <= len(text))


EVERYDAY = st.lists(
    st.sampled_from(
        [
            *("bansos", "kapan", "cair", "saya", "mau", "tanya", "belum", "dapat", "kok", "tidak"),
            *("bisa", "daftar", "di", "mana", "kartu", "hilang", "ibu", "anak", "sakit", "beras"),
            *("pkh", "kis", "bpjs", "nonaktif", "kelurahan", "pak", "bu", "mbah", "mas", "nama"),
            *(
                "rumah",
                "jalan",
                "gang",
                "piye",
                "carane",
                "nggih",
                "matur",
                "nuwun",
                "wes",
                "suwe",
            ),
            *("ora", "entuk", "duit", "tetangga", "terus", "kenapa", "desil", "lahir", "rt", "wa"),
        ]
    ),
    max_size=30,
).map(" ".join)


@settings(max_examples=400, deadline=None)
@given(EVERYDAY)
def test_everyday_words_stay(text: str) -> None:
    assert redact(text) == text


@settings(max_examples=200, deadline=None)
@given(
    before=EVERYDAY,
    after=EVERYDAY,
    number=st.sampled_from(["021-171", "08118165165", "1708", "129", "110"]),
)
def test_hotlines_survive(before: str, after: str, number: str) -> None:
    text = f"{before} hubungi {number} {after}"
    assert redact(text, HOTLINES) == text


@pytest.mark.parametrize(
    "unit",
    [
        "1",
        "0 ",
        "1.",
        "a",
        " ",
        "@",
        "a@",
        "Ab ",
        "nama ",
        "pak budi ",
        "nama sy ",
        "nama q q ",
        "ig @a ",
        "rt 5 juta ",
        "Cacaban RT 04 ",
        "1 & ",
        "\u2006",
        "jl a ",
        "9a",
        "1-1-90 ",
        "[",
        "o1",
    ],
)
def test_a_megabyte_takes_linear_time(unit: str) -> None:
    def seconds(size: int) -> float:
        text = unit * (size // len(unit))
        start = time.process_time()
        assert isinstance(redact(text), str)
        return time.process_time() - start

    assert seconds(1_000_000) < 12 * seconds(250_000) + 0.5


def test_redacted_text_is_made_here_only() -> None:
    kept: RedactedText = redact("halo")
    assert kept == "halo"
