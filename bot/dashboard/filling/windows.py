"""A slice of a long list or dictionary: shown a screen at a time, put back where it was."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.dashboard.filling.fields import Field, Shape, is_plain_list, rows_of, shape_of, written
from bot.dashboard.filling.grammar import Grammar
from bot.dashboard.filling.reading import read, read_pair, read_row, row_count
from bot.dashboard.forms import Form
from bot.loader.reading import Plain

MOST = {Shape.LINES: 150, Shape.GROUPS: 150, Shape.TABLE: 20, Shape.PAIRS: 50}
KEY = "isi"  # the one field of such a page


@dataclass(frozen=True, slots=True)
class Window:
    """What is shown: from `start`, or (of rows) what holds the word `search`."""

    start: int = 0
    search: str = ""


@dataclass(frozen=True, slots=True)
class Slice:
    """The field with what is shown, where each row stands in the whole, and how much there is."""

    field: Field
    places: tuple[str, ...]
    start: int
    shown: int
    total: int


def shape_at(grammar: Grammar, value: "Plain | None") -> Shape:
    """How a place of its own is filled in; words alone stay lines though they may be a table."""
    shape = shape_of(grammar)
    if shape is Shape.TABLE and is_plain_list(grammar, value):
        return Shape.LINES
    return shape


def sliced(grammar: Grammar, value: "Plain | None", window: Window) -> Slice:
    """The slice a window shows."""
    shape = shape_at(grammar, value)
    whole = value if isinstance(value, list | dict) else []
    if shape not in MOST:
        only = Field(KEY, Shape.TEXT if shape is Shape.LINE else shape, written(value, shape))
        choices, longest = grammar.choices, grammar.longest
        only = Field(KEY, only.shape, only.value, choices=choices, longest=longest)
        return Slice(only, (), 0, 0, 0)
    places = _places(whole, window, shape)[: MOST[shape]]
    part = _part(whole, places)
    if shape in (Shape.TABLE, Shape.PAIRS):
        rows = tuple(rows_of(grammar, part))
        field = Field(KEY, shape, rows=rows, held=len(whole))
    else:
        field = Field(KEY, shape, written(part, shape))
    return Slice(field, tuple(map(str, places)), window.start, len(places), len(whole))


def _places(
    whole: "list[Plain] | dict[str, Plain]", window: Window, shape: Shape
) -> Sequence[int | str]:
    places: list[int | str] = list(whole) if isinstance(whole, dict) else list(range(len(whole)))
    if window.search and shape in (Shape.TABLE, Shape.PAIRS):
        wanted = window.search.lower()
        return [at for at in places if wanted in f"{at} {_of(whole, at)}".lower()]
    return places[window.start :]


def _of(whole: "list[Plain] | dict[str, Plain]", at: int | str) -> Plain:
    return whole[at]  # type: ignore[index]


def _part(whole: "list[Plain] | dict[str, Plain]", places: Sequence[int | str]) -> Plain:
    if isinstance(whole, dict):
        return {str(at): whole[str(at)] for at in places}
    return [_of(whole, at) for at in places]


def put_back(grammar: Grammar, value: "Plain | None", form: Form) -> "Plain | None":
    """The whole with what the form says of its slice; None when nothing is left.

    Raises NotTakenError.
    """
    shape = shape_at(grammar, value)
    if shape is Shape.PAIRS:
        return _pairs_back(value if isinstance(value, dict) else {}, form) or None
    if shape is Shape.TABLE:
        return _rows_back(grammar, value if isinstance(value, list) else [], form) or None
    new = read(grammar, value, form, KEY)
    if shape not in MOST:
        return new
    whole = value if isinstance(value, list) else []
    start, shown = form.number("mulai") or 0, form.number("tampil") or 0
    kept = new if isinstance(new, list) else []
    return [*whole[:start], *kept, *whole[start + shown :]] or None


def _pairs_back(whole: dict[str, Plain], form: Form) -> dict[str, Plain]:
    changed: dict[str, tuple[str, Plain] | None] = {}
    added: list[tuple[str, Plain]] = []
    for number in range(row_count(form, KEY)):
        pair = read_pair(form, f"{KEY}.{number}")
        before = form.first(f"{KEY}.{number}.asal")
        if before:
            changed[before] = pair
        elif pair:
            added.append(pair)
    kept = [changed.get(word, (word, meaning)) for word, meaning in whole.items()]
    return dict([*(pair for pair in kept if pair), *added])


def _rows_back(grammar: Grammar, whole: list[Plain], form: Form) -> list[Plain]:
    items = grammar.items()
    assert items is not None
    changed: dict[int, Plain] = {}
    added: list[Plain] = []
    for number in range(row_count(form, KEY)):
        row = read_row(items, form, f"{KEY}.{number}")
        before = form.number(f"{KEY}.{number}.asal")
        if before is not None:
            changed[before] = row
        elif row:
            added.append(row)
    kept = [changed.get(at, row) for at, row in enumerate(whole)]
    return [*(row for row in kept if row), *added]
