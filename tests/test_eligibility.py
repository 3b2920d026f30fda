"""Values, households, checks and verdicts, by example."""

from dataclasses import replace
from datetime import date

from bot.domain.eligibility.assessing import Assessment, Verdict, assess_one
from bot.domain.eligibility.binding import rulebook
from bot.domain.eligibility.household import Answer, Household, Member, is_covered
from bot.domain.eligibility.questions import People, Question
from bot.domain.eligibility.rulebook import RuleBook
from bot.domain.eligibility.rules import (
    Bounds,
    Criterion,
    FactTest,
    Group,
    Join,
    MeetsTest,
    MemberTest,
    Node,
    OfficeTest,
    ReceivesTest,
    Rule,
    Test,
    Wording,
)
from bot.domain.eligibility.values import NO, YES, Span, all_of, any_of, none_of, within
from bot.domain.provenance import Confidence, Provenance
from tests.eligibility_worlds import (
    DAY,
    READ,
    base_of,
    choice_question,
    members_question,
    number_question,
    registered_question,
    several_question,
    yes_no_question,
)

Q = FactTest("q", frozenset({YES}))
R = FactTest("r", frozenset({YES}))
OLD: People = {"umur": Span(3, None)}
PUPIL: People = {"sekolah": frozenset({"sd", "smp"})}
SMALL: People = {"umur": Span(0, 1)}
QUESTIONS = (
    yes_no_question("q"),
    yes_no_question("r"),
    choice_question("c"),
    number_question("n"),
    registered_question("d"),
    several_question("diterima", ["p", "other"]),
    members_question("tua", OLD),
    members_question("murid", PUPIL),
    members_question("kecil", SMALL),
)


def criterion(test: Test, name: str = "k", provenance: Provenance = READ) -> Criterion:
    return Criterion(
        name, test, Wording(f"{name} ada", f"{name} tidak ada", f"{name}?"), provenance
    )


def group(join: Join, *parts: Node, words: Wording | None = None) -> Group:
    return Group(join, parts, "g", words or Wording())


def book_of(
    root: Node, *others: Rule, questions: tuple[Question, ...] = QUESTIONS, **written: object
) -> RuleBook:
    whole = root if isinstance(root, Group) else group(Join.ALL, root)
    rule = replace(Rule("p", whole, READ), **written)  # type: ignore[arg-type]
    rules = {"p": (rule,), **{other.programme: (other,) for other in others}}
    return rulebook(base_of({question.id: question for question in questions}, rules), DAY)


def told(book: RuleBook, *answers: Answer) -> Assessment:
    found = assess_one(book, "p", book.household(answers))
    assert found
    return found


def says(question: str, value: str) -> Answer:
    return Answer(question, {question: frozenset({value})})


def people(question: str, *members: People, in_full: bool = True) -> Answer:
    return Answer(question, {}, tuple(Member(m, question) for m in members), is_complete=in_full)


# Values


def test_a_missing_answer_is_not_a_no() -> None:
    assert within(None, Span(1, 4)) is None
    assert within(Span(2, 3), Span(1, 4)) is True
    assert within(Span(4, 5), Span(1, 4)) is None
    assert within(Span(5, 6), Span(1, 4)) is False
    assert within(Span(None, 4), Span(1, 4)) is None
    assert within(frozenset("ab"), frozenset("a")) is None


def test_one_no_settles_all_and_one_yes_settles_any() -> None:
    assert all_of([None, False, True]) is False
    assert all_of([None, True]) is None
    assert any_of([None, True, False]) is True
    assert any_of([None, False]) is None
    assert none_of([None, True]) is False
    assert none_of([None]) is None
    assert none_of([False, False]) is True


# Who lives there


def test_only_a_full_answer_says_that_nobody_else_is_there() -> None:
    household = Household()
    assert household.has(OLD) is None
    said = people("murid", {"sekolah": frozenset({"sd"})}, in_full=False)
    by_the_way = household.with_answer(said, PUPIL, is_partial=True)
    assert by_the_way.has(PUPIL) is True
    assert by_the_way.has({"sekolah": frozenset({"smp"})}) is None
    assert by_the_way.answered == ()
    in_full = household.with_answer(people("murid", {"sekolah": frozenset({"sd"})}), PUPIL)
    assert in_full.has({"sekolah": frozenset({"smp"})}) is False
    assert household.with_answer(people("tua"), OLD).has(OLD) is False


