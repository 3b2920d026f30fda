"""From written rules to the rulebook of a day: numbers filled in, criteria tied to questions."""

from collections.abc import Mapping
from datetime import date

from bot.domain.eligibility.amounts import ReadyBenefit
from bot.domain.eligibility.checks import (
    RECEIVED,
    Check,
    FactCheck,
    MemberCheck,
    ReceivesCheck,
    nobody_can_tell,
)
from bot.domain.eligibility.household import Answer, Household, Member, is_covered
from bot.domain.eligibility.questions import Eligibility, People, Question, QuestionKind
from bot.domain.eligibility.rulebook import ReadyRule, RuleBook
from bot.domain.eligibility.rules import (
    Benefit,
    Criterion,
    FactTest,
    Group,
    Join,
    MeetsTest,
    MemberTest,
    Node,
    OfficeTest,
    PeopleRule,
    ReceivesTest,
    Rule,
    Test,
    criteria,
    values_of,
)
from bot.domain.eligibility.twigs import Branch, Leaf, Twig
from bot.domain.eligibility.values import NO
from bot.domain.knowledge import KnowledgeBase, Status
from bot.domain.wording import value_on


def rulebook(base: KnowledgeBase, day: date) -> RuleBook:
    """Make the rules of a base ready for `day`."""
    numbers = _numbers_on(base, day)
    eligibility = base.eligibility
    answers = {
        question.id: {
            option.id: _answer(question, option.id, numbers) for option in question.options
        }
        for question in eligibility.questions.values()
    }
    in_force = _in_force(eligibility, day)
    builder = _Builder(base, day, answers, in_force)
    gates = {q.id: q.only_if for q in eligibility.questions.values() if q.only_if}
    return RuleBook(
        day=day,
        eligibility=eligibility,
        numbers=numbers,
        answers=answers,
        rules={programme: builder.rule(rule) for programme, rule in in_force.items()},
        ended=_ended(eligibility, day),
        gates={question: simple_check(gate, numbers) for question, gate in gates.items()},
        gate_questions={question: builder.asked(gate) for question, gate in gates.items()},
        doubtful=frozenset(
            programme for programme in in_force if _is_doubtful(programme, base, in_force, day)
        ),
    )


def _numbers_on(base: KnowledgeBase, day: date) -> dict[str, int]:
    return {parameter.id: int(value_on(parameter, day)) for parameter in base.parameters.values()}


def _in_force(eligibility: Eligibility, day: date) -> dict[str, Rule]:
    return {
        programme: rule
        for programme, rules in eligibility.rules.items()
        for rule in rules
        if rule.holds_on(day)
    }


def _ended(eligibility: Eligibility, day: date) -> dict[str, Rule]:
    """The programmes whose rules are all over; one that is yet to start has not ended."""
    return {
        programme: rules[-1]
        for programme, rules in eligibility.rules.items()
        if rules and all(rule.ends is not None and rule.ends < day for rule in rules)
    }


def _is_doubtful(
    programme: str, base: KnowledgeBase, rules: Mapping[str, Rule], day: date
) -> bool:
    """True where the rule, or that the programme runs at all, is not sure enough to be stated.

    What it takes over from another programme's rule counts too.
    """
    rule, known = rules.get(programme), base.programmes.get(programme)
    if known is not None and known.status is Status.UNVERIFIED:
        return True
    if rule is None:
        return False
    asked_for = criteria(rule.root)
    facts = [rule.provenance, *(criterion.provenance for criterion in asked_for)]
    if any(not of.is_stated or of.has_lapsed(day) for of in facts):
        return True
    others = [c.test.programme for c in asked_for if isinstance(c.test, MeetsTest)]
    return any(_is_doubtful(other, base, rules, day) for other in others)


def _answer(question: Question, option_id: str, numbers: Mapping[str, int]) -> Answer:
    """What choosing an option says. A member it stands for may not be the only one."""
    option = question.option(option_id)
    assert option is not None
    fills = {fact: values_of(written, numbers) for fact, written in option.fills.items()}
    if question.kind is QuestionKind.SEVERAL:
        others = {f"{question.id}/{other.id}": frozenset({NO}) for other in question.options}
        fills = {**others, **fills}
    people = option.people
    members = () if people is None else (Member(people_of(people, numbers), question.id),)
    return Answer(question.id, fills, members, is_complete=bool(members), option=option_id)


def people_of(people: PeopleRule, numbers: Mapping[str, int]) -> People:
    """A sort of people with the numbers of a day."""
    return {trait: values_of(written, numbers) for trait, written in people.items()}


def simple_check(test: Test, numbers: Mapping[str, int]) -> Check:
    """A check without gates: for the gates themselves."""
    match test:
        case FactTest(fact, wanted):
            return FactCheck(fact, values_of(wanted, numbers))
        case MemberTest(people, at_least):
            return MemberCheck(people_of(people, numbers), numbers[at_least] if at_least else 1)
        case ReceivesTest(programmes):
            return ReceivesCheck(tuple(sorted(programmes)))
        case MeetsTest() | OfficeTest():
            return nobody_can_tell


