"""Brute force over who may live in a household, as far as it was told who does.

Households are told apart by how many people of each sort live there. People are added one by one
until nothing new comes of it, so that their number has no limit.
"""

import itertools
from collections.abc import Iterator, Mapping, Sequence

from bot.domain.eligibility.household import Answer
from bot.domain.eligibility.questions import Question, QuestionKind
from tests.eligibility_law import Law, Person, Sort, Value, cuts, is_of, sort_of

# levels[n] has a bit for every sort of which more than n people live there.
Levels = tuple[int, ...]


class Residents:
    """Everybody who may live there. `sorts`: sort -> up to which number they are counted."""

    def __init__(self, law: Law, sorts: Mapping[Sort, int], questions: Sequence[Question]) -> None:
        self._law, self.sorts = law, dict(sorts)
        self._abouts = {q.id: sort_of(q.about) for q in questions if q.about}
        told = [sort_of(o.people) for q in questions for o in q.options if o.people]
        self._persons = self._kinds([*sorts, *self._abouts.values(), *told])
        self._nobody: Levels = (0,) * max(sorts.values(), default=1)
        self._known: dict[tuple[int, Sort], bool] = {}
        self._seen: dict[str, list[dict[Sort, int]]] = {}

    def _kinds(self, sorts: Sequence[Sort]) -> list[Person]:
        """One person for every combination of traits that anything here tells apart."""
        traits = sorted({trait for sort in sorts for trait, _ in sort})
        exact = self._law.is_small  # there people are told vaguely: every one of them counts
        if exact:
            traits = list(self._law.eligibility.traits)
        kinds: dict[tuple[object, ...], Person] = {}
        for values in itertools.product(*(self._values(trait, sorts) for trait in traits)):
            person = dict(zip(traits, values, strict=True))
            marks = tuple(is_of(person, sort, self._law.numbers) for sort in sorts)
            kinds.setdefault(values if exact else marks, person)
        return list(kinds.values())

    def _values(self, trait: str, sorts: Sequence[Sort]) -> list[Value]:
        known = self._law.eligibility.traits[trait]
        if known.kind is not QuestionKind.NUMBER:
            return list(known.values)
        written = [wanted for sort in sorts for name, wanted in sort if name == trait]
        return list(cuts(written, known.limits, self._law.numbers))

    def fitting(self, answers: Sequence[Answer]) -> list[dict[Sort, int]]:
        """How many of each sort there may be. Somebody told for two questions may be one person
        or two; told for one question they are as many as were told.
        """
        rosters = [a for a in answers if a.question in self._abouts and not a.is_unknown]
        rosters.sort(key=lambda answer: answer.question)
        key = repr(rosters)
        if key not in self._seen:
            self._seen[key] = [self._counts(levels) for levels in sorted(self._reached(rosters))]
        return self._seen[key]

    def _reached(self, rosters: Sequence[Answer]) -> set[Levels]:
        steps = self._steps(rosters)
        reached = self._with_others({self._nobody}, [added for added, who in steps if not who])
        by_who: dict[int, set[Levels]] = {0: reached}
        everybody = (1 << sum(len(answer.members) for answer in rosters)) - 1
        for present in range(everybody):  # adding somebody only ever makes this number greater
            missing = ~present & (present + 1)  # the first one told who has not been added
            for added, who in steps:
                if who & missing and not who & present:
                    more = {_with(levels, added) for levels in by_who.get(present, ())}
                    by_who.setdefault(present | who, set()).update(more)
        return by_who.get(everybody, set())

    def _with_others(self, reached: set[Levels], free: Sequence[int]) -> set[Levels]:
        """Any number of people of whom nothing was told."""
        fresh = list(reached)
        while fresh:
            levels = fresh.pop()
            for added in free:
                more = _with(levels, added)
                if more not in reached:
                    reached.add(more)
                    fresh.append(more)
        return reached

    def _steps(self, rosters: Sequence[Answer]) -> set[tuple[int, int]]:
        """What one more person does: the sorts they are of, and whom of those told they are."""
        steps: set[tuple[int, int]] = set()
        for place in range(len(self._persons)):
            added = sum(self._is(place, sort) << bit for bit, sort in enumerate(self.sorts))
            ways = itertools.product(*self._who_they_are(place, rosters))
            steps |= {(added, sum(way)) for way in ways}
        return steps

    def _who_they_are(self, place: int, rosters: Sequence[Answer]) -> Iterator[list[int]]:
        """For each answer, the bits of the members that this person may be; 0: none of them."""
        bit = 1
        for answer in rosters:
            asked_for = self._is(place, self._abouts[answer.question])
            ways = [] if asked_for and answer.is_complete else [0]
            for member in answer.members:
                if asked_for and self._is(place, sort_of(member.traits)):
                    ways.append(bit)
                bit <<= 1
            yield ways

    def _is(self, place: int, sort: Sort) -> bool:
        if (place, sort) not in self._known:
            self._known[place, sort] = is_of(self._persons[place], sort, self._law.numbers)
        return self._known[place, sort]

    def _counts(self, levels: Levels) -> dict[Sort, int]:
        return {
            sort: min(most, sum(level >> bit & 1 for level in levels))
            for bit, (sort, most) in enumerate(self.sorts.items())
        }


def _with(levels: Levels, added: int) -> Levels:
    """One person more, who is of these sorts."""
    first, *others = levels
    return (first | added, *(n | (m & added) for m, n in itertools.pairwise((first, *others))))
