"""What needs a coordinator today: whose it is, and in which order."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from bot.domain.agenda import agenda
from bot.domain.desk import Account, GapGroup, GapStatus, Harm, Role
from bot.domain.publishing import Publication, PublicationStatus
from bot.domain.staleness import Lapsing

NOW = datetime(2026, 11, 22, 16, 0, tzinfo=UTC)
TEAM = Account(1, "ratri", "Ratri", Role.COORDINATOR)
OFFICE = Account(2, "agus", "Agus", Role.OFFICE, "Dinas Sosial")
GROUP = GapGroup(
    id=1,
    title="kapan pasar murah",
    status=GapStatus.NEW,
    harm=Harm.ORDINARY,
    questions=3,
    people=3,
    waiting=1,
    opened_at=NOW - timedelta(days=2),
    last_at=NOW,
)
PROPOSAL = Publication(1, PublicationStatus.PROPOSED, "jam buka", (), "Agus", NOW)


def test_the_overdue_come_first_then_the_harmful() -> None:
    late = replace(GROUP, id=2, status=GapStatus.WORKING, due_on=date(2026, 11, 20))
    harm = replace(GROUP, id=3, harm=Harm.ILLNESS)
    told = agenda(TEAM, [GROUP, harm, late], (), (), NOW)
    assert [group.id for group in told.first] == [2, 3, 1]
    assert (told.overdue, told.urgent, told.new, told.open) == (1, 1, 2, 3)


def test_what_is_closed_is_on_nobodys_list() -> None:
    closed = [replace(GROUP, status=s) for s in GapStatus if not s.is_open]
    assert len(closed) == 4
    told = agenda(TEAM, closed, (), (), NOW)
    assert told.is_clear
    assert told.first == ()


def test_an_office_sees_its_own_and_what_its_people_hold() -> None:
    theirs = replace(GROUP, id=2, office="Dinas Sosial")
    held = replace(GROUP, id=3, office="Disperkim", account_id=2)
    told = agenda(OFFICE, [GROUP, theirs, held], (), (), NOW)
    assert {group.id for group in told.first} == {2, 3}
    assert told.mine == 1
    everything = agenda(replace(OFFICE, office=""), [GROUP, theirs, held], (), (), NOW)
    assert everything.open == 3


def test_only_who_may_publish_is_asked_to() -> None:
    assert agenda(TEAM, [], [PROPOSAL], (), NOW).proposals == (PROPOSAL,)
    assert agenda(OFFICE, [], [PROPOSAL], (), NOW).proposals == ()


def test_lapsed_facts_are_told_apart_from_those_that_will() -> None:
    facts = [
        Lapsing("a.yaml", "PKH", date(2026, 11, 21), ""),
        Lapsing("b.yaml", "PIP", date(2026, 11, 22), ""),
        Lapsing("c.yaml", "KIS", date(2026, 12, 1), ""),
    ]
    told = agenda(TEAM, [], (), facts, NOW)
    assert (told.lapsed, told.lapsing) == (1, 2)
    assert told.is_clear, "nobody is called for a fact that lapses by itself"
