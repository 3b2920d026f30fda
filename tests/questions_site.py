"""A dashboard on a knowledge folder of its own, with questions that nobody could answer yet."""

import contextlib
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from functools import cache
from pathlib import Path

from sqlalchemy import insert

from bot.app import think
from bot.config import Config
from bot.domain.desk import GapGroup
from bot.domain.matching import Matcher
from bot.domain.publishing import Publication
from bot.loader import load
from bot.service import Brain
from bot.storage.desk_tables import gap_groups
from bot.storage.tables import gaps
from tests.conversation import NOW
from tests.dashboard_site import DashboardSite, dashboard_site

FILES = {
    "tanya_jawab/umum.yaml": """\
# Catatan kita: jangan hilang.
entri:
  - id: umum/salam
    contoh: [halo, selamat pagi, permisi min]
    jawaban: Halo, ada yang bisa kami bantu?
  - id: umum/jam_buka
    judul: Jam buka
    contoh:
      - jam buka kantor
      - kantor buka jam berapa
      - kapan kantor buka
    jawaban: Kantor buka Senin sampai Jumat.  # belum tentu jamnya
    butir:
      - Datang pagi lebih sepi.
    lanjut: Tanyakan dulu ke kelurahan.
    sumber: [S01]
    keyakinan: tinggi
    dicek_terakhir: 2025-10-01
    pemilik: Bagian Umum
  - id: umum/antre
    judul: Antre
    contoh: [antrenya lama tidak, nomor antrean diambil di mana, antre dari jam berapa]
    jawaban: Ambil nomor di depan pintu.
""",
    "sumber.yaml": """\
sumber:
  - {id: S01, nama: Buku Pelayanan, alamat: kantor.go.id/buku, tanggal: "2026-01-02"}
""",
    "kamus/jawa.yaml": "jawa:\n  mbayar: bayar\n  ora: tidak\n",
}


@dataclass(slots=True)
class Desk:
    """The site, its folder, and what stands in it."""

    site: DashboardSite
    folder: Path

    def says(self, name: str) -> str:
        return (self.folder / name).read_text(encoding="utf-8")

    def group(self, number: int = 1) -> GapGroup:
        sheet = self.site.desk.work.sheet(number).result()
        assert sheet
        return sheet.group

    def proposal(self, number: int = 1) -> Publication:
        """A proposal, once the gate has ended."""
        found = self.site.desk.publishing.get(number)
        assert found
        return found

    def wait(self, number: int = 1) -> Publication:
        self.site.desk.publishing._around.checking.wait(number)
        return self.proposal(number)

    def ask(self, group: int, words: Sequence[str], near: Sequence[str] = ()) -> None:
        """A group of questions, one person each."""
        at = (NOW - timedelta(days=2)).replace(tzinfo=None)
        rows = [
            {
                "conversation": f"{group}-{n}",
                "channel": "web",
                "message_id": f"{group}-{n}",
                "question": question,
                "reason": "tidak ada calon",
                "candidates": json.dumps([[intent, 20.0] for intent in near]),
                "created_at": at,
                "group_id": group,
            }
            for n, question in enumerate(words)
        ]
        opened = {"id": group, "status": "baru", "harm": 1, "opened_at": at, "changed_at": at}
        self.site.desk.writer.run(
            lambda db: (db.execute(insert(gap_groups), opened), db.execute(insert(gaps), rows))
        ).result()


def written(folder: Path) -> Path:
    for name, text in FILES.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    return folder


@cache
def _brain(folder: Path) -> Brain:
    base = load(folder, NOW.date())
    return think(base, Matcher.compile(base))


@contextlib.contextmanager
def questions_site(folder: Path) -> Iterator[Desk]:
    knowledge = written(folder / "knowledge")
    config = Config(data_dir=folder, knowledge=knowledge)
    with dashboard_site(folder, _brain(knowledge), config) as site:
        yield Desk(site, knowledge)
