"""The members a question asks for, out of everybody the message tells of."""

from collections.abc import Iterable
from dataclasses import replace

from bot.domain.eligibility.hearing.parts import merged, shared
from bot.domain.eligibility.hearing.people import MOST_COUNTED_ALONE, Person
from bot.domain.eligibility.hearing.said import Said
from bot.domain.eligibility.hearing.terms import AGE_TRAIT, Kind, rosters_opened
from bot.domain.eligibility.household import Answer, Member, is_nothing
from bot.domain.eligibility.questions import People, Question, QuestionKind
from bot.domain.eligibility.rulebook import RuleBook
from bot.domain.eligibility.values import Span, within

# "Istri saya" answers who is pregnant; where there are more sorts it does not say which.
_MOST_OPTIONS_FOR_A_ROLE = 2


def answer_members(said: Said, question: Question) -> Answer | None:
    """All members the question asks for, or nobody."""
    about = question.about or {}
    found = [person for person in said.people if _belongs(person, question)]
    heads = [person.roles for person in found if not person.is_extra]
    found = found if heads else []
    found += [
        adopted
        for person in said.people
        if person not in found
        and (not heads or (person.has_age and person.roles in ((), *heads)))
        and not _may_be_an_age(person, said, about)
        and (adopted := _adopted(person, question, said.book))
    ]
    if any(person.is_several for person in found):
        return None
    if found:
        members = tuple(_member(_asked_for(person, about), question) for person in found)
        return Answer(question.id, members=members, is_complete=True)
    if _is_denied(said, question) or _is_elsewhere(said.people, about):
        return Answer(question.id, is_complete=True)
    return _one(said, question)


def _member(traits: People, question: Question) -> Member:
    return Member(traits, question.id)


def _belongs(person: Person, question: Question) -> bool:
    """Somebody of the sort asked for, or one of a number of children of whom some are."""
    about = question.about or {}
    if person.is_extra and not person.has_level:
        return _may_be(person.traits, about)
    truth = Member(person.traits).is_one_of(about)
    return truth is True or (truth is None and person.has_level and is_named(person.traits, about))


def is_named(people: People, about: People) -> bool:
    """Of the sort but for the age, which the question says: "anak yatim" of those under 18."""
    named = {trait: values for trait, values in about.items() if trait != AGE_TRAIT}
    return bool(named) and Member(people).is_one_of(named) is True


def _asked_for(person: Person, about: People) -> People:
    return person.traits if person.is_extra else merged(about, person.traits)


def _may_be(traits: People, about: People) -> bool:
    return not any(
        trait in traits and is_nothing(shared(traits[trait], values))
        for trait, values in about.items()
    )


def _adopted(person: Person, question: Question, book: RuleBook) -> Person | None:
    """Told by a number or an age only: of the sort asked for, as far as that fits."""
    about = question.about or {}
    if person.has_level and person.questions != {question.id}:
        return None
    if not _may_be(person.traits, about) or not _has_a_fitting_age(person, question, book):
        return None
    if person.has_age or (person.count and _is_meant(person, question)):
        return replace(person, traits=merged(about, person.traits))
    return None


def _may_be_an_age(person: Person, said: Said, about: People) -> bool:
    """ "7": seven of them, or one of seven years? "2" is no age of a pupil, but of a toddler."""
    if person.has_age or person.has_level:
        return False
    if any(clause.strange for clause in said.clauses):
        return True  # "anak saya 2 masih kecil": too little is understood to count them
    age = about.get(AGE_TRAIT)
    is_age_asked = len(about) == 1 and isinstance(age, Span) and len(said.words) == 1
    return person.count > MOST_COUNTED_ALONE or (
        is_age_asked and isinstance(age, Span) and age.holds(Span(person.count, person.count))
    )


def _has_a_fitting_age(person: Person, question: Question, book: RuleBook) -> bool:
    """Whether some option is for this age: 35 is no pupil."""
    age = person.traits.get(AGE_TRAIT)
    if not person.has_age or age is None:
        return True
    usual = [
        member.traits.get(AGE_TRAIT)
        for answer in book.answers[question.id].values()
        for member in answer.members
    ]
    return any(
        span is None or (isinstance(span, Span) and not is_nothing(shared(span, age)))
        for span in usual
    )


def _is_meant(person: Person, question: Question) -> bool:
    """ "2" counts whom the question asks for, "anak 2" only where it asks for children."""
    if not person.roles or person.has_level:
        return True
    about = question.about or {}
    if Member(person.traits).is_one_of(about) is True:
        return True
    asked = f" {question.text} {question.topic} {' '.join(question.heard_as)} ".lower()
    return any(f" {word} " in asked for role in person.roles for word in role.split())


def _is_denied(said: Said, question: Question) -> bool:
    """ "Tidak ada", "ga punya balita"; but "tidak ada anak SD" leaves the other schools open."""
    denied = [m.item for clause in said.clauses for m in clause.mentions if m.is_denied]
    if any(s.kind is Kind.TOPIC for item in denied for s in item.names(question.id)):
        return True
    about = question.about or {}
    if any(
        s.people is not None and Member(s.people).is_one_of(about) is True
        for item in denied
        for s in item.of(Kind.TRAIT, Kind.OPTION)
    ):
        return len(question.options) <= _MOST_OPTIONS_FOR_A_ROLE
    is_zero = any(
        mention.item.quantity and mention.item.quantity.whole == 0
        for clause in said.plain_clauses(question)
        for mention in clause.mentions
    )
    return is_zero or said.says(Kind.NO, question)


