"""Pertanyaan and Jawab: a question is taken, answered, tried, published; nothing is lost."""

import html
import re
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from playwright.sync_api import Browser

from bot.desk.answering import topics
from bot.domain.desk import Actor, GapStatus, Role
from bot.domain.publishing import PublicationStatus
from bot.domain.redaction import RedactedText
from bot.domain.replaying import Asked, Changed, Finding, GateReport, Reaction, Stray
from bot.loader import load
from bot.storage.publications import Checked, keep_report
from tests.conversation import NOW
from tests.dashboard_site import PHONE
from tests.questions_site import Desk, questions_site, written
from tests.web_browser import grave, needs_chromium

WORDS = ("parkir di kantor mbayar ora", "parkirnya bayar nggak", "titip motor bayar berapa [nama]")
ANSWER = {
    "berkas": "tanya_jawab/umum.yaml",
    "judul": "Parkir di kantor",
    "jawaban": "Parkir di kantor gratis.",
    "butir": "Motor di depan.\nMobil di samping.",
    "lanjut": "Kalau ditarik uang, bilang ke petugas.",
    "sumber": "S01 · Buku Pelayanan",
    "keyakinan": "tinggi",
    "pemilik": "Bagian Umum",
    "dicek_terakhir": "2026-11-20",
    "berlaku_sampai": "2027-11-20",
    "contoh": ["parkir di kantor mbayar ora", "parkirnya bayar nggak"],
}


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with questions_site(tmp_path) as running:
        running.ask(1, WORDS)
        yield running


def text(page: httpx.Response) -> str:
    """What a person reads."""
    body = page.text[page.text.index("<main") :]
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", body)).split())


def test_the_list_shows_what_waits_and_filters_it(desk: Desk) -> None:
    desk.ask(2, ["bantuan dipotong ketua"])
    siti = desk.site.coordinator()
    page = text(siti.get("/dasbor/pertanyaan"))
    assert "parkir di kantor mbayar ora" in page
    assert "3 orang bertanya" in page
    assert "Belum selesai (2)" in page
    found = text(siti.get("/dasbor/pertanyaan?cari=dipotong"))
    assert "dipotong" in found
    assert "parkir" not in found
    siti.sends("/dasbor/pertanyaan/1", {"aksi": "ambil"})
    mine = text(siti.get("/dasbor/pertanyaan?tampil=saya"))
    assert "parkir" in mine
    assert "dipotong" not in mine


def test_an_office_sees_its_own_first(desk: Desk) -> None:
    desk.ask(2, ["bantuan dipotong ketua"])
    boss = Actor("Koordinator")
    desk.site.desk.work.assign(2, boss, office="Dinas Sosial").result()
    page = text(desk.site.coordinator(Role.OFFICE).get("/dasbor/pertanyaan"))
    assert "dipotong" in page
    assert "parkir" not in page


def test_everything_done_with_a_question_is_in_its_history(desk: Desk) -> None:
    siti = desk.site.coordinator()
    here = "/dasbor/pertanyaan/1"
    for fields in (
        {"aksi": "ambil"},
        {"aksi": "serahkan", "kantor": "Bagian Umum"},
        {"aksi": "tenggat", "tenggat": "2026-12-01"},
        {"aksi": "catatan", "catatan": "Sudah saya telepon 081234567890."},
        {"aksi": "judul", "judul": "Parkir kantor"},
        {"aksi": "status", "status": "bukan urusan kami"},
    ):
        assert siti.sends(here, fields, of=here).status_code == 200, fields
    page = text(siti.get(here))
    for said in ("mengambil pertanyaan ini", "menyerahkan ke Bagian Umum", "Parkir kantor"):
        assert said in page
    assert "081234567890" not in page
    group = desk.group()
    assert (group.status, str(group.due_on)) == (GapStatus.NOT_OURS, "2026-12-01")


