"""fastText's supervised classifier, set as its tutorial recommends, with character pieces."""

import re
import tempfile
from pathlib import Path
from typing import Any

import fasttext  # type: ignore[import-not-found, import-untyped, unused-ignore]

from tests.benchmarks.matching.peers.protocol import WANTED, Phrases, Ranking, distinct

_LABEL = "__label__"


class FastText:
    """The shallow network of Joulin 2016."""

    def __init__(self) -> None:
        self._model: Any = None

    def fit(self, phrases: Phrases, knowledge: Path) -> None:
        with tempfile.TemporaryDirectory() as folder:
            lessons = Path(folder) / "lessons.txt"
            lines = (f"{_LABEL}{label} {_plain(text)}\n" for label, text in phrases)
            lessons.write_text("".join(lines), encoding="utf-8")
            self._model = fasttext.train_supervised(
                str(lessons),
                lr=1.0,
                epoch=25,
                wordNgrams=2,
                minn=3,
                maxn=5,
                bucket=100_000,
                thread=1,
                verbose=0,
            )

    def save(self, folder: Path) -> None:
        self._model.save_model(str(folder / "model.bin"))

    def load(self, folder: Path) -> None:
        self._model = fasttext.load_model(str(folder / "model.bin"))

    def rank(self, text: str) -> Ranking:
        # Not predict(): it asks numpy 2 for an array without a copy, which numpy refuses.
        found = self._model.f.predict(_plain(text) + "\n", WANTED + 1, 0.0, "strict")
        return distinct((label.removeprefix(_LABEL), min(score, 1.0)) for score, label in found)


def _plain(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.lower()))
