"""One household as far as it was told: facts, members, and who is surely not there."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache

from bot.domain.eligibility.questions import People
from bot.domain.eligibility.values import Possible, Span, Truth, all_of, within


@dataclass(frozen=True, slots=True)
class Member:
    """A person of the household: what is known of each trait. No name, no number, no address.

    `roster` is the MEMBERS question the person was told for.
    """

    traits: Mapping[str, Possible]
    roster: str = ""

    def is_one_of(self, people: People) -> Truth:
        """Whether this person is of that sort."""
        return all_of(within(self.traits.get(trait), of) for trait, of in people.items())


@dataclass(frozen=True, slots=True)
class Answer:
    """What was said to one question; "tidak tahu" fills nothing, and is a full answer.

    `is_complete`: all members that the question asks for are told (an empty list: nobody).
    `option` is the button it came from, "" for free words.
    """

    question: str
    fills: Mapping[str, Possible] = field(default_factory=dict)
    members: tuple[Member, ...] = ()
    is_complete: bool = False
    option: str = ""

    @property
    def is_unknown(self) -> bool:
        """True for "tidak tahu" and for a question that was skipped."""
        return not (self.fills or self.members or self.is_complete)


@dataclass(frozen=True, slots=True)
class Household:
    """Everything told so far. `closed`: for these sorts of people every member is told."""

    known: Mapping[str, Possible] = field(default_factory=dict)
    members: tuple[Member, ...] = ()
    closed: Mapping[str, tuple[tuple[str, Possible], ...]] = field(default_factory=dict)
    answered: tuple[str, ...] = ()

    def with_answer(
        self, answer: Answer, about: People | None = None, *, is_partial: bool = False
    ) -> "Household":
        """The household after one more answer; `about` is what a MEMBERS question asks for.

        A partial one, said by the way, leaves its question open.

        Who was heard of by the way and belongs to the sort asked for is replaced: people say
        "anak SD" first and count properly when they are asked.
        """
        members = tuple(
            member
            for member in self.members
            if member.roster != answer.question
            # A pupil of six, told as a pupil, stays when "no toddlers" is said afterwards.
            and (
                member.roster in self.closed
                or not (answer.is_complete and about and member.is_one_of(about))
            )
        )
        closed = {key: sort for key, sort in self.closed.items() if key != answer.question}
        if answer.is_complete and about:
            closed[answer.question] = tuple(sorted(about.items()))
        return replace(
            self,
            known={**self.known, **answer.fills},
            members=(*members, *answer.members),
            closed=closed,
            answered=self.answered if is_partial else _last(answer.question, self.answered),
        )

    def has(self, people: People, at_least: int = 1) -> Truth:
        """Whether at least so many members of that sort live here."""
        sure, may = Counter[str](), Counter[str]()
        for member in self.members:
            truth = member.is_one_of(people)
            sure[member.roster] += truth is True
            may[member.roster] += truth is not False
        # Only who was counted at one question is surely not the same person twice.
        counted = max((sure[roster] for roster in self.closed), default=0)
        if max(counted, min(1, sure.total())) >= at_least:
            return True
        wanted = tuple(sorted(people.items()))
        for roster, sort in self.closed.items():
            if may[roster] < at_least and _covered(wanted, (sort,)):
                return False
        told = sum(may[roster] for roster in self.closed)
        return False if told < at_least and self.is_closed(people) else None

    def is_closed(self, people: People) -> bool:
        """True when every member of that sort is told."""
        return _covered(tuple(sorted(people.items())), tuple(self.closed.values()))

    def who_may_be(self, people: People) -> tuple[Member, ...]:
        """The members told of that may be of that sort.

        Where one closed question asks for all of them: those told there, and whoever is so for
        sure. A pupil of unknown age is no toddler once "no toddlers" was said.
        """
        wanted = tuple(sorted(people.items()))
        for roster, sort in self.closed.items():
            if _covered(wanted, (sort,)):
                return tuple(
                    member
                    for member in self.members
                    if member.roster == roster or member.is_one_of(people)
                )
        return self.members


def _last(question: str, answered: tuple[str, ...]) -> tuple[str, ...]:
    return (*(other for other in answered if other != question), question)


def is_covered(people: People, sorts: Iterable[People]) -> bool:
    """True when everybody of that sort is of one of `sorts`."""
    others = tuple(tuple(sorted(sort.items())) for sort in sorts)
    return _covered(tuple(sorted(people.items())), others)


Sort = tuple[tuple[str, Possible], ...]


@lru_cache(maxsize=4096)
def _covered(wanted: Sort, sorts: tuple[Sort, ...]) -> bool:
    """True when everybody of sort `wanted` is of one of `sorts`: what a sort leaves over must be
    covered by the others.
    """
    if any(is_nothing(values) for _, values in wanted):
        return True
    if not sorts:
        return False
    first, *others = sorts
    return all(_covered(rest, tuple(others)) for rest in _left_over(wanted, first))


def _left_over(wanted: Sort, taken: Sort) -> Iterable[Sort]:
    """What remains of `wanted` without `taken`, as sorts that share nobody."""
    inside = dict(wanted)
    for trait, values in taken:
        mine = inside.get(trait)
        if mine is None:  # `wanted` says nothing of this trait: most of it lies outside
            yield tuple(sorted(inside.items()))
            return
        for outside in _without(mine, values):
            yield tuple(sorted({**inside, trait: outside}.items()))
        inside[trait] = _shared(mine, values)


def _without(mine: Possible, taken: Possible) -> list[Possible]:
    if isinstance(mine, frozenset):
        return [mine - taken] if isinstance(taken, frozenset) else [mine]
    if not isinstance(taken, Span):
        return [mine]
    parts: list[Possible] = []
    if taken.low is not None:
        parts.append(Span(mine.low, _least(mine.high, taken.low - 1)))
    if taken.high is not None:
        parts.append(Span(_most(mine.low, taken.high + 1), mine.high))
    return [part for part in parts if not is_nothing(part)]


def _shared(mine: Possible, other: Possible) -> Possible:
    if isinstance(mine, frozenset):
        return mine & other if isinstance(other, frozenset) else frozenset()
    if not isinstance(other, Span):
        return frozenset()
    low = mine.low if other.low is None else _most(mine.low, other.low)
    high = mine.high if other.high is None else _least(mine.high, other.high)
    return Span(low, high)


def _least(one: int | None, other: int) -> int:
    return other if one is None else min(one, other)


def _most(one: int | None, other: int) -> int:
    return other if one is None else max(one, other)


def is_nothing(values: Possible) -> bool:
    """True when no value is left."""
    return values.is_empty if isinstance(values, Span) else not values