def _is_elsewhere(people: Iterable[Person], about: People) -> bool:
    """Everybody told of is surely not of the sort: "belum sekolah", or 59 where 60 is asked for.

    An age counts only where it was told: "SD" alone is no age.
    """
    told = [person for person in people if person.has_level or person.has_age]
    return bool(told) and all(_is_outside(person, about) for person in told)


def _is_outside(person: Person, about: People) -> bool:
    traits = person.traits
    return any(
        trait in traits and is_nothing(shared(traits[trait], values))
        for trait, values in about.items()
        if trait != AGE_TRAIT or person.has_age
    )


def _one(said: Said, question: Question) -> Answer | None:
    """ "Ada", where there is one sort only; "istri saya", where there are two."""
    about = question.about or {}
    if any(person.has_level for person in said.people):
        return None
    clauses = said.plain_clauses(question)
    roles = [p for p in said.people if p.roles and not (p.has_age or p.count)]
    is_short = len(clauses) == len(said.clauses) and not _is_more_said(said, question)
    if roles and is_short and len(question.options) <= _MOST_OPTIONS_FOR_A_ROLE:
        fitting = [merged(about, p.traits) for p in roles if _may_answer(p, question, said.book)]
        members = tuple(_member(traits, question) for traits in fitting)
        return Answer(question.id, members=members, is_complete=True) if members else None
    if len(question.options) == 1 and said.says(Kind.YES, question):
        return said.book.answers[question.id][question.options[0].id]
    return None


def _is_more_said(said: Said, question: Question) -> bool:
    """ "Suami sudah meninggal" is no answer to who is pregnant."""
    return any(
        sense.question and sense.question != question.id
        for clause in said.clauses
        for mention in clause.mentions
        for sense in mention.item.of(Kind.OPTION, Kind.TOPIC)
    )


def _may_answer(person: Person, question: Question, book: RuleBook) -> bool:
    """ "Bayi" says nothing of who is pregnant: another question asks for babies. Of the roles
    that tell an age only those that surely are of the sort: a widow is no orphan.
    """
    age, wanted = person.traits.get(AGE_TRAIT), (question.about or {}).get(AGE_TRAIT)
    if age is not None and wanted is not None and within(age, wanted) is not True:
        return False
    return _may_be(person.traits, question.about or {}) and not any(
        other.about and other.id != question.id and Member(person.traits).is_one_of(other.about)
        for other in book.questions.values()
    )


def by_the_way(said: Said, asking: str) -> list[Answer]:
    """Members heard of while something else was asked, each at the question for their sort."""
    rosters = [
        question
        for question in said.book.questions.values()
        if question.kind is QuestionKind.MEMBERS and question.id != asking
    ]
    asked = said.book.questions.get(asking)
    is_opening = asked is not None and bool(rosters_opened(said.book, asked))
    found: dict[str, list[Member]] = {}
    for person in said.people:
        if asked and asked.kind is QuestionKind.MEMBERS and _belongs(person, asked):
            continue
        is_told = bool(asked and asked.kind is QuestionKind.MEMBERS and person.has_level)
        is_told = (is_told or person.is_sure or is_opening) and not (
            is_opening and person.is_several
        )
        roster = _roster(person, rosters, is_opening=is_opening) if is_told else None
        if roster:
            found.setdefault(roster.id, []).append(_member(person.traits, roster))
    told = [Answer(question, members=tuple(members)) for question, members in found.items()]
    return [*told, *_nobody(said, [roster for roster in rosters if roster.id not in found])]


def _roster(person: Person, rosters: list[Question], *, is_opening: bool) -> Question | None:
    """ "Bayi" and "anak yatim" alone answer who is there, and tell nothing by the way."""
    if person.is_extra or not (person.has_level or person.has_age or is_opening):
        return None
    fitting = [
        question
        for question in rosters
        if question.about and Member(person.traits).is_one_of(question.about) is True
    ]
    if is_opening and not fitting and AGE_TRAIT not in person.traits:
        fitting = [q for q in rosters if q.about and is_named(person.traits, q.about)]
    named = [question for question in fitting if question.id in person.questions]
    return next(iter([*named, *fitting]), None)


def _nobody(said: Said, rosters: list[Question]) -> list[Answer]:
    """ "Ga ada balita". Of "istri tidak hamil" the others are not told."""
    found = []
    for question in rosters:
        for clause in said.clauses:
            named = [m for m in clause.mentions if m.item.names(question.id)]
            denied = [m for m in named if m.item.has(Kind.TOPIC) and m.polarity.name == "NOT"]
            is_one_person = any(m.item.has(Kind.ROLE) for m in clause.mentions if m not in denied)
            if denied and len(denied) == len(named) and not is_one_person:
                found.append(Answer(question.id, is_complete=True))
                break
    return found
