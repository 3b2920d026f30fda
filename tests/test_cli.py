"""The `sambung` command as other software and an operator's terminal use it."""

import csv
import io
import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from bot.app import load_matcher
from bot.cli import cli
from bot.config import read_config
from tests.conversation import KNOWLEDGE


@pytest.fixture(scope="module")
def learned(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder in which the shipped knowledge has been learnt: that takes its time."""
    folder = tmp_path_factory.mktemp("learned")
    load_matcher(read_config(None, {"SAMBUNG_DATA_DIR": str(folder)}))
    return folder


@pytest.fixture
def run(learned: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    data = tmp_path / "data"
    data.mkdir()
    shutil.copy(learned / "secret.key", data)
    (data / "cache").symlink_to(learned / "cache")
    monkeypatch.setenv("SAMBUNG_DATA_DIR", str(data))

    def call(*words: str, typed: str | None = None) -> Result:
        return CliRunner().invoke(cli, list(words), input=typed, catch_exceptions=False)

    return call


def test_ask_prints_the_contract(run) -> None:
    found = json.loads(run("ask", "min kapan pkh cair kok blm msk", "--json").output)
    assert found["outcome"] == "answer"
    assert found["intents"][0]["intent"] == "pkh/belum_cair"
    assert 0 <= found["intents"][0]["score"] <= 100
    (reply,) = found["replies"]
    assert "PKH" in reply["text"]
    assert {"id", "label"} == set(reply["choices"][0])


def test_ask_takes_the_conversation_into_account(run) -> None:
    found = json.loads(run("ask", "syaratnya apa", "--context", "pip/info", "--json").output)
    assert found["intents"][0]["intent"] == "pip/syarat"


def test_ask_tells_an_emergency_apart(run) -> None:
    found = json.loads(run("ask", "tolong rumah saya kebakaran", "--json").output)
    assert found["outcome"] == "emergency"
    assert found["intents"] == [{"intent": "darurat/bencana", "score": 100.0}]
    assert "113" in found["replies"][0]["text"]


def test_ask_keeps_nothing(run, tmp_path: Path) -> None:
    run("ask", "harga cabai hari ini berapa")
    assert not list((tmp_path / "data").glob("*.sqlite3"))


def test_check_is_clean_on_the_shipped_knowledge(run) -> None:
    result = run("check")
    assert result.exit_code == 0, result.output


def test_check_fails_with_file_and_line(run, tmp_path: Path) -> None:
    copy = tmp_path / "knowledge"
    shutil.copytree(KNOWLEDGE, copy)
    file = copy / "program" / "pkh.yaml"
    lines = file.read_text(encoding="utf-8").splitlines()
    at = lines.index("status: aktif")
    lines[at] = "statsu: aktif"
    file.write_text("\n".join(lines), encoding="utf-8")
    result = run("check", "--knowledge", str(copy), "--json")
    assert result.exit_code == 1
    problems = json.loads(result.output)["problems"]
    (problem,) = [p for p in problems if "statsu" in p["what"]]
    assert (problem["file"], problem["line"]) == ("program/pkh.yaml", at + 1)
    assert "status" in problem["fix"]


def test_a_folder_of_plain_entries_is_a_base(run, tmp_path: Path) -> None:
    folder = tmp_path / "kota lain" / "tanya_jawab"
    folder.mkdir(parents=True)
    (folder / "a.yaml").write_text(
        "entri:\n"
        "  - {id: kebun/buka, contoh: [kapan kebun buka, jam buka kebun], jawaban: Jam delapan.}\n"
        "  - {id: kebun/tiket, contoh: [tiket kebun berapa, harga masuk], jawaban: Gratis.}\n",
        encoding="utf-8",
    )
    found = run("ask", "jam buka kebun", "--json", "--knowledge", str(folder.parent)).output
    assert json.loads(found)["intents"][0]["intent"] == "kebun/buka"
    assert run("check", "--knowledge", str(folder.parent)).exit_code == 0


def test_a_chat_leaves_its_gap_for_the_coordinator(run) -> None:
    typed = "syarat pkh apa\nnama saya Sutrisno, resep rawon daging sapi gimana\n/keluar\n"
    talked = run("chat", typed=typed).output
    assert "PKH: syarat" in talked
    rows = list(csv.DictReader(io.StringIO(run("gaps", "--csv").output)))
    assert len(rows) == 1
    assert "rawon" in rows[0]["pertanyaan"]
    assert "Sutrisno" not in rows[0]["pertanyaan"]
    assert rows[0]["kanal"] == "console"
    listed = run("gaps").output
    assert "1 pertanyaan dalam 1 kelompok" in listed


def test_a_question_that_looks_like_a_formula_stays_text_in_a_spreadsheet(run) -> None:
    run("chat", typed="=HYPERLINK(resep rawon)\n")
    assert "'=HYPERLINK" in run("gaps", "--csv").output


def test_redact_reads_lines_and_shows_spans(run) -> None:
    assert run("redact", typed="hp 081299887766\nhalo\n").output == "hp [telepon]\nhalo\n"
    (span,) = json.loads(run("redact", "--json", typed="hp 081299887766\n").output)["spans"]
    assert span == {"start": 3, "end": 15, "kind": "phone"}


def test_evaluate_prints_the_contract(run, tmp_path: Path) -> None:
    questions = tmp_path / "q.tsv"
    questions.write_text(
        "intent\ttext\tcontext\npkh/syarat\tsyarat pkh apa\t\noos\tresep rawon\t\n"
        "pip/syarat\tsyaratnya apa\tpip/info\n"
        "sktm/info+pip/nominal\tsktm itu apa, pip dapat berapa\t\n",
        encoding="utf-8",
    )
    predictions = tmp_path / "p.tsv"
    found = json.loads(
        run("evaluate", str(questions), "--json", "--predictions", str(predictions)).output
    )
    assert found["n"] == 4
    assert found["accuracy"] == 1.0
    for key in ("answered_or_offered", "oos_answered", "latency_ms_p99", "load_seconds"):
        assert key in found
    header, *rows = predictions.read_text(encoding="utf-8").splitlines()
    assert header.split("\t")[:4] == ["text", "expected", "outcome", "predicted"]
    assert len(rows) == 4


def test_schema_writes_one_for_each_kind_of_file(run, tmp_path: Path) -> None:
    run("schema", str(tmp_path / "skema"))
    names = {file.stem for file in (tmp_path / "skema").iterdir()}
    assert {"program", "tanya_jawab", "pengaduan", "aspek", "parameter"} <= names
    program = json.loads((tmp_path / "skema" / "program.json").read_text(encoding="utf-8"))
    assert "nama_resmi" in program["properties"]


def test_the_retention_job_says_what_it_did(run) -> None:
    assert "Deleted 0 memories" in run("job", "retention").output


def test_the_rescreen_job_says_what_it_did(run) -> None:
    assert "Judged 0 kept interviews again" in run("job", "rescreen").output


def test_the_notify_job_says_what_it_did(run) -> None:
    assert "wrote 0 messages" in run("job", "notify").output


def test_a_job_that_does_not_exist_names_those_that_do(run) -> None:
    told = run("job", "rescren")
    assert told.exit_code == 2
    assert "retention, rescreen" in told.output + told.stderr


def test_a_mistake_in_the_configuration_is_said_in_a_sentence(tmp_path: Path) -> None:
    config = tmp_path / "config.yaml"
    config.write_text("telegramm:\n  token: x\n", encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "bot", "ask", "halo", "--config", str(config)],
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert done.returncode == 2
    assert "telegramm" in done.stderr
    assert "Traceback" not in done.stderr


def test_control_signs_in_a_question_do_not_reach_the_operator_s_terminal(run) -> None:
    run("chat", typed="resep \x1b]0;PWNED\x07\x1b[31mrawon daging\n")
    for command in (("gaps",), ("gaps", "--csv")):
        assert "\x1b" not in run(*command).output
        assert "rawon" in run(*command).output


def test_the_gaps_are_listed_while_the_knowledge_has_a_mistake(
    run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run("chat", typed="resep rawon daging\n")
    broken = tmp_path / "broken"
    (broken / "program").mkdir(parents=True)
    (broken / "program" / "x.yaml").write_text("id: [", encoding="utf-8")
    monkeypatch.setenv("SAMBUNG_KNOWLEDGE", str(broken))
    assert "rawon" in run("gaps").output
