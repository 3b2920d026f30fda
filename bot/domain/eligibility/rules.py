"""The eligibility rules as they are written in the programme files, before any date is chosen."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import TypeAlias

from bot.domain.eligibility.values import Possible, Span
from bot.domain.provenance import Provenance


class Join(StrEnum):
    """How the parts of a group belong together."""

    ALL = "semua"
    ANY = "salah_satu"
    NONE = "kecuali"


@dataclass(frozen=True, slots=True)
class Bounds:
    """A whole number between dated parameters, named by their ids.

    `least` <= n <= `most`; `above` < n < `below`.
    """

    least: str = ""
    most: str = ""
    above: str = ""
    below: str = ""


# A sort of people as a rule writes it: trait -> named values, or numbers between parameters.
Written: TypeAlias = "Bounds | Span | frozenset[str]"
PeopleRule: TypeAlias = Mapping[str, Written]


@dataclass(frozen=True, slots=True)
class FactTest:
    """A fact has one of these values, or lies between these bounds."""

    fact: str
    wanted: Written


@dataclass(frozen=True, slots=True)
class MemberTest:
    """The household has members of this sort: one, or as many as the parameter `at_least` says."""

    people: PeopleRule
    at_least: str = ""


@dataclass(frozen=True, slots=True)
class ReceivesTest:
    """The household already receives one of these programmes."""

    programmes: frozenset[str]


@dataclass(frozen=True, slots=True)
class MeetsTest:
    """The household meets the rule of another programme."""

    programme: str


@dataclass(frozen=True, slots=True)
class OfficeTest:
    """Only this office can tell: never known to us."""

    office: str


Test = FactTest | MemberTest | ReceivesTest | MeetsTest | OfficeTest


@dataclass(frozen=True, slots=True)
class Wording:
    """What is said of a criterion: met, not met, not known."""

    met: str = ""
    unmet: str = ""
    unknown: str = ""


@dataclass(frozen=True, slots=True)
class Criterion:
    """One thing that is asked for, with its words and its source. `id` is unique in its rule."""

    id: str
    test: Test
    words: Wording
    provenance: Provenance


@dataclass(frozen=True, slots=True)
class Group:
    """Parts that belong together; `words` speak for the whole where it has its own."""

    join: Join
    parts: tuple["Node", ...]
    id: str = ""
    words: Wording = field(default_factory=Wording)


Node = Criterion | Group


@dataclass(frozen=True, slots=True)
class Benefit:
    """An amount the rule promises to nobody: `amount` and `most` are parameters.

    With `people` it counts for each such member, at most `most` of them; otherwise once for the
    household. `when` narrows it further.
    """

    name: str
    amount: str
    people: PeopleRule | None = None
    most: str = ""
    when: Node | None = None


@dataclass(frozen=True, slots=True)
class Rule:
    """Who may get a programme, from `starts` to `ends` (None: open).

    `most_people`: parameter of how many members count at most in the amounts. `already`: how it
    shows that the household receives it. `cannot_check`: what nobody but an office can tell.
    `file` and `line` are for messages to the admin.
    """

    programme: str
    root: Group
    provenance: Provenance
    starts: date | None = None
    ends: date | None = None
    benefits: tuple[Benefit, ...] = ()
    most_people: str = ""
    already: Test | None = None
    cannot_check: tuple[str, ...] = ()
    file: str = ""
    line: int = 0

    def holds_on(self, day: date) -> bool:
        """True while the rule is in force."""
        return (self.starts is None or self.starts <= day) and (
            self.ends is None or day <= self.ends
        )


@dataclass(frozen=True, slots=True)
class HouseholdCase:
    """A household of knowledge/periksa/ with what must come out of it.

    `answers`: question -> what is answered, as it would be typed; whatever is asked besides is
    answered "tidak tahu". `verdicts`: programme -> verdict. `reasons`: programme -> criteria that
    must be among those that decided. `asked` and `not_asked` are questions of the interview over
    `scope` (a programme, or "" for all).
    """

    name: str
    day: date | None
    answers: Mapping[str, str]
    verdicts: Mapping[str, str]
    reasons: Mapping[str, tuple[str, ...]]
    asked: tuple[str, ...] = ()
    not_asked: tuple[str, ...] = ()
    scope: str = ""
    file: str = ""
    line: int = 0


def criteria(node: Node) -> list[Criterion]:
    """All criteria of a rule, in their order."""
    if isinstance(node, Criterion):
        return [node]
    return [found for part in node.parts for found in criteria(part)]


def values_of(written: Written, numbers: Mapping[str, int]) -> Possible:
    """The values meant, with the numbers of a day (by parameter id) filled in."""
    if not isinstance(written, Bounds):
        return written
    low = [numbers[written.least]] if written.least else []
    low += [numbers[written.above] + 1] if written.above else []
    high = [numbers[written.most]] if written.most else []
    high += [numbers[written.below] - 1] if written.below else []
    return Span(max(low, default=None), min(high, default=None))


def parameters_in(written: Written) -> list[str]:
    """The parameters that bounds name."""
    if not isinstance(written, Bounds):
        return []
    named = (written.least, written.most, written.above, written.below)
    return [name for name in named if name]
