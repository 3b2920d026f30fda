"""From a proposal to the knowledge in service: gate, second eyes, crash, history, undo."""

import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import select

from bot.app import finish_publications
from bot.config import Config
from bot.desk.publishing import Publishing, RefusedError
from bot.domain.desk import Actor, GapStatus
from bot.domain.merging import rebased
from bot.domain.publishing import FileChange, PublicationStatus
from bot.domain.redaction import RedactedText
from bot.domain.replaying import Asked, Changed, Finding, GateReport, Reaction
from bot.editor import Edit, edited
from bot.loader import load
from bot.storage.desk_tables import publications
from tests.publishing_world import (
    BUDI,
    FILE,
    KEBUN,
    NOW,
    OTHER,
    PASAR,
    SITI,
    Town,
    passed,
    town_in,
)

SEVEN = KEBUN.replace("Jam delapan.", "Jam tujuh.")
LOST = GateReport(
    changed=(
        Changed(
            Asked(RedactedText("jam piro kebun buka")),
            Reaction("answer", ("kebun/buka",), 91.5),
            Reaction("unknown"),
        ),
    ),
    replayed=12,
    seconds=0.5,
)


@pytest.fixture
def town(tmp_path: Path) -> Iterator[Town]:
    with town_in(tmp_path) as opened:
        yield opened


@pytest.fixture
def publishing(town: Town) -> Publishing:
    return town.open()


def saying(report: GateReport) -> Callable[..., GateReport]:
    return lambda changes, tell: report


def test_a_published_change_is_in_the_file_in_service_and_in_the_history(
    town: Town, publishing: Publishing
) -> None:
    number = town.proposed(publishing)
    assert town.text() == KEBUN
    assert [of.id for of in publishing.waiting()] == [number]
    assert publishing.progress(number).done
    publishing.publish(number, BUDI)
    assert town.text() == SEVEN
    assert town.in_service[-1].intents["kebun/buka"].section.lead == "Jam tujuh."
    of = publishing.get(number)
    assert of is not None
    assert (of.status, of.author, of.publisher, of.published_at) == (
        PublicationStatus.PUBLISHED, "Siti", "Budi", NOW,
    )  # fmt: skip
    assert of.changes[0].diff(0)[1:] == ("-    jawaban: Jam delapan.", "+    jawaban: Jam tujuh.")
    assert of.gate == GateReport(replayed=7)
    assert publishing.waiting() == ()
    assert town.rung == ["bel"]
    told = [(e.actor, e.deed, e.kind, e.target, e.at) for e in town.history()]
    assert told == [
        ("Siti", "usul", "publikasi", str(number), NOW),
        ("Budi", "terbitkan", "publikasi", str(number), NOW),
    ]


@pytest.mark.parametrize(
    ("closes", "intent"),
    [(GapStatus.ANSWERED, "kebun/buka"), (GapStatus.MISMATCHED, "pasar/buka")],
)
def test_publishing_closes_the_group_with_what_answers_it(
    town: Town, publishing: Publishing, closes: GapStatus, intent: str
) -> None:
    group = town.group()
    number = town.proposed(publishing, group=group, intent=intent, closes=closes)
    assert town.look(group).status is GapStatus.WORKING
    publishing.publish(number, BUDI)
    assert (town.look(group).status, town.look(group).intent) == (closes, intent)
    assert town.answered_at(group) == NOW.replace(tzinfo=None)
    assert [e.deed for e in town.history() if e.kind == "kelompok"] == ["status"]


def test_a_group_that_was_deleted_meanwhile_keeps_nothing_from_being_published(
    town: Town, publishing: Publishing
) -> None:
    number = town.proposed(publishing, group=4711, intent="kebun/buka")
    publishing.publish(number, BUDI)
    assert town.text() == SEVEN


def test_a_rejected_change_never_reaches_the_file(town: Town, publishing: Publishing) -> None:
    number = town.proposed(publishing)
    publishing.reject(number, BUDI, "belum ada sumbernya")
    of = publishing.get(number)
    assert of is not None
    assert (of.status, of.reason) == (PublicationStatus.REJECTED, "belum ada sumbernya")
    for decide in (publishing.publish, publishing.reject):
        with pytest.raises(RefusedError, match="sudah diputuskan: ditolak"):
            decide(number, BUDI, "x")
    assert town.text() == KEBUN
    assert town.history()[-1].detail["alasan"] == "belum ada sumbernya"


