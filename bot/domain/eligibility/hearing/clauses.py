"""Clauses: what is said, what is denied, what is asked of the bot, what was once or elsewhere."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, auto

from bot.domain.eligibility.hearing.items import Item
from bot.domain.eligibility.hearing.terms import Kind

_NAMING = (Kind.ROLE, Kind.TRAIT, Kind.OPTION, Kind.TOPIC)
_SENTENCE_ENDS = frozenset(".!?\n")
_CLAUSE_ENDS = _SENTENCE_ENDS | frozenset(",;:()")


class Polarity(Enum):
    """SO: said. NOT: denied. AFTER: a "no" stands behind it. ASIDE: once, elsewhere or wished."""

    SO = auto()
    NOT = auto()
    AFTER = auto()
    ASIDE = auto()


@dataclass(frozen=True, slots=True)
class Mention:
    """An item and whether it is said to be so."""

    item: Item
    polarity: Polarity = Polarity.SO

    @property
    def is_so(self) -> bool:
        """True unless it is denied or set aside."""
        return self.polarity is Polarity.SO

    @property
    def is_denied(self) -> bool:
        """True where a "no" belongs to it."""
        return self.polarity in (Polarity.NOT, Polarity.AFTER)


@dataclass(frozen=True, slots=True)
class Clause:
    """What stands between two commas. `mark` is what it ends with."""

    mentions: tuple[Mention, ...]
    mark: str = ""

    def has(self, *kinds: Kind) -> bool:
        """True when something in it may say one of these things."""
        return any(mention.item.has(*kinds) for mention in self.mentions)

    @property
    def strange(self) -> int:
        """How many words of it say nothing to us."""
        return sum(mention.item.is_strange for mention in self.mentions)

    @property
    def is_asked(self) -> bool:
        """A question to the bot. "Ra ngerti pira" is none."""
        return self.has(Kind.ASKS) and not self.has(Kind.UNKNOWN)


def clauses(items: list[Item]) -> list[Clause]:
    """All clauses of a message."""
    found: list[Clause] = []
    current: list[Item] = []
    for item in items:
        is_but = item.has(Kind.BUT)
        if (item.is_mark and item.text in _CLAUSE_ENDS) or is_but:
            mark = "," if is_but else item.text
            found.append(Clause(tuple(_judged(current)), mark))
            current = []
        else:
            current.append(item)
    found.append(Clause(tuple(_judged(current))))
    return [clause for clause in found if clause.mentions or clause.mark in _SENTENCE_ENDS]


def told(found: list[Clause]) -> tuple[list[Clause], bool]:
    """The clauses that tell something, and whether others asked something of the bot.

    In "iya, emang kenapa?" the "iya" is told; in "anak SD dapat?" nothing is.
    """
    kept: list[Clause] = []
    sentence: list[Clause] = []
    asks = False
    for clause in (*found, Clause((), ".")):
        sentence.append(clause)
        if clause.mark not in _SENTENCE_ENDS:
            continue
        said = _said(sentence)
        asks = asks or len(said) < len([part for part in sentence if part.mentions])
        kept += said
        sentence = []
    return kept, asks


def _said(sentence: list[Clause]) -> list[Clause]:
    parts = [clause for clause in sentence if clause.mentions]
    asked = [place for place, clause in enumerate(parts) if clause.is_asked]
    if sentence[-1].mark == "?":
        return parts[: asked[0]] if asked else []
    return [clause for clause in parts if not clause.is_asked]


def _judged(items: list[Item]) -> Iterator[Mention]:
    """Every item with its polarity: "tidak dapat PKH atau KIP", "PKH tidak, KIP iya"."""
    polarities = [Polarity.SO] * len(items)
    state = Polarity.SO
    scope: set[str] | None = None
    last_no = None
    for place, item in enumerate(items):
        if item.has(Kind.ASIDE):
            state, scope = Polarity.ASIDE, None
        elif _names(item):
            last_no = None
            state, scope = _continued(state, scope, item)
            polarities[place] = state
        elif item.has(Kind.NO) and state is not Polarity.ASIDE:
            state, scope, last_no = Polarity.NOT, None, place
        elif item.has(Kind.YES) and state is Polarity.NOT and last_no != place - 1:
            state, last_no = Polarity.SO, None
    if last_no is not None:
        _deny_before(items, polarities, last_no)
    yield from (Mention(*pair) for pair in zip(items, polarities, strict=True))


def _names(item: Item) -> bool:
    return any(not sense.is_label for sense in item.of(*_NAMING)) or (
        item.has(*_NAMING) and not item.has(Kind.NO, Kind.YES)
    )


def _continued(
    state: Polarity, scope: set[str] | None, item: Item
) -> tuple[Polarity, set[str] | None]:
    """A "no" goes on over what belongs to the same question."""
    questions = {sense.question for sense in item.senses if sense.question}
    if state is not Polarity.NOT or not questions:
        return state, scope
    if scope is None:
        return state, questions
    return (state, scope) if scope & questions else (Polarity.SO, None)


def _deny_before(items: list[Item], polarities: list[Polarity], no: int) -> None:
    """ "PKH tidak": back to the yes or no before."""
    for place in range(no - 1, -1, -1):
        if items[place].has(Kind.YES, Kind.NO) and not _names(items[place]):
            return
        if items[place].has(*_NAMING) and polarities[place] is Polarity.SO:
            polarities[place] = Polarity.AFTER
