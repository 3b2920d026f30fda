"""`sambung check` finds every mistake an admin can make, and names the file and the line."""

import contextlib
import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.app import think
from bot.domain.matching import Matcher
from bot.domain.sentences import FILLS, Say
from bot.domain.understanding import Outcome
from bot.domain.wording import answer_text
from bot.loader import SHIPPED, KnowledgeError, Problem, load, rehearse, schema
from bot.loader.reading import read
from bot.service import Brain
from tests.mistakes import (
    ASK,
    ASPECTS,
    CITY,
    HERE,
    LAPOR,
    MENU,
    MISTAKES,
    PARAMETER,
    PKH,
    SENTENCES,
    TALK,
    TODAY,
    Mistake,
)


@dataclass(frozen=True)
class Desk:
    """A copy of the shipped knowledge; what a test changes is put back after it."""

    root: Path

    @contextlib.contextmanager
    def with_file(self, name: str, text: str | bytes) -> Iterator[None]:
        file = self.root / name
        before = file.read_bytes() if file.exists() else None
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(text.encode() if isinstance(text, str) else text)
        try:
            yield
        finally:
            if before is None:
                file.unlink()
                if not any(file.parent.iterdir()):
                    file.parent.rmdir()
            else:
                file.write_bytes(before)

    def edited(self, name: str, old: str, new: str) -> tuple[str, int]:
        """The text of a file with one edit, and the line that HERE marks in it."""
        text = (self.root / name).read_text(encoding="utf-8")
        assert old in text, f"{name} no longer holds {old!r}: choose another place"
        text = text.replace(old, new, 1)
        line = text.partition(HERE)[0].count("\n") + 1
        return text.replace(HERE, ""), line

    def problems(self) -> tuple[Problem, ...]:
        try:
            load(self.root, TODAY)
        except KnowledgeError as error:
            return error.problems
        return ()


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    root = tmp_path_factory.mktemp("base") / "knowledge"
    shutil.copytree(SHIPPED, root)
    return Desk(root)


def test_there_are_many_mistakes() -> None:
    assert len(MISTAKES) > 80
    assert len({mistake.name for mistake in MISTAKES}) == len(MISTAKES)
    assert all(HERE in mistake.new and mistake.word for mistake in MISTAKES)


@pytest.mark.parametrize("mistake", MISTAKES, ids=lambda mistake: mistake.name)
def test_a_mistake_is_found_on_its_line(desk: Desk, mistake: Mistake) -> None:
    text, line = desk.edited(mistake.file, mistake.old, mistake.new)
    with desk.with_file(mistake.file, text):
        found = desk.problems()
    told = [p for p in found if (p.file, p.line) == (mistake.file, line)]
    assert any(mistake.word in f"{p.what} {p.fix}" for p in told), "\n".join(map(str, found))
    assert all(problem.fix for problem in found)
    # One mistake does not bury itself under others that only follow from it.
    assert len(found) <= mistake.most_problems, "\n".join(map(str, found))


def test_the_shipped_base_is_clean(desk: Desk) -> None:
    assert desk.problems() == ()


def test_every_mistake_of_every_file_is_told_at_once(desk: Desk, tmp_path: Path) -> None:
    root = tmp_path / "knowledge"
    shutil.copytree(SHIPPED, root)
    copy = Desk(root)
    chosen = [m for m in MISTAKES if m.most_problems == 1]
    one_each = list({mistake.file: mistake for mistake in chosen}.values())
    assert len(one_each) > 8
    wanted = set()
    for mistake in one_each:
        text, line = copy.edited(mistake.file, mistake.old, mistake.new)
        (root / mistake.file).write_text(text, encoding="utf-8")
        wanted.add((mistake.file, line))
    assert wanted <= {(problem.file, problem.line) for problem in copy.problems()}


