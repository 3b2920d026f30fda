"""The whole loop with nothing of ours left out: `sambung serve`, a browser, Telegram on loopback.

A resident asks on Telegram and wishes to be told. A coordinator logs in, takes the question,
writes the answer, sees the gate, publishes. The resident reads the answer and says that it helped.
"""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.telegram_server import TOKEN, TelegramServer
from tests.web_browser import grave, needs_chromium

SITI = 77001
QUESTION = "min kolam renang buat warga buka hari apa ya"
ANSWER = "Kolam renang warga buka setiap hari Minggu. Masuknya gratis untuk warga."
NEXT = "Bawa KTP, lalu lapor di pintu."
KNOWLEDGE = {
    "tanya_jawab/kebun.yaml": """# Kebun kota. Catatan ini harus tetap ada.
entri:
  - id: kebun/buka  # jangan diubah tanpa rapat
    judul: Jam buka kebun
    contoh: [kapan kebun buka, jam buka kebun, kebun buka jam berapa]
    jawaban: Kebun kota buka jam delapan pagi.
    sumber: [S1]
    keyakinan: tinggi
    dicek_terakhir: 2026-11-01
  - id: kebun/tiket
    judul: Tiket kebun
    contoh: [tiket kebun berapa, harga masuk kebun, masuk kebun bayar tidak]
    jawaban: Masuk kebun kota gratis.
    sumber: [S1]
    keyakinan: tinggi
    dicek_terakhir: 2026-11-01
""",
    "sumber.yaml": """sumber:
  - {id: S1, nama: Pengelola kebun kota, tanggal: 2026-11-01}
""",
    "periksa/kebun.yaml": """pertanyaan:
  - {teks: jam buka kebun kota berapa, niat: kebun/buka}
""",
}


@pytest.fixture
def telegram() -> Iterator[TelegramServer]:
    with TelegramServer() as running:
        yield running


@pytest.fixture
def environment(tmp_path: Path, telegram: TelegramServer) -> dict[str, str]:
    for name, text in KNOWLEDGE.items():
        file = tmp_path / "knowledge" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    return {
        **os.environ,
        "SAMBUNG_DATA_DIR": str(tmp_path / "data"),
        "SAMBUNG_KNOWLEDGE": str(tmp_path / "knowledge"),
        "SAMBUNG_SERVER__PORT": "0",
        "SAMBUNG_TELEGRAM__TOKEN": TOKEN,
        "SAMBUNG_TELEGRAM__API_BASE": telegram.url,
        "SAMBUNG_TELEGRAM__PER_CHAT_SECONDS": "0",
        "SAMBUNG_DASHBOARD__CHECK_LINKS": "false",
        "PYTHONUNBUFFERED": "1",
    }


