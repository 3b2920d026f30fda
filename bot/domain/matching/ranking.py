"""How likely each intent is: group model x tail model, names, the topic of the conversation."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

import numpy as np

from bot.domain.knowledge import KnowledgeBase
from bot.domain.matching.compiling import (
    ANY_GROUP,
    GENERAL_AID,
    OUTSIDE,
    Material,
    Phrase,
    group_lessons,
    name_trust,
    ready_aspects,
    tail_lessons,
    without_marks,
)
from bot.domain.matching.evidence import Kind, Piece
from bot.domain.matching.features import NAME_MARK, Encoded, FeatureSpace
from bot.domain.matching.layout import NEVER, Layout
from bot.domain.matching.names import NameFinder
from bot.domain.matching.nearest import Examples
from bot.domain.matching.normalising import Normaliser
from bot.domain.matching.reading import Reading
from bot.domain.matching.scoring import Scores
from bot.domain.matching.sparse import Floats
from bot.domain.matching.training import Train
from bot.domain.matching.words import stem

# All in natural logarithms. A trusted name makes its programme some 400 times as likely; a
# general word for aid ("bansos") only four times, since people say it of every programme.
_NAME_BONUS = 4.5
_GENERAL_BONUS = 1.5
_CERTAIN = 18.0
# After an answer, a question without a programme's name is mostly about the same one.
_TOPIC_BONUS = 2.6
# The likeliest intents are held against their own examples; what a likeness of 1 is worth.
_HELD_AGAINST = 6
_LIKENESS = 10.0
# A base without aspects has a class for every intent already: there likeness helps only where
# examples are few. Measured on MASSIVE with 1, 2, 5 and 20 phrases an intent.
_LIKENESS_FLAT = 12.0
# Above this chance no example would change anything.
_SURE = 0.98
# A follow-up may mean any of these many aspects of what was talked about.
_OF_TOPIC = 3
# A name this trusted says which programme is meant.
_TRUSTED = 0.5
# Emergencies are recognised by signs before anything is matched; what is left is seldom one.
_EMERGENCIES = "darurat"
_SELDOM_EMERGENCY = -2.0


@dataclass(frozen=True, slots=True)
class Ranking:
    """Probabilities of all intents, in the ranker's order, and of none of ours."""

    chances: Floats
    outside: float


