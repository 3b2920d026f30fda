"""Where the interview and the rules stand in the files: questions, rules, conditions, words."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from bot.loader import schema
from bot.loader.folder import Folder
from bot.loader.places import Fact, Place, below


@dataclass(frozen=True, slots=True)
class Period:
    """The days on which a rule holds; None is open."""

    starts: date | None = None
    ends: date | None = None

    def holds(self, day: date) -> bool:
        """True on a day of the period."""
        return (self.starts or day) <= day <= (self.ends or day)

    def meets(self, other: "Period") -> bool:
        """True when the two share a day."""
        first = max(self.starts or date.min, other.starts or date.min)
        return first <= min(self.ends or date.max, other.ends or date.max)

    def first_days(self, today: date) -> list[date]:
        """The day it begins, and today, or the day of the period that is nearest to it."""
        nearest = min(max(today, self.starts or today), self.ends or date.max)
        return sorted({self.starts or nearest, nearest})


ALWAYS = Period()


@dataclass(frozen=True, slots=True)
class RulePlace:
    """One rule of a programme, and where it stands."""

    place: Place
    programme: schema.Programme
    rule: schema.Rule

    @property
    def period(self) -> Period:
        """When it holds; a last day before the first is told elsewhere, and left out here."""
        starts, ends = self.rule.starts, self.rule.ends
        return Period(starts, None if starts and ends and ends < starts else ends)

    @property
    def header(self) -> schema.Sourced:
        """What its criteria leave out about their source, from the rule and the file."""
        own = {key: getattr(self.rule, key) for key in schema.Sourced.model_fields}
        told = {key: value for key, value in own.items() if value is not None}
        return self.programme.model_copy(update=told)


@dataclass(frozen=True, slots=True)
class Condition:
    """A criterion or a group.

    `is_told`: it is told to people, so it needs words. `is_single`: no group may stand here.
    `owner`: the question whose gate it is.
    """

    place: Place
    node: schema.Node
    period: Period = ALWAYS
    is_told: bool = False
    is_single: bool = False
    owner: str = ""


def questions(folder: Folder) -> Iterator[tuple[Place, schema.Question]]:
    """Every question of fakta.yaml."""
    for document, file in folder.of(schema.Interview):
        for i, question in enumerate(file.questions):
            yield (document, ("pertanyaan", i)), question


def options(folder: Folder) -> Iterator[tuple[Place, schema.Question, schema.Option]]:
    """Every option of every question."""
    for place, question in questions(folder):
        for i, option in enumerate(question.options):
            yield below(place, "pilihan", i), question, option


def traits(folder: Folder) -> Iterator[tuple[Place, schema.Trait]]:
    """Every trait of a member."""
    for document, file in folder.of(schema.Interview):
        for i, trait in enumerate(file.traits):
            yield (document, ("anggota", i)), trait


def rules(folder: Folder) -> Iterator[RulePlace]:
    """Every rule of every programme."""
    for document, programme in folder.of(schema.Programme):
        for i, rule in enumerate(programme.rules or []):
            # Written without a list the rule has no index; `Document.line` passes over it.
            yield RulePlace((document, ("aturan", i)), programme, rule)


def benefits(at: RulePlace) -> Iterator[tuple[Place, schema.BenefitLine]]:
    """The amounts of a rule."""
    lines = at.rule.benefits.lines if at.rule.benefits else []
    for i, line in enumerate(lines):
        yield below(at.place, "hitung", "butir", i), line


def told(at: RulePlace) -> Iterator[Condition]:
    """Every criterion and group of a rule that decides its verdict."""
    yield from _nodes(at.place, at.rule, at.period)


def _nodes(place: Place, groups: schema.Groups, period: Period) -> Iterator[Condition]:
    for field, key in schema.GROUPS.items():
        for i, node in enumerate(getattr(groups, field) or []):
            where = below(place, key, i)
            yield Condition(where, node, period, is_told=True)
            yield from _nodes(where, node, period)


def conditions(folder: Folder) -> Iterator[Condition]:
    """Every criterion and group of the base: of rules, of their amounts, and of gates."""
    for at in rules(folder):
        yield from told(at)
        if at.rule.already:
            yield Condition(below(at.place, "sudah"), at.rule.already, at.period, is_single=True)
        for place, line in benefits(at):
            if line.when:
                yield Condition(below(place, "jika"), line.when, at.period)
                for inner in _nodes(below(place, "jika"), line.when, at.period):
                    yield Condition(inner.place, inner.node, at.period)
    for place, question in questions(folder):
        if question.only_if:
            where = below(place, "hanya_jika")
            yield Condition(where, question.only_if, is_single=True, owner=question.id)


def sourced(folder: Folder) -> Iterator[Fact]:
    """Every rule, and every criterion with a source of its own."""
    for at in rules(folder):
        yield at.place, at.rule, at.programme
        for found in told(at):
            if any(getattr(found.node, key) is not None for key in schema.Sourced.model_fields):
                yield found.place, found.node, at.header


def rule_words(folder: Folder) -> Iterator[tuple[Place, str]]:
    """Every sentence of a rule that residents read; blanks are filled in."""
    for at in rules(folder):
        for found in told(at):
            for key, words in _wording(found.node):
                yield below(found.place, key), words
        for i, words in enumerate(at.rule.cannot_check):
            yield below(at.place, "tidak_bisa_dicek", i), words
    for document, programme in folder.of(schema.Programme):
        yield (document, ("tanpa_aturan",)), programme.without_rules or ""


def _wording(node: schema.Node) -> Iterator[tuple[str, str]]:
    for key, words in (("terpenuhi", node.met), ("tidak", node.unmet)):
        yield key, words or ""
    yield "belum_tahu", node.unknown or ""


def question_words(folder: Folder) -> Iterator[tuple[Place, str]]:
    """Every sentence of a question; blanks are filled in."""
    for place, of in questions(folder):
        yield below(place, "tanya"), of.text
        yield below(place, "tanya_untuk_lain"), of.text_for_other
        yield below(place, "bantuan"), of.help or ""
        yield below(place, "alasan"), of.why or ""
    for place, _, option in options(folder):
        yield below(place, "label"), option.label


def eligibility_names(folder: Folder) -> Iterator[tuple[Place, str]]:
    """Every other text of the interview and the rules that residents read."""
    for place, of in questions(folder):
        yield below(place, "tentang"), of.topic
        yield below(place, "siapa_tahu"), of.who_knows or ""
    for place, trait in traits(folder):
        yield below(place, "nama"), trait.name
        for value, label in trait.values.items():
            yield below(place, "nilai", value), label
    for at in rules(folder):
        for place, line in benefits(at):
            yield below(place, "nama"), line.name
        for found in told(at):
            yield below(found.place, "petugas"), found.node.office or ""
