"""How good the understanding is, in figures, from labelled questions."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from bot.domain.understanding import Outcome, Understanding, runners_up

OUT_OF_SCOPE = "oos"
_RANKED = 3
_PRECISION = 0.95
_BINS = 10


@dataclass(frozen=True, slots=True)
class Row:
    """A labelled text and what was made of it. `expected` joins several intents with "+"."""

    expected: str
    text: str
    understanding: Understanding

    @property
    def wanted(self) -> frozenset[str]:
        """The intents asked for; none when the text is out of scope."""
        return frozenset() if self.is_outside else frozenset(self.expected.split("+"))

    @property
    def is_outside(self) -> bool:
        """Whether the text asks for nothing of ours."""
        return self.expected == OUT_OF_SCOPE

    @property
    def ranking(self) -> tuple[str, ...]:
        """All candidates: an emergency, then the firsts of the questions, their seconds, ..."""
        found = [self.understanding.emergency] if self.understanding.emergency else []
        columns = [[c.intent for c in q.candidates] for q in self.understanding.questions]
        longest = max((len(column) for column in columns), default=0)
        for rank in range(longest):
            found += [column[rank] for column in columns if rank < len(column)]
        return tuple(dict.fromkeys(found))

    @property
    def confidence(self) -> float:
        """The score of the first candidate, 0 to 1."""
        if self.understanding.emergency:
            return 1.0
        scores = [q.candidates[0].score for q in self.understanding.questions if q.candidates]
        return scores[0] / 100 if scores else 0.0

    @property
    def answered(self) -> frozenset[str]:
        """The intents answered without asking back."""
        firsts = {
            q.candidates[0].intent
            for q in self.understanding.questions
            if q.outcome is Outcome.ANSWER and q.candidates
        }
        emergency = self.understanding.emergency
        return frozenset({emergency} if emergency else firsts)

    @property
    def offered(self) -> frozenset[str]:
        """The intents shown as choices: asked back, or beside the only answer."""
        questions = self.understanding.questions
        asked = [c.intent for q in questions if q.outcome is Outcome.CONFIRM for c in q.candidates]
        beside = runners_up(questions[0]) if len(questions) == 1 else ()
        return frozenset({*asked, *(candidate.intent for candidate in beside)})

    @property
    def is_right(self) -> bool:
        """Whether the first candidate is one of those asked for."""
        return bool(self.wanted.intersection(self.ranking[:1]))

    @property
    def is_right_programme(self) -> bool:
        """Whether the first candidate is of a programme (or topic) asked for."""
        programmes = {intent.partition("/")[0] for intent in self.wanted}
        return any(intent.partition("/")[0] in programmes for intent in self.ranking[:1])


@dataclass(frozen=True, slots=True)
class Bin:
    """The rows whose confidence lies from `low` up to `high`; `right` is the share that was."""

    low: float
    high: float
    count: int
    confidence: float
    right: float


def reliability(rows: Sequence[Row]) -> tuple[Bin, ...]:
    """Ten bins of confidence, empty ones too: what was promised against what came of it."""
    bins: list[list[Row]] = [[] for _ in range(_BINS)]
    for row in rows:
        bins[min(int(row.confidence * _BINS), _BINS - 1)].append(row)
    return tuple(
        Bin(
            low=place / _BINS,
            high=(place + 1) / _BINS,
            count=len(held),
            confidence=sum(row.confidence for row in held) / max(len(held), 1),
            right=sum(row.is_right for row in held) / max(len(held), 1),
        )
        for place, held in enumerate(bins)
    )


def figures(rows: Sequence[Row]) -> Mapping[str, float | None]:
    """The figures of `sambung evaluate`; None where the rows cannot tell.

    Shares are of the in-scope rows unless the name says otherwise; `all_found` is of the rows with
    several intents (all among the first three), `oos_answered` of the out-of-scope rows.
    """
    inside = [row for row in rows if not row.is_outside]
    outside = [row for row in rows if row.is_outside]
    several = [row for row in inside if len(row.wanted) > 1]
    return {
        "n": len(rows),
        "accuracy": _share(inside, lambda row: row.is_right),
        "programme_accuracy": _share(inside, lambda row: row.is_right_programme),
        "accuracy_at_3": _share(inside, lambda row: bool(row.wanted & {*row.ranking[:_RANKED]})),
        "all_found": _share(several, lambda row: row.wanted <= {*row.ranking[:_RANKED]}),
        "answered_or_offered": _share(
            inside, lambda row: bool(row.wanted & (row.answered | row.offered))
        ),
        "answered_wrongly": _share(inside, lambda row: bool(row.answered - row.wanted)),
        "oos_answered": _share(outside, lambda row: bool(row.answered)),
        "oos_auroc": _area(
            [row.confidence for row in inside], [row.confidence for row in outside]
        ),
        "oos_f1": _rejection_f1(rows) if outside else None,
        "coverage_at_95_precision": _coverage(rows, len(inside)),
        "calibration_error": _calibration_error(rows),
    }


def _share(rows: Sequence[Row], holds: Callable[[Row], bool]) -> float | None:
    return sum(map(holds, rows)) / len(rows) if rows else None


def _area(higher: Iterable[float], lower: Iterable[float]) -> float | None:
    """The chance that one of the first is above one of the second; a tie is half."""
    pairs = [(h > low) + 0.5 * (h == low) for low in lower for h in higher]
    return sum(pairs) / len(pairs) if pairs else None


def _rejection_f1(rows: Sequence[Row]) -> float:
    """F1 of telling out-of-scope rows: nothing was answered and nothing offered."""
    rejected = [row for row in rows if not row.answered and not row.offered]
    right = sum(row.is_outside for row in rejected)
    everything = len(rejected) + sum(row.is_outside for row in rows)
    return 2 * right / everything


def _coverage(rows: Sequence[Row], inside: int) -> float | None:
    """In-scope rows that could be answered directly at 95 % precision, with the best threshold."""
    if not inside:
        return None
    covered = right = best = 0
    ordered = sorted(rows, key=lambda row: -row.confidence)
    for place, row in enumerate(ordered, start=1):
        covered += not row.is_outside
        right += row.is_right
        tied = place < len(ordered) and ordered[place].confidence == row.confidence
        if not tied and right >= _PRECISION * place:
            best = covered
    return best / inside


def _calibration_error(rows: Sequence[Row]) -> float | None:
    """Expected calibration error (Naeini 2015): how far confidence and success lie apart."""
    gaps = (held.count * abs(held.confidence - held.right) for held in reliability(rows))
    return sum(gaps) / len(rows) if rows else None
