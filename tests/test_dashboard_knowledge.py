"""Pengetahuan: everything can be found, seen and edited by form; why a question is answered so."""

import html
import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlencode

import httpx
import pytest
from playwright.sync_api import Browser

from bot.domain.desk import Role
from tests.dashboard_site import PHONE
from tests.questions_site import FILES, Desk, questions_site
from tests.web_browser import grave, needs_chromium

FORM = "/dasbor/pengetahuan/isi"


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with questions_site(tmp_path) as running:
        yield running


def text(page: httpx.Response) -> str:
    body = page.text[page.text.index("<main") :]
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", body)).split())


def address(file: str, letak: str = "", **more: str) -> str:
    return f"{FORM}?{urlencode({'berkas': file, 'letak': letak, **more})}"


def form_on(page: httpx.Response) -> dict[str, str]:
    """What a browser sends back when nobody touches the form."""
    body = page.text[page.text.index('<form method="post" action="/dasbor/pengetahuan/isi"') :]
    found: dict[str, str] = {}
    for tag in re.findall(r"<input[^>]*>", body):
        named = re.search(r'name="([^"]+)"', tag)
        value = re.search(r'value="([^"]*)"', tag)
        if named and 'type="checkbox"' not in tag:
            found[named[1]] = html.unescape(value[1]) if value else ""
    for name, value in re.findall(
        r'<textarea[^>]*name="([^"]+)"[^>]*>\n(.*?)</textarea>', body, re.DOTALL
    ):
        found[name] = html.unescape(value)
    for name, options in re.findall(
        r'<select[^>]*name="([^"]+)"[^>]*>(.*?)</select>', body, re.DOTALL
    ):
        chosen = re.search(r'value="([^"]*)" selected', options)
        found[name] = chosen[1] if chosen else ""
    found.pop("csrf", None)
    return found


def test_what_has_lapsed_stands_first_with_its_owner(desk: Desk) -> None:
    page = text(desk.site.coordinator().get("/dasbor/pengetahuan"))
    assert "Perlu dicek lagi Jam buka Lewat masa" in page
    assert "Bagian Umum" in page


def test_a_search_finds_answers_by_their_words(desk: Desk) -> None:
    siti = desk.site.coordinator()
    assert "Antre" in text(siti.get("/dasbor/pengetahuan?cari=nomor+pintu"))
    assert "Tidak ada yang memuat" in text(siti.get("/dasbor/pengetahuan?cari=zebra"))


def test_an_answer_shows_how_it_reads_its_sources_and_the_way_to_change_it(desk: Desk) -> None:
    siti = desk.site.coordinator()
    page = siti.get("/dasbor/pengetahuan/jawaban?niat=umum/jam_buka")
    assert "Kantor buka Senin sampai Jumat." in text(page)
    assert 'href="https://kantor.go.id/buku"' in page.text
    (edit,) = re.findall(r'class="tombol" href="([^"]+)">Ubah', page.text)
    assert "Kantor buka Senin sampai Jumat." in siti.get(html.unescape(edit)).text
    assert siti.get("/dasbor/pengetahuan/jawaban?niat=umum/tidak_ada").status_code == 404


def test_a_changed_field_is_the_only_line_that_changes(desk: Desk) -> None:
    siti = desk.site.coordinator()
    fields = form_on(siti.get(address("tanya_jawab/umum.yaml", "entri/1")))
    assert fields["contoh"].splitlines()[0] == "jam buka kantor"
    fields["dicek_terakhir"] = "2026-11-22"
    page = siti.sends(FORM, {**fields, "aksi": "usul"})
    assert page.url.path == "/dasbor/pengetahuan/usulan/1", text(page)
    (change,) = desk.proposal().changes
    assert [line for line in change.diff(0) if line[0] in "+-"] == [
        "-    dicek_terakhir: 2025-10-01",
        "+    dicek_terakhir: 2026-11-22",
    ]
    desk.wait()
    siti.sends("/dasbor/pengetahuan/usulan/1/terbit", {"alasan": "x"})
    after = FILES["tanya_jawab/umum.yaml"].replace("2025-10-01", "2026-11-22")
    assert desk.says("tanya_jawab/umum.yaml") == after


