"""From chances to an outcome: answer, ask, or admit not knowing."""

from dataclasses import dataclass
from enum import StrEnum

from bot.domain.matching.compiling import FIRST_ASPECT
from bot.domain.understanding import Candidate, Outcome, Question

# Probabilities. The bar to answer from is fitted per base (calibrating.py); the others were chosen
# on the development questions. A lower CONFIRM_FROM finds hardly any more of the right answers.
TALK = "umum/"
STORY_WORDS = 15
STORY_FROM = 0.6
ANSWER_AHEAD_BY = 0.15
CONFIRM_FROM = 0.06
# A programme is sure and its aspect is not: its own aspects are the choices.
PROGRAMME_FROM = 0.6
ASPECT_FROM = 0.2
OUTSIDE_FROM = 0.5
WORTH_SHOWING = 0.02
MOST_CANDIDATES = 5
MOST_CHOICES = 3


class Rule(StrEnum):
    """What settled a question's outcome; the first three need no model."""

    SAME_WORDS = "same words"
    NAME_ALONE = "name alone"
    SHARED_ASPECT = "shared aspect"
    OUTSIDE = "outside"
    SURE = "sure"
    ONLY_PROGRAMME = "only the programme"
    NEAR = "near"
    TOO_WEAK = "too weak"


@dataclass(frozen=True, slots=True)
class Opinion:
    """What the models think of one text.

    `candidates` best first; `of_group` those of the likeliest group, whose chance is `group`;
    `outside` is the chance that it is none of ours. `known` is the rule that made the models
    needless; `topic` is the intent that was talked about before.
    """

    text: str
    candidates: tuple[Candidate, ...] = ()
    of_group: tuple[Candidate, ...] = ()
    group: float = 0.0
    outside: float = 0.0
    answer_from: float = 0.6
    known: Rule | None = None
    topic: str = ""

    @property
    def intent(self) -> str:
        """The likeliest intent, "" without any."""
        return self.candidates[0].intent if self.candidates else ""

    @property
    def first(self) -> float:
        """The chance of the likeliest intent."""
        return self.candidates[0].score / 100 if self.candidates else 0.0

    @property
    def ahead(self) -> float:
        """How far the second is behind the first."""
        return self.first - (self.candidates[1].score / 100 if len(self.candidates) > 1 else 0.0)


@dataclass(frozen=True, slots=True)
class Limits:
    """The bars an opinion is held against, as probabilities. `is_story` raises `answer_from`."""

    answer_from: float
    ahead_by: float
    confirm_from: float
    programme_from: float
    outside_from: float
    is_story: bool


def limits_for(opinion: Opinion) -> Limits:
    """A story holds many words that decide nothing: asking is cheaper than a wrong answer."""
    is_story = len(opinion.text.split()) >= STORY_WORDS
    return Limits(
        answer_from=max(opinion.answer_from, STORY_FROM) if is_story else opinion.answer_from,
        ahead_by=ANSWER_AHEAD_BY,
        confirm_from=CONFIRM_FROM,
        programme_from=PROGRAMME_FROM,
        outside_from=max(OUTSIDE_FROM, opinion.first),
        is_story=is_story,
    )


def rule_for(opinion: Opinion) -> Rule:
    """The first rule that fits settles the outcome."""
    limits = limits_for(opinion)
    if opinion.known is not None:
        return opinion.known
    if opinion.outside >= limits.outside_from:
        return Rule.OUTSIDE
    if opinion.first >= limits.answer_from and opinion.ahead >= limits.ahead_by:
        return Rule.SURE
    if opinion.group >= limits.programme_from and opinion.first < ASPECT_FROM * opinion.group:
        return Rule.ONLY_PROGRAMME
    return Rule.NEAR if opinion.first >= limits.confirm_from else Rule.TOO_WEAK


def decide(opinion: Opinion) -> Question:
    """The question with its outcome."""
    match rule_for(opinion):
        case Rule.OUTSIDE:
            return Question(opinion.text, Outcome.UNKNOWN, opinion.candidates, out_of_scope=True)
        case Rule.ONLY_PROGRAMME:
            return Question(opinion.text, Outcome.CONFIRM, _aspects(opinion))
        case Rule.NEAR:
            return Question(opinion.text, Outcome.CONFIRM, _choices(opinion.candidates))
        case Rule.TOO_WEAK:
            return Question(opinion.text, Outcome.UNKNOWN, opinion.candidates)
        case Rule.SURE | Rule.SAME_WORDS | Rule.NAME_ALONE | Rule.SHARED_ASPECT:
            return Question(opinion.text, Outcome.ANSWER, opinion.candidates)


def without_background(questions: tuple[Question, ...]) -> tuple[Question, ...]:
    """Beside a question with an answer, neither anger nor a story is a question of its own."""
    wishes = tuple(
        question
        for question in questions
        if question.outcome is Outcome.ANSWER and not _is_talk(question)
    )
    if not wishes:
        return questions
    return tuple(
        question
        for question in questions
        if question in wishes or not (_is_talk(question) or _is_story(question))
    )


def _is_talk(question: Question) -> bool:
    return bool(question.candidates) and question.candidates[0].intent.startswith(TALK)


def _is_story(question: Question) -> bool:
    return len(question.text.split()) >= STORY_WORDS


def _aspects(opinion: Opinion) -> tuple[Candidate, ...]:
    """Aspects of the sure programme, what it is before the others."""
    info = f"/{FIRST_ASPECT}"
    return _choices(tuple(sorted(opinion.of_group, key=lambda c: not c.intent.endswith(info))))


def _choices(candidates: tuple[Candidate, ...]) -> tuple[Candidate, ...]:
    worth = [c for c in candidates if c.score >= 100 * WORTH_SHOWING]
    return tuple(worth[:MOST_CHOICES])
