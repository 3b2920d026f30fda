"""bm25s with its defaults, without stop words (its lists have no Indonesian)."""

import json
from pathlib import Path
from typing import Any

import bm25s  # type: ignore[import-not-found, import-untyped, unused-ignore]

from tests.benchmarks.matching.peers.protocol import Phrases, Ranking, distinct

_LIMIT = 50


class Bm25:
    """The phrase with the best BM25 score; the score has no upper end."""

    def __init__(self) -> None:
        self._labels: list[str] = []
        self._index: Any = None

    def fit(self, phrases: Phrases, knowledge: Path) -> None:
        self._labels = [label for label, _ in phrases]
        self._index = bm25s.BM25()
        self._index.index(self._tokens([text for _, text in phrases]), show_progress=False)

    def save(self, folder: Path) -> None:
        self._index.save(folder / "index")
        (folder / "labels").write_text(json.dumps(self._labels), encoding="utf-8")

    def load(self, folder: Path) -> None:
        self._index = bm25s.BM25.load(folder / "index")
        self._labels = json.loads((folder / "labels").read_text(encoding="utf-8"))

    def rank(self, text: str) -> Ranking:
        limit = min(_LIMIT, len(self._labels))
        places, scores = self._index.retrieve(self._tokens([text]), k=limit, show_progress=False)
        return distinct(
            (self._labels[at], float(score))
            for at, score in zip(places[0], scores[0], strict=True)
        )

    @staticmethod
    def _tokens(texts: list[str]) -> Any:
        return bm25s.tokenize(texts, stopwords=[], show_progress=False)
