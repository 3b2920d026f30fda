"""A result as a resident reads it: short message, one programme's detail, a note to keep."""

from collections.abc import Iterable
from decimal import Decimal

from bot.domain.eligibility.amounts import Sum
from bot.domain.eligibility.assessing import Reason, Verdict
from bot.domain.eligibility.results import Finding, Result
from bot.domain.eligibility.rulebook import RuleBook
from bot.domain.eligibility.values import Truth
from bot.domain.knowledge import KnowledgeBase
from bot.domain.sentences import Say
from bot.domain.wording import fill, in_words, number_with_unit

_MARKS: dict[Truth, Say] = {
    True: Say.REASON_MET,
    False: Say.REASON_UNMET,
    None: Say.REASON_UNKNOWN,
}
_VERDICTS = {
    Verdict.LIKELY: Say.VERDICT_LIKELY,
    Verdict.UNSURE: Say.VERDICT_UNSURE,
    Verdict.UNLIKELY: Say.VERDICT_UNLIKELY,
}


def verdict_words(base: KnowledgeBase, verdict: Verdict) -> str:
    """ "kemungkinan bisa", "perlu dicek dulu", "kemungkinan belum bisa"."""
    return base.say[_VERDICTS[verdict]]


def summary(base: KnowledgeBase, book: RuleBook, result: Result) -> str:
    """The compact message: what is likely, what must be checked and how, the first thing to do."""
    likely, unsure = result.of(Verdict.LIKELY), result.of(Verdict.UNSURE)
    key = Say.RESULT_INTRO if result.is_complete else Say.RESULT_INTRO_PARTIAL
    parts = [base.say[key]]
    parts += _block(base, Say.RESULT_LIKELY, (_likely_line(base, f) for f in likely))
    parts += _block(base, Say.RESULT_UNSURE, _unsure_lines(base, book, unsure))
    names = (found.programme.short_name for found in result.received)
    parts += _block(base, Say.RESULT_RECEIVED, [", ".join(names)] if result.received else [])
    unlikely = len(result.of(Verdict.UNLIKELY))
    if unlikely:
        parts.append(base.say[Say.RESULT_UNLIKELY_COUNT].format(banyak=unlikely))
    if not likely and not unsure:
        parts.append(base.say[Say.RESULT_NONE])
    parts.append(base.say[Say.RESULT_FOOTER].format(tanggal=in_words(result.day)))
    return "\n\n".join(parts)


def _block(base: KnowledgeBase, title: Say, lines: Iterable[str]) -> list[str]:
    """A heading with its lines; nothing where there is no line."""
    told = [f"• {line}" for line in lines if line]
    return ["\n".join((base.say[title], *told))] if told else []


def _likely_line(base: KnowledgeBase, finding: Finding) -> str:
    amount = ", ".join(sum_text(base, one) for one in finding.sums)
    return f"{finding.programme.short_name}: {amount}" if amount else finding.programme.short_name


def _unsure_lines(
    base: KnowledgeBase, book: RuleBook, findings: Iterable[Finding]
) -> Iterable[str]:
    """What is missing, and for which programmes: the same thing is told once."""
    missing: dict[str, list[str]] = {}
    for finding in findings:
        told = _missing(base, book, finding)
        missing.setdefault(told, []).append(finding.programme.short_name)
    return (f"{told} {', '.join(names)}." for told, names in missing.items())


def _missing(base: KnowledgeBase, book: RuleBook, finding: Finding) -> str:
    """What stands between a programme and its verdict, as the beginning of a line."""
    if finding.assessment.truth is True:
        return base.say[Say.MISSING_CERTAINTY]
    if finding.is_open:
        return base.say[Say.MISSING_QUESTIONS]
    question = book.questions.get(finding.settles)
    if question is not None:
        who = fill(question.who_knows, base, book.day) or finding.ask
        return base.say[Say.MISSING_ONE].format(hal=question.topic, siapa=who)
    if not any(reason.questions for reason in finding.assessment.of(None)):
        return base.say[Say.MISSING_OFFICE]
    return base.say[Say.MISSING_SEVERAL]


def settling_text(base: KnowledgeBase, book: RuleBook, finding: Finding) -> str:
    """The one fact that would settle it and who can supply it; or all that is open, in words."""
    if finding.assessment.truth is True:
        return base.say[Say.UNSURE_DOUBTFUL].format(tanya=finding.ask)
    question = book.questions.get(finding.settles)
    if question is not None:
        who = fill(question.who_knows, base, book.day) or finding.ask
        return base.say[Say.UNSURE_ONE].format(hal=question.topic, siapa=who)
    return " ".join(reason.words for reason in finding.reasons if reason.outcome is None)


