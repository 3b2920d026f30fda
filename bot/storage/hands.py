"""What coordinators do to groups by hand: part them and put them together, for good."""

from datetime import datetime

from sqlalchemy import Connection, update

from bot.domain.desk import Actor, GapStatus
from bot.storage import grouping, groups, journal
from bot.storage.deeds import DeedError
from bot.storage.desk_tables import gap_groups
from bot.storage.journal import GROUP

SPLIT, MERGE = "pisah", "gabung"


def split(
    connection: Connection, group: int, questions: frozenset[int], actor: Actor, at: datetime
) -> int:
    """Questions of a group get one of their own. Raises NoGroupError, DeedError."""
    group = groups.standing(connection, group)
    held = {placed.question.id: placed for placed in grouping.members(connection, group)}
    going = questions & held.keys()
    if not going:
        raise DeedError("Pilih dulu pertanyaan yang mau dipisah.")
    staying = held.keys() - going
    if not staying:
        raise DeedError("Sisakan paling sedikit satu pertanyaan di kelompok ini.")
    opened_at = min(held[question].at for question in going)
    new = grouping.open_group(connection, opened_at, at, groups.one(connection, group).harm)
    grouping.settle_by_hand(connection, sorted(going), new)
    # Who parts a group has judged what stays as well.
    grouping.settle_by_hand(connection, sorted(staying), group)
    grouping.part(connection, group, new)
    grouping.weigh(connection, [group, new])
    count = str(len(going))
    journal.write(connection, at, actor, SPLIT, GROUP, str(group), ke=str(new), jumlah=count)
    journal.write(connection, at, actor, SPLIT, GROUP, str(new), dari=str(group), jumlah=count)
    return new


def merge(connection: Connection, group: int, into: int, actor: Actor, at: datetime) -> None:
    """A group goes into another one. Raises NoGroupError, DeedError."""
    group, into = groups.standing(connection, group), groups.standing(connection, into)
    if group == into:
        raise DeedError("Dua kelompok itu sudah menjadi satu.")
    moved = [placed.question.id for placed in grouping.members(connection, group)]
    own = [placed.question.id for placed in grouping.members(connection, into)]
    grouping.unite(connection, group, into)
    if moved or own:
        grouping.settle_by_hand(connection, [*own, *moved], into)
    _hand_over(connection, group, into, at)
    grouping.weigh(connection, [into])
    count = str(len(moved))
    journal.write(connection, at, actor, MERGE, GROUP, str(group), ke=str(into), jumlah=count)
    journal.write(connection, at, actor, MERGE, GROUP, str(into), dari=str(group), jumlah=count)


def _hand_over(connection: Connection, group: int, into: int, at: datetime) -> None:
    """Whoever saw to the one sees to both, unless somebody sees to the other already."""
    left, kept = groups.one(connection, group), groups.one(connection, into)
    values: dict[str, object] = {}
    if kept.status is GapStatus.NEW and not kept.office and kept.account_id is None:
        values = {"office": left.office, "account_id": left.account_id, "due_on": left.due_on}
        if left.status is GapStatus.WORKING:
            values["status"] = left.status
    if left.draft and not kept.draft:
        values["draft"] = left.draft
    groups.change(connection, into, at, **values)
    connection.execute(
        update(gap_groups)
        .where(gap_groups.c.id == group)
        .values(merged_into=into, changed_at=at, draft="")
    )
