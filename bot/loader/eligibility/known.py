"""What fakta.yaml makes known: the facts and traits that rules may name, and who is asked for."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from bot.domain.eligibility.checks import RECEIVED
from bot.domain.eligibility.questions import People, QuestionKind
from bot.domain.eligibility.rules import Bounds, Written
from bot.domain.eligibility.values import NO, YES, Possible, Span
from bot.domain.knowledge import KnowledgeBase, Parameter
from bot.loader import schema
from bot.loader.eligibility.places import questions, traits
from bot.loader.folder import Folder

YES_OR_NO = (YES, NO)


@dataclass(frozen=True, slots=True)
class Thing:
    """A fact or a trait: named values, or numbers of a unit within limits."""

    is_number: bool = False
    values: tuple[str, ...] = ()
    unit: str = ""
    limits: Span | None = None


@dataclass(frozen=True, slots=True)
class Known:
    """The facts and traits by id.

    `sorts`: MEMBERS question -> who it asks for. `received`: programmes that can be said to be
    received. `filled`: facts that no question of their own asks for -> the questions that fill
    them by the way.
    """

    facts: Mapping[str, Thing] = field(default_factory=dict)
    traits: Mapping[str, Thing] = field(default_factory=dict)
    sorts: Mapping[str, People] = field(default_factory=dict)
    received: tuple[str, ...] = ()
    filled: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Scene:
    """Everything the checks look at."""

    folder: Folder
    base: KnowledgeBase
    known: Known
    today: date

    def lacks(self, target: str, among: Iterable[str]) -> bool:
        """True when `target` is neither there nor in a file that could not be read."""
        return target not in among and not self.folder.promises(target)

    def parameter(self, identity: str) -> Parameter | None:
        """A dated number, None when it is not there."""
        return self.base.parameters.get(identity)


def known(folder: Folder) -> Known:
    """Everything that fakta.yaml makes known."""
    ages = {trait.id: _trait(trait) for _, trait in traits(folder)}
    facts: dict[str, Thing] = {}
    for _, question in questions(folder):
        facts |= _facts(question)
    asked = tuple(facts)
    filled, by = _filled(folder, facts)
    return Known(
        facts={**facts, **{fact: thing for fact, thing in filled.items() if fact not in asked}},
        traits=ages,
        sorts={
            question.id: {
                trait: possible(values, ages[trait])
                for trait, values in question.about.items()
                if trait in ages
            }
            for _, question in questions(folder)
            if question.about
        },
        received=tuple(
            option.id
            for _, question in questions(folder)
            if question.id == RECEIVED
            for option in question.options
        ),
        filled=by,
    )


def _trait(of: schema.Trait) -> Thing:
    if of.kind is QuestionKind.NUMBER:
        return Thing(is_number=True, unit=of.unit or "", limits=of.limits)
    return Thing(values=tuple(of.values))


def _facts(of: schema.Question) -> dict[str, Thing]:
    match of.kind:
        case QuestionKind.YES_NO:
            return {of.id: Thing(values=YES_OR_NO)}
        case QuestionKind.NUMBER:
            return {of.id: Thing(is_number=True, unit=of.unit or "", limits=of.limits)}
        case QuestionKind.CHOICE:
            return {of.id: Thing(values=tuple(option.id for option in of.options))}
        case QuestionKind.SEVERAL:
            return {f"{of.id}/{option.id}": Thing(values=YES_OR_NO) for option in of.options}
        case QuestionKind.MEMBERS:
            return {}


def _filled(
    folder: Folder, asked: Mapping[str, Thing]
) -> tuple[dict[str, Thing], dict[str, tuple[str, ...]]]:
    """Facts that only stand in `isi` of options, with every value they are given there."""
    things: dict[str, Thing] = {}
    by: dict[str, tuple[str, ...]] = {}
    for _, question in questions(folder):
        for option in question.options:
            for fact, names in option.fills.items():
                if fact not in asked:
                    earlier = things.get(fact, Thing()).values
                    things[fact] = Thing(values=tuple(dict.fromkeys((*earlier, *names))))
                    by[fact] = tuple(dict.fromkeys((*by.get(fact, ()), question.id)))
    return things, by


def written(values: schema.Values, thing: Thing) -> Written:
    """What a rule or an option says of a fact or a trait."""
    named = values.named or []
    if any(getattr(values, side) for side in schema.COMPARISONS):
        return Bounds(
            least=values.least or "",
            most=values.most or "",
            above=values.above or "",
            below=values.below or "",
        )
    if thing.is_number:
        return (schema.span_of(named[0]) if named else None) or Span()
    return frozenset(named)


def possible(values: schema.Values, thing: Thing) -> Possible:
    """The values a sort of people has; nobody is beyond the limits, so there it is open.

    Without this, "60 and more" would not be covered by a question that asks for 60 to 120.
    """
    found = written(values, thing)
    if isinstance(found, Bounds):
        return Span()
    if isinstance(found, Span) and thing.limits:
        low = None if found.low == thing.limits.low else found.low
        high = None if found.high == thing.limits.high else found.high
        return Span(low, high)
    return found
