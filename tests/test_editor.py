"""Edits of the knowledge: what is not touched stays byte for byte, in every shipped file."""

import os
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import HealthCheck, assume, example, given, settings
from hypothesis import strategies as st

from bot.domain.publishing import FileChange
from bot.editor import (
    ChangedMeanwhileError,
    Edit,
    EditError,
    edited,
    examples_added,
    from_yaml,
    items,
    place_of,
    plain_of,
    text_of,
    to_yaml,
    write,
)
from bot.editor.nodes import Kind, Node, parsed
from bot.loader import SHIPPED
from bot.loader.reading import Plain, Steps, read

FILES = sorted(str(file.relative_to(SHIPPED)) for file in SHIPPED.rglob("*.yaml"))
assert len(FILES) > 70
NASTY = (
    "",
    " ",
    "-",
    "- a",
    "a: b",
    "a:",
    "a #b",
    "# a",
    "#",
    "[a, b]",
    "{a}",
    "{parameter.pkh_desil}",
    "Bawa KTP, KK, dan {kanal.dinsos}.",
    "'",
    '"',
    "it's",
    'kata "penting" itu',
    "baris satu\nbaris dua",
    "baris satu\n\n  - menjorok\nakhir\n",
    "\n",
    "  depan",
    "belakang  ",
    "dua  spasi",
    "tab\tdi tengah",
    "&a",
    "*a",
    "!a",
    "|",
    ">-",
    "%a",
    "@a",
    "`a`",
    "?",
    "? a",
    "null",
    "~",
    "ya",
    "no",
    "0293123456",
    "12:30",
    "2026-11-21",
    "...",
    "---",
    "é “kutip” 😀 –",
    "\u2028\u0085\ufeff\x07",
    "kata " * 60,
    "kata" * 60,
    "<<",
    "=",
)
WORDS = st.one_of(
    st.sampled_from(NASTY),
    st.text(st.characters(exclude_categories=["Cs"]), max_size=60),
    st.text("ab :#-,[]{}'\"\n|>&*?!%\\", max_size=12),
)
WORDS = WORDS.map(lambda words: words.replace("\r\n", "\n"))  # as browsers send them
PLAIN: st.SearchStrategy[Plain] = st.recursive(
    WORDS,
    lambda inner: st.one_of(
        st.lists(inner, max_size=3), st.dictionaries(WORDS.filter(bool), inner, max_size=3)
    ),
    max_leaves=6,
)
EXAMPLES = settings(
    max_examples=int(os.environ.get("SAMBUNG_EXAMPLES", "3")),
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)


def every_part(node: Node, path: Steps = ()) -> list[tuple[Steps, Node]]:
    found = [(path, node)]
    for i, (key, child) in enumerate(node.children):
        found += every_part(child, (*path, key.words if key else i))
    return found


def begin(root: Node, path: Steps) -> int:
    """Where a part begins: at its key, or behind the item before it."""
    parent = root.at(path[:-1])
    assert parent is not None
    number = parent.position(path[-1])
    assert number is not None
    key = parent.children[number][0]
    if key is not None:
        return key.start
    return parent.children[number - 1][1].end if number else parent.start


def said(tmp: Path, text: str) -> Plain:
    """What the loader, which is not the editor, reads in a text."""
    file = tmp / "terbaca.yaml"
    file.write_bytes(text.encode())
    document = read(file, "terbaca.yaml")
    assert not document.problems, (document.problems, text)
    return document.content


def with_value(of: Plain, path: Steps, value: Plain) -> Plain:
    if not path:
        return value
    if isinstance(of, list):
        return [with_value(p, path[1:], value) if i == path[0] else p for i, p in enumerate(of)]
    assert isinstance(of, dict)
    return {k: with_value(p, path[1:], value) if k == path[0] else p for k, p in of.items()}


def comments(text: str) -> Counter[str]:
    return Counter(line.strip() for line in text.split("\n") if line.lstrip().startswith("#"))