class _Builder:
    """Ties rules to questions."""

    def __init__(
        self,
        base: KnowledgeBase,
        day: date,
        answers: Mapping[str, Mapping[str, Answer]],
        rules: Mapping[str, Rule],
    ) -> None:
        self._questions = base.eligibility.questions
        self._parameters = base.parameters
        self._day = day
        self._numbers = _numbers_on(base, day)
        self._answers = answers
        self._rules = rules

    def rule(self, rule: Rule) -> ReadyRule:
        """One rule of the day."""
        already = simple_check(rule.already, self._numbers) if rule.already else None
        return ReadyRule(
            rule,
            self._twig(rule.root),
            already,
            tuple(self._benefit(benefit) for benefit in rule.benefits),
            self._numbers[rule.most_people] if rule.most_people else None,
        )

    def _benefit(self, benefit: Benefit) -> ReadyBenefit:
        parameter = self._parameters[benefit.amount]
        return ReadyBenefit(
            name=benefit.name,
            value_idr=self._numbers[benefit.amount],
            since=parameter.since(self._day),
            period=parameter.unit.removeprefix("rupiah").strip().removeprefix("per").strip(),
            people=None if benefit.people is None else people_of(benefit.people, self._numbers),
            most=self._numbers[benefit.most] if benefit.most else None,
            when=self._twig(benefit.when) if benefit.when else None,
            provenance=parameter.provenance,
        )

    def _twig(self, node: Node) -> Twig:
        if isinstance(node, Group):
            return Branch(node, tuple(self._twig(part) for part in node.parts))
        if isinstance(node.test, MeetsTest):
            return self._other_rule(node, node.test)
        asked = self.asked(node.test)
        check = self._check(node.test, asked)
        return Leaf(node, check, asked, self._chance(check, asked))

    def _other_rule(self, criterion: Criterion, test: MeetsTest) -> Twig:
        """Another programme's rule, or that it is received already, in place of the criterion."""
        receives = ReceivesTest(frozenset({test.programme}))
        told = Criterion(
            f"{criterion.id}_{RECEIVED}", receives, criterion.words, criterion.provenance
        )
        parts: list[Twig] = []
        received = self._questions.get(RECEIVED)
        if received is not None and received.option(test.programme):
            parts.append(self._twig(told))
        if test.programme in self._rules:
            parts.append(self._twig(self._rules[test.programme].root))
        group = Group(Join.ANY, (), criterion.id, criterion.words)
        return Branch(group, tuple(parts), told_as=criterion)

    def _check(self, test: Test, asked: tuple[str, ...]) -> Check:
        gates = [self._questions[question].only_if for question in asked]
        gate = simple_check(gates[0], self._numbers) if len(gates) == 1 and gates[0] else None
        check = simple_check(test, self._numbers)
        if isinstance(check, FactCheck):
            # A fact that another question's options fill has no gate: it was said.
            own = check.fact.partition("/")[0] in asked
            return FactCheck(check.fact, check.wanted, gate if own else None)
        if isinstance(check, MemberCheck):
            return MemberCheck(check.people, check.at_least, gate)
        return check

    def asked(self, test: Test) -> tuple[str, ...]:
        """The questions that may settle a criterion, the one made for it first."""
        match test:
            case FactTest(fact):
                return self._asked_for_fact(fact)
            case MemberTest(people):
                return self._asked_for_people(people_of(people, self._numbers))
            case ReceivesTest():
                return (RECEIVED,)
            case MeetsTest() | OfficeTest():
                return ()

    def _asked_for_fact(self, fact: str) -> tuple[str, ...]:
        own = fact.partition("/")[0]
        if own in self._questions:
            return (own,)
        return tuple(
            question.id
            for question in self._questions.values()
            if any(fact in option.fills for option in question.options)
        )

    def _asked_for_people(self, people: People) -> tuple[str, ...]:
        """One question that asks for all of them, or all that together do."""
        asking = {q.id: q.about for q in self._questions.values() if q.about}
        for question, about in asking.items():
            if is_covered(people, [about]):
                return (question,)
        return tuple(asking) if is_covered(people, asking.values()) else ()

    def _chance(self, check: Check, asked: tuple[str, ...]) -> float:
        """How often it is met, by the weights of the options of its first question."""
        if not asked:
            return 0.5
        question = self._questions[asked[0]]
        met = settled = 0.0
        for option in question.options:
            answer = self._answers[question.id][option.id]
            truth = check(Household().with_answer(answer, question.about))
            met += option.weight if truth is True else 0.0
            settled += option.weight if truth is not None else 0.0
        if question.kind in (QuestionKind.SEVERAL, QuestionKind.MEMBERS):
            # Their weights are shares of a hundred households of their own: nobody is the rest.
            settled = max(100.0, settled)
        return min(0.98, max(0.02, met / settled)) if settled else 0.5
