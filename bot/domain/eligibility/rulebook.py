"""The rules of one day, made ready: numbers filled in, every criterion tied to its questions."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from bot.domain.eligibility.checks import Check
from bot.domain.eligibility.household import Answer, Household
from bot.domain.eligibility.questions import Eligibility, Question
from bot.domain.eligibility.rules import Criterion, Group, Join, Rule
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


@dataclass(frozen=True, slots=True)
class ReadyRule:
    """A rule on a day. `already`: how it shows that the household receives it."""

    rule: Rule
    root: Twig
    already: Check | None = None


@dataclass(frozen=True, slots=True)
class RuleBook:
    """All of the interview on one day.

    `rules`: programme -> the rule in force. `ended`: programme -> its last rule, which is over.
    `numbers`: parameter -> its value. `answers`: question -> option -> the answer it stands for.
    `doubtful`: programmes whose rule is not sure enough to be stated, so that nothing better than
    "perlu dicek" may be said. `gates`: question -> what must be so for it to mean something, and
    `gate_questions` which questions tell that.
    """

    day: date
    eligibility: Eligibility
    numbers: Mapping[str, int]
    answers: Mapping[str, Mapping[str, Answer]]
    rules: Mapping[str, ReadyRule]
    ended: Mapping[str, Rule]
    gates: Mapping[str, Check]
    gate_questions: Mapping[str, tuple[str, ...]]
    doubtful: frozenset[str] = frozenset()

    @property
    def questions(self) -> Mapping[str, Question]:
        """The questions, by id."""
        return self.eligibility.questions

    def household(self, answers: Iterable[Answer]) -> Household:
        """The household that was told; answers to questions that are gone are left out."""
        told = Household()
        for answer in answers:
            question = self.questions.get(answer.question)
            if question is not None:
                told = told.with_answer(answer, question.about)
        return told

    def may_ask(self, question: Question, household: Household) -> bool:
        """False where the question would mean nothing."""
        gate = self.gates.get(question.id)
        return gate is None or gate(household) is not False