def test_what_is_still_right_is_said_with_one_press(desk: Desk) -> None:
    siti = desk.site.coordinator()
    fields = form_on(siti.get(address("tanya_jawab/umum.yaml", "entri/1")))
    page = siti.sends(FORM, {**fields, "aksi": "masih_benar"})
    assert page.url.path == "/dasbor/pengetahuan/usulan/1", text(page)
    (change,) = desk.proposal().changes
    assert change.after == change.before.replace("2025-10-01", "2026-11-22")


def test_nothing_changed_is_no_proposal(desk: Desk) -> None:
    siti = desk.site.coordinator()
    fields = form_on(siti.get(address("tanya_jawab/umum.yaml", "entri/1")))
    page = siti.sends(FORM, {**fields, "aksi": "usul"})
    assert "Belum ada yang Anda ubah" in text(page)
    assert desk.site.desk.publishing.get(1) is None


def test_a_mistake_brings_the_form_back_filled_in(desk: Desk) -> None:
    siti = desk.site.coordinator()
    fields = form_on(siti.get(address("tanya_jawab/umum.yaml", "entri/1")))
    fields |= {"dicek_terakhir": "kemarin dulu", "lanjut": "Datang besok saja."}
    page = siti.sends(FORM, {**fields, "aksi": "usul"})
    assert page.status_code == 422
    assert "kemarin dulu" in page.text
    assert "Datang besok saja." in page.text


def test_what_somebody_else_changed_meanwhile_is_not_overwritten_unseen(desk: Desk) -> None:
    siti = desk.site.coordinator()
    here = address("tanya_jawab/umum.yaml", "entri/1")
    fields = {**form_on(siti.get(here)), "lanjut": "Dari saya."}
    file = desk.folder / "tanya_jawab/umum.yaml"
    file.write_text(desk.says("tanya_jawab/umum.yaml").replace("lebih sepi", "lebih lengang"))
    page = siti.sends(FORM, {**fields, "aksi": "usul"})
    assert page.status_code == 409
    assert "baru saja diubah orang lain" in text(page)
    assert "Dari saya." in page.text
    again = siti.sends(FORM, {**form_on(page), "aksi": "usul"})
    assert again.url.path == "/dasbor/pengetahuan/usulan/1", "looked at once more, it is taken"


def test_a_word_of_the_dictionary_is_found_changed_and_added(desk: Desk) -> None:
    siti = desk.site.coordinator()
    page = siti.get(address("kamus/jawa.yaml", "jawa", cari="mbayar"))
    fields = form_on(page)
    assert fields["isi.0.kunci"] == "mbayar"
    fields |= {"isi.0.isi": "membayar", "isi.1.kunci": "piye", "isi.1.isi": "bagaimana"}
    siti.sends(FORM, {**fields, "aksi": "usul"})
    after = desk.proposal().changes[0].after
    assert after == "jawa:\n  mbayar: membayar\n  ora: tidak\n  piye: bagaimana\n"


def test_a_new_thing_is_added_at_the_end_of_its_list(desk: Desk) -> None:
    siti = desk.site.coordinator()
    page = siti.get(address("sumber.yaml", "sumber"))
    fields = form_on(page) | {"isi.1.id": "S02", "isi.1.nama": "Papan Pengumuman"}
    siti.sends(FORM, {**fields, "aksi": "usul"})
    assert "Papan Pengumuman" in desk.proposal().changes[0].after


def test_a_part_is_deleted_only_when_that_is_ticked(desk: Desk) -> None:
    siti = desk.site.coordinator()
    fields = form_on(siti.get(address("tanya_jawab/umum.yaml", "entri/2")))
    refused = siti.sends(FORM, {**fields, "aksi": "hapus"})
    assert "Centang dulu" in text(refused)
    siti.sends(FORM, {**fields, "aksi": "hapus", "yakin": "ya"})
    assert "umum/antre" not in desk.proposal().changes[0].after


def test_lines_become_rows_where_an_amount_is_wanted(desk: Desk) -> None:
    siti = desk.site.coordinator()
    fields = form_on(siti.get(address("tanya_jawab/umum.yaml", "entri/1")))
    rows = form_on(siti.sends(FORM, {**fields, "aksi": "tabel:butir"}))
    assert rows["butir.0.teks"] == "Datang pagi lebih sepi."
    rows |= {"butir.1.nama": "Ongkos", "butir.1.jumlah": "5000", "butir.1.satuan": "rupiah"}
    siti.sends(FORM, {**rows, "aksi": "usul"})
    assert "jumlah: 5000" in desk.proposal().changes[0].after


