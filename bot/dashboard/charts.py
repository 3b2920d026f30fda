"""Tables of figures made ready to be drawn: bars as SVG paths, and the same numbers as words.

The drawing is for eyes only; whoever cannot see it reads the table that stands beside it.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from bot.dashboard.words import number, percent
from bot.domain.usage import NONE, REST, End, Row, Table, parted

HIDDEN = "–"
ASKED = "Ditanyakan"
# A column of a table -> the class that colours it (static/grafik.css), and what it is called.
_COLUMNS: dict[tuple[End, ...], tuple[str, str]] = {
    (End.HELPED,): ("terbantu", "Terbantu"),
    (End.ANSWERED,): ("dijawab", "Dijawab"),
    (End.PICKED,): ("pilihan", "Dijawab lewat pilihan"),
    (End.ANSWERED, End.PICKED): ("dijawab", "Dijawab"),
    (End.HELPED, End.ANSWERED, End.PICKED): ("dijawab", "Terjawab"),
    (End.OPEN,): ("belum", "Belum terjawab"),
    tuple(End): ("semua", ASKED),
}
_WIDE, _HIGH, _SLOT, _BAR = 100, 100, 10, 7  # units of a drawing: its size, and of one upright bar
_HIDDEN_HIGH = 3


@dataclass(frozen=True, slots=True)
class Series:
    """One colour of a chart: `css` is its class."""

    css: str
    label: str


@dataclass(frozen=True, slots=True)
class Stroke:
    """A path in one colour."""

    css: str
    path: str


@dataclass(frozen=True, slots=True)
class Lying:
    """One row of a chart whose bars lie: a label, its bar, its number."""

    label: str
    strokes: tuple[Stroke, ...]
    total: str


@dataclass(frozen=True, slots=True)
class Chart:
    """What a template draws: `lying` rows; or one drawing of `upright` bars, `wide` units wide,
    with `marks` below it and `top` as the number of the highest; or the `whole` as one bar.
    """

    title: str
    series: tuple[Series, ...]
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    hides: bool
    lying: tuple[Lying, ...] = ()
    whole: tuple[Stroke, ...] = ()
    upright: tuple[Stroke, ...] = ()
    wide: int = 0
    marks: tuple[str, ...] = ()
    top: str = ""

    def cut(self, most: int) -> "Chart":
        """The longest lying bars alone, without the table of all."""
        return replace(self, lying=self.lying[:most], rows=self.rows[:most])

    @property
    def is_upright(self) -> bool:
        """Whether it is one drawing, with time running to the right."""
        return bool(self.wide)


@dataclass(frozen=True, slots=True)
class Names:
    """What stands beside the bars: `of` names a row, `none` is said where the row has no name,
    `head` stands above them in the table. `mark` says which rows have their name below the axis.
    `is_none_drawn`: whether the row without a name has a bar, which may dwarf all the others.
    """

    head: str
    none: str = ""
    rest: str = "Lainnya"
    of: Callable[[str], str] = str
    mark: Callable[[str], str] = str
    is_none_drawn: bool = True

    def label(self, name: str) -> str:
        """A row's name as people read it."""
        if name == REST:
            return self.rest
        return " dan ".join(self.none if part == NONE else self.of(part) for part in parted(name))

    def draws(self, row: Row) -> bool:
        """Whether the row has a bar."""
        return self.is_none_drawn or row.name != NONE


def lying(title: str, table: Table, names: Names) -> Chart:
    """Rows of a kind that has no order, the longest bar first."""
    drawn = [row for row in table.rows if names.draws(row)]
    most = max((row.total or 0 for row in drawn), default=0) or 1
    rows = tuple(
        Lying(
            names.label(row.name),
            tuple(_across(row, table, most)) if names.draws(row) else (),
            _told(row.total),
        )
        for row in sorted(table.rows, key=lambda row: not names.draws(row))
    )
    return Chart(title, *_numbers(table, names), lying=rows)


