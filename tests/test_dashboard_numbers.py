"""Beranda, Layanan, Laporan: what coordinators read, and what nobody may find out from it."""

import csv
import io
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from openpyxl import load_workbook
from playwright.sync_api import Browser

from bot.dashboard.spreadsheets import Sheet, csv_of, xlsx_of
from bot.domain.asked import Asked, AskedOutcome
from bot.domain.desk import Actor, Role
from bot.storage import asked
from bot.storage.gaps import Origin
from tests.dashboard_site import DESKTOP, PHONE, DashboardSite, dashboard_site
from tests.months_served import THEMES, fill, shipped_unlearnt
from tests.web_browser import grave, needs_chromium

PAGES = ("", "/layanan", "/laporan")
WIRE_BYTES = 60_000


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[DashboardSite]:
    """Two months of a usual city."""
    with dashboard_site(tmp_path_factory.mktemp("served"), brain=shipped_unlearnt()) as site:
        fill(site.desk)
        yield site


@pytest.fixture
def fresh(tmp_path: Path) -> Iterator[DashboardSite]:
    """The first day: nobody has asked anything."""
    with dashboard_site(tmp_path, brain=shipped_unlearnt()) as site:
        yield site


def ask(site: DashboardSite, person: str, intent: str, days_ago: float = 0) -> None:
    """Somebody asked, and was answered."""
    at = (site.clock.now - timedelta(days=days_ago)).replace(tzinfo=None)
    noted = Asked(AskedOutcome.ANSWER, intent, 90.0)
    origin = Origin(person, "telegram", f"{person}{at}{intent}", at)
    site.desk.writer.run(lambda c: asked.add(c, noted, "answer", origin)).result(10)


def rows(site: DashboardSite, month: str = "2026-11") -> list[dict[str, str]]:
    answer = site.coordinator().get(f"/dasbor/laporan/csv?bulan={month}")
    assert answer.status_code == 200
    return list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"), newline="")))


# Layanan


def test_every_page_of_figures_says_something_on_the_first_day(fresh: DashboardSite) -> None:
    for path in PAGES:
        assert fresh.coordinator().get(f"/dasbor{path}").status_code == 200
    assert "Belum ada yang bertanya" in fresh.coordinator().get("/dasbor/layanan").text


def test_figures_of_few_people_are_not_shown_and_those_of_five_are(fresh: DashboardSite) -> None:
    for number in range(4):
        ask(fresh, f"p{number}", "pkh/syarat")
    page = fresh.coordinator().get("/dasbor/layanan").text
    assert "baru sedikit orang yang bertanya" in page
    assert "PKH" not in page
    ask(fresh, "p4", "pkh/syarat")
    page = fresh.coordinator().get("/dasbor/layanan").text
    assert "<b>5 orang</b> bertanya <b>5 kali</b>" in page
    assert "PKH" in page


def test_a_programme_few_people_asked_about_is_named_with_another(fresh: DashboardSite) -> None:
    for number in range(20):
        ask(fresh, f"p{number}", "pkh/syarat" if number < 9 else "pip/syarat")
    ask(fresh, "p1", "kur/syarat")
    told = {row["baris"]: row["jumlah"] for row in rows(fresh) if "program" in row["bagian"]}
    assert told == {"PIP": "11", "KUR dan PKH": "10"}


def test_a_day_of_few_people_is_hidden_with_another_in_files_too(fresh: DashboardSite) -> None:
    for number in range(20):
        ask(fresh, f"p{number}", "pkh/syarat", days_ago=number % 2)
    ask(fresh, "p1", "pkh/syarat", days_ago=2)
    told = {row["baris"]: row["jumlah"] for row in rows(fresh) if row["bagian"].startswith("Hari")}
    assert told["19 Nov"] == "0"
    shown = [told[f"{day} Nov"] for day in (20, 21, 22)]
    assert shown.count("disembunyikan") == 2, shown
    assert told["20 Nov"] == "disembunyikan"


def test_a_month_is_one_of_the_city_and_not_of_greenwich(fresh: DashboardSite) -> None:
    late = (fresh.clock.now.replace(day=1, hour=0) - timedelta(hours=6)).replace(tzinfo=None)
    for number in range(6):  # 31 October 18.00 in Greenwich: 1 November 01.00 in the city
        origin = Origin(f"p{number}", "web", f"m{number}", late)
        noted = Asked(AskedOutcome.ANSWER, "pkh/syarat", 90.0)
        fresh.desk.writer.run(lambda c, n=noted, o=origin: asked.add(c, n, "answer", o)).result(10)
    first = {
        row["baris"]: row["jumlah"] for row in rows(fresh) if row["bagian"].startswith("Hari")
    }
    assert first["1 Nov"] == "6"
    hours = {row["baris"]: row["jumlah"] for row in rows(fresh) if row["bagian"].startswith("Jam")}
    assert hours["01.00"] == "6"


