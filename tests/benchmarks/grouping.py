"""Grouping against labelled questions, beside two peers: `python -m tests.benchmarks.grouping`.

One label = one group. Precision is the share of the pairs put together that share a label, recall
the share of the pairs with one label that were put together. A row without a label of ours (oos)
shares its group with nothing; what two such rows share nobody has labelled, so they are not
counted as a pair. Times are processor time.
"""

import statistics
import time
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from random import Random

import numpy as np
from scipy.cluster.hierarchy import fcluster, linkage  # type: ignore[import-untyped]
from scipy.spatial.distance import squareform  # type: ignore[import-untyped]
from sklearn.feature_extraction.text import TfidfVectorizer  # type: ignore[import-untyped]

from bot.domain.grouping import Grouper, Question, sorted_into
from bot.domain.grouping.grouper import JOIN
from bot.domain.keeping import kept_words
from bot.domain.knowledge import KnowledgeBase
from bot.domain.matching import Normaliser
from bot.domain.understanding import Outcome
from bot.service import Brain
from tests.benchmarks.matching.datasets import QUESTIONS, SHARED, rows_of
from tests.conversation import shipped_brain

OUTSIDE = "oos"
WANTED_PRECISION = 0.90
TUNED, MOST = 1200, 2000  # rows the thresholds were set on; rows of a set that are grouped
MANY = 10_000
Groups = Sequence[int]


@dataclass(frozen=True, slots=True)
class Labelled:
    """Questions with their labels. `open_only`: those the bot has no sure answer to."""

    name: str
    labels: list[str]
    questions: list[Question]

    def without_candidates(self) -> "Labelled":
        bare = [Question(q.id, q.text) for q in self.questions]
        return Labelled(f"{self.name}, words only", self.labels, bare)


@dataclass(frozen=True, slots=True)
class Score:
    precision: float
    recall: float

    def __str__(self) -> str:
        return f"{self.precision:.2f} @ {self.recall:.2f}"


def score(labels: Sequence[str], groups: Groups) -> Score:
    """Pairwise precision and recall."""
    cells = Counter(zip(labels, groups, strict=True))
    unknown = sum(_pairs(n) for (label, _), n in cells.items() if label == OUTSIDE)
    right = sum(_pairs(n) for (label, _), n in cells.items() if label != OUTSIDE)
    put = sum(map(_pairs, Counter(groups).values())) - unknown
    wanted = sum(_pairs(n) for label, n in Counter(labels).items() if label != OUTSIDE)
    return Score(right / put if put else 1.0, right / wanted if wanted else 1.0)


def _pairs(count: int) -> int:
    return count * (count - 1) // 2


def best(labels: Sequence[str], tries: Iterable[Groups]) -> Score:
    """In favour of whoever is tuned: most recall at the wanted precision; where none has that,
    the best F0.5."""
    found = [score(labels, groups) for groups in tries]
    precise = [s for s in found if s.precision >= WANTED_PRECISION and s.recall > 0]
    if precise:
        return max(precise, key=lambda s: s.recall)
    return max(found, key=lambda s: 1.25 * s.precision * s.recall / max(_half(s), 1e-9))


def _half(found: Score) -> float:
    return 0.25 * found.precision + found.recall


def ours(base: KnowledgeBase, questions: Sequence[Question], bar: float = JOIN) -> Groups:
    grouper = Grouper(base, bar)
    grouper.see(questions)
    found = sorted_into(grouper, questions)
    return [found[question.id] for question in questions]


def one_by_one(base: KnowledgeBase, questions: Sequence[Question]) -> Groups:
    """As they come in, without knowing what comes next."""
    grouper, groups = Grouper(base), []
    for question in questions:
        grouper.see([question])
        group = grouper.nearest(question)
        groups.append(question.id if group is None else group)
        grouper.add(question, groups[-1], seen=True)
    return groups


def same_words(base: KnowledgeBase, questions: Sequence[Question]) -> Groups:
    """Peer: one group for every text, after the same normalising as ours."""
    normaliser = Normaliser(base.lexicon)
    numbers: dict[tuple[str, ...], int] = {}
    return [numbers.setdefault(normaliser.words(q.text), len(numbers)) for q in questions]


def agglomerative(questions: Sequence[Question]) -> Iterable[Groups]:
    """Peer: TF-IDF of words or of character pieces, average linkage, at every threshold."""
    for how in ({}, {"analyzer": "char_wb", "ngram_range": (3, 5), "sublinear_tf": True}):
        vectors = TfidfVectorizer(**how).fit_transform([q.text for q in questions])
        far = np.clip(1 - (vectors @ vectors.T).toarray(), 0, 2)
        np.fill_diagonal(far, 0)
        tree = linkage(squareform(far, checks=False), "average")
        for limit in np.arange(0.1, 1.0, 0.02):
            yield fcluster(tree, limit, "distance").tolist()


