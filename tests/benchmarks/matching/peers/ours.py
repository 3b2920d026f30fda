"""Our own matcher: compiled from a knowledge folder, kept as a pickle, as the bot does."""

import pickle
from datetime import date
from importlib import import_module
from pathlib import Path

from bot.domain.emergency import EmergencyDetector
from bot.domain.keeping import impersonal
from bot.domain.knowledge import KnowledgeBase
from bot.domain.matching import Matcher
from bot.domain.measures import Row
from bot.domain.understanding import Understanding
from tests.benchmarks.matching.peers.protocol import WANTED, Phrases, Ranking

TODAY = date(2026, 11, 22)


class Ours:
    """The matcher alone, or, for a base that knows emergencies, all that `bot.app.brain` does."""

    def __init__(self) -> None:
        self._matcher: Matcher | None = None
        self._detector: EmergencyDetector | None = None
        self._dangers: frozenset[str] = frozenset()
        self._public: frozenset[str] = frozenset()
        self._base: KnowledgeBase | None = None

    def prepare(self, knowledge: Path) -> None:
        """Read the folder; the reading is timed apart, as no peer reads anything."""
        # Imported here, so that a process that only serves shows what serving needs.
        self._base = import_module("bot.loader").load(knowledge, TODAY)

    def fit(self, phrases: Phrases, knowledge: Path) -> None:
        assert self._base
        self._matcher = Matcher.compile(self._base)
        if self._base.emergencies:
            self._detector = EmergencyDetector(
                self._base.emergencies, self._base.lexicon.spellings
            )
            self._dangers = frozenset(self._base.intents)
            self._public = self._base.public_numbers

    def save(self, folder: Path) -> None:
        kept = (self._matcher, self._detector, self._dangers, self._public)
        (folder / "model").write_bytes(pickle.dumps(kept, pickle.HIGHEST_PROTOCOL))

    def load(self, folder: Path) -> None:
        kept = pickle.loads((folder / "model").read_bytes())
        self._matcher, self._detector, self._dangers, self._public = kept

    def rank(self, text: str) -> Ranking:
        row = Row("", text, self._understood(text))
        ranking = row.ranking[:WANTED]
        # Only the first has a score: the next may be the first of another question.
        return [(intent, row.confidence if not at else 0.0) for at, intent in enumerate(ranking)]

    def _understood(self, text: str) -> Understanding:
        assert self._matcher
        if self._detector is None:
            return Understanding(self._matcher.understand(text))
        if (danger := self._detector.detect(text)) in self._dangers:
            return Understanding((), danger)
        return Understanding(self._matcher.understand(impersonal(text, self._public)))