def test_askers_of_what_is_not_ours_are_told_whom_to_ask_in_the_same_form(desk: Desk) -> None:
    siti = desk.site.coordinator()
    here = "/dasbor/pertanyaan/1"
    page = text(siti.get(here))
    assert "Belum ada yang minta dikabari" in page
    advice = "Parkir diurus Dinas Perhubungan."
    dismiss = {"aksi": "status", "status": "bukan urusan kami"}
    assert advice in text(siti.sends(here, {**dismiss, "saran": advice}))
    assert (desk.group().status, desk.group().advice) == (GapStatus.NOT_OURS, advice)
    siti.sends(here, {"aksi": "status", "status": "baru"})
    assert desk.group().advice == "", "it belonged to that decision"


def test_nobody_unchecked_and_no_private_number_speaks_to_residents(desk: Desk) -> None:
    here, dismiss = "/dasbor/pertanyaan/1", {"aksi": "status", "status": "bukan urusan kami"}
    private = {**dismiss, "saran": "Telepon Pak Slamet 081234567890 saja."}
    refused = desk.site.coordinator().sends(here, private)
    assert refused.status_code == 422
    assert "nama kantornya" in text(refused)
    assert "Telepon Pak Slamet 081234567890 saja." in refused.text, "what was typed is not lost"
    assert desk.group().status.is_open
    office = desk.site.coordinator(Role.OFFICE)
    assert 'name="saran"' not in office.get(here).text
    office.sends(here, {**dismiss, "saran": "Bukan kantor saya."})
    assert (desk.group().status, desk.group().advice) == (GapStatus.NOT_OURS, "")


def test_an_office_gives_back_what_is_not_its_part_and_nobody_is_told(desk: Desk) -> None:
    siti, office = desk.site.coordinator(), desk.site.coordinator(Role.OFFICE)
    here = "/dasbor/pertanyaan/1"
    siti.sends(here, {"aksi": "serahkan", "kantor": "Bagian Umum"})
    assert "Kembalikan ke tim" in text(office.get(here))
    assert "Dikembalikan ke tim" in text(office.sends(here, {"aksi": "kembalikan"}))
    group = desk.group()
    assert (group.status, group.office, group.due_on) == (GapStatus.NEW, "", None)
    assert "mengembalikan ke tim koordinasi" in text(siti.get(here))
    assert "Kembalikan ke tim" not in text(siti.get(here)), "it lies with nobody"


def test_the_journal_says_it_in_words(desk: Desk) -> None:
    siti = desk.site.coordinator()
    siti.sends("/dasbor/pertanyaan/1", {"aksi": "ambil"})
    tell = {"aksi": "status", "status": "salah cocok", "jawaban": "umum/jam_buka"}
    siti.sends("/dasbor/pertanyaan/1", tell)
    for page in (siti.get("/dasbor/jejak"), siti.get("/dasbor/pertanyaan/1")):
        words = text(page)
        assert "sudah ada jawabannya" in words
        assert "Jam buka" in words
        assert "umum/jam_buka" not in words
        assert not re.search(r"\d{4}-\d\d-\d\d", words), "days are written as people say them"


def test_ticked_questions_become_a_group_of_their_own_and_go_back_again(desk: Desk) -> None:
    siti = desk.site.coordinator()
    page = siti.get("/dasbor/pertanyaan/1").text
    (third,) = re.findall(r'name="pilih" value="(\d+)"[^>]*><span>titip motor', page)
    moved = siti.sends("/dasbor/pertanyaan/1", {"aksi": "pisah", "pilih": third})
    assert "kelompok sendiri" in text(moved)
    new = int(moved.url.path.rpartition("/")[2])
    assert desk.group(1).questions == 2
    assert desk.group(new).questions == 1
    joined = siti.sends(f"/dasbor/pertanyaan/{new}", {"aksi": "gabung", "ke": "1"})
    assert joined.url.path == "/dasbor/pertanyaan/1"
    assert desk.group(1).questions == 3


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"aksi": "pisah"}, "Centang dulu"),
        ({"aksi": "gabung"}, "Pilih dulu"),
        ({"aksi": "tenggat", "tenggat": "besok"}, "2026-12-31"),
        ({"aksi": "catatan", "catatan": " "}, "masih kosong"),
        ({"aksi": "terbang"}, "tidak dikenal"),
    ],
)
def test_what_cannot_be_done_is_said_on_the_page(
    desk: Desk, fields: dict[str, str], said: str
) -> None:
    page = desk.site.coordinator().sends("/dasbor/pertanyaan/1", fields)
    assert page.status_code in (400, 422)
    assert said in text(page)


