"""Answers of the interview and where it stands, as JSON values; what is not set is left out.

Reading raises ValueError, KeyError, TypeError or AttributeError for what was never written here.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from bot.domain.eligibility.household import Answer, Member
from bot.domain.eligibility.interview import Interview
from bot.domain.eligibility.values import Possible, Span


def interview_out(interview: Interview) -> dict[str, Any]:
    """The interview, its day in ISO."""
    day = interview.changed_on
    return _set(
        {
            "scope": interview.scope,
            "for_other": interview.for_other,
            "answers": answers_out(interview.answers),
            "asking": interview.asking,
            "gathered": interview.gathered and _answer_out(interview.gathered),
            "changed_on": day and day.isoformat(),
        }
    )


def interview_in(found: Mapping[str, Any]) -> Interview:
    """The interview again."""
    gathered, day = found.get("gathered"), found.get("changed_on")
    return Interview(
        scope=_text(found.get("scope", "")),
        for_other=_flag(found.get("for_other", False)),
        answers=answers_in(found.get("answers", [])),
        asking=_text(found.get("asking", "")),
        gathered=None if gathered is None else _answer_in(gathered),
        changed_on=None if day is None else date.fromisoformat(day),
    )


def answers_out(answers: Iterable[Answer]) -> list[dict[str, Any]]:
    """Answers, in their order."""
    return [_answer_out(answer) for answer in answers]


def answers_in(found: Iterable[Mapping[str, Any]]) -> tuple[Answer, ...]:
    """The answers again."""
    return tuple(_answer_in(each) for each in found)


def _answer_out(answer: Answer) -> dict[str, Any]:
    members = [[_all_out(member.traits), member.roster] for member in answer.members]
    told = {"f": _all_out(answer.fills), "m": members, "c": answer.is_complete, "o": answer.option}
    return {"q": answer.question, **_set(told)}


def _answer_in(found: Mapping[str, Any]) -> Answer:
    members = (Member(_all_in(traits), _text(roster)) for traits, roster in found.get("m", []))
    return Answer(
        question=_text(found["q"]),
        fills=_all_in(found.get("f", {})),
        members=tuple(members),
        is_complete=_flag(found.get("c", False)),
        option=_text(found.get("o", "")),
    )


def _all_out(known: Mapping[str, Possible]) -> dict[str, list[Any]]:
    """Numbers as [low, high] with null for an open end, choices as the sorted list of names."""
    return {
        name: [values.low, values.high] if isinstance(values, Span) else sorted(values)
        for name, values in known.items()
    }


def _all_in(found: Mapping[str, Any]) -> dict[str, Possible]:
    return {name: _values_in(values) for name, values in found.items()}


def _values_in(found: object) -> Possible:
    if not isinstance(found, list):
        raise TypeError("not a list")
    if all(isinstance(value, str) for value in found):
        return frozenset(found)
    low, high = found
    if not all(end is None or type(end) is int for end in found):
        raise ValueError("neither numbers nor names")
    return Span(low, high)


def _set(fields: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in fields.items() if value}


def _text(found: object) -> str:
    if not isinstance(found, str):
        raise TypeError("not a text")
    return found


def _flag(found: object) -> bool:
    if not isinstance(found, bool):
        raise TypeError("not a yes or no")
    return found