@pytest.mark.parametrize(
    ("report", "said"),
    [
        (GateReport(problems=(Finding(FILE, 3, "kunci salah."),)), "masih ada yang salah"),
        (GateReport(harm=(Finding(FILE, 3, "tidak lagi darurat."),)), "bahaya"),
        (GateReport(failure="Pemeriksaan terlalu lama."), "terlalu lama"),
        (LOST, "Tulis alasan"),
    ],
)
def test_what_the_gate_found_stands_in_the_way(
    town: Town, publishing: Publishing, report: GateReport, said: str
) -> None:
    town.gate = saying(report)
    number = town.proposed(publishing)
    with pytest.raises(RefusedError, match=said):
        publishing.publish(number, BUDI)
    assert said in publishing.obstacle(number, BUDI)
    assert town.text() == KEBUN
    assert publishing.get(number).gate == report  # type: ignore[union-attr]


def test_harm_is_not_talked_away_with_a_reason_but_a_loss_is(
    town: Town, publishing: Publishing
) -> None:
    town.gate = saying(replace(LOST, harm=(Finding(FILE, 3, "tidak lagi darurat."),)))
    harmful = town.proposed(publishing)
    with pytest.raises(RefusedError, match="bahaya"):
        publishing.publish(harmful, BUDI, "saya yakin")
    town.gate = saying(LOST)
    worse = town.proposed(publishing)
    assert publishing.obstacle(worse, BUDI, "memang begitu") == ""
    publishing.publish(worse, BUDI, " memang begitu ")
    assert publishing.get(worse).reason == "memang begitu"  # type: ignore[union-attr]
    assert town.history()[-1].detail["alasan"] == "memang begitu"


def test_with_second_eyes_nobody_publishes_their_own_change(town: Town) -> None:
    town.second_eyes = True
    publishing = town.open()
    number = town.proposed(publishing)
    for author in (SITI, Actor("Siti Aminah", 1)):
        with pytest.raises(RefusedError, match="satu orang lagi"):
            publishing.publish(number, author)
    publishing.publish(number, BUDI)
    at_the_terminal = Actor("operator")
    number = town.proposed(publishing, changes=town.change("Jam enam."), author=at_the_terminal)
    with pytest.raises(RefusedError, match="satu orang lagi"):
        publishing.publish(number, at_the_terminal)
    publishing.publish(number, SITI)


def test_without_second_eyes_the_author_may_publish(town: Town, publishing: Publishing) -> None:
    publishing.publish(town.proposed(publishing), SITI)
    assert town.text() == SEVEN


def test_nothing_is_published_before_the_gate_has_ended(town: Town) -> None:
    begun, go_on = threading.Event(), threading.Event()

    def slow(changes: Sequence[FileChange], tell: Callable[[float, str], None]) -> GateReport:
        tell(0.25, "Memutar ulang pertanyaan")
        begun.set()
        assert go_on.wait(30)
        return GateReport()

    town.gate = slow
    publishing = town.open()
    number = publishing.propose(town.change(), "x", SITI)
    assert begun.wait(30)
    progress = publishing.progress(number)
    assert (progress.share, progress.words, progress.done) == (
        0.25, "Memutar ulang pertanyaan", False,
    )  # fmt: skip
    with pytest.raises(RefusedError, match="belum selesai"):
        publishing.publish(number, BUDI)
    go_on.set()
    town.checking.wait(number)
    assert publishing.progress(number).done
    publishing.publish(number, BUDI)


def test_a_gate_that_breaks_is_no_gate_that_passes(town: Town, publishing: Publishing) -> None:
    def broken(changes: Sequence[FileChange], tell: Callable[[float, str], None]) -> GateReport:
        raise ValueError("rusak")

    town.gate = broken
    number = town.proposed(publishing)
    with pytest.raises(RefusedError, match="gangguan"):
        publishing.publish(number, BUDI)
    town.gate = passed
    publishing.recheck(number)
    town.checking.wait(number)
    publishing.publish(number, BUDI)


def test_a_report_about_another_folder_is_not_good_enough(
    town: Town, publishing: Publishing
) -> None:
    first = town.proposed(publishing)
    second = town.proposed(publishing, changes=town.change("Jam empat pagi.", OTHER))
    publishing.publish(first, BUDI)
    with pytest.raises(RefusedError, match="berubah sejak"):
        publishing.publish(second, BUDI)
    town.checking.wait(second)
    publishing.publish(second, BUDI)
    assert (town.text(), town.text(OTHER)) == (SEVEN, PASAR.replace("lima", "empat"))


