"""Confusions, intents and bins on rows small enough to count by hand."""

from bot.domain.breakdown import Confusion, IntentFigures, by_intent, confusions
from bot.domain.measures import Row, figures, reliability
from bot.domain.understanding import Candidate, Outcome, Question, Understanding


def row(expected: str, outcome: Outcome, *candidates: tuple[str, float], text: str = "?") -> Row:
    found = tuple(Candidate(intent, score) for intent, score in candidates)
    return Row(expected, text, Understanding((Question("?", outcome, found),)))


RIGHT = row("pkh/syarat", Outcome.ANSWER, ("pkh/syarat", 90), ("pkh/info", 5))
WRONG = row("pkh/syarat", Outcome.ANSWER, ("pkh/info", 80), ("pkh/syarat", 15), text="a  b")
OFFERED = row("pkh/syarat", Outcome.CONFIRM, ("pkh/info", 35), ("pkh/syarat", 30), text="c")
LOST = row("pip/info", Outcome.UNKNOWN, text="x" * 61)
REFUSED = row("oos", Outcome.UNKNOWN, ("kur/info", 8))
TAKEN = row("oos", Outcome.ANSWER, ("kur/info", 85), text="hai")
ROWS = [RIGHT, WRONG, OFFERED, LOST, REFUSED, TAKEN]


def test_confusions_are_counted_with_the_first_text() -> None:
    assert confusions(ROWS) == (
        Confusion("pkh/syarat", "pkh/info", 2, "a b"),
        Confusion("oos", "kur/info", 1, "hai"),
        Confusion("pip/info", "", 1, "x" * 59 + "…"),
    )
    assert confusions([RIGHT, REFUSED]) == ()


def test_the_intents_that_lose_most_stand_first() -> None:
    assert by_intent(ROWS) == (
        IntentFigures("pkh/syarat", n=3, right=1, answered=1, offered=2, wrongly=1),
        IntentFigures("oos", n=2, right=1, answered=0, offered=0, wrongly=1),
        IntentFigures("pip/info", n=1, right=0, answered=0, offered=0, wrongly=0),
    )


def test_the_bins_hold_every_row_and_make_the_calibration_error() -> None:
    bins = reliability(ROWS)

    assert len(bins) == 10
    assert sum(held.count for held in bins) == len(ROWS)
    assert (bins[3].count, bins[3].confidence, bins[3].right) == (1, 0.35, 0)
    assert (bins[8].count, bins[8].confidence, bins[8].right) == (2, 0.825, 0)
    error = sum(held.count * abs(held.confidence - held.right) for held in bins) / len(ROWS)
    assert figures(ROWS)["calibration_error"] == error
    assert [held.count for held in reliability([])] == [0] * 10


def test_the_right_programme_counts_whatever_the_aspect() -> None:
    assert figures(ROWS)["programme_accuracy"] == 3 / 4
    assert figures([REFUSED])["programme_accuracy"] is None
