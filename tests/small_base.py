"""A bot that knows little and learns it at once: a bridge, danger, the city."""

import shutil
import tempfile
from dataclasses import replace
from functools import lru_cache
from pathlib import Path

from bot.app import think
from bot.domain.knowledge import KnowledgeBase
from bot.domain.matching import Matcher
from bot.loader import SHIPPED, load
from bot.service import Brain
from tests.conversation import NOW

SHARED = (
    "pesan.yaml",
    "sumber.yaml",
    "kamus/perintah.yaml",
    "kamus/singkatan.yaml",
)
BRIDGE = """
entri:
  - id: jembatan/buka
    judul: Kapan dibuka
    contoh: [kapan jembatan dibuka, jembatan buka jam berapa, jembatan dibuka kapan ya]
    jawaban: Jembatan dibuka pukul enam pagi.
    lihat: [jembatan/lewat]
  - id: jembatan/lewat
    judul: Lewat mana
    contoh: [lewat mana kalau jembatan ditutup, lewat mana kalau ditutup, jalan selain jembatan]
    jawaban: Lewat jalan di timur pasar.
  - id: jembatan/jaga
    judul: Siapa yang jaga
    contoh: [siapa yang jaga jembatan, jembatan dijaga siapa]
    jawaban: Penjaganya tinggal di sebelah.
  - id: umum/salam
    contoh: [halo, selamat pagi]
    jawaban: Halo.
  - id: darurat/bencana
    contoh: [ada kebakaran, tolong rumah kebakaran]
    jawaban: Telepon pemadam sekarang.
"""
CITY = """
nama: Kota Magelang
provinsi: Jawa Tengah
zona_waktu: Asia/Jakarta
sumber: [S01]
keyakinan: tinggi
dicek_terakhir: 2026-11-01
kecamatan:
  - nama: Magelang Selatan
    kelurahan:
      - {nama: Tidar Selatan, sebutan: [tidar kidul]}
  - nama: Magelang Tengah
    kelurahan:
      - {nama: Cacaban, sebutan: [kelurahan cacaban]}
      - {nama: Magelang, sebutan: [kelurahan magelang]}
"""
DANGER = """
darurat:
  - niat: darurat/bencana
    tanda: [kebakaran]
"""


@lru_cache(maxsize=1)
def small_base() -> tuple[KnowledgeBase, Matcher]:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for part in ("kamus", "tanya_jawab"):
            (folder / part).mkdir()
        for file in SHARED:
            if (SHIPPED / file).exists():
                shutil.copy(SHIPPED / file, folder / file)
        (folder / "tanya_jawab" / "jembatan.yaml").write_text(BRIDGE, encoding="utf-8")
        (folder / "kamus" / "darurat.yaml").write_text(DANGER, encoding="utf-8")
        (folder / "kota.yaml").write_text(CITY, encoding="utf-8")
        base = load(folder, NOW.date())
    return base, Matcher.compile(base)


def small_brain(*, broken: bool = False) -> Brain:
    base, matcher = small_base()
    made = think(base, matcher)
    return replace(made, understand=_fail) if broken else made


def _fail(utterance: str, topic: str | None):
    raise RuntimeError("out of order")
