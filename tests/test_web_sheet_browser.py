"""The sheet as it is seen and printed: a phone and A4 in a real Chromium, and axe."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from bot.service import Brain
from tests.conversation import NOW
from tests.sheet_world import a_family, kader
from tests.web_browser import grave, needs_chromium
from tests.web_site import site

pytestmark = needs_chromium
_PAGE_OF_A_PDF = re.compile(rb"/Type\s*/Page\b")


@pytest.fixture
def address(brain: Brain, tmp_path: Path) -> Iterator[str]:
    """A sheet with every question answered: about as long as one can be."""
    helper = kader(brain, tmp_path, a_family(brain.ear_on(NOW.date()).book))
    with site(helper.service, brain) as city:
        yield f"{city.url}{helper.address()}"
    helper.close()


def opened(browser: Browser, address: str, **options: Any) -> Page:
    context = browser.new_context(**{"viewport": {"width": 360, "height": 740}, **options})
    context.set_default_timeout(30_000)
    page = context.new_page()
    page.goto(address)
    return page


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1000])
def test_axe_finds_nothing_serious(
    browser: Browser, address: str, scheme: Any, width: int
) -> None:
    # The page has no script; axe is one, and the page's policy would keep it out.
    size = {"width": width, "height": 740}
    page = opened(browser, address, color_scheme=scheme, bypass_csp=True, viewport=size)
    found = grave(page)
    page.context.close()
    assert not found


@pytest.mark.parametrize("width", [320, 360, 800])
def test_nothing_is_wider_than_the_screen(browser: Browser, address: str, width: int) -> None:
    page = opened(browser, address, viewport={"width": width, "height": 740})
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert page.evaluate("getComputedStyle(document.querySelector('article')).borderTopStyle")
    page.context.close()


def test_it_prints_on_two_pages_in_black_and_white(browser: Browser, address: str) -> None:
    page = opened(browser, address, java_script_enabled=False, color_scheme="dark")
    printed = page.pdf(prefer_css_page_size=True)
    page.emulate_media(media="print")
    hidden = [each.is_visible() for each in page.locator(".layar").all()]
    colours = {
        each.evaluate("each => getComputedStyle(each).color")
        for each in page.locator("h1, h2, li, dd, .kecil").all()[:60]
    }
    page.context.close()
    assert 1 <= len(_PAGE_OF_A_PDF.findall(printed)) <= 2
    assert hidden
    assert not any(hidden)
    assert colours <= {"rgb(0, 0, 0)", "rgb(34, 34, 34)"}
