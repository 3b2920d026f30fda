"""A question to be put into a group."""

from dataclasses import dataclass

from bot.domain.redaction import RedactedText
from bot.domain.understanding import Candidate


@dataclass(frozen=True, slots=True)
class Question:
    """One unanswered question. `candidates` are those the matcher had when it was asked."""

    id: int
    text: RedactedText
    candidates: tuple[Candidate, ...] = ()
