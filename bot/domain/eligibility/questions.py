"""What the interview asks: the questions of knowledge/fakta.yaml and the facts they fill."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from bot.domain.eligibility.rules import HouseholdCase, PeopleRule, Rule, Test, Written
from bot.domain.eligibility.values import Possible, Span
from bot.domain.provenance import Provenance


class QuestionKind(StrEnum):
    """What an answer is.

    YES_NO and CHOICE: one of the choices. NUMBER: a number with a unit. SEVERAL: any of the
    choices, each a yes/no fact of its own ("diterima/pkh"). MEMBERS: people of the household.
    """

    YES_NO = "ya_tidak"
    NUMBER = "angka"
    CHOICE = "pilihan"
    SEVERAL = "beberapa"
    MEMBERS = "anggota"


# A sort of people: trait -> the values it has ("umur" -> Span(6, 21), "sekolah" -> {"sd"}).
People = Mapping[str, Possible]


@dataclass(frozen=True, slots=True)
class Option:
    """One way to answer: a button and the words people type for it.

    `fills`: facts it settles (a NUMBER question's own among them). `people`: the sort of member it
    stands for (MEMBERS only). `weight`: how many of a hundred households would choose it, as far
    as can be guessed; it only orders the questions, it never decides anything. `label` may name
    parameters ("Kurang dari {parameter.ump_jateng}").
    """

    id: str
    label: str
    fills: Mapping[str, Written] = field(default_factory=dict)
    people: PeopleRule | None = None
    heard_as: tuple[str, ...] = ()
    weight: float = 1.0


@dataclass(frozen=True, slots=True)
class Question:
    """One question. `text` speaks to the person, `text_for_other` about somebody else.

    `help` explains, `why` says what the answer is needed for, `who_knows` who can supply it.
    `is_sensitive`: said so, and easy to skip. `unit` and `limits` belong to NUMBER. `about` is the
    sort of people a MEMBERS question asks for: once it is answered in full, nobody else of that
    sort lives in the household. `only_if`: while this is false the question means nothing and its
    fact is false; it is not asked before this is known to be possible. `heard_as`
    are words that name the thing in a free sentence.
    """

    id: str
    kind: QuestionKind
    text: str
    text_for_other: str
    topic: str
    options: tuple[Option, ...]
    help: str = ""
    why: str = ""
    who_knows: str = ""
    is_sensitive: bool = False
    unit: str = ""
    limits: Span | None = None
    about: People | None = None
    only_if: Test | None = None
    heard_as: tuple[str, ...] = ()
    provenance: Provenance = field(default_factory=Provenance)

    def option(self, identity: str) -> Option | None:
        """The option with this id, None when there is none."""
        return next((option for option in self.options if option.id == identity), None)


@dataclass(frozen=True, slots=True)
class Trait:
    """One thing a rule may ask of a member: "umur" (a number), "sekolah" (one of its values).

    `values`: value -> how it is told. `heard_as`: value -> how people say it. `ages`: value -> the
    ages it usually means where none is told.
    """

    id: str
    label: str
    kind: QuestionKind
    values: Mapping[str, str] = field(default_factory=dict)
    limits: Span | None = None
    unit: str = ""
    heard_as: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    ages: Mapping[str, Span] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Role:
    """Words that name a person of the household ("simbah"), and what they surely say of them."""

    words: tuple[str, ...]
    traits: People = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The everyday words of answers: yes, no, numbers, money, people. From fakta.yaml, `kata`.

    `asks`: words of a question to the bot. `below` and `above` leave the number itself out,
    `at_most` and `at_least` do not. `ages`: "umur". `ordinals`: a number after them counts nothing
    ("ke", "rt"). `together`: "dan". `everyone`: "semua". `receives`: a programme named by the way
    is received only where one of them stands before it ("dapat"). `but`: what follows is no longer
    meant by a "no" before it. `doubtful`: what is said with them by the way is not sure. `asides`:
    what follows is not so now ("dulu", "mau", "tetangga"). `fillers` say nothing, `ignored` are
    phrases whose words mean nothing here ("tidak apa-apa"), `endings` are glued to words ("nya"),
    `ordinary` are words that are no misspelling of ours ("koran").
    """

    yes: tuple[str, ...] = ()
    no: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()
    enough: tuple[str, ...] = ()
    back: tuple[str, ...] = ()
    change: tuple[str, ...] = ()
    numbers: Mapping[str, float] = field(default_factory=dict)
    times_idr: Mapping[str, int] = field(default_factory=dict)
    per_day: tuple[str, ...] = ()
    per_week: tuple[str, ...] = ()
    years: tuple[str, ...] = ()
    months: tuple[str, ...] = ()
    roles: tuple[Role, ...] = ()
    help: tuple[str, ...] = ()
    asks: tuple[str, ...] = ()
    per_month: tuple[str, ...] = ()
    per_year: tuple[str, ...] = ()
    below: tuple[str, ...] = ()
    above: tuple[str, ...] = ()
    at_most: tuple[str, ...] = ()
    at_least: tuple[str, ...] = ()
    until: tuple[str, ...] = ()
    ages: tuple[str, ...] = ()
    ordinals: tuple[str, ...] = ()
    together: tuple[str, ...] = ()
    everyone: tuple[str, ...] = ()
    receives: tuple[str, ...] = ()
    but: tuple[str, ...] = ()
    doubtful: tuple[str, ...] = ()
    asides: tuple[str, ...] = ()
    fillers: tuple[str, ...] = ()
    ignored: tuple[str, ...] = ()
    endings: tuple[str, ...] = ()
    ordinary: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Eligibility:
    """All of the interview: its questions, the rules, and what must come out of them.

    `rules`: programme -> its rules, oldest first. `without_rules`: programme -> why it has none.
    """

    questions: Mapping[str, Question] = field(default_factory=dict)
    traits: Mapping[str, Trait] = field(default_factory=dict)
    rules: Mapping[str, tuple[Rule, ...]] = field(default_factory=dict)
    without_rules: Mapping[str, str] = field(default_factory=dict)
    words: Vocabulary = field(default_factory=Vocabulary)
    cases: tuple[HouseholdCase, ...] = ()
