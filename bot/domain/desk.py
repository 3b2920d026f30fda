"""The coordinators' work in words: what a group of unanswered questions is, who may do what."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import IntEnum, StrEnum


class GapStatus(StrEnum):
    """Where the work on a group stands. The values stand in the database and in exports."""

    NEW = "baru"
    WORKING = "dikerjakan"
    ANSWERED = "dijawab"
    NOT_OURS = "bukan urusan kami"
    MISMATCHED = "salah cocok"  # there was an answer already, it was only not found
    SPAM = "spam"

    @property
    def is_open(self) -> bool:
        """Whether somebody still has to do something."""
        return self in (GapStatus.NEW, GapStatus.WORKING)


class Harm(IntEnum):
    """What waiting costs the asker. The value is the weight in `urgency`."""

    ORDINARY = 1
    MONEY = 3  # money withheld or cut
    ILLNESS = 5
    THREAT = 9


class Role(StrEnum):
    """What an account is for."""

    ADMIN = "admin"
    COORDINATOR = "koordinator"
    OFFICE = "opd"
    OBSERVER = "peninjau"


class Right(StrEnum):
    """What a page or a button asks for."""

    READ = "baca"
    WORK = "kerjakan"  # take, assign, note, dismiss, split, merge
    WRITE = "tulis"  # propose a change of the knowledge
    PUBLISH = "terbitkan"
    ACCOUNTS = "kelola akun"


RIGHTS: dict[Role, frozenset[Right]] = {
    Role.ADMIN: frozenset(Right),
    Role.COORDINATOR: frozenset({Right.READ, Right.WORK, Right.WRITE, Right.PUBLISH}),
    Role.OFFICE: frozenset({Right.READ, Right.WORK, Right.WRITE}),
    Role.OBSERVER: frozenset({Right.READ}),
}


@dataclass(frozen=True, slots=True)
class Account:
    """Somebody who works on the dashboard. `office` "" belongs to the coordinating team."""

    id: int
    login: str
    name: str
    role: Role
    office: str = ""
    is_disabled: bool = False
    has_password: bool = False
    has_totp: bool = False
    has_telegram: bool = False
    seen_at: datetime | None = None

    def may(self, right: Right) -> bool:
        """Whether this account has a right now."""
        return not self.is_disabled and right in RIGHTS[self.role]


@dataclass(frozen=True, slots=True)
class Actor:
    """Who does something, as the journal names them. `account_id` None: the terminal, a job."""

    name: str
    account_id: int | None = None


@dataclass(frozen=True, slots=True)
class GapGroup:
    """Questions that ask the same thing, and the work on them.

    `people` asked it, `waiting` of them want to be told and are not told yet. `draft` is an answer
    begun elsewhere (in a chat), not yet knowledge. `advice` is for the askers of what is nobody's
    business here: whom to ask instead. Times have a zone.
    """

    id: int
    title: str
    status: GapStatus
    harm: Harm
    questions: int
    people: int
    waiting: int
    opened_at: datetime
    last_at: datetime
    office: str = ""
    owner: str = ""
    account_id: int | None = None
    due_on: date | None = None
    intent: str = ""
    near: tuple[str, ...] = ()
    reopened: int = 0
    draft: str = ""
    advice: str = ""

    def is_overdue(self, today: date) -> bool:
        """Whether it should have been done by now."""
        return self.status.is_open and self.due_on is not None and self.due_on < today

    def urgency(self, now: datetime) -> float:
        """Distinct people x days they wait x harm. Who asked to be told counts twice."""
        days = max((now - self.opened_at).total_seconds() / 86_400, 0.0)
        return (self.people + self.waiting) * (1.0 + days) * int(self.harm)


def most_urgent_first(groups: list[GapGroup], now: datetime, today: date) -> list[GapGroup]:
    """Open ones first; of them the overdue, then the most urgent. The same order every time."""
    return sorted(
        groups,
        key=lambda g: (not g.status.is_open, not g.is_overdue(today), -g.urgency(now), g.id),
    )