def sum_text(base: KnowledgeBase, one: Sum) -> str:
    """ "kira-kira Rp3.900.000 per tahun", or from the sure to the possible amount."""
    period = f" per {one.period}" if one.period and one.period != "sekali" else f" {one.period}"
    most = number_with_unit(Decimal(one.most_idr), "rupiah") + period.rstrip()
    if one.least_idr != one.most_idr:
        return base.say[Say.SUM_UP_TO].format(jumlah=most)
    return base.say[Say.SUM_FROM if one.is_open else Say.SUM].format(jumlah=most)


def detail(base: KnowledgeBase, book: RuleBook, finding: Finding) -> str:
    """Everything about one programme for this household."""
    assessment = finding.assessment
    parts = [_verdict_sentence(base, book, finding)]
    parts.append("\n".join(reason_text(base, reason) for reason in finding.reasons))
    parts += amounts_block(base, finding)
    if assessment.verdict is not Verdict.UNLIKELY:
        parts += _block(base, Say.DETAIL_DOCUMENTS, finding.documents)
        parts += _block(base, Say.DETAIL_FIRST_STEP, [finding.first_step])
        parts += _block(base, Say.DETAIL_MAY_STOP, finding.may_stop)
    parts.append(footer(base, finding))
    return "\n\n".join(part for part in parts if part)


def _verdict_sentence(base: KnowledgeBase, book: RuleBook, finding: Finding) -> str:
    assessment = finding.assessment
    if assessment.is_received:
        return base.say[Say.DETAIL_RECEIVED]
    if assessment.has_ended:
        return base.say[Say.DETAIL_ENDED]
    words = base.say[Say.DETAIL_VERDICT].format(kesimpulan=verdict_words(base, assessment.verdict))
    doubt = assessment.truth is True or bool(finding.settles)
    if assessment.verdict is Verdict.UNSURE and doubt:  # else the reasons below say it
        return f"{words} {settling_text(base, book, finding)}"
    return words


def reason_text(base: KnowledgeBase, reason: Reason) -> str:
    """One criterion, marked as met, not met or not known."""
    return base.say[_MARKS[reason.outcome]].format(isi=reason.words)


def amounts_block(base: KnowledgeBase, finding: Finding) -> list[str]:
    """The sums with how they come about."""
    lines = []
    for one in finding.sums:
        lines.append(sum_text(base, one))
        for line in one.lines:
            value = number_with_unit(Decimal(line.benefit.value_idr), "rupiah")
            told = f"{line.count} x {value}" if line.count > 1 else value
            lines.append(base.say[Say.SUM_LINE].format(nama=line.benefit.name, isi=told))
        since = min(line.benefit.since for line in one.lines)
        lines.append(base.say[Say.SUM_SINCE].format(tanggal=in_words(since)))
    return _block(base, Say.DETAIL_AMOUNT, lines)


def footer(base: KnowledgeBase, finding: Finding) -> str:
    """Where the rule comes from, when it was checked, and who can confirm."""
    sources = [base.sources[source].name for source in finding.sources if source in base.sources]
    told = "; ".join(sources[:3]) or ", ".join(finding.sources) or base.say[Say.SOURCE_NONE]
    day = in_words(finding.reviewed_on) if finding.reviewed_on else base.say[Say.DATE_NONE]
    return base.say[Say.DETAIL_FOOTER].format(sumber=told, tanggal=day, tanya=finding.ask)


def note(base: KnowledgeBase, book: RuleBook, result: Result) -> str:
    """A text to keep or to pass on: what was said, what is likely, what to bring, how to begin."""
    parts = [base.say[Say.NOTE_TITLE].format(tanggal=in_words(result.day))]
    parts += _block(base, Say.NOTE_ANSWERS, (f"{topic}: {said}" for topic, said in result.answers))
    parts += [_note_of(base, finding) for finding in result.of(Verdict.LIKELY)]
    unsure = result.of(Verdict.UNSURE)
    parts += _block(base, Say.RESULT_UNSURE, _unsure_lines(base, book, unsure))
    parts.append(base.say[Say.NOTE_FOOTER])
    return "\n\n".join(parts)


def _note_of(base: KnowledgeBase, finding: Finding) -> str:
    """One likely programme: what it pays, what to bring, how to begin."""
    verdict = verdict_words(base, finding.assessment.verdict)
    lines = [f"{finding.programme.short_name.upper()}: {verdict}"]
    lines += [sum_text(base, one) for one in finding.sums]
    if finding.documents:
        lines.append(" ".join(finding.documents))
    if finding.first_step:
        lines.append(base.say[Say.NOTE_STEP].format(isi=finding.first_step))
    lines.append(footer(base, finding))
    return "\n".join(lines)


def question_text(base: KnowledgeBase, book: RuleBook, question: str, *, for_other: bool) -> str:
    """The question as it is asked, with why where it is delicate."""
    asked = book.questions[question]
    words = asked.text_for_other if for_other and asked.text_for_other else asked.text
    told = fill(words, base, book.day)
    if asked.is_sensitive and asked.why:
        why = fill(asked.why, base, book.day)
        return base.say[Say.ASK_SENSITIVE].format(pertanyaan=told, alasan=why)
    return told
