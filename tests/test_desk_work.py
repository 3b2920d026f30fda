"""Work on groups of questions: every deed is kept with its history; the terminal does them all."""

import csv
import io
import json
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from sqlalchemy import text
from typer.testing import CliRunner, Result

from bot.cli import cli
from bot.desk.work import DeedError, NoGroupError
from bot.domain.desk import Actor, GapStatus, Harm, Role
from bot.storage import groups, journal
from tests.desk_world import Town, town

RINI = Actor("Bu Rini")


@pytest.fixture
def magelang(tmp_path: Path) -> Iterator[Town]:
    opened = town(tmp_path)
    yield opened
    opened.close()


def test_a_group_counts_questions_people_and_who_waits(magelang: Town) -> None:
    first = magelang.ask("resep rawon", "1", told=True)
    again = magelang.ask("resep rawon dong", "1", told=True)
    other = magelang.ask("bumbu rawon apa saja", "2")
    found = magelang.standing(magelang.group_of(first, again, other))
    assert (found.questions, found.people, found.waiting) == (3, 2, 1)
    assert found.title == "resep rawon"


def test_taking_gives_it_an_owner_and_a_day(magelang: Town) -> None:
    group = magelang.group_of(magelang.ask("resep rawon"))
    account = magelang.account("rini")
    magelang.work.take(group, Actor("Rini", account)).result(10)
    taken = magelang.standing(group)
    assert (taken.status, taken.owner, taken.account_id) == (GapStatus.WORKING, "Rini", account)
    assert taken.due_on == date(2026, 11, 30)
    assert not taken.is_overdue(date(2026, 11, 30))
    assert taken.is_overdue(date(2026, 12, 1))


def test_a_day_that_was_set_is_not_moved_by_taking_or_handing_on(magelang: Town) -> None:
    group = magelang.group_of(magelang.ask("resep rawon"))
    magelang.work.due(group, RINI, date(2026, 11, 25)).result(10)
    magelang.work.take(group, RINI).result(10)
    magelang.work.assign(group, RINI, office="Dinas Sosial").result(10)
    assert magelang.standing(group).due_on == date(2026, 11, 25)
    magelang.work.due(group, RINI, None).result(10)
    assert magelang.standing(group).due_on is None


def test_every_deed_stands_in_the_history_with_who_and_what(magelang: Town) -> None:
    group = magelang.group_of(magelang.ask("resep rawon"))
    account = magelang.account("sari", Role.OFFICE, "Dinas Sosial")
    work = magelang.work
    work.take(group, RINI).result(10)
    work.assign(group, RINI, account_id=account).result(10)
    work.due(group, RINI, date(2026, 12, 1)).result(10)
    work.note(group, RINI, "sudah ditanyakan ke Dinsos").result(10)
    work.retitle(group, RINI, "Resep masakan").result(10)
    work.draft(group, RINI, "Belum ada.").result(10)
    work.status(group, RINI, GapStatus.MISMATCHED, "kebun/buka").result(10)
    sheet = work.sheet(group).result(10)
    assert sheet is not None
    assert [entry.deed for entry in sheet.entries] == [
        "ambil",
        "serahkan",
        "tenggat",
        "catatan",
        "judul",
        "konsep",
        "status",
    ]
    assert {entry.actor for entry in sheet.entries} == {"Bu Rini"}
    assert {entry.at for entry in sheet.entries} == {magelang.now}
    assert sheet.entries[1].detail == {"kantor": "Dinas Sosial", "orang": "Sari"}
    assert sheet.entries[3].detail == {"teks": "sudah ditanyakan ke Dinsos"}
    assert sheet.entries[6].detail == {
        "dari": "dikerjakan",
        "ke": "salah cocok",
        "jawaban": "kebun/buka",
    }
    assert (sheet.group.title, sheet.group.draft) == ("Resep masakan", "Belum ada.")
    assert [row.question for row in sheet.questions] == ["resep rawon"]


