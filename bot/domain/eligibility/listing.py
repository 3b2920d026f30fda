""" "Di keluarga ada siapa saja?", answered in free words: whoever is not named is not there.

Each option of that question opens the MEMBERS question of the same id.
"""

from dataclasses import replace

from bot.domain.eligibility.household import Answer, Member
from bot.domain.eligibility.questions import Question, QuestionKind
from bot.domain.eligibility.rulebook import RuleBook
from bot.domain.eligibility.values import NO, YES, Possible, Span, within


def listed(book: RuleBook, asking: str, answers: tuple[Answer, ...]) -> tuple[Answer, ...]:
    """The answers, where `asking` asked for a list and people were named: with what that says.

    Sorts of people that were told in detail are told in full, the others are not there.
    """
    question = book.questions.get(asking)
    if question is None or question.kind is not QuestionKind.SEVERAL:
        return answers
    people = [member for answer in answers for member in answer.members]
    named = {
        option
        for option, rough in book.answers[asking].items()
        if any(_is_of(member, option, rough) for member in people)
    }
    if not named:
        return answers
    told = [_in_full(book, question, answer) for answer in answers if answer.question != asking]
    chosen = next((answer for answer in answers if answer.question == asking), None)
    return (_list(question, named, chosen), *told)


def _list(question: Question, named: set[str], chosen: Answer | None) -> Answer:
    said = chosen.fills if chosen else {}
    fills: dict[str, Possible] = {}
    for option in question.options:
        fact = f"{question.id}/{option.id}"
        there = option.id in named or said.get(fact) == frozenset({YES})
        fills[fact] = frozenset({YES if there else NO})
    return Answer(question.id, fills)


def _in_full(book: RuleBook, question: Question, answer: Answer) -> Answer:
    """Complete, where everybody named is told more closely than the list's own option does."""
    option = book.answers[question.id].get(answer.question)
    if option is None or not option.members or not answer.members:
        return answer
    rough = option.members[0]
    detailed = all(_is_closer(member, rough) for member in answer.members)
    return replace(answer, is_complete=True) if detailed else answer


def _is_of(member: Member, option: str, rough: Answer) -> bool:
    """Told for that sort, or surely of it: an old mother who cannot walk is old and disabled."""
    sort = rough.members[0].traits if rough.members else None
    return member.roster == option or (sort is not None and member.is_one_of(sort) is True)


def _is_closer(member: Member, rough: Member) -> bool:
    return any(
        member.traits.get(trait) != values and within(member.traits.get(trait), values)
        for trait, values in rough.traits.items()
        if isinstance(values, Span | frozenset)
    )
