"""Which question stands in which group, as programs and coordinators put them."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import (
    Connection,
    Row,
    Select,
    String,
    and_,
    bindparam,
    cast,
    delete,
    exists,
    func,
    insert,
    or_,
    select,
    update,
)

from bot.domain.desk import Actor, GapStatus, Harm
from bot.domain.grouping import Question, harm_of
from bot.domain.redaction import RedactedText
from bot.domain.understanding import Candidate
from bot.storage import askers, groups
from bot.storage.desk_tables import gap_groups, journal, parted_groups, publications
from bot.storage.journal import GROUP
from bot.storage.tables import gaps

PROGRAM = Actor("program")
# A question asked after the answer came: these groups are open again.
_ANSWERED = (GapStatus.ANSWERED, GapStatus.MISMATCHED)
_PAGE = 500  # ids in one statement

# What stands in the groups now, in two numbers: whoever kept a copy sees whether it still fits.
Mark = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Placed:
    """A question, when it was asked (as stored: UTC, no zone), and where it stands."""

    question: Question
    at: datetime
    group: int | None
    by_hand: bool


@dataclass(frozen=True, slots=True)
class Move:
    """A question that goes from a group into another; `into` < 0 is a new one."""

    question: Question
    at: datetime
    origin: int | None
    into: int


def mark(connection: Connection) -> Mark:
    """Two numbers that change whenever a question enters, leaves or changes its group."""
    weighed = func.sum(gaps.c.id * (gaps.c.group_id % 1_000_003))
    found = connection.execute(
        select(func.count(), func.coalesce(weighed, 0)).where(gaps.c.group_id.is_not(None))
    ).one()
    return int(found[0]), int(found[1])


def places(connection: Connection) -> dict[int, int]:
    """Question -> group, of all that stand in one."""
    found = select(gaps.c.id, gaps.c.group_id).where(gaps.c.group_id.is_not(None))
    return {row.id: row.group_id for row in connection.execute(found.order_by(gaps.c.id))}


def waiting(connection: Connection, limit: int) -> tuple[Placed, ...]:
    """The oldest questions that stand in no group yet."""
    loose = _PLACED.where(gaps.c.group_id.is_(None))
    return _placed(connection, loose.order_by(gaps.c.id).limit(limit))


def after(connection: Connection, question: int, limit: int) -> tuple[Placed, ...]:
    """The questions behind one, in the order they were asked; to read all page by page."""
    return _placed(
        connection, _PLACED.where(gaps.c.id > question).order_by(gaps.c.id).limit(limit)
    )


def some(connection: Connection, ids: Iterable[int]) -> tuple[Placed, ...]:
    """Those of these questions that still wait."""
    wanted = sorted(ids)
    pages = [wanted[start : start + _PAGE] for start in range(0, len(wanted), _PAGE)]
    found = (_placed(connection, _PLACED.where(gaps.c.id.in_(page))) for page in pages)
    return tuple(placed for page in found for placed in page)


def detach_settled(connection: Connection) -> None:
    """Questions whose asker found the answer leave their groups."""
    settled = and_(gaps.c.settled_intent.is_not(None), gaps.c.group_id.is_not(None))
    connection.execute(update(gaps).where(settled).values(group_id=None))


def touched(connection: Connection, among: Iterable[int] | None = None) -> frozenset[int]:
    """The groups somebody has worked on: no program changes what is in them."""
    query = select(gap_groups.c.id).where(_TOUCHED)
    if among is not None:
        query = query.where(gap_groups.c.id.in_(sorted(among)))
    return frozenset(connection.execute(query).scalars())


def parted(connection: Connection) -> frozenset[tuple[int, int]]:
    """Pairs of groups, the lower number first, that a coordinator has parted."""
    return frozenset((row.low, row.high) for row in connection.execute(select(parted_groups)))


def open_group(connection: Connection, opened_at: datetime, at: datetime, harm: Harm) -> int:
    """A new group. The times as they are stored."""
    values = {"status": GapStatus.NEW, "harm": int(harm), "opened_at": opened_at}
    adding = insert(gap_groups).values(**values, changed_at=at).returning(gap_groups.c.id)
    return int(connection.execute(adding).scalar_one())


def put(connection: Connection, moves: Sequence[Move], at: datetime) -> dict[int, int]:
    """Carry out moves whose question still stands where it did. Question -> group, of those.

    A group that has gone into another one stands for that; one that is gone is opened anew.
    """
    opened: dict[int, int] = {}
    done: dict[int, int] = {}
    for move in moves:
        if not _stands(connection, move):
            continue
        group = opened.get(move.into) or _standing(connection, move.into)
        if group is None:
            group = open_group(connection, move.at, at, Harm.ORDINARY)
            opened[move.into] = group
        connection.execute(_PUT, {"which": move.question.id, "place": group})
        _received(connection, group, move, at)
        done[move.question.id] = group
    return done


def _received(connection: Connection, group: int, move: Move, at: datetime) -> None:
    """What a question changes in its group: harm, age, and whether it is answered still."""
    harm = int(harm_of(move.question.text, move.question.candidates))
    row = connection.execute(_STATE, {"group": group}).one()
    if harm > row.harm or move.at < row.opened_at:
        raised = {"harm": max(harm, row.harm), "opened_at": min(move.at, row.opened_at)}
        connection.execute(update(gap_groups).where(gap_groups.c.id == group).values(**raised))
    if row.status in _ANSWERED and row.answered_at is not None and move.at > row.answered_at:
        askers.reopen(connection, group, at, PROGRAM)


def _stands(connection: Connection, move: Move) -> bool:
    origin = gaps.c.group_id.is_(None) if move.origin is None else gaps.c.group_id == move.origin
    found = select(gaps.c.id).where(
        gaps.c.id == move.question.id,
        gaps.c.settled_intent.is_(None),
        gaps.c.by_hand.is_(False),
        origin,
    )
    return connection.execute(found).scalar() is not None


def _standing(connection: Connection, group: int) -> int | None:
    try:
        return groups.standing(connection, group)
    except groups.NoGroupError:
        return None


def members(connection: Connection, group: int) -> tuple[Placed, ...]:
    """The questions of a group that still wait, oldest first."""
    return _placed(connection, _PLACED.where(gaps.c.group_id == group).order_by(gaps.c.id))


def settle_by_hand(connection: Connection, questions: Iterable[int], group: int) -> None:
    """A coordinator says where these questions stand: no program moves them any more."""
    connection.execute(_BY_HAND, [{"which": question, "place": group} for question in questions])


def part(connection: Connection, one: int, other: int) -> None:
    """Note that two groups, and what either was parted from, are never put together again."""
    apart = _apart_from(connection, one)
    for group in {one, *apart} - {other}:
        pair = {"low": min(group, other), "high": max(group, other)}
        known = select(parted_groups).where(
            parted_groups.c.low == pair["low"], parted_groups.c.high == pair["high"]
        )
        if connection.execute(known).first() is None:
            connection.execute(insert(parted_groups).values(**pair))


def unite(connection: Connection, group: int, into: int) -> None:
    """One group goes into another: the pair is parted no more, what else was parted stays so."""
    apart = _apart_from(connection, group) - {into}
    _forget_parting(connection, [group])
    for other in sorted(apart):
        pair = {"low": min(into, other), "high": max(into, other)}
        if pair["low"] != pair["high"] and other not in _apart_from(connection, into):
            connection.execute(insert(parted_groups).values(**pair))


def weigh(connection: Connection, ids: Iterable[int]) -> None:
    """Harm and age of groups, from the questions that are in them now."""
    for group in sorted(set(ids)):
        held = members(connection, group)
        if held:
            harm = max(harm_of(one.question.text, one.question.candidates) for one in held)
            values = {"harm": int(harm), "opened_at": min(one.at for one in held)}
            changing = update(gap_groups).where(gap_groups.c.id == group)
            connection.execute(changing.values(**values))


def purge(connection: Connection) -> int:
    """Delete groups that hold no question and that nobody has worked on. The count."""
    detach_settled(connection)
    empty = select(gap_groups.c.id).where(
        ~_TOUCHED, ~exists().where(gaps.c.group_id == gap_groups.c.id)
    )
    gone = list(connection.execute(empty).scalars())
    if gone:
        _forget_parting(connection, gone)
        connection.execute(delete(gap_groups).where(gap_groups.c.id.in_(gone)))
    return len(gone)


def _apart_from(connection: Connection, group: int) -> set[int]:
    low, high = parted_groups.c.low, parted_groups.c.high
    found = connection.execute(select(low, high).where(or_(low == group, high == group)))
    return {row.low + row.high - group for row in found}


def _forget_parting(connection: Connection, ids: Sequence[int]) -> None:
    low, high = parted_groups.c.low, parted_groups.c.high
    connection.execute(delete(parted_groups).where(or_(low.in_(ids), high.in_(ids))))


def _placed(connection: Connection, query: "Select[Any]") -> tuple[Placed, ...]:
    return tuple(map(_one, connection.execute(query)))


def _one(row: "Row[Any]") -> Placed:
    candidates = tuple(Candidate(intent, score) for intent, score in json.loads(row.candidates))
    question = Question(row.id, RedactedText(row.question), candidates)
    return Placed(question, row.created_at, row.group_id, row.by_hand)


_PLACED = select(
    gaps.c.id,
    gaps.c.question,
    gaps.c.candidates,
    gaps.c.created_at,
    gaps.c.group_id,
    gaps.c.by_hand,
).where(gaps.c.settled_intent.is_(None))
_STATE = select(
    gap_groups.c.status, gap_groups.c.harm, gap_groups.c.answered_at, gap_groups.c.opened_at
).where(gap_groups.c.id == bindparam("group"))
_PUT = update(gaps).where(gaps.c.id == bindparam("which")).values(group_id=bindparam("place"))
_BY_HAND = (
    update(gaps)
    .where(gaps.c.id == bindparam("which"))
    .values(group_id=bindparam("place"), by_hand=True)
)
_ELSEWHERE = gap_groups.alias("elsewhere")
# Every deed leaves a row in the journal; what somebody is about to publish counts as well.
_TOUCHED = or_(
    gap_groups.c.status != GapStatus.NEW,
    gap_groups.c.merged_into.is_not(None),
    exists().where(journal.c.kind == GROUP, journal.c.target == cast(gap_groups.c.id, String)),
    exists().where(publications.c.group_id == gap_groups.c.id),
    exists().where(_ELSEWHERE.c.merged_into == gap_groups.c.id),
)
