"""The figures of `sambung evaluate` on rows small enough to count by hand."""

import pytest

from bot.domain.measures import Row, figures
from bot.domain.understanding import Candidate, Outcome, Question, Understanding


def asked(outcome: Outcome, *candidates: tuple[str, float]) -> Question:
    return Question("?", outcome, tuple(Candidate(intent, score) for intent, score in candidates))


def row(expected: str, *questions: Question, emergency: str | None = None) -> Row:
    return Row(expected, "?", Understanding(questions, emergency))


RIGHT = row("pkh/syarat", asked(Outcome.ANSWER, ("pkh/syarat", 90), ("pkh/info", 5)))
WRONG = row("pkh/syarat", asked(Outcome.ANSWER, ("pkh/info", 80), ("pkh/syarat", 15)))
OFFERED = row("pip/info", asked(Outcome.CONFIRM, ("pip/syarat", 30), ("pip/info", 25)))
LOST = row("pip/info", asked(Outcome.UNKNOWN, ("kur/info", 6)))
REFUSED = row("oos", asked(Outcome.UNKNOWN, ("kur/info", 10)))
TAKEN = row("oos", asked(Outcome.ANSWER, ("kur/info", 85)))


def test_shares_are_of_the_rows_they_speak_of() -> None:
    found = figures([RIGHT, WRONG, OFFERED, LOST, REFUSED, TAKEN])

    assert found["n"] == 6
    assert found["accuracy"] == 1 / 4
    assert found["accuracy_at_3"] == 3 / 4
    assert found["answered_or_offered"] == 3 / 4  # of WRONG the runner-up has a button
    assert found["answered_wrongly"] == 1 / 4
    assert found["oos_answered"] == 1 / 2


def test_several_wishes_count_as_found_only_together() -> None:
    syarat = asked(Outcome.ANSWER, ("pkh/syarat", 90), ("pkh/info", 5))
    jadwal = asked(Outcome.ANSWER, ("pkh/jadwal", 90), ("pkh/info", 5))

    assert figures([row("pkh/syarat+pkh/jadwal", syarat, jadwal)])["all_found"] == 1
    assert figures([row("pkh/syarat+pkh/jadwal", syarat)])["all_found"] == 0
    assert figures([RIGHT])["all_found"] is None


def test_the_first_of_every_question_ranks_before_any_second() -> None:
    both = row("x", asked(Outcome.ANSWER, ("a", 9), ("b", 1)), asked(Outcome.ANSWER, ("c", 9)))

    assert both.ranking == ("a", "c", "b")


def test_an_emergency_is_an_answer_and_the_first_candidate() -> None:
    urgent = row("darurat/medis", emergency="darurat/medis")

    assert figures([urgent])["accuracy"] == 1
    assert figures([row("oos", emergency="darurat/medis")])["oos_answered"] == 1


def test_area_counts_pairs_in_the_right_order() -> None:
    # 90, 80, 30, 6 against 10 and 85: four of eight pairs are in order.
    found = figures([RIGHT, WRONG, OFFERED, LOST, REFUSED, TAKEN])

    assert found["oos_auroc"] == 4 / 8


def test_rejection_weighs_what_was_rejected_and_what_should_have_been() -> None:
    # LOST and REFUSED are rejected, one of them rightly; TAKEN should have been.
    assert figures([RIGHT, LOST, REFUSED, TAKEN])["oos_f1"] == 2 * 1 / (2 + 2)


def test_coverage_ends_where_precision_falls_below_95_percent() -> None:
    assert figures([RIGHT, WRONG, OFFERED, LOST])["coverage_at_95_precision"] == 1 / 4
    assert figures([RIGHT, RIGHT])["coverage_at_95_precision"] == 1
    assert figures([TAKEN, WRONG])["coverage_at_95_precision"] == 0


def test_calibration_error_is_the_gap_between_confidence_and_success() -> None:
    assert figures([RIGHT])["calibration_error"] == pytest.approx(0.1)
    assert figures([WRONG, RIGHT])["calibration_error"] == pytest.approx((0.8 + 0.1) / 2)


def test_what_the_rows_cannot_tell_is_left_open() -> None:
    assert figures([RIGHT])["oos_auroc"] is None
    assert figures([RIGHT])["oos_f1"] is None
    assert figures([])["accuracy"] is None