OFFICE = """\
kanal:
  - id: rw_siaga
    nama: Kantor RW siaga
    untuk: Kantor RW siaga mengurus lampu jalan
    kontak:
      - {jenis: telepon, nilai: 0293 362260, keyakinan: sedang, sumber: [S01]}
    sumber: [S01]
    keyakinan: tinggi
    dicek_terakhir: 2026-10-01
"""


def test_a_number_nobody_can_dial_is_not_proposed(desk: Desk) -> None:
    (desk.folder / "pengaduan").mkdir()
    (desk.folder / "pengaduan/kantor.yaml").write_text(OFFICE, encoding="utf-8")
    siti = desk.site.coordinator()
    here = address("pengaduan/kantor.yaml", "kanal/0")
    page = siti.get(here)
    assert "<h1>Kantor RW siaga" in page.text, "a name keeps its capitals"
    assert ">Cukup yakin</option>" in page.text
    fields = form_on(page)
    (key,) = (name for name in fields if name.endswith("0.nilai"))
    refused = siti.sends(FORM, {**fields, key: "0293-12x", "aksi": "usul"}, of=here)
    assert "“0293-12x”: bentuknya bukan nomor telepon" in text(refused)
    assert 'value="0293-12x"' in refused.text
    fine = siti.sends(FORM, {**fields, key: "0293 362999", "aksi": "usul"}, of=here)
    assert "/usulan/" in fine.url.path


@pytest.mark.parametrize(
    ("file", "letak"),
    [
        ("tanya_jawab/umum.yaml", "entri/99"),
        ("tanya_jawab/../../../etc/passwd", ""),
        ("README.md", ""),
        ("rahasia.yaml", ""),
        ("tanya_jawab/umum.yaml", "entri/satu"),
    ],
)
def test_what_is_no_place_in_the_knowledge_is_not_there(desk: Desk, file: str, letak: str) -> None:
    assert desk.site.coordinator().get(address(file, letak)).status_code == 404


def test_why_a_question_is_answered_so(desk: Desk) -> None:
    siti = desk.site.coordinator()
    page = text(siti.get("/dasbor/pengetahuan/mengapa?tanya=antre+mbayar+ora"))
    assert "mbayar → bayar" in page
    assert "Contoh yang paling mirip" in page


def test_a_name_that_is_pasted_there_is_not_shown_again(desk: Desk) -> None:
    page = desk.site.coordinator().get(
        "/dasbor/pengetahuan/mengapa?tanya=nik+3399065203900004+antre"
    )
    assert "3399065203900004" not in page.text


def test_the_example_that_would_mend_it_is_proposed_in_one_press(desk: Desk) -> None:
    fields = {"tanya": "loket penuh tidak", "harap": "umum/antre"}
    page = desk.site.coordinator().sends("/dasbor/pengetahuan/mengapa", fields)
    assert page.url.path == "/dasbor/pengetahuan/usulan/1"
    assert "loket penuh tidak" in desk.proposal().changes[0].after


def test_an_observer_looks_and_changes_nothing(desk: Desk) -> None:
    observer = desk.site.coordinator(Role.OBSERVER)
    page = observer.get(address("tanya_jawab/umum.yaml", "entri/1"))
    assert page.status_code == 200
    assert "Periksa perubahan ini" not in page.text
    assert observer.sends(FORM, {"berkas": "tanya_jawab/umum.yaml"}).status_code == 403


PAGES = (
    "/pengetahuan",
    "/pengetahuan?jenis=tanya_jawab",
    "/pengetahuan/jawaban?niat=umum/jam_buka",
    "/pengetahuan/isi?berkas=tanya_jawab/umum.yaml&letak=entri/1",
    "/pengetahuan/isi?berkas=kamus/jawa.yaml&letak=jawa",
    "/pengetahuan/isi?berkas=sumber.yaml&letak=sumber",
    "/pengetahuan/mengapa?tanya=kantor+buka+piye",
    "/pengetahuan/baru",
)


@needs_chromium
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_serious_and_nothing_is_wider_than_a_phone(
    desk: Desk, browser: Browser, scheme: str
) -> None:
    for path in PAGES:
        page = desk.site.page(
            browser, path, color_scheme=scheme, java_script_enabled=True, bypass_csp=True
        )
        assert not grave(page), path
        assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"], path
        page.context.close()
