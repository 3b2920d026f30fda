"""Kept answers judged again: what has become possible since, and how that is told.

Only what is better than what the person was told is news. A worse verdict is kept in silence: it
was never a promise, and a message that takes hope away helps nobody to do anything.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from bot.domain.eligibility.assessing import Assessment, Verdict, assess
from bot.domain.eligibility.household import Answer
from bot.domain.eligibility.rulebook import RuleBook
from bot.domain.knowledge import KnowledgeBase
from bot.domain.messages import Reply
from bot.domain.sentences import Say
from bot.domain.wording import in_words


@dataclass(frozen=True, slots=True)
class Rescreening:
    """What changed: programmes that are now likely, those worth asking about once more, and
    `verdicts`, what the person knows of each programme from now on.
    """

    likely: tuple[str, ...]
    to_check: tuple[str, ...]
    verdicts: Mapping[str, str]

    @property
    def is_news(self) -> bool:
        """True when there is something to tell."""
        return bool(self.likely or self.to_check)


def rescreen(book: RuleBook, answers: Iterable[Answer], told: Mapping[str, str]) -> Rescreening:
    """Judge kept answers by the rules of the day; `told`: programme -> verdict told before.

    UNLIKELY that became UNSURE is news too, as "perlu dicek": a settled no has gone. Most people
    do not know their desil, so of a programme that asks for it they would never hear otherwise.
    """
    kept = tuple(answers)
    # A question that is gone takes its answer with it, which looks like a rule that asks for less.
    is_whole = all(answer.question in book.questions for answer in kept)
    likely, to_check, verdicts = [], [], dict(told)
    for found in assess(book, book.household(kept)):
        before = told.get(found.programme)
        if _is_now_likely(found, before):
            likely.append(found.programme)
        elif _is_open_again(found, before):
            if not is_whole:
                continue
            if not found.is_received:
                to_check.append(found.programme)
        elif found.verdict is Verdict.UNSURE and before == Verdict.LIKELY:
            continue  # a review date has lapsed: when it is renewed, nothing is new
        verdicts[found.programme] = str(found.verdict)
    return Rescreening(tuple(likely), tuple(to_check), verdicts)


def _is_now_likely(found: Assessment, before: str | None) -> bool:
    is_new = found.verdict is Verdict.LIKELY and before != Verdict.LIKELY
    return is_new and not found.is_received


def _is_open_again(found: Assessment, before: str | None) -> bool:
    return found.verdict is Verdict.UNSURE and before == Verdict.UNLIKELY


def news(base: KnowledgeBase, found: Rescreening, kept_on: date) -> Reply:
    """One message with all of it. It has no choices: nobody has asked, so no number picks one."""
    parts = [base.say[Say.SCREENING_NEWS].format(tanggal=in_words(kept_on))]
    for key, programmes in (
        (Say.SCREENING_LIKELY, found.likely),
        (Say.SCREENING_TO_CHECK, found.to_check),
    ):
        if programmes:
            names = (base.programmes[programme].short_name for programme in programmes)
            parts.append(base.say[key].format(isi=", ".join(names)))
    return Reply("\n\n".join((*parts, base.say[Say.SCREENING_STOP])))
