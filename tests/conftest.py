"""What the tests share: the shipped knowledge, compiled once a worker."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from bot.service import Brain
from tests.conversation import FrontDoor, front_door, shipped_brain
from tests.web_browser import CHROMIUM


@pytest.fixture(scope="session")
def brain() -> Brain:
    return shipped_brain()


@pytest.fixture
def door(brain: Brain, tmp_path: Path) -> Iterator[FrontDoor]:
    opened = front_door(brain, tmp_path)
    yield opened
    opened.service.close()
    opened.engine.dispose()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(
            executable_path=CHROMIUM,
            args=[
                "--no-sandbox",
                "--disable-dev-shm-usage",
                "--disable-gpu",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
            ],
        )
        yield running
        running.close()
