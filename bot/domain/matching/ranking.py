"""How likely each intent is: group model x tail model, names, the topic of the conversation."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from bot.domain.knowledge import KnowledgeBase
from bot.domain.matching.compiling import (
    ANY_GROUP,
    GENERAL_AID,
    OUTSIDE,
    Phrase,
    group_lessons,
    name_trust,
    ready_aspects,
    tail_lessons,
    tail_of,
    without_marks,
    without_names,
)
from bot.domain.matching.features import NAME_MARK, Encoded, FeatureSpace
from bot.domain.matching.names import Mention, NameFinder
from bot.domain.matching.nearest import Examples
from bot.domain.matching.normalising import Normaliser
from bot.domain.matching.sparse import Floats, Indexes
from bot.domain.matching.training import LinearModel, train
from bot.domain.matching.words import stem

# All in natural logarithms. A trusted name makes its programme some 400 times as likely; a
# general word for aid ("bansos") only four times, since people say it of every programme.
_NAME_BONUS = 4.5
_GENERAL_BONUS = 1.5
_CERTAIN = 18.0
_NEVER = np.float32(-40.0)
# After an answer, a question without a programme's name is mostly about the same one,
# and seldom meant for aid in general.
_TOPIC_BONUS = 1.4
_NOT_THE_TOPIC = 2.0
# How far an intent competes within its group first, 0 to 1: an entry about one thing is known
# by its topic already, and would count it twice against a programme's aspects.
_WITHIN_GROUP = 0.5
# The likeliest intents are held against their own examples; what a likeness of 1 is worth.
_HELD_AGAINST = 8
_LIKENESS = 10.0
# A base without aspects has a class for every intent already: there likeness helps only where
# examples are few. Measured on MASSIVE with 1, 2, 5 and 20 phrases an intent.
_LIKENESS_FLAT = 12.0
# Above this chance no example would change anything.
_SURE = 0.98
# A follow-up may mean any of these many aspects of what was talked about.
_OF_TOPIC = 3
# Emergencies are recognised by signs before anything is matched; what is left is seldom one.
_EMERGENCIES = "darurat"
_SELDOM_EMERGENCY = -2.0


@dataclass(frozen=True, slots=True)
class Reading:
    """A text ready for the models: normalised, mended words and the programmes named."""

    words: tuple[str, ...]
    mentions: tuple[Mention, ...]

    @property
    def hidden(self) -> tuple[str, ...]:
        """The words with every programme's name replaced by one mark."""
        return without_names(self.words, self.mentions)

    @property
    def named(self) -> frozenset[str]:
        """The programmes named, those named to be left out not counted."""
        return frozenset(p for m in self.mentions if not m.negated for p in m.programmes)


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
        phrases: Sequence[Phrase],
        passages: Sequence[Phrase],
        finder: NameFinder,
        normaliser: Normaliser,
    ) -> None:
        self.intents = tuple(base.intents)
        self._aspects = frozenset(base.aspects)
        self._finder = finder
        tails = tail_lessons(phrases, passages, finder)
        texts = [phrase.words for phrase in phrases] + [lesson.words for lesson in tails]
        self._space = FeatureSpace.of(
            [*dict.fromkeys(texts), (NAME_MARK,)],
            [p.words for p in passages],
            _synonyms(base, normaliser),
        )
        self._parts = tuple((of.group, tail_of(of, base)) for of in base.intents.values())
        self._tails = _Scores(train(self._space, tails))
        # Where every intent is a group of its own, groups and tails are the same thing.
        is_flat = all(group == tail for group, tail in self._parts)
        lessons = [] if is_flat else group_lessons(phrases, passages)
        self._within_group = 0.0 if is_flat else _WITHIN_GROUP
        self._groups = _Scores(train(self._space, lessons))
        self._trust = name_trust(phrases, passages, finder)
        self._ready = ready_aspects(phrases, finder, self._aspects)
        self._homes: dict[str, Floats] = {}
        self._group_at = self._groups.places(group for group, _ in self._parts)
        self._tail_at = self._tails.places(tail for _, tail in self._parts)
        self._head_start = np.array(
            [_SELDOM_EMERGENCY if group == _EMERGENCIES else 0.0 for group, _ in self._parts],
            np.float32,
        )
        self._places = {intent: i for i, intent in enumerate(self.intents)}
        numbers = {group: i for i, group in enumerate(dict.fromkeys(g for g, _ in self._parts))}
        self._known_groups = frozenset(numbers)
        self._group_numbers = np.array([numbers[group] for group, _ in self._parts], np.int64)
        self._general = [
            self._places.get(f"{GENERAL_AID}/{tail}") if group != GENERAL_AID else None
            for group, tail in self._parts
        ]
        self._topics: dict[str, list[int]] = defaultdict(list)
        for place, (group, tail) in enumerate(self._parts):
            if tail in self._aspects:
                self._topics[group].append(place)
        self._examples = self._examples_of(phrases)
        each = sum(p.intent is not None for p in phrases) / max(len(self.intents), 1)
        self._worth_of_likeness = _LIKENESS if self._aspects else _LIKENESS_FLAT / (each + 1)

    def _examples_of(self, phrases: Iterable[Phrase]) -> Examples:
        """What every intent was taught with, and behind them what is none of ours."""
        outside = len(self.intents)
        numbered = [
            (p.words, self._places[p.intent] if p.intent else outside)
            for p in phrases
            if p.intent or p.group == OUTSIDE
        ]
        return Examples.of(self._space, numbered, outside + 1)

    def read(self, words: tuple[str, ...]) -> Reading:
        """The words with the programme names among them."""
        return Reading(words, self._finder.find(words))

    def rank(self, reading: Reading, topic: str) -> Ranking:
        """The chances of every intent; `topic` is the group talked about before, or ""."""
        hidden = reading.hidden
        aspect, passing = self._ready.get(without_marks(hidden), ("", frozenset[str]()))
        whole = self._space.encode(reading.words)
        groups = self._groups.of(whole)
        for programme, bonus in self._bonuses(reading, passing, bool(aspect)).items():
            groups[self._groups.place(programme)] += bonus
        tails = self._tails.of(self._space.encode(hidden) if reading.mentions else whole)
        if aspect:
            tails[:] = _NEVER
            tails[self._tails.place(aspect)] = 0.0
        anyone = groups[self._groups.place(ANY_GROUP)] + (_TOPIC_BONUS if topic else 0.0)
        by_group = np.logaddexp(groups[self._group_at], anyone + self._home(topic))
        joint = by_group + self._within(tails[self._tail_at]) + self._head_start
        outside = groups[self._groups.place(OUTSIDE)] + tails[self._tails.place(OUTSIDE)]
        scores = np.append(joint, outside)
        chances = _chances(scores)
        if chances.max(initial=0.0) < _SURE:
            best, likeness = self._likeness(whole, scores, "" if reading.named else topic)
            # Whoever is not among the likeliest is taken for as like as the least of them.
            scores[best] += self._worth_of_likeness * (np.array(likeness) - min(likeness))
            chances = _chances(scores)
        return Ranking(chances[:-1], float(chances[-1]))

    def _likeness(
        self, text: Encoded, scores: Floats, topic: str
    ) -> tuple[list[int], list[float]]:
        """The likeliest intents and the `topic`'s, and how like the text is to their examples."""
        chosen = min(_HELD_AGAINST, len(scores))
        best: list[int] = np.argpartition(scores, -chosen)[-chosen:].tolist()
        talked = sorted(self._topics.get(topic, ()), key=lambda i: -scores[i])[:_OF_TOPIC]
        best += [i for i in talked if i not in best]
        # What was taught of aid in general is taught of the topic's aspect too.
        taught = [general for i in talked if (general := self._general[i]) is not None]
        likeness = self._examples.likeness(self._space, text, best + taught)
        of_general = dict[int | None, float](zip(taught, likeness[len(best) :], strict=True))
        return best, [
            max(like, of_general.get(self._general[i], 0.0)) if i in talked else like
            for i, like in zip(best, likeness, strict=False)
        ]

    def _within(self, tails: Floats) -> Floats:
        """The tails' scores, held against those of their group."""
        sums = np.bincount(self._group_numbers, np.exp(tails))
        held: Floats = tails - self._within_group * np.log(sums[self._group_numbers] + 1e-12)
        return held

    def group_chances(self, chances: Floats) -> Floats:
        """The chance of every group: that of all its intents together."""
        sums = np.bincount(self._group_numbers, chances)
        return sums.astype(np.float32)

    def in_group(self, group: int) -> NDArray[np.bool_]:
        """Which intents are of the group at this place of `group_chances`."""
        return np.equal(self._group_numbers, group)

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

    def _home(self, topic: str) -> Floats:
        """Where a question without a programme belongs: 0 at home, `_NEVER` elsewhere."""
        if topic not in self._known_groups:
            topic = ""  # a topic of another base; remembering each would let strangers fill memory
        if (home := self._homes.get(topic)) is None:
            has = {tail for group, tail in self._parts if group == topic}
            distances = [self._distance(part, topic, has) for part in self._parts]
            home = self._homes[topic] = np.array(distances, np.float32)
        return home

    def _distance(self, part: tuple[str, str], topic: str, has: set[str]) -> float:
        group, tail = part
        if tail not in self._aspects or group not in {topic, GENERAL_AID}:
            return float(_NEVER)
        return -_NOT_THE_TOPIC if group != topic and tail in has else 0.0