def test_what_is_answered_names_an_answer_that_exists(magelang: Town) -> None:
    group = magelang.group_of(magelang.ask("resep rawon"))
    for status in (GapStatus.ANSWERED, GapStatus.MISMATCHED):
        for intent in ("", "kebun/tutup"):
            with pytest.raises(DeedError):
                magelang.work.status(group, RINI, status, intent).result(10)
    assert magelang.deeds(group) == []
    magelang.work.status(group, RINI, GapStatus.ANSWERED, "kebun/buka").result(10)
    assert magelang.standing(group).intent == "kebun/buka"
    magelang.work.take(group, RINI).result(10)
    assert magelang.standing(group).intent == "", "it is open again: no answer counts"


def test_a_refused_deed_leaves_neither_change_nor_history(magelang: Town) -> None:
    group = magelang.group_of(magelang.ask("resep rawon"))
    before = magelang.standing(group)
    work = magelang.work
    for refused in (
        lambda: work.assign(group, RINI, account_id=999),
        lambda: work.assign(group, RINI, office="  "),
        lambda: work.note(group, RINI, " \x00 "),
    ):
        with pytest.raises(DeedError):
            refused().result(10)
    with pytest.raises(NoGroupError):
        work.take(4711, RINI).result(10)
    assert work.sheet(4711).result(10) is None
    assert magelang.standing(group) == before
    assert magelang.deeds(group) == []


def test_notes_and_titles_are_kept_without_personal_data(magelang: Town) -> None:
    group = magelang.group_of(magelang.ask("resep rawon"))
    magelang.work.note(group, RINI, "hubungi 081299887766").result(10)
    magelang.work.retitle(group, RINI, "pertanyaan 3399065203900004").result(10)
    with magelang.engine.connect() as connection:
        kept = connection.execute(text("SELECT detail FROM journal")).scalars().all()
        kept += connection.execute(text("SELECT title FROM gap_groups")).scalars().all()
    assert kept
    assert not any("081299887766" in words or "3399065203900004" in words for words in kept)


def test_a_deed_on_a_merged_group_is_done_to_the_one_it_has_gone_into(magelang: Town) -> None:
    gone = magelang.group_of(magelang.ask("resep rawon"))
    into = magelang.group_of(magelang.ask("bumbu rawon apa saja"))
    at = magelang.stored_now
    change = groups.change
    magelang.writer.run(lambda c: change(c, gone, at, merged_into=into)).result(10)
    magelang.work.take(gone, RINI).result(10)
    assert magelang.deeds(into) == ["Bu Rini: ambil"]
    assert magelang.standing(gone).id == into
    assert [group.id for group in magelang.work.groups().result(10)] == [into]


def test_a_group_without_questions_and_without_a_name_is_still_shown(magelang: Town) -> None:
    group = magelang.group_of(magelang.ask("resep rawon"))
    magelang.work.take(group, RINI).result(10)
    magelang.writer.run(lambda c: c.execute(text("DELETE FROM gaps"))).result(10)
    found = magelang.standing(group)
    assert (found.title, found.questions) == (groups.NAMELESS, 0)


def test_the_journal_is_read_backwards_page_by_page(magelang: Town) -> None:
    group = magelang.group_of(magelang.ask("resep rawon"))
    for number in range(5):
        magelang.work.note(group, RINI, f"catatan {number}").result(10)
    read = magelang.writer.run
    newest = read(lambda c: journal.latest(c, 3)).result(10)
    older = read(lambda c: journal.latest(c, 3, newest[-1].id)).result(10)
    words = [entry.detail["teks"] for entry in (*newest, *older)]
    assert words == [f"catatan {number}" for number in (4, 3, 2, 1, 0)]


# --- the terminal ------------------------------------------------------------------------------


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Result]:
    """The command on the town's database, with its knowledge."""
    (tmp_path / "sambung.sqlite3").symlink_to(tmp_path / "town.sqlite3")
    root = tmp_path / "pengetahuan"
    monkeypatch.setenv("SAMBUNG_DATA_DIR", str(tmp_path))
    monkeypatch.setenv("SAMBUNG_KNOWLEDGE", str(root))

    def call(*words: str) -> Result:
        return CliRunner().invoke(cli, ["gaps", *words], catch_exceptions=False)

    return call


def test_the_terminal_lists_the_most_urgent_group_first(magelang: Town, run) -> None:
    magelang.group_of(magelang.ask("resep rawon", "1"), magelang.ask("rawon gimana", "2"))
    magelang.group_of(magelang.ask("mbah sakit obat habis", "3"), harm=Harm.ILLNESS)
    magelang.now += timedelta(days=1)
    listed = run().output
    assert "3 pertanyaan dalam 2 kelompok" in listed
    assert listed.index("mbah sakit") < listed.index("resep rawon")
    assert "ada yang sakit" in listed
    assert "2 kali, 2 orang" in listed


