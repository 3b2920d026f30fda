"""A small knowledge folder, its database and a gate that says what a test wants it to say."""

import os
import signal
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import insert, select

from bot.desk.checking import Checking
from bot.desk.printing import Press
from bot.desk.publishing import Around, Publishing
from bot.domain.desk import Actor, GapGroup, GapStatus, Harm
from bot.domain.keeping import kept_words
from bot.domain.knowledge import KnowledgeBase
from bot.domain.publishing import FileChange
from bot.domain.replaying import GateReport
from bot.editor import Edit, edited
from bot.loader import load
from bot.storage import groups, journal
from bot.storage.database import Writer, open_engine
from bot.storage.desk_tables import gap_groups
from bot.storage.journal import Entry
from bot.storage.schema import migrate

NOW = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
SITI, BUDI = Actor("Siti", 1), Actor("Budi", 2)
FILE, OTHER = "tanya_jawab/kebun.yaml", "tanya_jawab/pasar.yaml"
KEBUN = """\
# Kebun kota.
entri:
  - id: kebun/buka
    contoh: [kapan kebun buka, jam buka kebun]   # yang sering
    jawaban: Jam delapan.
"""
PASAR = """\
entri:
  - id: pasar/buka
    contoh:
      - kapan pasar buka
    jawaban: Jam lima pagi.
"""
Tell = Callable[[float, str], None]


def passed(changes: Sequence[FileChange], tell: Tell) -> GateReport:
    tell(0.5, "Menjalankan contoh")
    return GateReport(replayed=7)


@dataclass
class Town:
    """What a test works with; `gate` and `reload` may be replaced before they are used."""

    root: Path
    writer: Writer
    gate: Callable[[Sequence[FileChange], Tell], GateReport] = passed
    in_service: list[KnowledgeBase] = field(default_factory=list)
    rung: list[str] = field(default_factory=list)
    at_reload: Callable[[], None] = lambda: None
    second_eyes: bool = False

    def open(self) -> Publishing:
        self.checking = Checking(self.writer, self.root, self.ask_gate)
        around = Around(
            press=Press(self.root, self.reload),
            checking=self.checking,
            clock=lambda: NOW,
            after=lambda: self.rung.append("bel"),
            redacted=lambda words: kept_words(words, frozenset()),
            second_eyes=self.second_eyes,
        )
        return Publishing(self.writer, around)

    def ask_gate(self, changes: Sequence[FileChange], tell: Tell) -> GateReport:
        return self.gate(changes, tell)

    def reload(self) -> None:
        self.at_reload()
        self.in_service.append(load(self.root, NOW.date()))

    def text(self, name: str = FILE) -> str:
        return (self.root / name).read_text(encoding="utf-8")

    def change(self, answer: str = "Jam tujuh.", file: str = FILE) -> tuple[FileChange, ...]:
        return edited(self.root, [Edit(file, ("entri", 0, "jawaban"), answer)])

    def proposed(self, publishing: Publishing, **more: object) -> int:
        changes = more.pop("changes", None) or self.change()
        author = more.pop("author", SITI)
        number = publishing.propose(changes, "Jam buka kebun", author, **more)  # type: ignore[arg-type]
        self.checking.wait(number)
        return number

    def group(self, status: GapStatus = GapStatus.WORKING) -> int:
        at = NOW.replace(tzinfo=None)
        values = {"status": status, "harm": Harm.ORDINARY, "opened_at": at, "changed_at": at}
        row = insert(gap_groups).values(**values).returning(gap_groups.c.id)
        return int(self.writer.run(lambda db: db.execute(row).scalar_one()).result())

    def look(self, group: int) -> GapGroup:
        return self.writer.run(lambda db: groups.one(db, group)).result()

    def answered_at(self, group: int) -> datetime | None:
        query = select(gap_groups.c.answered_at).where(gap_groups.c.id == group)
        return self.writer.run(lambda db: db.scalar(query)).result()

    def history(self) -> list[Entry]:
        return list(reversed(self.writer.run(lambda db: journal.latest(db, 50)).result()))


@contextmanager
def town_in(folder: Path) -> Iterator[Town]:
    root = folder / "pengetahuan"
    if not root.exists():
        (root / "tanya_jawab").mkdir(parents=True)
        (root / FILE).write_text(KEBUN, encoding="utf-8")
        (root / OTHER).write_text(PASAR, encoding="utf-8")
    engine = open_engine(folder / "sambung.sqlite3")
    migrate(engine)
    writer = Writer(engine)
    try:
        yield Town(root, writer)
    finally:
        writer.close()
        engine.dispose()


def die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def _crash(folder: Path, moment: str) -> None:
    """Publish in this process and be killed at a moment of it."""
    with town_in(folder) as town:
        publishing = town.open()
        changes = (*town.change(), *town.change("Jam empat pagi.", OTHER))
        number = town.proposed(
            publishing, changes=changes, group=town.group(), intent="kebun/buka"
        )
        if moment == "sebelum berkas":
            publishing._press.put_out = lambda changes: die()  # type: ignore[method-assign]
        elif moment == "di antara berkas":
            real = Path.replace

            def replace(self: Path, target: Path) -> Path:
                if target.name == Path(OTHER).name:
                    die()
                return real(self, target)

            Path.replace = replace  # type: ignore[method-assign, assignment]
        elif moment == "sesudah berkas":
            town.at_reload = die
        elif moment == "sesudah dipakai":
            load_real = town.reload

            def reload() -> None:
                load_real()
                die()

            publishing._press._reload = reload
        publishing.publish(number, BUDI)


if __name__ == "__main__":
    _crash(Path(sys.argv[1]), sys.argv[2])