@pytest.fixture(scope="module")
def scratch(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("teks")


@pytest.mark.parametrize("name", FILES)
def test_the_editor_reads_a_shipped_file_as_the_loader_does(name: str) -> None:
    assert plain_of(SHIPPED, name) == read(SHIPPED / name, name).content


@pytest.mark.parametrize("name", FILES)
def test_saying_the_same_again_changes_nothing(name: str) -> None:
    whole = plain_of(SHIPPED, name)
    assert isinstance(whole, dict)
    key, value = list(whole.items())[-1]
    assert edited(SHIPPED, [Edit(name, (), whole), Edit(name, (key,), value)]) == ()


@pytest.mark.parametrize("name", FILES)
def test_another_text_touches_its_own_characters_only(name: str, scratch: Path) -> None:
    text = text_of(SHIPPED, name)
    root = parsed(name, text)
    texts = [(path, node) for path, node in every_part(root) if node.kind is Kind.WORDS]
    assert texts

    @EXAMPLES
    @given(st.integers(0, len(texts) - 1), WORDS)
    def check(number: int, value: str) -> None:
        path, node = texts[number]
        assume(value != node.words)
        (change,) = edited(SHIPPED, [Edit(name, path, value)])
        assert change.before == text
        assert change.after.startswith(text[: node.start])
        assert change.after.endswith(text[node.end :])
        assert said(scratch, change.after) == with_value(root.plain(), path, value)

    check()


@pytest.mark.parametrize("name", FILES)
def test_any_part_can_become_anything_and_the_rest_stays(name: str, scratch: Path) -> None:
    text = text_of(SHIPPED, name)
    root = parsed(name, text)
    parts = [(path, node) for path, node in every_part(root) if path]

    @EXAMPLES
    @given(st.integers(0, len(parts) - 1), PLAIN)
    def check(number: int, value: Plain) -> None:
        path, node = parts[number]
        assume(value != node.plain())
        (change,) = edited(SHIPPED, [Edit(name, path, value)])
        assert said(scratch, change.after) == with_value(root.plain(), path, value)
        # All before its key (or the item before it) and the lines behind it are as they were.
        assert change.after.startswith(text[: begin(root, path)])
        assert change.after.endswith(text[node.end :].partition("\n")[2])

    check()


@pytest.mark.parametrize("name", FILES)
def test_deleting_a_part_keeps_every_comment_outside_it(name: str, scratch: Path) -> None:
    text = text_of(SHIPPED, name)
    root = parsed(name, text)
    alone = [
        (path, node)
        for path, node in every_part(root)
        if path and len((root.at(path[:-1]) or root).children) > 1
    ]

    @EXAMPLES
    @given(st.integers(0, len(alone) - 1))
    def check(number: int) -> None:
        path, node = alone[number]
        (change,) = edited(SHIPPED, [Edit(name, path, None)])
        rest = said(scratch, change.after)
        for step in path[:-1]:
            rest = rest[step]  # type: ignore[index, call-overload]
        before = (root.at(path[:-1]) or root).plain()
        del before[path[-1]]  # type: ignore[arg-type]
        assert rest == before
        inside = comments(text[node.start : node.end])
        assert comments(text) - inside == comments(change.after)
        gone = text.count("\n") - change.after.count("\n")
        assert gone <= text[node.start : node.end].count("\n") + 3

    check()


@pytest.mark.parametrize("name", FILES)
def test_lists_grow_shrink_and_turn_without_losing_a_comment(name: str, scratch: Path) -> None:
    text = text_of(SHIPPED, name)
    root = parsed(name, text)
    lists = [
        (path, node)
        for path, node in every_part(root)
        if node.kind is Kind.LIST and node.children and "#" not in text[node.start : node.end]
    ]
    if not lists:
        assert name in {"pesan.yaml", "kamus/jawa.yaml", "kamus/singkatan.yaml"} or not lists
        return

    @EXAMPLES
    @given(st.integers(0, len(lists) - 1), st.data())
    def check(number: int, data: st.DataObject) -> None:
        path, node = lists[number]
        old = node.plain()
        assert isinstance(old, list)
        kept = data.draw(st.lists(st.sampled_from(old), max_size=6))
        fresh = data.draw(st.lists(WORDS.filter(bool), max_size=3))
        value: Plain = data.draw(st.permutations([*kept, *fresh]))
        assume(value != old)
        (change,) = edited(SHIPPED, [Edit(name, path, value)])
        assert said(scratch, change.after) == with_value(root.plain(), path, value)
        assert comments(change.after) >= comments(text) - comments(text[node.start : node.end])

    check()


@given(PLAIN)
@example({"a": [["b"], [[]], {}], "c": "d\ne"})
@EXAMPLES
def test_a_new_file_says_what_it_was_given(value: Plain) -> None:
    whole: Plain = {"entri": [value, value], "luar": value}
    name = "tanya_jawab/baru.yaml"
    (change,) = edited(SHIPPED, [Edit(name, (), whole)])
    assert change.before == ""
    assert parsed(name, change.after).plain() == whole
    assert from_yaml(to_yaml(value)) == value


def folder(tmp_path: Path, text: str | bytes) -> Path:
    (tmp_path / "tanya_jawab").mkdir()
    raw = text if isinstance(text, bytes) else text.encode()
    (tmp_path / "tanya_jawab" / "umum.yaml").write_bytes(raw)
    return tmp_path


def after(root: Path, *edits: tuple[Steps, "Plain | None"]) -> str:
    (change,) = edited(root, [Edit("tanya_jawab/umum.yaml", *edit) for edit in edits])
    return change.after


ENTRIES = """\
# Salam dan basa-basi.
entri:
  # yang pertama
  - id: umum/salam   # jangan diubah
    contoh: [halo, hai]  # dua saja
    jawaban: >-
      Halo, ada yang
      bisa dibantu?

  # yang kedua
  - id: umum/pamit
    contoh:
      - dadah
      # yang sopan
      - "sampai jumpa"
    jawaban: Sampai jumpa.
"""


def test_a_new_entry_stands_behind_the_others_in_their_style(tmp_path: Path) -> None:
    entry: Plain = {
        "id": "umum/kabar",
        "contoh": ["apa kabar", "piye kabare"],
        "jawaban": "Baik. " * 30 + "Anda?",
        "sumber": ["S1", "S2"],
    }
    text = after(folder(tmp_path, ENTRIES), (("entri", 2), entry))
    head, _, new = text.partition(ENTRIES.rstrip("\n"))
    assert head == ""
    lines = new.split("\n")
    assert lines[1:6] == [
        "",
        "  - id: umum/kabar",
        "    contoh:",
        "      - apa kabar",
        "      - piye kabare",
    ]
    assert lines[6] == "    jawaban: >-"
    assert max(map(len, lines)) <= 110
    assert lines[-2:] == ["    sumber: [S1, S2]", ""]


def test_a_new_key_stands_where_the_shipped_files_have_it(tmp_path: Path) -> None:
    text = after(folder(tmp_path, ENTRIES), (("entri", 1, "judul"), "Pamit"))
    assert text == ENTRIES.replace(
        "  - id: umum/pamit\n", "  - id: umum/pamit\n    judul: Pamit\n"
    )


def test_a_folded_text_stays_folded_and_a_quoted_one_quoted(tmp_path: Path) -> None:
    root = folder(tmp_path, ENTRIES)
    text = after(
        root,
        (("entri", 0, "jawaban"), "Selamat datang."),
        (("entri", 1, "contoh", 1), "sampai nanti"),
    )
    old = ">-\n      Halo, ada yang\n      bisa dibantu?"
    assert text == ENTRIES.replace(old, ">-\n      Selamat datang.").replace(
        '"sampai jumpa"', '"sampai nanti"'
    )


def test_names_in_brackets_stay_in_brackets_with_their_comment(tmp_path: Path) -> None:
    text = after(folder(tmp_path, ENTRIES), (("entri", 0, "contoh", 2), "selamat pagi"))
    assert "contoh: [halo, hai, selamat pagi]  # dua saja\n" in text
    assert len(text) == len(ENTRIES) + len(", selamat pagi")


def test_a_deleted_entry_takes_its_blank_line_and_leaves_the_comments(tmp_path: Path) -> None:
    root = folder(tmp_path, ENTRIES)
    assert after(root, (("entri", 0), None)) == (
        "# Salam dan basa-basi.\nentri:\n  # yang pertama\n"
        + ENTRIES[ENTRIES.index("  # yang kedua") :]
    )
    last = after(root, (("entri", 1), None))
    assert last == ENTRIES[: ENTRIES.index("  - id: umum/pamit")]


def test_a_deleted_first_key_leaves_the_dash_to_the_next(tmp_path: Path) -> None:
    text = after(folder(tmp_path, ENTRIES), (("entri", 1, "id"), None))
    assert "  - contoh:\n      - dadah\n      # yang sopan\n" in text


def test_edits_are_made_one_after_the_other(tmp_path: Path) -> None:
    text = after(
        folder(tmp_path, ENTRIES),
        (("entri", 1, "contoh", 0), None),
        (("entri", 1, "contoh", 1), "dadah lagi"),
        (("luar", 0), "berapa luas bulan"),
    )
    assert (
        text
        == ENTRIES.replace("      - dadah\n", "").replace(
            '      - "sampai jumpa"\n', '      - "sampai jumpa"\n      - dadah lagi\n'
        )
        + "luar:\n  - berapa luas bulan\n"
    )


@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_line_ends_of_windows_and_the_byte_order_mark_stay(tmp_path: Path, mark: str) -> None:
    text = mark + ENTRIES.replace("\n", "\r\n")
    new = after(
        folder(tmp_path, text),
        (("entri", 0, "jawaban"), "satu\r\ndua"),
        (("entri", 2), {"id": "a"}),
    )
    assert new.startswith(f"{mark}# Salam")
    assert new.count("\r\n") == new.count("\n") == ENTRIES.count("\n") - 2 + 2
    root = parsed("x", new.removeprefix(mark)).plain()
    assert root["entri"][0]["jawaban"] == "satu\ndua"  # type: ignore[index, call-overload]


def test_a_file_without_a_last_line_end_can_grow(tmp_path: Path) -> None:
    text = after(folder(tmp_path, ENTRIES.rstrip("\n")), (("luar", 0), "bulan"))
    assert text == ENTRIES + "luar:\n  - bulan"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("entri: [", "baris"),
        ("entri:\n  - &a b\n", "baris 2"),
        ("a: 1\na: 2\n", "dua kali"),
        ("- a\n", "pasangan"),
        ("a: b\n---\nc: d\n", "pasangan"),
        ("a: " + "[" * 60 + "]" * 60, "tidak dikenal"),
    ],
)
def test_a_file_that_is_not_sound_is_not_edited(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(EditError, match=said):
        after(folder(tmp_path, text), (("a",), "c"))


@pytest.mark.parametrize(
    "name", ["../rahasia.yaml", "tanya_jawab/../x.yaml", "/etc/x.yaml", "x.yaml", "program/a.txt",
             "tanya_jawab/.x.yaml", "tanya_jawab/Ü.yaml", "tanya_jawab/sub/x.yaml", ""]
)  # fmt: skip
def test_nothing_outside_the_knowledge_folder_can_be_edited(name: str) -> None:
    with pytest.raises(EditError, match="bukan nama berkas"):
        edited(SHIPPED, [Edit(name, ("a",), "b")])


@pytest.mark.parametrize(
    "path", [("entri", 7), ("entri", 3), ("entri", -1), ("entri", 0, "tidak_ada"), ("x", "y"),
             ("entri", "id"), ("entri", 0, "id", "z")]
)  # fmt: skip
def test_a_part_that_is_gone_is_said_to_be_gone(tmp_path: Path, path: Steps) -> None:
    with pytest.raises(EditError, match="tidak ada lagi"):
        after(folder(tmp_path, ENTRIES), (path, None))


def test_half_a_surrogate_is_refused_in_words(tmp_path: Path) -> None:
    with pytest.raises(EditError, match="tidak bisa disimpan"):
        after(folder(tmp_path, ENTRIES), (("entri", 0, "jawaban"), "a\ud800"))


def test_every_kind_of_thing_is_listed_with_the_place_it_stands() -> None:
    found = items(SHIPPED)
    kinds = {item.kind for item in found}
    assert kinds == {
        "program", "tanya_jawab", "kanal", "komunitas", "indikator", "kamus", "periksa", "aspek",
        "fakta", "parameter", "sumber", "kota", "menu", "pesan",
    }  # fmt: skip
    assert {item.file for item in found} == set(FILES)
    roots = {name: parsed(name, text_of(SHIPPED, name)) for name in FILES}
    for item in found:
        assert roots[item.file].at(item.path) is not None, item
        assert item.label, item
    assert len({(item.file, item.path) for item in found}) == len(found)


def test_every_intent_of_the_base_has_a_place_for_examples() -> None:
    for intent in ("pkh/syarat", "umum/salam", "kanal/cekbansos", "komunitas/rt_rw"):
        spot = place_of(SHIPPED, intent)
        assert spot.path[-1] in ("contoh", "syarat")
    with pytest.raises(EditError, match="tidak ditemukan"):
        place_of(SHIPPED, "umum/tidak_ada")


def test_new_examples_are_added_once_and_only_if_new(tmp_path: Path) -> None:
    root = folder(tmp_path, ENTRIES)
    new = examples_added(root, "umum/pamit", ["Dadah", " pamit   dulu ", "pamit dulu", ""])
    assert [edit.value for edit in new] == ["pamit dulu"]
    (change,) = edited(root, new)
    assert change.diff(0)[1:] == ("+      - pamit dulu",)
    assert examples_added(root, "umum/pamit", ["dadah"]) == ()


def test_a_programme_gets_examples_for_an_aspect_it_had_none_for() -> None:
    aspects = plain_of(SHIPPED, "program/kur.yaml")["contoh"]  # type: ignore[index, call-overload]
    free = next(a for a in ("kontak", "dicabut", "masalah_kartu", "zzz") if a not in aspects)
    (change,) = edited(SHIPPED, examples_added(SHIPPED, f"kur/{free}", ["kur pripun"]))
    assert change.after.endswith(f"  {free}:\n    - kur pripun\n")


def test_writing_replaces_whole_files_and_leaves_nothing_behind(tmp_path: Path) -> None:
    root = folder(tmp_path, ENTRIES)
    old = root / "tanya_jawab" / "umum.yaml"
    old.chmod(0o640)
    changes = [
        FileChange("tanya_jawab/umum.yaml", ENTRIES, "entri: []\r\n"),
        FileChange("program/baru.yaml", "", "id: baru\n"),
    ]
    write(root, changes)
    assert old.read_bytes() == b"entri: []\r\n"
    assert old.stat().st_mode & 0o777 == 0o640
    assert sorted(p.name for p in root.rglob("*") if p.is_file()) == ["baru.yaml", "umum.yaml"]
    write(root, [change.reversed for change in changes])
    assert old.read_text() == ENTRIES
    assert not (root / "program" / "baru.yaml").exists()


def test_a_file_that_somebody_changed_meanwhile_is_not_overwritten(tmp_path: Path) -> None:
    root = folder(tmp_path, ENTRIES)
    changes = [
        FileChange("program/baru.yaml", "", "id: baru\n"),
        FileChange("tanya_jawab/umum.yaml", "entri: [] # lama\n", "entri: []\n"),
    ]
    with pytest.raises(ChangedMeanwhileError, match="umum"):
        write(root, changes)
    assert not (root / "program").exists()
    assert text_of(root, "tanya_jawab/umum.yaml") == ENTRIES
