"""The matchers that are compared, each a module of its own so that its imports are its own."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Entrant:
    """`make` is made by calling that name of `module`; `packages` is what it needs installed.

    `scale` says what the first candidate's score is: a "probability", a "similarity" from 0 to 1,
    or "open" where it has no upper end, so that a calibration error says nothing. A matcher is
    not tried with more than `most_phrases`; `patience`: how many times as long it may take.
    """

    name: str
    module: str
    make: str
    packages: tuple[str, ...]
    scale: str = "probability"
    most_phrases: float = float("inf")
    patience: float = 1.0


OURS = Entrant("ours", "ours", "Ours", ("numpy", "rapidfuzz"), patience=3)
ENTRANTS = (
    OURS,
    Entrant("rapidfuzz WRatio scan", "scan", "wratio", ("rapidfuzz",), "similarity"),
    Entrant("rapidfuzz token_set scan", "scan", "token_set", ("rapidfuzz",), "similarity"),
    Entrant("bm25s", "bm25", "Bm25", ("bm25s",), "open"),
    Entrant("char TF-IDF nearest", "vectors", "Nearest", ("scikit-learn",), "similarity"),
    Entrant("TF-IDF + logistic reg.", "vectors", "Logistic", ("scikit-learn",)),
    Entrant("TF-IDF + linear SVM", "vectors", "svm", ("scikit-learn",), "open"),
    Entrant(
        "fastText supervised", "fasttext_supervised", "FastText", ("fasttext-wheel", "fasttext")
    ),
)
DIET = Entrant("Rasa DIET", "rasa_diet", "Diet", ("rasa",), most_phrases=2_000, patience=5)