@pytest.mark.parametrize("month", ["2025-01", "2026-12", "kemarin", "2026-13"])
def test_only_months_with_figures_can_be_asked_for(served: DashboardSite, month: str) -> None:
    for path in ("/layanan", "/laporan", "/laporan/csv", "/laporan/xlsx"):
        answer = served.coordinator().get(f"/dasbor{path}?bulan={month}")
        assert answer.status_code == 404


def test_every_chart_has_its_numbers_in_a_table(served: DashboardSite) -> None:
    page = served.coordinator().get("/dasbor/layanan").text
    assert page.count("<table>") == page.count("<details>") == 7
    for title in ("Hari demi hari", "Tentang program apa", "Kelurahan yang disebut", "Lewat mana"):
        assert f'<caption class="sr">{title}</caption>' in page
    assert "style=" not in page


# Laporan


def test_the_report_tells_the_same_as_its_files(served: DashboardSite) -> None:
    page = served.coordinator().get("/dasbor/laporan?bulan=2026-10").text
    summary = {r["ukuran"]: r["jumlah"] for r in rows(served, "2026-10") if not r["baris"]}
    people, questions = int(summary["Orang yang bertanya"]), int(summary["Pertanyaan"])
    spoken = f"{questions:,}".replace(",", ".")
    assert f"<b>{people} orang</b> bertanya <b>{spoken} kali</b>" in page
    content = served.coordinator().get("/dasbor/laporan/xlsx?bulan=2026-10").content
    book = load_workbook(io.BytesIO(content))
    assert book["Ringkasan"]["B2"].value == people
    days = [row[-1].value for row in book["Hari demi hari"].iter_rows(min_row=2)]
    assert len(days) == 31
    told = [day for day in days if isinstance(day, int)]
    assert sum(told) <= questions
    assert "disembunyikan" in days or sum(told) == questions


def test_only_words_that_many_people_asked_stand_in_the_report(served: DashboardSite) -> None:
    groups = served.desk.work.groups().result(10)
    few = [g.title for g in groups if g.status.is_open and g.people < 5]
    many = [g.title for g in groups if g.status.is_open and g.people >= 5]
    assert few
    assert many
    waiting = {r["baris"] for r in rows(served) if r["bagian"] == "Menunggu jawaban"}
    assert waiting == set(many)
    page = served.coordinator().get("/dasbor/laporan").text
    assert not any(title in page for title in few)


FORMULAS = ("=1+1", "+62", "-2", "@SUM(A1)", "\t=1", " =HYPERLINK()", "\r=1", "=cmd|'/c calc'!A0")


@pytest.mark.parametrize("words", FORMULAS)
def test_no_words_become_a_formula(words: str) -> None:
    table = [("nama", "jumlah"), (words, 3)]
    line = csv_of(table).decode("utf-8-sig").splitlines()[1]
    first = next(csv.reader([line]))[0]
    assert first.startswith("'")
    book = load_workbook(io.BytesIO(xlsx_of([Sheet("a/b*c?", table)])))
    cell = book.worksheets[0]["A2"]
    assert cell.data_type == "s"
    assert cell.quotePrefix
    assert book.worksheets[0]["B2"].value == 3


def test_ordinary_words_and_numbers_stay_as_they_are() -> None:
    table = [("Hari", "Orang"), ("1 Nov", 12), ("Cacaban, atas", None), ("a\x00b\x1b", 0.5)]
    read = list(csv.reader(csv_of(table).decode("utf-8-sig").splitlines()))
    assert read[1:] == [["1 Nov", "12"], ["Cacaban, atas", ""], ["ab", "0.5"]]
    book = load_workbook(io.BytesIO(xlsx_of([Sheet("x", table)])))
    assert book["x"]["A4"].value == "ab"


