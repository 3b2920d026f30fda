"""The next question: the one that settles most of what is open.

For every open criterion it is worked out, walking down each rule, what a yes and what a no to it
would do for the verdict: settle it at once, or bring it nearer by as much as the rest of the rule
is likely to follow. A question's worth is the sum over all criteria that it may settle, weighed by
how likely either answer is. What is decided is not walked into, so a question whose answer changes
nothing is never asked; when no question is worth anything, no verdict can change any more.

publicodes orders by how many open rules miss a variable; here a criterion that a single no would
close counts for more than one of five that must all be met, and what was answered with "tidak
tahu" no longer speaks for its rule. The chances are guesses and only order the questions.
"""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from math import prod

from bot.domain.eligibility.assessing import is_received
from bot.domain.eligibility.household import Household
from bot.domain.eligibility.rulebook import RuleBook
from bot.domain.eligibility.rules import Join
from bot.domain.eligibility.twigs import Leaf, Twig
from bot.domain.eligibility.values import Truth

# A yes is worth more than a no: people wait for what they may get. Tried on made-up households
# (tests/benchmarks/eligibility): more of it tells the likely ones earlier but asks longer.
YES_IS_WORTH = 6.0
NO_IS_WORTH = 1.0
NEARER = 0.05  # where the rest is unlikely an answer still brings the verdict nearer


def next_question(book: RuleBook, household: Household, scope: Collection[str] = ()) -> str | None:
    """The question that settles most, or None when no verdict in `scope` can change any more.

    `scope`: programmes; empty for all.
    """
    seer = _Seer(book, household)
    worth: dict[str, float] = {}
    for programme, ready in book.rules.items():
        if (scope and programme not in scope) or is_received(ready, household):
            continue
        # What is doubtful gets no better verdict by a yes.
        if_yes = 0.0 if programme in book.doubtful else YES_IS_WORTH
        for question, gain in _gains(seer.outlook(ready.root), if_yes, NO_IS_WORTH):
            worth[question] = worth.get(question, 0.0) + gain
    if not worth:
        return None
    order = {question: place for place, question in enumerate(book.questions)}
    return max(worth, key=lambda question: (worth[question], -order[question]))


@dataclass(frozen=True, slots=True)
class _Outlook:
    """A twig: its truth; open, how likely asking on settles it as a yes and as a no.

    `question` is the one to ask for an open criterion, "" where none is left; `parts` are the open
    parts of a group.
    """

    twig: Twig
    truth: Truth
    yes: float = 0.0
    no: float = 0.0
    question: str = ""
    parts: tuple["_Outlook", ...] = ()


class _Seer:
    """Looks at every rule once for one household."""

    def __init__(self, book: RuleBook, household: Household) -> None:
        self._book = book
        self._household = household
        self._askable: dict[tuple[str, ...], str] = {}

    def outlook(self, twig: Twig) -> _Outlook:
        """The outlook of a twig and all that is open below."""
        if isinstance(twig, Leaf):
            return self._leaf(twig)
        join = twig.group.join
        parts: list[_Outlook] = []
        for part in twig.parts:
            seen = self.outlook(part)
            if seen.truth is not None and seen.truth is not (join is Join.ALL):
                return _Outlook(twig, truth=join is Join.ANY)  # settled, whatever the rest is
            if seen.truth is None:
                parts.append(seen)
        if not parts:
            return _Outlook(twig, truth=join is not Join.ANY)
        every = prod(part.yes if join is Join.ALL else part.no for part in parts)
        some = 1 - prod(1 - (part.no if join is Join.ALL else part.yes) for part in parts)
        yes, no = (some, every) if join is Join.ANY else (every, some)
        return _Outlook(twig, None, yes, no, parts=tuple(parts))

    def _leaf(self, leaf: Leaf) -> _Outlook:
        truth = leaf.check(self._household)
        if truth is not None:
            return _Outlook(leaf, truth)
        question = self._askable.get(leaf.questions)
        if question is None:
            question = _first_askable(self._book, self._household, leaf.questions) or ""
            self._askable[leaf.questions] = question
        if not question:
            return _Outlook(leaf, None)
        return _Outlook(leaf, None, leaf.chance, 1 - leaf.chance, question)


def _gains(outlook: _Outlook, if_yes: float, if_no: float) -> Iterator[tuple[str, float]]:
    """(question, what asking it is worth) for every open criterion below.

    `if_yes`, `if_no`: what settling the twig so is worth. A question that can settle nothing any
    more is left out.
    """
    if outlook.truth is not None or not (if_yes or if_no):
        return
    if isinstance(outlook.twig, Leaf):
        if outlook.question:
            yield outlook.question, outlook.yes * if_yes + outlook.no * if_no
        return
    join, parts = outlook.twig.group.join, outlook.parts
    if join is Join.NONE:  # one yes settles it, as a no
        if_yes, if_no = if_no, if_yes
    for place, part in enumerate(parts):
        others = (*parts[:place], *parts[place + 1 :])
        if join is Join.ALL:
            yield from _gains(part, if_yes * _rest(o.yes for o in others), if_no)
        else:
            yield from _gains(part, if_yes, if_no * _rest(o.no for o in others))


def _rest(chances: Iterable[float]) -> float:
    """How likely the rest of a group follows: never quite hopeless, unless it cannot."""
    likely = prod(chances)
    return max(NEARER, likely) if likely else 0.0


def _first_askable(book: RuleBook, household: Household, questions: tuple[str, ...]) -> str | None:
    """The first of these questions that has not been answered; before it, what it depends on."""
    for identity in questions:
        if identity in household.answered:
            continue
        question = book.questions[identity]
        gate = book.gates.get(identity)
        truth: Truth = gate(household) if gate else True
        if truth is False:
            continue
        if truth is None and question.only_if is not None:
            before = book.gate_questions.get(identity, ())
            first = next((other for other in before if other not in household.answered), None)
            if first is not None and first != identity:
                return first
        return identity
    return None
