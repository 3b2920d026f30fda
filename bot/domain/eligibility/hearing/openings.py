""" "Di keluarga ada siapa saja?": which sorts of people the next questions ask for.

The members themselves are heard by the way; here is what only hints at a sort ("simbah",
"difabel"), and who says that nobody of any sort is there ("cuma berdua sama suami").
"""

from collections.abc import Iterator, Mapping

from bot.domain.eligibility.hearing.people import Person
from bot.domain.eligibility.hearing.rosters import by_the_way, is_named
from bot.domain.eligibility.hearing.said import Said, is_about_another
from bot.domain.eligibility.hearing.terms import AGE_TRAIT, Kind, rosters_opened
from bot.domain.eligibility.household import Answer, Member
from bot.domain.eligibility.interview import nobody
from bot.domain.eligibility.questions import People, Question
from bot.domain.eligibility.rulebook import RuleBook
from bot.domain.eligibility.values import NO, YES, Possible, Span

# What may stand in "saya sendirian, cuma berdua sama suami" besides the words for that.
_BESIDE_ALONE = (Kind.FILLER, Kind.BUT, Kind.TOGETHER, Kind.YES, Kind.NUMBER)


def answer_opening(said: Said, question: Question) -> Answer | None:
    """The sorts that were hinted at; without those whose members are told themselves."""
    rosters = rosters_opened(said.book, question)
    told = {answer.question for answer in by_the_way(said, question.id) if answer.members}
    chosen, denied = said.options(question)
    sorts = {*chosen, *_hinted(said, rosters)} - told
    sorts -= {option for option in denied if option not in chosen}
    fills: dict[str, Possible] = {}
    if sorts and not told and not _are_children_open(said):
        fills = dict(nobody(question).fills)
    fills |= {f"{question.id}/{option}": frozenset({NO}) for option in denied}
    fills |= {f"{question.id}/{option}": frozenset({YES}) for option in sorts}
    if fills:
        return Answer(question.id, fills)
    if not told and (_is_alone(said, question) or said.says(Kind.NO, question)):
        return Answer(question.id, nobody(question).fills)
    return None


def _hinted(said: Said, rosters: Mapping[str, Question]) -> Iterator[str]:
    """Sorts that are named, but nobody of them told: "slb", "masih sekolah", a child of nine."""
    named = [
        sense.people
        for clause in said.clauses
        for mention in clause.mentions
        if mention.is_so
        for sense in mention.item.of(Kind.TRAIT, Kind.TOPIC)
        if sense.people
    ]
    for roster in rosters.values():
        about = roster.about or {}
        is_named_so = any(_is_of(people, about) for people in named)
        if is_named_so or any(_is_of_usual_age(p, about, said.book) for p in said.people):
            yield roster.id


def _is_of(people: People, about: People) -> bool:
    return Member(people).is_one_of(about) is True or is_named(people, about)


def _is_of_usual_age(person: Person, about: People, book: RuleBook) -> bool:
    """A child as old as pupils are."""
    age = person.traits.get(AGE_TRAIT)
    if not person.has_age or person.has_level or not isinstance(age, Span):
        return False
    traits = book.eligibility.traits
    return any(
        usual.holds(age)
        for trait, values in about.items()
        if trait in traits and isinstance(values, frozenset)
        for value, usual in traits[trait].ages.items()
        if value in values
    )


def _are_children_open(said: Said) -> bool:
    """ "2 anak 1 simbah": whether the children are small or at school is not told."""
    return any(
        person.roles and not (person.traits or person.has_level or person.has_age)
        for person in said.people
    )


def _is_alone(said: Said, question: Question) -> bool:
    """Nobody else there, and nothing said besides."""
    clauses = [clause for clause in said.clauses if not is_about_another(clause, question)]
    items = [mention.item for clause in clauses for mention in clause.mentions]
    return any(item.has(Kind.ALONE) for item in items) and all(
        item.has(Kind.ALONE, *_BESIDE_ALONE) or item.is_mark for item in items
    )
