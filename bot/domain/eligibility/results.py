"""What comes out of an interview, in words and in the order people should read it.

The same result is told as a short message, as the detail of one programme, as a note to keep and
as a sheet to print.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from bot.domain.eligibility.amounts import Sum, sums
from bot.domain.eligibility.assessing import Assessment, Reason, Verdict, assess_one
from bot.domain.eligibility.household import Household
from bot.domain.eligibility.interview import Interview, told
from bot.domain.eligibility.ordering import next_question
from bot.domain.eligibility.readback import readback
from bot.domain.eligibility.rulebook import RuleBook
from bot.domain.knowledge import KnowledgeBase, Programme
from bot.domain.provenance import Provenance
from bot.domain.wording import fill


@dataclass(frozen=True, slots=True)
class Finding:
    """One programme in a result. Texts are filled in and ready to be read.

    `settles` is the question whose answer would settle it ("" where none alone can), `first_step`
    where to begin, `ask` who can say more, `may_stop` what only an office can tell. `is_open`: a
    question that may settle it has not been asked yet.
    """

    programme: Programme
    assessment: Assessment
    reasons: tuple[Reason, ...]
    sums: tuple[Sum, ...]
    documents: tuple[str, ...]
    first_step: str
    ask: str
    may_stop: tuple[str, ...]
    settles: str
    is_open: bool
    provenance: tuple[Provenance, ...]

    @property
    def sources(self) -> tuple[str, ...]:
        """The ids of every source of the rule, its criteria and its amounts."""
        return tuple(dict.fromkeys(s for of in self.provenance for s in of.sources))

    @property
    def reviewed_on(self) -> date | None:
        """The day on which the oldest of its facts was checked."""
        days = [of.reviewed_on for of in self.provenance if of.reviewed_on]
        return min(days, default=None)


@dataclass(frozen=True, slots=True)
class Result:
    """All findings of an interview, likely ones first; `answers` are (topic, what was said)."""

    day: date
    for_other: bool
    scope: str
    answers: tuple[tuple[str, str], ...]
    findings: tuple[Finding, ...]
    is_complete: bool

    def of(self, verdict: Verdict) -> tuple[Finding, ...]:
        """The findings with this verdict that are not received already."""
        return tuple(
            finding
            for finding in self.findings
            if finding.assessment.verdict is verdict and not finding.assessment.is_received
        )

    @property
    def received(self) -> tuple[Finding, ...]:
        """What the household has already."""
        return tuple(found for found in self.findings if found.assessment.is_received)


def result(base: KnowledgeBase, book: RuleBook, interview: Interview) -> Result:
    """The result of an interview as far as it went."""
    household = told(book, interview)
    wanted = interview.programmes or tuple(book.eligibility.rules)
    found = (_finding(base, book, programme, household) for programme in wanted)
    return Result(
        day=book.day,
        for_other=interview.for_other,
        scope=interview.scope,
        answers=tuple(readback(base, book, answer) for answer in interview.answers),
        findings=tuple(sorted(filter(None, found), key=_rank)),
        is_complete=next_question(book, household, interview.programmes) is None,
    )


def _rank(finding: Finding) -> tuple[int, bool, int]:
    """Likely before unsure before unlikely; what pays most first."""
    verdicts = list(Verdict)
    worth = sum(_per_year(one) for one in finding.sums)
    assessment = finding.assessment
    return verdicts.index(assessment.verdict), assessment.truth is not True, -worth


_TIMES_A_YEAR = {"bulan": 12, "semester": 2, "tahun": 1, "sekali": 1}


def _per_year(one: Sum) -> int:
    return one.most_idr * _TIMES_A_YEAR.get(one.period, 1)


def _finding(
    base: KnowledgeBase, book: RuleBook, programme_id: str, household: Household
) -> Finding | None:
    programme = base.programmes.get(programme_id)
    assessment = assess_one(book, programme_id, household)
    if programme is None or assessment is None:
        return None
    ready = book.rules.get(programme_id)
    rule = ready.rule if ready else book.ended[programme_id]
    amounts = sums(ready.benefits, ready.most_people, household) if ready else ()
    lines = (line.benefit.provenance for one in amounts for line in one.lines)
    return Finding(
        programme=programme,
        assessment=assessment,
        reasons=tuple(_filled(reason, base, book.day) for reason in assessment.reasons),
        sums=amounts if assessment.verdict is Verdict.LIKELY else (),
        documents=_documents(programme, base, book.day),
        first_step=_first_step(programme, base, book.day),
        ask=programme.ask,
        may_stop=tuple(fill(words, base, book.day) for words in rule.cannot_check),
        settles=_settling(assessment.of(None)),
        is_open=any(
            question not in household.answered
            for reason in assessment.of(None)
            for question in reason.questions
        ),
        provenance=(rule.provenance, *(r.provenance for r in assessment.reasons), *lines),
    )


def _filled(reason: Reason, base: KnowledgeBase, day: date) -> Reason:
    words = fill(reason.words, base, day)
    return Reason(reason.id, reason.outcome, words, reason.provenance, reason.questions)


def _settling(unknown: tuple[Reason, ...]) -> str:
    """The one question that all that is unknown hangs on; "" where there are several, or none."""
    questions = {reason.questions[0] if reason.questions else "" for reason in unknown}
    return questions.pop() if len(questions) == 1 else ""


def _documents(programme: Programme, base: KnowledgeBase, day: date) -> tuple[str, ...]:
    """What to bring: the sentence of the section, then its lines."""
    section = programme.sections.get("dokumen")
    if section is None or not section.provenance.is_stated:
        return ()
    lines = (item for item in section.items if isinstance(item, str))
    return tuple(fill(words, base, day) for words in (section.lead, *lines))


def _first_step(programme: Programme, base: KnowledgeBase, day: date) -> str:
    """The first line of how to apply."""
    section = programme.sections.get("cara_daftar")
    if section is None:
        return ""
    lines: Iterable[str] = (item for item in section.items if isinstance(item, str))
    return fill(next(iter(lines), section.lead), base, day)
