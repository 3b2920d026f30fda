"""Questions whose answer is known, tried on a model that never saw them."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from zlib import crc32

from bot.domain.matching.calibrating import Trial
from bot.domain.matching.compiling import GENERAL_AID, OUTSIDE, Phrase
from bot.domain.matching.ranking import Ranker
from bot.domain.matching.repairing import Repairer

# Of the phrases that are tried, one in five is held back, and of the topics one in eight.
_MOST_PHRASES = 4000
_PHRASES_HELD = 5
_TOPICS_HELD = 8
_FEWEST_TOPICS = 9

Teach = Callable[[Sequence[Phrase], frozenset[str]], tuple[Ranker, Repairer]]


@dataclass(frozen=True, slots=True)
class _Exam:
    """What the smaller model is taught, and what it is asked."""

    taught: tuple[Phrase, ...]
    asked: tuple[Phrase, ...]
    left_out: frozenset[str]


def trials(phrases: Sequence[Phrase], teach: Teach) -> list[Trial]:
    """What a model taught with a part of the phrases makes of the others.

    `teach` compiles phrases into a model without the topics left out.
    """
    exam = _exam(phrases)
    if not exam.asked:
        return []
    ranker, repairer = teach(exam.taught, exam.left_out)
    return list(_answers(exam, ranker, repairer))


def _answers(exam: _Exam, ranker: Ranker, repairer: Repairer) -> Iterator[Trial]:
    for phrase in exam.asked:
        reading = ranker.read(tuple(repairer.repair(word) for word in phrase.words))
        chances = ranker.rank(reading, "").chances
        best = int(chances.argmax())
        is_outside = phrase.group == OUTSIDE or phrase.group in exam.left_out
        yield Trial(
            chance=float(chances[best]),
            familiarity=repairer.familiarity(reading.words),
            was_right=ranker.intents[best] == phrase.intent and not is_outside,
            is_outside=is_outside,
        )


def _exam(phrases: Sequence[Phrase]) -> _Exam:
    """The same phrases always give the same exam: chance is a checksum of their words."""
    own = sorted((p for p in phrases if p.intent), key=_draw)[:_MOST_PHRASES]
    few = Counter(p.intent for p in own)
    topics = {p.group for p in own if p.group} - {GENERAL_AID}
    groups = sorted(topics, key=lambda topic: crc32(topic.encode()))
    left_out = frozenset(groups[::_TOPICS_HELD] if len(groups) >= _FEWEST_TOPICS else ())
    others = [p for p in phrases if not p.intent and p.group not in left_out]
    outside = sorted((p for p in others if p.group == OUTSIDE), key=_draw)
    inside = [p for p in own if p.group not in left_out]
    # An intent's only phrase cannot be spared: nothing would be left to recognise it by.
    held = [p for i, p in enumerate(inside) if i % _PHRASES_HELD == 0 and few[p.intent] > 1]
    strangers = [p for p in own if p.group in left_out][: len(held) // 2]
    asked = (*held, *strangers, *outside[::_PHRASES_HELD])
    hidden = set(map(id, asked))
    taught = tuple(p for p in (*inside, *others) if id(p) not in hidden)
    return _Exam(taught, asked, left_out)


def _draw(phrase: Phrase) -> int:
    return crc32(" ".join(phrase.words).encode())
