"""One stretch of talk about somebody, and when two of them are about the same person."""

from dataclasses import dataclass, field

from bot.domain.eligibility.hearing.items import Quantity
from bot.domain.eligibility.hearing.terms import AGE_TRAIT, Kind
from bot.domain.eligibility.household import is_nothing
from bot.domain.eligibility.questions import People
from bot.domain.eligibility.values import Possible, Span

_CHILD = 15  # years; the words for older people say that they are no child
# A told age so many years off what a school usually means is somebody else's.
_TOO_YOUNG, _TOO_OLD = 3, 10


@dataclass(frozen=True, slots=True)
class Level:
    """What was said of somebody: a school, a pregnancy, "balita".

    `questions`: those that are named. `is_weak`: it names the sort only ("anak sekolah",
    "balita"), another level may make it narrower. `is_clear`: it can mean nothing else.
    `is_class`: "kelas 3", which another word for the same school only explains. `text` is what
    was typed.
    """

    people: People
    questions: frozenset[str] = frozenset()
    is_weak: bool = False
    is_clear: bool = False
    is_class: bool = False
    text: str = ""


@dataclass(slots=True)
class Segment:
    """`number` is a count or an age, whichever fits; `ages` were told as such.

    `is_counted`: the number stood before the level ("2 SD"). `is_apart`: a comma or "dan" stands
    before it.
    """

    roles: list[str] = field(default_factory=list)
    role_traits: dict[str, Possible] = field(default_factory=dict)
    number: Quantity | None = None
    ages: list[Quantity] = field(default_factory=list)
    levels: list[Level] = field(default_factory=list)
    is_all: bool = False
    is_counted: bool = False

    @property
    def is_empty(self) -> bool:
        """True while nothing was said in it."""
        return not (self.roles or self.number or self.ages or self.levels or self.is_all)

    @property
    def is_strong(self) -> bool:
        """True when a level tells more than the sort."""
        return any(not level.is_weak for level in self.levels)

    @property
    def told_ages(self) -> list[int]:
        """Whole years that were told; of bare numbers those that count nobody."""
        bare = [self.number] if self.number and self.number.high >= _CHILD else []
        years = [age for age in self.ages if age.unit is not Kind.MONTHS]
        return [int(age.high) for age in (*bare, *years)]

    @property
    def people(self) -> People:
        """What the levels say together."""
        traits: dict[str, Possible] = {}
        for level in self.levels:
            traits.update(merged(traits, level.people))
        return traits


def merged(one: People, other: People) -> People:
    """Both at once; where they contradict each other the second counts."""
    traits = dict(one)
    for trait, values in other.items():
        both = shared(traits.get(trait), values)
        traits[trait] = values if is_nothing(both) else both
    return traits


def shared(one: Possible | None, other: Possible) -> Possible:
    """The values that both allow."""
    if one is None:
        return other
    if isinstance(one, Span) and isinstance(other, Span):
        lows = [low for low in (one.low, other.low) if low is not None]
        highs = [high for high in (one.high, other.high) if high is not None]
        return Span(max(lows, default=None), min(highs, default=None))
    if isinstance(one, frozenset) and isinstance(other, frozenset):
        return one & other
    return frozenset()


def is_same_person(one: People, other: People) -> bool:
    """ "Ibu saya janda", "adik balita" are one; "janda anak 2" and "anak simbah" are two."""
    first, second = one.get(AGE_TRAIT), other.get(AGE_TRAIT)
    if isinstance(first, Span):
        return isinstance(second, Span) and first.holds(second)
    return not isinstance(second, Span) or (second.high or _CHILD) < _CHILD


def are_two(one: People, other: People) -> bool:
    """True when nobody is of both sorts at a time."""
    ages = one.get(AGE_TRAIT), other.get(AGE_TRAIT)
    is_apart = bool(ages[0] and ages[1]) and is_nothing(shared(ages[0], ages[1] or Span()))
    return is_apart or are_apart(one, other)


def is_far(years: int, people: People) -> bool:
    """True when hardly anybody of that sort is so old."""
    usual = people.get(AGE_TRAIT)
    if not isinstance(usual, Span) or len(people) == 1:
        return False
    low, high = usual.low or 0, usual.high
    return years < low - _TOO_YOUNG or (high is not None and years > high + _TOO_OLD)


def is_wider(wide: Level, narrow: Level) -> bool:
    """ "Putus sekolah kelas 2 SMP": of several ages, and the other tells only how far it went."""
    ages, others = wide.people.get(AGE_TRAIT), narrow.people.get(AGE_TRAIT)
    both = set(wide.people) & set(narrow.people) - {AGE_TRAIT}
    if not (both and isinstance(ages, Span) and isinstance(others, Span)):
        return False
    return ages != others and ages.holds(others) and are_apart(wide.people, narrow.people)


def narrows(before: Segment, part: Segment) -> bool:
    """ "Lumpuh, harus dibantu terus" is one person, "anak sekolah, SD" too."""
    if not before.levels or before.is_strong or before.number or not part.is_strong:
        return False
    if part.roles or part.number or part.ages or part.is_all:
        return False
    wide, narrow = before.people, part.people
    return bool(set(wide) & set(narrow) - {AGE_TRAIT}) and not are_apart(wide, narrow)


def completes(before: Segment, part: Segment) -> bool:
    """ "Ibu saya 70, lumpuh" is one person, and so is "anak umur 12, kelas 6 SD"."""
    if part.roles or part.number or part.ages or part.is_all or not part.levels:
        return False
    ages = before.told_ages
    is_counted = before.number is not None and not ages
    if not before.roles or is_counted or len(ages) > 1 or before.is_all:
        return False
    usual = part.people.get(AGE_TRAIT)
    if usual is None:
        return not are_apart(before.people, part.people)
    is_free = not before.levels and bool(ages)
    return is_free and isinstance(usual, Span) and usual.holds(Span(ages[0], ages[0]))


def tells_the_age(before: Segment, part: Segment) -> bool:
    """ "Anak saya, umur 10": still the same child."""
    if part.roles or part.number or part.levels or len(part.ages) != 1:
        return False
    return bool(before.roles) and not (before.number or before.ages or before.levels)


def are_apart(one: People, other: People) -> bool:
    """True when they contradict each other, whatever the ages."""
    return any(
        trait in other and is_nothing(shared(values, other[trait]))
        for trait, values in one.items()
        if trait != AGE_TRAIT
    )