def test_a_pupil_of_unknown_age_is_no_toddler_once_there_are_none() -> None:
    pupil = people("murid", {"sekolah": frozenset({"sd"})})
    household = Household().with_answer(pupil, PUPIL)
    assert household.has(SMALL) is None
    assert household.with_answer(people("kecil"), SMALL).has(SMALL) is False


def test_who_was_heard_of_by_the_way_is_counted_properly_when_asked() -> None:
    heard = people("murid", {"sekolah": frozenset({"sd"})}, in_full=False)
    counted = people("murid", {"sekolah": frozenset({"sd"})}, {"sekolah": frozenset({"smp"})})
    household = Household().with_answer(heard).with_answer(counted, PUPIL)
    assert len(household.members) == 2
    assert household.has(PUPIL, at_least=2) is True
    assert household.has(PUPIL, at_least=3) is False


def test_a_full_answer_stands_when_another_question_asks_for_the_same_person() -> None:
    pupil = people("murid", {"sekolah": frozenset({"sd"}), "umur": Span(1, 1)})
    household = Household().with_answer(pupil, PUPIL)
    assert household.has(PUPIL) is True
    small = people("kecil", {"umur": Span(1, 1)})
    assert household.with_answer(small, SMALL).has(PUPIL) is True


def test_one_person_told_for_two_questions_is_not_counted_twice() -> None:
    household = (
        Household()
        .with_answer(people("murid", {"sekolah": frozenset({"sd"}), "umur": Span(0, 1)}), PUPIL)
        .with_answer(people("kecil", {"umur": Span(0, 1)}, in_full=False))
    )
    assert household.has({"umur": Span(0, 2)}) is True
    assert household.has({"umur": Span(0, 2)}, at_least=2) is None


def test_each_question_that_asks_for_a_sort_can_rule_it_out() -> None:
    old_pupil: People = {**OLD, **PUPIL}
    pupil = people("murid", {"sekolah": frozenset({"sd"})})
    for first, second in (("murid", "tua"), ("tua", "murid")):
        answers = {"murid": (pupil, PUPIL), "tua": (people("tua"), OLD)}
        household = Household().with_answer(*answers[first]).with_answer(*answers[second])
        assert household.has(old_pupil) is False, f"{first} before {second}"


def test_sorts_cover_a_sort_together() -> None:
    assert is_covered({"umur": Span(6, 21)}, [{"umur": Span(0, 12)}, {"umur": Span(13, None)}])
    assert not is_covered({"umur": Span(6, 21)}, [{"umur": Span(0, 12)}, {"umur": Span(14, None)}])
    assert not is_covered({"umur": Span(6, 21)}, [PUPIL])
    assert is_covered({**PUPIL, **OLD}, [PUPIL])


# Behind a gate


def test_behind_a_closed_gate_nothing_is_met() -> None:
    below = FactTest("d", Bounds(most="n3"))
    book = book_of(criterion(below))
    listed = "d_terdaftar"
    assert told(book).truth is None
    assert told(book, Answer("d", {listed: frozenset({NO})})).truth is False
    assert told(book, Answer("d", {listed: frozenset({YES})})).truth is None
    assert told(book, book.answers["d"]["o2"]).truth is True
    assert told(book, book.answers["d"]["o4"]).truth is False


def test_who_answers_behind_a_gate_has_opened_it() -> None:
    house = several_question("rumah", ["rusak"])
    owned = FactTest("q", frozenset({YES}))
    book = book_of(criterion(owned), questions=(*QUESTIONS, replace(house, only_if=owned)))
    broken = Answer("rumah", {"rumah/rusak": frozenset({YES})})
    assert told(book, Answer("q"), broken).truth is True
    whole = Answer("rumah", {"rumah/rusak": frozenset({NO})})  # also what those say who rent
    assert told(book, Answer("q"), whole).truth is None


# Verdicts and their reasons


def test_all_parts_explain_a_yes_and_the_failing_ones_a_no() -> None:
    book = book_of(group(Join.ALL, criterion(Q, "satu"), criterion(R, "dua")))
    likely = told(book, says("q", YES), says("r", YES))
    assert likely.verdict is Verdict.LIKELY
    assert [reason.words for reason in likely.reasons] == ["satu ada", "dua ada"]
    unlikely = told(book, says("q", NO))
    assert unlikely.verdict is Verdict.UNLIKELY
    assert [reason.words for reason in unlikely.reasons] == ["satu tidak ada"]
    unsure = told(book, says("q", YES))
    assert unsure.verdict is Verdict.UNSURE
    assert [reason.questions for reason in unsure.of(None)] == [("r",)]


