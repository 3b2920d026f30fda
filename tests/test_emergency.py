"""An emergency is recognised in everyday words, and a figure of speech is not one."""

import shutil
import time
from datetime import date
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.emergency import EmergencyDetector, SignError
from bot.domain.knowledge import EmergencySign
from bot.loader import KnowledgeError, load
from bot.service import Brain

DICTIONARIES = Path(__file__).parents[1] / "knowledge" / "kamus"


def read(name: str) -> dict[str, list[dict[str, list[str]]]]:
    text = (DICTIONARIES / name).read_text(encoding="utf-8")
    loaded: dict[str, list[dict[str, list[str]]]] = yaml.load(text, Loader=yaml.BaseLoader)
    return loaded


SIGNS = tuple(
    EmergencySign(str(entry["niat"]), tuple(entry["tanda"]), tuple(entry.get("kecuali", ())))
    for entry in read("darurat.yaml")["darurat"]
)
SPELLINGS = {"gw": "saya", "bgt": "banget", "wong": "orang"}
DETECTOR = EmergencyDetector(SIGNS, SPELLINGS)

EMERGENCIES = [
    # in Indonesian
    ("medis", "bapak saya tiba tiba jatuh dan tidak bisa ngomong"),
    ("medis", "anak saya kejang, panasnya 40"),
    ("medis", "istri pendarahan, hamil 7 bulan"),
    ("medis", "adikku ketabrak motor di depan rumah, kakinya patah"),
    ("medis", "tetangga digigit ular"),
    ("medis", "butuh ambulans cepat, bapak kritis"),
    ("kekerasan", "suami saya mukulin saya tiap hari"),
    ("kekerasan", "saya diperkosa"),
    ("kekerasan", "bapak mabuk bawa parang ngejar ibu"),
    ("kekerasan", "pacar saya mau nyebarin foto bugil saya"),
    ("bunuh_diri", "saya ingin mengakhiri hidup"),
    ("bunuh_diri", "mending aku mati aja daripada begini"),
    ("bunuh_diri", "obat tidur ini mau saya minum semua biar tenang"),
    ("bencana", "rumah tetangga kebakaran tolong"),
    ("bencana", "banjir masuk rumah sudah selutut"),
    ("bencana", "ada anak hanyut di kali progo"),
    ("lapar", "anak saya belum makan dari kemarin"),
    ("lapar", "di rumah tidak ada beras sama sekali, uang juga habis"),
    ("ancaman", "setelah lapor saya didatangi preman"),
    ("ancaman", "rumah saya dilempari batu habis ngadu soal potongan"),
    ("medis", "anak saya minum racun tikus"),
    ("medis", "bapak sesak napas, kis mati, cara aktifin gimana"),
    ("kekerasan", "bayi dibuang di depan mushola"),
    ("kekerasan", "bapak tiri masuk kamar tiap malam saya takut"),
    ("kekerasan", "saya dipukuli suami, belum pernah dapat bantuan"),
    ("bunuh_diri", "kis saya mati, saya pengen mati aja"),
    ("bencana", "kompor meledug"),
    ("bencana", "anak ilang di sungai"),
    ("lapar", "simbah sebelah rumah tidak makan berhari hari"),
    ("ancaman", "dc pinjol mau datang bawa preman"),
    ("ancaman", "saya diikuti orang terus abis lapor"),
    ("ancaman", "diancam lewat wa mau dibunuh"),
    # in Javanese
    ("medis", "simbah ambegane senen kamis"),
    ("medis", "bojoku meh babaran ora ana kendaraan"),
    ("kekerasan", "aku diantemi bojoku nganti biru biru"),
    ("bunuh_diri", "aku wis ora kuat urip pengin mati wae"),
    ("bencana", "omahku kobong"),
    ("bencana", "banyu kali munggah wis tekan teras"),
    ("lapar", "wis rong dina ora mangan"),
    ("ancaman", "aku diancem arep dipateni nek ora nyabut laporan"),
    ("medis", "garwa kula badhe nglairaken, mboten wonten kendaraan"),
    ("kekerasan", "dipunjotosi kaliyan bojo"),
    ("bunuh_diri", "kula pingin pejah mawon"),
    ("bencana", "griya kula kebesmen"),
    ("lapar", "mboten gadhah ingkang dipunmaem"),
    ("ancaman", "pak rt ngancem mau mbakar omahku"),
    # mistyped or drawn out
    ("medis", "anakku kejaaaang tulung"),
    ("medis", "bapak pinsgan di sawah"),
    ("bencana", "kebakran di rumah sebelah"),
    ("bencana", "BANJR MASUK RUMAH!!!"),
    ("kekerasan", "aku ditendng suami"),
]

