"""What a base teaches, and how the whole of it or a part is taught."""

import hashlib
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from bot.domain.knowledge import KnowledgeBase
from bot.domain.matching.compiling import Material, Phrase, passages_of, phrases_of
from bot.domain.matching.known import SMALL_WORDS
from bot.domain.matching.layout import Layout
from bot.domain.matching.names import NameFinder
from bot.domain.matching.normalising import Normaliser
from bot.domain.matching.ranking import Ranker
from bot.domain.matching.repairing import Repairer
from bot.domain.matching.training import Train


@dataclass(frozen=True, slots=True)
class Course:
    """All lessons of a base, read once."""

    base: KnowledgeBase
    normaliser: Normaliser
    phrases: Sequence[Phrase]
    passages: Sequence[Phrase]
    names: Sequence[tuple[tuple[str, ...], str]]

    @staticmethod
    def of(base: KnowledgeBase) -> "Course":
        """The lessons, in a fixed order."""
        normaliser = Normaliser(base.lexicon)
        split = normaliser.words
        names = [(split(name), p.id) for p in base.programmes.values() for name in p.names]
        return Course(
            base,
            normaliser,
            phrases_of(base, split),
            passages_of(base, split),
            [(words, programme) for words, programme in names if words],
        )

    def teach(
        self, train: Train, lessons: Sequence[Phrase], without: frozenset[str] = frozenset()
    ) -> tuple[Ranker, Repairer]:
        """Models of some of the phrases, `without` the passages of these topics."""
        texts = [text for text in self.passages if text.group not in without]
        words = Counter(word for text in (*lessons, *texts) for word in text.words)
        finder = NameFinder.of(self.names)
        material = Material(lessons, texts)
        ranker = Ranker(self.base, material, finder, self.normaliser, train)
        return ranker, Repairer(words, self.base.lexicon.protected | SMALL_WORDS)

    @property
    def fingerprint(self) -> str:
        """The same for two bases from which the same is learnt, whatever else they say."""
        lexicon, layout = self.base.lexicon, Layout(self.base)
        digest = hashlib.sha256()
        for part in (
            *(self.phrases, self.passages, self.names),
            *(layout.intents, layout.parts, list(self.base.aspects)),
            *(list(lexicon.spellings.items()), sorted(lexicon.protected), lexicon.synonyms),
        ):
            digest.update(repr(part).encode())
        return digest.hexdigest()
