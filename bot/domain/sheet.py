"""The page to print and hand over: every line of it, ready to be laid out by a channel."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from bot.domain.eligibility.amounts import Sum
from bot.domain.eligibility.assessing import Verdict
from bot.domain.eligibility.interview import Interview
from bot.domain.eligibility.results import Finding, result
from bot.domain.eligibility.rulebook import RuleBook
from bot.domain.eligibility.telling import reason_text, settling_text, sum_text
from bot.domain.knowledge import KnowledgeBase
from bot.domain.sentences import Say
from bot.domain.wording import PLACEHOLDER, fill, in_words, number_with_unit

SHEET_PATH = "/lembar/"
# The answer whose lines say where to go when somebody asks for money.
MONEY_ASKED = "pengaduan/potongan"
_MOST_REPORTING_LINES = 3


class NoSheet(StrEnum):
    """Why an address leads to no sheet."""

    EXPIRED = "kedaluwarsa"
    UNREADABLE = "tidak terbaca"


@dataclass(frozen=True, slots=True)
class Paid:
    """An amount and how it comes about: "kira-kira Rp900.000 per tahun", "Anak SD: Rp900.000"."""

    total: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Likely:
    """A programme this household may get. `official_name` "" where the short one says it all."""

    name: str
    official_name: str
    reasons: tuple[str, ...]
    paid: tuple[Paid, ...]
    documents: tuple[str, ...]
    first_step: str
    ask: str
    may_stop: tuple[str, ...]
    source: str


@dataclass(frozen=True, slots=True)
class Open:
    """A programme about which something must be found out first: what, and who can tell."""

    name: str
    about: tuple[str, ...]
    ask: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """A result on paper. `place`: city and day.

    `answers` are (topic, what was said), `unlikely` (programme, why not). `reporting`: where to go
    when somebody asks for money.
    """

    place: str
    intro: str
    is_complete: bool
    answers: tuple[tuple[str, str], ...]
    likely: tuple[Likely, ...]
    unsure: tuple[Open, ...]
    received: tuple[str, ...]
    unlikely: tuple[tuple[str, str], ...]
    reporting: tuple[str, ...]


def sheet_of(base: KnowledgeBase, book: RuleBook, interview: Interview) -> Sheet:
    """The sheet of an interview, after the rules of the book's day."""
    found = result(base, book, interview)
    unlikely = found.of(Verdict.UNLIKELY)
    city, day = base.city.name if base.city else "", in_words(found.day)
    return Sheet(
        place=base.say[Say.SHEET_PLACE].format(kota=city, tanggal=day) if city else day,
        intro=base.say[Say.SHEET_INTRO].format(tanggal=day),
        is_complete=found.is_complete,
        answers=tuple((topic, said) for topic, said in found.answers if topic),
        likely=tuple(_likely(base, one) for one in found.of(Verdict.LIKELY)),
        unsure=tuple(_open(base, book, one) for one in found.of(Verdict.UNSURE)),
        received=tuple(one.programme.short_name for one in found.received),
        unlikely=tuple((one.programme.short_name, _why_not(base, one)) for one in unlikely),
        reporting=tuple(_reporting(base, book))[:_MOST_REPORTING_LINES],
    )


def _likely(base: KnowledgeBase, finding: Finding) -> Likely:
    programme = finding.programme
    named = programme.official_name != programme.short_name
    return Likely(
        name=programme.short_name,
        official_name=programme.official_name if named else "",
        reasons=tuple(reason_text(base, reason) for reason in finding.reasons if reason.words),
        paid=tuple(_paid(base, one) for one in finding.sums),
        documents=finding.documents,
        first_step=finding.first_step,
        ask=finding.ask,
        may_stop=finding.may_stop,
        source=_source(base, finding),
    )


def _paid(base: KnowledgeBase, one: Sum) -> Paid:
    """The amount with its lines."""
    lines = []
    for line in one.lines:
        value = number_with_unit(Decimal(line.benefit.value_idr), "rupiah")
        told = f"{line.count} x {value}" if line.count > 1 else value
        lines.append(base.say[Say.SUM_LINE].format(nama=line.benefit.name, isi=told))
    return Paid(sum_text(base, one), tuple(lines))


def _source(base: KnowledgeBase, finding: Finding) -> str:
    """The first sources by name, and the day on which the oldest fact was checked."""
    names = [base.sources[source].name for source in finding.sources if source in base.sources]
    day = in_words(finding.reviewed_on) if finding.reviewed_on else base.say[Say.DATE_NONE]
    told = "; ".join(names[:2]) or base.say[Say.SOURCE_NONE]
    return base.say[Say.SHEET_SOURCE].format(sumber=told, tanggal=day)


def _open(base: KnowledgeBase, book: RuleBook, finding: Finding) -> Open:
    """The one fact that settles it with who knows; or all that is open and whom to ask."""
    name = finding.programme.short_name
    if finding.assessment.truth is True:
        doubt = base.say[Say.UNSURE_DOUBTFUL].format(tanya=finding.ask)
        return Open(name, (doubt,), "")
    question = book.questions.get(finding.settles)
    if question is not None and question.who_knows:
        return Open(name, (settling_text(base, book, finding),), "")
    unknown = [reason for reason in finding.reasons if reason.outcome is None and reason.words]
    # What only an office can tell says so, and which office, in its own words.
    ask = finding.ask if any(reason.questions for reason in unknown) else ""
    return Open(name, tuple(reason.words for reason in unknown), ask)


def _why_not(base: KnowledgeBase, finding: Finding) -> str:
    if finding.assessment.has_ended:
        return base.say[Say.DETAIL_ENDED]
    return next((r.words for r in finding.reasons if r.outcome is False and r.words), "")


def _reporting(base: KnowledgeBase, book: RuleBook) -> Iterator[str]:
    """The lines of the city's own answer that name a channel; `fill` prints sure contacts only."""
    intent = base.intents.get(MONEY_ASKED)
    for line in intent.section.items if intent else ():
        if isinstance(line, str) and any(
            found["head"] == "kanal" for found in PLACEHOLDER.finditer(line)
        ):
            yield fill(line, base, book.day)
