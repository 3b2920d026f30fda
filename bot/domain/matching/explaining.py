"""Why an utterance was understood as it was: for an admin who sees a wrong answer."""

import math
from collections.abc import Iterator, Mapping
from dataclasses import replace

import numpy as np

from bot.domain.knowledge import Intent, KnowledgeBase
from bot.domain.matching.calibrating import Doubles
from bot.domain.matching.compiling import FIRST_ASPECT, OUTSIDE, examples_of, without_marks
from bot.domain.matching.deciding import (
    Opinion,
    Rule,
    decide,
    limits_for,
    rule_for,
    without_background,
)
from bot.domain.matching.evidence import Piece
from bot.domain.matching.explanation import (
    Comparison,
    Evidence,
    Example,
    Expected,
    Explanation,
    Named,
)
from bot.domain.matching.features import NAME_MARK
from bot.domain.matching.known import SMALL_WORDS
from bot.domain.matching.likeness import Likeness
from bot.domain.matching.matcher import Matcher
from bot.domain.matching.normalising import normalise
from bot.domain.matching.reading import Reading
from bot.domain.matching.tracing import trace
from bot.domain.matching.words import stem
from bot.domain.understanding import Question

MOST_EVIDENCE = 6
MOST_EXAMPLES = 2
# Below a factor of 1.05 a piece of evidence decides nothing and would only fill the screen.
_LEAST_WEIGHT = 0.05


def with_example(base: KnowledgeBase, intent: str, text: str) -> KnowledgeBase:
    """The base with one more example phrase of an intent."""
    held = base.intents[intent]
    richer = replace(held, examples=(*held.examples, text))
    return replace(base, intents={**base.intents, intent: richer})