def test_two_mistakes_in_one_file_are_told_at_once(desk: Desk) -> None:
    text, _ = desk.edited(PKH, "status: aktif", "status: aktiv")
    text = text.replace("jumlah: parameter.pkh_sd", "jumlah: dua juta", 1)
    with desk.with_file(PKH, text):
        lines = [problem.line for problem in desk.problems()]
    assert lines == [
        line
        for line, words in enumerate(text.split("\n"), 1)
        if "aktiv" in words or "dua juta" in words
    ]


def test_a_misread_file_does_not_make_every_reference_to_it_a_problem(desk: Desk) -> None:
    for name in (PKH, TALK, LAPOR, PARAMETER, ASPECTS, "sumber.yaml", "komunitas/warga.yaml"):
        with desk.with_file(name, "kunci salah: [\n" + (SHIPPED / name).read_text()):
            assert {problem.file for problem in desk.problems()} == {name}


@pytest.mark.parametrize(
    ("name", "text", "line", "word"),
    [
        ("programs.yaml", "a: b\n", 0, "tidak dikenal"),
        ("menuu.yaml", "a: b\n", 0, "“menu.yaml”?"),
        ("programm/pkh.yaml", "a: b\n", 0, "“program”?"),
        ("program/baru.yml", "id: baru\n", 0, ".yaml"),
        ("program/catatan.docx", b"\x00", 0, ".yaml"),
        ("tanya_jawab/kosong.yaml", "", 1, "kosong"),
        ("tanya_jawab/komentar.yaml", "# nanti\n", 1, "kosong"),
        ("tanya_jawab/daftar.yaml", "- id: a\n", 1, "kunci: isi"),
        ("tanya_jawab/latin.yaml", "entri:\n  - id: caf\xe9\n".encode("latin-1"), 2, "UTF-8"),
        ("tanya_jawab/dalam.yaml", "[" * 300_000, 1, "kunci: isi"),
        ("tanya_jawab/dalam2.yaml", "entri: " + "[" * 300_000, 1, "dalam"),
        ("tanya_jawab/dalam3.yaml", "entri: " + "{a: " * 300_000, 1, "dalam"),
        ("tanya_jawab/dalam4.yaml", "? " * 300_000, 1, "kunci"),
        ("tanya_jawab/besar.yaml", "# x\n" * 600_000, 0, "2 MB"),
        ("tanya_jawab/lingkar.yaml", "entri: &a\n  - *a\n", 1, "&"),
    ],
)
def test_a_file_that_cannot_be_taken_is_named(
    desk: Desk, name: str, text: str | bytes, line: int, word: str
) -> None:
    with desk.with_file(name, text):
        found = desk.problems()
    folder = name.partition("/")[0]
    file = name if (SHIPPED / folder).is_dir() else folder
    assert [(problem.file, problem.line) for problem in found] == [(file, line)]
    assert word in str(found[0])


def test_a_bomb_of_aliases_stays_small(desk: Desk) -> None:
    bomb = "a: &a [x, x]\n" + "".join(
        f"{new}: &{new} [{', '.join([f'*{old}'] * 9)}]\n"
        for old, new in zip("abcdefghi", "bcdefghij", strict=True)
    )
    with desk.with_file("tanya_jawab/bom.yaml", bomb):
        assert ["bom.yaml, baris 1" in str(problem) for problem in desk.problems()] == [True]


def test_what_editors_leave_behind_is_passed_over(desk: Desk) -> None:
    with (
        desk.with_file("program/.pkh.yaml.swp", b"\x00"),
        desk.with_file("program/pkh.yaml~", "x"),
    ):
        assert desk.problems() == ()


def test_a_folder_in_place_of_a_file_is_named(tmp_path: Path) -> None:
    (tmp_path / "program" / "pkh.yaml").mkdir(parents=True)
    (tmp_path / "pesan.yaml").mkdir()
    found = Desk(tmp_path).problems()
    assert [problem.file for problem in found] == ["pesan.yaml", "program/pkh.yaml"]


