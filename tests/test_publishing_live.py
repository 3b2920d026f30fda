"""Publishing with everything real: gate process, learning, the bot answering all the while."""

import shutil
import threading
from pathlib import Path

from bot.app import consult, finish_publications, load_brain, open_core
from bot.app.publishing import open_publishing
from bot.config import Config
from bot.domain.desk import Actor
from bot.domain.publishing import PublicationStatus
from bot.editor import Edit, edited, examples_added
from bot.loader import SHIPPED
from tests.small_base import BRIDGE, CITY, DANGER, SHARED

FILE = "tanya_jawab/jembatan.yaml"
SITI = Actor("Siti", 1)


def knowledge(folder: Path) -> Path:
    for part in ("kamus", "tanya_jawab"):
        (folder / part).mkdir(parents=True)
    for file in SHARED:
        shutil.copy(SHIPPED / file, folder / file)
    (folder / FILE).write_text(BRIDGE, encoding="utf-8")
    (folder / "kamus" / "darurat.yaml").write_text(DANGER, encoding="utf-8")
    (folder / "kota.yaml").write_text(CITY, encoding="utf-8")
    return folder


def test_residents_get_the_old_answer_or_the_new_one_and_nothing_else(tmp_path: Path) -> None:
    root = knowledge(tmp_path / "pengetahuan")
    config = Config(data_dir=tmp_path / "data", knowledge=root)
    finish_publications(config)
    said: list[str] = []
    ended = threading.Event()
    with open_core(config, load_brain(config)) as core:

        def ask() -> None:
            while not ended.is_set():
                turn = consult(core.service.brain, "kapan jembatan dibuka").turn
                said.append(turn.reply.text)

        asking = threading.Thread(target=ask)
        asking.start()
        publishing = open_publishing(core)
        edits = (
            Edit(FILE, ("entri", 0, "jawaban"), "Jembatan dibuka pukul lima pagi."),
            *examples_added(root, "jembatan/jaga", ["penjaga jembatan namanya siapa"]),
        )
        number = publishing.propose(edited(root, edits), "Jam buka", SITI)
        publishing.wait(number)
        of = publishing.get(number)
        assert of is not None
        assert of.gate is not None
        assert not of.gate.is_blocked, of.gate
        publishing.publish(number, SITI, "diminta dinas")
        last = consult(core.service.brain, "kapan jembatan dibuka").turn.reply.text
        ended.set()
        asking.join()
        assert publishing.get(number).status is PublicationStatus.PUBLISHED  # type: ignore[union-attr]
    assert "lima pagi" in last
    assert "enam pagi" in said[0]
    assert all(("enam pagi" in text) != ("lima pagi" in text) for text in said)
    assert (root / FILE).read_text(encoding="utf-8") != BRIDGE
