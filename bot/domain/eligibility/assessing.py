"""What a household may get, as far as it was told: a verdict for every programme, with reasons."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from bot.domain.eligibility.household import Household
from bot.domain.eligibility.rulebook import ReadyRule, RuleBook
from bot.domain.eligibility.rules import Criterion, Join, Wording
from bot.domain.eligibility.twigs import Leaf, Twig, leaves, truth_of
from bot.domain.eligibility.values import Truth
from bot.domain.provenance import Provenance


class Verdict(StrEnum):
    """Never a promise: quota, survey and register decide in the end."""

    LIKELY = "kemungkinan_bisa"
    UNSURE = "perlu_dicek"
    UNLIKELY = "kemungkinan_belum_bisa"


@dataclass(frozen=True, slots=True)
class Reason:
    """One criterion and what became of it: met (True), not met (False), not known (None).

    `questions` may settle it. For a group with its own words `because` are the criteria below
    that made it so.
    """

    id: str
    outcome: Truth
    words: str
    provenance: Provenance
    questions: tuple[str, ...] = ()
    because: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Assessment:
    """The verdict on one programme.

    `truth` is what the criteria say by themselves; with a True one the verdict is UNSURE where the
    rule itself is not sure to hold. `is_received`: the household has it already.
    """

    programme: str
    verdict: Verdict
    truth: Truth
    reasons: tuple[Reason, ...] = ()
    has_ended: bool = False
    is_received: bool = False

    def of(self, outcome: Truth) -> tuple[Reason, ...]:
        """The reasons with this outcome."""
        return tuple(reason for reason in self.reasons if reason.outcome is outcome)


def assess(book: RuleBook, household: Household) -> tuple[Assessment, ...]:
    """A verdict for every programme that has rules, in the order of the base."""
    judged = (assess_one(book, programme, household) for programme in book.eligibility.rules)
    return tuple(assessment for assessment in judged if assessment)


def assess_one(book: RuleBook, programme: str, household: Household) -> Assessment | None:
    """The verdict on one programme; None where it has no rules, or none yet."""
    if programme in book.ended:
        return Assessment(programme, Verdict.UNLIKELY, truth=False, has_ended=True)
    ready = book.rules.get(programme)
    if ready is None:
        return None
    truth = truth_of(ready.root, household)
    doubtful = programme in book.doubtful
    return Assessment(
        programme,
        _verdict(truth, doubtful=doubtful),
        truth,
        tuple(_reasons(ready.root, household)),
        is_received=is_received(ready, household),
    )


def is_received(ready: ReadyRule, household: Household) -> bool:
    """True when they said that they have it already."""
    return ready.already is not None and ready.already(household) is True


def _verdict(truth: Truth, *, doubtful: bool) -> Verdict:
    if truth is False:
        return Verdict.UNLIKELY
    return Verdict.LIKELY if truth and not doubtful else Verdict.UNSURE


def _reasons(twig: Twig, household: Household, *, flipped: bool = False) -> Iterator[Reason]:
    """The criteria that tell why, in order; `flipped`: below `kecuali`, where a yes is bad."""
    truth = truth_of(twig, household)
    outcome = truth if truth is None or not flipped else not truth
    if isinstance(twig, Leaf):
        yield _reason(twig.criterion, outcome, twig.questions)
        return
    if twig.told_as is not None:
        yield _reason(twig.told_as, outcome, _questions(twig, household))
        return
    join, words = twig.group.join, _words(twig.group.words, outcome)
    if words and not (join is Join.ANY and truth is True):
        # Its own sentence for the whole; but which one of several is met is told by that one.
        asked, because = _questions(twig, household), _criteria(twig, household)
        yield Reason(twig.group.id, outcome, words, _provenance(twig), asked, because)
        return
    for part in twig.parts:
        if _tells(join, truth, truth_of(part, household)):
            yield from _reasons(part, household, flipped=flipped != (join is Join.NONE))


def _criteria(twig: Twig, household: Household) -> tuple[str, ...]:
    """The criteria below that made a group what it is."""
    if isinstance(twig, Leaf):
        return (twig.criterion.id,)
    truth = truth_of(twig, household)
    telling = (p for p in twig.parts if _tells(twig.group.join, truth, truth_of(p, household)))
    return tuple(found for part in telling for found in _criteria(part, household))


def _tells(join: Join, whole: Truth, part: Truth) -> bool:
    """Whether a part helps to explain the whole."""
    if join is Join.ALL:
        return part is False if whole is False else True
    if join is Join.ANY:
        return part is whole
    return part is True if whole is False else True


def _reason(criterion: Criterion, outcome: Truth, questions: tuple[str, ...]) -> Reason:
    words = _words(criterion.words, outcome)
    return Reason(criterion.id, outcome, words, criterion.provenance, questions)


def _words(words: Wording, outcome: Truth) -> str:
    if outcome is None:
        return words.unknown
    return words.met if outcome else words.unmet


def _questions(twig: Twig, household: Household) -> tuple[str, ...]:
    """The questions that may settle what is open below; none where nothing is."""
    if truth_of(twig, household) is not None:
        return ()
    opened = (leaf.questions for leaf in leaves(twig) if leaf.check(household) is None)
    return tuple(dict.fromkeys(question for asked in opened for question in asked))


def _provenance(twig: Twig) -> Provenance:
    """That of the first criterion below: a group has none of its own."""
    below = leaves(twig)
    return below[0].criterion.provenance if below else Provenance()