def test_no_fact_is_filed_under_small_talk_which_is_told_without_its_source(
    tmp_path: Path,
) -> None:
    folder = written(tmp_path / "pengetahuan")
    entry = "entri:\n  - id: parkir/motor\n    contoh: [parkir motor]\n    jawaban: Di depan.\n"
    (folder / "tanya_jawab/parkir.yaml").write_text(entry, encoding="utf-8")
    assert [topic.group for topic in topics(load(folder, NOW.date()))] == ["parkir"]


def test_the_form_of_an_answer_begins_with_what_is_known(desk: Desk) -> None:
    page = desk.site.coordinator().get("/dasbor/pertanyaan/1/jawab").text
    ticked = re.findall(r'name="contoh" value="([^"]+)" checked', page)
    assert ticked == [
        "parkir di kantor mbayar ora",
        "parkirnya bayar nggak",
        "titip motor bayar berapa",
    ]
    assert 'value="2026-11-22"' in page
    assert 'value="2027-11-22"' in page


@pytest.mark.parametrize(
    "field", ["judul", "jawaban", "lanjut", "sumber", "pemilik", "keyakinan", "berlaku_sampai"]
)
def test_a_form_that_lacks_something_comes_back_filled_in(desk: Desk, field: str) -> None:
    fields = {**ANSWER, field: "", "aksi": "usul"}
    page = desk.site.coordinator().sends("/dasbor/pertanyaan/1/jawab", fields)
    assert page.status_code == 422
    assert "Yang sudah Anda tulis tidak hilang" in text(page)
    assert 'aria-invalid="true"' in page.text or "salah" in page.text
    kept = [v for k, v in ANSWER.items() if k in ("judul", "jawaban", "lanjut") and k != field]
    for words in kept:
        assert str(words) in page.text
    assert page.text.count(" checked") == 2
    assert desk.site.desk.publishing.get(1) is None


def test_an_answer_is_tried_published_and_taken_back(desk: Desk) -> None:
    siti = desk.site.coordinator()
    before = desk.says("tanya_jawab/umum.yaml")
    page = siti.sends("/dasbor/pertanyaan/1/jawab", {**ANSWER, "aksi": "usul"})
    assert page.url.path == "/dasbor/pengetahuan/usulan/1"
    desk.wait()
    page = siti.get("/dasbor/pengetahuan/usulan/1")
    assert "Aman" in text(page), text(page)
    assert "Parkir di kantor gratis." in text(page), "the changed lines are there"
    assert desk.says("tanya_jawab/umum.yaml") == before, "nothing is written before"
    done = siti.sends("/dasbor/pengetahuan/usulan/1/terbit", {"alasan": "perlu"})
    assert "Sudah terbit" in text(done)
    after = desk.says("tanya_jawab/umum.yaml")
    assert after.startswith(before), "comments and order stay; the new one stands last"
    assert "pemilik: Bagian Umum" in after[len(before) :]
    group = desk.group()
    assert (group.status, group.intent) == (GapStatus.ANSWERED, "umum/parkir_di_kantor")
    assert "umum/parkir_di_kantor" in desk.site.desk.service.brain.base.intents
    assert "Terbit" in text(siti.get("/dasbor/pengetahuan/riwayat"))
    undone = siti.sends("/dasbor/pengetahuan/usulan/1/batal")
    assert undone.url.path == "/dasbor/pengetahuan/usulan/2"
    desk.wait(2)
    siti.sends("/dasbor/pengetahuan/usulan/2/terbit", {"alasan": "keliru"})
    assert desk.says("tanya_jawab/umum.yaml") == before
    assert desk.group().status is GapStatus.NEW