def test_a_group_named_like_a_formula_is_text_in_the_files(fresh: DashboardSite) -> None:
    fill(fresh.desk, busy=0.5)
    group = max(
        (g for g in fresh.desk.work.groups().result(10) if g.status.is_open),
        key=lambda g: g.people,
    )
    fresh.desk.work.retitle(group.id, Actor("uji"), '=HYPERLINK("http://x","klik")').result(10)
    titles = [r["baris"] for r in rows(fresh) if r["bagian"] == "Menunggu jawaban"]
    assert '\'=HYPERLINK("http://x","klik")' in titles


# Beranda


def test_home_names_what_is_overdue_and_what_tells_of_harm(served: DashboardSite) -> None:
    page = served.coordinator().get("/dasbor").text
    assert "lewat tenggat" in page
    assert "mendesak, belum diambil" in page
    begin = page[page.index("Mulai dari sini") :]
    assert any(words in begin for words in THEMES[0].wordings), "the overdue one comes first"
    assert ">Uang<" in begin or ">uang<" in begin


def test_an_office_sees_what_lies_with_it(served: DashboardSite) -> None:
    page = served.coordinator(Role.OFFICE).get("/dasbor").text
    assert any(words in page for words in THEMES[0].wordings)
    assert not any(words in page for words in THEMES[4].wordings)


def test_the_week_is_told_roughly(fresh: DashboardSite) -> None:
    for number in range(13):
        ask(fresh, f"p{number}", "pkh/syarat", days_ago=number / 3 + 0.01)
    page = fresh.coordinator().get("/dasbor").text
    assert "sekitar 15 orang bertanya sekitar 15 kali" in page


# In a browser


def test_every_page_is_light_on_the_wire(served: DashboardSite) -> None:
    for path in (*PAGES, "/laporan?bulan=2026-10"):
        person = served.coordinator()
        page = person.get(f"/dasbor{path}")
        sizes = [page.num_bytes_downloaded]
        for part in ("dasbor", "grafik"):
            start = page.text.find(f"/dasbor/berkas/{part}.")
            if start >= 0:
                address = page.text[start : page.text.index('"', start)]
                sizes.append(person.get(address).num_bytes_downloaded)
        script = page.text.index("/dasbor/berkas/htmx")
        htmx = person.get(page.text[script : page.text.index('"', script)])
        sizes.append(htmx.num_bytes_downloaded)
        assert sum(sizes) < WIRE_BYTES, (path, sizes)


@needs_chromium
@pytest.mark.parametrize(("scheme", "size"), [("light", PHONE), ("dark", DESKTOP)])
@pytest.mark.parametrize("path", PAGES)
def test_axe_finds_nothing_serious(
    browser: Browser, served: DashboardSite, path: str, scheme: str, size: dict[str, int]
) -> None:
    look = {"viewport": size, "color_scheme": scheme}
    page = served.page(browser, path, **look, java_script_enabled=True, bypass_csp=True)
    for summary in page.locator("summary").all():
        summary.click()
    assert grave(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= size["width"]
    page.context.close()


@needs_chromium
def test_home_fits_one_screen_of_a_phone(browser: Browser, served: DashboardSite) -> None:
    page = served.page(browser, "")
    last = page.locator("main p").last.bounding_box()
    bar = page.locator("nav.bilah").bounding_box()
    assert last is not None
    assert bar is not None
    assert last["y"] + last["height"] <= bar["y"]
    page.context.close()


@needs_chromium
def test_a_chart_opens_its_numbers_without_javascript(
    browser: Browser, served: DashboardSite
) -> None:
    page = served.page(browser, "/layanan")
    assert not page.locator("table").first.is_visible()
    page.locator("summary").first.click()
    assert page.locator("table").first.is_visible()
    page.context.close()


@needs_chromium
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_report_is_one_page_of_paper_however_long_its_words(
    browser: Browser, tmp_path: Path, scheme: str
) -> None:
    with dashboard_site(tmp_path, brain=shipped_unlearnt()) as site:
        fill(site.desk, busy=2)
        for group in site.desk.work.groups().result(10):
            site.desk.work.retitle(group.id, Actor("uji"), "kata yang panjang " * 20).result(10)
        page = site.page(browser, "/laporan?bulan=2026-10", viewport=DESKTOP, color_scheme=scheme)
        paper = page.pdf(prefer_css_page_size=True)
        assert paper.count(b"/Type /Page\n") == 1
        page.emulate_media(media="print", color_scheme=scheme)
        ink = "getComputedStyle(document.querySelector('.lembar .angka-angka b')).color"
        assert page.evaluate(ink) == "rgb(0, 0, 0)"
        page.context.close()
