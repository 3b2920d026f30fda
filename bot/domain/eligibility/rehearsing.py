"""The household cases of knowledge/periksa/: does each come to what it must."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from bot.domain.eligibility.assessing import Assessment, assess_one
from bot.domain.eligibility.hearing import Ear
from bot.domain.eligibility.household import Answer
from bot.domain.eligibility.interview import Interview, heard, joined, nobody, told, unknown
from bot.domain.eligibility.listing import listed
from bot.domain.eligibility.ordering import next_question
from bot.domain.eligibility.questions import QuestionKind
from bot.domain.eligibility.rulebook import RuleBook
from bot.domain.eligibility.rules import HouseholdCase
from bot.domain.eligibility.values import NO


@dataclass(frozen=True, slots=True)
class Astray:
    """What differs from what a case says: of a programme or question, what is and should be."""

    about: str
    found: str
    wanted: str


def rehearse_case(
    case: HouseholdCase, ear_on: Callable[[date], Ear], today: date
) -> tuple[Astray, ...]:
    """Play the interview with the answers of a case; everything that comes out differently."""
    ear = ear_on(case.day or today)
    interview, asked = _interviewed(case, ear)
    found = [
        *_verdicts(case, ear.book, interview),
        *(Astray(q, "tidak ditanya", "ditanya") for q in case.asked if q not in asked),
        *(Astray(q, "ditanya", "tidak ditanya") for q in case.not_asked if q in asked),
    ]
    return tuple(found)


def _interviewed(case: HouseholdCase, ear: Ear) -> tuple[Interview, list[str]]:
    """The interview to its end, and the questions it took."""
    interview, asked = Interview(case.scope), list[str]()
    while question := next_question(ear.book, told(ear.book, interview), interview.programmes):
        asked.append(question)
        interview = heard(ear.book, interview, _answers(question, case.answers.get(question), ear))
    return interview, asked


def _answers(question_id: str, typed: str | None, ear: Ear) -> tuple[Answer, ...]:
    """What is answered: by the ids of options, or as people would type it."""
    question = ear.book.questions[question_id]
    if typed is None:
        return (unknown(question_id),)
    options = [part.strip() for part in typed.split(",")]
    known = ear.book.answers[question_id]
    if all(option in known for option in options):
        answer = known[options[0]]
        for option in options[1:]:
            answer = joined(answer, known[option])
        return (answer,)
    if typed == NO and question.kind in (QuestionKind.SEVERAL, QuestionKind.MEMBERS):
        return (nobody(question),)
    found = listed(ear.book, question_id, ear.hear(typed, question_id).answers)
    return found if any(a.question == question_id for a in found) else (unknown(question_id),)


def _verdicts(case: HouseholdCase, book: RuleBook, interview: Interview) -> Iterator[Astray]:
    household = told(book, interview)
    for programme, wanted in case.verdicts.items():
        found = assess_one(book, programme, household)
        verdict = found.verdict.value if found else "tidak ada aturan"
        if verdict != wanted:
            yield Astray(programme, f"{verdict}{_why(found)}", wanted)
    for programme, reasons in case.reasons.items():
        found = assess_one(book, programme, household)
        told_of = found.reasons if found else ()
        ids = [each for reason in told_of for each in (reason.id, *reason.because)]
        for reason in reasons:
            if reason not in ids:
                yield Astray(programme, f"alasan {', '.join(ids) or 'tidak ada'}", reason)


def _why(found: Assessment | None) -> str:
    """The criteria that decided, for the message."""
    if found is None:
        return ""
    told_by = [reason.id for reason in found.reasons if reason.outcome is found.truth]
    return f" ({', '.join(told_by)})" if told_by else ""