def test_the_terminal_does_what_the_dashboard_does(magelang: Town, run) -> None:
    group = str(magelang.group_of(magelang.ask("resep rawon")))
    assert "dikerjakan · Bu Rini" in run("take", group, "--as", "Bu Rini").output
    handed = run("assign", group, "--office", "Dinas Sosial", "--as", "Bu Rini").output
    assert "Dinas Sosial" in handed
    assert "31 Desember 2026" in run("due", group, "2026-12-31").output
    assert "tenggat" not in run("due", group, "-").output.splitlines()[1]
    assert "teks: sudah ditelepon" in run("note", group, "sudah ditelepon").output
    done = run("status", group, "salah-cocok", "--intent", "kebun/buka").output
    assert "salah cocok" in done
    assert "jawaban kebun/buka" in done
    shown = run("show", group).output
    for deed in ("ambil", "serahkan", "tenggat", "catatan", "status"):
        assert deed in shown


def test_the_terminal_groups_what_was_asked_and_parts_it_by_hand(magelang: Town, run) -> None:
    magelang.ask("resep rawon daging sapi", "1")
    second = magelang.ask("resep rawon daging sapi dong", "2")
    third = magelang.ask("jadwal imunisasi posyandu", "3")
    assert "3 pertanyaan dalam 2 kelompok" in run().output
    first, other = (group.id for group in magelang.work.groups().result(10))
    assert str(second) in run("show", str(first)).output
    parted = run("split", str(first), str(second), "--as", "Bu Rini")
    assert "resep rawon daging sapi dong" in parted.output
    assert "3 pertanyaan dalam 3 kelompok" in run().output
    run("merge", str(other), str(first), "--as", "Bu Rini")
    assert "3 pertanyaan dalam 2 kelompok" in run().output
    merged = magelang.work.sheet(other).result(10)
    assert merged is not None
    assert merged.group.id == first
    assert third in [row.id for row in merged.questions]
    refused = run("split", str(first), "4711")
    assert refused.exit_code == 1


def test_while_the_knowledge_has_a_mistake_nothing_is_grouped_but_all_is_shown(
    magelang: Town, run, tmp_path: Path
) -> None:
    magelang.ask("resep rawon daging sapi")
    file = tmp_path / "pengetahuan" / "tanya_jawab" / "kebun.yaml"
    file.write_text("entri: [", encoding="utf-8")
    told = run().output
    assert "Belum dikelompokkan" in told
    assert "resep rawon" in told
    assert magelang.work.groups().result(10) == []


def test_the_terminal_knows_an_account_by_its_login(magelang: Town, run) -> None:
    account = magelang.account("rini")
    group = magelang.group_of(magelang.ask("resep rawon"))
    run("take", str(group), "--as", "rini")
    assert magelang.standing(group).account_id == account


def test_the_terminal_says_in_a_sentence_what_cannot_be_done(magelang: Town, run) -> None:
    group = str(magelang.group_of(magelang.ask("resep rawon")))
    for words, told in (
        (("take", "4711"), "Tidak ada kelompok bernomor 4711"),
        (("show", "4711"), "Tidak ada kelompok bernomor 4711"),
        (("status", group, "dijawab"), "Tulis dulu jawaban"),
        (("note", group, " "), "masih kosong"),
    ):
        refused = run(*words)
        assert refused.exit_code == 1
        assert told in " ".join(refused.stderr.split())
    for words in (("status", group, "selesai"), ("due", group, "besok")):
        assert run(*words).exit_code == 2
    assert magelang.deeds(int(group)) == []


def test_the_table_names_group_and_status_of_every_question(magelang: Town, run) -> None:
    group = magelang.group_of(magelang.ask("resep rawon"))
    magelang.work.take(group, RINI).result(10)
    (row,) = csv.DictReader(io.StringIO(run("--csv").output))
    assert (row["kelompok"], row["status"]) == (str(group), "dikerjakan")
    (found,) = json.loads(run("--json").output)
    assert found == row
