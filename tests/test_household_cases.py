"""The test households of knowledge/periksa/ show every verdict that a programme can have."""

from bot.domain.eligibility.assessing import Verdict
from bot.domain.eligibility.rules import Join
from bot.domain.eligibility.twigs import Leaf, Twig
from bot.service import Brain
from tests.conversation import NOW


def can_be(twig: Twig) -> set[bool]:
    """Whether a twig can be met and not met; what only an office knows is neither."""
    if isinstance(twig, Leaf):
        return {True, False} if twig.questions else set()
    below = [can_be(part) for part in twig.parts]
    join = twig.group.join
    one, all_ = (False, True) if join is Join.ALL else (True, False)
    found = {one} if any(one in part for part in below) else set()
    found |= {all_} if all(all_ in part for part in below) else set()
    return {not truth for truth in found} if join is Join.NONE else found


def test_every_verdict_of_every_programme_is_shown_by_a_household(brain: Brain) -> None:
    book = brain.ear_on(NOW.date()).book
    cases = brain.base.eligibility.cases
    shown = {(p, verdict) for case in cases for p, verdict in case.verdicts.items()}
    assert len(book.rules) > 30
    wanted = {(programme, Verdict.UNLIKELY) for programme in book.ended}
    for programme, ready in book.rules.items():
        wanted.add((programme, Verdict.UNSURE))
        if False in can_be(ready.root):
            wanted.add((programme, Verdict.UNLIKELY))
        if True in can_be(ready.root) and programme not in book.doubtful:
            wanted.add((programme, Verdict.LIKELY))
    assert wanted - shown == set()


def test_a_programme_has_rules_or_says_why_not(brain: Brain) -> None:
    eligibility = brain.base.eligibility
    told = {*eligibility.rules, *eligibility.without_rules}
    assert set(brain.base.programmes) == told
