"""The publish gate: what a change would do is known before it is done, and a check always ends."""

import errno
import os
import signal
import tempfile
import threading
from collections.abc import Callable, Iterator, Sequence
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import insert

from bot.app import load_brain, load_matcher
from bot.app.core import Core, now, open_core, today
from bot.app.gating import ENDED, FULL, SLOW, UNWRITABLE, Patience, PublishGate
from bot.app.learning import reload
from bot.config import Config
from bot.domain.learned import Learned
from bot.domain.matching import Matcher
from bot.domain.meaning import Meaning
from bot.domain.publishing import FileChange
from bot.domain.redaction import RedactedText
from bot.domain.replaying import Asked, Change, Changed, Finding, GateReport, Reaction, Stray
from bot.loader import SHIPPED, load
from bot.loader.source import made_from
from bot.service import Brain
from bot.storage.compiled import CompiledCache
from bot.storage.desk_tables import asked
from bot.storage.replay import asked_lately, report_from_text, report_to_text
from bot.storage.tables import gaps

GARDEN = """entri:
  # Jam dan karcis.
  - id: kebun/buka
    contoh: [kapan kebun buka, jam buka kebun, kebun tutup jam berapa, kebun buka hari minggu]
    jawaban: Jam delapan.
  - id: kebun/tiket
    contoh: [tiket kebun berapa, harga masuk kebun, bayar berapa masuk kebun]
    jawaban: Gratis.
  - id: darurat/medis
    contoh: [ada yang pingsan, tolong ada orang pingsan]
    jawaban: Segera minta tolong.
"""
SIGNS = """darurat:
  - niat: darurat/medis
    tanda: [pingsan, sekarat]
"""
CASES = """pertanyaan:
  - {teks: jam berapa kebun dibuka, niat: kebun/buka}
  - {teks: tetangga saya sekarat di jalan, niat: darurat/medis}
"""
FILES = {
    "tanya_jawab/kebun.yaml": GARDEN,
    "kamus/darurat.yaml": SIGNS,
    "periksa/a.yaml": CASES,
}
LIBRARY = """entri:
  - id: pustaka/buka
    contoh: [jam buka perpustakaan, %s]
    jawaban: Jam sembilan.
"""


def silent(_: float, __: str) -> None:
    """Nobody watches the progress."""


@pytest.fixture
def knowledge(tmp_path: Path) -> Path:
    for name, text in FILES.items():
        file = tmp_path / "knowledge" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    return tmp_path / "knowledge"


@pytest.fixture
def core(knowledge: Path, tmp_path: Path) -> Iterator[Core]:
    config = Config(data_dir=tmp_path / "data", knowledge=knowledge)
    with open_core(config, load_brain(config)) as opened:
        yield opened
        until_learnt()


def until_learnt() -> None:
    for thread in threading.enumerate():
        if thread.name == "gate":
            thread.join(120)


def ask(core: Core, *texts: str, topic: str | None = None, days: int = 1) -> None:
    rows = [
        {
            "conversation": f"{place:064d}",
            "channel": "web",
            "at": (now() - timedelta(days=days)).replace(tzinfo=None),
            "route": "answer",
            "outcome": "answer",
            "question": text,
            "topic": topic,
        }
        for place, text in enumerate(texts)
    ]
    core.writer.run(lambda connection: connection.execute(insert(asked), rows)).result()


def changed(name: str, old: str, new: str) -> list[FileChange]:
    before = FILES[name]
    assert old in before
    return [FileChange(name, before, before.replace(old, new))]


def added(name: str, text: str) -> list[FileChange]:
    return [FileChange(name, "", text)]


def checked(core: Core, changes: Sequence[FileChange]) -> GateReport:
    report = PublishGate(core)(changes, silent)
    assert report.failure == ""
    return report


def test_a_phrase_that_steals_questions_is_named_with_what_it_steals(core: Core) -> None:
    ask(core, "bayar berapa masuk kebun", "masuk kebun bayar berapa ya", "jam buka kebun")
    changes = added("tanya_jawab/pustaka.yaml", LIBRARY % "masuk kebun bayar berapa ya")
    report = checked(core, changes)
    assert report.replayed == 3
    (moved,) = report.of(Change.MOVED)
    assert moved.asked.text == "masuk kebun bayar berapa ya"
    assert moved.because == "masuk kebun bayar berapa ya"
    assert report.thefts == {("pustaka/buka", "kebun/tiket"): 1}
    assert report.needs_reason
    assert not report.is_blocked


def test_a_question_that_is_now_answered_needs_no_reason(core: Core) -> None:
    ask(core, "perpustakaan")
    report = checked(core, added("tanya_jawab/pustaka.yaml", LIBRARY % "perpustakaan"))
    assert len(report.of(Change.GAINED)) == 1
    assert not report.needs_reason


def test_a_change_of_an_answer_alone_changes_no_understanding(core: Core) -> None:
    ask(core, "jam buka kebun", "masuk kebun bayar berapa ya")
    report = checked(core, changed("tanya_jawab/kebun.yaml", "Jam delapan.", "Jam delapan pagi."))
    assert report == GateReport(replayed=2, seconds=report.seconds)


