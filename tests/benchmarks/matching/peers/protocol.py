"""What every matcher of the comparison can do."""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Protocol

OUTSIDE = "oos"
WANTED = 3
Phrases = Sequence[tuple[str, str]]
Ranking = list[tuple[str, float]]


class Peer(Protocol):
    """Learns labelled phrases, is kept on disk, ranks intents for a text."""

    def fit(self, phrases: Phrases, knowledge: Path) -> None:
        """Learn (intent, text) phrases; our own matcher reads the knowledge folder instead."""

    def save(self, folder: Path) -> None:
        """Keep what was learnt."""

    def load(self, folder: Path) -> None:
        """Take it back."""

    def rank(self, text: str) -> Ranking:
        """The likeliest intents with scores, best first."""


def distinct(found: Iterable[tuple[str, float]]) -> Ranking:
    """The first `WANTED` intents, each once; out of scope is not an intent."""
    best: dict[str, float] = {}
    for intent, score in found:
        if intent != OUTSIDE:
            best.setdefault(intent, score)
            if len(best) == WANTED:
                break
    return list(best.items())
