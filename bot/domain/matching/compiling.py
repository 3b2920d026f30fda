"""From a knowledge base to lessons: what every phrase teaches about group and tail.

An intent is seen as a group (programme or topic) and a tail (the aspect, or the whole id where an
entry is not an aspect of anything).
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from bot.domain.knowledge import Aspect, Intent, KnowledgeBase
from bot.domain.matching.features import NAME_MARK
from bot.domain.matching.names import Mention
from bot.domain.matching.training import Lesson

OUTSIDE = "oos"
# The group of phrases that fit every programme ("kapan cair").
ANY_GROUP = "*"
GENERAL_AID = "bansos"
FIRST_ASPECT = "info"
# Groups whose entries are talk, not questions.
TALK = "umum"

# How much a passage of an answer teaches beside example phrases: what a programme is about is
# said there in other words than in its phrases. Measured on snapshots of the shipped base.
PASSAGE_FOR_GROUP = 0.15
PASSAGE_FOR_TAIL = 0.04
# The phrases that fit every programme are many; unweighted they drown the programmes.
_ANY_GROUP_WEIGHT = 0.12
# A name counts as its own programme's this often before anything was read, and a mention in
# another programme's answer counts half a mention in another's phrase.
_NAME_HEAD_START = 3.0
_PASSING = 0.5
# How far a class of many phrases is held back: 0 not at all, 1 to the weight of one of few.
_BALANCE = 0.7

Split = Callable[[str], tuple[str, ...]]
Find = Callable[[tuple[str, ...]], tuple[Mention, ...]]


@dataclass(frozen=True, slots=True)
class Phrase:
    """An example phrase in normalised words; `group` or `tail` is None where it says nothing."""

    words: tuple[str, ...]
    group: str | None
    tail: str | None
    intent: str | None = None


@dataclass(frozen=True, slots=True)
class Material:
    """All that a base teaches: example phrases, and what its answers say."""

    phrases: Sequence[Phrase]
    passages: Sequence[Phrase]


def tail_of(intent: Intent, base: KnowledgeBase) -> str:
    """The aspect's id, or the intent's own where it is no aspect."""
    aspect = intent.id.partition("/")[2]
    return aspect if aspect in base.aspects else intent.id


def examples_of(intent: Intent) -> tuple[str, ...]:
    """All phrasings of this intent alone."""
    own: tuple[str, ...] = ()
    if intent.programme is not None:
        own = tuple(intent.programme.examples.get(intent.id.partition("/")[2], ()))
    return tuple(dict.fromkeys((*intent.examples, *own)))


def phrases_of(base: KnowledgeBase, split: Split) -> list[Phrase]:
    """Every phrase of the base, in a fixed order."""
    found = [p for p in _all_phrases(base, split) if p.words]
    return list(dict.fromkeys(found))


def _all_phrases(base: KnowledgeBase, split: Split) -> Iterator[Phrase]:
    for intent in base.intents.values():
        for text in examples_of(intent):
            yield Phrase(split(text), intent.group, tail_of(intent, base), intent.id)
    for aspect in base.aspects.values():
        yield from _aspect_phrases(aspect, split)
    for programme in base.programmes.values():
        yield from (Phrase(split(name), programme.id, None) for name in programme.names)
    yield from (Phrase(split(text), OUTSIDE, OUTSIDE) for text in base.lexicon.outside)


def _aspect_phrases(aspect: Aspect, split: Split) -> Iterator[Phrase]:
    for text in aspect.phrases:
        yield Phrase(split(text), ANY_GROUP, aspect.id)
    for text in aspect.named_phrases:
        before, _, after = text.partition("{nama}")
        yield Phrase((*split(before), NAME_MARK, *split(after)), None, aspect.id)


def without_names(words: tuple[str, ...], mentions: Iterable[Mention]) -> tuple[str, ...]:
    """The words with every mention of a programme replaced by one mark."""
    result: list[str] = []
    at = 0
    for mention in mentions:
        result += [*words[at : mention.start], NAME_MARK]
        at = mention.end
    return (*result, *words[at:])


def passages_of(base: KnowledgeBase, split: Split) -> list[Phrase]:
    """What the answers themselves say, one text for every intent with words of its own."""
    found = []
    for intent in base.intents.values():
        if not intent.is_default:
            section = intent.section
            lines = [item if isinstance(item, str) else item.name for item in section.items]
            words = split(" ".join([section.lead, *lines]))
            found.append(Phrase(words, intent.group, tail_of(intent, base), intent.id))
    return [passage for passage in found if passage.words]


def without_marks(hidden: Iterable[str]) -> tuple[str, ...]:
    """Hidden words without the marks that stand for names."""
    return tuple(word for word in hidden if word != NAME_MARK)


def group_lessons(phrases: Iterable[Phrase], passages: Iterable[Phrase]) -> list[Lesson]:
    """What the texts teach about the group."""
    lessons = _balanced([Lesson(p.words, p.group) for p in phrases if p.group])
    lessons += [Lesson(p.words, p.group, PASSAGE_FOR_GROUP) for p in passages if p.group]
    return lessons


def tail_lessons(
    phrases: Iterable[Phrase], passages: Iterable[Phrase], find: Find
) -> list[Lesson]:
    """What the texts teach about the tail: programme names are hidden."""

    def hidden(phrase: Phrase) -> tuple[str, ...]:
        return without_names(phrase.words, find(phrase.words))

    lessons = _balanced([Lesson(hidden(p), p.tail) for p in phrases if p.tail])
    lessons += [Lesson(hidden(p), p.tail, PASSAGE_FOR_TAIL) for p in passages if p.tail]
    return lessons


def _balanced(lessons: list[Lesson]) -> list[Lesson]:
    """A class with four times the phrases weighs half as much again, not four times."""
    counts = Counter(lesson.label for lesson in lessons)
    weights = {label: count**-_BALANCE for label, count in counts.items()}
    if ANY_GROUP in weights:
        weights[ANY_GROUP] *= _ANY_GROUP_WEIGHT
    return [Lesson(x.words, x.label, weights[x.label]) for x in lessons]


def name_trust(
    phrases: Iterable[Phrase], passages: Iterable[Phrase], find: Find
) -> Mapping[str, float]:
    """How surely a name stands for its programme, 0 to 1: "ktp" is mostly said in passing."""
    own: dict[str, float] = defaultdict(lambda: _NAME_HEAD_START)
    other: dict[str, float] = defaultdict(float)
    weighed = [(p, 1.0) for p in phrases if p.group] + [(p, _PASSING) for p in passages]
    for phrase, weight in weighed:
        for mention in find(phrase.words):
            counts = own if phrase.group in mention.programmes else other
            counts[mention.key(phrase.words)] += weight
    return {key: own[key] / (own[key] + other[key]) for key in {*own, *other}}


def ready_aspects(
    phrases: Iterable[Phrase], find: Find, aspects: frozenset[str]
) -> Mapping[tuple[str, ...], tuple[str, frozenset[str]]]:
    """Aspect phrases word by word, without names -> the aspect, and the names that were there."""
    found: dict[tuple[str, ...], tuple[str, frozenset[str]]] = {}
    clashing: set[tuple[str, ...]] = {()}
    for phrase in phrases:
        if phrase.tail not in aspects or phrase.group not in {None, ANY_GROUP}:
            continue
        mentions = find(phrase.words)
        words = without_marks(without_names(phrase.words, mentions))
        named = frozenset(mention.key(phrase.words) for mention in mentions)
        if found.setdefault(words, (phrase.tail, named))[0] != phrase.tail:
            clashing.add(words)
    return {words: value for words, value in found.items() if words not in clashing}
