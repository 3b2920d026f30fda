"""Where the understanding fails: what is taken for what, and which intents suffer."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from bot.domain.measures import Bin, Row

NOTHING = ""  # what a row is taken for that has no candidate
_EXAMPLE_CHARACTERS = 60


@dataclass(frozen=True, slots=True)
class Confusion:
    """Rows of `expected` that were taken for `predicted`; `example` is the first one's text."""

    expected: str
    predicted: str
    count: int
    example: str


@dataclass(frozen=True, slots=True)
class IntentFigures:
    """How the `n` rows of one intent fared, as counts.

    `answered` and `offered` (not answered) speak of the right intent, `wrongly` of an answer that
    was not asked for. Out of scope, `right` is a row that got neither answer nor choices.
    """

    intent: str
    n: int
    right: int
    answered: int
    offered: int
    wrongly: int


@dataclass(frozen=True, slots=True)
class Perturbed:
    """The figures under one perturbation (shares), and what they lost, in points of 100."""

    accuracy: float
    answered_or_offered: float
    accuracy_loss: float
    answered_or_offered_loss: float


@dataclass(frozen=True, slots=True)
class Report:
    """All that `sambung evaluate` tells; `perturbed` is by the perturbation's name."""

    figures: Mapping[str, float | None]
    confusions: tuple[Confusion, ...]
    intents: tuple[IntentFigures, ...]
    reliability: tuple[Bin, ...]
    perturbed: Mapping[str, Perturbed] = field(default_factory=dict)


def confusions(rows: Sequence[Row]) -> tuple[Confusion, ...]:
    """What was taken for something else, the most frequent first.

    An out-of-scope row counts when it was answered; the others when the first candidate is wrong.
    """
    found: dict[tuple[str, str], list[str]] = defaultdict(list)
    for row in rows:
        if row.answered if row.is_outside else not row.is_right:
            predicted = row.ranking[0] if row.ranking else NOTHING
            found[row.expected, predicted].append(row.text)
    pairs = sorted(found.items(), key=lambda pair: (-len(pair[1]), pair[0]))
    return tuple(
        Confusion(expected, predicted, len(texts), _cut(texts[0]))
        for (expected, predicted), texts in pairs
    )


def by_intent(rows: Sequence[Row]) -> tuple[IntentFigures, ...]:
    """The intents asked for, those with the most rows lost first."""
    grouped: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        grouped[row.expected].append(row)
    found = [_intent(expected, asked) for expected, asked in grouped.items()]
    return tuple(sorted(found, key=lambda one: (one.right - one.n, -one.wrongly, one.intent)))


def _intent(expected: str, rows: Sequence[Row]) -> IntentFigures:
    outside = rows[0].is_outside
    return IntentFigures(
        intent=expected,
        n=len(rows),
        right=sum(not (r.answered or r.offered) if outside else r.is_right for r in rows),
        answered=sum(bool(row.wanted & row.answered) for row in rows),
        offered=sum(bool(row.wanted & (row.offered - row.answered)) for row in rows),
        wrongly=sum(bool(row.answered - row.wanted) for row in rows),
    )


def _cut(text: str) -> str:
    line = " ".join(text.split())
    short = line[: _EXAMPLE_CHARACTERS - 1].rstrip()
    return line if len(line) <= _EXAMPLE_CHARACTERS else f"{short}…"
