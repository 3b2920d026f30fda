"""What was said by the way: facts of other questions, only where they are plainly named."""

from collections.abc import Iterator

from bot.domain.eligibility.checks import RECEIVED
from bot.domain.eligibility.hearing.answering import numbered
from bot.domain.eligibility.hearing.clauses import Clause, Mention, Polarity
from bot.domain.eligibility.hearing.measures import is_money, measured
from bot.domain.eligibility.hearing.rosters import by_the_way
from bot.domain.eligibility.hearing.said import Said
from bot.domain.eligibility.hearing.terms import Kind, rosters_opened
from bot.domain.eligibility.household import Answer
from bot.domain.eligibility.questions import Question, QuestionKind
from bot.domain.eligibility.values import NO, YES, Possible

_NAMING = (Kind.OPTION, Kind.TOPIC, Kind.TRAIT)


def remarks(said: Said, asking: str) -> list[Answer]:
    """Answers to questions that were not asked."""
    sure = Said(said.book, tuple(c for c in said.clauses if not c.has(Kind.DOUBT)), said.people)
    found = []
    for question in said.book.questions.values():
        is_listing = question.kind is QuestionKind.MEMBERS or rosters_opened(said.book, question)
        if question.id != asking and not is_listing:
            answer = _remark(sure, question)
            found += [answer] if answer else []
    return [*found, *by_the_way(sure, asking)]


def _remark(said: Said, question: Question) -> Answer | None:
    if question.kind is QuestionKind.YES_NO:
        return _yes_no(said, question)
    if question.kind is QuestionKind.NUMBER and (number := _number(said, question)):
        return number
    truths = dict(_options(said, question))
    if question.kind is QuestionKind.SEVERAL:
        values: dict[str, Possible] = {
            f"{question.id}/{option}": frozenset({YES if is_so else NO})
            for option, is_so in truths.items()
        }
        return Answer(question.id, values) if values else None
    chosen = [option for option, is_so in truths.items() if is_so]
    return said.book.answers[question.id][chosen[0]] if len(chosen) == 1 else None


def _named(said: Said, question: Question) -> Iterator[tuple[Clause, Mention]]:
    for clause in said.clauses:
        for mention in clause.mentions:
            is_told = mention.polarity in (Polarity.SO, Polarity.NOT)
            if is_told and not mention.item.is_guess and mention.item.names(question.id):
                yield clause, mention


def _yes_no(said: Said, question: Question) -> Answer | None:
    """ "Suami PNS", "bukan PNS"; "suami bukan PNS" says nothing of the others."""
    truths = set()
    for clause, mention in _named(said, question):
        if mention.is_so and clause.has(Kind.ROLE):
            truths.add(YES)
        elif not mention.is_so and not clause.has(Kind.ROLE):
            truths.add(NO)
    return said.book.answers[question.id].get(truths.pop()) if len(truths) == 1 else None


def _options(said: Said, question: Question) -> Iterator[tuple[str, bool]]:
    """The options that are plainly named, and whether they are so."""
    for clause, mention in _named(said, question):
        for sense in mention.item.names(question.id):
            if sense.kind is not Kind.OPTION or sense.is_label:
                continue
            if question.id == RECEIVED:
                is_plain = _is_received(clause, mention)
            else:
                is_plain = sense.is_clear or _has_context(clause, mention, question)
            if is_plain:
                yield sense.option, mention.is_so


def _has_context(clause: Clause, mention: Mention, question: Question) -> bool:
    others = [other.item for other in clause.mentions if other is not mention]
    if not clause.strange and not any(item.has(*_NAMING) for item in others):
        return True  # "saya ngontrak", and nothing else
    if question.kind is QuestionKind.SEVERAL and any(item.has(Kind.ROLE) for item in others):
        return True
    return any(sense.kind is Kind.TOPIC for item in others for sense in item.names(question.id))


def _is_received(clause: Clause, mention: Mention) -> bool:
    """ "Saya dapat PKH", "belum dapat PKH": a programme's name alone may be anything."""
    gets = False
    for other in clause.mentions:
        if other is mention:
            break
        gets = gets or other.item.has(Kind.GETS)
    return gets or mention.item.has(Kind.GETS)


def _number(said: Said, question: Question) -> Answer | None:
    """ "Desil 3": the topic, then the number, in one clause; whose wages is not said."""
    found = set()
    for clause in said.clauses:
        is_open = False
        for mention in clause.mentions:
            if any(s.kind is Kind.TOPIC for s in mention.item.names(question.id)):
                is_open = mention.is_so
            elif mention.item.has(*_NAMING):
                is_open = False
            quantity = mention.item.quantity
            if not (is_open and quantity):
                continue
            is_open = False
            if is_money(question) and (clause.has(Kind.ROLE) or not quantity.scale):
                continue
            if question.unit.startswith("bulan") and not quantity.unit:
                continue
            span = measured(quantity, clause, question)
            found |= {span} if span else set()
    return numbered(said.book, question, found.pop()) if len(found) == 1 else None