def test_what_excludes_is_told_from_the_persons_side() -> None:
    book = book_of(group(Join.ALL, group(Join.NONE, criterion(Q, "aparat"))))
    free = told(book, says("q", NO))
    assert (free.verdict, free.reasons[0].words) == (Verdict.LIKELY, "aparat ada")
    assert free.reasons[0].outcome is True
    excluded = told(book, says("q", YES))
    assert (excluded.verdict, excluded.reasons[0].words) == (Verdict.UNLIKELY, "aparat tidak ada")


def test_a_group_speaks_for_its_parts_unless_one_of_them_is_met() -> None:
    words = Wording("tidak dipakai", "tidak satu pun", "salah satu?")
    book = book_of(group(Join.ANY, criterion(Q, "satu"), criterion(R, "dua"), words=words))
    assert [r.words for r in told(book, says("r", YES)).reasons] == ["dua ada"]
    assert [r.words for r in told(book, says("q", NO), says("r", NO)).reasons] == [
        "tidak satu pun"
    ]
    opened = told(book, says("q", NO)).reasons
    assert [(r.words, r.questions) for r in opened] == [("salah satu?", ("r",))]


def test_what_an_office_judges_is_never_more_than_unsure() -> None:
    book = book_of(group(Join.ALL, criterion(Q), criterion(OfficeTest("kelurahan"), "kantor")))
    assert told(book, says("q", YES)).verdict is Verdict.UNSURE
    assert told(book, says("q", NO)).verdict is Verdict.UNLIKELY


def test_another_programmes_rule_is_met_or_the_programme_received() -> None:
    other = Rule("other", group(Join.ALL, criterion(Q)), READ)
    book = book_of(criterion(MeetsTest("other"), "syarat"), other)
    assert told(book, says("q", YES)).truth is True
    assert told(book, Answer("diterima", {"diterima/other": frozenset({YES})})).truth is True
    assert told(book, says("q", NO)).truth is None
    reasons = told(book, says("q", NO)).reasons
    assert [(r.id, r.words, r.questions) for r in reasons] == [
        ("syarat", "syarat?", ("diterima",))
    ]


def test_who_has_it_already_is_told_so() -> None:
    book = book_of(criterion(Q), already=ReceivesTest(frozenset({"p"})))
    assert told(book).is_received is False
    assert told(book, Answer("diterima", {"diterima/p": frozenset({YES})})).is_received


def test_a_rule_that_is_over_is_unlikely_and_one_to_come_is_silent() -> None:
    over = told(book_of(criterion(Q), ends=date(2025, 12, 31)))
    assert (over.verdict, over.has_ended) == (Verdict.UNLIKELY, True)
    to_come = book_of(criterion(Q), starts=date(2027, 1, 1))
    assert assess_one(to_come, "p", Household()) is None


def test_a_rule_that_is_not_sure_promises_nothing() -> None:
    guessed = Provenance(("S1",), Confidence.LOW, DAY)
    found = told(book_of(criterion(Q, provenance=guessed)), says("q", YES))
    assert (found.truth, found.verdict) == (True, Verdict.UNSURE)
    old = Provenance(("S1",), Confidence.HIGH, date(2024, 1, 1))
    assert told(book_of(criterion(Q, provenance=old)), says("q", YES)).verdict is Verdict.UNSURE
    assert told(book_of(criterion(Q, provenance=old)), says("q", NO)).verdict is Verdict.UNLIKELY


def test_what_rests_on_a_rule_that_is_not_sure_promises_nothing_either() -> None:
    guessed = Provenance(("S1",), Confidence.LOW, DAY)
    other = Rule("other", group(Join.ALL, criterion(Q, provenance=guessed)), READ)
    book = book_of(criterion(MeetsTest("other")), other)
    assert told(book, says("q", YES)).verdict is Verdict.UNSURE


def test_so_many_members_and_no_fewer() -> None:
    book = book_of(criterion(MemberTest(PUPIL, at_least="n2")))
    pupil: People = {"sekolah": frozenset({"sd"})}
    assert told(book, people("murid", pupil)).truth is False
    assert told(book, people("murid", pupil, pupil)).truth is True
    assert told(book, people("murid", pupil, in_full=False)).truth is None
