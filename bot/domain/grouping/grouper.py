"""Groups in memory: which one a question joins, found in a few milliseconds among thousands."""

import math
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from bot.domain.grouping.acts import direction, wishes
from bot.domain.grouping.centres import Centres, Features, Sought
from bot.domain.grouping.question import Question
from bot.domain.grouping.reading import NAMED, WORD, Gist, Reader
from bot.domain.knowledge import KnowledgeBase

# A question joins the nearest group (see `Centres.near`) that scores JOIN; two groups become one
# a little above. Set on tests/questions and on 1,200 rows each of MASSIVE's training part and of
# layanan; python -m tests.benchmarks.grouping prints the other rows apart.
JOIN = 0.55
_ONE_MORE = 0.1
# From this score on, the matcher's first candidate counts as what was meant. At 60 more was joined
# that differs, at 80 a third of what belongs together was left apart.
_SURE = 70.0
# Where the answers do not agree like this, the question's weightiest word must be one the group
# has too, at a fifth of its weight there: or "layanan ekspres kantor pos" joins other offices.
_AGREED = 0.5
_SHARED = 0.2
# A word that comes back in many questions is a topic; one in nearly all of them is none.
_TOPIC_POWER = 0.35
# As if so many questions without any of the words had been seen: the first few decide nothing.
_SEEN_BEFORE = 50
# A programme that this share of a group's questions names is what the group is about.
_IS_ABOUT = 0.3

Allowed = Callable[[int], bool]


@dataclass(frozen=True, slots=True)
class _Member:
    question: Question
    group: int
    gist: Gist
    sought: Sought


def always(group: int) -> bool:
    """Every group is allowed."""
    return True


class Grouper:
    """Questions in groups, all in memory. Deterministic: the same calls give the same groups.

    Not thread-safe. `base` gives spellings, names, synonyms and which words are everyday ones.
    `bar` is the least score to join with.
    """

    def __init__(self, base: KnowledgeBase, bar: float = JOIN) -> None:
        self._reader = Reader(base)
        self._bar = bar
        self._members: dict[int, _Member] = {}
        self._held: defaultdict[int, dict[int, None]] = defaultdict(dict)
        self._seen: Counter[str] = Counter()
        self._seen_texts = 0
        self._read_ahead: dict[str, Gist] = {}  # of questions seen, and not added yet
        self._centres = Centres()
        self._named: defaultdict[int, Counter[str]] = defaultdict(Counter)
        self._same_words: defaultdict[tuple[str, ...], dict[int, None]] = defaultdict(dict)

    def __len__(self) -> int:
        return len(self._members)

    def __contains__(self, question_id: int) -> bool:
        return question_id in self._members

    def group_of(self, question_id: int) -> int | None:
        """The group a question is in."""
        member = self._members.get(question_id)
        return member.group if member else None

    def held_by(self, group: int) -> tuple[int, ...]:
        """The questions of a group, in the order they were added."""
        return tuple(self._held.get(group, ()))

    def groups(self) -> Iterator[tuple[int, int]]:
        """The id of every question held, with its group."""
        return ((question, member.group) for question, member in self._members.items())

    def see(self, questions: Iterable[Question]) -> None:
        """Count the words of questions that are going to be added, before weighing the first."""
        for question in questions:
            gist = self._read_ahead[question.text] = self._reader.read(question.text)
            self._count(gist)

    def nearest(self, question: Question, allowed: Allowed = always) -> int | None:
        """The group the question joins; None when it opens one."""
        gist = self._gist(question)
        # The same words always go together, whatever else their group has come to hold.
        for like in reversed(self._same_words.get(gist.words, {})):
            if allowed(group := self._members[like].group):
                return group
        return self._best(self._sought(question, gist), gist.named, self._bar, allowed)

    def twin(self, group: int, allowed: Allowed = always) -> int | None:
        """The other group that asks the same as this one; None when there is none."""
        members = [self._members[question] for question in self._held[group]]
        named = frozenset(programme for member in members for programme in member.gist.named)
        sought = Sought.mean([member.sought for member in members])
        return self._best(
            sought, named, self._bar + _ONE_MORE, lambda other: other != group and allowed(other)
        )

    def add(self, question: Question, group: int, *, seen: bool = False) -> None:
        """Put a question into a group, new or not. `seen`: its words are counted already."""
        gist = self._gist(question)
        self._read_ahead.pop(question.text, None)
        if not seen:
            self._count(gist)
        self._put(question, group, gist)

    def _put(self, question: Question, group: int, gist: Gist) -> None:
        self.remove(question.id)
        member = _Member(question, group, gist, self._sought(question, gist))
        self._members[question.id] = member
        self._held[group][question.id] = None
        self._centres.change(group, member.sought, 1.0)
        self._named[group].update(gist.named)
        self._same_words[gist.words][question.id] = None

    def remove(self, question_id: int) -> None:
        """Take a question out, if it is there."""
        if (member := self._members.pop(question_id, None)) is None:
            return
        del self._held[member.group][question_id]
        self._centres.change(member.group, member.sought, -1.0)
        self._named[member.group].subtract(member.gist.named)
        same = self._same_words[member.gist.words]
        del same[question_id]
        if not same:
            del self._same_words[member.gist.words]

    def move(self, question_id: int, group: int) -> None:
        """Put a question that is held into another group."""
        member = self._members[question_id]
        self._put(member.question, group, member.gist)

    def _gist(self, question: Question) -> Gist:
        return self._read_ahead.get(question.text) or self._reader.read(question.text)

    def _count(self, gist: Gist) -> None:
        self._seen.update(gist.topics)
        self._seen_texts += 1

    def _sought(self, question: Question, gist: Gist) -> Sought:
        first = question.candidates[:1]
        answer = tuple((one.intent, 1.0) for one in first if one.score >= _SURE)
        return Sought(self._weighed(gist), direction(gist.acts), answer, wishes(gist.acts))

    def _weighed(self, gist: Gist) -> Features:
        """The topics, weighed by how often they are asked, at length 1."""
        total = math.log(self._seen_texts + _SEEN_BEFORE + 1)
        weighed = {}
        for topic, worth in gist.topics.items():
            often = max(self._seen[topic], 1)
            rarity = 1 - math.log(often + 1) / total
            # A programme's name is said of all it does; it must not outshine what is asked of it.
            frequent = 1.0 if topic.startswith(NAMED) else often**_TOPIC_POWER
            weighed[topic] = worth * rarity * frequent
        length = math.sqrt(sum(value * value for value in weighed.values())) or 1.0
        return tuple((topic, value / length) for topic, value in weighed.items())

    def _best(
        self, sought: Sought, named: frozenset[str], bar: float, allowed: Allowed
    ) -> int | None:
        for _, group in self._centres.near(sought, bar):
            if not allowed(group) or self._is_about_others(group, named):
                continue
            if self._shares_topic(group, sought):
                return group
        return None

    def _shares_topic(self, group: int, sought: Sought) -> bool:
        if self._centres.agreed(group, sought) >= _AGREED:
            return True
        topics = (part for part in sought.topics if part[0].startswith(WORD))
        topic, value = max(topics, key=lambda part: (part[1], part[0]), default=("", 0.0))
        return not topic or self._centres.holds(group, topic, _SHARED * value)

    def _is_about_others(self, group: int, named: frozenset[str]) -> bool:
        """Whether programmes are named, and the group is about others."""
        told = self._named[group]
        if not named or any(told[programme] > 0 for programme in named):
            return False
        return max(told.values(), default=0) >= _IS_ABOUT * len(self._held[group])
