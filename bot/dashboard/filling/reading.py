"""What a person filled in, back as knowledge; what cannot be taken is said beside its field."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from bot.dashboard.filling.fields import Shape, as_mapping, shape_of
from bot.dashboard.filling.grammar import Grammar
from bot.dashboard.forms import Form
from bot.editor import EditError, from_yaml
from bot.loader.reading import Plain

MOST_TABLE_ROWS = 400


class NotTakenError(Exception):
    """One field cannot be read; the words are for the person who filled it in."""


@dataclass(frozen=True, slots=True)
class Filled:
    """The new value, and what is wrong with fields, by key."""

    value: dict[str, Plain]
    mistakes: dict[str, str]


def filled(grammar: Grammar, before: "Plain | None", told: Form, shown: Sequence[str]) -> Filled:
    """A mapping as the form has it. Only the keys in `shown` stood in the form; others stay."""
    held = grammar.mapping()
    assert held is not None
    old = as_mapping(grammar, before)
    new, mistakes = dict(old), {}
    for key in held.part["properties"]:
        if key not in shown:
            continue
        part = held.behind(key)
        try:
            value = read(part, old.get(key), told, key)
        except NotTakenError as error:
            mistakes[key] = str(error)
            continue
        if value:
            new[key] = value
        else:
            new.pop(key, None)
            if key in held.part.get("required", []):
                mistakes[key] = "Bagian ini wajib diisi."
    return Filled(new, mistakes)


def as_written(grammar: Grammar, before: "Plain | None", value: dict[str, Plain]) -> Plain:
    """Plain words again where plain words stood and nothing more was filled in."""
    key = grammar.main_key()
    if isinstance(before, str) and list(value) == [key] and isinstance(value[key], str):
        return value[key]
    return value


def read(grammar: Grammar, before: "Plain | None", told: Form, key: str) -> "Plain | None":
    """What one field says now; None when it is empty. Raises NotTakenError."""
    shape = shape_of(grammar, key)
    if shape is Shape.TABLE and not told.has(f"{key}.banyak"):
        shape = Shape.LINES  # it was shown as lines of words
    if shape is Shape.TABLE:
        return list(_rows(grammar, told, key)) or None
    if shape is Shape.PAIRS:
        return dict(_pairs(told, key)) or None
    if shape is Shape.PART:
        return before
    return _READERS[shape](told.raw(key), before) or None


def _words(text: str, before: "Plain | None") -> Plain:
    """On one line, unless several lines stood there before."""
    tidy = text.strip()
    if isinstance(before, str) and "\n" in before:
        return "\n".join(line.rstrip() for line in tidy.split("\n"))
    return " ".join(tidy.split())


def _day(text: str, _: "Plain | None") -> Plain:
    return day_of(text).isoformat() if text.strip() else ""


def day_of(text: str) -> date:
    """A day as people write it: 2026-12-31, 31-12-2026, 31/12/2026. Raises NotTakenError."""
    written = text.strip()
    if found := re.fullmatch(r"(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4})", written):
        written = f"{found[3]}-{int(found[2]):02}-{int(found[1]):02}"
    try:
        return date.fromisoformat(written)
    except ValueError:
        raise NotTakenError("Tulis tanggalnya seperti ini: 2026-12-31.") from None


def _lines(text: str, _: "Plain | None") -> Plain:
    return [line for raw in text.splitlines() if (line := " ".join(raw.split()))]


def _groups(text: str, _: "Plain | None") -> Plain:
    lines = ([word.strip() for word in line.split(",")] for line in text.splitlines())
    return [list(filter(None, words)) for words in lines if any(words)]


def _yaml(text: str, _: "Plain | None") -> Plain:
    written = text.rstrip()
    if not written.strip():
        return ""
    try:
        return from_yaml(written)
    except EditError as error:
        raise NotTakenError(str(error)) from None


_READERS: dict[Shape, Callable[[str, "Plain | None"], Plain]] = {
    Shape.LINE: _words,
    Shape.TEXT: _words,
    Shape.CHOICE: _words,
    Shape.DAY: _day,
    Shape.LINES: _lines,
    Shape.GROUPS: _groups,
    Shape.YAML: _yaml,
}


def _rows(grammar: Grammar, told: Form, key: str) -> Iterator[Plain]:
    items = grammar.items()
    assert items is not None
    for number in range(row_count(told, key)):
        row = read_row(items, told, f"{key}.{number}")
        if row:
            yield row


def read_row(items: Grammar, told: Form, prefix: str) -> Plain:
    """One row of a table; empty when nothing stands in it."""
    held = items.mapping()
    assert held is not None
    row: dict[str, Plain] = {}
    for column in held.part["properties"]:
        text = " ".join(told.first(f"{prefix}.{column}").split())
        if text and held.behind(column).items() is not None:
            row[column] = [word.strip() for word in text.split(",") if word.strip()]
        elif text:
            row[column] = text
    return row[items.main_key()] if items.takes_words and list(row) == [items.main_key()] else row


def _pairs(told: Form, key: str) -> Iterator[tuple[str, Plain]]:
    seen: set[str] = set()
    for number in range(row_count(told, key)):
        pair = read_pair(told, f"{key}.{number}")
        if pair and pair[0] in seen:
            raise NotTakenError(f"“{pair[0]}” ditulis dua kali.")
        if pair:
            seen.add(pair[0])
            yield pair


def read_pair(told: Form, prefix: str) -> tuple[str, Plain] | None:
    """A word and its meaning; None for an empty row. Raises NotTakenError for half a one."""
    word = " ".join(told.first(f"{prefix}.kunci").split())
    meaning = " ".join(told.first(f"{prefix}.isi").split())
    if bool(word) != bool(meaning):
        raise NotTakenError(f"Baris “{word or meaning}” baru terisi sebelah.")
    return (word, meaning) if word else None


def row_count(told: Form, key: str) -> int:
    """How many rows of a table the form had."""
    count = told.first(f"{key}.banyak", "0")
    return min(int(count), MOST_TABLE_ROWS) if count.isdecimal() else 0