def test_a_folder_with_mistakes_is_blocked_with_every_mistake(core: Core) -> None:
    report = checked(core, changed("tanya_jawab/kebun.yaml", "contoh: [tiket", "conto: [tiket"))
    assert report.is_blocked
    assert any("conto" in str(problem) for problem in report.problems)
    assert all(problem.file == "tanya_jawab/kebun.yaml" for problem in report.problems)


def test_an_emergency_nobody_would_hear_any_more_blocks(core: Core) -> None:
    ask(core, "nenek sekarat")
    report = checked(core, changed("kamus/darurat.yaml", ", sekarat", ""))
    assert report.is_blocked
    assert any("nenek sekarat" in found.what for found in report.harm)


def test_an_emergency_out_of_nothing_blocks_unless_a_case_says_it_is_right(core: Core) -> None:
    ask(core, "kakek kejang di sawah")
    sign = changed("kamus/darurat.yaml", "sekarat", "sekarat, kejang")
    assert checked(core, sign).is_blocked
    case = "  - {teks: kakek kejang di sawah, niat: darurat/medis}\n"
    said = [FileChange("periksa/a.yaml", CASES, CASES + case)]
    report = checked(core, [*sign, *said])
    assert report.harm == ()
    assert report.replayed == 1


def test_a_safety_case_that_fails_or_goes_blocks(core: Core) -> None:
    fails = checked(core, changed("kamus/darurat.yaml", ", sekarat", ""))
    assert any("tetangga saya sekarat" in found.what for found in fails.harm)
    line = "  - {teks: tetangga saya sekarat di jalan, niat: darurat/medis}\n"
    gone = checked(core, changed("periksa/a.yaml", line, ""))
    assert [found.file for found in gone.harm] == ["periksa/a.yaml"]


def test_an_ordinary_case_that_fails_asks_for_a_reason(core: Core) -> None:
    new = "pertanyaan:\n  - {teks: jam buka kebun, niat: kebun/tiket}\n"
    report = checked(core, added("periksa/b.yaml", new))
    assert [found.file for found in report.broken] == ["periksa/b.yaml"]
    assert report.needs_reason
    assert not report.is_blocked


def test_an_example_that_misses_its_own_entry_asks_for_a_reason(core: Core) -> None:
    new = LIBRARY % "saya pingsan di perpustakaan"
    report = checked(core, added("tanya_jawab/pustaka.yaml", new))
    assert [(stray.text, stray.intent) for stray in report.own_examples] == [
        ("saya pingsan di perpustakaan", "pustaka/buka")
    ]
    assert report.needs_reason


def test_progress_only_goes_forward_and_says_what_is_done(core: Core) -> None:
    told: list[tuple[float, str]] = []
    changes = added("tanya_jawab/pustaka.yaml", LIBRARY % "perpustakaan")
    PublishGate(core)(changes, lambda share, words: told.append((share, words)))
    assert [share for share, _ in told] == sorted(share for share, _ in told)
    assert {"Membaca berkas pengetahuan", "Mempelajari kalimat"} <= {words for _, words in told}


def disturbed(core: Core, do: Callable[[int], None], patience: Patience) -> GateReport:
    """The report of a gate whose process is disturbed as soon as it has begun."""
    gate = PublishGate(core, patience)
    done: list[int] = []

    def disturb(share: float, _: str) -> None:
        if share > 0 and gate.process_id and not done:
            done.append(gate.process_id)
            do(gate.process_id)

    report = gate(added("tanya_jawab/pustaka.yaml", LIBRARY % "perpustakaan"), disturb)
    assert done
    return report


def test_a_killed_check_says_so_and_the_next_one_runs(core: Core) -> None:
    report = disturbed(core, lambda pid: os.kill(pid, signal.SIGKILL), Patience())
    assert report.failure == ENDED
    assert report.is_blocked
    assert not checked(core, added("tanya_jawab/pustaka.yaml", LIBRARY % "perpus")).is_blocked


def test_a_check_that_hangs_is_ended(core: Core) -> None:
    stopped: list[int] = []

    def stop(pid: int) -> None:
        stopped.append(pid)
        os.kill(pid, signal.SIGSTOP)

    report = disturbed(core, stop, Patience(silence=1.0))
    assert report.failure == SLOW
    with pytest.raises(ProcessLookupError):
        os.kill(stopped[0], 0)


def test_a_full_disk_is_told_in_plain_words(core: Core, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> int:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", full)
    assert PublishGate(core)([], silent).failure == FULL


def test_without_a_place_for_the_copy_the_check_says_so(
    core: Core, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "nowhere"))
    assert PublishGate(core)([], silent).failure == UNWRITABLE


def test_a_name_outside_the_folder_is_refused(core: Core, tmp_path: Path) -> None:
    report = PublishGate(core)(added("../../lolos.yaml", "a: 1"), silent)
    assert report.is_blocked
    assert "../../lolos.yaml" in report.failure
    assert not list(tmp_path.rglob("lolos.yaml"))


