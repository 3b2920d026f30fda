"""A real browser, where there is one, and what axe thinks of a page."""

import shutil

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

CHROMIUM = shutil.which("chromium")

needs_chromium = pytest.mark.skipif(
    CHROMIUM is None,
    reason="NO CHROMIUM: the pages were not seen (apt-get install chromium fonts-dejavu-core)",
)


def grave(page: Page) -> list[str]:
    violations = Axe().run(page).response["violations"]
    return [
        f"{violation['id']}: {violation['nodes'][0]['html'][:120]}"
        for violation in violations
        if violation["impact"] in ("serious", "critical")
    ]
