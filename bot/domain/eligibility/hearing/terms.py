"""The words of the interview, compiled: which phrase says what."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from enum import Enum, auto

from bot.domain.eligibility.hearing.tokens import Token, tokenise
from bot.domain.eligibility.questions import (
    Option,
    People,
    Question,
    QuestionKind,
    Trait,
    Vocabulary,
)
from bot.domain.eligibility.rulebook import RuleBook


class Kind(Enum):
    """What a phrase may say."""

    YES = auto()
    NO = auto()
    UNKNOWN = auto()
    ENOUGH = auto()
    BACK = auto()
    CHANGE = auto()
    HELP = auto()
    ASKS = auto()
    NUMBER = auto()
    TIMES = auto()
    PER_DAY = auto()
    PER_WEEK = auto()
    PER_MONTH = auto()
    PER_YEAR = auto()
    YEARS = auto()
    MONTHS = auto()
    WEEKS = auto()
    DAYS = auto()
    AGE = auto()
    GETS = auto()
    ORDINAL = auto()
    TOGETHER = auto()
    UNTIL = auto()
    BUT = auto()
    BELOW = auto()
    ABOVE = auto()
    AT_MOST = auto()
    AT_LEAST = auto()
    EVERYONE = auto()
    DOUBT = auto()
    ASIDE = auto()
    FILLER = auto()
    IGNORED = auto()
    ROLE = auto()
    TRAIT = auto()
    OPTION = auto()
    TOPIC = auto()
    ALONE = auto()


@dataclass(frozen=True, slots=True)
class Sense:
    """One thing a phrase may say.

    `number`: of a NUMBER, and what a TIMES multiplies by. `is_one`: "sejuta", "setahun" need no
    number before them. `people`: whom a ROLE, TRAIT, OPTION or TOPIC speaks of. `is_label`: it is
    heard only where its question is asked. `is_clear`: it can mean nothing else, whoever asked.
    `is_weak`: a "sudah" or "ada", which says yes only where little stands beside it.
    """

    kind: Kind
    question: str = ""
    option: str = ""
    people: People | None = None
    number: float = 0
    is_one: bool = False
    is_label: bool = False
    is_clear: bool = False
    is_weak: bool = False


Texts = tuple[str, ...]
Senses = tuple[Sense, ...]

_ONE = "se"  # "sejuta", "setahun": a prefix of the language, not a word of its own
_AROUND = "an"  # "jutaan"
_NOT_BUTTONS = (Kind.YES, Kind.NO, Kind.UNKNOWN, Kind.ENOUGH, Kind.BACK, Kind.CHANGE)
_LONGEST_LABEL = 5  # words; a longer one is typed in full or not at all


class Phrases:
    """Every phrase with its senses, by first word, the longest first."""

    def __init__(self, book: RuleBook) -> None:
        self._senses: dict[Texts, list[Sense]] = {}
        words = book.eligibility.words
        for phrase, sense in (*_plain_words(words), *_numbers(words), *_people(book)):
            self._add(phrase, sense)
        for question in book.questions.values():
            for phrase, sense in _question(question, book):
                self._add(phrase, sense)
        self._inherit(Kind.GETS)
        self._by_first: dict[str, list[tuple[Texts, Senses]]] = {}
        for texts in sorted(self._senses, key=len, reverse=True):
            self._by_first.setdefault(texts[0], []).append((texts, tuple(self._senses[texts])))
        self.words = frozenset(text for texts in self._senses for text in texts)
        strict = (Kind.YES, Kind.NO, Kind.NUMBER, Kind.TIMES)
        self.loose_words = frozenset(
            text
            for texts, senses in self._senses.items()
            if not any(sense.kind in strict for sense in senses)
            for text in texts
        )

    def _add(self, phrase: str, sense: Sense) -> None:
        texts = _texts(phrase)
        senses = self._senses.setdefault(texts, []) if texts else []
        if sense.is_label and any(other.kind in _NOT_BUTTONS for other in senses):
            return  # "belum", "cukup": an option is called so, and everybody means something else
        if sense not in senses:
            senses.append(sense)

    def _inherit(self, kind: Kind) -> None:
        """ "Tidak dapat" and "penerima PKH" say "dapat" and "penerima" too."""
        parts = {
            texts[0]
            for texts, senses in self._senses.items()
            if len(texts) == 1 and any(sense.kind is kind for sense in senses)
        }
        for texts, senses in self._senses.items():
            if len(texts) > 1 and parts & set(texts) and Sense(kind) not in senses:
                senses.append(Sense(kind))

    def at(self, tokens: list[Token], start: int) -> tuple[int, Senses]:
        """How many tokens the longest phrase here takes, and its senses; 0 where none begins."""
        for texts, senses in self._by_first.get(tokens[start].text, ()):
            end = start + len(texts)
            if end <= len(tokens) and all(
                token.text == text for token, text in zip(tokens[start:end], texts, strict=True)
            ):
                return len(texts), senses
        return 0, ()


_PLAIN: Mapping[Kind, Callable[[Vocabulary], Iterable[str]]] = {
    Kind.YES: lambda words: words.yes,
    Kind.NO: lambda words: words.no,
    Kind.UNKNOWN: lambda words: words.unknown,
    Kind.ENOUGH: lambda words: words.enough,
    Kind.BACK: lambda words: words.back,
    Kind.CHANGE: lambda words: words.change,
    Kind.HELP: lambda words: words.help,
    Kind.ASKS: lambda words: words.asks,
    Kind.PER_DAY: lambda words: words.per_day,
    Kind.PER_WEEK: lambda words: words.per_week,
    Kind.PER_MONTH: lambda words: words.per_month,
    Kind.PER_YEAR: lambda words: words.per_year,
    Kind.YEARS: lambda words: words.years,
    Kind.MONTHS: lambda words: words.months,
    Kind.AGE: lambda words: words.ages,
    Kind.GETS: lambda words: words.receives,
    Kind.ORDINAL: lambda words: words.ordinals,
    Kind.TOGETHER: lambda words: words.together,
    Kind.UNTIL: lambda words: words.until,
    Kind.BUT: lambda words: words.but,
    Kind.BELOW: lambda words: words.below,
    Kind.ABOVE: lambda words: words.above,
    Kind.AT_MOST: lambda words: words.at_most,
    Kind.AT_LEAST: lambda words: words.at_least,
    Kind.EVERYONE: lambda words: words.everyone,
    Kind.DOUBT: lambda words: words.doubtful,
    Kind.ASIDE: lambda words: words.asides,
    Kind.FILLER: lambda words: words.fillers,
    Kind.IGNORED: lambda words: words.ignored,
}


def _plain_words(words: Vocabulary) -> Iterator[tuple[str, Sense]]:
    denying = {text for phrase in words.no for text in _texts(phrase)}
    for kind, phrases in _PLAIN.items():
        for phrase in phrases(words):
            # "Sudah tidak", "tidak punya": such a word alone says less than "iya".
            yield phrase, Sense(kind, is_weak=kind is Kind.YES and phrase in denying)
    for kind in (Kind.YEARS, Kind.MONTHS):
        yield from ((_ONE + word, Sense(kind, is_one=True)) for word in _PLAIN[kind](words))
        yield from ((word + _AROUND, Sense(kind)) for word in _PLAIN[kind](words))
    for kind, per in ((Kind.DAYS, words.per_day), (Kind.WEEKS, words.per_week)):
        one = (word for word in per if word.startswith(_ONE) and word.isalpha())
        yield from ((word.removeprefix(_ONE), Sense(kind)) for word in one)


def _numbers(words: Vocabulary) -> Iterator[tuple[str, Sense]]:
    for word, number in words.numbers.items():
        yield word, Sense(Kind.NUMBER, number=number)
    for word, times in words.times_idr.items():
        for form in (word, word + _AROUND):
            yield form, Sense(Kind.TIMES, number=times)
            if len(word) > 2 and word not in words.numbers:
                yield _ONE + form, Sense(Kind.TIMES, number=times, is_one=True)


def _people(book: RuleBook) -> Iterator[tuple[str, Sense]]:
    roles = {word for role in book.eligibility.words.roles for word in role.words}
    for role in book.eligibility.words.roles:
        for word in role.words:
            yield word, Sense(Kind.ROLE, people=role.traits)
    for trait in book.eligibility.traits.values():
        if trait.id == AGE_TRAIT:
            yield trait.label, Sense(Kind.AGE)
        for value, phrases in trait.heard_as.items():
            for phrase in phrases:
                names_somebody = bool(roles & set(_texts(phrase)))
                people = _trait_people(trait, value)
                yield phrase, Sense(Kind.TRAIT, people=people, is_clear=names_somebody)


def _trait_people(trait: Trait, value: str) -> People:
    """Members with this value, of the ages it usually means."""
    people: People = {trait.id: frozenset({value})}
    return {**people, AGE_TRAIT: trait.ages[value]} if value in trait.ages else people


AGE_TRAIT = "umur"  # the trait that `berarti` and every told age speak of (eligibility-spec)


def _question(question: Question, book: RuleBook) -> Iterator[tuple[str, Sense]]:
    kind = Kind.ALONE if rosters_opened(book, question) else Kind.TOPIC
    options = {phrase for option in question.options for phrase in option.heard_as}
    for phrase in (question.id.replace("_", " "), *question.heard_as):
        if phrase not in options:
            people = None if _denies_a_trait(phrase, book) else question.about
            yield phrase, Sense(kind, question.id, people=people)
    for option in question.options:
        yield from _option(question, option, book)


def _denies_a_trait(phrase: str, book: RuleBook) -> bool:
    """ "Tidak kuliah" and "mau kuliah" are no students; "tidak bisa melihat" is a sort."""
    words, texts = book.eligibility.words, set(_texts(phrase))
    if texts.isdisjoint((*words.no, *words.asides)):
        return False
    return any(
        trait.id in texts or any(texts.intersection(said) for said in trait.heard_as.values())
        for trait in book.eligibility.traits.values()
    )


def rosters_opened(book: RuleBook, question: Question) -> Mapping[str, Question]:
    """The MEMBERS questions that the options of "ada siapa saja?" lead to, by their common id."""
    if question.kind is not QuestionKind.SEVERAL:
        return {}
    named = (book.questions.get(option.id) for option in question.options)
    return {q.id: q for q in named if q is not None and q.kind is QuestionKind.MEMBERS}


def _option(question: Question, option: Option, book: RuleBook) -> Iterator[tuple[str, Sense]]:
    """What names an option; a phrase that stands at the question too is heard when asked only."""
    members = book.answers[question.id][option.id].members
    is_opening = bool(rosters_opened(book, question))
    people = members[0].traits if members and not is_opening else None
    label = _texts(option.label)
    sense = Sense(Kind.OPTION, question.id, option.id, people)
    for phrase in option.heard_as:
        texts = _texts(phrase)
        is_label = is_opening or phrase in question.heard_as
        is_clear = len(texts) > 1 and texts != label and not is_label
        yield phrase, replace(sense, is_clear=is_clear, is_label=is_label)
    by_label = replace(sense, is_label=True)
    if len(label) <= _LONGEST_LABEL and all(text.isalpha() for text in label):
        yield option.label, by_label
    if question.kind in _NAMED_BY_ID:
        yield option.id.replace("_", " "), by_label


_NAMED_BY_ID = (QuestionKind.CHOICE, QuestionKind.SEVERAL)


def _texts(phrase: str) -> Texts:
    return tuple(token.text for token in tokenise(phrase))
