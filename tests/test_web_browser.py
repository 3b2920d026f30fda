"""The chat page as a resident sees it: a phone's Chromium without JavaScript, and axe with it."""

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from bot.service import Brain
from tests.conversation import FrontDoor
from tests.web_browser import grave, needs_chromium
from tests.web_site import Site, site

PHONE = {"width": 360, "height": 740}
SMALLEST_TARGET = 44  # CSS pixels, WCAG 2.5.5

pytestmark = needs_chromium


@pytest.fixture
def city(door: FrontDoor, brain: Brain) -> Iterator[Site]:
    with site(door.service, brain) as running:
        yield running


def open_phone(browser: Browser, city: Site, **options: Any) -> Page:
    context = browser.new_context(**{"viewport": PHONE, "java_script_enabled": False, **options})
    context.set_default_timeout(30_000)
    page = context.new_page()
    page.goto(city.url)
    return page


def ask(page: Page, words: str) -> None:
    page.fill("#pesan", words)
    with page.expect_navigation():
        page.press("#pesan", "Enter")


def test_a_resident_asks_presses_and_comes_back_without_javascript(
    browser: Browser, city: Site
) -> None:
    page = open_phone(browser, city)
    ask(page, "min kapan pkh cair kok blm msk")
    assert page.url.endswith("/#akhir")
    assert page.locator(".anda").all_inner_texts()[-1].endswith("min kapan pkh cair kok blm msk")
    asked = page.locator("#akhir").bounding_box()
    assert asked is not None
    assert 0 <= asked["y"] < PHONE["height"] / 2, "the page opens at the newest message"
    label = page.locator(".pilihan button").first.inner_text()
    with page.expect_navigation():
        page.locator(".pilihan button").first.click()
    assert label in page.locator(".anda").all_inner_texts()[-1]
    assert page.locator(".anda").count() == 2
    page.reload()
    assert page.locator(".anda").count() == 2, "a reload sends nothing again"
    page.goto(city.url)
    newest = page.locator("#akhir").bounding_box()
    assert newest is not None
    assert 0 <= newest["y"] < PHONE["height"], "coming back opens at the newest message too"
    page.context.close()


def test_everything_can_be_done_with_the_keyboard(browser: Browser, city: Site) -> None:
    page = open_phone(browser, city)
    page.keyboard.press("Tab")
    assert page.locator(".lompat").is_visible()
    page.keyboard.press("Enter")
    page.keyboard.type("halo")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.locator(".pilihan button:focus").count() == 1, "the choices come next"
    page.context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_serious(browser: Browser, city: Site, scheme: Any) -> None:
    # The page has no script; axe is one, and the page's policy would keep it out.
    page = open_phone(
        browser, city, color_scheme=scheme, java_script_enabled=True, bypass_csp=True
    )
    found = grave(page)
    ask(page, "saya dipukuli suami, nik 3399065203900004")
    found += grave(page)
    ask(page, "menu")
    found += grave(page)
    page.goto(f"{city.url}/tidak-ada")
    found += grave(page)
    page.context.close()
    assert not found


def test_targets_are_large_and_nothing_is_wider_than_the_phone(
    browser: Browser, city: Site
) -> None:
    page = open_phone(browser, city, viewport={"width": 320, "height": 640})
    ask(page, "tolong" * 60 + " https://contoh.invalid/" + "a" * 300)
    ask(page, "menu")
    targets = [*page.locator("button").all(), page.locator("#pesan")]
    assert len(targets) > 2
    for target in targets:
        box = target.bounding_box()
        assert box is not None
        assert min(box["width"], box["height"]) >= SMALLEST_TARGET, target.inner_text()
        assert box["x"] + box["width"] <= 320
    width = page.evaluate("document.documentElement.scrollWidth")
    assert width <= 320
    page.context.close()


def test_the_whole_visit_asks_nobody_else_and_stays_small(browser: Browser, city: Site) -> None:
    context = browser.new_context(viewport=PHONE, java_script_enabled=False)
    page = context.new_page()
    sizes: list[int] = []
    hosts: set[str] = set()
    page.on("request", lambda request: hosts.add(request.url.split("/")[2]))
    page.on(
        "requestfinished",
        lambda request: sizes.append(
            request.sizes()["responseBodySize"] + request.sizes()["responseHeadersSize"]
        ),
    )
    page.goto(city.url, wait_until="networkidle")
    context.close()
    assert sum(sizes) < 15_000
    assert hosts - {""} == {city.url.removeprefix("http://")}
