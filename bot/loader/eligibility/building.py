"""From fakta.yaml to the questions, traits and everyday words of the interview."""

from collections.abc import Iterator, Mapping

from bot.domain.eligibility import questions as domain
from bot.domain.eligibility.questions import QuestionKind
from bot.domain.eligibility.rules import Written
from bot.domain.eligibility.values import NO, YES
from bot.domain.sentences import Say
from bot.loader import schema
from bot.loader.building import provenance
from bot.loader.eligibility.cases import built_cases
from bot.loader.eligibility.known import Known, known, possible, written
from bot.loader.eligibility.places import questions, traits
from bot.loader.eligibility.ruling import built_rules, people_of, simple_test
from bot.loader.folder import Folder

_IS_SO = frozenset({YES})
_YES_OR_NO = ((YES, Say.ANSWER_YES), (NO, Say.ANSWER_NO))


def built_eligibility(folder: Folder, say: Mapping[str, str]) -> domain.Eligibility:
    """All of the interview. Only for a base in which `check_eligibility` finds nothing."""
    things = known(folder)
    return domain.Eligibility(
        questions={of.id: _question(of, things, say) for _, of in questions(folder)},
        traits={of.id: _trait(of) for _, of in traits(folder)},
        rules=built_rules(folder, things),
        without_rules={
            of.id: of.without_rules
            for _, of in folder.of(schema.Programme)
            if of.without_rules is not None
        },
        words=next(
            (_vocabulary(of.words, things) for _, of in folder.of(schema.Interview) if of.words),
            domain.Vocabulary(),
        ),
        cases=tuple(built_cases(folder)),
    )


def _trait(of: schema.Trait) -> domain.Trait:
    return domain.Trait(
        id=of.id,
        label=of.name,
        kind=of.kind,
        values=of.values,
        limits=of.limits,
        unit=of.unit or "",
        heard_as={value: _lower(words) for value, words in of.heard_as.items()},
        ages=of.ages,
    )


def _question(of: schema.Question, things: Known, say: Mapping[str, str]) -> domain.Question:
    return domain.Question(
        id=of.id,
        kind=of.kind,
        text=of.text,
        text_for_other=of.text_for_other,
        topic=of.topic,
        options=tuple(_options(of, things, say)),
        help=of.help or "",
        why=of.why or "",
        who_knows=of.who_knows or "",
        is_sensitive=of.is_sensitive == "ya",
        unit=of.unit or "",
        limits=of.limits,
        about=things.sorts.get(of.id),
        only_if=simple_test(of.only_if, things) if of.only_if else None,
        heard_as=_lower(of.heard_as),
        provenance=provenance(of),
    )


def _options(
    of: schema.Question, things: Known, say: Mapping[str, str]
) -> Iterator[domain.Option]:
    if of.kind is QuestionKind.YES_NO:
        for value, key in _YES_OR_NO:
            yield domain.Option(
                value,
                say[key],
                {of.id: frozenset({value})},
                weight=float(next((w for v, w in of.weights.items() if v == value), 1)),
            )
    for option in of.options:
        yield domain.Option(
            option.id,
            option.label,
            {fact: frozenset(names) for fact, names in option.fills.items()}
            | _own_fact(of, option, things),
            people_of(option.people, things) if option.people else None,
            _lower(option.heard_as),
            1.0 if option.weight is None else float(option.weight),
        )


def _own_fact(of: schema.Question, option: schema.Option, things: Known) -> dict[str, Written]:
    """What an option says of the question's own fact."""
    match of.kind:
        case QuestionKind.CHOICE:
            return {of.id: frozenset({option.id})}
        case QuestionKind.SEVERAL:
            return {f"{of.id}/{option.id}": _IS_SO}
        case QuestionKind.NUMBER:
            return {of.id: written(option.value, things.facts[of.id])} if option.value else {}
        case QuestionKind.YES_NO | QuestionKind.MEMBERS:
            return {}


def _vocabulary(of: schema.Vocabulary, things: Known) -> domain.Vocabulary:
    return domain.Vocabulary(
        numbers={word.lower(): float(number) for word, number in of.numbers.items()},
        times_idr={word.lower(): times for word, times in of.times_idr.items()},
        years=_lower(of.age_units.years) if of.age_units else (),
        months=_lower(of.age_units.months) if of.age_units else (),
        roles=tuple(_role(role, things) for role in of.roles),
        **{
            name: _lower(words)
            for name in type(of).model_fields
            if name != "roles" and isinstance(words := getattr(of, name), list)
        },
    )


def _role(of: schema.Role, things: Known) -> domain.Role:
    told = of.model_extra or {}
    return domain.Role(
        _lower(of.words),
        {trait: possible(values, things.traits[trait]) for trait, values in told.items()},
    )


def _lower(words: list[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(word.lower() for word in words))
