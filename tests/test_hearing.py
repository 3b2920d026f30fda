"""What the interview hears in everyday sentences (fixtures/dengar.txt), and what it promises."""

import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.eligibility.binding import rulebook
from bot.domain.eligibility.hearing import Ear, Heard
from bot.domain.eligibility.household import Answer, Member
from bot.domain.eligibility.listing import listed
from bot.domain.eligibility.questions import QuestionKind
from bot.domain.eligibility.values import YES, Possible, Span
from bot.loader import load
from tests.hearing_book import DAY, read_book

FIXTURES = Path(__file__).parent / "fixtures"
KNOWLEDGE = Path(__file__).parents[1] / "knowledge"
EAR = Ear(read_book(FIXTURES / "dengar.yaml"), {"skolah": "sekolah", "piye": "bagaimana"})
BOOK = EAR.book


def _rows(table: str) -> list[tuple[str, str, str]]:
    rows = []
    for line in (FIXTURES / table).read_text().splitlines():
        if not line or line.startswith("#"):
            continue
        typed, _, expected = line.partition(" -> ")
        asking, _, utterance = typed.partition("|")
        rows.append((asking.strip(), utterance.strip(), expected.strip()))
    return rows


ROWS = _rows("dengar.txt")
SHIPPED_ROWS = _rows("dengar_bawaan.txt")


def _value(values: Possible) -> str:
    if isinstance(values, Span):
        low, high = ("" if end is None else str(end) for end in (values.low, values.high))
        return low if low == high else f"{low}-{high}"
    return "/".join(sorted(values))


def _traits(member: Member) -> str:
    shown = [f"{trait} {_value(values)}" for trait, values in sorted(member.traits.items())]
    return f"[{', '.join(shown)}]"


def _told(answer: Answer) -> str:
    if answer.is_unknown:
        return f"{answer.question}: tidak tahu"
    parts = [f"{fact} {_value(values)}" for fact, values in answer.fills.items()]
    parts += [_traits(member) for member in answer.members]
    parts += ["lengkap"] if answer.is_complete else []
    return f"{answer.question}: {', '.join(parts)}"


def show(heard: Heard) -> str:
    """What was heard, on one line."""
    parts = [_told(answer) for answer in heard.answers]
    if heard.wish:
        parts.append(f"INGIN {heard.wish.kind} {heard.wish.question}".strip())
    parts += ["BERTANYA"] if heard.is_question else []
    return "; ".join(parts) or "-"


def test_the_table_is_long_enough_and_covers_every_question() -> None:
    assert len(ROWS) > 200
    assert {asking for asking, _, _ in ROWS} >= set(BOOK.questions) - {"pensiunan"}


@pytest.mark.parametrize(("asking", "utterance", "expected"), ROWS)
def test_an_everyday_sentence_is_heard_as_meant(
    asking: str, utterance: str, expected: str
) -> None:
    assert show(EAR.hear(utterance, asking or None)) == expected


@pytest.fixture(scope="module")
def shipped() -> Ear:
    """The ear of the knowledge base as it is given away."""
    base = load(KNOWLEDGE, DAY)
    return Ear(rulebook(base, DAY), base.lexicon.spellings)


def _briefly(ear: Ear, answer: Answer) -> str:
    options = ear.book.questions[answer.question].options
    facts = {f"{answer.question}/{option.id}": option.id for option in options}
    if set(answer.fills) != set(facts):
        return _told(answer)
    chosen = [facts[fact] for fact, values in answer.fills.items() if values == frozenset({YES})]
    return f"{answer.question}: {'hanya ' + ', '.join(chosen) if chosen else 'tidak satu pun'}"


def test_the_shipped_table_covers_every_question(shipped: Ear) -> None:
    assert len(SHIPPED_ROWS) > 300
    assert {asking for asking, _, _ in SHIPPED_ROWS} == {"", *shipped.book.questions}


@pytest.mark.parametrize(("asking", "utterance", "expected"), SHIPPED_ROWS)
def test_an_everyday_sentence_is_heard_with_the_shipped_words(
    shipped: Ear, asking: str, utterance: str, expected: str
) -> None:
    heard = shipped.hear(utterance, asking or None)
    answers = listed(shipped.book, asking, heard.answers)
    parts = [_briefly(shipped, answer) for answer in answers]
    rest = show(Heard(wish=heard.wish, is_question=heard.is_question))
    assert "; ".join([*parts, *([] if rest == "-" and parts else [rest])]) == expected


