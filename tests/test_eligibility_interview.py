"""Which question comes next, and the steps of an interview, by example."""

from dataclasses import replace

from bot.domain.eligibility.binding import rulebook
from bot.domain.eligibility.household import Answer
from bot.domain.eligibility.interview import (
    Interview,
    ahead,
    back,
    begin,
    change,
    heard,
    joined,
    nobody,
    told,
    unknown,
)
from bot.domain.eligibility.ordering import next_question
from bot.domain.eligibility.questions import Question
from bot.domain.eligibility.rulebook import RuleBook
from bot.domain.eligibility.rules import (
    FactTest,
    Group,
    Join,
    MemberTest,
    OfficeTest,
    ReceivesTest,
    Rule,
    Test,
)
from bot.domain.eligibility.values import NO, YES
from tests.eligibility_worlds import (
    DAY,
    READ,
    base_of,
    choice_question,
    members_question,
    registered_question,
    several_question,
    yes_no_question,
)
from tests.test_eligibility import PUPIL, criterion, group, people, says

QUESTIONS = (
    yes_no_question("a"),
    yes_no_question("b"),
    choice_question("c"),
    registered_question("d"),
    several_question("diterima", ["p", "other"]),
    members_question("murid", PUPIL),
)


def so(fact: str) -> FactTest:
    return FactTest(fact, frozenset({YES}))


def rule(programme: str, *tests: Test, join: Join = Join.ALL) -> Rule:
    parts = (criterion(test, f"k{place}") for place, test in enumerate(tests))
    return Rule(programme, group(Join.ALL, group(join, *parts)), READ)


def book_of(*rules: Rule, questions: tuple[Question, ...] = QUESTIONS) -> RuleBook:
    by_programme = {rule.programme: (rule,) for rule in rules}
    return rulebook(base_of({question.id: question for question in questions}, by_programme), DAY)


def following(book: RuleBook, *answers: Answer, scope: tuple[str, ...] = ()) -> str | None:
    return next_question(book, book.household(answers), scope)


def test_what_most_programmes_wait_for_is_asked_first() -> None:
    book = book_of(rule("p", so("a"), so("b")), rule("other", so("b")), rule("third", so("b")))
    assert following(book) == "b"


def test_nothing_is_asked_that_changes_no_verdict() -> None:
    either = book_of(rule("p", so("a"), so("b"), join=Join.ANY))
    assert following(either, says("a", YES)) is None
    assert following(either, says("a", NO)) == "b"
    both = book_of(rule("p", so("a"), so("b")))
    assert following(both, says("a", NO)) is None
    assert following(both, says("a", YES)) == "b"


def test_not_knowing_is_an_answer_and_is_not_asked_again() -> None:
    book = book_of(rule("p", so("a"), so("b")))
    assert following(book, unknown("a")) == "b"
    assert following(book, unknown("a"), unknown("b")) is None


def test_what_only_an_office_knows_is_not_asked() -> None:
    assert following(book_of(rule("p", OfficeTest("kelurahan")))) is None


def test_the_question_of_a_gate_comes_before_what_stands_behind_it() -> None:
    behind = replace(yes_no_question("b"), only_if=so("a"))
    questions = (behind, yes_no_question("a"))
    book = book_of(rule("p", so("b")), questions=questions)
    assert following(book) == "a"
    assert following(book, says("a", YES)) == "b"
    assert following(book, says("a", NO)) is None
    assert following(book, unknown("a")) == "b"


def test_a_question_may_stand_behind_its_own_answer() -> None:
    book = book_of(rule("p", so("d_terdaftar")))
    assert following(book) == "d"
    assert following(book, book.answers["d"]["belum"]) is None


def test_of_one_programme_only_its_own_questions_are_asked() -> None:
    book = book_of(rule("p", so("a")), rule("other", so("b")))
    assert following(book, scope=("other",)) == "b"
    assert following(book, says("b", YES), scope=("other",)) is None
    assert following(book, says("b", YES)) == "a"


def test_nothing_is_asked_about_what_they_have_already() -> None:
    has_it = replace(rule("p", so("a")), already=ReceivesTest(frozenset({"p"})))
    book = book_of(has_it)
    assert following(book) == "a"
    assert following(book, Answer("diterima", {"diterima/p": frozenset({YES})})) is None


