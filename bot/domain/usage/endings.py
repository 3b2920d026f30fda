"""What became of each question: four ends, and every question has just one of them."""

import heapq
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.domain.asked import AskedOutcome

TALK = "umum/"  # a greeting is answered, but nobody asked anything


@dataclass(frozen=True, slots=True)
class Use:
    """One turn of the log. `person` is a pseudonym, "" once erased. The time has a zone."""

    at: datetime
    person: str
    channel: str
    outcome: AskedOutcome
    intent: str = ""
    place: str = ""


@dataclass(frozen=True, slots=True)
class Judged:
    """ "Terjawab? ya / belum", said of an answer."""

    at: datetime
    person: str
    intent: str
    solved: bool


class End(StrEnum):
    """What became of a question.

    HELPED: its asker said so. ANSWERED: at once, and nothing was said of it. PICKED: after "did
    you mean". OPEN: no answer, no pick, or the asker said "belum".
    """

    HELPED = "terbantu"
    ANSWERED = "dijawab"
    PICKED = "dijawab lewat pilihan"
    OPEN = "belum terjawab"


ANSWERED = (End.HELPED, End.ANSWERED, End.PICKED)


@dataclass(frozen=True, slots=True)
class Question:
    """A question somebody typed, and its end."""

    use: Use
    end: End


_AT_FIRST = {
    AskedOutcome.ANSWER: End.ANSWERED,
    AskedOutcome.CONFIRM: End.OPEN,
    AskedOutcome.UNKNOWN: End.OPEN,
}


def endings(uses: Iterable[Use], judged: Iterable[Judged]) -> tuple[Question, ...]:
    """The questions among these turns, each with its end; both oldest first."""
    told = _Told()
    events: Iterator[Use | Judged] = heapq.merge(uses, judged, key=lambda event: event.at)
    for event in events:
        if isinstance(event, Judged):
            told.judge(event)
        elif event.outcome in _AT_FIRST:
            told.ask(event)
        else:
            told.press(event)
    return tuple(map(Question, told.asked, told.ends))


class _Told:
    """The story so far, and of each person the question that is talked of and its answer."""

    def __init__(self) -> None:
        self.asked: list[Use] = []
        self.ends: list[End] = []
        self._about: dict[str, tuple[int, str]] = {}

    def ask(self, use: Use) -> None:
        if use.intent.startswith(TALK):
            return
        self._about[use.person] = (len(self.asked), use.intent)
        self.asked.append(use)
        self.ends.append(_AT_FIRST[use.outcome])

    def press(self, use: Use) -> None:
        """An answer was opened: after "did you mean" it is that question's, else nobody's."""
        number, _ = self._about.pop(use.person, (-1, ""))
        unsure = number >= 0 and self.asked[number].outcome is AskedOutcome.CONFIRM
        if use.outcome is AskedOutcome.CHOSEN and unsure and self.ends[number] is End.OPEN:
            self.ends[number] = End.PICKED
            self._about[use.person] = (number, use.intent)

    def judge(self, judged: Judged) -> None:
        number, intent = self._about.get(judged.person, (-1, ""))
        if number >= 0 and intent == judged.intent:
            self.ends[number] = End.HELPED if judged.solved else End.OPEN