NONE = [
    "kartu kis saya mati, gimana ngaktifin",
    "mati lampu dari pagi",
    "syarat santunan kematian apa",
    "bapak meninggal bulan lalu, urus akta kematian di mana",
    "harga beras mencekik",
    "kok saya ditendang dari grup",
    "dilempar lempar ke sana sini sama petugas",
    "antri bikin pingsan",
    "bantuan korban banjir tahun lalu kok belum turun",
    "rumah saya hampir roboh, mohon bedah rumah",
    "biaya melahirkan ditanggung kis tidak",
    "bapak stroke sudah 3 tahun, dapat bantuan apa",
    "cuci darah pakai kis bisa",
    "bunuh waktu enaknya ngapain",
    "film horor yang ada bunuh dirinya",
    "dompet kebakaran akhir bulan",
    "kartu atm tertelan mesin",
    "gas melon langka",
    "jam kerja sampai pukul 3",
    "bangunkan saya pukul lima pagi",
    "diancam dicoret dari pkh kalau ga setor",
    "ayam saya mati semua",
    "muak sama pelayanan, pengen nangis",
    "anak saya belum dapat makan bergizi gratis",
    "ktp hanyut kebanjiran, minta baru",
    "kucing saya pingsan kepanasan",
    "saya mau tanya daerah mana yang dapat bantuan",
    "nomor pemadam kebakaran berapa",
    "anak saya dulu pernah kejang, apa bisa dapat kis",
    "sudah ke kelurahan dilempar ke dinsos",
    "air rusun mati lapor ke siapa",
    "kartu merah putih kosong terus",
    "usul perbaikan talud perlu surat apa",
    "saya buruh setrika",
    "digigit anak tetangga",
    "tetangga dianggap miskin padahal hidupnya mewah",
    "kartu kis kebawa banjir",
    "difabel berat tidak bisa bangun, ada bantuan apa",
    "jatuh susah sejak bapak stroke",
    "kk kebakar, cetak ulang di mana",
    "",
]


@pytest.mark.parametrize(("kind", "utterance"), EMERGENCIES)
def test_danger_is_recognised(kind: str, utterance: str) -> None:
    assert DETECTOR.detect(utterance) == f"darurat/{kind}"


@pytest.mark.parametrize("utterance", NONE)
def test_what_only_sounds_like_danger_is_none(utterance: str) -> None:
    assert DETECTOR.detect(utterance) is None


def test_every_example_of_an_emergency_reaches_its_answer(brain: Brain) -> None:
    missed = [
        (intent.id, example)
        for intent in brain.base.intents.values()
        if intent.id.startswith("darurat/")
        for example in intent.examples
        if brain.understand(example, None).emergency != intent.id
    ]
    assert missed == []


def test_hardly_any_other_example_raises_an_alarm(brain: Brain) -> None:
    ordinary = [
        example
        for intent in brain.base.intents.values()
        if not intent.id.startswith("darurat/")
        for example in intent.examples
    ]
    alarms = [text for text in ordinary if brain.understand(text, None).emergency]
    assert len(alarms) <= len(ordinary) / 100, alarms


@pytest.mark.parametrize(
    "around",
    ["bansos", "belum pernah dapat bantuan", "kis saya mati", "syaratnya apa", "nomor berapa"],
)
def test_talk_of_aid_does_not_silence_danger(around: str) -> None:
    told = [utterance for _, utterance in EMERGENCIES]
    silenced = [text for text in told if not DETECTOR.detect(f"{text} {around}")]
    assert len(silenced) <= len(told) / 10, silenced


def test_every_kind_has_signs() -> None:
    assert {sign.intent for sign in SIGNS} == {
        f"darurat/{kind}"
        for kind in ("medis", "kekerasan", "bunuh_diri", "bencana", "lapar", "ancaman")
    }


def detect(utterance, entries, spellings):
    return EmergencyDetector(entries, spellings).detect(utterance)


def signs(*texts: str, unless: tuple[str, ...] = ()) -> tuple[EmergencySign, ...]:
    return (EmergencySign("darurat/medis", texts, unless),)


@pytest.mark.parametrize(
    ("sign", "utterance"),
    [
        ("tendang", "aku ditendangi"),
        ("tendang", "dia nendang aku"),
        ("siksa", "anake disiksane"),
        ("bunuh diri", "mau bunuh diri"),
        ("bunuh diri", "mau bunuh dia diri"),
        ("darah + deras|muncrat", "muncrat sekali darahnya"),
        ("makan + # hari", "tidak makan 2 hari"),
        ("sesak napas", "gw sesak sekali napasnya"),
        ("saya + sakit", "gw sakit"),
    ],
)
def test_a_sign_holds(sign: str, utterance: str) -> None:
    assert detect(utterance, signs(sign), SPELLINGS) == "darurat/medis"


@pytest.mark.parametrize(
    ("sign", "utterance"),
    [
        ("=sesek", "nyesek"),
        ("bunuh diri", "diri bunuh"),
        ("bunuh diri", "bunuh satu dua diri"),
        ("darah + deras", "darah " + "lalu " * 12 + "deras"),
        ("darah + darah", "darah"),
        ("darah", "daerah saya"),
        ("darah", "arah ke mana"),
        ("dibakar", "sudah dibayar"),
    ],
)
def test_a_sign_does_not_hold(sign: str, utterance: str) -> None:
    assert detect(utterance, signs(sign), {}) is None


