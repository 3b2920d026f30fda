"""The next question: the one that settles most of what is open.

For every open criterion it is worked out, in one walk down each rule, how much a yes and how much
a no to it would do for the verdict: 1 settles it at once, less brings it nearer. A question's
worth is the sum over all criteria that it may settle, weighed by how likely either answer is. What
is decided is not walked into, so a question whose answer changes nothing is never asked; when no
question is worth anything, no verdict can change any more.

publicodes orders by how many open rules miss a variable; here a criterion in a rule that a single
no would close counts for more than one of five that must all be met.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from bot.domain.eligibility.assessing import is_received
from bot.domain.eligibility.household import Household
from bot.domain.eligibility.rulebook import RuleBook
from bot.domain.eligibility.rules import Join
from bot.domain.eligibility.twigs import Leaf, Twig, truth_of
from bot.domain.eligibility.values import Truth

# A yes is worth more than a no: people wait for what they may get.
YES_IS_WORTH = 1.5


@dataclass(frozen=True, slots=True)
class Stake:
    """An open criterion: what a yes and a no to it would do for its rule's verdict, 0 to 1.5."""

    leaf: Leaf
    if_yes: float
    if_no: float


def next_question(book: RuleBook, household: Household, scope: Collection[str] = ()) -> str | None:
    """The question that settles most, or None when no verdict in `scope` can change any more.

    `scope`: programmes; empty for all.
    """
    worth: dict[str, float] = {}
    for stake in _stakes(book, household, scope):
        question = _first_askable(book, household, stake.leaf.questions)
        if question is not None:
            chance = stake.leaf.chance
            gain = chance * stake.if_yes + (1 - chance) * stake.if_no
            worth[question] = worth.get(question, 0.0) + gain
    if not worth:
        return None
    order = {question: place for place, question in enumerate(book.questions)}
    return max(worth, key=lambda question: (worth[question], -order[question]))


def open_programmes(
    book: RuleBook, household: Household, scope: Collection[str] = ()
) -> tuple[str, ...]:
    """The programmes whose verdict may still change."""
    return tuple(
        programme
        for programme, ready in book.rules.items()
        if (not scope or programme in scope)
        and truth_of(ready.root, household) is None
        and not is_received(ready, household)
        and any(
            _first_askable(book, household, stake.leaf.questions)
            for stake in _below(ready.root, household, 1.0, 1.0)
        )
    )


def _stakes(book: RuleBook, household: Household, scope: Collection[str]) -> Iterator[Stake]:
    for programme, ready in book.rules.items():
        if scope and programme not in scope:
            continue
        if is_received(ready, household) or truth_of(ready.root, household) is not None:
            continue
        yield from _below(ready.root, household, YES_IS_WORTH, 1.0)


def _below(twig: Twig, household: Household, if_yes: float, if_no: float) -> Iterator[Stake]:
    """The open criteria below an open twig; `if_yes`, `if_no`: what settling the twig is worth."""
    if isinstance(twig, Leaf):
        yield Stake(twig, if_yes, if_no)
        return
    opened = [part for part in twig.parts if truth_of(part, household) is None]
    join = twig.group.join
    if join is Join.NONE:  # one yes settles it, as a no
        if_yes, if_no = if_no, if_yes
    share = len(opened)
    for part in opened:
        if join is Join.ALL:
            yield from _below(part, household, if_yes / share, if_no)
        else:
            yield from _below(part, household, if_yes, if_no / share)


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
