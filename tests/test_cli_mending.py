"""`ask --why`, `suggest` and the long `evaluate`, end to end on a tiny folder."""

import contextlib
import json
import sqlite3
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from bot.cli import cli

TOKO = """entri:
  - id: toko/jam
    judul: Jam buka
    contoh: [jam berapa buka, kapan tutupnya, hari minggu buka tidak, buka sampai jam berapa]
    jawaban: Jam delapan.
  - id: toko/harga
    judul: Harga
    contoh: [berapa harganya, harga kopi berapa, mahal tidak kopinya, kopi satu gelas berapa]
    jawaban: Lima ribu.
  - id: toko/parkir
    judul: Parkir
    contoh: [di mana parkir mobil, parkir motor bayar tidak, tempat parkir luas]
    jawaban: Di belakang.
luar: [resep rendang padang, skor bola semalam]
"""
KAMUS = "singkatan: {brp: berapa, jm: jam, kpn: kapan, gmn: bagaimana}\n"
PERIKSA = "pertanyaan:\n  - {teks: buka jam berapa ya, niat: toko/jam}\n"
QUESTIONS = (
    "intent\ttext\n"
    "toko/jam\tbuka jam berapa ya\n"
    "toko/harga\tharga kopinya berapa sekarang\n"
    "toko/harga\ttempat parkir luas\n"
    "oos\tresep rawon\n"
)


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    folder = tmp_path / "knowledge"
    for name, text in (
        ("tanya_jawab/toko.yaml", TOKO),
        ("kamus/singkatan.yaml", KAMUS),
        ("periksa/toko.yaml", PERIKSA),
    ):
        (folder / name).parent.mkdir(parents=True)
        (folder / name).write_text(text, encoding="utf-8")
    monkeypatch.setenv("SAMBUNG_DATA_DIR", str(tmp_path / "data"))
    monkeypatch.setenv("SAMBUNG_KNOWLEDGE", str(folder))
    monkeypatch.setenv("COLUMNS", "60")

    def call(*words: str, typed: str | None = None, fails: bool = False) -> Result:
        result = CliRunner().invoke(cli, list(words), input=typed, catch_exceptions=False)
        assert (result.exit_code != 0) == fails, result.output
        return result

    return call


def test_why_explains_in_a_screenful(run) -> None:
    told = run("ask", "--why", "hrga kopi brp ya skrng").output

    assert "brp → berapa (kamus)" in told
    assert "hrga → harga (dimiripkan)" in told
    assert "Hasil: dijawab toko/harga" in told
    assert "tanya_jawab/toko.yaml" in told
    assert "--for" in told
    assert len(told.splitlines()) <= 30


def test_why_for_an_intent_tries_the_example(run) -> None:
    told = run("ask", "--why", "kucing boleh masuk", "--for", "toko/parkir").output

    assert "Diharapkan toko/parkir" in told
    assert "Belum ada di contohnya: kucing, boleh, masuk" in told
    assert "dijawab toko/parkir" in " ".join(told.split())
    assert "tidak ada yang berubah" in told


def test_why_as_json_stands_beside_the_contract(run) -> None:
    found = json.loads(
        run(
            "ask", "--why", "--json", "hrga kopi brp", "--for", "toko/jam", "--context", "toko/jam"
        ).output
    )

    assert found["outcome"] == "answer"
    why = found["why"]
    (explanation,) = why["explanations"]
    assert explanation["rule"] in {"sure", "near", "same words"}
    assert explanation["limits"]["answer_from"] > 0
    assert explanation["words"][0] == {
        **{"typed": "hrga", "read": ["harga"], "how": "mended"},
        **{"is_protected": False, "is_known": True},
    }
    assert why["expected"]["intent"] == "toko/jam"
    assert why["trial"]["rank"] == 1
    assert "why" not in json.loads(run("ask", "--json", "hrga kopi brp").output)


def test_an_expected_intent_that_does_not_exist_is_named(run) -> None:
    told = run("ask", "x", "--why", "--for", "toko/hargaa", fails=True).output

    assert "toko/harga" in told


def test_a_confirmed_answer_with_a_low_score_becomes_a_suggestion(run) -> None:
    question = "nama saya Sutrisno, kopi dingin gelas jumbo pakai susu"
    talked = run("chat", typed=f"{question}\nSudah terjawab\n/keluar\n").output
    assert "Syukurlah" in talked
    told = run("suggest").output
    assert "kopi dingin gelas jumbo pakai susu" in told
    assert "1 orang" in told
    assert "toko/harga" in told
    assert "Sutrisno" not in told
    (row,) = json.loads(run("suggest", "--json").output)["suggestions"]
    assert (row["file"], row["people"]) == ("tanya_jawab/toko.yaml", 1)
    assert run("suggest", "--yaml").output.startswith("# tanya_jawab/toko.yaml, pada toko/harga")


def test_a_choice_that_settles_a_question_is_suggested_and_its_ya_judges_nothing(
    run, tmp_path: Path
) -> None:
    question = "harga di mana buka"
    assert json.loads(run("ask", question, "--json").output)["outcome"] == "confirm"
    run("chat", typed=f"{question}\n1\n1\n/keluar\n")
    (row,) = json.loads(run("suggest", "--json").output)["suggestions"]
    assert (row["phrase"], row["needs_decision"]) == (question, False)
    (file,) = (tmp_path / "data").glob("*.sqlite3")
    with contextlib.closing(sqlite3.connect(file)) as database:
        assert database.execute("SELECT solved, question, score FROM feedback").fetchall() == [
            (1, None, None)
        ]


def test_without_questions_nothing_is_suggested(run) -> None:
    assert "Belum ada contoh" in run("suggest").output


def test_evaluate_tells_where_it_fails(run, tmp_path: Path) -> None:
    file = tmp_path / "q.tsv"
    file.write_text(QUESTIONS, encoding="utf-8")
    found = json.loads(run("evaluate", str(file), "--json", "--perturb").output)

    assert found["n"] == 4
    assert found["confusions"] == [
        {
            **{"expected": "toko/harga", "predicted": "toko/parkir"},
            **{"count": 1, "example": "tempat parkir luas"},
        }
    ]
    assert found["intents"][0]["intent"] == "toko/harga"
    assert sum(held["count"] for held in found["reliability"]) == 4
    assert set(found["perturbed"]) == {"typo", "vowels", "slang", "all"}
    for figures in found["perturbed"].values():
        loss = 100 * (found["accuracy"] - figures["accuracy"])
        assert figures["accuracy_loss"] == pytest.approx(loss)


def test_evaluate_shows_tables(run, tmp_path: Path) -> None:
    file = tmp_path / "q.tsv"
    file.write_text(QUESTIONS, encoding="utf-8")
    told = run("evaluate", str(file), "--perturb").output

    for words in ("accuracy_at_3", "tempat parkir luas", "calibration error", "█", "vowels"):
        assert words in told
    assert "perturbed" not in run("evaluate", str(file)).output
