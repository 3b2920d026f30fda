"""An answer told back, so that a mistake is seen at once."""

from collections import Counter

from bot.domain.eligibility.household import Answer, Member
from bot.domain.eligibility.questions import People, Question, QuestionKind
from bot.domain.eligibility.rulebook import RuleBook
from bot.domain.eligibility.values import YES, Possible, Span
from bot.domain.knowledge import KnowledgeBase
from bot.domain.sentences import Say
from bot.domain.wording import fill, number_with_unit

AGE = "umur"
MOST_YEARS_BETWEEN = 10


def readback(base: KnowledgeBase, book: RuleBook, answer: Answer) -> tuple[str, str]:
    """The topic of the question, and what was said to it: ("Anak sekolah", "2 SD, 1 SMP")."""
    question = book.questions.get(answer.question)
    if question is None:
        return "", ""
    return question.topic, fill(_said(base, book, question, answer), base, book.day)


def _said(base: KnowledgeBase, book: RuleBook, question: Question, answer: Answer) -> str:
    if answer.is_unknown:
        return base.say[Say.ANSWER_UNKNOWN]
    option = question.option(answer.option)
    if question.kind is QuestionKind.MEMBERS:
        return _people(base, book, question, answer.members) or base.say[Say.ANSWER_NOBODY]
    if option is not None and question.kind is not QuestionKind.SEVERAL:
        return option.label
    if question.kind is QuestionKind.SEVERAL:
        chosen = [
            each.label
            for each in question.options
            if answer.fills.get(f"{question.id}/{each.id}") == frozenset({YES})
        ]
        return ", ".join(chosen) or base.say[Say.ANSWER_NOBODY]
    return _value(base, question, answer.fills.get(question.id)) or _by_fills(book, answer)


def _by_fills(book: RuleBook, answer: Answer) -> str:
    """The option that says the same."""
    question = book.questions[answer.question]
    for identity, same in book.answers[answer.question].items():
        option = question.option(identity)
        if option is not None and dict(same.fills) == dict(answer.fills):
            return option.label
    return ""


def _value(base: KnowledgeBase, question: Question, value: Possible | None) -> str:
    if isinstance(value, Span):
        return _span(base, value, question.unit)
    labels = [option.label for option in question.options if value and option.id in value]
    return f" {base.say[Say.ANSWER_OR]} ".join(labels)


def _span(base: KnowledgeBase, span: Span, unit: str) -> str:
    """ "desil 3", "Rp1.500.000 per bulan", "paling banyak 5 bulan", "2 sampai 3 desil"."""
    if span.low == span.high and span.low is not None:
        return _number(span.low, unit)
    if span.low is None:
        return base.say[Say.ANSWER_AT_MOST].format(nilai=_number(span.high or 0, unit))
    if span.high is None:
        return base.say[Say.ANSWER_AT_LEAST].format(nilai=_number(span.low, unit))
    low, high = _number(span.low, ""), _number(span.high, unit)
    if unit.startswith("rupiah"):
        low = _number(span.low, "rupiah")
    return base.say[Say.ANSWER_BETWEEN].format(dari=low, sampai=high)


def _number(value: int, unit: str) -> str:
    return number_with_unit(value, unit).strip()


def _people(
    base: KnowledgeBase, book: RuleBook, question: Question, members: tuple[Member, ...]
) -> str:
    named = Counter(_person(base, book, question, member) for member in members)
    return ", ".join(f"{count} {name}" if count > 1 else name for name, count in named.items())


def _person(base: KnowledgeBase, book: RuleBook, question: Question, member: Member) -> str:
    """ "SD atau MI (7 tahun)": the option a member stands for, and what was told beyond it."""
    label, implied = _option_for(book, question, member)
    beyond = [
        words
        for trait, values in member.traits.items()
        if values != implied.get(trait) and (words := _trait(base, book, trait, values, member))
    ]
    if label and beyond:
        return f"{label} ({', '.join(beyond)})"
    return label or ", ".join(beyond) or question.topic.lower()


def _option_for(book: RuleBook, question: Question, member: Member) -> tuple[str, People]:
    """The label of the option that a member stands for, and what that option says by itself."""
    for option in question.options:
        same = book.answers[question.id][option.id].members
        if same and _fits(same[0], member):
            return option.label, same[0].traits
    return "", {}


def _fits(option: Member, member: Member) -> bool:
    """True when the member is what the option stands for; a told age may be any."""
    others = [trait for trait in option.traits if trait != AGE]
    if others:
        return all(member.traits.get(trait) == option.traits[trait] for trait in others)
    return option.traits.get(AGE) is None or member.is_one_of(option.traits) is True


def _trait(
    base: KnowledgeBase, book: RuleBook, name: str, values: Possible, member: Member
) -> str:
    """One trait in words; "" for an age that was not told but came along with another word."""
    trait = book.eligibility.traits.get(name)
    if trait is None:
        return ""
    if isinstance(values, frozenset):
        either = f" {base.say[Say.ANSWER_OR]} "
        return either.join(trait.values.get(each, each) for each in sorted(values))
    low, high = values.low, values.high
    wide = low is None or high is None or high - low > MOST_YEARS_BETWEEN
    return "" if wide or values in _usual_ages(book, member) else _span(base, values, trait.unit)


def _usual_ages(book: RuleBook, member: Member) -> list[Span]:
    """The ages that the other traits of a member usually mean."""
    return [
        age
        for name, values in member.traits.items()
        if name in book.eligibility.traits and isinstance(values, frozenset)
        for value, age in book.eligibility.traits[name].ages.items()
        if value in values
    ]
