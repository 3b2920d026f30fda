"""The same questions asked of two bases, by two processes; what is known already is not asked."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from bot.domain.gatekeeping import Check, Wording
from bot.domain.knowledge import KnowledgeBase
from bot.domain.meaning import Meaning
from bot.domain.replaying import Asked, Finding, Reaction
from bot.domain.understanding import Understanding
from bot.gate.memory import Heard, Today, hashed, wordings_of
from bot.gate.together import together
from bot.loader import Problem
from bot.loader.rehearsal import rehearsed

_OFTEN = 250  # questions between two words of progress
_NOT_LOOKED = "?"


@dataclass(frozen=True, slots=True)
class Plan:
    """What is to be asked of the new base (`wordings`), and what of today's (`unheard`); `heard`
    is what today's is known to make of the others.

    `same_signs` when both know the same signs of danger: found once, it is found for both.
    """

    wordings: Sequence[Wording]
    heard: Mapping[Wording, Heard] = field(default_factory=dict)
    unheard: frozenset[Wording] = frozenset()
    same_signs: bool = False

    @staticmethod
    def of(base: KnowledgeBase, today: Today | None, asked: Sequence[Asked], key: bytes) -> "Plan":
        """The plan for a new base; without today's there is nothing to compare with."""
        wordings = wordings_of(base, asked)
        if today is None:
            return Plan(wordings)
        old = wordings_of(today.learned.base, asked)
        known = today.memory.heard
        heard = {w: found for w in old if (found := known.get(hashed(key, w))) is not None}
        unheard = frozenset(wording for wording in old if wording not in heard)
        return Plan(wordings, heard, unheard, _same_signs(base, today.learned.base))

    def dangers(self) -> dict[str, str | None]:
        """Text -> the danger in it, as far as that is known of the new base."""
        if not self.same_signs:
            return {}
        return {wording[0]: found.danger for wording, found in self.heard.items()}


@dataclass(slots=True)
class Replayed:
    """What both bases made of the wordings."""

    before: dict[Wording, Heard] = field(default_factory=dict)
    after: dict[Wording, Heard] = field(default_factory=dict)


class Replay:
    """A plan carried out. `before` may be None; `dangers` are those of the new base."""

    def __init__(
        self,
        plan: Plan,
        before: Meaning | None,
        after: Meaning,
        dangers: Mapping[str, str | None],
    ) -> None:
        self._plan = plan
        self._before = before
        self._after = after
        self._dangers = dangers
        self._wanted = frozenset(plan.wordings)

    def run(self, tick: Callable[[float], None]) -> Replayed:
        """Ask in two processes; `tick` hears the share that is done."""
        everything = list(dict.fromkeys([*self._plan.wordings, *sorted(self._plan.unheard)]))
        # In turn: questions cost more than examples, and each kind stands together.
        mine, theirs = together(
            lambda: self._ask(everything[::2], tick),
            lambda: self._ask(everything[1::2], lambda _: None),
        )
        mine.before.update(theirs.before)
        mine.after.update(theirs.after)
        return mine

    def _ask(self, wordings: Sequence[Wording], tick: Callable[[float], None]) -> Replayed:
        found = Replayed()
        for place, wording in enumerate(wordings):
            if place % _OFTEN == 0:
                tick(place / len(wordings))
            danger = self._dangers.get(wording[0], _NOT_LOOKED)
            if self._before is not None and wording in self._plan.unheard:
                told = danger if self._plan.same_signs else _NOT_LOOKED
                found.before[wording] = heard = _heard(self._before, wording, told)
                danger = heard.danger if self._plan.same_signs else danger
            if wording in self._wanted:
                found.after[wording] = _heard(self._after, wording, danger)
        return found


def _heard(meaning: Meaning, wording: Wording, danger: str | None) -> Heard:
    text, topic = wording
    if danger == _NOT_LOOKED:
        danger = meaning.danger(text)
    if danger:
        return Heard(danger, Reaction.to(Understanding((), danger)))
    return Heard(None, Reaction.to(meaning.without_signs(text, topic or None)))


def _same_signs(base: KnowledgeBase, other: KnowledgeBase) -> bool:
    return (
        base.emergencies == other.emergencies
        and base.lexicon.spellings == other.lexicon.spellings
        and {sign.intent in base.intents for sign in base.emergencies}
        == {sign.intent in other.intents for sign in other.emergencies}
    )


def failing_questions(base: KnowledgeBase, meaning: Meaning) -> dict[Check, Finding]:
    """The questions of periksa/ that lead astray."""
    return {
        (expected.text, expected.intent, expected.must_reach): finding_of(problem)
        for expected in base.expectations
        if (problem := rehearsed(expected, meaning))
    }


def failing_households(problems: Iterable[Problem]) -> dict[Check, Finding]:
    """The households of periksa/ that come out otherwise."""
    return {(problem.what, "", True): finding_of(problem) for problem in problems}


def finding_of(problem: Problem) -> Finding:
    """A problem of the loader as the gate tells of it."""
    return Finding(problem.file, problem.line, problem.what, problem.fix)
