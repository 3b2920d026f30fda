"""The matcher: from an utterance to questions, each with its candidates and what to do."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import partial

import numpy as np

from bot.domain.knowledge import KnowledgeBase
from bot.domain.matching.calibrating import REAL_WEIGHT, Calibration, Doubles, Judged, Trial
from bot.domain.matching.compiling import GENERAL_AID
from bot.domain.matching.deciding import (
    MOST_CANDIDATES,
    Opinion,
    Rule,
    decide,
    without_background,
)
from bot.domain.matching.known import Known, known_from
from bot.domain.matching.normalising import MAX_CHARACTERS, Normaliser
from bot.domain.matching.ranking import Ranker
from bot.domain.matching.reading import Reading
from bot.domain.matching.repairing import Repairer
from bot.domain.matching.sparse import Floats, Indexes
from bot.domain.matching.splitting import Cut, cuts
from bot.domain.matching.teaching import Course
from bot.domain.matching.training import Train, in_turn, quiet
from bot.domain.matching.trying import trials
from bot.domain.understanding import Candidate, Question

MOST_QUESTIONS = 3
# How sure both halves must be, with punctuation between them and with a joining word or comma.
SPLIT_STRONG = 0.4
SPLIT_WEAK = 0.6
# A text about which the models are this sure is one question.
ONE_QUESTION = 0.9
# In a longer text the joining words tell a story, and its parts would each be taken for a wish.
LONGEST_CUT = 16  # words


@dataclass(frozen=True, slots=True)
class Taught:
    """What lessons leave behind. `fingerprint` is that of the course."""

    normaliser: Normaliser
    known: Known
    ranker: Ranker
    repairer: Repairer
    fingerprint: str


class Matcher:
    """All that was learnt from one knowledge base. Compiled once, then only read."""

    def __init__(
        self, taught: Taught, trials: Sequence[Trial], calibration: Calibration | None = None
    ) -> None:
        self._taught = taught
        self._normaliser = taught.normaliser
        self._known = taught.known
        self._ranker = taught.ranker
        self._repairer = taught.repairer
        self._trials = tuple(trials)
        self._calibration = calibration or Calibration.fitted(trials)

    @staticmethod
    def compile(base: KnowledgeBase, tick: Callable[[], None] = quiet) -> "Matcher":
        """Learn the base's phrases. The same base always gives the same matcher.

        `tick` is called after every round of learning, for whoever shows the progress.
        """
        course, train = Course.of(base), in_turn(tick)
        return Matcher.taught(course, train).examined(course, train)

    @staticmethod
    def taught(course: Course, train: Train) -> "Matcher":
        """Learn all phrases, without an exam: what scores are worth is not known yet."""
        ranker, repairer = course.teach(train, course.phrases)
        known = known_from(course.base, course.phrases)
        return Matcher(Taught(course.normaliser, known, ranker, repairer, course.fingerprint), ())

    def examined(self, course: Course, train: Train) -> "Matcher":
        """The same models, their scores fitted to what a smaller model makes of the course."""
        return Matcher(self._taught, trials(course.phrases, partial(course.teach, train)))

    def calibrated(self, calibration: Calibration) -> "Matcher":
        """The same models with scores and threshold of another matcher."""
        return Matcher(self._taught, self._trials, calibration)

    def refitted(self, judged: Iterable[Judged]) -> "Matcher":
        """The same models with scores and threshold fitted to real conversations too."""
        real = [self._trial(one) for one in judged if one.intent in self._ranker.layout.places]
        return Matcher(self._taught, [*self._trials, *(trial for trial in real if trial)])

    @property
    def calibration(self) -> Calibration:
        """What the scores are worth, and from which one answers."""
        return self._calibration

    @property
    def fingerprint(self) -> str:
        """The same for two matchers that learnt the same."""
        return self._taught.fingerprint

    def _trial(self, judged: Judged) -> Trial | None:
        reading = self.read(judged.question)
        if not reading.words:
            return None
        chances = self._ranker.rank(reading, "").chances
        return Trial(
            chance=float(chances[self._ranker.layout.places[judged.intent]]),
            familiarity=self._repairer.familiarity(reading.words),
            was_right=judged.was_right,
            weight=REAL_WEIGHT,
        )

    def understand(self, utterance: str, topic: str | None = None) -> tuple[Question, ...]:
        """The questions of an utterance in their order; `topic` is the intent answered before."""
        return without_background(tuple(map(decide, self.opinions(utterance, topic))))

    def opinions(self, utterance: str, topic: str | None = None) -> list[Opinion]:
        """What `understand` decides from: one opinion for every question of the utterance."""
        text = utterance[:MAX_CHARACTERS].strip()
        return self._completed(self._questions(text, topic or "", MOST_QUESTIONS))

    @property
    def ranker(self) -> Ranker:
        """The models, for those who explain them."""
        return self._ranker

    @property
    def repairer(self) -> Repairer:
        """What mends unknown words."""
        return self._repairer

    def _completed(self, opinions: list[Opinion]) -> list[Opinion]:
        """Bare names take the aspect asked of the others: "pkh sama bpnt dapat berapa"."""
        if len(opinions) < 2:
            return opinions
        bare = [bool(self._known.named_alone(self.read(o.text), "")) for o in opinions]
        tails = [
            o.intent.partition("/")[2]
            for o, alone in zip(opinions, bare, strict=True)
            if not alone
        ]
        wanted = [f"{o.intent.partition('/')[0]}/{tails[0] if tails else ''}" for o in opinions]
        return [
            _certain(opinion.text, intent, Rule.SHARED_ASPECT)
            if alone and intent in self._ranker.intents
            else opinion
            for opinion, intent, alone in zip(opinions, wanted, bare, strict=True)
        ]

    def _questions(self, text: str, topic: str, most: int) -> list[Opinion]:
        """One opinion for every question of the text, at most `most`."""
        whole = self._opinion(text, topic)
        if most == 1 or whole.first >= ONE_QUESTION or len(text.split()) > LONGEST_CUT:
            return [whole]
        ways = [(self._worth(cut, topic), cut) for cut in cuts(text)]
        worth, cut = max(ways, key=lambda way: way[0], default=(0.0, None))
        if cut is None or worth <= 0:
            return [whole]
        before = self._questions(cut.left, self._shared(cut, topic), most - 1)
        return before + self._questions(cut.right, before[-1].intent or topic, most - len(before))

    def _worth(self, cut: Cut, topic: str) -> float:
        """How well a cut leaves two questions; 0 when one side asks nothing sure of its own."""
        least = SPLIT_STRONG if cut.strong else SPLIT_WEAK
        left = self._opinion(cut.left, self._shared(cut, topic))
        if left.first < least or left.outside > left.first:
            return 0.0
        right = self._opinion(cut.right, left.intent)
        if right.first < least or right.outside > right.first or right.intent == left.intent:
            return 0.0
        return min(left.first, right.first)

    def _shared(self, cut: Cut, topic: str) -> str:
        """The topic of a cut's first half: the programme that only the second half names."""
        named = self.read(cut.right).named
        return f"{min(named)}/" if len(named) == 1 else topic

    def read(self, text: str) -> Reading:
        """The text as the models see it: without greetings, words mended, names found."""
        words = self._known.without_greeting(self._normaliser.words(text))
        return self._ranker.read(tuple(self._repairer.repair(word) for word in words))

    def _opinion(self, text: str, topic: str) -> Opinion:
        typed = self._normaliser.words(text)
        intent = self._known.texts.get(typed, "")
        # "syaratnya apa" is an example of aid in general; after PKH it is meant of PKH.
        if intent and not (topic and intent.startswith(f"{GENERAL_AID}/")):
            return _certain(text, intent, Rule.SAME_WORDS)
        reading = self.read(text)
        if not reading.words or not self._ranker.intents:
            return Opinion(text, topic=topic)
        if intent := self._known.named_alone(reading, topic):
            return _certain(text, intent, Rule.NAME_ALONE)
        ranking = self._ranker.rank(reading, topic.partition("/")[0])
        chances = ranking.chances
        # Words nobody taught may change everything: the fewer are known, the less is sure.
        familiarity = self._repairer.familiarity(reading.words)
        groups = self._ranker.layout.group_chances(chances)
        group = int(groups.argmax())
        inside = np.flatnonzero(self._ranker.layout.in_group(group))
        return Opinion(
            text,
            self._candidates(_best(chances), chances, familiarity),
            self._candidates(inside[_best(chances[inside])], chances, familiarity),
            float(groups[group]) * float(np.sqrt(familiarity)),
            ranking.outside,
            self._calibration.answer_from,
            topic=topic,
        )

    def probabilities(self, reading: Reading, topic: str) -> Doubles:
        """How surely every intent is meant, in the ranker's order, 0 to 1."""
        chances = self._ranker.rank(reading, topic.partition("/")[0]).chances
        familiarity = self._repairer.familiarity(reading.words)
        probability = self._calibration.probability
        return np.array([probability(chance, familiarity) for chance in chances.tolist()])

    def _candidates(
        self, best: Indexes, chances: Floats, familiarity: float
    ) -> tuple[Candidate, ...]:
        probability, intents = self._calibration.probability, self._ranker.intents
        return tuple(
            Candidate(intents[i], round(100 * probability(chance, familiarity), 1))
            for i, chance in zip(best.tolist(), chances[best].tolist(), strict=True)
        )


def _best(chances: Floats) -> Indexes:
    """Where the highest chances stand, highest first."""
    few = min(MOST_CANDIDATES, len(chances))
    best = np.argpartition(chances, -few)[-few:] if few else np.zeros(0, np.int64)
    found: Indexes = best[np.argsort(-chances[best], kind="stable")]
    return found


def _certain(text: str, intent: str, rule: Rule) -> Opinion:
    sure = (Candidate(intent, 100.0),)
    return Opinion(text, sure, sure, 1.0, known=rule)