def _pieces() -> list[str]:
    words = BOOK.eligibility.words
    plain = [*words.yes[:6], *words.no[:8], *words.unknown[:4], *words.numbers, *words.times_idr]
    plain += [*words.together, *words.but[:4], *words.asides[:6], *words.asks[:6], *words.below]
    named = [word for role in words.roles for word in role.words]
    for question in BOOK.questions.values():
        named += [*question.heard_as, question.id]
        named += [word for option in question.options for word in (*option.heard_as, option.label)]
    for trait in BOOK.eligibility.traits.values():
        named += [word for phrases in trait.heard_as.values() for word in phrases]
    marks = [",", ".", "?", "-", "/", "\n", "😀", "umur", "bulan", "th", "2", "0", "12", "72"]
    return [*plain, *named, *marks, "1.500.000", "1,5", "9999999999", "½", "²", "٣", "kelas 3"]


ASKED = st.sampled_from([None, "tidak ada", *BOOK.questions])
SENTENCES = st.lists(st.sampled_from(_pieces()), max_size=12).map(" ".join)


def _is_allowed(values: Possible, among: list[Possible], limits: Span | None) -> bool:
    if isinstance(values, Span):
        ends = [end for end in (values.low, values.high) if end is not None]
        return limits is None or all(limits.holds(Span(end, end)) for end in ends)
    return values <= frozenset().union(*(other for other in among if isinstance(other, frozenset)))


def _check(heard: Heard) -> None:
    asked = [answer.question for answer in heard.answers]
    assert len(asked) == len(set(asked)), "one answer per question"
    possible: dict[str, list[Possible]] = {}
    for options in BOOK.answers.values():
        for option in options.values():
            for fact, values in option.fills.items():
                possible.setdefault(fact, []).append(values)
    for answer in heard.answers:
        question = BOOK.questions[answer.question]
        for fact, values in answer.fills.items():
            assert fact in possible
            assert _is_allowed(values, possible[fact], question.limits)
        for member in answer.members:
            assert question.kind is QuestionKind.MEMBERS
            assert member.roster == question.id
            for trait, values in member.traits.items():
                known = BOOK.eligibility.traits[trait]
                assert _is_allowed(values, [frozenset(known.values)], known.limits)
                assert not (isinstance(values, Span) and values.is_empty)


@settings(deadline=None, max_examples=300)
@given(st.text(max_size=300), ASKED)
def test_no_text_raises_or_fills_what_no_option_allows(text: str, asking: str | None) -> None:
    _check(EAR.hear(text, asking))


@settings(deadline=None, max_examples=700)
@given(SENTENCES, ASKED)
def test_no_jumble_of_our_words_fills_what_no_option_allows(text: str, asking: str | None) -> None:
    _check(EAR.hear(text, asking))


NAMED = [
    word
    for question in BOOK.questions.values()
    for option in question.options
    for word in option.heard_as
]


@given(st.sampled_from(NAMED), ASKED)
def test_a_question_to_the_bot_answers_nothing(word: str, asking: str | None) -> None:
    heard = EAR.hear(f"kenapa {word} begitu", asking)
    assert not [answer for answer in heard.answers if not answer.is_unknown]


@pytest.mark.parametrize(
    "utterance", ["anak SD 2, " * 2_000, "a" * 20_000, "1" * 20_000, "- " * 9_999]
)
def test_a_message_without_end_is_heard_in_time(utterance: str) -> None:
    start = time.perf_counter()
    _check(EAR.hear(utterance, "anak_sekolah"))
    assert time.perf_counter() - start < 0.5


def test_a_short_message_takes_less_than_a_millisecond() -> None:
    def once() -> float:
        start = time.perf_counter()
        for asking, utterance, _ in ROWS:
            EAR.hear(utterance, asking or None)
        return (time.perf_counter() - start) / len(ROWS)

    assert min(once() for _ in range(5)) < 0.001
