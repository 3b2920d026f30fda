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
from bot.domain.matching.evidence import Kind, Piece
from bot.domain.matching.features import NAME_MARK, Encoded, FeatureSpace
from bot.domain.matching.names import Mention, NameFinder
from bot.domain.matching.normalising import normalise
from bot.domain.matching.sparse import Floats, Indexes
from bot.domain.matching.training import LinearModel, train
from bot.domain.matching.words import stem

# All in natural logarithms. A trusted name makes its programme some 400 times as likely; a
# general word for aid ("bansos") only four times, since people say it of every programme.
_NAME_BONUS = 6.0
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
    ) -> None:
        self.intents = tuple(base.intents)
        self._aspects = frozenset(base.aspects)
        self._finder = finder
        tails = tail_lessons(phrases, passages, finder)
        texts = [phrase.words for phrase in phrases] + [lesson.words for lesson in tails]
        self._space = FeatureSpace.of(
            [*dict.fromkeys(texts), (NAME_MARK,)], [p.words for p in passages], _synonyms(base)
        )
        self._groups = _Scores(train(self._space, group_lessons(phrases, passages)))
        self._tails = _Scores(train(self._space, tails))
        self._trust = name_trust(phrases, passages, finder)
        self._ready = ready_aspects(phrases, finder, self._aspects)
        self._homes: dict[str, Floats] = {}
        self._parts = tuple((of.group, tail_of(of, base)) for of in base.intents.values())
        self._group_at = self._groups.places(group for group, _ in self._parts)
        self._tail_at = self._tails.places(tail for _, tail in self._parts)
        self._head_start = np.array(
            [_SELDOM_EMERGENCY if group == _EMERGENCIES else 0.0 for group, _ in self._parts]
        )
        numbers = {group: i for i, group in enumerate(dict.fromkeys(g for g, _ in self._parts))}
        self._group_numbers = np.array([numbers[group] for group, _ in self._parts], np.int64)

    def read(self, words: tuple[str, ...]) -> Reading:
        """The words with the programme names among them."""
        return Reading(words, self._finder.find(words))

    def rank(self, reading: Reading, topic: str) -> Ranking:
        """The chances of every intent; `topic` is the group talked about before, or ""."""
        hidden = reading.hidden
        aspect, passing = self._ready.get(without_marks(hidden), ("", frozenset[str]()))
        groups = self._group_scores(reading, passing, sure=bool(aspect))
        tails = self._tails.of(self._space, hidden)
        if aspect:
            tails[:] = _NEVER
            tails[self._tails.place(aspect)] = 0.0
        anyone = groups[self._groups.place(ANY_GROUP)] + (_TOPIC_BONUS if topic else 0.0)
        by_group = np.logaddexp(groups[self._group_at], anyone + self._home(topic))
        joint = by_group + self._within(tails[self._tail_at]) + self._head_start
        outside = groups[self._groups.place(OUTSIDE)] + tails[self._tails.place(OUTSIDE)]
        total = np.logaddexp.reduce(np.append(joint, outside))
        return Ranking(np.exp(joint - total), float(np.exp(outside - total)))

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
        group, tail = self._parts[at]
        aspect, passing = self._ready.get(without_marks(reading.hidden), ("", frozenset[str]()))
        groups = self._group_scores(reading, passing, sure=bool(aspect))
        away = float(self._home(topic)[at]) + (_TOPIC_BONUS if topic else 0.0)
        anyone = groups[self._groups.place(ANY_GROUP)] + away
        own = 1.0 / (1.0 + float(np.exp(anyone - groups[self._groups.place(group)])))
        found: dict[Piece, float] = defaultdict(float)
        for mention in reading.mentions:
            worth = self._bonuses(Reading(reading.words, (mention,)), passing, bool(aspect))
            name = " ".join(reading.words[mention.start : mention.end])
            found[Piece(Kind.NAME, name)] += own * worth.get(group, 0.0)
        if topic:
            found[Piece(Kind.TOPIC, topic)] += (1 - own) * away
        for name, part in self._space.parts(reading.words):
            own_group, any_group = self._groups.adds(part, group, ANY_GROUP)
            found[Piece.of_text(name)] += own * own_group + (1 - own) * any_group
        if aspect:
            found[Piece(Kind.PHRASE, aspect)] += 0.0 if tail == aspect else float(_NEVER)
            return found
        for name, part in self._space.parts(reading.hidden):
            found[Piece.of_text(name)] += self._tails.adds(part, tail)[0]
        return found

    def _group_scores(self, reading: Reading, passing: frozenset[str], *, sure: bool) -> Floats:
        """The groups' scores by words and names."""
        groups = self._groups.of(self._space, reading.words)
        for programme, bonus in self._bonuses(reading, passing, sure).items():
            groups[self._groups.place(programme)] += bonus
        return groups

    def _within(self, tails: Floats) -> Floats:
        """The tails' scores, held against those of their group."""
        sums = np.bincount(self._group_numbers, np.exp(tails))
        held: Floats = tails - _WITHIN_GROUP * np.log(sums[self._group_numbers] + 1e-12)
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
        if all(group != topic for group, _ in self._parts):
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


class _Scores:
    """A model's log-probabilities with one more place, for labels it never learnt."""

    def __init__(self, model: LinearModel) -> None:
        self._model = model
        self._index = {label: i for i, label in enumerate(model.labels)}

    def of(self, space: FeatureSpace, words: Sequence[str]) -> Floats:
        return np.append(self._model.log_probabilities(space.encode(words)), _NEVER)

    def adds(self, part: Encoded, *labels: str) -> tuple[float, ...]:
        return tuple(self._model.adds(part, label) for label in labels)

    def place(self, label: str) -> int:
        return self._index.get(label, len(self._index))

    def places(self, labels: Iterable[str]) -> Indexes:
        return np.array([self.place(label) for label in labels], np.int64)


def _synonyms(base: KnowledgeBase) -> Mapping[str, tuple[int, ...]]:
    """Stem -> the groups of synonyms it stands in; the words are respelt as every text is."""
    groups: dict[str, dict[int, None]] = defaultdict(dict)
    for number, words in enumerate(base.lexicon.synonyms):
        for word in words:
            plain = normalise(word, base.lexicon).split()
            if len(plain) == 1:
                groups[stem(plain[0])][number] = None
    return {word: tuple(numbers) for word, numbers in groups.items()}
