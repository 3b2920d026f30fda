"""The rules of one day, made ready: numbers filled in, every criterion tied to its questions."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from bot.domain.eligibility.amounts import ReadyBenefit
from bot.domain.eligibility.checks import Check
from bot.domain.eligibility.household import Answer, Household
from bot.domain.eligibility.questions import Eligibility, Question, QuestionKind
from bot.domain.eligibility.rules import FactTest, Rule
from bot.domain.eligibility.twigs import Twig
from bot.domain.eligibility.values import NO, Possible, within


@dataclass(frozen=True, slots=True)
class ReadyRule:
    """A rule on a day. `already`: how it shows that the household receives it.

    `most_people`: how many members count at most in the amounts, None for any number.
    """

    rule: Rule
    root: Twig
    already: Check | None = None
    benefits: tuple[ReadyBenefit, ...] = ()
    most_people: int | None = None


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
        told, named = Household(), set[str]()
        for answer in answers:
            question = self.questions.get(answer.question)
            if question is not None:
                partial = self.is_partial(answer)
                told = told.with_answer(answer, question.about, is_partial=partial)
                named |= {question.id} if answer.members else set()
        return replace(told, known={**told.known, **self._implied(told, named)})

    def is_partial(self, answer: Answer) -> bool:
        """True for what was said by the way: some of the people, one of several options."""
        question = self.questions.get(answer.question)
        if question is None or answer.is_complete or answer.is_unknown:
            return False
        if question.kind is QuestionKind.SEVERAL:
            return any(f"{question.id}/{o.id}" not in answer.fills for o in question.options)
        return question.kind is QuestionKind.MEMBERS

    def _implied(self, told: Household, named: set[str]) -> dict[str, Possible]:
        """Who knows their desil is in the register, who tells of a pupil has one: where something
        is told the gate before it is open, whatever else was said. `named`: the MEMBERS questions
        for which somebody was told.
        """
        # "Tidak" is also what they say where the question means nothing.
        said = (fact for fact, values in told.known.items() if values != frozenset({NO}))
        known = {fact.partition("/")[0] for fact in said} | named
        implied: dict[str, Possible] = {}
        for question in self.questions.values():
            gate = question.only_if
            if question.id not in known or not isinstance(gate, FactTest):
                continue
            before = implied.get(gate.fact, told.known.get(gate.fact))
            if isinstance(gate.wanted, frozenset) and within(before, gate.wanted) is not True:
                both = before & gate.wanted if isinstance(before, frozenset) else gate.wanted
                implied[gate.fact] = both or gate.wanted
        return implied