@contextmanager
def serving(environment: dict[str, str]) -> Iterator[str]:
    """The address of a running `sambung serve`; at the end it must stop in order by itself."""
    with subprocess.Popen(
        [sys.executable, "-m", "bot", "serve"],
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout
        try:
            yield next(line for line in process.stdout if "Chat page" in line).split()[-1]
            process.terminate()
            _, told = process.communicate(timeout=30)
        finally:
            process.kill()  # or leaving the block would wait for it for ever
    assert process.returncode == 0
    assert "Traceback" not in told, told


def invitation(environment: dict[str, str]) -> str:
    """The path of the one-time link for the first account."""
    command = [sys.executable, "-m", "bot", "account", "add", "ratna", "--role", "koordinator"]
    told = subprocess.run(
        command, env=environment, capture_output=True, text=True, timeout=60, check=True
    )
    found = re.search(r"/dasbor/undangan/\S+", told.stdout)
    assert found, told.stdout
    return found[0]


def asks_and_waits(telegram: TelegramServer) -> None:
    telegram.says(SITI, QUESTION)
    telegram.wait(lambda: telegram.sent)
    telegram.presses(SITI, button(telegram, "Bukan semuanya"))  # so small a base guesses first
    telegram.wait(lambda: len(telegram.sent) == 2)
    telegram.presses(SITI, button(telegram, "Kabari saya"))
    telegram.wait(lambda: "saya kabari" in texts(telegram)[-1])


def button(telegram: TelegramServer, beginning: str) -> str:
    """What pressing the button of the last message sends."""
    found = [
        data
        for row in telegram.sent[-1].buttons
        for label, data in row
        if label.startswith(beginning)
    ]
    assert found, telegram.sent[-1].buttons
    return found[0]


def texts(telegram: TelegramServer) -> list[str]:
    return [sent.text for sent in telegram.sent if sent.chat == SITI]


@needs_chromium
@pytest.mark.parametrize("script", [True, False], ids=["javascript", "no javascript"])
def test_an_answer_written_on_the_dashboard_reaches_who_asked(
    environment: dict[str, str],
    telegram: TelegramServer,
    browser: Browser,
    tmp_path: Path,
    script: bool,
) -> None:
    link = invitation(environment)
    with serving(environment) as address:
        asks_and_waits(telegram)
        context = browser.new_context(
            java_script_enabled=script, viewport={"width": 360, "height": 740}, base_url=address
        )
        context.set_default_timeout(20_000)
        page = context.new_page()
        logs_in(page, link)
        takes_the_question(page)
        writes_the_answer(page)
        publishes(page)
        telegram.wait(lambda: "setiap hari Minggu" in texts(telegram)[-1], 30)
        assert not grave(page) if script else True
        context.close()
        judged(telegram)
    file = next((tmp_path / "knowledge" / "tanya_jawab").glob("*.yaml"))
    written = file.read_text(encoding="utf-8")
    assert "# Kebun kota. Catatan ini harus tetap ada." in written
    assert "# jangan diubah tanpa rapat" in written
    assert not telegram.violations


def logs_in(page: Page, link: str) -> None:
    page.goto(link)
    page.get_by_label("Sandi baru", exact=True).fill("kolam ikan biru muda")
    page.get_by_label("Sandi baru, sekali lagi").fill("kolam ikan biru muda")
    page.get_by_role("button", name="Simpan sandi").click()
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    if page.get_by_role("button", name="Masuk", exact=True).count():
        page.get_by_label("Nama masuk").fill("ratna")
        page.get_by_label("Sandi", exact=True).fill("kolam ikan biru muda")
        page.get_by_role("button", name="Masuk", exact=True).click()


def takes_the_question(page: Page) -> None:
    page.goto("/dasbor/pertanyaan")
    page.get_by_role("link", name=re.compile("kolam renang")).click()
    expect(page.get_by_text("1 orang", exact=True)).to_be_visible()
    page.get_by_role("button", name="Saya yang urus").click()
    expect(page.get_by_text("Dikerjakan")).to_be_visible()


def writes_the_answer(page: Page) -> None:
    page.get_by_role("link", name="Tulis jawaban").click()
    page.get_by_label("Judul pendek").fill("Kolam renang warga")
    page.get_by_label("Jawaban", exact=True).fill(ANSWER)
    page.get_by_label("Langkah berikutnya").fill(NEXT)
    page.get_by_label("Sumber", exact=True).fill("S1")
    page.get_by_label("Kantor yang menjaganya").fill("Dinas Olahraga")
    page.get_by_label("Berlaku sampai").fill("2027-06-30")
    page.get_by_role("button", name="Periksa jawaban ini").click()


def publishes(page: Page) -> None:
    expect(page.get_by_role("button", name="Terbitkan")).to_be_visible(timeout=60_000)
    page.get_by_role("button", name="Terbitkan").click()
    published = page.get_by_text("Sudah terbit.")
    expect(published).to_contain_text("1 orang yang menunggu dikabari", timeout=20_000)


def judged(telegram: TelegramServer) -> None:
    before = len(telegram.sent)
    telegram.presses(SITI, button(telegram, "Ya"))
    telegram.wait(lambda: len(telegram.sent) > before)