def test_people_are_asked_for_once_for_all_that_is_asked_of_them() -> None:
    pupil = MemberTest({"sekolah": frozenset({"sd"})})
    other = MemberTest({"sekolah": frozenset({"smp"})})
    book = book_of(rule("p", pupil), rule("other", other))
    assert following(book) == "murid"
    assert following(book, people("murid")) is None
    heard_of = people("murid", {"sekolah": frozenset({"sd"})}, in_full=False)
    assert following(book, heard_of) == "murid"


# Steps


def test_an_interview_goes_from_the_first_question_to_the_results() -> None:
    book = book_of(rule("p", so("a"), so("b")))
    interview = begin(book, "p")
    assert (interview.asking, interview.programmes) == ("a", ("p",))
    interview = ahead(book, heard(book, interview, [says("a", YES)]))
    assert (interview.asking, len(interview.answers)) == ("b", 1)
    interview = ahead(book, heard(book, interview, [says("b", YES)]))
    assert (interview.asking, interview.changed_on) == ("", DAY)


def test_going_back_asks_the_last_question_once_more() -> None:
    book = book_of(rule("p", so("a"), so("b")))
    interview = ahead(book, heard(book, begin(book), [says("a", YES)]))
    before = back(book, interview)
    assert (before.asking, before.answers) == ("a", ())
    assert back(book, before).asking == "a"


def test_a_changed_answer_takes_the_place_of_the_first() -> None:
    book = book_of(rule("p", so("a"), so("b")))
    interview = heard(book, begin(book), [says("a", YES), says("b", YES)])
    asking = change(interview, "a")
    assert (asking.asking, len(asking.answers)) == ("a", 2)
    changed = heard(book, asking, [says("a", NO)])
    assert told(book, changed).known["a"] == frozenset({NO})
    assert [answer.question for answer in changed.answers] == ["b", "a"]


def test_a_word_by_the_way_does_not_undo_a_full_answer() -> None:
    pupil = people("murid", {"sekolah": frozenset({"sd"})}, in_full=False)
    book = book_of(rule("p", MemberTest(PUPIL)))
    interview = heard(book, Interview(answers=(people("murid"),)), [pupil])
    assert interview.answers == (people("murid"),)


def test_a_word_by_the_way_is_kept_after_not_knowing() -> None:
    pupil = people("murid", {"sekolah": frozenset({"sd"})}, in_full=False)
    book = book_of(rule("p", MemberTest(PUPIL)))
    interview = heard(book, Interview(answers=(unknown("murid"),)), [pupil])
    assert told(book, interview).has(PUPIL) is True


def test_two_words_by_the_way_add_up() -> None:
    book = book_of(rule("p", MemberTest(PUPIL, at_least="n3")))
    first = people("murid", {"sekolah": frozenset({"sd"})}, in_full=False)
    second = people("murid", {"sekolah": frozenset({"smp"})}, in_full=False)
    interview = heard(book, heard(book, Interview(), [first]), [second])
    assert [len(answer.members) for answer in interview.answers] == [2]
    assert following(book, *interview.answers) == "murid"


def test_several_presses_are_one_answer() -> None:
    book = book_of(rule("p", so("a")))
    presses = book.answers["diterima"]
    both = joined(joined(None, presses["p"]), presses["other"])
    assert dict(both.fills) == {
        "diterima/p": frozenset({YES}),
        "diterima/other": frozenset({YES}),
    }
    person = book.answers["murid"]["orang"]
    assert len(joined(person, person).members) == 2


def test_nobody_and_nothing_are_full_answers() -> None:
    book = book_of(rule("p", so("a")))
    assert dict(nobody(book.questions["diterima"]).fills) == {
        "diterima/p": frozenset({NO}),
        "diterima/other": frozenset({NO}),
    }
    assert nobody(book.questions["murid"]).is_complete
    assert unknown("murid").is_unknown
    assert not nobody(book.questions["murid"]).is_unknown


def test_an_answer_to_a_question_that_is_gone_is_left_out() -> None:
    book = book_of(rule("p", so("a")))
    assert book.household([says("dulu", YES)]).known == {}
    assert isinstance(book.rules["p"].rule.root, Group)
