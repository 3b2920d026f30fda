"""A message as a row of items: phrases with their senses, numbers with their units."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from bot.domain.eligibility.hearing.spelling import Speller
from bot.domain.eligibility.hearing.terms import Kind, Phrases, Sense, Senses
from bot.domain.eligibility.hearing.tokens import Token, tokenise
from bot.domain.eligibility.questions import Vocabulary


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number or a range. `scale`: what it was multiplied by ("juta"), 0 for none.

    `unit` is YEARS or MONTHS, `bound` BELOW, ABOVE, AT_MOST or AT_LEAST; `is_age`: "umur" was
    said.
    """

    low: float
    high: float
    scale: float = 0
    unit: Kind | None = None
    bound: Kind | None = None
    is_age: bool = False

    @property
    def whole(self) -> int | None:
        """The number, where it is a plain whole one."""
        is_plain = self.low == self.high == int(self.low) and not (self.scale or self.bound)
        return int(self.low) if is_plain else None


@dataclass(frozen=True, slots=True)
class Item:
    """`is_guess`: a word in it was misspelt. `is_strange`: no word of ours."""

    text: str
    senses: Senses = ()
    quantity: Quantity | None = None
    is_mark: bool = False
    is_glued: bool = False
    is_guess: bool = False

    def has(self, *kinds: Kind) -> bool:
        """True when it may say one of these things."""
        return any(sense.kind in kinds for sense in self.senses)

    def of(self, *kinds: Kind) -> Senses:
        """Its senses of these kinds."""
        return tuple(sense for sense in self.senses if sense.kind in kinds)

    def names(self, question: str) -> Senses:
        """The senses that speak of this question."""
        return tuple(sense for sense in self.senses if sense.question == question)

    @property
    def is_strange(self) -> bool:
        """A word that says nothing to us."""
        return not (self.senses or self.quantity or self.is_mark)


class Lexer:
    """Cuts messages into items."""

    def __init__(self, phrases: Phrases, words: Vocabulary, spellings: Mapping[str, str]) -> None:
        self._phrases = phrases
        self._speller = Speller(
            phrases.words, phrases.loose_words, spellings, words.endings, words.ordinary
        )

    def items(self, utterance: str) -> list[Item]:
        """The phrases of a message, numbers not yet put together."""
        tokens: list[Token] = []
        guessed: list[bool] = []
        for token in tokenise(utterance):
            texts, is_guess = self._speller.words(token)
            for text in texts:
                tokens.append(replace(token, text=text))
                guessed.append(is_guess)
        items: list[Item] = []
        start = 0
        while start < len(tokens):
            length, senses = self._phrases.at(tokens, start)
            end = start + (length or 1)
            item = _item(tokens[start:end], senses, is_guess=any(guessed[start:end]))
            if not (items and _says_it_twice(items[-1], item)):
                items.append(item)
            start = end
        return items


def _item(tokens: list[Token], senses: Senses, *, is_guess: bool) -> Item:
    first = tokens[0]
    number = first.number if len(tokens) == 1 else None
    text = " ".join(token.text for token in tokens)
    quantity = None if number is None else Quantity(number, number)
    is_mark = first.is_mark and not senses
    return Item(text, senses, quantity, is_mark, first.is_glued, is_guess)


def _says_it_twice(before: Item, item: Item) -> bool:
    """ "Anak-anak" and "anak2" are a plural, not a number."""
    if not item.is_glued or before.is_mark:
        return False
    is_doubled = item.text == before.text and not item.quantity
    is_plural = before.is_strange or before.has(Kind.ROLE, Kind.TOPIC, Kind.FILLER)
    return is_doubled or (item.text == "2" and is_plural)


def is_plain_word(item: Item) -> bool:
    """A word that neither counts nor names: it may stand between what belongs together."""
    return item.has(Kind.FILLER) and not item.quantity


def only(kind: Kind, text: str, quantity: Quantity | None = None) -> Item:
    """An item with one bare sense."""
    return Item(text, (Sense(kind),), quantity)