def test_a_proposal_can_be_written_on_and_takes_the_place_of_the_first(desk: Desk) -> None:
    siti = desk.site.coordinator()
    siti.sends("/dasbor/pertanyaan/1/jawab", {**ANSWER, "aksi": "usul"})
    desk.wait()
    form = siti.get("/dasbor/pertanyaan/1/jawab?usulan=1").text
    for words in ("Parkir di kantor gratis.", "Mobil di samping.", "Bagian Umum"):
        assert words in form
    better = {**ANSWER, "jawaban": "Gratis untuk semua.", "usulan": "1", "aksi": "usul"}
    siti.sends("/dasbor/pertanyaan/1/jawab", better)
    assert desk.proposal(1).status is PublicationStatus.REJECTED
    assert "Gratis untuk semua." in desk.proposal(2).changes[0].after


def test_a_new_source_is_added_to_the_list(desk: Desk) -> None:
    fields = {**ANSWER, "sumber": "", "sumber_nama": "Surat Edaran 5", "aksi": "usul"}
    desk.site.coordinator().sends("/dasbor/pertanyaan/1/jawab", fields)
    changes = {change.name: change.after for change in desk.proposal().changes}
    assert "Surat Edaran 5" in changes["sumber.yaml"]
    assert "sumber: [D001]" in changes["tanya_jawab/umum.yaml"]


def test_what_the_files_do_not_allow_is_said_and_the_form_is_kept(desk: Desk) -> None:
    taken = {**ANSWER, "contoh_lain": "jam buka kantor", "aksi": "usul"}
    page = desk.site.coordinator().sends("/dasbor/pertanyaan/1/jawab", taken)
    assert page.status_code == 422
    assert "sudah dipakai" in text(page)
    assert "Mobil di samping." in page.text


def test_a_phone_number_in_a_sentence_is_refused_with_the_way_out(desk: Desk) -> None:
    fields = {**ANSWER, "lanjut": "Telepon 0293 363530.", "aksi": "usul"}
    page = desk.site.coordinator().sends("/dasbor/pertanyaan/1/jawab", fields)
    assert "nomor telepon" in text(page)


def test_the_preview_shows_the_answer_on_every_channel_with_hints(desk: Desk) -> None:
    fields = {**ANSWER, "jawaban": "Pemohon melampirkan persyaratan. " + "kata " * 30}
    sent = desk.site.coordinator().sends("/dasbor/pengetahuan/pratinjau", fields)
    page = html.unescape(sent.text)
    assert "<html" not in page
    for said in ("Di Telegram", "Di halaman web", "teks biasa", "Dicek 20 November 2026"):
        assert said in page
    assert "Supaya lebih mudah dibaca" in page


def test_an_answer_that_is_not_sure_says_so_in_its_preview(desk: Desk) -> None:
    siti = desk.site.coordinator()
    sure = siti.sends("/dasbor/pengetahuan/pratinjau", ANSWER).text
    unsure = siti.sends("/dasbor/pengetahuan/pratinjau", {**ANSWER, "keyakinan": "rendah"}).text
    assert "belum" in html.unescape(unsure).lower()
    assert "belum" not in html.unescape(sure).lower().replace("belum terjawab", "")