def test_a_question_that_goes_astray_is_found(desk: Desk, brain: Brain) -> None:
    known = set(rehearse(brain.base, brain.understand))  # `sambung check` keeps it empty
    for old, new, word in (
        ("niat: dtsen/usulan_lama", "niat: lpg_3kg/nominal¶", "lpg_3kg/nominal"),
        ("niat: dtsen/usulan_lama", "bukan: dtsen/usulan_lama¶", "tidak boleh"),
    ):
        text, line = desk.edited(ASK, old, new)
        with desk.with_file(ASK, text):
            astray = set(rehearse(load(desk.root, TODAY), brain.understand)) - known
        assert [(problem.file, problem.line) for problem in astray] == [(ASK, line)]
        assert word in str(astray.pop())


def test_each_missing_sentence_of_the_bot_is_named(desk: Desk) -> None:
    with desk.with_file(SENTENCES, "menu: Mau tanya apa?\n"):
        found = desk.problems()
    assert len(found) == len(Say) - 1
    assert any("“belum_tahu”" in str(problem) for problem in found)


def test_a_broken_sentence_never_raises(tmp_path: Path) -> None:
    for folder in ("pengaduan", "komunitas"):  # their answers are put together from sentences
        shutil.copytree(SHIPPED / folder, tmp_path / folder)
    keys = sorted(FILLS)
    assert keys
    for broken in ("'{}'", "'{0}'", "'{isi!x}'", "'{isi:%}'", "'{'", "'}{'", "[a]", "{a: b}"):
        text = "".join(f"{key.value}: {broken}\n" for key in keys)
        with Desk(tmp_path).with_file(SENTENCES, text):
            assert {problem.file for problem in Desk(tmp_path).problems()} == {SENTENCES}


# Other bases


def test_entries_alone_are_a_base(tmp_path: Path) -> None:
    (tmp_path / "tanya_jawab").mkdir()
    (tmp_path / "tanya_jawab" / "a.yaml").write_text(
        "entri:\n"
        "  - {id: kartu, contoh: [kartu saya hilang, kehilangan kartu], jawaban: Ke kantor.}\n"
        "  - {id: 12-b.x/y, contoh: [jam buka kantor, kapan kantor buka], jawaban: Pukul 8.}\n"
    )
    base = load(tmp_path, TODAY)
    assert set(base.intents) == {"kartu", "12-b.x/y"}
    understood = think(base, Matcher.compile(base)).understand("kapan kantor buka", None)
    assert understood.questions[0].candidates[0].intent == "12-b.x/y"
    assert answer_text(base, base.intents["12-b.x/y"], TODAY) == "Pukul 8."


def test_an_empty_folder_is_a_base_that_knows_nothing(tmp_path: Path) -> None:
    base = load(tmp_path, TODAY)
    assert base.intents == {}
    assert base.say[Say.UNKNOWN]
    understood = think(base, Matcher.compile(base)).understand("kapan pkh cair", None)
    assert {question.outcome for question in understood.questions} <= {Outcome.UNKNOWN}


def test_a_missing_folder_is_a_problem(tmp_path: Path) -> None:
    with pytest.raises(KnowledgeError, match="tidak ada"):
        load(tmp_path / "nowhere", TODAY)


def test_programmes_need_the_aspects(tmp_path: Path) -> None:
    (tmp_path / "program").mkdir()
    shutil.copy(SHIPPED / PKH, tmp_path / PKH)
    assert "aspek.yaml" in {problem.file for problem in Desk(tmp_path).problems()}


def test_a_new_programme_stands_in_the_menu_by_itself(desk: Desk) -> None:
    text, _ = desk.edited(PKH, "id: pkh\n", "id: baru\n")
    names = re.sub(r"sebutan:\n(?:  - .*\n)+", "sebutan: [program baru kita]\n", text)
    with desk.with_file("program/baru.yaml", names.partition("\ncontoh:")[0] + "\n"):
        base = load(desk.root, TODAY)
    assert base.menu.groups[-1].programmes == ("baru",)
    assert "baru/syarat" in base.intents


