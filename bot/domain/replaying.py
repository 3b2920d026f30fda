"""What a change of the knowledge would do to people's questions, before it is published."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from bot.domain.redaction import RedactedText
from bot.domain.understanding import Outcome, Understanding, sure_intent

MOST_CHOICES = 3
EMERGENCY = "emergency"


@dataclass(frozen=True, slots=True)
class Asked:
    """A question people asked lately; `topic` the intent answered before it, "" without one."""

    text: RedactedText
    topic: str = ""
    people: int = 1


@dataclass(frozen=True, slots=True)
class Reaction:
    """What the bot makes of a question. `outcome`: answer, confirm, unknown or emergency.

    `intents` are those answered with, or those offered; `score` (0-100) is that of the first.
    """

    outcome: str
    intents: tuple[str, ...] = ()
    score: float = 0.0

    @staticmethod
    def to(meant: Understanding) -> "Reaction":
        """The reaction an understanding leads to."""
        if meant.emergency:
            return Reaction(EMERGENCY, (meant.emergency,), 100.0)
        sure = [q for q in meant.questions if q.outcome is Outcome.ANSWER]
        if sure:
            intents = tuple(dict.fromkeys(intent for q in sure if (intent := sure_intent(q))))
            return Reaction(Outcome.ANSWER, intents, sure[0].candidates[0].score)
        for question in meant.questions:
            if question.outcome is Outcome.CONFIRM:
                offered = question.candidates[:MOST_CHOICES]
                names = tuple(candidate.intent for candidate in offered)
                return Reaction(Outcome.CONFIRM, names, offered[0].score if offered else 0.0)
        return Reaction(Outcome.UNKNOWN)

    @property
    def is_answer(self) -> bool:
        """Whether something is answered, not only offered."""
        return self.outcome in (Outcome.ANSWER, EMERGENCY)

    @property
    def danger(self) -> str:
        """The emergency that was recognised, "" for none."""
        return self.intents[0] if self.outcome == EMERGENCY else ""


class Change(StrEnum):
    """How a reaction changed. The values stand in stored reports.

    GAINED: more is answered or offered than before; LOST: less; MOVED: another entry answers;
    OFFERED: still asked back, with other choices.
    """

    GAINED = "gained"
    LOST = "lost"
    MOVED = "moved"
    OFFERED = "offered"


_RANK = {Outcome.UNKNOWN: 0, Outcome.CONFIRM: 1, Outcome.ANSWER: 2, EMERGENCY: 2}


def differs(before: Reaction, after: Reaction) -> bool:
    """Whether a person would notice: the order of choices is none, nor is a score."""
    if before.outcome == after.outcome:
        return set(before.intents) != set(after.intents)
    return True


@dataclass(frozen=True, slots=True)
class Changed:
    """A question that would be met otherwise; `because` the new example that draws it, or ""."""

    asked: Asked
    before: Reaction
    after: Reaction
    because: str = ""

    @property
    def kind(self) -> Change:
        """Better, worse, or only different."""
        gained = _RANK[self.after.outcome] - _RANK[self.before.outcome]
        if gained:
            return Change.GAINED if gained > 0 else Change.LOST
        if not self.after.is_answer:
            return Change.OFFERED
        if self.before.outcome == self.after.outcome == Outcome.ANSWER:
            old, new = set(self.before.intents), set(self.after.intents)
            if old < new:
                return Change.GAINED
            if new < old:
                return Change.LOST
        return Change.MOVED


@dataclass(frozen=True, slots=True)
class Finding:
    """Something wrong in the files, in words for the admin: where, what, how to mend it."""

    file: str
    line: int
    what: str
    fix: str = ""

    def __str__(self) -> str:
        place = f"{self.file}, baris {self.line}: " if self.line else f"{self.file}: "
        return f"{place if self.file else ''}{self.what}" + (f" {self.fix}" if self.fix else "")


@dataclass(frozen=True, slots=True)
class Stray:
    """An entry's own example that would not reach its entry any more."""

    text: str
    intent: str
    after: Reaction


@dataclass(frozen=True, slots=True)
class GateReport:
    """What the gate found out about a proposed change.

    `problems` keep the folder from being read, `harm` changes what happens in danger, `broken` are
    cases of periksa/ that pass today, `mended` such that fail today. `failure`: why the gate
    itself came to no end (it can be run again), "" when it did. `replayed` counts questions.
    """

    problems: tuple[Finding, ...] = ()
    harm: tuple[Finding, ...] = ()
    broken: tuple[Finding, ...] = ()
    mended: tuple[Finding, ...] = ()
    own_examples: tuple[Stray, ...] = ()
    changed: tuple[Changed, ...] = ()
    replayed: int = 0
    seconds: float = 0.0
    failure: str = ""

    @property
    def is_blocked(self) -> bool:
        """Whether nobody may publish this."""
        return bool(self.failure or self.problems or self.harm)

    @property
    def needs_reason(self) -> bool:
        """Whether somebody must say why it is published all the same."""
        worse = self.of(Change.LOST) or self.of(Change.MOVED)
        return bool(self.broken or self.own_examples or worse)

    def of(self, kind: Change) -> tuple[Changed, ...]:
        """The changes of one kind, those of most people first."""
        return tuple(change for change in self.changed if change.kind is kind)

    @property
    def thefts(self) -> Mapping[tuple[str, str], int]:
        """(thief, victim) -> distinct questions: "would now steal 3 from pkh/syarat"."""
        moved = self.of(Change.MOVED)
        return Counter(
            (thief, victim)
            for change in moved
            for victim in change.before.intents
            if victim not in change.after.intents
            for thief in change.after.intents[:1]
        )
