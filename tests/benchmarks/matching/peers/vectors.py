"""scikit-learn: TF-IDF with the nearest phrase, a logistic regression, a linear SVM."""

import pickle
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.feature_extraction.text import (  # type: ignore[import-not-found, import-untyped, unused-ignore]
    TfidfVectorizer,
)
from sklearn.linear_model import (  # type: ignore[import-not-found, import-untyped, unused-ignore]
    LogisticRegression,
)
from sklearn.pipeline import (  # type: ignore[import-not-found, import-untyped, unused-ignore]
    make_pipeline,
    make_union,
)
from sklearn.svm import LinearSVC  # type: ignore[import-not-found, import-untyped, unused-ignore]

from tests.benchmarks.matching.peers.protocol import WANTED, Phrases, Ranking, distinct

_LIMIT = 100
_ROUNDS = 300
# lbfgs keeps twenty copies of the weights: 10 GB for the 600 intents of the shipped base. saga
# keeps few, and twice as many rounds brought nothing there.
_MANY_INTENTS, _ROUNDS_FOR_MANY = 200, 10


class Nearest:
    """The phrase with the highest cosine of TF-IDF weighted character pieces."""

    def __init__(self) -> None:
        self._labels: list[str] = []
        self._vectors: Any = None
        self._phrases: Any = None

    def fit(self, phrases: Phrases, knowledge: Path) -> None:
        self._labels = [label for label, _ in phrases]
        self._vectors = TfidfVectorizer(analyzer="char_wb", ngram_range=(2, 5), dtype=np.float32)
        self._phrases = self._vectors.fit_transform([text for _, text in phrases]).T.tocsr()

    def save(self, folder: Path) -> None:
        kept = (self._labels, self._vectors, self._phrases)
        (folder / "model").write_bytes(pickle.dumps(kept))

    def load(self, folder: Path) -> None:
        kept = pickle.loads((folder / "model").read_bytes())
        self._labels, self._vectors, self._phrases = kept

    def rank(self, text: str) -> Ranking:
        scores = (self._vectors.transform([text]) @ self._phrases).toarray()[0]
        limit = min(_LIMIT, len(scores) - 1)
        best = np.argpartition(-scores, limit)[: limit + 1]
        order = best[np.argsort(-scores[best], kind="stable")]
        return distinct((self._labels[at], float(scores[at])) for at in order)


class Linear:
    """A linear classifier on words (1-2) and character pieces (2-5); `scores` names its method."""

    def __init__(self, model: Any, scores: str) -> None:
        self._how = scores
        self._pipeline: Any = make_pipeline(
            make_union(
                TfidfVectorizer(ngram_range=(1, 2), sublinear_tf=True, dtype=np.float32),
                TfidfVectorizer(
                    analyzer="char_wb", ngram_range=(2, 5), sublinear_tf=True, dtype=np.float32
                ),
            ),
            model,
        )

    def fit(self, phrases: Phrases, knowledge: Path) -> None:
        self._pipeline.fit([text for _, text in phrases], [label for label, _ in phrases])

    def save(self, folder: Path) -> None:
        (folder / "model").write_bytes(pickle.dumps(self._pipeline))

    def load(self, folder: Path) -> None:
        self._pipeline = pickle.loads((folder / "model").read_bytes())

    def rank(self, text: str) -> Ranking:
        scores = getattr(self._pipeline, self._how)([text])[0]
        order = np.argsort(-scores, kind="stable")[: WANTED + 1]
        return distinct((str(self._pipeline.classes_[at]), float(scores[at])) for at in order)


class Logistic(Linear):
    """C=10 was the best of 1, 10 and 30 on MASSIVE; the default 1 is three points worse."""

    def __init__(self) -> None:
        self._model = LogisticRegression(C=10, max_iter=_ROUNDS)
        super().__init__(self._model, "predict_proba")

    def fit(self, phrases: Phrases, knowledge: Path) -> None:
        if len({label for label, _ in phrases}) > _MANY_INTENTS:
            self._model.set_params(solver="saga", max_iter=_ROUNDS_FOR_MANY)
        super().fit(phrases, knowledge)


def svm() -> Linear:
    return Linear(LinearSVC(), "decision_function")
