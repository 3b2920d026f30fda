"""The condition of a criterion in words, with the numbers of the day and where they stand."""

from bot.domain.eligibility.rulebook import RuleBook
from bot.domain.eligibility.rules import (
    Bounds,
    FactTest,
    MeetsTest,
    MemberTest,
    OfficeTest,
    ReceivesTest,
    Test,
    Written,
)
from bot.domain.eligibility.values import Span
from bot.domain.knowledge import KnowledgeBase
from bot.domain.wording import number_with_unit


def condition_words(base: KnowledgeBase, book: RuleBook, test: Test) -> str:
    """ "desil paling banyak desil 4 (desil_pkh)", "anggota dengan umur ... 60 tahun (...)"."""
    match test:
        case FactTest(fact, wanted):
            return f"{fact} {_wanted(base, book, wanted)}"
        case MemberTest(people, at_least):
            traits = [f"{trait} {_wanted(base, book, of)}" for trait, of in people.items()]
            many = f"paling sedikit {_number(base, book, at_least)}" if at_least else "ada"
            return f"{many} anggota dengan {' dan '.join(traits)}"
        case ReceivesTest(programmes):
            return f"sudah menerima {' atau '.join(sorted(programmes))}"
        case MeetsTest(programme):
            return f"memenuhi aturan {programme}"
        case OfficeTest(office):
            return f"ditentukan {office}"


def _wanted(base: KnowledgeBase, book: RuleBook, wanted: Written) -> str:
    if isinstance(wanted, frozenset):
        return " atau ".join(sorted(wanted))
    if isinstance(wanted, Span):
        return f"{wanted.low} sampai {wanted.high}"
    return " dan ".join(_bounds(base, book, wanted))


def _bounds(base: KnowledgeBase, book: RuleBook, bounds: Bounds) -> list[str]:
    told = (
        ("paling sedikit", bounds.least),
        ("paling banyak", bounds.most),
        ("lebih dari", bounds.above),
        ("kurang dari", bounds.below),
    )
    return [f"{words} {_number(base, book, name)}" for words, name in told if name]


def _number(base: KnowledgeBase, book: RuleBook, parameter: str) -> str:
    value = number_with_unit(book.numbers[parameter], base.parameters[parameter].unit)
    return f"{value} ({parameter})"
