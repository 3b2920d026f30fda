"""The people of a household, one by one, from what was said of them."""

from dataclasses import dataclass

from bot.domain.eligibility.hearing.clauses import Clause
from bot.domain.eligibility.hearing.items import Quantity
from bot.domain.eligibility.hearing.parts import Segment, merged
from bot.domain.eligibility.hearing.segments import Segmenter, families
from bot.domain.eligibility.hearing.terms import AGE_TRAIT, Kind
from bot.domain.eligibility.questions import People, Question
from bot.domain.eligibility.values import Possible, Span

# How many children or toddlers a household is told to have; a higher bare number is an age.
MOST_COUNTED = 9
# "7" and no word more: as many children, or one of that age?
MOST_COUNTED_ALONE = 6
# "3 balita" counts, "5 TK" and "7 SD" tell an age: nobody has so many pupils of one school.
_LEAST_AGE = 4


@dataclass(frozen=True, slots=True)
class Person:
    """`questions`: those that name the person. `roles`: the words for the person, if any.

    `is_sure`: certain enough when nobody asked. `is_extra`: counted, but nothing was said of them.
    `has_level`: more is known than a number or an age. `count`: how many were told,
    `has_age`: an age was. `is_several`: "SD semua", and nobody said how many.
    """

    traits: People
    questions: frozenset[str] = frozenset()
    roles: tuple[str, ...] = ()
    is_sure: bool = False
    is_extra: bool = False
    has_level: bool = False
    count: int = 0
    has_age: bool = False
    is_several: bool = False


def people(told: list[Clause], asked: Question | None, ages: Span) -> list[Person]:
    """Everybody the clauses tell of; `ages` are the possible ones."""
    segmenter = Segmenter(asked.id if asked else "", (asked and asked.about) or {})
    split = list(families(segmenter.segments(told, splits_head=True)))
    whole = list(families(segmenter.segments(told, splits_head=False)))
    heads = {tuple(f[0].roles) for f in split if _adds_up(f)}
    chosen = split if any(_is_head(f) and tuple(f[0].roles) in heads for f in split) else whole
    return [person for family in chosen for person in _expanded(family, ages)]


def _is_head(family: list[Segment]) -> bool:
    """ "Anak 3" with something after it that tells which."""
    head = family[0]
    if head.number is None or head.is_strong or head.ages:
        return False
    details = [part for part in family[1:] if part.levels or part.ages or part.number]
    is_one = head.number.whole == 1 and any(part.number for part in details)
    return bool(details) and not is_one  # "1 bayi, 1 TK" are two


def _adds_up(family: list[Segment]) -> bool:
    """The details, all with a number or all without, come to as many as the head said."""
    if not _is_head(family):
        return False
    details = [part for part in family[1:] if part.levels or part.ages]
    numbered = [part for part in details if part.number]
    if numbered and len(numbered) != len(details):
        return False
    return bool(details) and _total(details) == _count(family[0].number)


def _count(quantity: Quantity | None) -> int | None:
    """How many; None where it is no count."""
    if quantity is None or quantity.whole is None or quantity.whole > MOST_COUNTED:
        return None
    return quantity.whole


def _total(details: list[Segment]) -> int:
    return sum(
        (_count(part.number) or 0) if part.number else max(1, len(part.ages)) for part in details
    )


def _expanded(family: list[Segment], ages: Span) -> list[Person]:
    head = family[0] if _is_head(family) and _count(family[0].number) else None
    details = _with_their_ages(family[1:] if head else family)
    bare = [part for part in details if part.number and not part.levels and not part.roles]
    many = _count(head.number) if head else None
    if head and bare and any(_count(part.number) is None for part in bare):
        head, many, details = None, None, _with_their_ages(family)  # "anak 7, 10, 13"
    as_ages = _are_ages(details, many)
    roles = tuple(family[0].roles)
    found: list[Person] = []
    for part in details:
        size = many if many and part.is_all and len(details) == 1 else None
        found += _persons(part, family[0], as_ages=as_ages, size=size, ages=ages)
    if head and many:
        base = merged(head.role_traits, head.people)
        named = frozenset(q for level in head.levels for q in level.questions)
        extra = Person(base, named, roles, is_extra=True, has_level=bool(head.levels))
        found += [extra] * (many - len(found))
    return found


