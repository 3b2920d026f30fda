"""Small cells: counts that few people stand behind are hidden, also from whoever subtracts.

A table is shown with the totals of its rows and columns. A hidden count is found out when it is
the only one missing in a sum, or when sums of sums leave one way to fill it in. Drawn as a graph,
rows and columns as points and hidden counts as lines between them, that is so for just those
lines that lie on no circle. So counts are hidden until every hidden one lies on a circle, and
until what is missing in a shown sum stands for enough people together.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

LEAST_PEOPLE = 5

Place: TypeAlias = tuple[int, int]  # row and column; the last column is the rows' total
_Point: TypeAlias = tuple[str, int]  # a row or a column, and its number
_Table: TypeAlias = Sequence[Sequence["Cell"]]


@dataclass(frozen=True, slots=True)
class Cell:
    """How many questions, and by whom (pseudonyms; erased people are in the count alone)."""

    count: int = 0
    people: frozenset[str] = frozenset()

    @property
    def is_small(self) -> bool:
        """Whether so few people stand behind it that one of them may be recognised."""
        return self.count > 0 and len(self.people) < LEAST_PEOPLE


def together(cells: Iterable[Cell]) -> Cell:
    """The sum: a person who stands behind several is one person."""
    count, people = 0, frozenset[str]()
    for cell in cells:
        count, people = count + cell.count, people | cell.people
    return Cell(count, people)


def hidden(rows: _Table) -> frozenset[Place]:
    """Which places of the table must not be shown; column `len(row)` is the row's total.

    The totals of the columns are shown: ValueError where one of them is itself small.
    """
    table = [[*row, together(row)] for row in rows]
    if any(together(column).is_small for column in zip(*table, strict=True)):
        raise ValueError("a column with few people: join it with another first")
    gone = {place for place in _places(table) if _cell(table, place).is_small}
    while more := _too_few(table, gone) or _alone(table, gone):
        gone |= more
    return frozenset(gone)


def _places(table: _Table) -> Iterator[Place]:
    return ((r, c) for r, row in enumerate(table) for c in range(len(row)))


def _cell(table: _Table, place: Place) -> Cell:
    return table[place[0]][place[1]]


def _cost(table: _Table, place: Place) -> tuple[bool, int, Place]:
    """Cheap to hide: few people, but not a nought, which hides nothing."""
    cell = _cell(table, place)
    return cell.count == 0, len(cell.people), place


def _sums(table: _Table, gone: set[Place]) -> Iterator[list[Place]]:
    """The places of every sum whose total is shown."""
    total = len(table[0]) - 1 if table else 0
    for column in range(total + 1):
        yield [(row, column) for row in range(len(table))]
    for row in range(len(table)):
        if (row, total) not in gone:
            yield [(row, column) for column in range(total)]


def _too_few(table: _Table, gone: set[Place]) -> set[Place]:
    """One more place of a sum whose hidden part stands for few people; none where all is well."""
    for places in _sums(table, gone):
        missing = together(_cell(table, place) for place in places if place in gone)
        shown = [place for place in places if place not in gone]
        if missing.is_small and shown:
            return {min(shown, key=lambda place: _cost(table, place))}
    return set()


def _alone(table: _Table, gone: set[Place]) -> set[Place]:
    """What draws a circle through a hidden place that lies on none; none where all do."""
    near: defaultdict[_Point, set[_Point]] = defaultdict(set)
    for row, column in gone:
        near["row", row].add(("column", column))
        near["column", column].add(("row", row))
    for row, column in sorted(gone):
        if not _on_circle(("row", row), ("column", column), near):
            return _circle(table, gone, (row, column))
    return set()


def _on_circle(start: _Point, end: _Point, near: Mapping[_Point, set[_Point]]) -> bool:
    """Whether the two ends of a line hang together without it."""
    seen, open_ = {start}, list(near[start] - {end})
    while open_:
        point = open_.pop()
        if point == end:
            return True
        if point not in seen:
            seen.add(point)
            open_.extend(near[point] - seen)
    return False


def _circle(table: _Table, gone: set[Place], place: Place) -> set[Place]:
    """The other three corners of the cheapest rectangle with `place` as one."""
    row, column = place
    corners = (
        {(row, c), (r, column), (r, c)} - gone
        for r in range(len(table))
        for c in range(len(table[0]))
        if r != row and c != column
    )
    return min(corners, key=lambda three: sorted((_cost(table, p) for p in three), reverse=True))
