"""What is told when kept answers are judged by changed rules, and what is not."""

from dataclasses import replace
from datetime import date

from bot.domain.eligibility.binding import rulebook
from bot.domain.eligibility.household import Answer
from bot.domain.eligibility.rescreening import Rescreening, news, rescreen
from bot.domain.eligibility.rules import ReceivesTest
from bot.domain.eligibility.values import Span
from bot.domain.knowledge import KnowledgeBase
from tests.screening_world import ANSWERS, LIKELY, UNLIKELY, UNSURE, base, question, rule

TODAY = date(2026, 11, 22)


def judged(known: KnowledgeBase, told: dict[str, str], answers=ANSWERS) -> Rescreening:
    return rescreen(rulebook(known, TODAY), answers, told)


def test_unchanged_rules_are_no_news() -> None:
    found = judged(base(), {"pkh": UNLIKELY})
    assert not found.is_news
    assert found.verdicts == {"pkh": UNLIKELY}


def test_a_raised_limit_makes_a_programme_likely() -> None:
    found = judged(base(income=3_000_000), {"pkh": UNLIKELY})
    assert (found.likely, found.to_check) == (("pkh",), ())
    assert found.verdicts == {"pkh": LIKELY}


def test_a_new_programme_is_told_when_it_is_likely_only() -> None:
    known = base(rule("pip", "penghasilan"), rule("kks", "desil"), income=3_000_000)
    found = judged(known, {})
    assert (found.likely, found.to_check) == (("pip",), ())
    assert found.verdicts == {"pip": LIKELY, "kks": UNSURE}


def test_a_no_that_has_gone_is_told_as_something_to_check() -> None:
    found = judged(base(rule("pkh", "desil")), {"pkh": UNLIKELY})
    assert (found.likely, found.to_check) == ((), ("pkh",))
    assert found.verdicts == {"pkh": UNSURE}


def test_what_becomes_likely_after_it_was_to_be_checked_is_told() -> None:
    assert judged(base(income=3_000_000), {"pkh": UNSURE}).likely == ("pkh",)


def test_what_has_become_unlikely_is_kept_in_silence_and_told_when_it_comes_back() -> None:
    found = judged(base(), {"pkh": LIKELY})
    assert not found.is_news
    assert found.verdicts == {"pkh": UNLIKELY}
    assert judged(base(income=3_000_000), dict(found.verdicts)).likely == ("pkh",)


def test_a_lapsed_review_date_that_is_renewed_is_no_news() -> None:
    lapsed = rule("pkh", "penghasilan", reviewed_on=date(2025, 1, 1))
    found = judged(base(lapsed, income=3_000_000), {"pkh": LIKELY})
    assert found.verdicts == {"pkh": LIKELY}
    assert not judged(base(income=3_000_000), dict(found.verdicts)).is_news


def test_an_ended_programme_that_begins_again_is_told() -> None:
    ended = base(rule("pkh", "penghasilan", ends=date(2026, 1, 1)), income=3_000_000)
    found = judged(ended, {"pkh": LIKELY})
    assert found.verdicts == {"pkh": UNLIKELY}
    assert judged(base(income=3_000_000), dict(found.verdicts)).likely == ("pkh",)


def test_a_programme_without_rules_for_a_while_is_not_told_again() -> None:
    found = judged(base(rule("pip", "desil")), {"pkh": LIKELY})
    assert found.verdicts["pkh"] == LIKELY
    assert not judged(base(income=3_000_000), {"pkh": found.verdicts["pkh"]}).is_news


def test_a_question_that_is_gone_opens_no_settled_no() -> None:
    known = base()
    questions = {"pendapatan": question("pendapatan")}
    renamed = replace(known, eligibility=replace(known.eligibility, questions=questions))
    found = judged(renamed, {"pkh": UNLIKELY})
    assert not found.is_news
    assert found.verdicts == {"pkh": UNLIKELY}


def test_what_is_received_already_is_not_told() -> None:
    received = replace(rule("pkh", "penghasilan"), already=ReceivesTest(frozenset({"pkh"})))
    known = base(received, income=3_000_000)
    questions = {**known.eligibility.questions, "diterima": question("diterima")}
    known = replace(known, eligibility=replace(known.eligibility, questions=questions))
    told = Answer("diterima", {"diterima/pkh": frozenset({"ya"})})
    found = judged(known, {"pkh": UNLIKELY}, (*ANSWERS, told))
    assert not found.is_news
    assert found.verdicts == {"pkh": LIKELY}


def test_the_message_promises_nothing_and_says_how_to_stop() -> None:
    found = Rescreening(("pkh", "pip"), ("kks",), {})
    told = news(base(), found, TODAY)
    assert "mungkin bisa: PKH, PIP." in told.text
    assert "perlu dicek dulu: KKS." in told.text
    assert "22 November 2026" in told.text
    assert "berhenti dikabari" in told.text
    assert "berhak" not in told.text.lower()
    assert told.choices == ()


def test_a_message_speaks_only_of_what_changed() -> None:
    told = news(base(), Rescreening(("pkh",), (), {}), TODAY).text
    assert "PKH" in told
    assert "perlu dicek dulu" not in told


def test_limits_hold_at_the_rupiah() -> None:
    for income, likely in ((2_000_000, ("pkh",)), (2_000_001, ())):
        answers = (Answer("penghasilan", {"penghasilan": Span(income, income)}),)
        known = base(income=2_000_000)
        assert judged(known, {"pkh": UNLIKELY}, answers).likely == likely
