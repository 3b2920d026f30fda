"""A rule on a day, as a tree that looks at a household."""

from dataclasses import dataclass

from bot.domain.eligibility.checks import Check
from bot.domain.eligibility.household import Household
from bot.domain.eligibility.rules import Criterion, Group, Join
from bot.domain.eligibility.values import Truth, all_of, any_of, none_of


@dataclass(frozen=True, slots=True)
class Leaf:
    """A criterion on a day. `questions` may settle it, the likeliest first; none: an office does.

    `chance` is how often it is met among households of which nothing is known (0 to 1, guessed
    from the weights of the options); it only orders the questions.
    """

    criterion: Criterion
    check: Check
    questions: tuple[str, ...]
    chance: float = 0.5


@dataclass(frozen=True, slots=True)
class Branch:
    """A group on a day. `told_as` is the criterion it stands for (another programme's rule)."""

    group: Group
    parts: tuple["Twig", ...]
    told_as: Criterion | None = None


Twig = Leaf | Branch


def truth_of(twig: Twig, household: Household) -> Truth:
    """Yes, no or cannot tell, after Kleene."""
    if isinstance(twig, Leaf):
        return twig.check(household)
    join = _JOINS[twig.group.join]
    return join(truth_of(part, household) for part in twig.parts)


_JOINS = {Join.ALL: all_of, Join.ANY: any_of, Join.NONE: none_of}


def leaves(twig: Twig) -> list[Leaf]:
    """All criteria below, in their order."""
    if isinstance(twig, Leaf):
        return [twig]
    return [leaf for part in twig.parts for leaf in leaves(part)]