class Explainer:
    """Explains what one matcher makes of texts."""

    def __init__(self, base: KnowledgeBase, matcher: Matcher) -> None:
        self._base = base
        self._matcher = matcher
        self._ranker = matcher.ranker

    def explain(self, utterance: str, topic: str | None = None) -> tuple[Explanation, ...]:
        """One explanation for every question of the utterance, in their order."""
        opinions = self._matcher.opinions(utterance, topic)
        kept = without_background(tuple(map(decide, opinions)))
        return tuple(self._explained(opinion, kept) for opinion in opinions)

    def expected(self, text: str, intent: str, topic: str | None = None) -> Expected:
        """How near an intent is to a text read as one question, by the models alone."""
        reading = self._matcher.read(text)
        chances = self._chances(reading, topic or "")
        at = self._ranker.intents.index(intent)
        best = self._ranker.intents[int(chances.argmax())]
        told = {stem(w) for _, words, _ in self._phrases(intent) for w in words}
        asked = dict.fromkeys(without_marks(reading.hidden))
        return Expected(
            intent=intent,
            rank=1 + int((chances > chances[at]).sum()),
            score=round(100 * float(chances[at]), 1),
            new_words=tuple(w for w in asked if w not in SMALL_WORDS and stem(w) not in told),
            comparison=self._compare(reading, topic or "", best, intent)
            if best != intent
            else None,
            examples=self._nearest(reading, intent),
        )

    def _explained(self, opinion: Opinion, kept: tuple[Question, ...]) -> Explanation:
        question, reading = decide(opinion), self._matcher.read(opinion.text)
        rule = rule_for(opinion)
        firsts = [candidate.intent for candidate in opinion.candidates[:2]]
        if rule is Rule.OUTSIDE:  # what lost against nothing of ours is nobody's runner-up
            firsts = firsts[:1]
        near = [OUTSIDE, *firsts] if rule is Rule.OUTSIDE else firsts
        return Explanation(
            question=question,
            candidates=opinion.candidates,
            group=round(opinion.group, 3),
            outside=round(opinion.outside, 3),
            rule=rule,
            limits=limits_for(opinion),
            is_background=question not in kept,
            words=trace(opinion.text, reading.words, self._base.lexicon, self._matcher.repairer),
            names=tuple(self._named(reading)),
            topic=opinion.topic,
            comparison=self._compare(reading, opinion.topic, *firsts)
            if len(firsts) == 2
            else None,
            examples=tuple(e for intent in near for e in self._nearest(reading, intent)),
        )

    def _named(self, reading: Reading) -> Iterator[Named]:
        for mention in reading.mentions:
            trust = self._ranker.trust(mention.key(reading.words))
            name = " ".join(reading.words[mention.start : mention.end])
            programmes = tuple(sorted(mention.programmes))
            yield Named(name, programmes, round(trust, 3), mention.negated)

    def _chances(self, reading: Reading, topic: str) -> Doubles:
        return self._matcher.probabilities(reading, topic)

    def _compare(self, reading: Reading, topic: str, first: str, second: str) -> Comparison:
        chances = self._chances(reading, topic)
        one, two = (float(chances[self._ranker.intents.index(i)]) for i in (first, second))
        group = topic.partition("/")[0]
        weights = _difference(
            self._ranker.evidence(reading, group, first),
            self._ranker.evidence(reading, group, second),
        )
        lead = math.log(max(one, 1e-30) / max(two, 1e-30))
        strong = [Evidence(p, round(w, 3)) for p, w in weights if abs(w) >= _LEAST_WEIGHT]
        return Comparison(
            first=first,
            second=second,
            lead=round(lead, 3),
            rest=round(lead - sum(weight for _, weight in weights), 3),
            for_first=tuple(e for e in strong if e.weight > 0)[:MOST_EVIDENCE],
            for_second=tuple(e for e in strong if e.weight < 0)[:MOST_EVIDENCE],
        )

    def _nearest(self, reading: Reading, intent: str) -> tuple[Example, ...]:
        phrases = list(self._phrases(intent))
        space = self._ranker.space
        held = Likeness([space.vector(words) for _, words, _ in phrases])
        # An aspect's phrases name no programme, and some leave a place for one.
        ways = {reading.words, reading.hidden, without_marks(reading.hidden)}
        likeness = np.max([held.to(space.vector(way)) for way in ways], axis=0)
        best = np.argsort(-likeness, kind="stable")[:MOST_EXAMPLES]
        found = ((phrases[at], round(min(float(likeness[at]), 1.0), 3)) for at in best)
        return tuple(Example(intent, text, near, file) for (text, _, file), near in found)

    def _phrases(self, intent: str) -> Iterator[tuple[str, tuple[str, ...], str]]:
        """An intent's own phrases and its aspect's: text, words, file."""
        if intent == OUTSIDE:
            yield from ((text, self._split(text), "") for text in self._base.lexicon.outside)
            return
        held = self._base.intents[intent]
        yield from ((text, self._split(text), held.file) for text in examples_of(held))
        yield from self._aspect_phrases(held)

    def _aspect_phrases(self, held: Intent) -> Iterator[tuple[str, tuple[str, ...], str]]:
        if (aspect := held.aspect) is None:
            return
        if aspect.id == FIRST_ASPECT and held.programme:  # what a bare name asks for
            yield from ((name, self._split(name), held.file) for name in held.programme.names)
        for text in aspect.phrases:
            yield text, self._split(text), aspect.file
        for text in aspect.named_phrases:
            before, _, after = text.partition("{nama}")
            yield text, (*self._split(before), NAME_MARK, *self._split(after)), aspect.file

    def _split(self, text: str) -> tuple[str, ...]:
        return tuple(normalise(text, self._base.lexicon).split())


def _difference(
    first: Mapping[Piece, float], second: Mapping[Piece, float]
) -> list[tuple[Piece, float]]:
    """What every piece adds to the first beyond the second, the heaviest first."""
    weights = {p: first.get(p, 0.0) - second.get(p, 0.0) for p in {**first, **second}}
    return sorted(weights.items(), key=lambda pair: (-abs(pair[1]), pair[0].text))
