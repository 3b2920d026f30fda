"""Tables of questions: rows of one kind (days, programmes), columns of what became of them."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from bot.domain.usage.endings import End, Question
from bot.domain.usage.hiding import Cell, hidden

Key: TypeAlias = Callable[[Question], str]
Ends: TypeAlias = tuple[tuple[End, ...], ...]

# From fine to coarse: where an end has few people behind it, it is told together with another.
_ENDS: tuple[Ends, ...] = (
    ((End.HELPED,), (End.ANSWERED,), (End.PICKED,), (End.OPEN,)),
    ((End.HELPED,), (End.ANSWERED, End.PICKED), (End.OPEN,)),
    ((End.HELPED, End.ANSWERED, End.PICKED), (End.OPEN,)),
    ((End.HELPED, End.ANSWERED, End.PICKED, End.OPEN),),
)
MOST_ROWS = 14
MUCH = 1 / 3  # of the cells that are not nought
REST = ""  # the name of the row that gathers what is left
NONE = "-"  # the name of the row of questions that have no such thing
_AND = " + "


@dataclass(frozen=True, slots=True)
class Row:
    """One row as it may be shown: a count for each column, None where it is hidden."""

    name: str
    counts: tuple[int | None, ...]
    total: int | None

    @property
    def is_hidden(self) -> bool:
        """Whether not even the total is shown."""
        return self.total is None


@dataclass(frozen=True, slots=True)
class Table:
    """A table as it may be shown. `ends` says what each column counts."""

    ends: Ends
    rows: tuple[Row, ...]

    @property
    def hides(self) -> bool:
        """Whether anything in it is hidden."""
        return any(row.is_hidden or None in row.counts for row in self.rows)

    @property
    def hidden_share(self) -> float:
        """How many of the cells that are not nought are hidden, 0 to 1."""
        cells = [count for row in self.rows for count in row.counts if count != 0]
        return cells.count(None) / len(cells) if cells else 0.0

    @property
    def is_told(self) -> bool:
        """Whether it says anything: some row is shown that is not nought."""
        return any(row.total for row in self.rows)


def cell_of(questions: Iterable[Question]) -> Cell:
    """How many, and by whom."""
    asked = list(questions)
    return Cell(len(asked), frozenset(q.use.person for q in asked if q.use.person))


def shown_ends(questions: Sequence[Question]) -> Ends:
    """The finest columns behind each of which there are enough people; none without any."""
    for ends in _ENDS if questions else ():
        cells = [cell_of(q for q in questions if q.end in end) for end in ends]
        if not any(cell.is_small for cell in cells):
            return ends
    return ()


def counted(questions: Sequence[Question], key: Key, names: Sequence[str] | None = None) -> Table:
    """A table of all these questions, a row for each value of `key`.

    With `names`, just those rows in that order (days, hours). Without, the rows come by their
    size, and those with few people, and more than fit, are gathered in one row, called REST where
    it holds more than two. Where much would be hidden the columns are coarser, to tell more.
    """
    found = _grouped(questions, key)
    groups = _gathered(found) if names is None else {n: found.get(n, []) for n in names}
    tables = (_table(groups, ends) for ends in _coarser(shown_ends(questions)))
    legible = (table for table in tables if len(table.ends) == 1 or table.hidden_share <= MUCH)
    return next(legible, Table((), ()))


def _coarser(ends: Ends) -> tuple[Ends, ...]:
    return _ENDS[_ENDS.index(ends) :] if ends else ()


def _table(groups: Mapping[str, Sequence[Question]], ends: Ends) -> Table:
    cells = [_cells(asked, ends) for asked in groups.values()]
    gone = hidden(cells)
    rows = [
        Row(
            name,
            tuple(None if (r, c) in gone else cell.count for c, cell in enumerate(row)),
            None if (r, len(row)) in gone else sum(cell.count for cell in row),
        )
        for r, (name, row) in enumerate(zip(groups, cells, strict=True))
    ]
    return Table(ends, tuple(rows))


def _cells(asked: Sequence[Question], ends: Ends) -> list[Cell]:
    return [cell_of(q for q in asked if q.end in end) for end in ends]


def _grouped(questions: Iterable[Question], key: Key) -> dict[str, list[Question]]:
    groups: defaultdict[str, list[Question]] = defaultdict(list)
    for question in questions:
        groups[key(question)].append(question)
    return dict(groups)


def _gathered(groups: Mapping[str, list[Question]]) -> dict[str, list[Question]]:
    """The largest rows; what few people asked, and what is too much for a page, in one."""
    large = [name for name, asked in groups.items() if not cell_of(asked).is_small]
    large.sort(key=lambda name: (-len(groups[name]), name))
    kept = {name: groups[name] for name in large[:MOST_ROWS] if name != REST}
    rest = [question for name, asked in groups.items() if name not in kept for question in asked]
    # The rest may be few people too: then the smallest row joins them, so that a number is shown.
    while rest and kept and cell_of(rest).is_small:
        rest += kept.popitem()[1]
    left = [name for name in groups if name not in kept]
    return {**kept, _AND.join(sorted(left)) if len(left) <= 2 else REST: rest} if rest else kept


def parted(name: str) -> list[str]:
    """The names in a row that holds two kinds together."""
    return name.split(_AND)
