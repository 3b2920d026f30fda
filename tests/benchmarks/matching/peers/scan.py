"""RapidFuzz over every phrase."""

import pickle
from pathlib import Path

from rapidfuzz import fuzz, process

from tests.benchmarks.matching.peers.protocol import Phrases, Ranking, distinct

_LIMIT = 100


class Scan:
    """The most similar phrase by one of RapidFuzz's scorers."""

    def __init__(self, scorer: str) -> None:
        self._scorer = getattr(fuzz, scorer)
        self._labels: list[str] = []
        self._texts: list[str] = []

    def fit(self, phrases: Phrases, knowledge: Path) -> None:
        self._labels = [label for label, _ in phrases]
        self._texts = [text.lower() for _, text in phrases]

    def save(self, folder: Path) -> None:
        (folder / "model").write_bytes(pickle.dumps((self._labels, self._texts)))

    def load(self, folder: Path) -> None:
        self._labels, self._texts = pickle.loads((folder / "model").read_bytes())

    def rank(self, text: str) -> Ranking:
        found = process.extract(text.lower(), self._texts, scorer=self._scorer, limit=_LIMIT)
        return distinct((self._labels[at], score / 100) for _, score, at in found)


def wratio() -> Scan:
    return Scan("WRatio")


def token_set() -> Scan:
    return Scan("token_set_ratio")
