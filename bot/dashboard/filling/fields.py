"""What a form shows of one place in the knowledge: fields to fill in, and ways further inside."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from bot.dashboard.filling.grammar import Grammar
from bot.editor import to_yaml
from bot.loader.reading import Plain

LONG_LINE = 60  # characters; a longer text gets several lines to write in
MOST_LINES, MOST_ROWS, MOST_PAIRS = 120, 15, 40  # more of them get a page of their own, in slices
SPARE_ROWS = 2
_LONG = frozenset(
    {
        "jawaban",
        "lanjut",
        "catatan",
        "membantu",
        "untuk",
        "hubungi",
        "siapkan",
        "waktu",
        "tanya",
        "tanya_untuk_lain",
        "tanpa_aturan",
    }
)
_NAMES = ("judul", "nama", "nama_resmi", "id", "label", "periode", "niat", "teks", "wilayah")


class Shape(StrEnum):
    """How a field is filled in. The values are names of macros in the templates."""

    LINE = "baris"
    TEXT = "teks"
    CHOICE = "pilihan"
    DAY = "tanggal"
    LINES = "daftar"
    GROUPS = "kelompok"  # a list of lists: one list a line, with commas
    TABLE = "tabel"
    PAIRS = "pasangan"
    PART = "bagian"
    YAML = "yaml"


@dataclass(frozen=True, slots=True)
class Field:
    """One field. `value` is what stands in it; a table has `rows` of fields instead.

    `held` is how many things a part holds that has a page of its own. `may_be_table`: lines of
    words that can also be amounts, which takes a row of fields each.
    """

    key: str
    shape: Shape
    value: str = ""
    is_required: bool = False
    choices: tuple[str, ...] = ()
    longest: int | None = None
    rows: tuple[tuple["Field", ...], ...] = ()
    held: int = 0
    may_be_table: bool = False


def shape_of(grammar: Grammar, key: str = "") -> Shape:
    """How such a thing is filled in."""
    if not grammar.part or grammar.is_endless:
        return Shape.YAML
    if grammar.is_words:
        return _shape_of_words(grammar, key)
    items = grammar.items()
    if items is not None:
        return _shape_of_list(grammar, items)
    if grammar.mapping() is not None:
        return Shape.PART
    values = grammar.values()
    if values is not None and values.is_words:
        return Shape.PAIRS
    inner = values.items() if values else None
    return Shape.PART if inner is not None and inner.is_words else Shape.YAML


def _shape_of_words(grammar: Grammar, key: str) -> Shape:
    if grammar.choices:
        return Shape.CHOICE
    if grammar.is_day:
        return Shape.DAY
    return Shape.TEXT if key in _LONG else Shape.LINE


def _shape_of_list(grammar: Grammar, items: Grammar) -> Shape:
    if items.is_words:
        return Shape.LINES
    if items.items() is not None and not items.takes_words:
        return Shape.GROUPS
    if items.mapping() is None or items.is_endless:
        return Shape.YAML
    return Shape.TABLE if grammar.is_table else Shape.PART


def fields_of(grammar: Grammar, value: "Plain | None") -> tuple[Field, ...]:
    """The fields of a mapping, in the schema's order; those that are written first."""
    held = grammar.mapping()
    assert held is not None
    content = as_mapping(grammar, value)
    required = held.part.get("required", [])
    found = [
        field_of(key, held.inside(part), content.get(key), is_required=key in required)
        for key, part in held.part["properties"].items()
    ]
    return tuple(sorted(found, key=lambda field: _order(field, content)))


def _order(field: Field, content: dict[str, Plain]) -> tuple[bool, bool, int]:
    """Short things first, then parts; in each the order of the file, what is not there last."""
    keys = list(content)
    place = keys.index(field.key) if field.key in content else len(keys)
    return field.shape is Shape.PART, field.key not in content and not field.is_required, place