def test_a_draft_is_kept_and_found_again(desk: Desk) -> None:
    siti = desk.site.coordinator()
    siti.sends("/dasbor/pertanyaan/1/jawab", {"jawaban": "Setahu saya gratis.", "aksi": "simpan"})
    assert "Setahu saya gratis." in siti.get("/dasbor/pertanyaan/1/jawab").text
    assert "Lanjutkan konsep" in text(siti.get("/dasbor/pertanyaan/1"))


def test_an_answer_that_is_there_already_is_given_at_once_without_examples(desk: Desk) -> None:
    page = desk.site.coordinator().sends(
        "/dasbor/pertanyaan/1/tautkan", {"niat": "umum/jam_buka", "aksi": "pakai"}
    )
    assert "akan dikabari" in text(page)
    assert desk.group().status is GapStatus.MISMATCHED
    assert desk.site.desk.publishing.get(1) is None


def test_wordings_are_taught_to_an_answer_that_is_there(desk: Desk) -> None:
    siti = desk.site.coordinator()
    page = siti.get("/dasbor/pertanyaan/1/tautkan?cari=antre")
    assert 'value="umum/antre"' in page.text
    fields = {"niat": "umum/antre", "contoh": [WORDS[0]], "aksi": "pakai"}
    page = siti.sends("/dasbor/pertanyaan/1/tautkan", fields)
    assert page.url.path == "/dasbor/pengetahuan/usulan/1"
    assert WORDS[0] in desk.proposal().changes[0].after
    desk.wait()
    siti.sends("/dasbor/pengetahuan/usulan/1/terbit", {"alasan": "perlu"})
    group = desk.group()
    assert (group.status, group.intent) == (GapStatus.MISMATCHED, "umum/antre")


def test_nothing_chosen_is_said_and_the_ticks_are_kept(desk: Desk) -> None:
    fields = {"contoh": [WORDS[0]], "aksi": "pakai"}
    page = desk.site.coordinator().sends("/dasbor/pertanyaan/1/tautkan", fields)
    assert page.status_code == 422
    assert page.text.count(" checked") == 1


def test_an_observer_sees_and_an_office_proposes_but_neither_publishes(desk: Desk) -> None:
    office, observer = (desk.site.coordinator(r) for r in (Role.OFFICE, Role.OBSERVER))
    office.sends("/dasbor/pertanyaan/1/jawab", {**ANSWER, "aksi": "usul"})
    desk.wait()
    assert "menunggu koordinator" in text(office.get("/dasbor/pengetahuan/usulan/1"))
    assert office.sends("/dasbor/pengetahuan/usulan/1/terbit").status_code == 403
    page = observer.get("/dasbor/pertanyaan/1")
    assert "Saya yang urus" not in page.text
    assert observer.sends("/dasbor/pertanyaan/1", {"aksi": "ambil"}).status_code == 403
    assert desk.proposal().status is PublicationStatus.PROPOSED


PAGES = (
    "/pertanyaan",
    "/pertanyaan/1",
    "/pertanyaan/1/jawab",
    "/pertanyaan/1/tautkan",
    "/pengetahuan/usulan/1",
    "/pengetahuan/riwayat",
)


@needs_chromium
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_serious_and_nothing_is_wider_than_a_phone(
    desk: Desk, browser: Browser, scheme: str
) -> None:
    siti = desk.site.coordinator()
    siti.sends("/dasbor/pertanyaan/1/jawab", {**ANSWER, "aksi": "usul"})
    desk.wait()
    for path in PAGES:
        page = desk.site.page(
            browser, path, color_scheme=scheme, java_script_enabled=True, bypass_csp=True
        )
        assert not grave(page), path
        assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"], path
        page.context.close()


@needs_chromium
def test_a_preview_comes_as_one_types_and_the_check_ends_by_itself(
    desk: Desk, browser: Browser
) -> None:
    page = desk.site.page(browser, "/pertanyaan/1/jawab", java_script_enabled=True)
    page.fill("#jawaban", "Parkir di kantor gratis.")
    page.wait_for_selector("#pratinjau .telegram")
    assert "Parkir di kantor gratis." in page.inner_text("#pratinjau .telegram")
    for name in ("judul", "lanjut", "pemilik", "sumber"):
        page.fill(f"#{name}", str(ANSWER[name]))
    page.click("text=Periksa jawaban ini")
    page.wait_for_selector("text=Terbitkan sekarang")
    page.context.close()


