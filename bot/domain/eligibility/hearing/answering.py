"""The answer to the question that was asked, by its kind."""

from collections.abc import Callable, Mapping

from bot.domain.eligibility.hearing.clauses import Clause, Polarity
from bot.domain.eligibility.hearing.measures import is_money, is_within, measured
from bot.domain.eligibility.hearing.openings import answer_opening
from bot.domain.eligibility.hearing.rosters import answer_members
from bot.domain.eligibility.hearing.said import Said, is_about_another
from bot.domain.eligibility.hearing.terms import Kind, rosters_opened
from bot.domain.eligibility.household import Answer
from bot.domain.eligibility.questions import Question, QuestionKind
from bot.domain.eligibility.rulebook import RuleBook
from bot.domain.eligibility.values import NO, YES, Possible, Span


def answer_asked(said: Said, question: Question) -> Answer | None:
    """What the message answers; None where that is not sure."""
    button = _button(said, question)
    if button:
        return said.book.answers[question.id][button]
    found = _BY_KIND[question.kind](said, question)
    if found is None and said.says(Kind.UNKNOWN, question):
        return Answer(question.id)
    return found


def _button(said: Said, question: Question) -> str:
    """The option whose label, or id, was typed as it stands."""
    if question.kind is QuestionKind.MEMBERS or not said.words:
        return ""
    return next((option for words, option in button_words(question) if words == said.words), "")


def button_words(question: Question) -> list[tuple[tuple[str, ...], str]]:
    """The words on the buttons, and what the options are called in the data."""
    return [
        (words, option.id)
        for option in question.options
        for words in (words_of(option.label), tuple(option.id.split("_")))
    ]


def words_of(text: str) -> tuple[str, ...]:
    """Words to compare, whatever stands between them."""
    return tuple("".join(c if c.isalnum() else " " for c in text.lower()).split())


def _yes_no(said: Said, question: Question) -> Answer | None:
    answers = said.book.answers[question.id]
    named = [m for m in said.mentions_of(question) if m.is_so or m.is_denied]
    if named:
        truths = {YES if mention.is_so else NO for mention in named}
        if len(truths) > 1:
            return None
    elif said.says(Kind.NO, question):
        truths = {NO}
    elif said.says(Kind.YES, question):
        truths = {YES}
    else:
        return None
    return answers.get(truths.pop())


def _choice(said: Said, question: Question) -> Answer | None:
    chosen, denied = said.options(question)
    if not (chosen or denied):
        chosen = said.by_gist(question) or _by_number(said, question)
    return said.book.answers[question.id][chosen[0]] if len(chosen) == 1 else None


def _by_number(said: Said, question: Question) -> list[str]:
    """ "900" is the one option with this number on its button."""
    numbers = {
        str(mention.item.quantity.whole)
        for clause in said.plain_clauses(question)
        for mention in clause.mentions
        if mention.item.quantity and mention.item.quantity.whole is not None
    }
    return [option.id for option in question.options if numbers & set(words_of(option.label))]


def _several(said: Said, question: Question) -> Answer | None:
    if rosters_opened(said.book, question):
        return answer_opening(said, question)
    chosen, denied = said.options(question)
    facts = {f"{question.id}/{option.id}": frozenset({NO}) for option in question.options}
    if chosen:
        fills: dict[str, Possible] = {**facts, **_settled(said.book, question, chosen)}
        return Answer(question.id, fills)
    if denied:
        return Answer(question.id, {f"{question.id}/{o}": frozenset({NO}) for o in denied})
    if said.says(Kind.NO, question):
        once = [m.item for m in said.mentions_of(question) if m.polarity is Polarity.ASIDE]
        over = [f"{question.id}/{s.option}" for item in once for s in item.of(Kind.OPTION)]
        return Answer(question.id, {fact: facts[fact] for fact in over or facts if fact in facts})
    return None


def _settled(book: RuleBook, question: Question, chosen: list[str]) -> Mapping[str, Possible]:
    """What the chosen options say, without what they say of the others."""
    return {
        fact: values
        for option in chosen
        for fact, values in book.answers[question.id][option].fills.items()
        if fact == f"{question.id}/{option}" or not fact.startswith(f"{question.id}/")
    }


def _number(said: Said, question: Question) -> Answer | None:
    spans = {
        span
        for clause in said.clauses
        if not (is_about_another(clause, question) or _has_two_numbers(clause))
        for mention in clause.mentions
        if mention.item.quantity
        and (is_money(question) or not clause.has(Kind.ROLE) or mention.item.quantity.unit)
        and (span := measured(mention.item.quantity, _period(said, clause), question))
    }
    if len(spans) == 1:
        return numbered(said.book, question, spans.pop())
    if spans:
        return None
    chosen = said.options(question)[0] or said.by_gist(question)
    if len(chosen) == 1:
        return said.book.answers[question.id][chosen[0]]
    nothing = Span(0, 0)
    if not chosen and _is_nothing(said, question) and is_within(nothing, question.limits):
        return numbered(said.book, question, nothing)
    return None


def _period(said: Said, clause: Clause) -> Clause:
    """Where "sehari" or "sebulan" stands: beside the number, or anywhere else."""
    if clause.has(Kind.PER_DAY, Kind.PER_WEEK, Kind.PER_MONTH, Kind.PER_YEAR):
        return clause
    return Clause(tuple(mention for part in said.clauses for mention in part.mentions))


def _has_two_numbers(clause: Clause) -> bool:
    """ "Kadang 50 kadang 100 ribu"."""
    numbers = [m.item.quantity for m in clause.mentions if m.item.quantity]
    return sum(not (number.unit or number.is_age) for number in numbers) > 1


def _is_nothing(said: Said, question: Question) -> bool:
    """ "Tidak ada", with no word besides. "Tidak tentu" is no zero, nor is a bare "tidak": asked
    for how long, that may mean anything.
    """
    return (
        len(said.words) > 1
        and said.says(Kind.NO, question)
        and not any(clause.strange for clause in said.clauses)
    )


def numbered(book: RuleBook, question: Question, span: Span) -> Answer:
    """A typed number, with what every option it may belong to says besides: dtsen with a desil."""
    others: list[Mapping[str, Possible]] = []
    for option in book.answers[question.id].values():
        its = option.fills.get(question.id)
        if isinstance(its, Span) and its.meets(span):
            others.append({f: v for f, v in option.fills.items() if f != question.id})
    shared = {
        fact: values
        for fact, values in (others[0] if others else {}).items()
        if all(other.get(fact) == values for other in others)
    }
    return Answer(question.id, {**shared, question.id: span})


_BY_KIND: Mapping[QuestionKind, Callable[[Said, Question], Answer | None]] = {
    QuestionKind.YES_NO: _yes_no,
    QuestionKind.CHOICE: _choice,
    QuestionKind.SEVERAL: _several,
    QuestionKind.NUMBER: _number,
    QuestionKind.MEMBERS: answer_members,
}