def test_two_people_may_add_examples_to_one_list(town: Town, publishing: Publishing) -> None:
    def with_phrase(phrase: str) -> tuple[FileChange, ...]:
        return edited(town.root, [Edit(OTHER, ("entri", 0, "contoh", 1), phrase)])

    first = town.proposed(publishing, changes=with_phrase("pasar buka jam piro"))
    second = town.proposed(publishing, changes=with_phrase("jam pasar"))
    publishing.publish(first, BUDI)
    with pytest.raises(RefusedError, match="diulang"):
        publishing.publish(second, BUDI)
    town.checking.wait(second)
    publishing.publish(second, BUDI)
    examples = town.in_service[-1].intents["pasar/buka"].examples
    assert examples == ("kapan pasar buka", "pasar buka jam piro", "jam pasar")


def test_a_clash_on_the_same_line_is_told_and_overwrites_nothing(
    town: Town, publishing: Publishing
) -> None:
    number = town.proposed(publishing)
    by_hand = KEBUN.replace("Jam delapan.", "Jam sembilan.")
    (town.root / FILE).write_text(by_hand, encoding="utf-8")
    with pytest.raises(RefusedError, match="baris yang sama"):
        publishing.publish(number, BUDI)
    assert town.text() == by_hand


def test_a_proposal_that_changes_nothing_is_no_proposal(
    town: Town, publishing: Publishing
) -> None:
    with pytest.raises(RefusedError, match="Tidak ada yang berubah"):
        publishing.propose((), "x", SITI)
    assert publishing.recent() == ()


def test_knowledge_that_cannot_be_loaded_is_put_back(town: Town, publishing: Publishing) -> None:
    changes = (
        *edited(town.root, [Edit(FILE, ("entri", 0, "jawabann"), "salah ketik")]),
        FileChange("tanya_jawab/baru.yaml", "", "entri: []\n"),
    )
    group = town.group()
    number = town.proposed(publishing, changes=changes, group=group)
    with pytest.raises(RefusedError, match="jawabann"):
        publishing.publish(number, BUDI)
    assert town.text() == KEBUN
    assert not (town.root / "tanya_jawab" / "baru.yaml").exists()
    of = publishing.get(number)
    assert of is not None
    assert (of.status, of.gate, of.publisher) == (PublicationStatus.PROPOSED, None, "")
    assert town.look(group).status is GapStatus.WORKING
    assert town.rung == []
    assert town.history()[-1].deed == "gagal terbit"


def test_a_folder_that_cannot_be_written_is_told_in_words(
    town: Town, publishing: Publishing
) -> None:
    number = town.proposed(publishing)
    blocked = town.root / "tanya_jawab" / f".sambung-{Path(FILE).name}"
    blocked.mkdir()  # in the way of the temporary file
    with pytest.raises(RefusedError, match="tidak bisa ditulis"):
        publishing.publish(number, BUDI)
    assert town.text() == KEBUN
    blocked.rmdir()
    town.checking.start(number)
    town.checking.wait(number)
    publishing.publish(number, BUDI)
    assert town.text() == SEVEN


def test_undo_is_a_proposal_through_the_same_gate(town: Town, publishing: Publishing) -> None:
    group = town.group()
    number = town.proposed(publishing, group=group, intent="kebun/buka")
    with pytest.raises(RefusedError, match="sudah terbit"):
        publishing.undo(number, BUDI)
    publishing.publish(number, BUDI)
    town.gate = saying(LOST)
    back = publishing.undo(number, BUDI)
    town.checking.wait(back)
    assert town.text() == SEVEN
    with pytest.raises(RefusedError, match="alasan"):
        publishing.publish(back, SITI)
    publishing.publish(back, SITI, "salah jam")
    assert town.text() == KEBUN
    assert town.in_service[-1].intents["kebun/buka"].section.lead == "Jam delapan."
    of = town.look(group)
    assert (of.status, of.intent, of.reopened) == (GapStatus.NEW, "", 1)
    assert [p.id for p in publishing.recent()] == [back, number]
    assert [p.id for p in publishing.recent(1, before_id=back)] == [number]


