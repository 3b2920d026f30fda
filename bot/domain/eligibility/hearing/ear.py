"""The ear of the interview."""

from collections.abc import Mapping

from bot.domain.eligibility.hearing.answering import answer_asked, words_of
from bot.domain.eligibility.hearing.clauses import clauses, told
from bot.domain.eligibility.hearing.gists import Gists
from bot.domain.eligibility.hearing.heard import Heard, WishKind
from bot.domain.eligibility.hearing.items import Item, Lexer
from bot.domain.eligibility.hearing.numbers import with_quantities
from bot.domain.eligibility.hearing.people import people
from bot.domain.eligibility.hearing.remarks import remarks
from bot.domain.eligibility.hearing.said import Said
from bot.domain.eligibility.hearing.terms import AGE_TRAIT, Kind, Phrases
from bot.domain.eligibility.hearing.tokens import MAX_CHARACTERS
from bot.domain.eligibility.hearing.wishes import wish_of
from bot.domain.eligibility.rulebook import RuleBook
from bot.domain.eligibility.values import Span


class Ear:
    """Hears with the words of one rulebook; make it once per rulebook.

    `spellings` turn abbreviations and Javanese words into Indonesian ones (the Lexicon's).
    """

    def __init__(self, book: RuleBook, spellings: Mapping[str, str] | None = None) -> None:
        self.book = book
        self._lexer = Lexer(Phrases(book), book.eligibility.words, spellings or {})
        trait = book.eligibility.traits.get(AGE_TRAIT)
        self._gists = Gists(book)
        self._last: tuple[str, str | None, Heard] | None = None
        self._ages = (trait.limits if trait else None) or Span(0, None)

    def hear(self, utterance: str, asking: str | None) -> Heard:
        """What was answered, with `asking` the question that was put last, if any.

        Nothing that is not surely meant: an empty `Heard` may be a question to the bot, an
        answer in words we do not know, or small talk. Only the first 2,000 characters count.
        """
        last = self._last
        if last and last[:2] == (utterance, asking):
            return last[2]  # a turn hears its message more than once
        heard = self._hear(utterance, asking)
        self._last = (utterance, asking, heard)
        return heard

    def _hear(self, utterance: str, asking: str | None) -> Heard:
        items = with_quantities(self._lexer.items(utterance))
        wish = wish_of(items, asking)
        if wish and (wish.kind is not WishKind.CHANGE or not wish.question):
            return Heard(wish=wish)
        parts, asks = told(clauses([item for item in items if not item.has(Kind.IGNORED)]))
        asked = self.book.questions.get(asking or "")
        said = Said(
            self.book,
            tuple(parts),
            tuple(people(parts, asked, self._ages)),
            words_of(utterance[:MAX_CHARACTERS]) if _is_plain(items) else (),
            self._gists,
        )
        answer = answer_asked(said, asked) if asked else None
        answers = [*([answer] if answer else []), *remarks(said, asking or "")]
        return Heard(tuple(answers), wish, is_question=asks and not answers)


def _is_plain(items: list[Item]) -> bool:
    """No question: then it may be the words of a button."""
    return not any(item.has(Kind.ASKS) or item.text == "?" for item in items)