def upright(title: str, table: Table, names: Names) -> Chart:
    """Rows that follow each other in time."""
    most = max((row.total or 0 for row in table.rows), default=0) or 1
    strokes: dict[str, str] = {}
    for place, row in enumerate(table.rows):
        for stroke in _upwards(row, table, most, place * _SLOT):
            strokes[stroke.css] = strokes.get(stroke.css, "") + stroke.path
    return Chart(
        title,
        *_numbers(table, names),
        upright=tuple(Stroke(css, path) for css, path in strokes.items()),
        wide=_SLOT * len(table.rows),
        marks=tuple(names.mark(row.name) for row in table.rows),
        top=number(most),
    )


def label_of(ends: tuple[End, ...]) -> str:
    """What a column that counts these ends is called."""
    return _COLUMNS[ends][1]


def columns(table: Table) -> tuple[str, ...]:
    """What the columns of a table count; the last one is the row's total."""
    labels = tuple(map(label_of, table.ends))
    return labels if labels == (ASKED,) else (*labels, ASKED)


def counts(row: Row) -> tuple[int | None, ...]:
    """The numbers below `columns`; None is hidden."""
    return (row.total,) if len(row.counts) == 1 else (*row.counts, row.total)


_Numbers = tuple[tuple[Series, ...], tuple[str, ...], tuple[tuple[str, ...], ...], bool]


def _numbers(table: Table, names: Names) -> _Numbers:
    series = [Series(*_COLUMNS[end]) for end in table.ends]
    if len(series) > 1 and any(None in row.counts and row.total for row in table.rows):
        series.append(Series("rahasia", "Rinciannya disembunyikan"))
    rows = tuple(
        (names.label(row.name), *(_told(count) for count in counts(row))) for row in table.rows
    )
    return tuple(series), (names.head, *columns(table)), rows, table.hides


def _told(count: int | None) -> str:
    return HIDDEN if count is None else number(count)


def _parts(row: Row, table: Table) -> Iterator[tuple[str, int]]:
    """Colour and count of each part of a bar; a bar of one colour where a part is hidden."""
    shown = [count for count in row.counts if count is not None]
    if row.total and len(shown) < len(row.counts):
        yield "rahasia", row.total
    elif row.total:
        yield from zip((_COLUMNS[end][0] for end in table.ends), shown, strict=True)


def _across(row: Row, table: Table, most: int) -> Iterator[Stroke]:
    at = 0.0
    for css, count in _parts(row, table):
        if count:
            long = _WIDE * count / most
            yield Stroke(css, f"M{_n(at)} 0h{_n(long)}v10H{_n(at)}z")
            at += long


def _upwards(row: Row, table: Table, most: int, left: int) -> Iterator[Stroke]:
    if row.total is None:
        yield Stroke("rahasia", f"M{left} {_HIGH}v-{_HIDDEN_HIGH}h{_BAR}v{_HIDDEN_HIGH}z")
    at = float(_HIGH)
    for css, count in _parts(row, table):
        if count:
            high = _HIGH * count / most
            yield Stroke(css, f"M{left} {_n(at)}v-{_n(high)}h{_BAR}v{_n(high)}z")
            at -= high


def _n(value: float) -> str:
    return f"{value:.1f}".removesuffix(".0")


def in_one(title: str, ends: Sequence[tuple[tuple[End, ...], int]]) -> Chart:
    """One bar of how all questions ended."""
    whole = sum(count for _, count in ends) or 1
    row = Row("", tuple(count for _, count in ends), whole)
    table = Table(tuple(end for end, _ in ends), (row,))
    series = tuple(Series(*_COLUMNS[end]) for end in table.ends)
    rows = tuple(
        (one.label, number(count), percent(count / whole))
        for one, (_, count) in zip(series, ends, strict=True)
    )
    heads = ("Akhirnya", "Pertanyaan", "Bagian")
    return Chart(
        *(title, series, heads, rows), hides=False, whole=tuple(_across(row, table, whole))
    )