def test_what_the_gate_has_learnt_is_put_into_service_without_learning_again(core: Core) -> None:
    changes = added("tanya_jawab/pustaka.yaml", LIBRARY % "perpustakaan buka")
    checked(core, changes)
    (core.config.knowledge / changes[0].name).write_text(changes[0].after, encoding="utf-8")
    assert reload(core)
    ticks: list[int] = []
    load_matcher(core.config, lambda: ticks.append(1))
    assert ticks == []
    found = core.service.brain.understand("jam buka perpustakaan", None)
    assert found.questions[0].candidates[0].intent == "pustaka/buka"
    assert not reload(core)  # the watcher sees the same files, and leaves them


def test_what_two_processes_learn_is_what_one_learns(core: Core) -> None:
    new = LIBRARY % "buku apa saja di perpustakaan"
    checked(core, added("tanya_jawab/pustaka.yaml", new))
    until_learnt()
    (core.config.knowledge / "tanya_jawab/pustaka.yaml").write_text(new, encoding="utf-8")
    apart = load_matcher(core.config)[1]
    base = load(core.config.knowledge, today())
    texts = ("kebun apa perpustakaan", "bayar buku berapa", "jam buka", "masuk", "kebun minggu")
    alone = Matcher.compile(base)
    assert apart.calibration == alone.calibration
    assert [apart.opinions(text) for text in texts] == [alone.opinions(text) for text in texts]


def test_no_words_of_people_lie_in_the_cache(core: Core) -> None:
    ask(core, "kapan kebun mawar berbunga")
    checked(core, added("tanya_jawab/pustaka.yaml", LIBRARY % "perpustakaan"))
    until_learnt()
    files = [file for file in (core.config.data_dir / "cache").rglob("*") if file.is_file()]
    assert any("memory" in file.name for file in files)
    assert not any(b"berbunga" in file.read_bytes() for file in files)


def test_a_folder_that_is_broken_today_can_be_mended(core: Core) -> None:
    file = core.config.knowledge / "tanya_jawab/kebun.yaml"
    broken = GARDEN.replace("contoh: [tiket", "conto: [tiket")
    file.write_text(broken, encoding="utf-8")
    report = checked(core, [FileChange("tanya_jawab/kebun.yaml", broken, GARDEN)])
    assert not report.is_blocked


def test_questions_come_back_once_with_their_people(core: Core) -> None:
    ask(core, "a b", "a b", "c d")
    ask(core, "a b", topic="kebun/buka")
    ask(core, "zaman dulu", days=400)
    gap = {
        "conversation": "x" * 64,
        "channel": "web",
        "message_id": "1",
        "question": "belum terjawab",
        "reason": "no_candidate",
        "candidates": "[]",
        "created_at": (now() - timedelta(days=400)).replace(tzinfo=None),
    }
    core.writer.run(lambda connection: connection.execute(insert(gaps), gap)).result()
    since = (now() - timedelta(weeks=8)).replace(tzinfo=None)
    found = core.writer.run(lambda connection: asked_lately(connection, since)).result()
    assert found[0] == Asked(RedactedText("a b"), "", 2)
    assert set(found[1:]) == {
        Asked(RedactedText("a b"), "kebun/buka", 1),
        Asked(RedactedText("c d"), "", 1),
        Asked(RedactedText("belum terjawab"), "", 1),
    }
    few = core.writer.run(lambda connection: asked_lately(connection, since, 2)).result()
    assert few == found[:2]


def test_a_stored_report_reads_as_it_was_written() -> None:
    finding = Finding("a.yaml", 3, "salah.", "Perbaiki.")
    reaction = Reaction("answer", ("a/b", "c/d"), 71.5)
    asking = Asked(RedactedText("apa “ini”"), "a/b", 3)
    report = GateReport(
        *((finding,), (finding,), (finding,), (finding,)),
        own_examples=(Stray("contoh", "a/b", Reaction("unknown")),),
        changed=(Changed(asking, reaction, Reaction("confirm", ("a/b",), 20.0), "contoh"),),
        replayed=5,
        seconds=1.25,
        failure="Terhenti.",
    )
    assert report_from_text(report_to_text(report)) == report


def test_a_sign_of_danger_too_many_blocks_on_the_shipped_base(
    brain: Brain, tmp_path: Path
) -> None:
    config = Config(data_dir=tmp_path, knowledge=SHIPPED)
    with open_core(config, brain) as core:
        assert isinstance(brain.understand, Meaning)
        cache = CompiledCache(tmp_path / "cache", core.box.cache_key)
        cache.keep(Learned(brain.base, brain.understand.matcher), made_from(SHIPPED, today()))
        ask(core, "cara daftar kip kuliah", "syarat pkh apa saja")
        text = (SHIPPED / "kamus/darurat.yaml").read_text(encoding="utf-8")
        sign = '    tanda:\n      - "=syarat + =pkh"\n'
        report = checked(
            core,
            [FileChange("kamus/darurat.yaml", text, text.replace("    tanda:\n", sign, 1))],
        )
        assert report.is_blocked
        assert report.replayed == 2
        assert [found.what for found in report.harm if "syarat pkh apa saja" in found.what]
