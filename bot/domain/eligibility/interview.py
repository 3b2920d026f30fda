"""The interview as it stands: what was answered, what is asked now; steps forward and back."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from bot.domain.eligibility.household import Answer, Household
from bot.domain.eligibility.ordering import next_question
from bot.domain.eligibility.questions import Question, QuestionKind
from bot.domain.eligibility.rulebook import RuleBook
from bot.domain.eligibility.values import NO


@dataclass(frozen=True, slots=True)
class Interview:
    """What is remembered of an interview: answers, never who gave them.

    `scope` is a programme, or "" for all. `asking` is the question open now, "" while results are
    shown. `gathered` are the members or options told so far for it ("SD ... ada lagi?").
    `changed_on` is the day of the last answer.
    """

    scope: str = ""
    for_other: bool = False
    answers: tuple[Answer, ...] = ()
    asking: str = ""
    gathered: Answer | None = None
    changed_on: date | None = None

    @property
    def programmes(self) -> tuple[str, ...]:
        """The programmes asked about; empty for all."""
        return (self.scope,) if self.scope else ()


def begin(book: RuleBook, scope: str = "", *, for_other: bool = False) -> Interview:
    """A fresh interview with its first question."""
    return ahead(book, Interview(scope, for_other))


def ahead(book: RuleBook, interview: Interview) -> Interview:
    """Go on to the question that settles most, or to the results."""
    household = book.household(interview.answers)
    following = next_question(book, household, interview.programmes)
    return replace(interview, asking=following or "", gathered=None, changed_on=book.day)


def heard(book: RuleBook, interview: Interview, answers: Iterable[Answer]) -> Interview:
    """Keep answers; a later one to the same question takes the place of the earlier.

    A word by the way never undoes what was answered in full; it adds to it.
    """
    kept = {answer.question: answer for answer in interview.answers}
    for answer in answers:
        before = kept.pop(answer.question, None)
        adds = before is not None and book.is_partial(answer)
        kept[answer.question] = _added(before, answer) if before and adds else answer
    return replace(interview, answers=tuple(kept.values()))


def _added(before: Answer, more: Answer) -> Answer:
    """More options to an earlier answer; more people only where they were not told in full."""
    if before.is_complete or more.members == before.members:
        return before
    return replace(
        before,
        fills={**before.fills, **more.fills},
        members=(*before.members, *more.members),
        option="",
    )


def back(book: RuleBook, interview: Interview) -> Interview:
    """Ask the question answered last once more, without its answer."""
    if not interview.answers:
        return ahead(book, interview)
    last = interview.answers[-1]
    return replace(interview, answers=interview.answers[:-1], asking=last.question, gathered=None)


def change(interview: Interview, question: str) -> Interview:
    """Ask one question again; its answer holds until another takes its place."""
    return replace(interview, asking=question, gathered=None)


def unknown(question: str) -> Answer:
    """ "Tidak tahu": a full answer that fills nothing."""
    return Answer(question)


def nobody(question: Question) -> Answer:
    """ "Tidak ada": nobody of that sort, or none of the options."""
    if question.kind is QuestionKind.SEVERAL:
        fills = {f"{question.id}/{option.id}": frozenset({NO}) for option in question.options}
        return Answer(question.id, fills, is_complete=True)
    return Answer(question.id, is_complete=True)


def joined(before: Answer | None, more: Answer) -> Answer:
    """Several presses of one question as one answer: members add up, options too."""
    if before is None:
        return more
    chosen = {fact: values for fact, values in before.fills.items() if values != frozenset({NO})}
    fills = {**before.fills, **more.fills, **chosen}
    return replace(more, fills=fills, members=(*before.members, *more.members), option="")


def told(book: RuleBook, interview: Interview) -> Household:
    """The household as far as it was told."""
    return book.household(interview.answers)
