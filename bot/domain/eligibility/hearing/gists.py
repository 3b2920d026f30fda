"""What is left of an option's words without the topic: "mati" where BPJS is asked after."""

from collections.abc import Collection, Iterable

from bot.domain.eligibility.hearing.tokens import tokenise
from bot.domain.eligibility.questions import Question, QuestionKind
from bot.domain.eligibility.rulebook import RuleBook

Gist = tuple[str, ...]


class Gists:
    """The short answers to each question with single options."""

    def __init__(self, book: RuleBook) -> None:
        words = book.eligibility.words
        denying = {text for phrase in words.no for text in _texts(phrase)}
        # "Tidak punya" needs its "punya".
        self._fillers = {filler for filler in words.fillers if filler not in denying}
        self._topics: dict[str, frozenset[str]] = {}
        self._options: dict[str, dict[Gist, str]] = {}
        for question in book.questions.values():
            if question.kind in (QuestionKind.CHOICE, QuestionKind.NUMBER):
                self._topics[question.id] = frozenset((question.id, *question.heard_as))
                self._options[question.id] = self._of(question)

    def _of(self, question: Question) -> dict[Gist, str]:
        found: dict[Gist, str] = {}
        for option in question.options:
            for phrase in option.heard_as:
                gist = self._short(_texts(phrase), self._topics[question.id])
                # Of two options that leave the same word neither is meant.
                found[gist] = option.id if found.get(gist, option.id) == option.id else ""
        return {gist: option for gist, option in found.items() if gist and option}

    def option(self, question: str, phrases: Iterable[str]) -> str:
        """The option that a clause of these phrases names, "" for none."""
        topics = self._topics.get(question, frozenset())
        texts = [text for phrase in phrases if phrase not in topics for text in phrase.split()]
        return self._options.get(question, {}).get(self._short(texts, topics), "")

    def _short(self, texts: Iterable[str], topics: Collection[str]) -> Gist:
        return tuple(t for t in texts if t not in topics and t not in self._fillers)


def _texts(phrase: str) -> list[str]:
    return [token.text for token in tokenise(phrase)]