def read(name: str, file: Path, brain: Brain | None = None) -> Labelled:
    """A set as it would be kept: redacted, with the candidates the bot had (with a brain)."""
    public = brain.base.public_numbers if brain else frozenset[str]()
    labels, questions = [], []
    for number, (label, text) in enumerate(rows_of(file)):
        understood = brain.understand(text, None).questions if brain else ()
        candidates = understood[0].candidates if understood else ()
        labels.append(label)
        questions.append(Question(number + 1, kept_words(text, public), candidates))
    return Labelled(name, labels, questions)


def still_open(found: Labelled, brain: Brain) -> Labelled:
    """What would really wait: the questions the bot does not answer by itself."""
    waits = [
        (label, question)
        for label, question in zip(found.labels, found.questions, strict=True)
        if all(
            one.outcome is not Outcome.ANSWER
            for one in brain.understand(question.text, None).questions
        )
    ]
    return Labelled(f"{found.name}, unanswered", [a for a, _ in waits], [b for _, b in waits])


def part(found: Labelled, *, tuned: bool) -> Labelled:
    """The rows the thresholds were set on, or (at most 2,000 of) the others."""
    numbers = range(len(found.labels))
    chosen = set(Random(1).sample(numbers, TUNED))
    if not tuned:
        others = [i for i in numbers if i not in chosen]
        chosen = set(Random(2).sample(others, min(MOST, len(others))))
    rows = [i for i in numbers if i in chosen]
    Random(3).shuffle(rows)
    name = f"{found.name} ({'tuning rows' if tuned else 'other rows'})"
    return Labelled(name, [found.labels[i] for i in rows], [found.questions[i] for i in rows])


def report(found: Labelled, base: KnowledgeBase) -> None:
    labels, questions = found.labels, found.questions
    wanted = sum(_pairs(n) for label, n in Counter(labels).items() if label != OUTSIDE)
    columns = [
        score(labels, ours(base, questions)),
        score(labels, one_by_one(base, questions)),
        best(labels, (ours(base, questions, bar) for bar in np.arange(0.6, 0.91, 0.1))),
        score(labels, same_words(base, questions)),
        best(labels, agglomerative(questions)),
    ]
    line = "".join(f"{column!s:>15}" for column in columns)
    print(f"{found.name:<40}{len(labels):>6}{wanted:>8}{line}", flush=True)


def timed(work: Callable[[], object]) -> float:
    begun = time.process_time()
    work()
    return time.process_time() - begun


def speed(base: KnowledgeBase, texts: Sequence[Question]) -> None:
    """10,000 at once, and one more when they are there."""
    grouper = Grouper(base)

    def all_at_once() -> None:
        grouper.see(texts[:MANY])
        sorted_into(grouper, texts[:MANY])

    seconds = timed(all_at_once)
    count = len({group for _, group in grouper.groups()})
    print(f"\n{len(grouper):,} questions from scratch: {seconds:.1f} s, {count:,} groups")

    def one_more(question: Question) -> None:
        grouper.see([question])
        group = grouper.nearest(question)
        grouper.add(question, question.id if group is None else group, seen=True)

    each = sorted(timed(partial(one_more, q)) * 1000 for q in texts[MANY:])
    middle, late = statistics.median(each), each[int(len(each) * 0.99)]
    print(f"one more: median {middle:.1f} ms, p99 {late:.1f} ms, slowest {each[-1]:.1f} ms")


def main() -> None:
    """Print the table and the times."""
    brain = shipped_brain()
    base = brain.base
    titles = ("ours", "one by one", "ours, best bar", "same words", "TF-IDF+agglom.")
    print(
        "pairwise precision @ recall; the peer's threshold, and 'best bar', chosen on the labels"
    )
    print(f"{'':<40}{'rows':>6}{'pairs':>8}" + "".join(f"{title:>15}" for title in titles))
    own = [
        ("warga (tuning)", QUESTIONS / "warga.tsv"),
        ("cerita (tuning)", QUESTIONS / "cerita.tsv"),
    ]
    own += [(name, SHARED / f"{name}.tsv") for name in ("tanya_bansos_dev", "bansos_dev")]
    for name, file in own:
        found = read(name, file, brain)
        for shown in (found, still_open(found, brain), found.without_candidates()):
            report(shown, base)
    layanan = read("layanan", SHARED / "layanan" / "train.tsv")
    train = read("massive_id train", SHARED / "massive_id" / "train.tsv")
    for found in (layanan, train):
        report(part(found, tuned=True), base)
        report(part(found, tuned=False), base)
    report(read("massive_id dev", SHARED / "massive_id" / "dev.tsv"), base)
    mixed = [*train.questions, *layanan.questions]
    Random(4).shuffle(mixed)
    speed(base, [Question(i, question.text) for i, question in enumerate(mixed[: MANY + 500])])


if __name__ == "__main__":
    main()
