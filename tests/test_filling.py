"""Forms for the knowledge: what stands there is shown, what is filled in comes back the same."""

import pytest

from bot.dashboard.filling.fields import Shape, field_of, fields_of
from bot.dashboard.filling.grammar import Grammar, value_at
from bot.dashboard.filling.reading import as_written, filled
from bot.dashboard.forms import Form
from bot.editor import items
from bot.loader import SHIPPED
from bot.loader.reading import read
from bot.loader.schema import json_schemas

GRAMMARS = {kind: Grammar.of(schema) for kind, schema in json_schemas().items()}
ENTRY = GRAMMARS["tanya_jawab"].at(("entri", 0))


def grammar_of(file: str) -> Grammar:
    return GRAMMARS[file.partition("/")[0].removesuffix(".yaml")]


def as_sent(fields) -> dict[str, tuple[str, ...]]:
    """What a browser sends when nobody touches the form."""
    sent: dict[str, tuple[str, ...]] = {}
    for field in fields:
        if field.shape is Shape.PART:
            continue
        if field.rows:
            sent[f"{field.key}.banyak"] = (str(len(field.rows)),)
            for number, row in enumerate(field.rows):
                sent |= {f"{field.key}.{number}.{cell.key}": (cell.value,) for cell in row}
        else:
            sent[field.key] = (field.value,)
    return sent


def mappings(grammar: Grammar, value, path=()):
    """Every place that has a form of its own."""
    if grammar.mapping() is not None:
        yield path, grammar, value
        for field in fields_of(grammar, value):
            if field.shape is Shape.PART and isinstance(value, dict):
                inner = grammar.behind(field.key)
                yield from mappings(inner, value.get(field.key), (*path, field.key))
    elif grammar.items() is not None and isinstance(value, list):
        for number, part in enumerate(value):
            yield from mappings(grammar.items(), part, (*path, number))


FILES = sorted({item.file for item in items(SHIPPED)} - {"pesan.yaml"})
assert len(FILES) > 40


@pytest.mark.parametrize("file", FILES)
def test_a_form_that_nobody_touches_changes_nothing_in_any_shipped_file(file: str) -> None:
    content = read(SHIPPED / file, file).content
    seen = 0
    for path, grammar, value in mappings(grammar_of(file), content):
        fields = fields_of(grammar, value)
        shown = [field.key for field in fields if field.shape is not Shape.PART]
        result = filled(grammar, value, Form(as_sent(fields)), shown)
        if value is not None:  # an optional part that nobody has written yet
            assert not result.mistakes, (path, result.mistakes)
            assert as_written(grammar, value, result.value) == value, path
        seen += 1
    assert seen


def test_every_editable_thing_can_be_reached_by_a_form() -> None:
    found = [item for item in items(SHIPPED) if item.file != "pesan.yaml"]
    assert len(found) > 300
    for item in found:
        content = read(SHIPPED / item.file, item.file).content
        assert value_at(content, item.path) is not None, item
        assert grammar_of(item.file).at(item.path).part, item


def told(**fields: str) -> Form:
    return Form({name: (value,) for name, value in fields.items()})


def entry(form: Form, before=None, keys=("jawaban", "butir", "lanjut", "berlaku_sampai")):
    return filled(ENTRY, before or {"id": "umum/x", "contoh": ["x"]}, form, keys)


def test_what_is_missing_is_said_and_the_rest_is_kept() -> None:
    found = entry(told(jawaban="  ", lanjut="Datang saja."))
    assert found.mistakes == {"jawaban": "Bagian ini wajib diisi."}
    assert found.value["lanjut"] == "Datang saja."
    assert found.value["contoh"] == ["x"], "what was not shown stays"


def test_lines_become_a_list_without_empty_ones() -> None:
    found = entry(told(jawaban="Ya.", butir="Bawa  KTP.\n\n Bawa KK. \n"))
    assert found.value["butir"] == ["Bawa KTP.", "Bawa KK."]


def test_an_emptied_field_is_taken_out() -> None:
    before = {"id": "umum/x", "contoh": ["x"], "jawaban": "Ya.", "lanjut": "Datang."}
    assert "lanjut" not in entry(told(jawaban="Ya.", lanjut=""), before).value


@pytest.mark.parametrize(
    ("typed", "day"), [("2026-12-31", "2026-12-31"), ("31/12/2026", "2026-12-31")]
)
def test_a_day_is_taken_as_people_write_it(typed: str, day: str) -> None:
    found = entry(told(jawaban="Ya.", berlaku_sampai=typed))
    assert found.value["berlaku_sampai"] == day


@pytest.mark.parametrize("typed", ["besok", "2026-02-31", "31/31/2026"])
def test_what_is_no_day_is_refused_beside_its_field(typed: str) -> None:
    found = entry(told(jawaban="Ya.", berlaku_sampai=typed))
    assert list(found.mistakes) == ["berlaku_sampai"]


def test_lines_that_hold_an_amount_are_a_table() -> None:
    butir = [
        "Bisa untuk jalan.",
        {"nama": "Dana", "jumlah": "55000000", "satuan": "rupiah"},
    ]
    field = field_of("butir", ENTRY.behind("butir"), butir)
    assert field.shape is Shape.TABLE
    assert [cell.value for cell in field.rows[1]][:4] == ["", "Dana", "55000000", "rupiah"]
    assert field_of("butir", ENTRY.behind("butir"), butir[:1]).may_be_table


def test_a_row_that_is_emptied_goes_and_a_spare_one_is_added() -> None:
    form = {
        "jawaban": ("Ya.",),
        "butir.banyak": ("3",),
        "butir.0.teks": ("",),
        "butir.1.nama": ("Dana",),
        "butir.1.jumlah": ("5",),
        "butir.2.teks": ("Baru.",),
    }
    assert entry(Form(form)).value["butir"] == [{"nama": "Dana", "jumlah": "5"}, "Baru."]


def test_rules_are_text_that_is_checked() -> None:
    programme = GRAMMARS["program"]
    assert field_of("aturan", programme.behind("aturan"), None).shape is Shape.YAML
    good = filled(
        programme, {}, told(aturan="semua:\n  - fakta: ktp\n    adalah: kota"), ["aturan"]
    )
    assert good.value == {"aturan": {"semua": [{"fakta": "ktp", "adalah": "kota"}]}}
    bad = filled(programme, {}, told(aturan="semua: [a"), ["aturan"])
    assert list(bad.mistakes) == ["aturan"]


def test_a_pair_that_is_half_filled_in_is_refused() -> None:
    lexicon = GRAMMARS["kamus"]
    form = {"jawa.banyak": ("2",), "jawa.0.kunci": ("ora",), "jawa.0.isi": ("",)}
    assert list(filled(lexicon, {}, Form(form), ["jawa"]).mistakes) == ["jawa"]
    form["jawa.0.isi"] = ("tidak",)
    assert filled(lexicon, {}, Form(form), ["jawa"]).value == {"jawa": {"ora": "tidak"}}
