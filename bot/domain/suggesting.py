"""Which examples would help most: from questions whose meaning people told, and open ones."""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np

from bot.domain.knowledge import KnowledgeBase
from bot.domain.matching import Matcher, normalise
from bot.domain.matching.compiling import examples_of, phrases_of
from bot.domain.matching.features import FeatureSpace
from bot.domain.matching.likeness import Likeness
from bot.domain.redaction import RedactedText
from bot.domain.understanding import Candidate, Outcome, sure_intent

# A cosine; intents must agree as well. On the development questions six of ten open ones above it
# meant the same as the example (ten pairs: few, but lower bars found no better).
ALIKE = 0.4
# An answer with a lower score gains from one more example; a candidate below NEAR is a guess.
SURE_ENOUGH = 70.0
NEAR = 10.0
# Longer ones are stories: they teach words that decide nothing.
LONGEST_PHRASE = 120  # characters
MOST_CHOICES = 3
_PLACEHOLDER = re.compile(r"\[[^\[\]]{1,30}\]")


@dataclass(frozen=True, slots=True)
class Stored:
    """A question as it was kept. `intent` is what its asker said it means, "" while it is open;
    `rejected` is an answer that its asker called none.
    """

    question: RedactedText
    asker: str
    intent: str = ""
    rejected: str = ""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A phrase to add. `intents` is one, or the likeliest when somebody must decide.

    `people` is how many different askers it stands for; `others` are their wordings.
    """

    phrase: str
    intents: tuple[Candidate, ...]
    needs_decision: bool
    people: int
    others: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Wish:
    """A stored question that the base does not answer well yet."""

    phrase: str
    words: tuple[str, ...]
    asker: str
    intent: str
    candidates: tuple[Candidate, ...]

    def may_stand_for(self, other: "_Wish") -> bool:
        """Whether an example made of this one would be right for the other."""
        if self.intent:
            near = {other.intent} if other.intent else {c.intent for c in other.candidates}
            return self.intent in near
        return not other.intent and self.candidates[0].intent in {
            c.intent for c in other.candidates
        }


def suggest(
    base: KnowledgeBase, matcher: Matcher, stored: Iterable[Stored], most: int
) -> tuple[Suggestion, ...]:
    """At most `most` phrases, each the one that helps most people beyond those before it.

    Greedy cover (Nemhauser 1978): within 63 % of the best choice, and easy to read.
    """
    wishes = [wish for one in stored if (wish := _wish(base, matcher, one)) is not None]
    covers = _covers(base, matcher, wishes)
    is_example = _examples_in(base)
    able = [
        at
        for at, wish in enumerate(wishes)
        if len(wish.phrase) <= LONGEST_PHRASE
        and (not wish.intent or not is_example(wish.intent, wish.words))
    ]
    found: list[Suggestion] = []
    helped: set[int] = set()
    while able and len(found) < most:
        best = max(able, key=lambda at: _worth(at, covers[at] - helped, wishes))
        fresh = covers[best] - helped
        if best not in fresh:
            able.remove(best)  # its asker is helped by an earlier one already
            continue
        found.append(_suggestion(wishes[best], [wishes[at] for at in sorted(fresh)]))
        helped |= fresh
        able = [at for at in able if at not in helped]
    return tuple(found)


def _wish(base: KnowledgeBase, matcher: Matcher, stored: Stored) -> _Wish | None:
    """What the question still lacks; None when nothing, or when it cannot be an example."""
    phrase = " ".join(_PLACEHOLDER.sub(" ", stored.question).split())
    questions = matcher.understand(phrase)
    words = matcher.read(phrase).words
    if len(questions) != 1 or not words or (stored.intent and stored.intent not in base.intents):
        return None
    (question,) = questions
    answered = sure_intent(question)
    if stored.intent:
        sure = answered == stored.intent and question.candidates[0].score >= SURE_ENOUGH
        return None if sure else _Wish(phrase, words, stored.asker, stored.intent, ())
    near = tuple(
        c for c in question.candidates if c.score >= NEAR and c.intent != stored.rejected
    )[:MOST_CHOICES]
    answered_well = question.outcome is Outcome.ANSWER and answered != stored.rejected
    if answered_well or question.out_of_scope or not near:
        return None
    return _Wish(phrase, words, stored.asker, "", near)


def _covers(base: KnowledgeBase, matcher: Matcher, wishes: Sequence[_Wish]) -> list[set[int]]:
    """For every wish the places of those it may stand for, its own among them."""
    if not wishes:
        return []
    # A space of the wishes too: what needs an example most is said in words the base has not.
    phrases = phrases_of(base, lambda text: tuple(normalise(text, base.lexicon).split()))
    texts = [*(wish.words for wish in wishes), *(phrase.words for phrase in phrases)]
    space = FeatureSpace.of(texts, [], matcher.ranker.space.synonyms)
    vectors = [space.vector(wish.words) for wish in wishes]
    held = Likeness(vectors)
    return [
        {at}
        | {
            other
            for other in np.flatnonzero(held.to(vectors[at]) >= ALIKE).tolist()
            if wish.may_stand_for(wishes[other])
        }
        for at, wish in enumerate(wishes)
    ]


def _worth(at: int, fresh: set[int], wishes: Sequence[_Wish]) -> tuple[int, bool, int, int]:
    """Distinct people first; then what needs no decision, then the shorter, then the older."""
    people = len({wishes[other].asker for other in fresh})
    return people, bool(wishes[at].intent), -len(wishes[at].phrase), -at


def _suggestion(wish: _Wish, helped: Sequence[_Wish]) -> Suggestion:
    others = dict.fromkeys(one.phrase for one in helped if one.phrase != wish.phrase)
    return Suggestion(
        phrase=wish.phrase,
        intents=(Candidate(wish.intent, 100.0),) if wish.intent else wish.candidates,
        needs_decision=not wish.intent,
        people=len({one.asker for one in helped}),
        others=tuple(others),
    )


def _examples_in(base: KnowledgeBase) -> Callable[[str, tuple[str, ...]], bool]:
    """Whether an intent has an example of these words already."""

    @cache
    def examples(intent: str) -> frozenset[str]:
        held = base.intents[intent]
        aspect = held.aspect.phrases if held.aspect else ()
        return frozenset(normalise(text, base.lexicon) for text in (*examples_of(held), *aspect))

    return lambda intent, words: " ".join(words) in examples(intent)
