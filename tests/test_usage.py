"""What became of questions, counted; and that nobody can be singled out of the counts."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.asked import AskedOutcome as Out
from bot.domain.usage import (
    LEAST_PEOPLE,
    Cell,
    End,
    Judged,
    Month,
    Question,
    Use,
    about,
    counted,
    endings,
    hidden,
    overview,
    parted,
    shown_ends,
)

NOON = datetime(2026, 11, 3, 5, 0, tzinfo=UTC)


def use(minute: int, outcome: Out, intent: str = "", person: str = "ani", place: str = "") -> Use:
    return Use(NOON + timedelta(minutes=minute), person, "telegram", outcome, intent, place)


def said(minute: int, intent: str, *, solved: bool, person: str = "ani") -> Judged:
    return Judged(NOON + timedelta(minutes=minute), person, intent, solved)


def ends(uses: Sequence[Use], judged: Sequence[Judged] = ()) -> list[End]:
    return [question.end for question in endings(uses, judged)]


# What becomes of a question


def test_an_answer_nobody_judged_is_answered_and_a_yes_makes_it_helped() -> None:
    asked = [use(0, Out.ANSWER, "pkh/syarat"), use(5, Out.ANSWER, "pip/jadwal")]
    assert ends(asked) == [End.ANSWERED, End.ANSWERED]
    assert ends(asked, [said(6, "pip/jadwal", solved=True)]) == [End.ANSWERED, End.HELPED]


def test_an_answer_that_did_not_help_is_still_open() -> None:
    asked = [use(0, Out.ANSWER, "pkh/syarat")]
    assert ends(asked, [said(1, "pkh/syarat", solved=False)]) == [End.OPEN]


def test_what_is_picked_after_did_you_mean_ends_that_question_once() -> None:
    asked = [
        use(0, Out.CONFIRM, "pkh/syarat"),
        use(1, Out.CHOSEN, "pip/syarat"),
        use(2, Out.CHOSEN, "pip/jadwal"),
    ]
    assert ends(asked) == [End.PICKED]
    assert ends(asked[:2], [said(3, "pip/syarat", solved=True)]) == [End.HELPED]
    assert ends(asked, [said(3, "pip/jadwal", solved=True)]) == [End.PICKED]


def test_did_you_mean_without_a_pick_is_open() -> None:
    assert ends([use(0, Out.CONFIRM, "pkh/syarat")]) == [End.OPEN]


def test_another_persons_word_judges_nothing_of_mine() -> None:
    asked = [use(0, Out.ANSWER, "pkh/syarat")]
    assert ends(asked, [said(1, "pkh/syarat", solved=False, person="budi")]) == [End.ANSWERED]


def test_greetings_menus_and_danger_are_no_questions() -> None:
    asked = [
        use(0, Out.ANSWER, "umum/salam"),
        use(1, Out.CHOSEN, "pkh/syarat"),
        use(2, Out.EMERGENCY, "darurat/medis"),
    ]
    assert ends(asked, [said(3, "pkh/syarat", solved=True)]) == []


# Small cells


def crowd(name: str, size: int) -> Cell:
    return Cell(size, frozenset(f"{name}{number}" for number in range(size)))


def test_a_single_small_row_takes_a_second_one_with_it() -> None:
    rows = [[crowd("a", 20), crowd("b", 20)], [crowd("c", 9), Cell()], [crowd("d", 2), Cell()]]
    gone = hidden(rows)
    assert (2, 0) in gone, "two people asked"
    assert (2, 2) in gone, "the total of their row says the same"
    assert {(1, 0), (1, 2)} <= gone, "or the column's total less the others would tell"
    assert (0, 0) not in gone


def test_two_small_cells_that_are_few_people_together_are_not_left_alone_in_a_sum() -> None:
    rows = [[crowd("a", 30)], [crowd("b", 8)], [crowd("c", 1)], [crowd("d", 2)]]
    gone = hidden(rows)
    missing = {row for row, column in gone if column == 0}
    assert {2, 3} < missing
    assert sum(rows[row][0].count for row in missing) >= LEAST_PEOPLE


def test_one_person_with_many_questions_is_hidden_too() -> None:
    assert (1, 0) in hidden([[crowd("a", 30)], [Cell(40, frozenset({"ani"}))], [crowd("b", 9)]])


def test_a_column_with_few_people_is_refused() -> None:
    with pytest.raises(ValueError, match="few people"):
        hidden([[crowd("a", 9), crowd("b", 2)], [crowd("c", 9), Cell()]])


PEOPLE = st.frozensets(st.integers(0, 25).map(str), max_size=9)
ROWS = st.integers(1, 4).flatmap(
    lambda columns: st.lists(
        st.lists(
            PEOPLE.map(lambda people: Cell(len(people), people)),
            min_size=columns,
            max_size=columns,
        ),
        min_size=1,
        max_size=7,
    )
)


def solvable(rows: Sequence[Sequence[Cell]], gone: frozenset[tuple[int, int]]) -> list[object]:
    """The hidden places whose count follows from what is shown, by linear algebra."""
    wide, places = len(rows[0]), sorted(gone)
    if not places:
        return []
    sums = []
    for column in range(wide + 1):
        sums.append({(row, column): 1.0 for row in range(len(rows))})
    for row in range(len(rows)):
        sums.append({(row, column): 1.0 for column in range(wide)} | {(row, wide): -1.0})
    known = np.array([[one.get(place, 0.0) for place in places] for one in sums])
    rank = np.linalg.matrix_rank(known)
    unit = np.eye(len(places))
    return [
        place
        for number, place in enumerate(places)
        if np.linalg.matrix_rank(np.vstack([known, unit[number]])) == rank
    ]


@settings(max_examples=400, deadline=None)
@given(ROWS)
def test_no_hidden_count_follows_from_what_is_shown(rows: list[list[Cell]]) -> None:
    try:
        gone = hidden(rows)
    except ValueError:
        return
    shown = {(r, c) for r, row in enumerate(rows) for c in range(len(row))} - gone
    assert not any(rows[r][c].is_small for r, c in shown)
    assert solvable(rows, gone) == []


def test_the_check_above_finds_what_can_be_solved() -> None:
    rows = [[crowd("a", 9), crowd("b", 9)], [crowd("c", 2), crowd("d", 9)]]
    assert solvable(rows, frozenset({(1, 0)})) == [(1, 0)]
    assert solvable(rows, frozenset({(0, 0), (0, 1), (1, 0), (1, 1)})) == []


# Tables


def questions(*of: tuple[str, End, int]) -> list[Question]:
    """So many people who asked about each intent, with that end."""
    asked = []
    for intent, end, size in of:
        for number in range(size):
            person = f"{intent}{end}{number}"
            asked.append(Question(use(0, Out.ANSWER, intent, person), end))
    return asked


def intent(question: Question) -> str:
    return question.use.intent


def test_ends_with_few_people_are_told_together() -> None:
    assert len(shown_ends(questions(*(("a", end, 5) for end in End)))) == 4
    picked = questions(("a", End.HELPED, 6), ("a", End.ANSWERED, 9), ("a", End.PICKED, 2))
    assert shown_ends([*picked, *questions(("a", End.OPEN, 7))])[1] == (End.ANSWERED, End.PICKED)
    assert shown_ends(questions(("a", End.HELPED, 6), ("a", End.OPEN, 2))) == ((tuple(End)),)
    assert shown_ends(questions(("a", End.HELPED, 4))) == ()


def test_rows_with_few_people_are_gathered_in_one() -> None:
    few = [(f"p{number}", End.ANSWERED, 2) for number in range(4)]
    table = counted(questions(("a", End.ANSWERED, 30), ("b", End.ANSWERED, 12), *few), intent)
    assert [(row.name, row.total) for row in table.rows] == [("a", 30), ("b", 12), ("", 8)]
    assert not table.hides


def test_a_gathered_row_of_few_people_takes_the_smallest_other_with_it() -> None:
    table = counted(
        questions(("a", End.ANSWERED, 30), ("b", End.ANSWERED, 12), ("c", End.ANSWERED, 1)), intent
    )
    assert [(row.name, row.total) for row in table.rows] == [("a", 30), ("b + c", 13)]


def test_rows_of_a_fixed_kind_stay_in_order_and_noughts_are_noughts() -> None:
    asked = questions(("2", End.ANSWERED, 9), ("1", End.ANSWERED, 8), ("3", End.ANSWERED, 2))
    table = counted(asked, intent, ["0", "1", "2", "3"])
    assert [row.total for row in table.rows] == [0, None, 9, None]
    assert table.hides
    assert table.is_told


ASKED = st.lists(
    st.tuples(st.sampled_from("abcdefgh"), st.sampled_from(list(End)), st.integers(0, 30)),
    max_size=120,
)


@settings(max_examples=200, deadline=None)
@given(ASKED, st.booleans())
def test_no_shown_number_of_any_table_stands_for_few_people(
    drawn: list[tuple[str, End, int]], fixed: bool
) -> None:
    asked = [Question(use(0, Out.ANSWER, name, f"p{person}"), end) for name, end, person in drawn]
    table = counted(asked, intent, list("abcdefgh") if fixed else None)
    names = {row.name for row in table.rows}
    for row in table.rows:
        for end, count in zip((*table.ends, tuple(End)), (*row.counts, row.total), strict=True):
            own = parted(row.name) if row.name else set("abcdefgh") - names
            behind = [q for q in asked if q.use.intent in own and q.end in end]
            if count:
                assert count == len(behind)
                assert len({q.use.person for q in behind}) >= LEAST_PEOPLE
            assert count != 0 or not behind


def test_a_table_of_very_few_people_says_nothing() -> None:
    table = counted(questions(("a", End.ANSWERED, 4)), intent)
    assert not table.rows
    assert not table.is_told


# Sums and months


def test_an_overview_hides_what_few_people_stand_behind() -> None:
    uses = [use(0, Out.CHOSEN, "a", f"p{n}") for n in range(7)] + [use(1, Out.EMERGENCY, "d", "p")]
    asked = questions(("a", End.ANSWERED, 12), ("a", End.OPEN, 8))
    told = overview(uses, asked)
    assert (told.asked, told.people, told.opened, told.emergencies) == (20, 20, 7, None)
    assert told.share(End.OPEN) == pytest.approx(0.4)
    assert told.share(End.ANSWERED, End.HELPED, End.PICKED) == pytest.approx(0.6)
    assert overview([], asked[:3]).asked is None


def test_a_share_of_ends_that_are_told_together_is_not_guessed() -> None:
    asked = questions(("a", End.HELPED, 3), ("a", End.ANSWERED, 12), ("a", End.OPEN, 8))
    told = overview([], asked)
    assert told.share(End.HELPED) is None
    assert told.share(End.OPEN) == pytest.approx(8 / 23)


def test_rough_figures_are_fives() -> None:
    assert [about(n) for n in (0, 1, 7, 8, 243)] == [0, 5, 5, 10, 245]


def test_months_follow_each_other_over_the_years() -> None:
    assert Month.of(date(2026, 12, 31)).after == Month(2027, 1)
    assert Month(2026, 1).before == Month(2025, 12)
    assert Month.read("2026-02").days == 28
    assert [Month.read(wrong) for wrong in ("2026-13", "26-1", "", "2026-1")] == [None] * 4
    assert str(Month(2026, 3)) == "2026-03"