def _with_their_ages(details: list[Segment]) -> list[Segment]:
    """ "2 SD umur 7 dan 9": the second age belongs to the second of the two."""
    kept: list[Segment] = []
    for part in details:
        before = kept[-1] if kept else None
        is_age_only = bool(part.ages) and not (part.levels or part.number or part.roles)
        many = _count(before.number) if before else None
        if before and is_age_only and many and len(before.ages) < many:
            before.ages.extend(part.ages)
        else:
            kept.append(part)
    return kept


def _are_ages(details: list[Segment], many: int | None) -> bool:
    """Whether the bare numbers tell ages: they do not add up, or nobody has so many."""
    numbered = [part for part in details if part.number]
    if not numbered:
        return False
    if many is not None:
        if _total(details) == many:
            return False
        if len(details) == many:
            return True
    return any(_count(part.number) is None or _is_likely_age(part) for part in numbered)


def _is_likely_age(part: Segment) -> bool:
    number = part.number.whole if part.number else None
    implied = part.people.get(AGE_TRAIT)
    if number is None or number < _LEAST_AGE or not part.is_strong:
        return False
    return isinstance(implied, Span) and implied.holds(Span(number, number))


def _is_no_age(part: Segment) -> bool:
    """ "SD 2": no pupil is two years old."""
    number, usual = _count(part.number), part.people.get(AGE_TRAIT)
    if number is None or not part.is_strong or not isinstance(usual, Span):
        return False
    return usual.low is not None and number < usual.low - 1


def _persons(
    part: Segment, leader: Segment, *, as_ages: bool, size: int | None, ages: Span
) -> list[Person]:
    roles = tuple(leader.roles)
    told = [span for age in part.ages if (span := _age(age, ages))]
    if not (part.roles or part.levels or part.number or part.ages):
        return []
    many = size if size is not None else 1
    as_ages = as_ages and not _is_no_age(part)
    if part.number and as_ages:
        span = _age(part.number, ages)
        told += [span] if span else []
    elif part.number:
        many = _count(part.number) or 0
    elif size is None:
        many = max(1, len(told))
    if part.levels and not (_is_told(part) or size):
        return []
    base = merged(part.role_traits, part.people)
    named = frozenset(question for level in part.levels for question in level.questions)
    if part.levels and not part.roles and AGE_TRAIT in leader.role_traits:
        roles = ()  # "suami kuli, saya jualan di depan SD"
    is_counted = part.number is not None and part.is_counted and bool(part.levels)
    is_sure = bool(roles) or is_counted or any(level.is_clear for level in part.levels)
    return [
        Person(
            _aged(base, told[place] if len(told) == many else None),
            named,
            roles,
            is_sure,
            has_level=_is_told(part),
            count=many if part.number and not as_ages else 0,
            has_age=len(told) == many,
            is_several=part.is_all and not (part.number or size),
        )
        for place in range(many)
    ]


def _is_told(part: Segment) -> bool:
    """The name of a sort alone is no person: "mondok", "guru SD", "periksa kandungan"."""
    return part.is_strong or bool(part.levels and (part.number or part.ages))


def _age(quantity: Quantity, ages: Span) -> Span | None:
    """Whole years of a told age; None where nobody has it."""
    if quantity.unit is Kind.MONTHS:
        span = Span(int(quantity.low) // 12, int(quantity.high) // 12)
    else:
        span = Span(int(quantity.low), int(quantity.high))
    if not ages.holds(span):
        return None
    return Span(span.low, ages.high) if quantity.bound else span


def _aged(base: People, age: Span | None) -> People:
    """What was told counts, whatever the level usually means."""
    traits: dict[str, Possible] = dict(base)
    if age:
        traits[AGE_TRAIT] = age
    return traits
