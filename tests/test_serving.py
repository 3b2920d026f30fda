"""`sambung serve` lives on: changed knowledge, editors' litter, and a mistake in a file."""

import asyncio
import json
import os
import subprocess
import sys
import time
import urllib.request
import weakref
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from bot import app
from bot.app import core, serving
from bot.app.learning import reload
from bot.config import Config, Retention
from bot.domain.matching import Matcher
from bot.jobs import Tools
from bot.service import Brain
from tests.conversation import FrontDoor

ENTRY = """entri:
  - {id: kebun/buka, contoh: [kapan kebun buka, jam buka kebun, buka jam berapa], jawaban: %s}
  - {id: kebun/tiket, contoh: [tiket kebun berapa, harga masuk kebun], jawaban: Gratis.}
"""


@contextmanager
def serving_process(knowledge: Path, data: Path) -> Iterator[str]:
    """The address of a running `sambung serve`; at the end it must stop in order by itself."""
    environment = {
        **os.environ,
        "SAMBUNG_DATA_DIR": str(data),
        "SAMBUNG_KNOWLEDGE": str(knowledge),
        "SAMBUNG_SERVER__PORT": "0",
        "SAMBUNG_SERVER__MESSAGES_PER_MINUTE": "0",
        "PYTHONUNBUFFERED": "1",
    }
    with subprocess.Popen(
        [sys.executable, "-m", "bot", "serve"],
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout
        yield next(line for line in process.stdout if "Chat page" in line).split()[-1]
        process.terminate()
        _, told = process.communicate(timeout=30)
    assert process.returncode == 0
    assert "Traceback" not in told


def asked(address: str, words: str) -> str:
    body = json.dumps({"sender": "a", "text": words}).encode()
    head = {"content-type": "application/json"}
    request = urllib.request.Request(f"{address}/api/v1/messages", body, head)
    with urllib.request.urlopen(request, timeout=20) as response:
        return str(json.load(response)["replies"][0]["text"])


def wait_for(address: str, words: str, expected: str) -> None:
    for _ in range(300):
        if expected in asked(address, words):
            return
        time.sleep(0.1)
    raise AssertionError(f"{expected!r} never came")


def test_a_changed_answer_goes_live_and_a_broken_file_changes_nothing(tmp_path: Path) -> None:
    file = tmp_path / "knowledge" / "tanya_jawab" / "kebun.yaml"
    file.parent.mkdir(parents=True)
    file.write_text(ENTRY % "Jam delapan.", encoding="utf-8")
    with serving_process(file.parents[1], tmp_path / "data") as address:
        assert "Jam delapan." in asked(address, "jam buka kebun")
        (file.parent / ".#kebun.yaml").symlink_to("nobody@nowhere.1")  # an editor's lock
        file.write_text(ENTRY.replace("contoh", "conto") % "Jam lima.", encoding="utf-8")
        time.sleep(3 * serving.WATCH_SECONDS)
        assert "Jam delapan." in asked(address, "jam buka kebun")
        file.write_text(ENTRY % "Jam sembilan.", encoding="utf-8")
        wait_for(address, "jam buka kebun", "Jam sembilan.")


def test_retention_is_tried_again_after_a_failure(
    door: FrontDoor, brain: Brain, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    tried: list[Retention] = []

    def fail_once(tools: Tools) -> str:
        tried.append(tools.keep)
        if len(tried) == 1:
            raise OSError("database is locked")
        return "done"

    monkeypatch.setattr(serving.jobs, "retention", fail_once)
    monkeypatch.setattr(serving, "HOUR_SECONDS", 0.01)
    config = Config(data_dir=tmp_path)
    opened = core.Core(config, door.service._writer, door.service, door.service._around.box)

    async def some_rounds() -> None:
        with pytest.raises(TimeoutError):
            await asyncio.wait_for(serving._daily(replace(opened)), 0.5)

    asyncio.run(some_rounds())
    assert len(tried) == 2


def test_a_base_that_is_replaced_is_let_go(tmp_path: Path) -> None:
    file = tmp_path / "knowledge" / "tanya_jawab" / "kebun.yaml"
    file.parent.mkdir(parents=True)
    file.write_text(ENTRY % "Jam delapan.", encoding="utf-8")
    config = Config(data_dir=tmp_path / "data", knowledge=file.parents[1])

    def first() -> Iterator[Brain]:
        base, matcher = app.load_matcher(config)
        held.append(weakref.ref(matcher))
        yield app.think(base, matcher)

    held: list[weakref.ref[Matcher]] = []
    with core.open_core(config, next(first())) as opened:
        assert held[0]() is not None
        file.write_text(ENTRY % "Jam sembilan.", encoding="utf-8")
        assert reload(opened)
        assert held[0]() is None
