"""The few figures that sum a stretch of time up."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.domain.asked import AskedOutcome
from bot.domain.usage.endings import End, Judged, Question, Use
from bot.domain.usage.hiding import LEAST_PEOPLE, Cell
from bot.domain.usage.tables import cell_of, shown_ends

ROUGHLY = 5


@dataclass(frozen=True, slots=True)
class Overview:
    """Sums of a stretch of time; None where too few people stand behind a number.

    `ends`: how many questions ended so, finest columns that may be shown. `opened`: answers read
    by pressing a button. `emergencies`: messages that told of danger. `helped`: how many of the
    answers that were judged were said to help, 0 to 1.
    """

    asked: int | None
    people: int | None
    ends: tuple[tuple[tuple[End, ...], int], ...]
    opened: int | None
    emergencies: int | None
    helped: float | None = None

    def share(self, *ends: End) -> float | None:
        """How many of the questions, 0 to 1, ended in these ways; None where that is hidden."""
        wanted = set(ends)
        if not self.asked or any(
            wanted & set(end) and not set(end) <= wanted for end, _ in self.ends
        ):
            return None
        return sum(count for end, count in self.ends if set(end) <= wanted) / self.asked

    @property
    def questions_each(self) -> float | None:
        """How many questions a person asked, on average."""
        return self.asked / self.people if self.asked and self.people else None


def overview(
    uses: Sequence[Use], questions: Sequence[Question], judged: Sequence[Judged] = ()
) -> Overview:
    """The sums of these turns, of the questions among them, and of what was said of answers."""
    pressed = [use for use in uses if use.outcome is AskedOutcome.CHOSEN]
    danger = [use for use in uses if use.outcome is AskedOutcome.EMERGENCY]
    whole = cell_of(questions)
    told = shown_ends(questions)
    return Overview(
        asked=_shown(whole),
        people=None if whole.is_small else len(whole.people),
        ends=tuple((end, sum(q.end in end for q in questions)) for end in told),
        opened=_shown(_of(pressed)),
        emergencies=_shown(_of(danger)),
        helped=_helped(judged),
    )


def about(number: int) -> int:
    """A number to the nearest five, at least five if it is any: figures of the last days are told
    so, because a week that runs along the months' exact sums would tell single days apart.
    """
    return max(ROUGHLY, round(number / ROUGHLY) * ROUGHLY) if number else 0


def _helped(judged: Sequence[Judged]) -> float | None:
    if len({said.person for said in judged if said.person}) < LEAST_PEOPLE:
        return None
    return sum(said.solved for said in judged) / len(judged)


def _of(uses: Sequence[Use]) -> Cell:
    return Cell(len(uses), frozenset(use.person for use in uses if use.person))


def _shown(cell: Cell) -> int | None:
    return None if cell.is_small else cell.count
