"""One message, read: its clauses, its people, and the question it may answer."""

from dataclasses import dataclass

from bot.domain.eligibility.hearing.clauses import Clause, Mention
from bot.domain.eligibility.hearing.gists import Gists
from bot.domain.eligibility.hearing.items import Item
from bot.domain.eligibility.hearing.people import Person
from bot.domain.eligibility.hearing.terms import Kind
from bot.domain.eligibility.questions import Question, QuestionKind
from bot.domain.eligibility.rulebook import RuleBook

# More words that say nothing to us, and a "tidak" among them answers something else.
_MOST_STRANGE = 3
# What may stand before a "tidak" or behind it and leaves it an answer: "mungkin tidak ada bu".
_BESIDE = (Kind.FILLER, Kind.YES, Kind.DOUBT, Kind.ASIDE)


@dataclass(frozen=True, slots=True)
class Said:
    """What a message says. `words` is the whole of it, plain, to compare with a button."""

    book: RuleBook
    clauses: tuple[Clause, ...]
    people: tuple[Person, ...]
    words: tuple[str, ...] = ()
    gists: Gists | None = None

    def mentions_of(self, question: Question) -> list[Mention]:
        """Everything that speaks of this question; misspelt words count only when it is asked."""
        return [
            mention
            for clause in self.clauses
            for mention in clause.mentions
            if mention.item.names(question.id)
        ]

    def plain_clauses(self, question: Question) -> list[Clause]:
        """The clauses that may hold a bare yes, no, number or "tidak tahu" for this question."""
        return [
            clause
            for clause in self.clauses
            if clause.strange <= _MOST_STRANGE and not is_about_another(clause, question)
        ]

    def options(self, question: Question) -> tuple[list[str], list[str]]:
        """The options that are said to be so, and those that are not."""
        chosen: dict[str, bool] = {}
        unsure: set[str] = set()
        for clause in self.clauses:
            of_somebody = question.kind is QuestionKind.CHOICE and clause.has(Kind.ROLE)
            for mention in clause.mentions:
                for sense in mention.item.names(question.id):
                    if sense.kind is not Kind.OPTION or not (mention.is_so or mention.is_denied):
                        continue
                    if of_somebody and sense.is_label:
                        unsure.add(sense.option)  # "milik paman", "suami kota saya kabupaten"
                    else:
                        chosen[sense.option] = mention.is_so
        yes = [option for option, is_so in chosen.items() if is_so]
        no = [option for option, is_so in chosen.items() if not is_so]
        if unsure.issubset(yes):
            return yes, no
        return [], [*yes, *no, *unsure]

    def by_gist(self, question: Question) -> list[str]:
        """The options whose words, without the topic, are the whole of a clause."""
        found = {
            self.gists.option(question.id, (m.item.text for m in clause.mentions))
            for clause in self.clauses
            if self.gists
        }
        return sorted(found - {""})

    def says(self, kind: Kind, question: Question) -> bool:
        """Whether such a bare word answers the question."""
        return any(
            _says(clause, kind) and (kind is Kind.UNKNOWN or not clause.has(Kind.UNKNOWN))
            for clause in self.plain_clauses(question)
        )


def _says(clause: Clause, kind: Kind) -> bool:
    """ "Sertifikat belum jadi" denies nothing, "suami sudah meninggal" is no yes."""
    items = [mention.item for mention in clause.mentions]
    if kind is Kind.YES and (clause.strange or clause.has(Kind.ROLE)):
        return any(not sense.is_weak for item in items for sense in item.of(Kind.YES))
    if not clause.strange or kind is not Kind.NO:
        return clause.has(kind)
    telling = [item for item in items if item.has(Kind.NO) or not _is_beside(item)]
    return any(item.has(Kind.NO) for item in (*telling[:1], *telling[-1:]))


def _is_beside(item: Item) -> bool:
    return item.has(*_BESIDE) and not item.quantity


def is_about_another(clause: Clause, question: Question) -> bool:
    """Whether a clause speaks of other questions only."""
    named = {
        sense.question
        for mention in clause.mentions
        for sense in mention.item.senses
        if sense.question
        and (sense.question == question.id or sense.is_clear or sense.kind is Kind.TOPIC)
    }
    return bool(named) and question.id not in named