def as_mapping(grammar: Grammar, value: "Plain | None") -> dict[str, Plain]:
    """The value as a mapping: plain words stand for its main key."""
    if isinstance(value, str) and value:
        return {grammar.main_key(): value}
    return value if isinstance(value, dict) else {}


def field_of(
    key: str, grammar: Grammar, value: "Plain | None", *, is_required: bool = False
) -> Field:
    """One field with what stands there now; what is too long for it is a part."""
    shape, held = shape_of(grammar, key), len(value) if isinstance(value, list | dict) else 0
    rows: tuple[tuple[Field, ...], ...] = ()
    if _needs_own_page(shape, grammar, value):
        return Field(key, Shape.PART, is_required=is_required, held=held)
    if shape is Shape.TABLE and is_plain_list(grammar, value):
        return Field(key, Shape.LINES, written(value, shape), is_required, may_be_table=True)
    if shape in (Shape.TABLE, Shape.PAIRS):
        rows = tuple(rows_of(grammar, value))
    words = "" if rows or shape is Shape.PART else written(value, shape)
    if shape is Shape.LINE and len(words) > LONG_LINE:
        shape = Shape.TEXT
    return Field(key, shape, words, is_required, grammar.choices, grammar.longest, rows, held)


def _needs_own_page(shape: Shape, grammar: Grammar, value: "Plain | None") -> bool:
    most = {
        Shape.LINES: MOST_LINES,
        Shape.GROUPS: MOST_LINES,
        Shape.TABLE: MOST_ROWS,
        Shape.PAIRS: MOST_PAIRS,
    }.get(shape)
    return most is not None and isinstance(value, list | dict) and len(value) > most


def is_plain_list(grammar: Grammar, value: "Plain | None") -> bool:
    """Whether a table holds nothing but words so far: a line each is easier to fill in."""
    items = grammar.items()
    words = all(isinstance(part, str) for part in value) if isinstance(value, list) else True
    return words and items is not None and items.takes_words


def rows_of(
    grammar: Grammar, value: "Plain | None", spare: int = SPARE_ROWS
) -> Iterator[tuple[Field, ...]]:
    """The rows of a table or of pairs, and empty ones to add to."""
    if shape_of(grammar) is Shape.PAIRS:
        pairs = list(value.items()) if isinstance(value, dict) else []
        for word, meaning in [*pairs, *([("", "")] * spare)]:
            said = meaning if isinstance(meaning, str) else ""
            yield Field("kunci", Shape.LINE, word), Field("isi", Shape.LINE, said)
        return
    items = grammar.items()
    assert items is not None
    for item in [*(value if isinstance(value, list) else []), *([{}] * spare)]:
        yield tuple(columns(items, item))


def columns(items: Grammar, item: Plain) -> Iterator[Field]:
    """The fields of one row."""
    held = items.mapping()
    assert held is not None
    content = as_mapping(items, item)
    required = held.part.get("required", [])
    for key, part in held.part["properties"].items():
        grammar = held.inside(part)
        value = content.get(key)
        if grammar.items() is not None:
            words = ", ".join(each for each in value or [] if isinstance(each, str))
            yield Field(key, Shape.LINE, words)
        else:
            yield field_of(key, grammar, value, is_required=key in required)


def written(value: "Plain | None", shape: Shape) -> str:
    """A value as the text that stands in its field."""
    if value is None:
        return ""
    if shape is Shape.YAML:
        return to_yaml(value)
    if isinstance(value, str):
        return value
    return "\n".join(_line(each) for each in value)


def _line(part: Plain) -> str:
    return ", ".join(map(_line, part)) if isinstance(part, list) else str(part)


def named(part: "Plain | None", number: int) -> str:
    """What one thing of a list is called: by its title, name or first words, else its number."""
    if isinstance(part, dict):
        for key in _NAMES:
            word = part.get(key)
            if isinstance(word, str) and word:
                return word
    if isinstance(part, list) and part and isinstance(part[0], str):
        return part[0]
    return part if isinstance(part, str) and part else f"nomor {number + 1}"
