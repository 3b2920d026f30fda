"""What needs a coordinator today, in the order in which it needs them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.domain.desk import Account, GapGroup, GapStatus, Harm, Right, Role, most_urgent_first
from bot.domain.publishing import Publication
from bot.domain.staleness import Lapsing

MOST_SHOWN = 3


@dataclass(frozen=True, slots=True)
class Agenda:
    """The day of one account. `first`: the open groups to begin with.

    `urgent` tell of harm and nobody has taken them; `lapsed` and `lapsing` facts want a look.
    """

    first: tuple[GapGroup, ...]
    open: int
    overdue: int
    urgent: int
    new: int
    mine: int
    proposals: tuple[Publication, ...]
    lapsed: int
    lapsing: int

    @property
    def is_clear(self) -> bool:
        """Whether nothing has to be done today."""
        return not (self.overdue or self.urgent or self.new or self.mine or self.proposals)


def agenda(
    account: Account,
    groups: Sequence[GapGroup],
    proposals: Sequence[Publication],
    facts: Sequence[Lapsing],
    now: datetime,
) -> Agenda:
    """What this account should see to. An office sees what lies with it or with its people; the
    team sees everything. `now` in the city's zone. Which `proposals` may be published is decided
    by the caller.
    """
    today = now.date()
    seen = [g for g in groups if g.status.is_open and _concerns(account, g)]
    lapsed = sum(fact.has_lapsed(today) for fact in facts)
    return Agenda(
        first=tuple(most_urgent_first(seen, now, today)[:MOST_SHOWN]),
        open=len(seen),
        overdue=sum(group.is_overdue(today) for group in seen),
        urgent=sum(_is_urgent(group) for group in seen),
        new=sum(group.status is GapStatus.NEW for group in seen),
        mine=sum(group.account_id == account.id for group in seen),
        proposals=tuple(proposals) if account.may(Right.PUBLISH) else (),
        lapsed=lapsed,
        lapsing=len(facts) - lapsed,
    )


def _concerns(account: Account, group: GapGroup) -> bool:
    if account.role is not Role.OFFICE or not account.office:
        return True
    return account.office == group.office or account.id == group.account_id


def _is_urgent(group: GapGroup) -> bool:
    return group.status is GapStatus.NEW and group.harm > Harm.ORDINARY
