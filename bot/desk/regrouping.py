"""Everything grouped anew, except what people have done by hand."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from sqlalchemy import Connection

from bot.domain.grouping import Grouper, sorted_into
from bot.domain.knowledge import KnowledgeBase
from bot.storage import grouping
from bot.storage.database import Writer
from bot.storage.grouping import Move, Placed

AT_ONCE = 25
READ_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class Regrouped:
    """How many questions were looked at and moved, and how many groups there are."""

    questions: int
    moved: int
    groups: int


@dataclass(frozen=True, slots=True)
class _Standing:
    """All questions as they stand; `worked` are groups that only people change."""

    placed: Sequence[Placed]
    worked: frozenset[int]
    parted: frozenset[tuple[int, int]]

    def is_free(self, placed: Placed) -> bool:
        return not placed.by_hand and placed.group not in self.worked


def regrouped(writer: Writer, base: KnowledgeBase, at: datetime) -> Regrouped:
    """Read all, think, and write in steps so short that no resident's turn waits for them."""
    standing = _read(writer)
    found = _sorted(base, standing)
    moves = _moves(standing, found)
    moved = 0
    names: dict[int, int] = {}
    for start in range(0, len(moves), AT_ONCE):
        step = [
            Move(m.question, m.at, m.origin, names.get(m.into, m.into))
            for m in moves[start : start + AT_ONCE]
        ]
        put = writer.run(partial(_put, step, at)).result()
        for wanted in moves[start : start + AT_ONCE]:
            if group := put.get(wanted.question.id):
                names[wanted.into] = group
        moved += len(put)
    writer.run(grouping.purge).result()
    return Regrouped(len(standing.placed), moved, len(set(found.values())))


def _read(writer: Writer) -> _Standing:
    placed: list[Placed] = []
    while True:
        last = placed[-1].question.id if placed else 0
        page = writer.run(partial(grouping.after, question=last, limit=READ_AT_ONCE)).result()
        if not page:
            break
        placed += page
    worked = writer.run(grouping.touched).result()
    parted = writer.run(grouping.parted).result()
    return _Standing([one for one in placed if one.group is not None], worked, parted)


def _sorted(base: KnowledgeBase, standing: _Standing) -> Mapping[int, int]:
    """Question -> group. New groups take the numbers of those that most of them come from."""
    grouper = Grouper(base)
    grouper.see(placed.question for placed in standing.placed)
    for placed in standing.placed:
        if not standing.is_free(placed) and placed.group is not None:
            grouper.add(placed.question, placed.group, seen=True)
    free = [placed for placed in standing.placed if standing.is_free(placed)]
    origins = {placed.question.id: placed.group or 0 for placed in free}

    def allowed(question: int, group: int) -> bool:
        origin = origins[question]
        return (min(origin, group), max(origin, group)) not in standing.parted

    found = sorted_into(grouper, [placed.question for placed in free], allowed)
    names = _names(found, origins)
    return {question: names.get(group, group) for question, group in found.items()}


def _names(found: Mapping[int, int], origins: Mapping[int, int]) -> dict[int, int]:
    """New group (below 0) -> the old group whose questions it has most of; each given once."""
    shared = Counter((group, origins[q]) for q, group in found.items() if group < 0)
    names: dict[int, int] = {}
    taken: set[int] = set()
    for (group, origin), _ in sorted(shared.items(), key=lambda i: (-i[1], i[0][1], -i[0][0])):
        if group not in names and origin not in taken:
            names[group] = origin
            taken.add(origin)
    return names


def _moves(standing: _Standing, found: Mapping[int, int]) -> list[Move]:
    return [
        Move(placed.question, placed.at, placed.group, into)
        for placed in standing.placed
        if (into := found.get(placed.question.id)) is not None and into != placed.group
    ]


def _put(moves: Sequence[Move], at: datetime, connection: Connection) -> dict[int, int]:
    """Moves out of groups that nobody has begun to work on since they were read."""
    worked = grouping.touched(connection, {m.origin for m in moves if m.origin is not None})
    put = grouping.put(connection, [m for m in moves if m.origin not in worked], at)
    grouping.weigh(connection, _changed(moves, put) - worked)
    return put


def _changed(moves: Iterable[Move], put: Mapping[int, int]) -> set[int]:
    origins = {m.origin for m in moves if m.question.id in put and m.origin is not None}
    return origins | set(put.values())