class Ranker:
    """The two models of a base, compiled, and how their opinions are joined."""

    def __init__(
        self,
        base: KnowledgeBase,
        material: Material,
        finder: NameFinder,
        normaliser: Normaliser,
        train: Train,
    ) -> None:
        phrases, passages = material.phrases, material.passages
        self.layout = layout = Layout(base)
        self.intents = layout.intents
        self._finder = finder
        find = cache(finder.find)  # the same texts are read for several models
        tails = tail_lessons(phrases, passages, find)
        texts = [phrase.words for phrase in phrases] + [lesson.words for lesson in tails]
        self._space = FeatureSpace.of(
            [*dict.fromkeys(texts), (NAME_MARK,)],
            [p.words for p in passages],
            _synonyms(base, normaliser),
        )
        # Where every intent is a group of its own, groups and tails are the same thing.
        groups = [] if layout.is_flat else group_lessons(phrases, passages)
        self._groups, self._tails = map(Scores, train(self._space, (groups, tails)))
        self._trust = name_trust(phrases, passages, find)
        self._ready = ready_aspects(phrases, find, layout.aspects)
        self._group_at = self._groups.places(group for group, _ in layout.parts)
        self._tail_at = self._tails.places(tail for _, tail in layout.parts)
        self._head_start = np.array(
            [_SELDOM_EMERGENCY * (group == _EMERGENCIES) for group, _ in layout.parts], np.float32
        )
        behind = len(self.intents) + 1
        self._aspect_at = {aspect: behind + i for i, aspect in enumerate(base.aspects)}
        self._examples = self._examples_of(phrases)
        self._space = self._space.for_serving()
        each = sum(p.intent is not None for p in phrases) / max(len(self.intents), 1)
        self._worth_of_likeness = _LIKENESS if layout.aspects else _LIKENESS_FLAT / (each + 1)

    def _examples_of(self, phrases: Iterable[Phrase]) -> Examples:
        """What every intent was taught with; behind them what is none of ours, and the aspects."""
        numbered = [(p.words, place) for p in phrases if (place := self._place_of(p)) is not None]
        return Examples.of(self._space, numbered, len(self.intents) + 1 + len(self._aspect_at))

    def _place_of(self, phrase: Phrase) -> int | None:
        if phrase.intent:
            return self.layout.places[phrase.intent]
        if phrase.group == OUTSIDE:
            return len(self.intents)
        return self._aspect_at.get(phrase.tail or "")

    def read(self, words: tuple[str, ...]) -> Reading:
        """The words with the programme names among them."""
        return Reading(words, self._finder.find(words))

    def rank(self, reading: Reading, topic: str) -> Ranking:
        """The chances of every intent; `topic` is the group talked about before, or ""."""
        text = self._space.encode(reading.words)
        scores = self._by_models(text, reading, topic)
        chances = _chances(scores)
        if chances.max(initial=0.0) < _SURE:
            best = self._worth_comparing(scores, "" if reading.named else topic)
            likeness = self._likeness(text, reading, best, topic)
            # Whoever is not among the likeliest is taken for as like as the least of them.
            scores[best] += self._worth_of_likeness * (np.array(likeness) - min(likeness))
            chances = _chances(scores)
        return Ranking(chances[:-1], float(chances[-1]))

    def _by_models(self, text: Encoded, reading: Reading, topic: str) -> Floats:
        """What both models make of every intent and, last, of what is none of ours."""
        hidden = reading.hidden
        aspect, passing = self._ready.get(without_marks(hidden), ("", frozenset[str]()))
        groups = self._group_scores(text, reading, passing, sure=bool(aspect))
        tails = self._tails.of(self._space.encode(hidden) if reading.mentions else text)
        if aspect:
            tails[:] = NEVER
            tails[self._tails.place(aspect)] = 0.0
        anyone = groups[self._groups.place(ANY_GROUP)] + (_TOPIC_BONUS if topic else 0.0)
        by_group = np.logaddexp(groups[self._group_at], anyone + self.layout.home(topic))
        joint = by_group + self.layout.within_groups(tails[self._tail_at]) + self._head_start
        outside = groups[self._groups.place(OUTSIDE)] + tails[self._tails.place(OUTSIDE)]
        return np.append(joint, outside)

    def _worth_comparing(self, scores: Floats, topic: str) -> list[int]:
        """The likeliest intents and the `topic`'s likeliest aspects."""
        chosen = min(_HELD_AGAINST, len(scores))
        best: list[int] = np.argpartition(scores, -chosen)[-chosen:].tolist()
        talked = sorted(self.layout.topics.get(topic, ()), key=lambda i: -scores[i])[:_OF_TOPIC]
        return best + [i for i in talked if i not in best]

    def _likeness(
        self, text: Encoded, reading: Reading, intents: list[int], topic: str
    ) -> list[float]:
        """How like the text is to the examples of these intents.

        Where the programme is clear, what was taught of the aspect alone counts too: "syarat pip
        apa" is like "syarat {nama} apa", and in talk of PKH "syaratnya" like that of any aid.
        """
        clear = self._clear_groups(reading, topic)
        shared = {
            at: [self._aspect_at[tail], *(self._twin(at) if group == topic else ())]
            for at in intents
            for group, tail in self.layout.parts[at : at + 1]  # none for what is outside
            if group in clear and tail in self._aspect_at
        }
        asked = list(dict.fromkeys(place for places in shared.values() for place in places))
        if reading.mentions and asked:
            hidden = self._space.encode(reading.hidden)
            own = self._examples.likeness(self._space, text, intents)
            others = self._examples.likeness(self._space, hidden, asked)
        else:
            both = self._examples.likeness(self._space, text, [*intents, *asked])
            own, others = both[: len(intents)], both[len(intents) :]
        found = dict(zip(asked, others, strict=True))
        return [
            max([like, *(found[place] for place in shared.get(at, ()))])
            for at, like in zip(intents, own, strict=True)
        ]

    def _clear_groups(self, reading: Reading, topic: str) -> frozenset[str]:
        """The programmes surely meant: those named, or else the topic and aid in general."""
        trusted = (m for m in reading.mentions if not m.negated)
        named = frozenset(
            programme
            for mention in trusted
            if self.trust(mention.key(reading.words)) >= _TRUSTED
            for programme in mention.programmes
        )
        return named or frozenset({topic, GENERAL_AID})

    def _twin(self, at: int) -> list[int]:
        general = self.layout.general[at]
        return [] if general is None else [general]

    @property
    def space(self) -> FeatureSpace:
        """The features that every text is compared in."""
        return self._space

    def trust(self, name: str) -> float:
        """How surely a name (written without spaces) stands for its programme, 0 to 1."""
        return self._trust.get(name, 1.0)

    def evidence(self, reading: Reading, topic: str, intent: str) -> dict[Piece, float]:
        """What speaks for an intent, piece by piece, in natural logarithms.

        Exact but for one step: where the chance of the programme and that of "any programme" add
        up, their pieces count by their shares (first order). Biases are left out.
        """
        at = self.intents.index(intent)
        group, tail = self.layout.parts[at]
        aspect, passing = self._ready.get(without_marks(reading.hidden), ("", frozenset[str]()))
        text = self._space.encode(reading.words)
        groups = self._group_scores(text, reading, passing, sure=bool(aspect))
        away = float(self.layout.home(topic)[at]) + (_TOPIC_BONUS if topic else 0.0)
        anyone = groups[self._groups.place(ANY_GROUP)] + away
        own = 1.0 / (1.0 + float(np.exp(anyone - groups[self._groups.place(group)])))
        found: dict[Piece, float] = defaultdict(float)
        for mention in reading.mentions:
            worth = self._bonuses(Reading(reading.words, (mention,)), passing, bool(aspect))
            name = " ".join(reading.words[mention.start : mention.end])
            found[Piece(Kind.NAME, name)] += own * worth.get(group, 0.0)
        if topic:
            found[Piece(Kind.TOPIC, topic)] += (1 - own) * away
        if _chances(self._by_models(text, reading, topic)).max() < _SURE:
            (like,) = self._likeness(text, reading, [at], topic)
            found[Piece(Kind.EXAMPLES, "")] += self._worth_of_likeness * like
        for name, part in self._space.parts(reading.words):
            own_group, any_group = self._groups.adds(part, group, ANY_GROUP)
            found[Piece.of_text(name)] += own * own_group + (1 - own) * any_group
        if aspect:
            found[Piece(Kind.PHRASE, aspect)] += 0.0 if tail == aspect else float(NEVER)
            return found
        for name, part in self._space.parts(reading.hidden):
            found[Piece.of_text(name)] += self._tails.adds(part, tail)[0]
        return found

    def _group_scores(
        self, text: Encoded, reading: Reading, passing: frozenset[str], *, sure: bool
    ) -> Floats:
        """The groups' scores by words and names."""
        groups = self._groups.of(text)
        for programme, bonus in self._bonuses(reading, passing, sure).items():
            groups[self._groups.place(programme)] += bonus
        return groups

    def _bonuses(self, reading: Reading, passing: frozenset[str], sure: bool) -> dict[str, float]:
        """Programme -> what its name is worth; `passing` names belong to the phrase."""
        found: dict[str, float] = {}
        for mention in reading.mentions:
            key = mention.key(reading.words)
            if mention.negated or key in passing:
                continue
            bonus = _CERTAIN if sure else _NAME_BONUS * self._trust.get(key, 1.0)
            for programme in mention.programmes:
                worth = bonus if sure or programme != GENERAL_AID else _GENERAL_BONUS
                found[programme] = max(found.get(programme, 0.0), worth)
        return found


def _chances(scores: Floats) -> Floats:
    found = np.exp(scores.astype(np.float64) - scores.max())
    return np.asarray(found / found.sum())


def _synonyms(base: KnowledgeBase, normaliser: Normaliser) -> Mapping[str, tuple[int, ...]]:
    """Stem -> the groups of synonyms it stands in; the words are respelt as every text is."""
    groups: dict[str, dict[int, None]] = defaultdict(dict)
    for number, words in enumerate(base.lexicon.synonyms):
        for word in words:
            plain = normaliser.words(word)
            if len(plain) == 1:
                groups[stem(plain[0])][number] = None
    return {word: tuple(numbers) for word, numbers in groups.items()}
