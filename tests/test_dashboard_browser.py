"""The dashboard's own pages in a real Chromium: a phone and a desk, light and dark, no script."""

from collections.abc import Iterator
from typing import Any

import pyotp
import pytest
from playwright.sync_api import Browser, Page

from bot.domain.desk import Role
from tests.dashboard_site import DESKTOP, PASSWORD, PHONE, DashboardSite, dashboard_site
from tests.web_browser import grave, needs_chromium

PAGES = (
    *("/menu", "/pengguna", "/pengguna/baru", "/pengguna/3", "/akun", "/akun/kode"),
    *("/jejak", "/tidak-ada"),
)
SMALLEST_TARGET = 44  # CSS pixels, WCAG 2.5.5
HEAVIEST_PAGE = 60_000

pytestmark = needs_chromium


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[DashboardSite]:
    with dashboard_site(tmp_path_factory.mktemp("browser")) as running:
        yield running


def stranger(browser: Browser, site: DashboardSite, path: str, **options: Any) -> Page:
    context = browser.new_context(**{"viewport": PHONE, "java_script_enabled": False, **options})
    context.set_default_timeout(30_000)
    page = context.new_page()
    page.goto(f"{site.url}/dasbor{path}")
    return page


@pytest.mark.parametrize("viewport", [PHONE, DESKTOP], ids=["360", "1280"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_serious(
    browser: Browser, site: DashboardSite, scheme: Any, viewport: Any
) -> None:
    # Axe is a script of its own, which the page's policy would keep out.
    options = {"viewport": viewport, "color_scheme": scheme}
    seen = options | {"java_script_enabled": True, "bypass_csp": True}
    found = {}
    page = site.page(browser, "/menu", Role.ADMIN, **seen)
    for path in PAGES:
        page.goto(f"{site.url}/dasbor{path}")
        found[path] = grave(page)
        width = page.evaluate("document.documentElement.scrollWidth")
        assert width <= viewport["width"], path
    page.context.close()
    page = stranger(browser, site, "/masuk", **seen)
    found["/masuk"] = grave(page)
    page.fill("#nama", "siapa")
    page.fill("#sandi", "keliru")
    page.click("button")
    assert page.locator("[role=alert]").count() == 1
    found["/masuk again"] = grave(page)
    page.context.close()
    assert len(found) == len(PAGES) + 2
    assert {path: each for path, each in found.items() if each} == {}


def test_targets_are_large_on_a_small_phone(browser: Browser, site: DashboardSite) -> None:
    small = {"width": 320, "height": 640}
    page = site.page(browser, "/menu", Role.ADMIN, viewport=small, java_script_enabled=True)
    count = 0
    for path in PAGES:
        page.goto(f"{site.url}/dasbor{path}")
        assert page.evaluate("document.documentElement.scrollWidth") <= 320, path
        targets = page.locator("button, nav a, .tombol, .baris a, .naik a, .centang, select").all()
        shown = [target for target in targets if target.is_visible()]
        count += len(shown)
        for target in shown:
            box = target.bounding_box()
            assert box is not None
            assert min(box["width"], box["height"]) >= SMALLEST_TARGET, target.inner_text()
    page.context.close()
    assert count > 50


def test_somebody_is_invited_comes_in_and_adds_a_code_without_javascript(
    browser: Browser, site: DashboardSite
) -> None:
    admin = site.page(browser, "/pengguna/baru", Role.ADMIN)
    admin.fill("#nama", "Bu Tini")
    admin.fill("#login", "tini")
    admin.get_by_label("OPD").check()
    admin.fill("#kantor", "Dinas Sosial")
    admin.click("text=Buat tautan undangan")
    link = admin.locator(".rahasia").inner_text()
    admin.context.close()
    tini = stranger(browser, site, link.removeprefix(f"{site.url}/dasbor"))
    assert tini.locator("h1").inner_text() == "Halo, Bu Tini"
    tini.fill("#sandi", PASSWORD)
    tini.fill("#sandi_lagi", PASSWORD)
    tini.press("#sandi_lagi", "Enter")
    assert "Sandi tersimpan" in tini.locator("[role=status]").inner_text()
    assert tini.url == f"{site.url}/dasbor", "inside, without typing it all again"
    tini.reload()
    assert tini.locator("[role=status]").count() == 0, "said once"
    tini.goto(f"{site.url}/dasbor/akun/kode")
    code = pyotp.TOTP(tini.locator(".rahasia").inner_text().replace(" ", ""))
    tini.fill("#kode", code.at(site.clock.now))
    tini.press("#kode", "Enter")
    assert "terpasang" in tini.locator("[role=status]").inner_text()
    tini.locator("main >> text=Keluar").click()
    assert tini.url == f"{site.url}/dasbor/masuk"
    tini.context.close()


def test_the_keyboard_reaches_the_content_first(browser: Browser, site: DashboardSite) -> None:
    page = site.page(browser, "/pengguna", Role.ADMIN)
    page.keyboard.press("Tab")
    assert page.locator(".lompat").is_visible()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.locator(":focus").inner_text() == "Undang orang"
    assert page.locator("nav [aria-current=page]").count() == 1
    page.context.close()


@pytest.mark.parametrize(("viewport", "shown"), [(PHONE, 4), (DESKTOP, 8)])
def test_the_menu_fits_where_it_stands(
    browser: Browser, site: DashboardSite, viewport: Any, shown: int
) -> None:
    page = site.page(browser, "/menu", Role.ADMIN, viewport=viewport)
    links = [link for link in page.locator(".bilah a").all() if link.is_visible()]
    assert len(links) == shown
    bar = page.locator(".bilah").bounding_box()
    assert bar is not None
    at_the_thumb = bar["y"] > viewport["height"] / 2
    assert at_the_thumb == (viewport == PHONE)
    page.context.close()


def test_a_visit_is_light_asks_nobody_else_and_breaks_no_policy(
    browser: Browser, site: DashboardSite
) -> None:
    page = site.page(browser, "/menu", Role.ADMIN, java_script_enabled=True)
    sizes: dict[str, int] = {}
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on(
        "requestfinished",
        lambda request: sizes.update(
            {
                request.url: request.sizes()["responseBodySize"]
                + request.sizes()["responseHeadersSize"]
            }
        ),
    )
    for path in PAGES[:-1]:
        page.goto(f"{site.url}/dasbor{path}", wait_until="networkidle")
        assert page.evaluate("typeof htmx") == "object"
    page.context.close()
    assert said == []
    assert {url.split("/")[2] for url in sizes if url.startswith("http")} == {
        site.url.removeprefix("http://")
    }
    statics = sum(size for url, size in sizes.items() if "/berkas/" in url)
    pages = {url: size for url, size in sizes.items() if "/berkas/" not in url}
    assert len(pages) >= len(PAGES) - 1
    assert max(pages.values()) + statics < HEAVIEST_PAGE, "the first page, with all that it needs"


def test_every_page_begins_with_its_heading(browser: Browser, site: DashboardSite) -> None:
    page = site.page(browser, "/menu", Role.ADMIN)
    for path in PAGES:
        page.goto(f"{site.url}/dasbor{path}")
        assert page.locator("h1").count() == 1, path
        heading = page.locator("h1").bounding_box()
        assert heading is not None
        assert heading["y"] < 200, path
    page.context.close()