def test_undo_keeps_what_was_published_later_in_other_lines(
    town: Town, publishing: Publishing
) -> None:
    first = town.proposed(publishing)
    publishing.publish(first, BUDI)
    new: dict[str, str | list[str]] = {
        "id": "kebun/parkir", "contoh": ["parkir kebun"], "jawaban": "Di timur.",
    }  # fmt: skip
    later = edited(town.root, [Edit(FILE, ("entri", 1), new)])  # type: ignore[arg-type]
    publishing.publish(town.proposed(publishing, changes=later), BUDI)
    back = publishing.undo(first, SITI)
    town.checking.wait(back)
    publishing.publish(back, BUDI)
    assert town.text().startswith(KEBUN)
    assert "kebun/parkir" in town.in_service[-1].intents


def test_undo_of_a_line_that_was_changed_again_is_refused(
    town: Town, publishing: Publishing
) -> None:
    first = town.proposed(publishing)
    publishing.publish(first, BUDI)
    publishing.publish(town.proposed(publishing, changes=town.change("Jam enam.")), BUDI)
    with pytest.raises(RefusedError, match="baris yang sama"):
        publishing.undo(first, SITI)


def test_a_new_file_is_deleted_by_undo(town: Town, publishing: Publishing) -> None:
    text = "entri:\n  - id: taman/buka\n    contoh: [taman]\n    jawaban: Selalu.\n"
    name = "tanya_jawab/taman.yaml"
    number = town.proposed(publishing, changes=(FileChange(name, "", text),))
    publishing.publish(number, BUDI)
    assert "taman/buka" in town.in_service[-1].intents
    back = publishing.undo(number, BUDI)
    town.checking.wait(back)
    publishing.publish(back, SITI)
    assert not (town.root / name).exists()
    assert "taman/buka" not in town.in_service[-1].intents


MOMENTS = ("sebelum berkas", "di antara berkas", "sesudah berkas", "sesudah dipakai")


def crashed(folder: Path, moment: str) -> None:
    command = [sys.executable, "-m", "tests.publishing_world", str(folder), moment]
    done = subprocess.run(command, check=False, capture_output=True, timeout=60)
    assert done.returncode == -signal.SIGKILL, done.stderr.decode()


@pytest.mark.parametrize("moment", MOMENTS)
def test_a_publication_killed_at_any_moment_is_finished_at_the_next_start(
    tmp_path: Path, moment: str
) -> None:
    crashed(tmp_path, moment)
    with town_in(tmp_path) as town:
        publishing = town.open()
        (left,) = publishing.recent()
        assert left.status is PublicationStatus.WRITING
        assert publishing.recover() == 1
        assert (town.text(), town.text(OTHER)) == (SEVEN, PASAR.replace("lima", "empat"))
        (of,) = publishing.recent()
        assert (of.status, of.publisher) == (PublicationStatus.PUBLISHED, "Budi")
        assert (town.look(1).status, town.look(1).intent) == (GapStatus.ANSWERED, "kebun/buka")
        assert town.rung == ["bel"]
        assert [e.deed for e in town.history()] == ["usul", "terbitkan", "status"]
        assert publishing.recover() == 0
        hidden = [file.name for file in town.root.rglob(".*")]
        assert hidden == []


@pytest.mark.parametrize("moment", MOMENTS)
def test_after_a_crash_the_files_are_whole_before_the_knowledge_is_read(
    tmp_path: Path, moment: str
) -> None:
    crashed(tmp_path, moment)
    root = tmp_path / "pengetahuan"
    finish_publications(Config(data_dir=tmp_path, knowledge=root))
    assert (root / FILE).read_text(encoding="utf-8") == SEVEN
    assert "empat" in (root / OTHER).read_text(encoding="utf-8")
    assert load(root, NOW.date()).intents["pasar/buka"].section.lead == "Jam empat pagi."
    with town_in(tmp_path) as town:
        publishing = town.open()
        assert publishing.recover() == 1
        assert town.in_service == []  # the start has loaded them already
        assert publishing.recent()[0].status is PublicationStatus.PUBLISHED


@pytest.mark.parametrize("moment", MOMENTS[:2])
def test_a_file_changed_by_hand_after_the_crash_is_left_to_whoever_changed_it(
    tmp_path: Path, moment: str
) -> None:
    crashed(tmp_path, moment)
    with town_in(tmp_path) as town:
        by_hand = PASAR.replace("lima pagi", "tiga")
        (town.root / OTHER).write_text(by_hand, encoding="utf-8")
        publishing = town.open()
        assert publishing.recover() == 0
        assert (town.text(), town.text(OTHER)) == (KEBUN, by_hand)
        (of,) = publishing.recent()
        assert of.status is PublicationStatus.PROPOSED
        assert town.look(1).status is GapStatus.WORKING
        assert town.history()[-1].deed == "gagal terbit"