def _chances(scores: Floats) -> Floats:
    found = np.exp(scores.astype(np.float64) - scores.max())
    return np.asarray(found / found.sum())


class _Scores:
    """A model's log-probabilities with one more place, for labels it never learnt."""

    def __init__(self, model: LinearModel) -> None:
        self._model = model
        self._index = {label: i for i, label in enumerate(model.labels)}

    def of(self, text: Encoded) -> Floats:
        found = np.empty(len(self._index) + 1, np.float32)
        if self._index:
            found[:-1] = self._model.log_probabilities(text)
        found[-1] = _NEVER
        return found

    def place(self, label: str) -> int:
        return self._index.get(label, len(self._index))

    def places(self, labels: Iterable[str]) -> Indexes:
        return np.array([self.place(label) for label in labels], np.int64)


def _synonyms(base: KnowledgeBase, normaliser: Normaliser) -> Mapping[str, tuple[int, ...]]:
    """Stem -> the groups of synonyms it stands in; the words are respelt as every text is."""
    groups: dict[str, dict[int, None]] = defaultdict(dict)
    for number, words in enumerate(base.lexicon.synonyms):
        for word in words:
            plain = normaliser.words(word)
            if len(plain) == 1:
                groups[stem(plain[0])][number] = None
    return {word: tuple(numbers) for word, numbers in groups.items()}
