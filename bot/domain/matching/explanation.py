"""What an explanation consists of; `explaining` makes them."""

from dataclasses import dataclass

from bot.domain.matching.deciding import Limits, Rule
from bot.domain.matching.evidence import Piece
from bot.domain.matching.tracing import WordRead
from bot.domain.understanding import Candidate, Question


@dataclass(frozen=True, slots=True)
class Named:
    """A name found in the text; `trust` is how surely it means its programme, 0 to 1."""

    text: str
    programmes: tuple[str, ...]
    trust: float
    is_negated: bool


@dataclass(frozen=True, slots=True)
class Evidence:
    """What a piece adds to one intent beyond another, in natural logarithms."""

    piece: Piece
    weight: float


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two intents held against each other.

    `lead` is the logarithm of how many times likelier the first is; `rest` is the part of it that
    is nobody's word: how often each is asked and how many rivals it has in its group.
    """

    first: str
    second: str
    lead: float
    rest: float
    for_first: tuple[Evidence, ...]
    for_second: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Example:
    """An example phrase of an intent near the text; `likeness` is their cosine, 0 to 1."""

    intent: str
    text: str
    likeness: float
    file: str


@dataclass(frozen=True, slots=True)
class Explanation:
    """One question of an utterance: how it was read, what was decided, by which rule and why.

    `group` and `outside` are chances, 0 to 1. `is_background`: another question of the utterance
    is answered, so this one is passed over.
    """

    question: Question
    candidates: tuple[Candidate, ...]
    group: float
    outside: float
    rule: Rule
    limits: Limits
    is_background: bool
    words: tuple[WordRead, ...]
    names: tuple[Named, ...]
    topic: str
    comparison: Comparison | None
    examples: tuple[Example, ...]


@dataclass(frozen=True, slots=True)
class Expected:
    """How near the intent came that should have been found: `rank` from 1, `score` 0-100.

    `new_words` stand in none of its examples; `comparison` holds the winner against it.
    """

    intent: str
    rank: int
    score: float
    new_words: tuple[str, ...]
    comparison: Comparison | None
    examples: tuple[Example, ...]


@dataclass(frozen=True, slots=True)
class Trial:
    """What the text as one more example of `intent` would change.

    `score` and `rank` are the models' own, 0-100 and from 1: the text itself would be known word
    by word, so only they tell how much similar texts gain. `broken` and `mended` are questions of
    periksa/, each with its place.
    """

    intent: str
    text: str
    after: tuple[Question, ...]
    score: float
    rank: int
    broken: tuple[str, ...]
    mended: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Why:
    """Everything `ask --why` tells. `route` is the handler that takes the turn."""

    route: str
    emergency: str | None
    explanations: tuple[Explanation, ...]
    expected: Expected | None = None
    trial: Trial | None = None
