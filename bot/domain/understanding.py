"""What the matcher made of an utterance."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

# Scores, 0 to 100.
LIKELY = 40.0
BEYOND_DOUBT = 90.0
WORTH_A_BUTTON = 1.5
MOST_RUNNERS_UP = 2
# Danger is not offered by the way, nor are greetings and anger.
NO_BUTTON = ("darurat/", "umum/")


@dataclass(frozen=True, slots=True)
class Candidate:
    """An intent the utterance may mean, with a score from 0 to 100."""

    intent: str
    score: float


class Outcome(StrEnum):
    """What to do with a question: answer it, ask "did you mean", or admit not knowing."""

    ANSWER = "answer"
    CONFIRM = "confirm"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Question:
    """One question inside an utterance. `candidates` are the best first; at most five."""

    text: str
    outcome: Outcome
    candidates: tuple[Candidate, ...] = ()
    out_of_scope: bool = False


def sure_intent(question: Question) -> str | None:
    """The intent a question is answered with, None where it is not."""
    return question.candidates[0].intent if question.outcome is Outcome.ANSWER else None


def runners_up(question: Question) -> tuple[Candidate, ...]:
    """What an answered question may have meant instead, worth a button while it is not sure."""
    first, *others = question.candidates or (None,)
    if question.outcome is not Outcome.ANSWER or first is None or first.score >= BEYOND_DOUBT:
        return ()
    worth = (c for c in others if c.score >= WORTH_A_BUTTON)
    return tuple(c for c in worth if not c.intent.startswith(NO_BUTTON))[:MOST_RUNNERS_UP]


def is_likely(question: Question) -> bool:
    """Whether the first candidate is worth acting on when something else speaks for it."""
    return bool(question.candidates) and question.candidates[0].score >= LIKELY


@dataclass(frozen=True, slots=True)
class Understanding:
    """All questions of an utterance in order; `emergency` is a `darurat/` intent or None."""

    questions: tuple[Question, ...]
    emergency: str | None = None


class Understand(Protocol):
    """What a text means, given the intent answered before (for a bare "syaratnya apa?")."""

    def __call__(self, utterance: str, topic: str | None) -> Understanding:
        """Understand one utterance."""
        ...