def test_a_check_that_a_restart_broke_off_begins_anew(tmp_path: Path) -> None:
    never = threading.Event()
    with town_in(tmp_path) as town:
        town.gate = lambda changes, tell: (never.wait(30), GateReport())[1]
        number = town.open().propose(town.change(), "x", SITI)
    never.set()
    with town_in(tmp_path) as town:
        publishing = town.open()
        assert publishing.recover() == 0
        town.checking.wait(number)
        assert publishing.get(number).gate == GateReport(replayed=7)  # type: ignore[union-attr]


def test_of_two_who_publish_at_once_one_does(town: Town, publishing: Publishing) -> None:
    number = town.proposed(publishing)
    refused: list[str] = []

    def publish(by: Actor) -> None:
        try:
            publishing.publish(number, by)
        except RefusedError as error:
            refused.append(str(error))

    threads = [threading.Thread(target=publish, args=(Actor(f"P{i}", i),)) for i in range(5, 11)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(refused) == 5
    assert len(town.in_service) == 1
    assert [e.deed for e in town.history()] == ["usul", "terbitkan"]


@pytest.mark.parametrize(
    ("before", "now", "after", "both"),
    [
        ("a\nb\nc\n", "a\nb\nc\n", "x\nb\nc\n", "x\nb\nc\n"),
        ("a\nb\nc\n", "a\nb\nz\n", "x\nb\nc\n", "x\nb\nz\n"),
        ("a\nb\n", "a\nb\nz\n", "a\nb\ny\n", "a\nb\nz\ny\n"),
        ("a\nb\n", "a\nx\n", "a\nx\n", "a\nx\n"),
        ("a\nb\n", "a\nx\n", "a\ny\n", None),
        ("a\nb\nc\n", "a\nc\n", "a\ny\nc\n", None),
        ("", "a\n", "b\n", None),
        ("a\n", "b\n", "", None),
        ("a\n", "", "b\n", None),
    ],
)
def test_two_changes_of_a_file_are_brought_together_or_refused(
    before: str, now: str, after: str, both: str | None
) -> None:
    merged = rebased(FileChange(FILE, before, after), now)
    assert merged == (FileChange(FILE, now, both) if both is not None else None)


def test_a_rejected_change_keeps_no_texts_and_no_questions(
    town: Town, publishing: Publishing
) -> None:
    town.gate = saying(LOST)
    number = town.proposed(publishing)
    publishing.reject(number, BUDI, "keliru")
    of = publishing.get(number)
    assert of is not None
    assert (of.changes, of.gate) == ((), None)
    assert publishing.progress(number).done
    query = select(publications.c.files, publications.c.gate)
    assert town.writer.run(lambda db: db.execute(query).one()).result() == ("[]", "")


def test_of_a_published_change_only_the_figures_of_its_check_stay(
    town: Town, publishing: Publishing
) -> None:
    town.gate = saying(LOST)
    number = town.proposed(publishing)
    assert publishing.get(number).gate == LOST  # type: ignore[union-attr]
    publishing.publish(number, BUDI, "memang begitu")
    of = publishing.get(number)
    assert of is not None
    assert of.gate is not None
    assert [str(one.asked.text) for one in of.gate.changed] == [""]
    assert (of.gate.replayed, of.gate.changed[0].before) == (12, LOST.changed[0].before)
    stored = town.writer.run(lambda db: db.scalar(select(publications.c.gate))).result()
    assert "jam piro" not in str(stored)


def test_what_is_written_of_a_change_is_kept_without_personal_data(
    town: Town, publishing: Publishing
) -> None:
    said = "Pak Slamet, 081234567890, minta begini"
    number = publishing.propose(town.change(), f"Jam buka. {said}", SITI)
    town.checking.wait(number)
    publishing.publish(number, BUDI, said)
    other = town.proposed(publishing, changes=town.change("Jam enam."))
    publishing.reject(other, BUDI, said)
    for of in (publishing.get(number), publishing.get(other)):
        assert of is not None
        assert "081234567890" not in of.summary + of.reason
        assert "minta begini" in of.reason
    assert "081234567890" not in str(town.history())
