"""Amounts, spans of time and plain numbers, in the unit of a question."""

from math import ceil

from bot.domain.eligibility.hearing.clauses import Clause
from bot.domain.eligibility.hearing.items import Quantity
from bot.domain.eligibility.hearing.terms import Kind
from bot.domain.eligibility.questions import Question
from bot.domain.eligibility.values import Span

# What "50 ribu sehari" comes to in a month depends on the days worked: the calendar's bounds.
_DAYS_A_MONTH = (20, 30)
_WEEKS_A_MONTH = (4, 5)
_MONTHS_A_YEAR = 12
# "Gaji 800" means 800 ribu, or nothing: without "ribu" an amount must have its zeros.
_LEAST_BARE_IDR = 10_000

Times = tuple[float, float]


def measured(quantity: Quantity, clause: Clause, question: Question) -> Span | None:
    """The number in the question's unit; None where it is none, or outside the limits.

    "50 ribu sehari" becomes a span: 20 to 30 days a month, "seminggu" 4 to 5 weeks.
    """
    times = _times(quantity, clause, question)
    if times is None:
        return None
    low, high = ceil(quantity.low * times[0]), int(quantity.high * times[1])
    span = _bounded(low, high, quantity.bound)
    return span if span and is_within(span, question.limits) else None


def is_money(question: Question) -> bool:
    """True where the question asks for rupiah."""
    return "rupiah" in question.unit


def _times(quantity: Quantity, clause: Clause, question: Question) -> Times | None:
    if is_money(question):
        return _money_times(quantity, clause)
    if quantity.scale or quantity.is_age:
        return None
    if quantity.unit is None:
        return 1, 1
    asked_in_months = question.unit.split()[:1] == ["bulan"]
    asked_in_years = question.unit.split()[:1] == ["tahun"]
    if asked_in_months:
        factor = float(_MONTHS_A_YEAR if quantity.unit is Kind.YEARS else 1)
    elif asked_in_years:
        factor = 1 if quantity.unit is Kind.YEARS else 1 / _MONTHS_A_YEAR
    else:
        return None
    return factor, factor


def _money_times(quantity: Quantity, clause: Clause) -> Times | None:
    if quantity.unit or quantity.is_age:
        return None
    if not quantity.scale and 0 < quantity.high < _LEAST_BARE_IDR:
        return None
    if clause.has(Kind.PER_DAY):
        return _DAYS_A_MONTH
    if clause.has(Kind.PER_WEEK):
        return _WEEKS_A_MONTH
    if clause.has(Kind.PER_YEAR):
        return 1 / _MONTHS_A_YEAR, 1 / _MONTHS_A_YEAR
    return 1, 1


def _bounded(low: int, high: int, bound: Kind | None) -> Span | None:
    match bound:
        case Kind.BELOW:
            return Span(None, low - 1)
        case Kind.ABOVE:
            return Span(high + 1, None)
        case Kind.AT_MOST:
            return Span(None, high)
        case Kind.AT_LEAST:
            return Span(low, None)
    return Span(low, high) if low <= high else None


def is_within(span: Span, limits: Span | None) -> bool:
    """Every end that was told lies inside the limits."""
    ends = [end for end in (span.low, span.high) if end is not None]
    return limits is None or all(limits.holds(Span(end, end)) for end in ends)
