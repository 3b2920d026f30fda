"""What a message means: danger before anything else, then its questions."""

from collections.abc import Callable

from bot.domain.emergency import EmergencyDetector
from bot.domain.keeping import impersonal
from bot.domain.knowledge import KnowledgeBase
from bot.domain.matching import Matcher
from bot.domain.understanding import Understanding, sure_intent

DANGER = "darurat/"


def danger_finder(base: KnowledgeBase) -> Callable[[str], str | None]:
    """What finds the emergency that the signs of kamus/darurat.yaml tell of."""
    detector = EmergencyDetector(base.emergencies, base.lexicon.spellings)

    def danger(utterance: str) -> str | None:
        found = detector.detect(utterance)
        return found if found in base.intents else None

    return danger


class Meaning:
    """How a base and what was learnt from it (`matcher`) understand people."""

    def __init__(self, base: KnowledgeBase, matcher: Matcher) -> None:
        self.danger = danger_finder(base)
        self._base = base
        self.matcher = matcher

    def __call__(self, utterance: str, topic: str | None) -> Understanding:
        """Understand one utterance, given the intent answered before."""
        if danger := self.danger(utterance):
            return Understanding((), danger)
        return self.without_signs(utterance, topic)

    def without_signs(self, utterance: str, topic: str | None) -> Understanding:
        """What an utterance means in which no sign was found."""
        text = impersonal(utterance, self._base.public_numbers)
        questions = self.matcher.understand(text, topic)
        # Danger told in words no sign knows, but so like the examples that it would be answered.
        found = (sure_intent(question) for question in questions)
        told = next((intent for intent in found if intent and intent.startswith(DANGER)), None)
        return Understanding(questions, told)