def found_by_the_gate(desk: Desk, report: GateReport) -> str:
    """The page of a proposal of which the gate has found this."""
    desk.site.coordinator().sends("/dasbor/pertanyaan/1/jawab", {**ANSWER, "aksi": "usul"})
    desk.wait()
    desk.site.desk.writer.run(lambda db: keep_report(db, 1, Checked(report, ""))).result()
    return text(desk.site.coordinator().get("/dasbor/pengetahuan/usulan/1"))


STOLEN = Changed(
    Asked(RedactedText("kantor tutup kapan"), people=3),
    Reaction("answer", ("umum/jam_buka",), 80.0),
    Reaction("answer", ("umum/antre",), 70.0),
    because="kapan antre",
)
LOST = Changed(
    Asked(RedactedText("nomor antre")),
    Reaction("answer", ("umum/antre",), 80.0),
    Reaction("confirm", ("umum/antre", "umum/jam_buka"), 40.0),
)


def test_what_the_gate_found_is_told_in_plain_words_and_wants_a_reason(desk: Desk) -> None:
    stray = Stray("kapan kantor buka", "umum/jam_buka", Reaction("unknown"))
    broken = Finding("periksa/a.yaml", 3, "“halo” tidak lagi sampai ke umum/salam.")
    report = GateReport(
        broken=(broken,), own_examples=(stray,), changed=(STOLEN, LOST), replayed=1234
    )
    page = found_by_the_gate(desk, report)
    for said in (
        "1.234 pertanyaan dicoba lagi. 2 jawaban berubah.",
        "“Antre” akan mengambil 1 pertanyaan dari “Jam buka”.",
        "Jadi tidak terjawab (1)",
        "Nanti ditanya balik (Antre, Jam buka).",
        "(3 orang)",
        "Karena contoh “kapan antre”.",
        "periksa/a.yaml, baris 3",
        "“kapan kantor buka” seharusnya sampai ke Jam buka",
        "Mengapa tetap diterbitkan?",
    ):
        assert said in page, page


def test_what_changes_in_danger_is_blocked_for_everybody(desk: Desk) -> None:
    harm = Finding("periksa/d.yaml", 5, "“mau bunuh diri” tidak lagi dianggap gawat.")
    page = found_by_the_gate(desk, GateReport(harm=(harm,)))
    assert "Belum boleh terbit" in page
    assert "mau bunuh diri" in page
    assert "Terbitkan sekarang" not in page
    admin = desk.site.coordinator(Role.ADMIN)
    refused = admin.sends("/dasbor/pengetahuan/usulan/1/terbit", {"alasan": "tetap saja"})
    assert refused.status_code == 409
    assert desk.proposal().status is PublicationStatus.PROPOSED


def test_a_check_that_broke_off_can_be_run_again(desk: Desk) -> None:
    assert "Periksa lagi" in found_by_the_gate(desk, GateReport(failure="Pemeriksaan terhenti."))
    page = desk.site.coordinator().sends("/dasbor/pengetahuan/usulan/1/periksa")
    assert page.url.path == "/dasbor/pengetahuan/usulan/1"
    assert desk.wait().gate is not None


def test_a_proposal_that_is_put_aside_changes_nothing(desk: Desk) -> None:
    siti = desk.site.coordinator()
    siti.sends("/dasbor/pertanyaan/1/jawab", {**ANSWER, "aksi": "usul"})
    page = siti.sends("/dasbor/pengetahuan/usulan/1/tolak")
    assert "Tidak ada yang berubah" in text(page)
    assert desk.group().status.is_open