def test_an_exception_counts_only_close_by() -> None:
    detector = EmergencyDetector(signs("mati", unless=("lampu|kartu",)), {})
    assert detector.detect("mati lampu") is None
    assert detector.detect("lampu " + "lalu " * 12 + "mati") == "darurat/medis"


def test_a_pause_divides() -> None:
    detector = EmergencyDetector(signs("bunuh diri", "darah + deras"), {})
    assert detector.detect("bunuh, diri") == "darurat/medis"
    assert detector.detect("dibunuh. diri") is None
    assert detector.detect("darah " + "lalu " * 5 + "deras") == "darurat/medis"
    assert detector.detect("darah lalu lalu. lalu, lalu. deras") is None
    assert detector.detect("darah 3.000 deras") == "darurat/medis"


def test_the_words_of_a_sign_stand_nearer_in_a_story() -> None:
    detector = EmergencyDetector(signs("darah + deras"), {})
    told = "darah " + "lalu " * 7 + "deras"
    assert detector.detect(told) == "darurat/medis"
    assert detector.detect(told + " lalu" * 20) is None
    assert detector.detect("darah deras" + " lalu" * 20) == "darurat/medis"


def test_a_list_with_a_name_stands_for_its_words() -> None:
    named = signs("{belum} = belum|durung", "{belum} makan + {lama}", "{lama} = # hari|seharian")
    detector = EmergencyDetector(named, {})
    assert detector.detect("durung makan seharian") == "darurat/medis"
    assert detector.detect("seharian makan") is None


def test_the_first_entry_wins() -> None:
    entries = (
        EmergencySign("darurat/ancaman", ("bakar + lapor",)),
        EmergencySign("darurat/bencana", ("bakar",)),
    )
    detector = EmergencyDetector(entries, {})
    assert detector.detect("dibakar karena lapor") == "darurat/ancaman"
    assert detector.detect("dibakar") == "darurat/bencana"


@pytest.mark.parametrize("sign", ["a||b", "a + ", "{tidak_ada} makan", "dua-kata", "{x} = {x}"])
def test_a_sign_that_cannot_be_read_is_reported(sign: str) -> None:
    with pytest.raises(SignError, match="tanda"):
        EmergencyDetector(signs(sign, "{x} makan" if sign.startswith("{x}") else "makan"), {})


def test_lists_that_name_each_other_are_told_of_one_list_only() -> None:
    circle = ("{a} = x|{b}", "{b} = {a}", "{a} + y", "z")
    for written in (circle, circle[::-1]):
        with pytest.raises(SignError, match=r"“\{a\} = x\|\{b\}”: nama dalam kurung"):
            EmergencyDetector(signs(*written), {})


def test_the_loader_tells_of_such_lists_once(tmp_path: Path) -> None:
    shutil.copytree(DICTIONARIES.parent, tmp_path / "knowledge")
    file = tmp_path / "knowledge" / "kamus" / "darurat.yaml"
    text = file.read_text(encoding="utf-8").replace("{pukul} = ", "{pukul} = {serang}|")
    file.write_text(text.replace("{serang} = ", "{serang} = {pukul}|"), encoding="utf-8")
    with pytest.raises(KnowledgeError) as caught:
        load(tmp_path / "knowledge", date(2026, 11, 22))
    assert ["{pukul} = " in problem.what for problem in caught.value.problems] == [True]


@settings(max_examples=400, deadline=None)
@given(st.text(max_size=400))
def test_any_text_is_survived(text: str) -> None:
    assert DETECTOR.detect(text) in {None, *(sign.intent for sign in SIGNS)}


COMMON = st.lists(
    st.sampled_from(
        [
            *("bansos", "kapan", "cair", "saya", "mau", "tanya", "belum", "dapat", "kok", "bisa"),
            *("daftar", "mana", "kartu", "ibu", "anak", "bantuan", "beras", "kis", "kelurahan"),
            *("pak", "bu", "nama", "piye", "carane", "nggih", "wes", "suwe", "desil", "berapa"),
        ]
    ),
    max_size=25,
).map(" ".join)


@settings(max_examples=300, deadline=None)
@given(before=COMMON, after=COMMON)
def test_danger_is_heard_among_other_words(before: str, after: str) -> None:
    assert DETECTOR.detect(f"{before} tolong rumah saya kebakaran {after}") == "darurat/bencana"


def test_a_message_takes_a_fraction_of_a_millisecond() -> None:
    message = "ibu saya terdaftar tapi bantuan sembako belum cair sejak bulan lalu, tanya ke mana"
    start = time.process_time()
    for _ in range(200):
        DETECTOR.detect(message)
    assert (time.process_time() - start) / 200 < 0.001


@pytest.mark.parametrize("word", ["a", "ibu ", "mati saya ", "darah api lompat mau makan hari "])
def test_a_megabyte_is_read_at_its_beginning_only(word: str) -> None:
    start = time.process_time()
    DETECTOR.detect(word * (1_000_000 // len(word)))
    assert time.process_time() - start < 0.5