def test_scalars_stay_text(tmp_path: Path) -> None:
    file = tmp_path / "a.yaml"
    file.write_text(
        "no: 12\nya: yes\nnomor: 0271\njam: 10:30\nhari: 2026-11-21\nkosong: ~\nangka: 1e3\n"
    )
    assert read(file, "a.yaml").content == {
        "no": "12",
        "ya": "yes",
        "nomor": "0271",
        "jam": "10:30",
        "hari": "2026-11-21",
        "kosong": "~",
        "angka": "1e3",
    }


# Whatever stands in the files


def _never_raises(root: Path) -> None:
    """Nothing but KnowledgeError; and what loads can be told."""
    with contextlib.suppress(KnowledgeError):
        base = load(root, TODAY)
        for intent in base.intents.values():
            answer_text(base, intent, TODAY)


FRAGMENTS = st.sampled_from(
    [
        *["\n", "\n  ", "\n    ", ": ", "- ", "{", "}", "[", "]", ", ", '"', "'", "#", "&a", "*a"],
        *[
            "!t",
            ">-",
            "?",
            "\t",
            "%",
            "@",
            "---",
            "<<",
            "ü",
            "\0",
            "\x85",
            "2026-11-21",
            "900000",
            "-1",
        ],
        *["entri", "id", "contoh", "jawaban", "butir", "nama", "jumlah", "satuan", "program"],
        *["kanal", "sumber", "pkh", "pkh/syarat"],
        *["{kanal.x}", "{parameter.x}", "{kanal.x.telepon}"],
    ]
)
NAMES = st.sampled_from(
    [f"{folder}/x.yaml" for folder in schema.FOLDERS] + [*schema.FILES, schema.SENTENCES]
)
GARBAGE = st.one_of(
    st.text(max_size=60),
    st.lists(FRAGMENTS, max_size=40).map("".join),
    st.lists(st.lists(FRAGMENTS, max_size=8).map("".join), max_size=5).map("\nentri:\n  - ".join),
)


@settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(name=NAMES, text=GARBAGE)
def test_garbage_never_raises_anything_else(tmp_path: Path, name: str, text: str) -> None:
    with Desk(tmp_path).with_file(name, text.encode("utf-8", "replace")):
        _never_raises(tmp_path)


REAL = [
    PKH,
    "tanya_jawab/dtsen.yaml",
    LAPOR,
    "komunitas/warga.yaml",
    PARAMETER,
    CITY,
    MENU,
    SENTENCES,
]
REAL += [
    "indikator/kota_magelang.yaml",
    "kamus/perintah.yaml",
    "periksa/a.yaml",
    "aspek.yaml",
    "sumber.yaml",
]


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(data=st.data(), name=st.sampled_from(REAL))
def test_an_edit_never_raises_anything_else(
    tmp_path: Path, data: st.DataObject, name: str
) -> None:
    for needed in ("sumber.yaml", "aspek.yaml"):
        shutil.copy(SHIPPED / needed, tmp_path / needed)
    lines = (SHIPPED / name).read_text(encoding="utf-8").split("\n")
    at = data.draw(st.integers(0, len(lines) - 1))
    column = data.draw(st.integers(0, len(lines[at])))
    lines[at] = data.draw(
        st.sampled_from(
            [
                "",
                f"{lines[at]}\n{lines[at]}",
                f"  {lines[at]}",
                lines[at].strip(),
                lines[at][:column],
                lines[at][column:],
                lines[at].replace(": ", ":"),
                lines[at].replace('"', ""),
                lines[at].replace("{", "").replace("[", ""),
            ]
        )
        | FRAGMENTS.map(lambda piece: lines[at][:column] + piece + lines[at][column:])
    )
    with Desk(tmp_path).with_file(name, "\n".join(lines)):
        _never_raises(tmp_path)
