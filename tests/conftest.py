"""What the tests share: the shipped knowledge, compiled once a worker."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.service import Brain
from tests.conversation import FrontDoor, front_door, shipped_brain


@pytest.fixture(scope="session")
def brain() -> Brain:
    return shipped_brain()


@pytest.fixture
def door(brain: Brain, tmp_path: Path) -> Iterator[FrontDoor]:
    opened = front_door(brain, tmp_path)
    yield opened
    opened.service.close()
    opened.engine.dispose()
